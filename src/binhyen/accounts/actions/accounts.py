"""Making, resetting and disabling accounts; the own password; the rule of 45 days."""

from dataclasses import dataclass
from datetime import date, datetime, time

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.crypto import get_random_string

from binhyen.accounts.models import Account, FormerPassword
from binhyen.accounts.permissions import may_administer_account, may_create_accounts
from binhyen.accounts.queries import has_second_factor, posts_answered_for
from binhyen.accounts.rules.names import username_findings
from binhyen.accounts.rules.passwords import ALPHABET, GROUP_LENGTH, GROUPS, REMEMBERED, password_findings, spaced
from binhyen.accounts.rules.presence import unused_since
from binhyen.audit.actions import Deed, record, record_all
from binhyen.kernel.actors import Actor
from binhyen.kernel.decisions import Decision
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import fold


@dataclass(frozen=True, slots=True)
class AccountDraft:
    """An account to be made. Only the demonstration's accounts come with a password of their own."""

    username: str
    full_name: str
    demonstration_password: str = ""


@dataclass(frozen=True, slots=True)
class Slip:
    """What is printed once and handed over: the one-time password is kept nowhere."""

    account_id: int
    username: str
    full_name: str
    password: str


@transaction.atomic
def create_account(*, draft: AccountDraft, by: Actor, at: datetime) -> Slip:
    """Make an account with a one-time password, to be changed at the first sign-in.

    Refused for posts that administer nobody, for a name that is taken or badly written, and for printed passwords
    outside the demonstration.
    """
    may_create_accounts(by).require()
    if draft.demonstration_password and not settings.DEMONSTRATION:
        message = gettext_noop("Accounts with printed passwords exist in the demonstration only.")
        raise Refused(Finding("accounts.demonstration_only", message))
    _check_username(draft.username)
    password = draft.demonstration_password or _one_time_password()
    account = Account(username=draft.username, full_name=draft.full_name, created_at=at)
    account.fold = fold(f"{draft.username} {draft.full_name}")
    account.must_change_password = not draft.demonstration_password
    account.demonstration = bool(draft.demonstration_password)
    account.set_password(password)
    account.save()
    _record("accounts.create_account", account, by=by, at=at)
    return Slip(account.pk, account.username, account.full_name, password)


@transaction.atomic
def reset_password(*, account: Account, by: Actor, at: datetime) -> Slip:
    """Give an account a new one-time password; running sessions end, the second factor stays.

    Refused for everybody but the level above over all of the account's posts, and for the own account.
    """
    _may_look_after(by, account, at.date()).require()
    _must_be_active(account)
    password = _one_time_password()
    _remember(account, at)
    account.set_password(password)
    account.must_change_password = True
    account.save(update_fields=["password", "must_change_password"])
    _record("accounts.reset_password", account, by=by, at=at)
    return Slip(account.pk, account.username, account.full_name, password)


@transaction.atomic
def remove_second_factor(*, account: Account, by: Actor, at: datetime) -> None:
    """Take away a lost second factor, so that a new one is set up at the next sign-in. Refused as for a reset."""
    _may_look_after(by, account, at.date()).require()
    _must_be_active(account)
    Authenticator.objects.filter(user_id=account.pk).delete()
    _record("accounts.remove_second_factor", account, by=by, at=at)


@transaction.atomic
def disable_account(*, account: Account, by: Actor, at: datetime) -> None:
    """Close an account; what it wrote stays. Refused as for a reset, and when it is disabled already."""
    _may_look_after(by, account, at.date()).require()
    _must_be_active(account)
    account.is_active = False
    account.save(update_fields=["is_active"])
    _record("accounts.disable_account", account, by=by, at=at)


