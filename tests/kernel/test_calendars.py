"""Working days of Vietnam: holidays and the Saturdays worked for them."""

from datetime import date

from binhyen.kernel.calendars import vietnamese_calendar


def test_public_holidays_are_no_working_days() -> None:
    calendar = vietnamese_calendar(2026, 2026)
    assert not calendar.is_working(date(2026, 9, 2))
    assert not calendar.is_working(date(2026, 2, 17))
    assert calendar.between(date(2026, 11, 5), date(2026, 11, 12)) == 5


def test_a_saturday_worked_for_a_day_off_is_a_working_day() -> None:
    calendar = vietnamese_calendar(2026, 2026)
    assert calendar.is_working(date(2026, 8, 22))
    assert not calendar.is_working(date(2026, 8, 31))


def test_a_calendar_of_several_years_knows_each() -> None:
    calendar = vietnamese_calendar(2025, 2026)
    assert not calendar.is_working(date(2025, 1, 1))
    assert not calendar.is_working(date(2026, 1, 1))
