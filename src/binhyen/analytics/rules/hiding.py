"""Which numbers of an answer add up to which: over places, splits and periods. Pure."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from binhyen.indicators.rules.catalogue import OverTime
from binhyen.indicators.rules.forms import PeriodType
from binhyen.indicators.rules.suppression import Sum
from binhyen.indicators.rules.windows import type_of
from binhyen.kernel.findings import Refused
from binhyen.kernel.periods import Period, parse_period

_MOST_WAYS = 400
"""A period is put together from others in no more ways than this."""
_ENCLOSING = {
    PeriodType.MONTH: lambda one: f"{one.start.year:04d}-Q{(one.start.month + 2) // 3}",
    PeriodType.QUARTER: lambda one: f"{one.start.year:04d}-H{1 if one.start.month < 7 else 2}",  # noqa: PLR2004 - July
    PeriodType.HALF: lambda one: f"{one.start.year:04d}",
}
"""The shortest period that several of a type make: its total can be asked for by itself."""


class Address(NamedTuple):
    """What tells a number of an answer apart."""

    indicator: str
    place_id: int | None
    period: str
    split: str


def sums_of(
    addresses: Collection[Address], periods: Iterable[str], times: Mapping[str, OverTime]
) -> list[Sum[Address]]:
    """Return what adds up in an answer.

    The places of a period, the splits of a place, and flows of the months of a quarter (quarters of a half-year, halves
    of a year) add up to totals that can be asked for elsewhere. Periods of the answer itself that others of it make up
    are held against those; a stock's is the last of them. `times` says how indicators go over time.
    """
    found = [Sum(group) for group in _groups(addresses, lambda one: (one.indicator, one.period, one.split))]
    found += [Sum(group) for group in _groups(addresses, lambda one: (one.indicator, one.period, one.place_id))]
    ways = period_sums(tuple(sorted({*periods, *(one.period for one in addresses)})))
    for group in _groups(addresses, lambda one: (one.indicator, one.place_id, one.split)):
        over, by_code = times[group[0].indicator], {one.period: one for one in group}
        if over is OverTime.SUM_OF_FLOWS:
            found += _held(ways, by_code)
        elif over is OverTime.LAST_VALUE:
            found += _held(last_sums(by_code), by_code)
    return found


def _groups(addresses: Iterable[Address], key: Callable[[Address], Hashable]) -> Iterable[tuple[Address, ...]]:
    groups: dict[Hashable, list[Address]] = defaultdict(list)
    for one in addresses:
        groups[key(one)].append(one)
    return [tuple(same) for same in groups.values()]


def _held(ways: Iterable[Sum[str]], by_code: Mapping[str, Address]) -> Iterator[Sum[Address]]:
    """Return sums of codes as sums of numbers; a period without a number adds nothing."""
    for one in ways:
        parts = tuple(by_code[code] for code in one.parts if code in by_code)
        whole = None if one.whole is None else by_code.get(one.whole)
        if parts and (one.whole is None or whole is not None):
            yield Sum(parts, whole)


@lru_cache(maxsize=64)
def period_sums(codes: tuple[str, ...]) -> tuple[Sum[str], ...]:
    """Return which periods make up which: others of them, and the shortest one around several of a type.

    >>> [(one.whole, one.parts) for one in period_sums(("2026-H1", "2026-Q1", "2026-Q2"))][:1]
    [('2026-H1', ('2026-Q1', '2026-Q2'))]
    """
    periods = sorted(parse_period(one) for one in codes)
    inner = [Sum(way, one.code) for one in periods for way in _ways(one, periods)]
    around: dict[str, list[str]] = defaultdict(list)
    for one in periods:
        enclosing = _enclosing(one)
        if enclosing is not None and enclosing not in codes:
            around[enclosing].append(one.code)
    return (*inner, *(Sum(tuple(parts)) for parts in around.values()))


def _enclosing(one: Period) -> str | None:
    try:
        name: Callable[[Period], str] | None = _ENCLOSING.get(type_of(one))
    except Refused:
        return None
    return None if name is None else name(one)


def _ways(whole: Period, periods: Sequence[Period]) -> Iterator[tuple[str, ...]]:
    """Return how others make up a period without a gap, as far as there are not too many ways."""
    inside = [one for one in periods if whole.covers(one) and (one.start, one.end) != (whole.start, whole.end)]
    open_ways: list[tuple[Period, ...]] = [(one,) for one in inside if one.start == whole.start]
    told = 0
    while open_ways and told < _MOST_WAYS:
        way = open_ways.pop()
        if way[-1].end == whole.end:
            told += 1
            yield tuple(one.code for one in way)
            continue
        next_day = way[-1].end.toordinal() + 1
        open_ways += [(*way, one) for one in inside if one.start.toordinal() == next_day]


def last_sums(codes: Iterable[str]) -> Iterator[Sum[str]]:
    """Return for each period the ones in it that end last: a stock says there what it says of the whole."""
    periods = [parse_period(one) for one in codes]
    for whole in periods:
        inside = [one for one in periods if whole.covers(one) and one.code != whole.code]
        last = max((one.end for one in inside), default=None)
        yield from (Sum((one.code,), whole.code) for one in inside if one.end == last)