@transaction.atomic
def enable_account(*, account: Account, by: Actor, at: datetime) -> Slip:
    """Open a disabled account again with a one-time password. Refused as for a reset, and when it is open."""
    _may_look_after(by, account, at.date()).require()
    if account.is_active:
        raise Refused(Finding("accounts.enabled", gettext_noop("This account is open.")))
    password = _one_time_password()
    account.is_active, account.must_change_password, account.last_seen_at = True, True, at
    _remember(account, at)
    account.set_password(password)
    account.save(update_fields=["is_active", "must_change_password", "last_seen_at", "password"])
    _record("accounts.enable_account", account, by=by, at=at)
    return Slip(account.pk, account.username, account.full_name, password)


@transaction.atomic
def change_own_password(*, account: Account, old: str, new: str, by: Actor, at: datetime) -> None:
    """Change the own password.

    Refused when the old one is wrong, and when the new one is too weak, the same, or one of the last ten.
    """
    if not account.check_password(old):
        raise Refused(Finding("accounts.wrong_password", gettext_noop("The present password is wrong."), where="old"))
    if old == new or _had(account, new):
        raise Refused(
            Finding("accounts.same_password", gettext_noop("Choose a password you have not had."), where="new")
        )
    findings = password_findings(new, second_factor=has_second_factor(account.pk)) or _guessable(new, account)
    if findings:
        raise Refused(*findings)
    _remember(account, at)
    account.set_password(new)
    account.must_change_password, account.password_set_at = False, at
    account.save(update_fields=["password", "must_change_password", "password_set_at"])
    _record("accounts.change_own_password", account, by=by, at=at)


@transaction.atomic
def disable_inactive(*, by: Actor, at: datetime) -> int:
    """Disable accounts that nobody used for 45 days (TCVN 14423:2026), and return how many. The system's alone."""
    before = datetime.combine(unused_since(at.date()), time.min, at.tzinfo)
    unused = Account.objects.filter(is_active=True).annotate(used=Coalesce(F("last_seen_at"), F("created_at")))
    ids = list(unused.filter(used__lt=before).values_list("pk", flat=True))
    Account.objects.filter(pk__in=ids).update(is_active=False)
    record_all((Deed("accounts.disable_inactive", "accounts.account", pk) for pk in ids), by=by, at=at)
    return len(ids)


def note_presence(*, account_id: int, at: datetime) -> None:
    """Note the day's first page of an account, once a day, without a trace in the log: it is no deed."""
    start = datetime.combine(at.date(), time.min, at.tzinfo)
    Account.objects.filter(pk=account_id).exclude(last_seen_at__gte=start).update(last_seen_at=at)


def _may_look_after(by: Actor, account: Account, on: date) -> Decision:
    return may_administer_account(by, account.pk, posts_answered_for(account.pk, on))


def _had(account: Account, password: str) -> bool:
    """Tell whether a password is one of the last ten."""
    return any(check_password(password, one.hash) for one in _last(account))


def _remember(account: Account, at: datetime) -> None:
    """Keep the hash of the password that is about to go, and forget all but the last ten."""
    FormerPassword.objects.create(account=account, hash=account.password, left_at=at)
    FormerPassword.objects.filter(account=account).exclude(pk__in=[one.pk for one in _last(account)]).delete()


def _last(account: Account) -> list[FormerPassword]:
    return list(FormerPassword.objects.filter(account=account).order_by("-left_at", "-id")[:REMEMBERED])


def _guessable(password: str, account: Account) -> list[Finding]:
    """Ask Django whether a password is among the common ones or too like the account's names."""
    try:
        validate_password(password, account)
    except ValidationError:
        message = gettext_noop("This password is too easy to guess.")
        return [Finding("accounts.password_guessable", message, where="new")]
    return []


def _must_be_active(account: Account) -> None:
    if not account.is_active:
        raise Refused(Finding("accounts.disabled", gettext_noop("This account is disabled.")))


def _one_time_password() -> str:
    return spaced(get_random_string(GROUPS * GROUP_LENGTH, ALPHABET))


def _check_username(username: str) -> None:
    findings = username_findings(username, taken=Account.objects.filter(username=username).exists())
    if findings:
        raise Refused(*findings)


def _record(action: str, account: Account, *, by: Actor, at: datetime) -> None:
    record(Deed(action, "accounts.account", account.pk), by=by, at=at)
