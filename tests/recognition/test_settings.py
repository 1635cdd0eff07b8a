"""Default days of a round: from the pack's deadlines, on working days, and never more than is known."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.recognition.rules.deadlines import vietnam
from binhyen.recognition.rules.settings import default_settings, from_plain, to_plain


@pytest.mark.parametrize(
    ("year", "kind", "decide_by"),
    [
        (2022, "residential_area", date(2022, 11, 21)),  # 20/11 is a Sunday
        (2024, "commune", date(2024, 12, 2)),  # 30/11 is a Saturday
        (2024, "school", date(2024, 12, 2)),
        (2026, "residential_area", date(2026, 11, 20)),
        (2026, "agency", date(2026, 11, 30)),
    ],
)
def test_decisions_end_on_the_working_day_of_the_packs_deadline(year: int, kind: str, decide_by: date) -> None:
    assert default_settings(year).decide_by[kind] == decide_by


def test_the_first_quarters_last_day_stays_where_offices_are_closed() -> None:
    assert default_settings(2024).registration_by == date(2024, 3, 31)
    assert not vietnam().is_working(date(2024, 3, 31))


def test_a_pack_that_names_no_day_of_decision_leaves_none() -> None:
    found = default_settings(2015)
    assert found.decide_by == {}
    assert found.registration_by == date(2015, 3, 31)


@given(st.integers(2022, 2027))
def test_default_days_of_submission_and_decision_are_worked(year: int) -> None:
    found = default_settings(year)
    days = [*found.submit_by.values(), *found.decide_by.values()]
    assert len(days) == 10
    assert all(vietnam().is_working(day) for day in days)
    assert all(found.submit_by[kind] <= found.decide_by[kind] for kind in found.decide_by)
    assert from_plain(to_plain(found)) == found
