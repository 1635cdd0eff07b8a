"""Spans of time as the field names them: 2022, 2022-H1, 2019-7M, 2023-Q3, 2021-11, 2013-08-01..2023-05-25."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop

_PATTERNS = tuple(
    (kind, re.compile(pattern, re.ASCII))
    for kind, pattern in (
        ("days", r"(\d{4})-(\d{2})-(\d{2})\.\.(\d{4})-(\d{2})-(\d{2})"),
        ("years", r"(\d{4})-(\d{4})"),
        ("day", r"(\d{4})-(\d{2})-(\d{2})"),
        ("half", r"(\d{4})-H([12])"),
        ("quarter", r"(\d{4})-Q([1-4])"),
        ("months", r"(\d{4})-0?(\d{1,2})M"),
        ("month", r"(\d{4})-(\d{2})"),
        ("year", r"(\d{4})"),
    )
)


_DAYS = ".."
"""Stands between the first and the last day of a span."""
_MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A closed span of calendar days with the code it was written in."""

    start: date
    end: date
    code: str

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def __str__(self) -> str:
        return self.code

    @property
    def years(self) -> range:
        """The calendar years that the period touches."""
        return range(self.start.year, self.end.year + 1)

    @property
    def whole_years(self) -> range:
        """The calendar years that lie wholly inside; empty for parts of a year."""
        first = self.start.year + ((self.start.month, self.start.day) != (1, 1))
        last = self.end.year - ((self.end.month, self.end.day) != (_MONTHS_A_YEAR, 31))
        return range(first, max(first, last + 1))

    @property
    def of_days(self) -> bool:
        """Tell whether it goes from one day to another that no shorter code names: a programme's term."""
        return _DAYS in self.code

    def covers(self, other: "Period") -> bool:
        """Tell whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


def parse_period(code: str) -> Period:
    """Read a period code; refuse with `period.unreadable` what is none.

    One period has one code: 2019-07M is 2019-7M, and 2022-01-01..2022-12-31 is 2022.

    >>> parse_period("2022-H1").end
    datetime.date(2022, 6, 30)
    """
    for kind, pattern in _PATTERNS:
        match = pattern.fullmatch(code.strip())
        if match:
            return _build(kind, [int(group) for group in match.groups()], code.strip())
    raise Refused(_unreadable(code))


def year(number: int) -> Period:
    """Return the calendar year."""
    return Period(date(number, 1, 1), date(number, 12, 31), f"{number:04d}")


def span(start: date, end: date) -> Period:
    """Return the closed span of days, by the shortest code that names it. Refused when it ends before it begins.

    >>> span(date(2013, 1, 1), date(2023, 12, 31)).code
    '2013-2023'
    >>> span(date(2013, 8, 1), date(2023, 5, 25)).code
    '2013-08-01..2023-05-25'
    """
    if end < start:
        raise Refused(_unreadable(f"{start.isoformat()}{_DAYS}{end.isoformat()}"))
    return Period(start, end, _shortest(start, end))


def _shortest(start: date, end: date) -> str:
    year = f"{start.year:04d}"
    codes = (
        *(f"{year}{part}" for part in ("", f"-{end.year:04d}", "-H1", "-H2", "-Q1", "-Q2", "-Q3", "-Q4")),
        *(f"{year}-{start.month:02d}", f"{year}-{end.month}M", start.isoformat()),
    )
    return next((code for code in codes if _days_of(code) == (start, end)), f"{start}{_DAYS}{end}")


def _days_of(code: str) -> tuple[date, date]:
    found = parse_period(code)
    return found.start, found.end


def _build(kind: str, numbers: list[int], code: str) -> Period:
    try:
        start, end = _SPANS[kind](numbers)
    except ValueError:
        raise Refused(_unreadable(code)) from None
    if end < start:
        raise Refused(_unreadable(code))
    if kind == "days":
        return span(start, end)
    return Period(start, end, f"{numbers[0]:04d}-{numbers[1]}M" if kind == "months" else code)


def _months(first_year: int, first: int, last: int) -> tuple[date, date]:
    return date(first_year, first, 1), date(first_year, last, monthrange(first_year, last)[1])


_SPANS = {
    "days": lambda n: (date(n[0], n[1], n[2]), date(n[3], n[4], n[5])),
    "years": lambda n: (date(n[0], 1, 1), date(n[1], 12, 31)),
    "day": lambda n: (date(n[0], n[1], n[2]), date(n[0], n[1], n[2])),
    "half": lambda n: _months(n[0], 6 * n[1] - 5, 6 * n[1]),
    "quarter": lambda n: _months(n[0], 3 * n[1] - 2, 3 * n[1]),
    "months": lambda n: _months(n[0], 1, n[1]),
    "month": lambda n: _months(n[0], n[1], n[1]),
    "year": lambda n: _months(n[0], 1, 12),
}


def _unreadable(code: str) -> Finding:
    return Finding(
        "period.unreadable",
        gettext_noop("“%(code)s” is not a period. Write 2022, 2022-H1, 2023-Q3, 2021-11 or 2019-2024."),
        params={"code": code},
        where="period",
    )
