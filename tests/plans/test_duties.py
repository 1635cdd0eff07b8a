"""The ladder of reminders, and what is asked of each post."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from binhyen.kernel.ports import Duty
from binhyen.plans.duties import duties
from binhyen.plans.registers import TASKS
from binhyen.plans.rules.tasks import Rung, due_now, is_late, percent_of, rung
from binhyen.registers.rules.facts import StepFacts
from tests.accounts.factories import a_land, ba_lan, ong_hung
from tests.plans.factories import a_task, stepped
from tests.plans.scene import a_scene
from tests.registers.factories import NOW, day

TODAY = date(2026, 11, 5)


@pytest.mark.parametrize(
    ("left", "found"),
    [
        (40, Rung.LATER),
        (16, Rung.LATER),
        (15, Rung.FORTNIGHT),
        (8, Rung.FORTNIGHT),
        (7, Rung.WEEK),
        (4, Rung.WEEK),
        (3, Rung.DAYS),
        (2, Rung.DAYS),
        (1, Rung.TOMORROW),
        (0, Rung.TOMORROW),
        (-1, Rung.LATE),
        (-15, Rung.LATE),
        (-16, Rung.VERY_LATE),
    ],
)
def test_a_day_stands_on_its_rung(left: int, found: Rung) -> None:
    assert rung(TODAY + timedelta(days=left), TODAY) is found


@given(st.integers(-400, 400))
def test_rungs_only_climb_as_the_day_comes_nearer(left: int) -> None:
    order = list(Rung)
    here, nearer = (order.index(rung(TODAY + timedelta(days=days), TODAY)) for days in (left, left - 1))
    assert nearer >= here


@given(st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=5))
def test_a_task_is_due_on_the_day_of_its_last_extension(days: list[date]) -> None:
    steps = [StepFacts("extend", TODAY, {"due_on": one}) for one in days]
    assert due_now(TODAY, [StepFacts("accept", TODAY), *steps]) == (days[-1] if days else TODAY)


def test_progress_is_what_was_said_last() -> None:
    steps = [StepFacts("progress", TODAY, {"percent": value}) for value in (20, 60)]
    assert percent_of(steps) == 60
    assert percent_of([StepFacts("accept", TODAY)]) is None


@pytest.mark.parametrize(("state", "late"), [("", True), ("accepted", True), ("submitted", False), ("closed", False)])
def test_only_what_lies_with_the_place_is_overdue(state: str, late: bool) -> None:
    assert is_late(TODAY - timedelta(days=1), state, TODAY) is late


def codes(found: Iterable[Duty]) -> list[tuple[str, date | None, str]]:
    return [(one.code, one.due, one.state) for one in found]


@pytest.mark.django_db
def test_a_commune_is_reminded_of_what_comes_due_and_the_province_of_what_waits() -> None:
    scene = a_scene()
    found = codes(duties(scene.lan.actor, NOW))
    assert ("plans.task", day("31/10/2026"), "late") in found
    assert ("plans.task", day("12/11/2026"), "open") in found
    assert ("plans.answer", day("09/11/2026"), "todo") in found
    assert ("plans.mend", day("30/09/2026"), "late") in found
    assert ("plans.accept", None, "todo") in found, "one is due in December and was not accepted"
    assert codes(duties(scene.hung.actor, NOW)) == [("plans.judge", None, "waiting")]
    assert not list(duties(scene.nam.actor, NOW))


@pytest.mark.django_db
def test_a_result_that_was_sent_back_asks_again() -> None:
    land = a_land()
    lan, hung = ba_lan(land), ong_hung(land)
    task = a_task(land.an_phu, hung.actor, due_on=day("31/12/2026"))
    for code, on, by in (("accept", "02/02/2026", lan), ("submit", "03/02/2026", lan), ("return", "04/02/2026", hung)):
        stepped(TASKS, task, code, on, by.actor)
    assert codes(duties(lan.actor, NOW)) == [("plans.task", day("31/12/2026"), "returned")]


@pytest.mark.django_db
def test_duties_ask_the_database_as_often_for_many_tasks_as_for_few(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    scene = a_scene()
    for number in range(10):
        a_task(scene.land.an_phu, scene.hung.actor, content=f"Việc {number}", due_on=day("10/11/2026"))
    with django_assert_max_num_queries(6):
        assert len(list(duties(scene.lan.actor, datetime(2026, 11, 5, 9, tzinfo=NOW.tzinfo)))) > 10
