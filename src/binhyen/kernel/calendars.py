"""Working days: weekends, public holidays and days worked instead, all given as data."""

import functools
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, timedelta

import holidays

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Days off besides weekends, and weekend days worked in their place."""

    holidays: AbstractSet[date] = field(default_factory=frozenset)
    worked: AbstractSet[date] = field(default_factory=frozenset)

    def is_working(self, day: date) -> bool:
        """Tell whether offices work on `day`."""
        if day in self.worked:
            return True
        return day.weekday() < _SATURDAY and day not in self.holidays

    def next_working(self, day: date) -> date:
        """Return `day` itself if it is worked, else the first worked day after it."""
        while not self.is_working(day):
            day += timedelta(days=1)
        return day

    def plus(self, day: date, count: int) -> date:
        """Return the working day that is `count` (≥ 0) working days after `day`."""
        day = self.next_working(day)
        for _ in range(count):
            day = self.next_working(day + timedelta(days=1))
        return day

    def between(self, first: date, last: date) -> int:
        """Count working days after `first` up to and including `last`; negative when `last` is earlier."""
        if last < first:
            return -self.between(last, first)
        days = (first + timedelta(days=step) for step in range(1, (last - first).days + 1))
        return sum(self.is_working(day) for day in days)


@functools.cache
def vietnamese_calendar(first_year: int, last_year: int) -> WorkCalendar:
    """Return Vietnam's working days of some years, both included: public holidays, and Saturdays worked instead.

    Source: the package `holidays` (BLL 45/2019/QH14 Đ112 and the yearly notices); a year without its notice yet has
    the holidays of the law alone.
    """
    found = holidays.country_holidays("VN", years=range(first_year, last_year + 1))
    return WorkCalendar(frozenset(found), frozenset(found.weekend_workdays))
