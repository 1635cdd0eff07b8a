"""What a session remembers: the chosen desk, when it was last used, whether it is locked, what was shown at sign-in."""

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from binhyen.accounts.models import Account
from binhyen.ui.http import ticks

POST_KEY = "accounts.post"
SEEN_KEY = "accounts.seen"
LOCKED_KEY = "accounts.locked"
FRESH_SECONDS = 300
_RECORDS = "account_authentication_methods"
_NOTE_EVERY = 30


def is_out_of_place(account: Account) -> bool:
    """Tell whether an account of the demonstration, whose password is printed, is met anywhere else."""
    return account.demonstration and not settings.DEMONSTRATION


def lock_when_idle(session: SessionBase, now: int, *, idle: bool) -> bool:
    """Lock a session that rested too long, else note that it is used; return whether it is locked."""
    if idle:
        session[LOCKED_KEY] = True
    locked = bool(session.get(LOCKED_KEY))
    if not locked and abs(now - session.get(SEEN_KEY, 0)) > _NOTE_EVERY:
        session[SEEN_KEY] = now
    return locked


def unlock(session: SessionBase) -> None:
    """Open a locked session again: its person has shown the password."""
    session.pop(LOCKED_KEY, None)
    session[SEEN_KEY] = ticks()


def factor_shown(request: HttpRequest) -> bool:
    """Tell whether this session has shown a second factor."""
    return any(record.get("method") == "mfa" for record in request.session.get(_RECORDS, ()))


def signed_in_lately(request: HttpRequest) -> bool:
    """Tell whether a password or code was shown in this session within five minutes."""
    last = max((record.get("at", 0) for record in request.session.get(_RECORDS, ())), default=0)
    return ticks() - last < FRESH_SECONDS
