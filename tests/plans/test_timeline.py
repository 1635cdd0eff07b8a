"""Bars along the months, and targets against what is counted."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.plans.components.targets import targets
from binhyen.plans.components.tasks import TaskRow
from binhyen.plans.components.timeline import WIDE, timeline
from binhyen.plans.models import PlanTask, YearPlan
from binhyen.plans.queries.tasks import tasks_of_plan
from binhyen.plans.registers import DOCUMENTS
from binhyen.plans.rules.tasks import Aim, targets_of
from tests.accounts.factories import a_land, ong_hung
from tests.plans.factories import a_plan, a_task
from tests.registers.factories import NOW, day, number, written

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def a_row(begun: date, due: date, own: date | None = None, percent: int | None = None) -> TaskRow:
    task = PlanTask(issued_on=begun, due_on=own or due, state="accepted")
    return TaskRow(task, "", "", due, "", False, False, due != task.due_on, percent, None, "", "doing")


def test_months_are_equally_wide_and_a_year_has_twelve() -> None:
    line = timeline(FIRST, LAST, [a_row(date(2026, 4, 1), date(2026, 6, 30), percent=50)], date(2026, 7, 1))
    assert [month.label for month in line.months][:3] == ["1/2026", "2", "3"]
    assert (line.bars[0].x, line.bars[0].width, line.bars[0].done) == ("250.0", "250.0", "125.0")
    assert line.today == "500.0"


def test_an_extension_is_a_tail_behind_the_first_day() -> None:
    line = timeline(FIRST, LAST, [a_row(date(2026, 1, 1), date(2026, 12, 31), own=date(2026, 6, 30))], LAST)
    bar = line.bars[0]
    assert (bar.width, bar.tail_x, bar.tail) == ("500.0", "500.0", "500.0")


def test_today_is_drawn_only_where_it_is() -> None:
    assert timeline(FIRST, LAST, [], date(2027, 3, 1)).today == ""


@given(
    st.lists(st.tuples(st.dates(date(2025, 1, 1), date(2027, 12, 31)), st.integers(0, 700)), max_size=8),
    st.dates(FIRST, LAST),
)
def test_every_bar_lies_on_the_line(spans: list[tuple[date, int]], today: date) -> None:
    from datetime import timedelta

    rows = [a_row(begun, begun + timedelta(days=length)) for begun, length in spans]
    line = timeline(FIRST, LAST, rows, today)
    for bar in line.bars:
        assert Decimal(0) <= Decimal(bar.x)
        assert Decimal(bar.x) + Decimal(bar.width) + Decimal(bar.tail) <= WIDE + Decimal(5), "a hair for the shortest"


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(1, 3), st.integers(0, 99)), max_size=12))
def test_targets_of_all_places_add_up(aims: list[tuple[str, int, int]]) -> None:
    found = targets_of(Aim(*one) for one in aims)
    assert sum(found.values()) == sum(target for _, _, target in aims)


@pytest.mark.django_db
def test_what_was_reached_is_what_registers_count_and_opens() -> None:
    land = a_land()
    hung = ong_hung(land)
    plan = a_plan(land.bac_ninh, hung.actor)
    for place, target in ((land.an_phu, 2), (land.elsewhere, 5)):
        a_task(place, hung.actor, plan=plan.record_id, content=f"{place}", indicator="documents_issued", target=target)
    said = {"kind": "plan", "issuer": "UBND xã", "level": "commune", "summary": "Kế hoạch", "way": "issued"}
    for index in range(3):
        written(DOCUMENTS, land.an_phu, said | {"number": f"{index}/KH", "issued_on": day("02/03/2026")}, hung.actor)
    row = YearPlan.objects.get(record_id=plan.record_id)
    whole, first, second = targets(row, tasks_of_plan(hung.actor, plan.record_id), NOW.date()).rows
    assert (whole.is_sum, whole.target, int(whole.reached), int(whole.gap)) == (True, 7, 3, 4)
    assert (first.place, int(first.reached), int(first.gap), first.share) == ("Xã An Phú", 3, 0, 100)
    assert (int(second.reached), int(second.gap)) == (0, 5)
    assert first.reached == number("documents_issued", land.an_phu, "2026")
    assert first.href.startswith("/so/dem/?")
