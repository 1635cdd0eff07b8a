"""What conferences directed for the year after: conclusions that become tasks of a plan, in one step."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction

from binhyen.campaigns.actions.conclusions import Concluded, conclude
from binhyen.campaigns.models import Event
from binhyen.places.queries import children_of
from binhyen.plans.models import PlanTask
from binhyen.plans.registers import TASKS
from binhyen.registers.actions.writing import write_entries
from binhyen.registers.queries.declared import Draft
from binhyen.registers.queries.entries import facts_of
from binhyen.registers.rules.facts import StepFacts
from binhyen.workshop.actions.books import at_province, write_book
from binhyen.workshop.actions.reporting import on_day
from binhyen.workshop.actions.staging import Offices, Stage
from binhyen.workshop.queries import DIRECTIONS, pack_data

Pack = Mapping[str, Any]
DONE = "Đã thực hiện (giả định minh họa; nguồn không nêu kết quả)."


@transaction.atomic
def play_directions(offices: Offices) -> None:
    """Play each conference of the pack: the plan of its year, its conclusions as tasks, and that they were done."""
    for pack in pack_data(DIRECTIONS)["plans"]:
        day: date = pack["concluded_on"]
        stage = offices.of(str(pack["province"]), day.year)
        scene = at_province(stage.province, day)
        write_book(_book(pack, day), scene)
        event = Event.objects.get(record_id=scene.known["conference"], superseded_at=None)
        rows = list(_concluded(pack, stage))
        conclude(event=event, rows=rows, plan_id=scene.known["plan"], by=stage.province.officer, at=on_day(day))
        _finish(scene.known["plan"], stage)


def _book(pack: Pack, day: date) -> list[Pack]:
    plan = {"register": "plans.plans", "name": "plan", "values": pack["plan"]}
    event = {"register": "campaigns.events", "name": "conference", "values": {"since": day, **pack["conference"]}}
    return [plan, event]


def _concluded(pack: Pack, stage: Stage) -> Iterator[Concluded]:
    for said in pack["tasks"]:
        one = Concluded(str(said["content"]), str(said["lead"]), said["due"], as_task=True)
        yield one
        if said.get("districts"):
            for row in children_of(stage.province.place.place_id, stage.day):
                yield replace(one, lead="Ban Chỉ đạo cấp huyện", place_id=row.place_id)


def _finish(plan_id: int, stage: Stage) -> None:
    """Write down that the year's tasks were accepted, done and closed: nobody is to be reminded of them today."""
    rows = PlanTask.objects.filter(plan_id=plan_id, superseded_at=None).order_by("record_id")
    for day, some in _by_due(list(rows)).items():
        steps = (
            StepFacts("accept", some[0].issued_on),
            StepFacts("submit", day, document="Báo cáo kết quả (giả định minh họa)", note=DONE),
            StepFacts("close", day),
        )
        drafts = [Draft(facts_of(TASKS, row), row.record_id, row.pk, steps) for row in some]
        write_entries(register=TASKS, drafts=drafts, by=stage.province.officer, at=on_day(day))


def _by_due(rows: list[PlanTask]) -> dict[date, list[PlanTask]]:
    found: dict[date, list[PlanTask]] = {}
    for row in sorted(rows, key=lambda one: (one.due_on, one.record_id)):
        found.setdefault(row.due_on, []).append(row)
    return found
