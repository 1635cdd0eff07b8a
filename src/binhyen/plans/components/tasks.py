"""Tasks as pages show them: cards, rows, chips, how many days are left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from binhyen.kernel.vietnamese import number
from binhyen.plans.models import PlanTask
from binhyen.plans.queries.tasks import task_steps
from binhyen.plans.rules.tasks import STATES, WITH_THE_PLACE, Rung, due_now, is_late, percent_of, reached_by, rung
from binhyen.registers.components.words import place_names
from binhyen.registers.queries.declared import registers
from binhyen.registers.rules.facts import StepFacts

_CLOSE = (Rung.TOMORROW, Rung.DAYS)


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task as a page shows it."""

    task: PlanTask
    href: str
    place: str
    due: date
    due_words: str
    is_late: bool
    is_close: bool
    """Due within three days."""
    extended: bool
    percent: int | None
    reached: int | None
    state: str
    look: str


def task_rows(tasks: Sequence[PlanTask], today: date) -> list[TaskRow]:
    """Return tasks in their order; two queries: places and steps."""
    register = registers()["plans.tasks"]
    places, steps = place_names(tasks, register), task_steps(tasks)
    return [_row(one, places.get(one.pk, ""), steps.get(one.record_id, ()), today) for one in tasks]


def _row(task: PlanTask, place: str, steps: Sequence[StepFacts], today: date) -> TaskRow:
    due = due_now(task.due_on, steps)
    overdue = is_late(due, task.state, today)
    state = STATES[task.state]
    return TaskRow(
        task=task,
        href=registers()["plans.tasks"].href_of(task.record_id),
        place=place,
        due=due,
        due_words=days_left(due, today) if task.state in WITH_THE_PLACE else "",
        is_late=overdue,
        is_close=not overdue and task.state in WITH_THE_PLACE and rung(due, today) in _CLOSE,
        extended=due != task.due_on,
        percent=percent_of(steps),
        reached=reached_by(steps),
        state=gettext(state.name),
        look=state.look,
    )


def days_left(due: date, today: date) -> str:
    """Return in words how many days are left, or have passed."""
    left = (due - today).days
    if left == 0:
        return gettext("due today")
    if left > 0:
        return gettext("%(days)s days left") % {"days": number(left)}
    return gettext("%(days)s days overdue") % {"days": number(-left)}
