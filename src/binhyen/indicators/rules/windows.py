"""Which days a period's data cover, by named and dated rules, and when a report on them is due."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from binhyen.indicators.rules.catalogue import Mark, Source
from binhyen.indicators.rules.forms import PeriodType
from binhyen.kernel.calendars import WorkCalendar
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.periods import Period, parse_period

_ONE_DAY = timedelta(days=1)
_MONTHS = 12
_PER_YEAR = {
    PeriodType.MONTH: 12,
    PeriodType.QUARTER: 4,
    PeriodType.HALF: 2,
    PeriodType.NINE_MONTHS: 1,
    PeriodType.YEAR: 1,
}
_CODES = {
    PeriodType.MONTH: "{year:04d}-{number:02d}",
    PeriodType.QUARTER: "{year:04d}-Q{number}",
    PeriodType.HALF: "{year:04d}-H{number}",
    PeriodType.NINE_MONTHS: "{year:04d}-9M",
    PeriodType.YEAR: "{year:04d}",
}
_BY_LENGTH = {4: PeriodType.YEAR, 9: PeriodType.YEARS}
_LETTERS = {"Q": PeriodType.QUARTER, "H": PeriodType.HALF}


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
    A `day` that the month doesn't have is its last one. `marks` says for each period type that the rule speaks of how
    sure we are.
    """

    code: str
    name: str
    day: int
    shift: int
    marks: Mapping[PeriodType, Mark]
    source: Source
    valid_from: date | None = None
    valid_until: date | None = None

    def in_force(self, day: date) -> bool:
        """Tell whether the rule was law on a day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )


def windows_from_data(data: Iterable[Mapping[str, object]]) -> Mapping[str, WindowRule]:
    """Build the rules from the pack's plain data, by code. Raises `ValueError` for what is no rule."""
    rules = [_rule(one) for one in data]
    found = {rule.code: rule for rule in rules}
    if len(found) < len(rules):
        msg = "a window is named twice"
        raise ValueError(msg)
    return found


def _rule(one: Mapping[str, object]) -> WindowRule:
    ends, types = one.get("ends"), one.get("types")
    if not isinstance(ends, Mapping) or not isinstance(types, Mapping) or not types:
        msg = f"window {one.get('code')}: `ends` (day, shift) and `types` (each with its mark) are needed"
        raise ValueError(msg)
    day, shift = int(ends["day"]), int(ends.get("shift", 0))
    if not (1 <= day <= 31 and -_MONTHS < shift <= 0):  # noqa: PLR2004 - days of a month
        msg = f"window {one['code']}: day 1 to 31, shift 0 to -11"
        raise ValueError(msg)
    return WindowRule(
        str(one["code"]),
        str(one["name"]),
        day,
        shift,
        {PeriodType(str(kind)): Mark(str(mark)) for kind, mark in types.items()},
        Source(str(one["source"]), Mark(str(one["mark"]))),
        _day(one.get("from")),
        _day(one.get("until")),
    )


def _day(value: object) -> date | None:
    return None if value is None else date.fromisoformat(str(value))


def window_of(rule: WindowRule, period: Period) -> Window:
    """Return the days that the data of `period` cover; refuse a type of period that the rule doesn't speak of.

    >>> window_of(nd09, parse_period("2026-11"))
    Window(data_from=datetime.date(2026, 10, 15), data_to=datetime.date(2026, 11, 14))
    """
    kind = type_of(period)
    if kind not in rule.marks:
        message = gettext_noop("The window “%(window)s” has no rule for the period %(period)s. Choose another window.")
        params = {"window": rule.name, "period": period.code}
        raise Refused(Finding("indicators.window_not_for_period", message, params=params, where="window"))
    span = parse_period(period.code)
    first, last = _index(span.start), _index(span.end)
    if first + rule.shift <= _MONTHS:
        raise Refused(_no_period(period))
    return Window(_cut(first - 1, rule) + _ONE_DAY, _cut(last, rule))


def _index(day: date) -> int:
    return day.year * _MONTHS + day.month - 1


def _cut(month: int, rule: WindowRule) -> date:
    """Return the last day of the data of a span whose last month is `month` (years × 12 + months)."""
    year, number = divmod(month + rule.shift, _MONTHS)
    return date(year, number + 1, min(rule.day, monthrange(year, number + 1)[1]))


def type_of(period: Period) -> PeriodType:
    """Return the type of a period; refuse with `indicators.no_report_period` a day or another number of months.

    >>> type_of(parse_period("2026-H1"))
    <PeriodType.HALF: 'half'>
    """
    code = period.code
    kind = _BY_LENGTH.get(len(code)) or _LETTERS.get(code[5:6])
    if kind is None and code[5:] == "9M":
        kind = PeriodType.NINE_MONTHS
    if kind is None and len(code) == len("2026-11") and code[5:].isdigit():
        kind = PeriodType.MONTH
    if kind is None:
        raise Refused(_no_period(period))
    return kind


def _no_period(period: Period) -> Finding:
    message = gettext_noop(
        "No report is due for “%(code)s”. Write a month (2026-11), a quarter (2026-Q4), a half (2026-H2), "
        "nine months (2026-9M), a year (2026) or years (2019-2024)."
    )
    return Finding("indicators.no_report_period", message, params={"code": period.code}, where="period")


def periods_in(kind: PeriodType, year: int) -> tuple[Period, ...]:
    """Return the periods of one type in a calendar year, in order; several years at once have none of their own.

    >>> [str(period) for period in periods_in(PeriodType.QUARTER, 2026)]
    ['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4']
    """
    return tuple(_built(kind, year * per + step) for per in [_PER_YEAR.get(kind, 0)] for step in range(per))


def previous(period: Period) -> Period:
    """Return the period of the same type just before: 2026-01 → 2025-12, 2019-2024 → 2013-2018."""
    return _moved(period, -1)


def following(period: Period) -> Period:
    """Return the period of the same type just after."""
    return _moved(period, 1)


def same_last_year(period: Period) -> Period:
    """Return the same period a year earlier; of several years, the same length just before."""
    return _moved(period, -_PER_YEAR.get(type_of(period), 1))


def _moved(period: Period, steps: int) -> Period:
    kind, span = type_of(period), parse_period(period.code)
    if kind is PeriodType.YEARS:
        years = steps * len(span.years)
        return parse_period(f"{span.start.year + years:04d}-{span.end.year + years:04d}")
    per = _PER_YEAR[kind]
    number = (span.start.month - 1) * per // _MONTHS
    return _built(kind, span.start.year * per + number + steps)


def _built(kind: PeriodType, ordinal: int) -> Period:
    """Return the period that is the `ordinal`-th of its type since the year 0."""
    year, number = divmod(ordinal, _PER_YEAR[kind])
    return parse_period(_CODES[kind].format(year=year, number=number + 1))


def due_day(data_to: date, days: int, calendar: WorkCalendar) -> date:
    """Return the `days`-th working day after the last day of the data. Raises `ValueError` for less than one.

    Source: NĐ 09/2019/NĐ-CP, article 8: each level has at least one working day after the data are closed.
    """
    if days < 1:
        msg = "a report is due one working day after the end of its data at the earliest"
        raise ValueError(msg)
    return calendar.plus(data_to + _ONE_DAY, days - 1)
