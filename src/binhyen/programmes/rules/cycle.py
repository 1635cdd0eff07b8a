"""The round of a joint programme: when its yearly plan, its reports and its review are due. No law fixes these days."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from binhyen.indicators.rules.catalogue import Mark

_PART = 2


class Due(StrEnum):
    """What a programme asks of those who carry it out."""

    PLAN = "plan"
    HALF = "half"
    YEAR = "year"
    REVIEW = "review"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class Cycle:
    """Days of a year as "31/03", and after how many years a programme is reviewed. `mark` says how sure they are."""

    plan_by: str
    half_by: str
    year_by: str
    review_after: int
    mark: Mark
    source: str


@dataclass(frozen=True, slots=True)
class Own:
    """What a programme says of its own round; empty where the default holds."""

    since: date
    until: date | None = None
    plan_by: str = ""
    half_by: str = ""
    year_by: str = ""
    review_after: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """Something due on a day; `own` tells that the programme itself says so, else it is the marked default."""

    what: Due
    year: int
    on: date
    own: bool


def cycle_from_data(data: Mapping[str, object]) -> Cycle:
    """Build the default round from the pack's plain data. Raises `ValueError` for what is no day of a year."""
    plan, half, whole = (str(data[name]) for name in ("plan_by", "half_by", "year_by"))
    if not all(is_day_of_year(one) for one in (plan, half, whole)):
        msg = f"no days of a year: {plan}, {half}, {whole}"
        raise ValueError(msg)
    return Cycle(plan, half, whole, int(str(data["review_after"])), Mark(str(data["mark"])), str(data["source"]))


def is_day_of_year(text: str) -> bool:
    """Tell whether a text names a day of every year: "31/03"; 29/02 does not.

    >>> is_day_of_year("31/03"), is_day_of_year("31/02")
    (True, False)
    """
    return _day_in(text, 2001) is not None


def _day_in(text: str, year: int) -> date | None:
    parts = text.split("/")
    if len(parts) != _PART or not all(part.isascii() and part.isdigit() and len(part) <= _PART for part in parts):
        return None
    try:
        return date(year, int(parts[1]), int(parts[0]))
    except ValueError:
        return None


def asked_in(year: int, own: Own, default: Cycle) -> Iterator[Asked]:
    """Return what a programme asks in a year of its term, in order of the days.

    The plan is asked from the term's first whole quarter on; a day after the term, or before its first, asks nothing.
    """
    found = [*_yearly(year, own, default), *_once(own, default)]
    for one in sorted(found, key=lambda one: (one.on, one.what)):
        ended = own.until is not None and one.on > own.until and one.what is not Due.SUMMARY
        if one.on.year == year and one.on >= own.since and not ended:
            yield one


def _yearly(year: int, own: Own, default: Cycle) -> Iterator[Asked]:
    days = (
        (Due.PLAN, own.plan_by, default.plan_by),
        (Due.HALF, own.half_by, default.half_by),
        (Due.YEAR, own.year_by, default.year_by),
    )
    for what, said, usual in days:
        on = _day_in(said or usual, year)
        if on is not None:
            yield Asked(what, year, on, bool(said))


def _once(own: Own, default: Cycle) -> Iterator[Asked]:
    after = own.review_after or default.review_after
    review = years_after(own.since, after)
    if own.until is None or review < own.until:
        yield Asked(Due.REVIEW, review.year, review, bool(own.review_after))
    if own.until is not None:
        yield Asked(Due.SUMMARY, own.until.year, own.until, own=True)


def years_after(day: date, years: int) -> date:
    """Return the same day some years later; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def open_in(year: int, own: Own, default: Cycle, done: Set[tuple[Due, int]]) -> list[Asked]:
    """Return what is asked in a year and not done: `done` are kinds with the year that they are of."""
    return [one for one in asked_in(year, own, default) if (one.what, one.year) not in done]
