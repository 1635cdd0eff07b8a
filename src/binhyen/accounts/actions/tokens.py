"""Making and revoking API keys; noting the day of a key's last use."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from binhyen.accounts.models import ApiToken, Holding
from binhyen.accounts.queries import in_force, place_path
from binhyen.accounts.rules.keys import MARK, SHOWN, KeyDraft, digest_of, key_findings
from binhyen.audit.actions import Deed, record
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Forbidden, Refused, refuse
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.scopes import Scope

_BYTES = 32


@dataclass(frozen=True, slots=True)
class MadeKey:
    """A key just made. `secret` is shown once and kept nowhere."""

    token_id: int
    name: str
    secret: str
    expires_on: date


@transaction.atomic
def create_token(*, draft: KeyDraft, by: Actor, at: datetime) -> MadeKey:
    """Make a key by which a program acts as this account at one of its posts, and return its secret once.

    Refused for a post that the account does not hold today, without a name or scope, for unknown scopes, and for a
    last day that is past or more than 366 days away.
    """
    holding = _own_holding(draft.post_id, by, at)
    refuse(key_findings(draft, at.date()))
    secret = MARK + secrets.token_urlsafe(_BYTES)
    wanted = [scope for scope in Scope if scope in draft.scopes]
    token = ApiToken.objects.create(
        holding=holding,
        name=draft.name.strip(),
        prefix=secret[:SHOWN],
        digest=digest_of(secret),
        scopes=" ".join(wanted),
        created_at=at,
        expires_on=draft.expires_on,
    )
    data = {"post": holding.post_id, "scopes": wanted, "until": draft.expires_on.isoformat()}
    _record("accounts.create_token", token, data, by=by, at=at)
    return MadeKey(token.pk, token.name, secret, token.expires_on)


@transaction.atomic
def revoke_token(*, token_id: int, by: Actor, at: datetime) -> None:
    """Make a key worthless at once and for good. Refused for keys of others, and for one that is revoked already."""
    rows = ApiToken.objects.select_for_update(of=("self",)).select_related("holding__post")
    token = rows.filter(pk=token_id).first()
    if token is None or token.holding.account_id != by.account_id:
        raise Forbidden(Finding("accounts.not_own_key", gettext_noop("Only who made a key can revoke it.")))
    if token.revoked_at is not None:
        raise Refused(Finding("accounts.key_revoked", gettext_noop("This key is revoked already.")))
    token.revoked_at = at
    token.save(update_fields=["revoked_at"])
    _record("accounts.revoke_token", token, {"post": token.holding.post_id}, by=by, at=at)


def note_token_use(*, token_id: int, at: datetime) -> None:
    """Note the day on which a key is used, once a day, without a trace in the log: it is no deed."""
    ApiToken.objects.filter(pk=token_id).exclude(last_used_on=at.date()).update(last_used_on=at.date())


def _own_holding(post_id: int, by: Actor, at: datetime) -> Holding:
    day = at.date()
    rows = Holding.objects.filter(in_force(day), in_force(day, "post__"), account_id=by.account_id, post_id=post_id)
    holding = rows.select_related("post").first()
    if holding is None:
        message = gettext_noop("You make keys for posts that you hold yourself, and for no others.")
        raise Forbidden(Finding("accounts.not_own_post", message, where="post"))
    return holding


def _record(action: str, token: ApiToken, data: dict[str, object], *, by: Actor, at: datetime) -> None:
    path = place_path(token.holding.post.place_id, at.date())
    record(Deed(action, "accounts.api_token", token.pk, path, data), by=by, at=at)
