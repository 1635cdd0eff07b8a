"""Duties in bands: nothing lost, working days counted, the earliest first."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.desk.rules.order import Lateness, in_bands, lateness
from binhyen.kernel.calendars import WorkCalendar
from binhyen.kernel.ports import Duty

THURSDAY = date(2026, 11, 5)
PLAIN = WorkCalendar()


def a_duty(due: date | None = THURSDAY, code: str = "test.do", group: str = "recognition") -> Duty:
    return Duty(code=code, title="Do it", link="/x/", group=group, due=due)


@pytest.mark.parametrize(
    ("due", "band"),
    [
        (None, Lateness.UNDATED),
        (date(2026, 11, 4), Lateness.LATE),
        (date(2026, 11, 5), Lateness.THIS_WEEK),
        (date(2026, 11, 8), Lateness.THIS_WEEK),
        (date(2026, 11, 9), Lateness.LATER),
    ],
)
def test_a_duty_is_late_from_the_day_after_it_and_this_week_until_sunday(due: date | None, band: Lateness) -> None:
    assert lateness(due, THURSDAY) is band


def test_days_are_working_days() -> None:
    (band,) = in_bands([a_duty(date(2026, 11, 10))], THURSDAY, PLAIN)
    assert band.items[0].days == 3
    (band,) = in_bands([a_duty(date(2026, 11, 3))], THURSDAY, PLAIN)
    assert band.items[0].passed == 2


def test_a_duty_that_ran_out_on_sunday_is_late_by_the_monday_alone() -> None:
    monday = date(2026, 11, 9)
    (band,) = in_bands([a_duty(date(2026, 11, 8))], monday, PLAIN)
    assert band.is_late
    assert band.items[0].passed == 1


def test_only_the_most_urgent_has_the_filled_button() -> None:
    bands = in_bands([a_duty(THURSDAY), a_duty(date(2026, 11, 2))], THURSDAY, PLAIN)
    assert [item.first for band in bands for item in band.items] == [True, False]


@given(st.lists(st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=20))
def test_no_duty_is_lost_and_dates_rise(dues: list[date | None]) -> None:
    bands = in_bands([a_duty(due) for due in dues], THURSDAY, PLAIN)
    shown = [item.duty.due for band in bands for item in band.items]
    assert sorted(map(str, shown)) == sorted(map(str, dues))
    dated = [due for due in shown if due]
    assert dated == sorted(dated)
    assert shown == [*dated, *[due for due in shown if due is None]]
