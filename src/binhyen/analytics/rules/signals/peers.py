"""What like reports of the same collection do, so that a habit of all is nobody's signal. Built once a collection."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from math import exp, log

from binhyen.analytics.rules.signals.chances import median, same_by_chance
from binhyen.analytics.rules.signals.habits import Asked, Habit, habit_of
from binhyen.analytics.rules.signals.likeness import Likeness, likeness_of
from binhyen.analytics.rules.signals.subject import CellSaid, ReportSaid

_HALF_NORMAL = 0.4549
"""Median of the square of a normal value: turns a median of squares into a variance."""


@dataclass(frozen=True, slots=True)
class Moves:
    """How a cell's numbers moved since the period before: the middle, and what varies beyond chance (as a variance)."""

    middle: float = 0.0
    extra: float = 0.0
    of: int = 0


@dataclass(frozen=True, slots=True)
class Wildness:
    """How a cell's numbers vary between periods: beyond chance (a share squared), and beside chance alone."""

    extra: float
    beside_chance: float


@dataclass(frozen=True, slots=True)
class Peers:
    """What all reports of a collection do, by cell."""

    reports: int
    repeated: Habit
    repeated_yearly: Habit
    near: Habit
    tens: Habit
    fives: Habit
    full: Habit
    over: Habit
    eventless: Habit
    moves: Mapping[str, Moves] = field(default_factory=dict)
    paces: Sequence[float] = ()
    """Minutes from the first to the last typed cell, of the reports that were typed shortly before they were sent."""
    likeness: Mapping[int, Likeness] = field(default_factory=dict)
    """How like each report's texts are to those of one that was sent before it."""
    wildness: Mapping[str, Wildness] = field(default_factory=dict)


# ------------------------------------------------------------------ what a cell does


def repeats(cell: CellSaid) -> bool | None:
    """Tell whether a cell says what it said a period before; None where there is nothing to compare, or only zeros."""
    return _same(cell, cell.before)


def repeats_yearly(cell: CellSaid) -> bool | None:
    """Tell whether a cell says what it said a year before."""
    return _same(cell, cell.last_year)


def _same(cell: CellSaid, earlier: object) -> bool | None:
    if earlier is None or (cell.value == 0 and earlier == 0) or not cell.typed:
        return None
    return cell.value == earlier


def repeated_before(cell: CellSaid) -> list[bool]:
    """Tell which periods long ago repeated the one before: what is planned is the same every month, and always was.

    The later half of the past is left out: who has copied for months would else be excused by it.
    """
    return [later == earlier for earlier, later in _long_ago(cell)]


