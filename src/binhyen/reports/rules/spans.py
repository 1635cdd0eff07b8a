"""Periods as other systems write them: DHIS2's codes, and ISO 8601 intervals (ADX)."""

import re
from datetime import date
from functools import lru_cache

from binhyen.kernel.findings import Refused
from binhyen.kernel.periods import parse_period
from binhyen.reports.rules.exchange import NO_PERIOD, finding

_DHIS2 = (
    (re.compile(r"(\d{4})"), "{0}"),
    (re.compile(r"(\d{4})(\d{2})"), "{0}-{1}"),
    (re.compile(r"(\d{4})(\d{2})(\d{2})"), "{0}-{1}-{2}"),
    (re.compile(r"(\d{4})Q([1-4])"), "{0}-Q{1}"),
    (re.compile(r"(\d{4})S([12])"), "{0}-H{1}"),
)
_OURS = (
    (re.compile(r"(\d{4})"), "{0}"),
    (re.compile(r"(\d{4})-(\d{2})"), "{0}{1}"),
    (re.compile(r"(\d{4})-(\d{2})-(\d{2})"), "{0}{1}{2}"),
    (re.compile(r"(\d{4})-Q([1-4])"), "{0}Q{1}"),
    (re.compile(r"(\d{4})-H([12])"), "{0}S{1}"),
)
_INTERVAL = re.compile(r"(\d{4})-(\d{2})-(\d{2})/P(\d{1,3})([DMY])")
_YEAR = 12
_LONGEST = 64


@lru_cache(maxsize=4_096)
def from_dhis2(code: str) -> str:
    """Return our code of a DHIS2 period: 202611 is 2026-11, 2026Q4 is 2026-Q4, 2026S1 is 2026-H1.

    Refused with `exchange.no_period`: weeks, financial years and whatever else is not reported here.
    """
    return _checked(_rewritten(code, _DHIS2), code)


def to_dhis2(code: str) -> str:
    """Return the DHIS2 code of a period of ours; refused for nine months and for several years, which it has not."""
    found = _rewritten(code, _OURS)
    if found is None:
        raise _no_period(code)
    return found


@lru_cache(maxsize=4_096)
def from_interval(written: str) -> str:
    """Return our code of an ISO 8601 interval: 2026-10-01/P3M is 2026-Q4, 2019-01-01/P6Y is 2019-2024."""
    match = _INTERVAL.fullmatch(written[:_LONGEST])
    if match is None:
        raise _no_period(written)
    year, month, day, length = (int(match[group]) for group in (1, 2, 3, 4))
    return _checked(_named(date_of(year, month, day, written), length, match[5]), written)


def date_of(year: int, month: int, day: int, written: str) -> date:
    """Return a day; refused when the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        raise _no_period(written) from None


def _named(start: date, length: int, unit: str) -> str | None:
    if unit == "D":
        return start.isoformat() if length == 1 else None
    months = length * _YEAR if unit == "Y" else length
    if start.day != 1:
        return None
    names = {
        1: f"{start:%Y-%m}",
        3: f"{start:%Y}-Q{(start.month + 2) // 3}" if start.month % 3 == 1 else None,
        6: f"{start:%Y}-H{(start.month + 5) // 6}" if start.month % 6 == 1 else None,
        _YEAR: f"{start:%Y}" if start.month == 1 else None,
    }
    return names.get(months) or _from_january(start, months)


def _from_january(start: date, months: int) -> str | None:
    if start.month != 1 or months < 1:
        return None
    if months < _YEAR:
        return f"{start:%Y}-{months}M"
    years, rest = divmod(months, _YEAR)
    return None if rest else f"{start:%Y}-{start.year + years - 1:04d}"


def to_interval(code: str) -> str:
    """Return the ISO 8601 interval of a period of ours."""
    period = parse_period(code)
    start, end = period.start, period.end
    if start == end:
        return f"{start.isoformat()}/P1D"
    months = (end.year - start.year) * _YEAR + end.month - start.month + 1
    years, rest = divmod(months, _YEAR)
    return f"{start.isoformat()}/P{months}M" if rest else f"{start.isoformat()}/P{years}Y"


def _rewritten(code: str, shapes: tuple[tuple[re.Pattern[str], str], ...]) -> str | None:
    for pattern, shape in shapes:
        match = pattern.fullmatch(code) if code.isascii() else None
        if match:
            return shape.format(*match.groups())
    return None


def _checked(code: str | None, written: str) -> str:
    if code is None:
        raise _no_period(written)
    try:
        return parse_period(code).code
    except Refused:
        raise _no_period(written) from None


def _no_period(code: str) -> Refused:
    return Refused(finding("no_period", NO_PERIOD, "", text=code))
