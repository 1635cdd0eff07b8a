"""Which days a period's data cover, by named and dated rules, and when a report on them is due."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from binhyen.indicators.rules.catalogue import Source
from binhyen.indicators.rules.forms import PeriodType
from binhyen.kernel.calendars import WorkCalendar
from binhyen.kernel.periods import Period


@dataclass(frozen=True, slots=True)
class Window:
    """The days that the data of a period cover, both included."""

    data_from: date
    data_to: date

    def __contains__(self, day: date) -> bool:
        return self.data_from <= day <= self.data_to


@dataclass(frozen=True, slots=True)
class WindowRule:
    """One rule for windows. The data end on day `day` of the month `shift` months after the period's last one.

    They begin on the day after the data of the period before ended, so that windows neither overlap nor leave a gap.
    `types` are the period types that the rule speaks of; `marks` says of each how sure we are.
    """

    code: str
    name: str
    day: int
    shift: int
    marks: Mapping[PeriodType, str]
    source: Source
    valid_from: date | None = None
    valid_until: date | None = None


def windows_from_data(data: Iterable[Mapping[str, object]]) -> Mapping[str, WindowRule]:
    """Build the rules from the pack's plain data, by code. Raises `ValueError` for what is no rule."""
    raise NotImplementedError


def window_of(rule: WindowRule, period: Period) -> Window:
    """Return the days that the data of `period` cover; refuse a type of period that the rule doesn't speak of."""
    raise NotImplementedError


def type_of(period: Period) -> PeriodType:
    """Return the type of a period; refuse with `indicators.no_report_period` a day or another number of months."""
    raise NotImplementedError


def periods_in(kind: PeriodType, year: int) -> tuple[Period, ...]:
    """Return the periods of one type in a calendar year, in order; several years at once have none of their own."""
    raise NotImplementedError


def previous(period: Period) -> Period:
    """Return the period of the same type just before: 2026-01 → 2025-12, 2019-2024 → 2013-2018."""
    raise NotImplementedError


def following(period: Period) -> Period:
    """Return the period of the same type just after."""
    raise NotImplementedError


def same_last_year(period: Period) -> Period:
    """Return the same period a year earlier; of several years, the same length just before."""
    raise NotImplementedError


def due_day(data_to: date, days: int, calendar: WorkCalendar) -> date:
    """Return the working day that is `days` (≥ 1) working days after the last day of the data (NĐ 09/2019 Đ8)."""
    raise NotImplementedError
