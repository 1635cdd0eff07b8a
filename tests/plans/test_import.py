"""Lists of tasks as plans annex them: three-row headings, the plan by its name, rows that cannot be."""

import io

import pytest

from binhyen.plans.models import PlanTask
from binhyen.plans.registers import TASKS
from binhyen.registers.actions.importing import import_entries, plan_import
from binhyen.registers.queries.columns import columns
from binhyen.registers.queries.planned import ImportPlan
from binhyen.sheets.queries import read_table
from binhyen.sheets.rules.tables import Table
from tests.accounts.factories import Person, a_land, ba_lan, ong_hung
from tests.plans.factories import PLAN, a_plan
from tests.registers.factories import NOW
from tests.registers.test_importing import workbook

pytestmark = pytest.mark.django_db

TITLE = ("PHỤ LỤC NHIỆM VỤ", "", "", "", "", "", "")
HEADS = ("Địa bàn", "Kế hoạch", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Ngày giao", "Thời hạn")
GOOD = ("Xã An Phú", PLAN["name"], "Nhân rộng mô hình", "Công an xã", "MTTQ xã", "01/02/2026", "30/11/2026")
LATE = ("Xã An Phú", PLAN["name"], "Tổng kết", "UBND xã", "", "01/02/2026", "15/01/2027")


def read(content: bytes) -> Table:
    return read_table(io.BytesIO(content), columns(TASKS))


def planned(content: bytes, by: Person) -> ImportPlan:
    return plan_import(register=TASKS, table=read(content), chosen={}, by=by.actor, at=NOW)


def test_an_annex_of_tasks_is_taken_in_and_what_cannot_be_is_said_at_its_row() -> None:
    land = a_land()
    hung = ong_hung(land)
    plan = a_plan(land.bac_ninh, hung.actor)
    wrong = planned(workbook(GOOD, LATE, heads=(TITLE, HEADS)), hung)
    assert [{finding.code for finding in row.findings} for row in wrong.rows] == [set(), {"plans.outside_plan"}]
    content = workbook(GOOD, heads=(TITLE, HEADS))
    import_entries(
        register=TASKS,
        table=read(content),
        chosen={},
        workbook=io.BytesIO(content),
        name="nhiem-vu.xlsx",
        by=hung.actor,
        at=NOW,
    )
    [task] = PlanTask.objects.all()
    assert (task.plan_id, task.lead, task.partners) == (plan.record_id, "Công an xã", "MTTQ xã")


def test_a_commune_takes_in_no_task_for_the_provinces_plan() -> None:
    land = a_land()
    lan, hung = ba_lan(land), ong_hung(land)
    a_plan(land.bac_ninh, hung.actor)
    found = planned(workbook(GOOD, heads=(HEADS,)), lan)
    assert [{finding.code for finding in row.findings} for row in found.rows] == [{"plans.not_your_plan"}]
