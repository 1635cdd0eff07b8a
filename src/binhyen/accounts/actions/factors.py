"""Second factors of the demonstration, and identities that a provider confirms."""

from datetime import datetime

from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import transaction

from binhyen.accounts.models import Account
from binhyen.accounts.permissions import may_administer_account
from binhyen.accounts.queries import has_second_factor, posts_answered_for
from binhyen.audit.actions import Deed, record
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop


@transaction.atomic
def give_second_factor(*, account: Account, secret: str, by: Actor, at: datetime) -> None:
    """Give a demonstration account a second factor whose codes are printed. Refused for every other account."""
    if not (settings.DEMONSTRATION and account.demonstration):
        message = gettext_noop("Accounts with printed passwords exist in the demonstration only.")
        raise Refused(Finding("accounts.demonstration_only", message))
    if not has_second_factor(account.pk):
        TOTP.activate(account, secret)
        record(Deed("accounts.give_second_factor", "accounts.account", account.pk), by=by, at=at)


@transaction.atomic
def link_identity(*, account: Account, provider: str, uid: str, by: Actor, at: datetime) -> None:
    """Link an account to who it is at the configured provider (`uid` is its `sub`).

    Refused as a reset is, and when the identity or the account is linked already.
    """
    may_administer_account(by, account.pk, posts_answered_for(account.pk, at.date())).require()
    linked = SocialAccount.objects.filter(provider=provider)
    if linked.filter(uid=uid).exists() or linked.filter(user=account).exists():
        message = gettext_noop("This identity or this account is linked already.")
        raise Refused(Finding("accounts.linked_already", message, where="uid"))
    SocialAccount.objects.create(user=account, provider=provider, uid=uid)
    record(Deed("accounts.link_identity", "accounts.account", account.pk), by=by, at=at)
