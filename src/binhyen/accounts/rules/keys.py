"""API keys: what one may be used for, how long it lasts, and what is kept of its secret."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.scopes import Scope

LONGEST_DAYS = 366
"""A key lasts a year at most; a longer need makes a new one."""
MARK = "by_"
"""How every secret begins, so that a leaked one is recognised for what it is."""
SHOWN = 9
"""So many signs of a secret stay readable in the list: the mark and six more."""
LONGEST_NAME = 80
LONGEST_SECRET = 120
"""What is longer is no secret of ours and is not looked up."""


@dataclass(frozen=True, slots=True)
class KeyDraft:
    """A key to be made: for which post, called what, for what, and its last day."""

    post_id: int
    name: str
    scopes: tuple[str, ...]
    expires_on: date


def digest_of(secret: str) -> str:
    """Return what is kept of a secret: its SHA-256. The secret has 256 random bits, so no salt is needed."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def key_findings(draft: KeyDraft, today: date) -> list[Finding]:
    """Say what hinders a key: no name, no or unknown scopes, a last day that is past or more than 366 days away."""
    found = []
    if not 0 < len(draft.name.strip()) <= LONGEST_NAME:
        message = gettext_noop("Give the key a name of at most 80 letters that says which program uses it.")
        found.append(Finding("accounts.key_unnamed", message, where="name"))
    if not draft.scopes:
        message = gettext_noop("Choose at least one thing that the key may do.")
        found.append(Finding("accounts.key_without_scope", message, where="scopes"))
    return [*found, *_unknown(draft.scopes), *_lasting(draft.expires_on, today)]


def _unknown(scopes: Iterable[str]) -> list[Finding]:
    message = gettext_noop("“%(scope)s” is nothing that a key can be used for.")
    return [
        Finding("accounts.unknown_scope", message, params={"scope": scope[:60]}, where="scopes")
        for scope in scopes
        if scope not in set(Scope)
    ]


def _lasting(last: date, today: date) -> list[Finding]:
    if last < today:
        message = gettext_noop("The key's last day lies in the past. Choose today or a later day.")
        return [Finding("accounts.key_expired", message, where="expires_on")]
    latest = today + timedelta(days=LONGEST_DAYS)
    if last > latest:
        message = gettext_noop("A key lasts %(days)s days at most: choose a last day up to %(latest)s.")
        params = {"days": LONGEST_DAYS, "latest": latest}
        return [Finding("accounts.key_too_long", message, params=params, where="expires_on")]
    return []
