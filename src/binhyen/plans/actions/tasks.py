"""Tasks written down together: what a conference concluded, what a plan asks of many places."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from binhyen.kernel.actors import Actor
from binhyen.plans.registers import TASKS
from binhyen.plans.rules.tasks import TaskDraft
from binhyen.registers.actions.papers import link_records
from binhyen.registers.actions.writing import write_entries
from binhyen.registers.queries.declared import Draft
from binhyen.registers.rules.facts import Facts


@transaction.atomic
def tasks_from_conclusions(
    *, source_record_id: int, plan_record_id: int | None, drafts: Sequence[TaskDraft], by: Actor, at: datetime
) -> list[int]:
    """Turn conclusions into tasks, all or none, each linked to what they come from; return their records' ids.

    They are assigned on the day of `at`. Refused as entries of the register are: a due day in the past of it, a day
    outside the plan, a target that nothing may aim at. Forbidden: places and plans that are not the post's.
    """
    made = add_tasks(plan_record_id=plan_record_id, drafts=drafts, issued=at.date(), by=by, at=at)
    for record_id in made:
        link_records(record_id=record_id, other_id=source_record_id, by=by, at=at)
    return made


@transaction.atomic
def add_tasks(
    *, plan_record_id: int | None, drafts: Sequence[TaskDraft], issued: date, by: Actor, at: datetime
) -> list[int]:
    """Write down tasks together, all or none; return their records' ids. Refused and forbidden as entries are."""
    wanted = [Draft(_facts(draft, plan_record_id, issued)) for draft in drafts]
    rows = write_entries(register=TASKS, drafts=wanted, by=by, at=at)
    return [row.record_id for row in rows]


def _facts(draft: TaskDraft, plan: int | None, issued: date) -> Facts:
    return Facts(
        draft.place_id,
        {
            "plan": plan,
            "content": draft.content,
            "lead": draft.lead,
            "partners": draft.partners,
            "issued_on": issued,
            "due_on": draft.due,
            "expected": draft.expected,
            "indicator": draft.indicator,
            "target": draft.target,
            "answers": draft.answers,
        },
    )
