"""Made-up months agree with what registers counted."""

from collections.abc import Mapping

import pytest

from binhyen.kernel.amounts import NOTHING, exactly
from binhyen.workshop.queries import OPEN, pack_data
from binhyen.workshop.rules.monthly import Habit, habits_from_data, month_of

HABITS = habits_from_data(pack_data(OPEN)["monthly"])


@pytest.mark.parametrize(
    ("counted", "valuable"),
    [({"tips_received": 10}, exactly(4)), ({"tips_received": 1}, NOTHING)],
)
def test_what_follows_a_cell_follows_its_count(counted: Mapping[str, int], valuable: object) -> None:
    month = month_of(HABITS, "09334", "2026-10", counted)
    assert month["tips_valuable"] == valuable


def test_stocks_stay_from_month_to_month() -> None:
    months = [month_of(HABITS, "09334", code, {}) for code in ("2026-09", "2026-10")]
    staying = [cell for cell, habit in HABITS.items() if habit.stays and not habit.per]
    assert staying
    assert all(months[0][cell] == months[1][cell] for cell in staying)


def test_people_come_where_something_was_held() -> None:
    habits = {"events": Habit(2, 2), "people": Habit(80, 120, per="events")}
    assert 160 <= month_of(habits, "1", "2026-10", {})["people"].number <= 240
    assert month_of(habits, "1", "2026-10", {"events": 0})["people"] == NOTHING
