"""Values that a page hands to its parts: knots of a thread, segments of a bar, choices of a filter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Knot:
    """One fact of a thread, in time order: who did what, and when. `look` is "", "done", "now" or "todo".

    `note` is a remark shown under the fact; `kind` says how it looks: "" plain, "must" asks for something,
    "internal" is never shown to the unit.
    """

    text: str
    who: str = ""
    at: datetime | date | None = None
    look: str = "done"
    note: str = ""
    kind: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two values that met in a conflict: what it says, whose it is, when it was saved (None: not yet)."""

    text: str
    who: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """One share of a bar: its look (met, not, unknown, doing, none), how many, and the word of its key."""

    look: str
    amount: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One chip of a filter: the value put into the address, its word, and how many there are."""

    value: str
    label: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Strip:
    """A segment as drawn: where it starts and how wide it is, in thousandths of the bar."""

    look: str
    x: str
    width: str


_WIDE = 1000
_GAP = 3


def strips(segments: Sequence[Segment]) -> tuple[Strip, ...]:
    """Lay segments side by side with a hair between them; empty ones take no room."""
    total = sum(segment.amount for segment in segments)
    laid: list[Strip] = []
    start = 0
    for segment in segments:
        if segment.amount <= 0:
            continue
        width = Decimal(segment.amount * _WIDE) / total
        laid.append(Strip(segment.look, _plain(Decimal(start * _WIDE) / total), _plain(max(width - _GAP, Decimal(1)))))
        start += segment.amount
    return tuple(laid)


def _plain(amount: Decimal) -> str:
    return f"{amount:.1f}"
