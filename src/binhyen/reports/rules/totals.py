"""How figures of many reports make one: which reports are taken, how flows, stocks and shares add up. Pure.

A place may be covered twice: by its year's report and by its twelve months', by its own report and by those of the
villages below it. Each cell is taken once: from the report of the widest place, then of the longest period.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from binhyen.indicators.rules.catalogue import Indicator, OverPlaces, OverTime
from binhyen.kernel.amounts import NO_SUM, Amount, Said, Sum, add_up
from binhyen.kernel.trees import depth_of, is_under


class Basis(StrEnum):
    """Which figures a total is made of."""

    SAVED = "saved"
    """Everything that is saved, at once, whether accepted or not."""
    ACCEPTED = "accepted"
    """What the receiving office accepted: the only basis that is signed."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """One figure that could take part in a total.

    `reporter` tells reporters of one place apart (0 for the place itself); `path` is the place's on the day of the
    report; `start` and `end` are the days that the period's code names. `covers` says that the report speaks for
    everything below its place. `home` is the place that this one is (or became) on the map that is asked for.
    """

    figure_id: int
    report_id: int
    place_id: int
    path: str
    start: date
    end: date
    covers: bool
    amount: Amount
    accepted: bool = False
    reporter: int = 0
    home: Hashable = None
    gone: date | None = None
    """The first day on which the place is no more; a commune that merged is not counted beside the one it went into."""

    @property
    def days(self) -> int:
        """Length of the period."""
        return (self.end - self.start).days


def taken(contributions: Iterable[Contribution]) -> list[Contribution]:
    """Return those that take part: none speaks for what another one says already.

    Widest places first, then longest periods; what is left out overlaps a taken one in both place and time. All are
    figures of one cell.
    """
    chosen: dict[str, list[Contribution]] = defaultdict(list)
    found = []
    for one in sorted(contributions, key=_widest_first):
        if not any(_says_already(other, one) for path in _above(one.path) for other in chosen.get(path, ())):
            chosen[one.path].append(one)
            found.append(one)
    return found


def _widest_first(one: Contribution) -> tuple[bool, int, int, date, int]:
    return not one.covers, depth_of(one.path), -one.days, one.start, one.figure_id


def _above(path: str) -> list[str]:
    """Return the path and all above it."""
    nodes = path.split(".")[:-1]
    return [".".join(nodes[: depth + 1]) + "." for depth in range(len(nodes))]


def _says_already(taken_one: Contribution, other: Contribution) -> bool:
    overlaps = taken_one.start <= other.end and other.start <= taken_one.end
    same = taken_one.path == other.path and taken_one.reporter == other.reporter
    return overlaps and (same or (taken_one.covers and is_under(other.path, taken_one.path)))


def parts_of_total(indicator: Indicator, contributions: Sequence[Contribution]) -> list[Contribution]:
    """Return the figures whose amounts make the total: all of a flow, the last of a stock in each place.

    Nothing for indicators that don't add up over time, when several periods are asked for.
    """
    found = taken(contributions)
    if indicator.over_time is OverTime.SUM_OF_FLOWS:
        return found
    if indicator.over_time is OverTime.NONE and len({(one.start, one.end) for one in found}) > 1:
        return []
    return _stocks(found)


def _stocks(contributions: Iterable[Contribution]) -> list[Contribution]:
    """Return the last value of each place, but not that of a place that had gone into another when that one spoke.

    Empty cells say nothing: the value before them holds.
    """
    homes: dict[Hashable, dict[Hashable, Contribution]] = defaultdict(dict)
    for one in sorted(contributions, key=lambda one: (one.end, one.start)):
        if one.amount.said is not Said.EMPTY:
            reporter = (one.place_id, one.reporter)
            homes[one.home if one.home is not None else reporter][reporter] = one
    return [one for lasts in homes.values() for one in _still_there(lasts.values())]


def _still_there(lasts: Collection[Contribution]) -> list[Contribution]:
    latest = max(one.end for one in lasts)
    return [one for one in lasts if one.gone is None or one.gone > latest]


@dataclass(frozen=True, slots=True)
class Total:
    """A sum with what it was made of. `accepted` is how many of the figures are accepted."""

    sum: Sum = NO_SUM
    figures: int = 0
    accepted: int = 0
    adds_up: bool = True
    """False for indicators that have no total over places, or over the periods asked for."""

    @property
    def not_accepted(self) -> int:
        """Figures that are saved and not yet accepted."""
        return self.figures - self.accepted


def total_of(indicator: Indicator, contributions: Sequence[Contribution]) -> Total:
    """Add the figures of one cell up by the indicator's own rules. A total is never a sum of rates."""
    parts = parts_of_total(indicator, contributions)
    if not adds_up(indicator, parts):
        return Total(figures=len(parts), accepted=sum(one.accepted for one in parts), adds_up=not parts)
    return Total(add_up(one.amount for one in parts), len(parts), sum(one.accepted for one in parts))


def adds_up(indicator: Indicator, parts: Sequence[Contribution]) -> bool:
    """Tell whether the parts make one number: one part always does, several of an indicator without a sum never."""
    return len(parts) <= 1 or indicator.over_places is not OverPlaces.NONE
