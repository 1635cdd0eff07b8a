"""How figures of many reports make one: which reports are taken, how flows, stocks and shares add up. Pure.

A place may be covered twice: by its year's report and by its twelve months', by its own report and by those of the
villages below it, by a total and by its parts. Each is taken once: from the report of the widest place, then of the
longest period, then from the cell that is split least.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from binhyen.indicators.rules.catalogue import Indicator, OverPlaces, OverTime
from binhyen.indicators.rules.cells import CellKey
from binhyen.kernel.amounts import NO_SUM, Amount, Origin, Said, Sum, add_up
from binhyen.kernel.trees import ancestors, depth_of

_WHOLE = Decimal(1)


class Basis(StrEnum):
    """Which figures a total is made of."""

    SAVED = "saved"
    """Everything that is saved, at once, whether accepted or not."""
    ACCEPTED = "accepted"
    """What the receiving office accepted: the only basis that is signed."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """One figure of an indicator that could take part in its total.

    `reporter` tells reporters of one place apart (0 for the place itself); `path` is the place's on the day of the
    report; `start` and `end` are the days that the period's code names. `covers` says that the report speaks for
    everything below its place. `share` is how much of the place lies in the one that is asked about.
    """

    figure_id: int
    report_id: int
    cell: CellKey
    place_id: int
    path: str
    start: date
    end: date
    covers: bool
    amount: Amount
    accepted: bool = False
    reporter: int = 0
    gone: date | None = None
    """The first day on which the place is no more: a commune that merged is not counted beside what it went into."""
    heirs: frozenset[int] = frozenset()
    """What a place that is gone became, in whole or in part."""
    share: Decimal = _WHOLE
    origin: Origin = Origin.TYPED

    @property
    def days(self) -> int:
        """Length of the period."""
        return (self.end - self.start).days

    @property
    def weighed(self) -> Amount:
        """The amount, or the known part of it."""
        if self.share == _WHOLE or self.amount.value is None:
            return self.amount
        rest = None if self.amount.denominator is None else self.amount.denominator * self.share
        return Amount(self.amount.said, self.amount.value * self.share, rest, self.amount.bound)


def apart(one: CellKey, other: CellKey) -> bool:
    """Tell whether two cells of an indicator count different things: a dimension that both name differs.

    A total and its part, or two different splits of the same, are not apart: adding them would count twice.
    """
    if one.dims == other.dims:
        return False
    split = one.split
    return any(split.get(code, value) != value for code, value in other.split.items())


def taken(contributions: Iterable[Contribution]) -> list[Contribution]:
    """Return those that take part: none speaks for what another one says already. All are of one indicator.

    An empty cell says nothing and keeps nobody else from speaking.
    """
    chosen: dict[str, list[Contribution]] = defaultdict(list)
    found = []
    speaking = (one for one in contributions if one.amount.said is not Said.EMPTY)
    for one in sorted(speaking, key=_widest_first):
        if not any(_says_already(other, one) for path in ancestors(one.path) for other in chosen.get(path, ())):
            chosen[one.path].append(one)
            found.append(one)
    return found


def _widest_first(one: Contribution) -> tuple[bool, int, int, int, date, int]:
    splits = one.cell.dims.count("=")
    return not one.covers, depth_of(one.path), -one.days, splits, one.start, one.figure_id


def _says_already(taken_one: Contribution, other: Contribution) -> bool:
    """Tell whether a taken figure speaks for another one as well.

    Of one reporter, the longer report speaks for everything that the shorter ones say of the indicator, however they
    split it. Reports of equal length, and those of the places below, are left out where they count the same.
    """
    if taken_one.start > other.end or other.start > taken_one.end:
        return False
    same = taken_one.path == other.path and taken_one.reporter == other.reporter
    if same and taken_one.days > other.days:
        return True
    return (same or taken_one.covers) and not apart(taken_one.cell, other.cell)


def parts_of_total(indicator: Indicator, contributions: Iterable[Contribution]) -> list[Contribution]:
    """Return the figures whose amounts make the total: all of a flow, the last of a stock in each place.

    Nothing for indicators that don't add up over time, when several periods are asked for.
    """
    found = taken(contributions)
    if indicator.over_time is OverTime.SUM_OF_FLOWS:
        return found
    if indicator.over_time is OverTime.NONE and len({(one.start, one.end) for one in found}) > 1:
        return []
    return _stocks(found)


def _stocks(contributions: Sequence[Contribution]) -> list[Contribution]:
    """Return the last value of each cell of each place, but none of a place that had gone when its heir spoke."""
    places: dict[int, list[Contribution]] = defaultdict(list)
    for one in contributions:
        places[one.place_id].append(one)
    spoke = {place: max(one.end for one in said) for place, said in places.items()}
    lasts = (one for said in places.values() for one in said if not any(_later(other, one) for other in said))
    return [one for one in lasts if not _inherited(one, spoke)]


def _later(other: Contribution, one: Contribution) -> bool:
    """Tell whether the same reporter said the same, or a part or the whole of it, at a later day."""
    return other.end > one.end and other.reporter == one.reporter and not apart(other.cell, one.cell)


def _inherited(one: Contribution, spoke: Mapping[int, date]) -> bool:
    """Tell whether a place is gone, and something that it became spoke afterwards."""
    gone = one.gone
    return gone is not None and any(heir in spoke and spoke[heir] >= gone for heir in one.heirs)


@dataclass(frozen=True, slots=True)
class Total:
    """A sum with what it was made of. `accepted` is how many of the figures are accepted."""

    sum: Sum = NO_SUM
    parts: tuple[Contribution, ...] = field(default=(), repr=False)
    adds_up: bool = True
    """False for indicators that have no total over the places, or over the periods, asked for."""

    @property
    def figures(self) -> int:
        """How many figures it was made of."""
        return len(self.parts)

    @property
    def accepted(self) -> int:
        """How many of them are accepted."""
        return sum(one.accepted for one in self.parts)

    @property
    def not_accepted(self) -> int:
        """How many are saved and not yet accepted."""
        return self.figures - self.accepted


def total_of(indicator: Indicator, parts: Sequence[Contribution]) -> Total:
    """Add parts up (those that `parts_of_total` chose) by the indicator's own rule. No total is a sum of rates."""
    if len(parts) > 1 and indicator.over_places is OverPlaces.NONE:
        return Total(parts=tuple(parts), adds_up=False)
    return Total(add_up(one.weighed for one in parts), tuple(parts))


def totals_by_cell(indicator: Indicator, contributions: Iterable[Contribution]) -> dict[CellKey, Total]:
    """Return the totals of an indicator's cells, none overlapping another: they may be added."""
    cells: dict[CellKey, list[Contribution]] = defaultdict(list)
    for one in parts_of_total(indicator, contributions):
        cells[one.cell].append(one)
    return {cell: total_of(indicator, parts) for cell, parts in sorted(cells.items())}
