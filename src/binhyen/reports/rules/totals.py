"""How figures of many reports make one: which reports are taken, how flows, stocks and shares add up. Pure.

A place may be covered twice: by its year's report and by its twelve months', by its own report and by those of the
villages below it, by a total and by its parts. Each is taken once: from the report of the widest place, then of the
longest period, then from the cell that is split least.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
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
    now: str = ""
    """Its path on the asked map where that is another one; of a place that is gone, the path that its heirs share."""
    since: date | None = None
    """The first day of `now`."""
    share: Decimal = _WHOLE
    origin: Origin = Origin.TYPED
    counted: bool = False
    """Tell whether a register counted it, taken over or written over."""

    @property
    def days(self) -> int:
        """Length of the period."""
        return (self.end - self.start).days

    @property
    def lies_at(self) -> str:
        """The path on the asked map under which it is told."""
        return self.now or self.path

    @property
    def speaks_below(self) -> bool:
        """Tell whether it speaks for everything below the place: a unit or an association speaks for itself alone."""
        return self.covers and not self.reporter

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
    spoken = _Spoken()
    speaking = (one for one in contributions if one.amount.said is not Said.EMPTY)
    for one in sorted(speaking, key=_widest_first):
        if not spoken.says(one):
            spoken.add(one)
    return spoken.found


def _widest_first(one: Contribution) -> tuple[bool, int, int, int, str, date, int]:
    dims = one.cell.dims
    return not one.speaks_below, depth_of(one.path), -one.days, dims.count("="), dims, one.start, one.figure_id


class _Spoken:
    """What was taken already, by reporter and, where it speaks for everything below, by place."""

    def __init__(self) -> None:
        self.found: list[Contribution] = []
        self._own: dict[tuple[int, int], list[Contribution]] = defaultdict(list)
        self._above: dict[str, list[Contribution]] = defaultdict(list)

    def add(self, one: Contribution) -> None:
        """Take one."""
        self.found.append(one)
        self._own[one.place_id, one.reporter].append(one)
        if one.speaks_below:
            here = {one.path} if one.gone or not one.now else {one.path, one.now}
            for path in here:
                self._above[path].append(one)

    def says(self, one: Contribution) -> bool:
        """Tell whether what was taken says this already."""
        if any(_own_says(other, one) for other in self._own.get((one.place_id, one.reporter), ())):
            return True
        return any(_meet(other, one) and not apart(other.cell, one.cell) for other in self.over(one))

    def over(self, one: Contribution) -> Iterator[Contribution]:
        """Return what speaks for everything where a place lay, or where it came to lie by the day that was told."""
        for path in ancestors(one.path):
            yield from self._above.get(path, ())
        if one.now and one.since is not None:
            for path in ancestors(one.now):
                yield from (other for other in self._above.get(path, ()) if other.end >= one.since)


def _meet(one: Contribution, other: Contribution) -> bool:
    return one.start <= other.end and other.start <= one.end


def _own_says(taken_one: Contribution, other: Contribution) -> bool:
    """Tell whether a reporter's figure speaks for another one of its own.

    The longer report speaks for everything that the shorter ones say of the indicator, however they split it; of
    reports of equal length, a figure speaks for what counts the same.
    """
    return _meet(taken_one, other) and (taken_one.days > other.days or not apart(taken_one.cell, other.cell))


def parts_of_total(indicator: Indicator, contributions: Iterable[Contribution]) -> list[Contribution]:
    """Return the figures whose amounts make the total: all of a flow, the last of a stock in each place.

    Nothing for indicators that don't add up over time, when several periods are asked for.
    """
    found = taken(contributions)
    if indicator.over_time is OverTime.SUM_OF_FLOWS:
        return found
    if indicator.over_time is OverTime.NONE:
        return [] if _several_periods(found) else found
    return _stocks(found)


def _several_periods(contributions: Iterable[Contribution]) -> bool:
    return len({(one.start, one.end) for one in contributions}) > 1


def _stocks(contributions: Sequence[Contribution]) -> list[Contribution]:
    """Return the last value of each cell of each place, each piece of land once.

    A place that had gone when its heir spoke is left out. Where a place spoke for everything below it, that stands for
    those below whenever they spoke: a part that spoke later would be counted twice, or would stand for the whole.
    """
    places: dict[int, list[Contribution]] = defaultdict(list)
    for one in contributions:
        places[one.place_id].append(one)
    spoke = {place: max(one.end for one in said) for place, said in places.items()}
    lasts = [one for said in places.values() for one in said if not any(_later(other, one) for other in said)]
    wide = _Spoken()
    for one in lasts:
        wide.add(one)
    return [one for one in lasts if not _inherited(one, spoke) and not _below_another(one, wide)]


def _below_another(one: Contribution, wide: _Spoken) -> bool:
    """Tell whether a place or a reporter lies in one that spoke for everything below it."""
    others = (other for other in wide.over(one) if (other.place_id, other.reporter) != (one.place_id, one.reporter))
    return any(not apart(other.cell, one.cell) for other in others)


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


def typed_only(indicator: Indicator, totals: Mapping[CellKey, Total]) -> dict[CellKey, Total]:
    """Return totals without what a register counts, which the register answers for.

    A counted figure still keeps others from speaking: what lies below a counted commune is in its count.
    """
    left: dict[CellKey, Total] = {}
    for cell, total in totals.items():
        parts = [one for one in total.parts if not one.counted]
        if parts:
            left[cell] = total_of(indicator, parts) if total.adds_up else replace(total, parts=tuple(parts))
    return left


def total_of(indicator: Indicator, parts: Sequence[Contribution]) -> Total:
    """Add parts up (those that `parts_of_total` chose) by the indicator's own rule. No total is a sum of rates."""
    if len(parts) > 1 and indicator.over_places is OverPlaces.NONE:
        return Total(parts=tuple(parts), adds_up=False)
    return Total(add_up(one.weighed for one in parts), tuple(parts))


def totals_by_cell(indicator: Indicator, contributions: Iterable[Contribution]) -> dict[CellKey, Total]:
    """Return the totals of an indicator's cells, none overlapping another: they may be added.

    Cells of an indicator that makes no number over several periods are there without a number.
    """
    listed = list(contributions)
    found = parts_of_total(indicator, listed)
    adds_up = bool(found) or not listed
    cells: dict[CellKey, list[Contribution]] = defaultdict(list)
    for one in found if adds_up else taken(listed):
        cells[one.cell].append(one)
    if not adds_up:
        return {cell: Total(parts=tuple(parts), adds_up=False) for cell, parts in sorted(cells.items())}
    return {cell: total_of(indicator, parts) for cell, parts in sorted(cells.items())}


def of_which(
    indicator: Indicator, contributions: Iterable[Contribution], added: Collection[CellKey]
) -> dict[CellKey, Total]:
    """Return the totals of cells that are not `added`, each by itself: they say again what the added ones say."""
    others: dict[CellKey, list[Contribution]] = defaultdict(list)
    for one in contributions:
        if one.cell not in added:
            others[one.cell].append(one)
    return {cell: found for cell, said in sorted(others.items()) if (found := _alone(indicator, cell, said)).parts}


def _alone(indicator: Indicator, cell: CellKey, contributions: Iterable[Contribution]) -> Total:
    return totals_by_cell(indicator, contributions).get(cell, Total())
