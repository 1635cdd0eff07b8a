"""Amounts, calendars, decisions, lifecycles, periods, trees."""

from datetime import date, timedelta
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.kernel import decisions, trees
from binhyen.kernel.amounts import needed, reaches
from binhyen.kernel.calendars import WorkCalendar
from binhyen.kernel.findings import Finding, Forbidden, Refused
from binhyen.kernel.lifecycles import Lifecycle
from binhyen.kernel.periods import parse_period


def test_seventeen_of_twenty_five_is_below_seventy_percent_and_eighteen_is_not() -> None:
    assert not reaches(17, 25, 70)
    assert reaches(18, 25, 70)


@given(st.integers(1, 10_000), st.integers(0, 100))
def test_needed_is_the_smallest_part_that_reaches(whole: int, percent: int) -> None:
    part = needed(whole, percent)
    assert reaches(part, whole, percent)
    assert part == 0 or not reaches(part - 1, whole, percent)


def test_a_share_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="above zero"):
        reaches(0, 0, 70)


FRIDAY = date(2026, 4, 24)


def test_working_days_skip_weekends_and_holidays_and_count_days_worked_instead() -> None:
    calendar = WorkCalendar(holidays=frozenset({date(2026, 4, 27)}), worked=frozenset({date(2026, 4, 25)}))
    assert calendar.plus(FRIDAY, 1) == date(2026, 4, 25)
    assert calendar.plus(FRIDAY, 2) == date(2026, 4, 28)


@given(st.integers(0, 60), st.integers(0, 400))
def test_counting_days_forward_and_measuring_them_agree(start: int, count: int) -> None:
    calendar = WorkCalendar(holidays=frozenset({date(2026, 9, 2)}))
    first = calendar.next_working(FRIDAY + timedelta(days=start))
    assert calendar.between(first, calendar.plus(first, count)) == count
    assert calendar.between(calendar.plus(first, count), first) == -count


class Light(StrEnum):
    RED = "red"
    GREEN = "green"


class Turn(StrEnum):
    GO = "go"
    STOP = "stop"


LIGHTS: Lifecycle[Light, Turn] = Lifecycle({(Light.RED, Turn.GO): Light.GREEN, (Light.GREEN, Turn.STOP): Light.RED})


def test_a_life_moves_only_as_its_table_says() -> None:
    assert LIGHTS.after(Light.RED, Turn.GO) is Light.GREEN
    assert LIGHTS.before(Turn.STOP) == (Light.GREEN,)
    with pytest.raises(Refused) as refusal:
        LIGHTS.after(Light.RED, Turn.STOP)
    assert refusal.value.code == "lifecycle.no_such_move"


def test_a_decision_says_why_not_and_whose_fault_it_is() -> None:
    assert decisions.YES
    with pytest.raises(Refused):
        decisions.no("x.late", "Too late.").require()
    with pytest.raises(Forbidden):
        decisions.never("x.stranger", "Not yours.").require()


def test_a_refusal_without_a_finding_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Refused()
    assert str(Refused(Finding("a.b", "Number %(n)s is off.", params={"n": 3}))) == "Number 3 is off."


@pytest.mark.parametrize(
    ("code", "start", "end"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2022-H1", date(2022, 1, 1), date(2022, 6, 30)),
        ("2023-Q3", date(2023, 7, 1), date(2023, 9, 30)),
        ("2021-11", date(2021, 11, 1), date(2021, 11, 30)),
        ("2019-7M", date(2019, 1, 1), date(2019, 7, 31)),
        ("2019-2024", date(2019, 1, 1), date(2024, 12, 31)),
        ("2020-08-19", date(2020, 8, 19), date(2020, 8, 19)),
    ],
)
def test_periods_are_read_as_the_field_writes_them(code: str, start: date, end: date) -> None:
    period = parse_period(code)
    assert (period.start, period.end, str(period)) == (start, end, code)


@pytest.mark.parametrize(
    "code", ["", "22", "2022-13", "2022-Q5", "2024-2019", "2022-02-30", "năm 2022", "2022-0M", "0000"]
)
def test_what_is_no_period_is_refused(code: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_period(code)
    assert refusal.value.code == "period.unreadable"


def test_paths_end_with_a_dot_so_that_twelve_is_not_under_one() -> None:
    assert trees.child_path("1.", 20) == "1.20."
    assert trees.is_under("1.20.345.", "1.20.")
    assert not trees.is_under("1.200.", "1.20.")
    assert not trees.is_under("1.20.", "")
    assert trees.ancestors("1.20.345.") == ("1.", "1.20.", "1.20.345.")
    assert (trees.node_of("1.20.345."), trees.depth_of("1.20.345.")) == (345, 3)
