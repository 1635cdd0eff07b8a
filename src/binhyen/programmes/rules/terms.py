"""Terms drawn on a line of years: where they begin, how long they are, how far they are today. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

WIDTH = 1000
"""The line is a thousand wide."""


@dataclass(frozen=True, slots=True)
class Axis:
    """A line of years, from the first day to the last."""

    first: date
    last: date

    def at(self, day: date) -> int:
        """Return where a day lies, at an end of the line where it is outside."""
        length = max((self.last - self.first).days, 1)
        return min(max((day - self.first).days * WIDTH // length, 0), WIDTH)


@dataclass(frozen=True, slots=True)
class Bar:
    """A term on a line: where it begins, how long it is, how much of it is over; `open` where it has no end."""

    x: int
    width: int
    over: int
    open: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A year on a line, where it begins; of many years only some have room for their number."""

    year: int
    x: int
    named: bool


def axis_of(terms: Iterable[tuple[date, date | None]], today: date) -> Axis:
    """Return the line of whole years on which all terms lie; one without an end lasts until the end of today's year."""
    listed = list(terms)
    first = min((since for since, _ in listed), default=today)
    last = max((until or max(today, since) for since, until in listed), default=today)
    return Axis(date(first.year, 1, 1), date(last.year, 12, 31))


def bar(axis: Axis, since: date, until: date | None, today: date) -> Bar:
    """Return a term on a line."""
    start, end = axis.at(since), axis.at(until or axis.last)
    over = min(max(axis.at(today) - start, 0), end - start) if today >= since else 0
    return Bar(start, max(end - start, 2), over, until is None)


def ticks(axis: Axis, most: int = 12) -> tuple[Tick, ...]:
    """Return the years of a line; of many, every second, fifth or tenth one is named."""
    years = range(axis.first.year, axis.last.year + 1)
    step = next((one for one in (1, 2, 5) if len(years) <= most * one), 10)
    return tuple(Tick(year, axis.at(date(year, 1, 1)), (year - years[0]) % step == 0) for year in years)
