"""Months of service for the medal "Bảo vệ an ninh Tổ quốc". Source: TT 20/2025/TT-BCA Đ4 [C2].

Service in the forces before counts too; time in specially difficult areas counts twice. How parts of months are
counted is not found [NF]: days that fill no month are gathered, thirty make one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

SOURCE = "TT 20/2025/TT-BCA Đ4"
HARD_TIMES = 2
_MONTH = 30


@dataclass(frozen=True, slots=True)
class Span:
    """Days of service: from `since` until the day before `until`, in a specially difficult area or not."""

    since: date
    until: date | None = None
    hard: bool = False


def months(spans: Iterable[Span], on: date) -> int:
    """Return the months of service up to a day; days that two spans share count once, at the higher coefficient."""
    whole = days = 0
    for since, until, times in _stretches(list(spans), on):
        full, rest = _between(since, until)
        whole, days = whole + full * times, days + rest * times
    return whole + days // _MONTH


def _stretches(spans: list[Span], on: date) -> Iterator[tuple[date, date, int]]:
    """Cut the time into stretches on which the same spans hold; neighbours of one coefficient are joined."""
    held = [(one.since, min(one.until or on, on), HARD_TIMES if one.hard else 1) for one in spans]
    cuts = sorted({day for since, until, _ in held for day in (since, until)})
    joined: list[tuple[date, date, int]] = []
    for since, until in pairwise(cuts):
        times = max((times for begun, ended, times in held if begun <= since and until <= ended), default=0)
        if joined and joined[-1][1:] == (since, times):
            joined[-1] = (joined[-1][0], until, times)
        elif times:
            joined.append((since, until, times))
    return iter(joined)


def _between(since: date, until: date) -> tuple[int, int]:
    """Return whole months and the days left over."""
    full = (until.year - since.year) * 12 + until.month - since.month - (until.day < since.day)
    year, month = divmod(since.year * 12 + since.month - 1 + full, 12)
    day = min(since.day, _LAST[month])
    return full, max(0, (until - date(year, month + 1, day)).days)


_LAST = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def worked(since: date, until: date | None, first: date, last: date) -> int:
    """Return the whole months that a service lasted within a window; both ends of the window belong to it."""
    begun, ended = max(since, first), min(until or date.max, _after(last))
    return _between(begun, ended)[0] if begun < ended else 0


def _after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)
