"""How long a text that came in is kept, and what becomes of it: confirmed, discarded or forgotten, its words go."""

from datetime import date, timedelta
from enum import StrEnum

from binhyen.kernel.lifecycles import Lifecycle

KEPT_DAYS = 30
"""A text that nobody confirmed is forgotten after so many days."""


class TextLife(StrEnum):
    """Where a text that came in stands."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DISCARDED = "discarded"
    FORGOTTEN = "forgotten"


class TextEnd(StrEnum):
    """What ends it, and what is done before."""

    DECIDE = "decide"
    CONFIRM = "confirm"
    DISCARD = "discard"
    FORGET = "forget"


LIFE_OF_TEXTS: Lifecycle[TextLife, TextEnd] = Lifecycle(
    {
        (TextLife.OPEN, TextEnd.DECIDE): TextLife.OPEN,
        (TextLife.OPEN, TextEnd.CONFIRM): TextLife.CONFIRMED,
        (TextLife.OPEN, TextEnd.DISCARD): TextLife.DISCARDED,
        (TextLife.OPEN, TextEnd.FORGET): TextLife.FORGOTTEN,
    }
)


def forgotten_on(taken: date) -> date:
    """Return the day on which a text that was taken in is forgotten.

    >>> forgotten_on(date(2026, 11, 5))
    datetime.date(2026, 12, 5)
    """
    return taken + timedelta(days=KEPT_DAYS)


def days_left(forget_on: date, today: date) -> int:
    """Return how many days a text is still kept; 0 on its last day and after."""
    return max(0, (forget_on - today).days)
