"""How far a signed-in account has come: locked, password to be changed, second factor missing, at its desk."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

INACTIVE_DAYS = 45
"""An account that nobody has used for so long is disabled (TCVN 14423:2026)."""

ADMINISTRATOR_PASSWORD_DAYS = 60
"""After two months administrators choose a new password (TCVN 14423:2026)."""

ADMINISTRATOR_IDLE_MINUTES = 5
_MINUTE = 60
_DAY = 24 * 60 * _MINUTE


class Standing(StrEnum):
    """What stands between an account and its desk; READY when nothing does."""

    VISITOR = "visitor"
    LOCKED = "locked"
    PASSWORD = "password"  # noqa: S105 - the name of a step
    SECOND_FACTOR = "second_factor"
    NO_POST = "no_post"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a signed-in account at a request."""

    must_change_password: bool
    factor_needed: bool
    factor_shown: bool
    has_post: bool
    locked: bool = False


def standing(facts: Facts) -> Standing:
    """Return the first thing that stands in the way, in the order in which a person deals with them."""
    if facts.locked:
        return Standing.LOCKED
    if facts.must_change_password:
        return Standing.PASSWORD
    if facts.factor_needed and not facts.factor_shown:
        return Standing.SECOND_FACTOR
    return Standing.READY if facts.has_post else Standing.NO_POST


def password_is_old(set_on: date | None, today: date, *, administrator: bool) -> bool:
    """Tell whether a password has served its time: administrators' do after 60 days, all others never."""
    return administrator and set_on is not None and (today - set_on).days > ADMINISTRATOR_PASSWORD_DAYS


def idle_limit(minutes: int, *, administrator: bool) -> int:
    """Return after how many seconds without a request a session locks; administrators' sooner."""
    return min(minutes, ADMINISTRATOR_IDLE_MINUTES) * _MINUTE if administrator else minutes * _MINUTE


def is_idle(last: int, now: int, limit: int) -> bool:
    """Tell whether a session rested longer than `limit` seconds. A clock set back by less than a day is no rest."""
    return now - last > limit or last - now > _DAY


def unused_since(today: date) -> date:
    """Return the day before which an account must have been used last, to count as inactive."""
    return today - timedelta(days=INACTIVE_DAYS)
