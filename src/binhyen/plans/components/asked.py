"""What plans ask of a person, one list in the order of its days."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from binhyen.kernel.actors import Actor
from binhyen.kernel.marks import gettext_noop
from binhyen.plans.components.tasks import TaskRow, days_left, task_rows
from binhyen.plans.models import Directive, Remedy
from binhyen.plans.queries.tasks import (
    asked_tasks,
    documents_to_answer,
    is_asked,
    remedies_to_confirm,
    remedies_to_do,
    waiting_tasks,
)
from binhyen.plans.rules.inspections import REMEDY_LIFE
from binhyen.registers.queries.declared import OFFICERS, registers

_MOST = 100
GROUPS = (
    ("late", gettext_noop("Overdue")),
    ("week", gettext_noop("Within seven days")),
    ("month", gettext_noop("Within thirty days")),
    ("later", gettext_noop("Later")),
)
_WEEK, _MONTH = 7, 30


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that is asked."""

    due: date
    kind: str
    title: str
    href: str
    why: str
    days: str
    state: str
    look: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class AskedGroup:
    """Things that are asked within the same time."""

    code: str
    name: str
    items: Sequence[Asked]


def asked_of(actor: Actor, today: date) -> list[AskedGroup]:
    """Gather what is asked of a person: eight queries, whatever there is."""
    if not is_asked(actor):
        return []
    found = sorted(_gathered(actor, today), key=lambda one: (one.due, one.title))
    groups = [
        AskedGroup(code, gettext(name), [one for one in found if _group(one, today) == code]) for code, name in GROUPS
    ]
    return [group for group in groups if group.items]


def _group(one: Asked, today: date) -> str:
    left = (one.due - today).days
    if left < 0:
        return "late"
    return "week" if left <= _WEEK else "month" if left <= _MONTH else "later"


def _gathered(actor: Actor, today: date) -> Iterator[Asked]:
    for row in task_rows(list(asked_tasks(actor)[:_MOST]), today):
        yield _task(row, gettext("Task"), row.task.plan.title if row.task.plan else gettext("outside a plan"))
    if actor.role not in OFFICERS:
        return
    for row in task_rows(list(waiting_tasks(actor)[:_MOST]), today):
        yield _task(row, gettext("Result to judge"), row.place)
    yield from (_document(one, today) for one in documents_to_answer(actor)[:_MOST])
    yield from (_remedy(one, today, gettext("To be put right")) for one in remedies_to_do(actor)[:_MOST])
    yield from (_remedy(one, today, gettext("To be confirmed")) for one in remedies_to_confirm(actor)[:_MOST])


def _task(row: TaskRow, kind: str, why: str) -> Asked:
    task, lead = row.task, gettext("leads: %(lead)s") % {"lead": row.task.lead}
    return Asked(
        row.due, kind, task.title, row.href, f"{why} · {lead}", row.due_words, row.state, row.look, row.is_late
    )


def _document(row: Directive, today: date) -> Asked:
    assert row.answer_by is not None  # noqa: S101 - asked for in the query
    return Asked(
        row.answer_by,
        gettext("Document to answer"),
        row.title,
        registers()["plans.documents"].href_of(row.record_id),
        row.summary,
        days_left(row.answer_by, today),
        gettext("Not answered yet"),
        "todo",
        row.answer_by < today,
    )


def _remedy(row: Remedy, today: date, kind: str) -> Asked:
    state = REMEDY_LIFE.states[row.state]
    return Asked(
        row.due_on,
        kind,
        row.title,
        registers()["plans.remedies"].href_of(row.record_id),
        f"{row.inspection.title} · {row.responsible}",
        days_left(row.due_on, today),
        gettext(state.name),
        state.look,
        row.due_on < today,
    )
