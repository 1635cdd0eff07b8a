"""The pages of a plan and of an inspection, in parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from binhyen.kernel.actors import Actor
from binhyen.plans.components.tasks import TaskRow, days_left, task_rows
from binhyen.plans.models import PlanTask, Remedy, YearPlan
from binhyen.plans.queries.emulation import contents_of
from binhyen.plans.queries.tasks import asked_from_above, lines_answering, remedies_of, tasks_of_plan
from binhyen.plans.rules.emulation import CONTENTS
from binhyen.plans.rules.inspections import CONFIRMED, REMEDY_LIFE, WITH_THE_PLACE
from binhyen.plans.rules.tasks import CANCELLED, CLOSED, STATES, SUBMITTED
from binhyen.registers.components.words import place_names
from binhyen.registers.queries.declared import registers
from binhyen.ui.components.parts import Segment


@dataclass(frozen=True, slots=True)
class AboveRow:
    """A task from above with the lines that answer it; without any it is a gap."""

    asked: TaskRow
    lines: Sequence[TaskRow]

    @property
    def is_gap(self) -> bool:
        """Tell whether it is still to be done and no line does it."""
        return not self.lines and self.asked.task.state != CLOSED


@dataclass(frozen=True, slots=True)
class PlanParts:
    """What a plan's page shows beside its fields."""

    rows: Sequence[TaskRow]
    total: int
    closed: int
    late: int
    segments: Sequence[Segment]
    above: Sequence[AboveRow]
    gaps: int
    contents: Sequence[tuple[str, str]]
    aims: int
    """Tasks with a target."""


def plan_parts(actor: Actor, plan: YearPlan, today: date) -> PlanParts:
    """Gather a plan's tasks and what they answer, in a bounded number of queries."""
    rows = task_rows(tasks_of_plan(actor, plan.record_id), today)
    living = [row for row in rows if row.task.state != CANCELLED]
    above = _above(actor, plan, today)
    said = contents_of(plan.place_path) if plan.emulation else {}
    return PlanParts(
        rows=rows,
        total=len(living),
        closed=sum(row.task.state == CLOSED for row in living),
        late=sum(row.is_late for row in living),
        segments=_segments(living),
        above=above,
        gaps=sum(row.is_gap for row in above),
        contents=[(gettext(CONTENTS[one]), said.get(one, "")) for one in plan.emulation if one in CONTENTS],
        aims=sum(bool(row.task.target) for row in living),
    )


def _segments(rows: Sequence[TaskRow]) -> list[Segment]:
    """Share tasks out: completed, submitted, overdue, under way, not begun."""
    met = sum(row.task.state == CLOSED for row in rows)
    sent = sum(row.task.state == SUBMITTED for row in rows)
    late = sum(row.is_late for row in rows)
    return [
        Segment("met", met, gettext(STATES[CLOSED].name)),
        Segment("doing", sent, gettext(STATES[SUBMITTED].name)),
        Segment("not", late, gettext("Overdue")),
        Segment("none", len(rows) - met - sent - late, gettext("Not finished, in time")),
    ]


def _above(actor: Actor, plan: YearPlan, today: date) -> list[AboveRow]:
    found = asked_from_above(actor, plan)
    every = [one.task for one in found] + [line for one in found for line in one.lines]
    rows = {row.task.record_id: row for row in task_rows(every, today)} if every else {}
    return [AboveRow(rows[one.task.record_id], [rows[line.record_id] for line in one.lines]) for one in found]


# ------------------------------------------------------------------ inspections


@dataclass(frozen=True, slots=True)
class RemedyRow:
    """One thing to be mended."""

    remedy: Remedy
    href: str
    place: str
    days: str
    state: str
    look: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class InspectionParts:
    """What an inspection asks to be mended, and how much of it is open."""

    rows: Sequence[RemedyRow]
    open: int


def inspection_parts(record_id: int, today: date) -> InspectionParts:
    """Gather what an inspection asks to be mended: two queries."""
    found = remedies_of(record_id)
    register = registers()["plans.remedies"]
    places = place_names(found, register)
    rows = [_remedy(row, places.get(row.pk, ""), register.href_of(row.record_id), today) for row in found]
    return InspectionParts(rows, sum(row.remedy.state != CONFIRMED for row in rows))


def _remedy(row: Remedy, place: str, href: str, today: date) -> RemedyRow:
    state, open_here = REMEDY_LIFE.states[row.state], row.state in WITH_THE_PLACE
    days = days_left(row.due_on, today) if open_here else ""
    return RemedyRow(row, href, place, days, gettext(state.name), state.look, open_here and row.due_on < today)


# ------------------------------------------------------------------ one task


@dataclass(frozen=True, slots=True)
class TaskParts:
    """What a task's page shows beside its fields: when it is due now, and which lines answer it."""

    row: TaskRow
    lines: Sequence[TaskRow]


def task_parts(actor: Actor, task: PlanTask, today: date) -> TaskParts:
    """Gather a task and the lines that answer it: three queries."""
    lines = lines_answering(actor, [task.record_id])
    rows = task_rows([task, *lines], today)
    return TaskParts(rows[0], rows[1:])
