"""What plans ask of each person, and by when: a ladder of reminders in eight queries at most."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from binhyen.kernel.actors import Actor
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.ports import Duty, DutySource
from binhyen.plans.models import PlanTask
from binhyen.plans.queries.tasks import (
    asked_tasks,
    documents_to_answer,
    is_asked,
    remedies_to_confirm,
    remedies_to_do,
    waiting_tasks,
)
from binhyen.plans.rules import addresses
from binhyen.plans.rules.tasks import RETURNED, Rung, rung
from binhyen.registers.queries.declared import OFFICERS, registers
from binhyen.registers.rules.steps import BEGIN

GROUP = "plans"
_SHOWN = 20


def duties(actor: Actor, now: datetime) -> Iterable[Duty]:
    """List what a person owes: tasks that come due, documents to answer, things to mend, results to judge."""
    if not is_asked(actor):
        return
    today = timezone.localdate(now)
    yield from _tasks(actor, today)
    if actor.role in OFFICERS:
        yield from _papers(actor, today)
        yield from _waiting(actor)


DUTIES: tuple[DutySource, ...] = (duties,)
"""What this storey asks of people, gathered by `desk` at start-up."""


# ------------------------------------------------------------------ the ladder


@dataclass(frozen=True, slots=True)
class _Rung:
    title: str
    reason: str
    state: str = ""
    """The chip; "" says whether it was begun."""


_LADDER = {
    Rung.FORTNIGHT: _Rung(
        gettext_noop("Carry out: %(task)s"),
        gettext_noop("Due within fifteen days. Report how far it has come."),
        "todo",
    ),
    Rung.WEEK: _Rung(
        gettext_noop("Finish within a week: %(task)s"),
        gettext_noop("Due within seven days. Report progress now."),
    ),
    Rung.DAYS: _Rung(
        gettext_noop("Finish now: %(task)s"),
        gettext_noop("Due within three days. Submit the result, or ask for an extension with its reason."),
    ),
    Rung.TOMORROW: _Rung(
        gettext_noop("Due by tomorrow: %(task)s"),
        gettext_noop("Last day. Submit the result with its document."),
    ),
    Rung.LATE: _Rung(
        gettext_noop("Overdue: %(task)s"),
        gettext_noop("Its day is over. Submit the result, or ask for an extension and say why."),
        "late",
    ),
    Rung.VERY_LATE: _Rung(
        gettext_noop("Overdue by more than fifteen days: %(task)s"),
        gettext_noop("The office that asked sees it on its board. Explain in writing and submit the result."),
        "late",
    ),
}
_AGAIN = _Rung(
    gettext_noop("Complete the result: %(task)s"), gettext_noop("The office sent it back, with its reason."), "returned"
)


def _tasks(actor: Actor, today: date) -> Iterator[Duty]:
    """Tasks on the ladder one by one; those that nobody accepted and that are due later, together."""
    far = 0
    for shown, task in enumerate(asked_tasks(actor)[: _SHOWN * 5]):
        due = date.fromisoformat(task.due_text)  # type: ignore[attr-defined]  # annotated by the query
        found = _AGAIN if task.state == RETURNED else _LADDER.get(rung(due, today))
        if found is not None and shown < _SHOWN:
            yield _duty(task, found, due)
        elif found is None and task.state == BEGIN:
            far += 1
    if far:
        yield Duty(
            code="plans.accept",
            title=gettext_noop("Accept %(count)s tasks"),
            link=addresses.ASKED,
            group=GROUP,
            reason=gettext_noop("They were assigned to you and are not accepted yet."),
            params={"count": far},
            count=far,
        )


def _duty(task: PlanTask, found: _Rung, due: date) -> Duty:
    return Duty(
        code="plans.task",
        title=found.title,
        link=registers()["plans.tasks"].href_of(task.record_id),
        group=GROUP,
        due=due,
        reason=found.reason,
        state=found.state or ("todo" if task.state == BEGIN else "open"),
        params={"task": task.title},
    )


# ------------------------------------------------------------------ documents, remedies, results


def _papers(actor: Actor, today: date) -> Iterator[Duty]:
    for row in documents_to_answer(actor)[:_SHOWN]:
        yield Duty(
            code="plans.answer",
            title=gettext_noop("Answer %(document)s"),
            link=registers()["plans.documents"].href_of(row.record_id),
            group=GROUP,
            due=row.answer_by,
            reason=gettext_noop("The document asks for a report or a reply."),
            state="late" if row.answer_by and row.answer_by < today else "todo",
            params={"document": row.title},
        )
    for one in remedies_to_do(actor)[:_SHOWN]:
        yield Duty(
            code="plans.mend",
            title=gettext_noop("Mend: %(what)s"),
            link=registers()["plans.remedies"].href_of(one.record_id),
            group=GROUP,
            due=one.due_on,
            reason=gettext_noop("An inspection asks for it. Report with evidence once it is mended."),
            state="late" if one.due_on < today else "todo",
            params={"what": one.title},
        )


def _waiting(actor: Actor) -> Iterator[Duty]:
    results, mended = waiting_tasks(actor).count(), remedies_to_confirm(actor).count()
    if results:
        yield _counted("plans.judge", gettext_noop("Judge %(count)s submitted results"), results)
    if mended:
        yield _counted("plans.confirm", gettext_noop("Confirm %(count)s things reported as mended"), mended)


def _counted(code: str, title: str, count: int) -> Duty:
    reason = gettext_noop("They wait for your office to accept them or send them back.")
    link = addresses.ASKED
    return Duty(code, title, link, GROUP, reason=reason, state="waiting", params={"count": count}, count=count)