def _long_ago(cell: CellSaid) -> list[tuple[Decimal, Decimal]]:
    past = cell.history[: (len(cell.history) + 1) // 2]
    return [(earlier, later) for earlier, later in pairwise(past) if earlier and later is not None]


def is_near(cell: CellSaid) -> bool | None:
    """Tell whether a cell says what it said a period before, or one more or less; None of numbers below ten."""
    if cell.before is None or cell.before < _NEAR_FROM or not cell.typed:
        return None
    return abs(cell.value - cell.before) <= 1


def near_before(cell: CellSaid) -> list[bool]:
    """Tell which periods long ago were within one of the period before."""
    return [abs(later - earlier) <= 1 for earlier, later in _long_ago(cell) if earlier >= _NEAR_FROM]


_NEAR_FROM = 10
_NEAR_BY_CHANCE = 3
"""One more and one less are as likely as the same."""


def ends_in(step: int) -> Callable[[CellSaid], bool | None]:
    """Return the question whether a typed, exact number that is no stock is a multiple of `step`, if not smaller."""

    def asked(cell: CellSaid) -> bool | None:
        whole = cell.value == cell.value.to_integral_value()
        if not (cell.typed and cell.exact and whole) or cell.stock or cell.value < step or cell.is_share:
            return None
        return int(cell.value) % step == 0

    return asked


def is_full(cell: CellSaid) -> bool | None:
    """Tell whether a share of five or more is 100 %; None for what is no such share or has a file beside it."""
    if cell.denominator is None or cell.denominator < 5 or cell.backed or not cell.typed:  # noqa: PLR2004 - said above
        return None
    return cell.value == cell.denominator


def is_over(cell: CellSaid) -> bool | None:
    """Tell whether more was typed than the registers count; None where they count nothing or the cell explains it."""
    if not cell.counted or cell.backed or cell.is_share:
        return None
    return cell.typed and cell.value > cell.counted


def is_eventless(cell: CellSaid) -> bool | None:
    """Tell whether something is reported of which the register holds no entry, though it held some the period before.

    Where a place never kept the register, that it holds nothing says nothing of this period.
    """
    if cell.counted is None or not cell.counted_before or cell.value == 0 or cell.is_share:
        return None
    return cell.typed and cell.counted == 0 and not cell.backed


def _same_by_chance(cell: CellSaid) -> float:
    return same_by_chance(float(cell.value))


def _near_by_chance(cell: CellSaid) -> float:
    return min(1.0, _NEAR_BY_CHANCE * _same_by_chance(cell))


REPEATED = Asked(repeats, _same_by_chance, most_scatter=1, before=repeated_before)
REPEATED_YEARLY = Asked(repeats_yearly, _same_by_chance, most_scatter=1, before=repeated_before)
NEAR = Asked(is_near, _near_by_chance, most_scatter=1, before=near_before)
TENS = Asked(ends_in(10), lambda _: 0.1, most_scatter=2)
FIVES = Asked(ends_in(5), lambda _: 0.2, most_scatter=2)
FULL = Asked(is_full, lambda _: 0.05, sure=0)
OVER = Asked(is_over, lambda _: 0.03)
EVENTLESS = Asked(is_eventless, lambda _: 0.03)


def level(cell: CellSaid) -> float | None:
    """Return what a cell said lately: the middle of its last periods, as a logarithm; None where too few are known."""
    known = [log(float(one) + 1) for one in cell.history if one is not None][-_LATELY:]
    return median(known) if len(known) >= _KNOWN_PAST else None


def move(cell: CellSaid) -> float | None:
    """Return by how much a number moved away from what its cell said lately; None where that is not known."""
    usual = level(cell)
    return None if usual is None or cell.is_share else log(float(cell.value) + 1) - usual


def chance_variance(cell: CellSaid) -> float:
    """Return how much such a move varies by chance alone, as a variance: that of a count, and of a middle of some.

    The smaller of both numbers says how much: from a few to none is no long way.
    """
    usual = exp(level(cell) or 0.0)
    return 1 / min(usual, float(cell.value) + 1) + _OF_MIDDLE / _LATELY / usual


_LATELY, _KNOWN_PAST = 6, 3
_OF_MIDDLE = 1.57
"""The middle of values varies so much more than their mean."""


def pace(report: ReportSaid) -> float | None:
    """Return in how many minutes a report was typed, if shortly before it was sent on its last day or later."""
    times = [cell.entered_at for cell in report.cells if cell.typed and cell.entered_at]
    if len(times) < _TYPED_AT_ONCE or report.sent is None or report.due is None:
        return None
    first, last = min(times), max(times)
    late = (report.due - report.sent).total_seconds() < _DAY
    if not late or not 0 <= (report.sent - first).total_seconds() <= _HOUR:
        return None
    return (last - first).total_seconds() / 60


_TYPED_AT_ONCE, _HOUR, _DAY = 8, 3_600, 86_400


def typed_of(report: ReportSaid) -> int:
    """Return how many cells a person typed."""
    return sum(cell.typed for cell in report.cells)


def series_of(cell: CellSaid) -> list[float]:
    """Return a cell's numbers over the periods, where they are long and large enough to vary; else nothing."""
    values = [float(one) for one in (*cell.history, cell.value) if one is not None]
    short = cell.stock or cell.is_share or not cell.typed or len(values) < _LONG_ENOUGH
    return [] if short or sum(values) < _BIG_ENOUGH * len(values) else values


def steps_of(values: Sequence[float]) -> tuple[float, float]:
    """Return the variance that the steps between neighbours speak for, and the mean: a trend does not matter."""
    steps = sum((later - earlier) ** 2 for earlier, later in pairwise(values))
    return steps / (2 * (len(values) - 1)), sum(values) / len(values)


_LONG_ENOUGH, _BIG_ENOUGH = 6, 3.0


# ------------------------------------------------------------------ all of them


def peers_of(reports: Sequence[ReportSaid]) -> Peers:
    """Read what the reports of one collection do."""
    return Peers(
        reports=len(reports),
        repeated=habit_of(REPEATED, reports),
        repeated_yearly=habit_of(REPEATED_YEARLY, reports),
        near=habit_of(NEAR, reports),
        tens=habit_of(TENS, reports),
        fives=habit_of(FIVES, reports),
        full=habit_of(FULL, reports),
        over=habit_of(OVER, reports),
        eventless=habit_of(EVENTLESS, reports),
        moves=_moves(cell for report in reports for cell in report.cells),
        paces=sorted(minutes for one in reports if (minutes := pace(one)) is not None),
        likeness=likeness_of(reports),
        wildness=_wildness(cell for report in reports for cell in report.cells),
    )


def _moves(cells: Iterable[CellSaid]) -> dict[str, Moves]:
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for cell in cells:
        if (moved := move(cell)) is not None:
            found[cell.cell].append((moved, chance_variance(cell)))
    return {cell: _of_moves(moves) for cell, moves in found.items()}


def _of_moves(moves: Sequence[tuple[float, float]]) -> Moves:
    middle = median([moved for moved, _ in moves])
    extra = median([(moved - middle) ** 2 / _HALF_NORMAL - chance for moved, chance in moves])
    return Moves(middle, max(0.0, extra), len(moves))


def _wildness(cells: Iterable[CellSaid]) -> dict[str, Wildness]:
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for cell in cells:
        if series := series_of(cell):
            found[cell.cell].append(steps_of(series))
    return {cell: _of_steps(steps) for cell, steps in found.items()}


def _of_steps(steps: Sequence[tuple[float, float]]) -> Wildness:
    extra = median([(step - mean) / mean**2 for step, mean in steps])
    return Wildness(max(0.0, extra), median([step / mean for step, mean in steps]))
