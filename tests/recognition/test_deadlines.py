"""Latest days, holidays, and who decides on which day."""

from datetime import date

import holidays
import pytest

from binhyen.kernel.calendars import WorkCalendar
from binhyen.kernel.findings import Refused
from binhyen.recognition.rules.authorities import authority_on, require_authority
from binhyen.recognition.rules.deadlines import deadline, deadlines_of, vietnam
from binhyen.recognition.rules.model import Mark
from binhyen.recognition.rules.shelf import pack_named


@pytest.mark.parametrize(
    ("step", "kind", "year", "due"),
    [
        ("register", "residential_area", 2024, date(2024, 3, 31)),  # a Sunday: the law's day stays
        ("close_window", "commune", 2025, date(2025, 11, 15)),  # a Saturday: the law's day stays
        ("decide", "residential_area", 2024, date(2024, 11, 20)),
        ("decide", "commune", 2024, date(2024, 12, 2)),  # 30/11 is a Saturday
        ("decide", "residential_area", 2022, date(2022, 11, 21)),  # 20/11 is a Sunday
    ],
)
def test_a_deadline_falls_on_a_day_that_can_be_kept(step: str, kind: str, year: int, due: date) -> None:
    found = deadline(pack_named("tt124-2021"), step, kind, year, vietnam())
    assert found is not None
    assert found.due == due


def test_default_days_of_decision_say_that_they_are_not_the_circulars() -> None:
    found = deadline(pack_named("tt124-2021"), "decide", "school", 2024, WorkCalendar())
    assert found is not None
    assert found.rule.mark is Mark.INFERRED
    assert "không phải thời hạn" in found.rule.note


def test_a_step_that_a_pack_does_not_name_has_no_deadline() -> None:
    assert deadline(pack_named("tt23-2012"), "decide", "commune", 2015, vietnam()) is None
    assert deadline(pack_named("qd510-2022"), "classify", "district", 2024, vietnam()) is not None
    assert deadline(pack_named("qd510-2022"), "classify", "district", 2025, vietnam()) is None


def test_a_years_deadlines_stand_in_order() -> None:
    found = deadlines_of(pack_named("tt48-2025"), "residential_area", 2026, vietnam())
    assert [one.step for one in found] == ["register", "close_window", "decide"]


@pytest.mark.parametrize("year", range(2022, 2028))
def test_the_shipped_holidays_are_those_of_the_pinned_package(year: int) -> None:
    package = holidays.country_holidays("VN", years=year)
    assert {day for day in vietnam().holidays if day.year == year} == set(package)
    assert {day for day in vietnam().worked if day.year == year} == {
        day for day in package.weekend_workdays if day.year == year
    }


@pytest.mark.parametrize(
    ("kind", "level", "day", "delegated", "decider"),
    [
        ("residential_area", "commune", date(2023, 11, 20), False, "commune"),
        ("school", "commune", date(2023, 11, 20), False, "commune"),
        ("school", "district", date(2023, 11, 20), True, "commune"),
        ("school", "district", date(2023, 11, 20), False, "district"),
        ("agency", "province", date(2023, 11, 20), False, "province"),
        ("commune", "district", date(2025, 6, 30), False, "district"),
        ("commune", "district", date(2025, 7, 1), False, "province"),
        ("commune", "province", date(2025, 7, 1), False, "province"),
    ],
)
def test_the_day_chooses_who_decides(kind: str, level: str, day: date, delegated: bool, decider: str) -> None:
    found = authority_on(pack_named("tt124-2021"), kind, level, day, delegated=delegated)
    assert found is not None
    assert found.decider == decider


def test_after_the_districts_a_districts_unit_needs_a_new_level() -> None:
    with pytest.raises(Refused) as refusal:
        require_authority(pack_named("tt48-2025"), "school", "district", date(2025, 11, 20))
    assert refusal.value.code == "recognition.no_authority"
