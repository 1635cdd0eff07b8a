"""Windows of data: the table of the decree, and that none overlaps another or leaves a day out."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.indicators.queries.windows import windows
from binhyen.indicators.rules.forms import PeriodType
from binhyen.indicators.rules.windows import (
    due_day,
    following,
    periods_in,
    previous,
    same_last_year,
    type_of,
    window_of,
    windows_from_data,
)
from binhyen.kernel.calendars import WorkCalendar
from binhyen.kernel.findings import Refused
from binhyen.kernel.periods import Period, parse_period

YEARLY = [kind for kind in PeriodType if kind is not PeriodType.YEARS]


@st.composite
def periods(draw: st.DrawFn) -> Period:
    year = draw(st.integers(1990, 2090))
    if draw(st.booleans()):
        return parse_period(f"{year}-{year + draw(st.integers(0, 12))}")
    return draw(st.sampled_from(periods_in(draw(st.sampled_from(YEARLY)), year)))


@pytest.mark.parametrize(
    ("rule", "code", "first", "last"),
    [
        ("nd09", "2026-11", "2026-10-15", "2026-11-14"),
        ("nd09", "2026-01", "2025-12-15", "2026-01-14"),
        ("nd09", "2024-03", "2024-02-15", "2024-03-14"),
        ("nd09", "2026-Q1", "2025-12-15", "2026-03-14"),
        ("nd09", "2026-Q4", "2026-09-15", "2026-12-14"),
        ("nd09", "2026-H1", "2025-12-15", "2026-06-14"),
        ("nd09", "2026-H2", "2026-06-15", "2026-12-14"),
        ("nd09", "2026-9M", "2025-12-15", "2026-09-14"),
        ("nd09", "2026", "2025-12-15", "2026-12-14"),
        ("nd09", "2019-2024", "2018-12-15", "2024-12-14"),
        ("calendar", "2024-02", "2024-02-01", "2024-02-29"),
        ("calendar", "2023-02", "2023-02-01", "2023-02-28"),
        ("calendar", "2026-Q2", "2026-04-01", "2026-06-30"),
        ("calendar", "2026", "2026-01-01", "2026-12-31"),
        ("calendar", "2013-2023", "2013-01-01", "2023-12-31"),
        ("recognition_areas", "2026", "2025-11-01", "2026-10-31"),
        ("recognition_units", "2026", "2025-11-16", "2026-11-15"),
        ("grassroots_force", "2026", "2025-11-15", "2026-11-14"),
    ],
)
def test_the_data_of_a_period_run_as_its_rule_says(rule: str, code: str, first: str, last: str) -> None:
    window = window_of(windows()[rule], parse_period(code))
    assert (window.data_from, window.data_to) == (date.fromisoformat(first), date.fromisoformat(last))
    assert window.data_to in window
    assert window.data_to + timedelta(days=1) not in window


def test_every_rule_names_its_source_and_only_one_is_not_of_a_law() -> None:
    assert [code for code, rule in windows().items() if rule.source.mark == "I"] == ["calendar"]
    assert all(rule.source.text and rule.name for rule in windows().values())


def test_a_rule_knows_the_days_on_which_it_was_law() -> None:
    assert not windows()["nd09"].in_force(date(2019, 3, 11))
    assert windows()["nd09"].in_force(date(2019, 3, 12))
    assert windows()["calendar"].in_force(date(1990, 1, 1))


def test_a_rule_refuses_a_period_of_which_it_does_not_speak() -> None:
    with pytest.raises(Refused) as refused:
        window_of(windows()["recognition_areas"], parse_period("2026-11"))
    assert refused.value.code == "indicators.window_not_for_period"


def test_a_window_that_would_begin_before_the_calendar_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        window_of(windows()["nd09"], parse_period("0001"))
    assert refused.value.code == "indicators.no_report_period"


@given(st.sampled_from(["nd09", "calendar"]), periods())
def test_windows_of_one_type_follow_each_other_without_overlap_or_gap(rule: str, period: Period) -> None:
    here, after = (window_of(windows()[rule], one) for one in (period, following(period)))
    gap = (after.data_from - here.data_to).days
    assert gap == 1 if type_of(period) is not PeriodType.NINE_MONTHS else gap > 1


@given(st.sampled_from(sorted(windows())), st.integers(1990, 2090))
def test_years_follow_each_other_by_every_rule(rule: str, year: int) -> None:
    here, after = (window_of(windows()[rule], parse_period(str(one))) for one in (year, year + 1))
    assert (after.data_from - here.data_to).days == 1


@given(periods())
def test_the_period_before_the_following_one_is_the_same_again(period: Period) -> None:
    assert previous(following(period)) == period
    assert following(previous(period)) == period
    assert type_of(previous(period)) is type_of(period)


@pytest.mark.parametrize(
    ("code", "before", "last_year"),
    [
        ("2026-01", "2025-12", "2025-01"),
        ("2026-10", "2026-09", "2025-10"),
        ("2026-Q1", "2025-Q4", "2025-Q1"),
        ("2026-H2", "2026-H1", "2025-H2"),
        ("2026-9M", "2025-9M", "2025-9M"),
        ("2026-09M", "2025-9M", "2025-9M"),
        ("2026", "2025", "2025"),
        ("2019-2024", "2013-2018", "2013-2018"),
        ("2024-2024", "2023-2023", "2023-2023"),
    ],
)
def test_the_period_before_and_the_one_a_year_ago(code: str, before: str, last_year: str) -> None:
    period = parse_period(code)
    assert (previous(period).code, same_last_year(period).code) == (before, last_year)
    assert previous(period) == parse_period(before)


def test_a_year_has_its_months_quarters_and_halves() -> None:
    assert [len(periods_in(kind, 2026)) for kind in PeriodType] == [12, 4, 2, 1, 1, 0]
    assert periods_in(PeriodType.MONTH, 2026)[8].code == "2026-09"


@pytest.mark.parametrize("code", ["2026-08-19", "2026-7M", "2026-12M"])
def test_no_report_is_due_for_a_day_or_seven_months(code: str) -> None:
    with pytest.raises(Refused) as refused:
        type_of(parse_period(code))
    assert refused.value.code == "indicators.no_report_period"


@pytest.mark.parametrize(
    ("closed", "days", "due"),
    [
        ("2026-11-14", 1, "2026-11-16"),  # a Saturday: the Monday after it is the first working day
        ("2026-10-14", 1, "2026-10-15"),
        ("2026-10-14", 2, "2026-10-16"),
        ("2026-10-14", 3, "2026-10-19"),
        ("2026-08-31", 1, "2026-09-03"),  # after the national day
    ],
)
def test_a_report_is_due_working_days_after_its_data_are_closed(closed: str, days: int, due: str) -> None:
    calendar = WorkCalendar(frozenset({date(2026, 9, 1), date(2026, 9, 2)}))
    assert due_day(date.fromisoformat(closed), days, calendar) == date.fromisoformat(due)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 30))
def test_between_the_cut_off_and_the_due_day_lie_so_many_working_days(closed: date, days: int) -> None:
    calendar = WorkCalendar()
    due = due_day(closed, days, calendar)
    assert calendar.is_working(due)
    assert calendar.between(closed, due) == days


def test_a_report_is_never_due_on_the_day_on_which_its_data_end() -> None:
    with pytest.raises(ValueError, match="one working day"):
        due_day(date(2026, 11, 14), 0, WorkCalendar())


GOOD: dict[str, Any] = {
    "code": "a", "name": "A", "ends": {"day": 14}, "types": {"month": "C"}, "source": "S", "mark": "C",
}  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [{"ends": None}, {"types": {}}, {"ends": {"day": 32}}, {"ends": {"day": 1, "shift": 1}}, {"mark": "X"},
     {"types": {"week": "C"}}, {"from": "yesterday"}],
)  # fmt: skip
def test_what_is_no_rule_is_refused_when_it_is_read(change: dict[str, Any]) -> None:
    assert windows_from_data([GOOD])["a"].day == 14
    with pytest.raises(ValueError, match=r"."):
        windows_from_data([{**GOOD, **change}])


def test_a_window_named_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        windows_from_data([GOOD, GOOD])
