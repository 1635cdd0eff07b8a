"""Conclusions of an event, and the tasks that they become in the same step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from binhyen.campaigns.actions.conferences import add_parts
from binhyen.campaigns.models import Event
from binhyen.campaigns.queries.conferences import CONCLUSIONS, PROPOSALS, Row, parts, register_of
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused, refuse
from binhyen.kernel.marks import gettext_noop
from binhyen.plans.actions.tasks import tasks_from_conclusions
from binhyen.plans.rules.tasks import TaskDraft
from binhyen.registers.actions.papers import link_records
from binhyen.registers.actions.writing import hold, write_entries
from binhyen.registers.queries.declared import Draft
from binhyen.registers.queries.entries import facts_of
from binhyen.registers.rules.facts import Value


@dataclass(frozen=True, slots=True)
class Concluded:
    """A conclusion: a new one, or one that stands already (`record_id`); `place_id` is where its task is to be done.

    `proposal_id` is the proposal that it answers: the task is linked to it.
    """

    content: str
    lead: str = ""
    due: date | None = None
    place_id: int = 0
    record_id: int | None = None
    as_task: bool = False
    proposal_id: int | None = None


@transaction.atomic
def conclude(
    *, event: Event, rows: Sequence[Concluded], plan_id: int | None, by: Actor, at: datetime
) -> tuple[int, int]:
    """Write conclusions down and make tasks of those that say so, all or none; return how many of each.

    Refused: nothing written, a task without a day or without who leads, and as entries and tasks are. A conclusion
    that is a task already is not made one again.
    """
    refuse(_findings(rows))
    hold([event.record_id])
    standing = {row.record_id: row for row in parts(CONCLUSIONS, event.record_id)}
    kept = [one for one in rows if not _is_task(standing, one)]
    tasks = _tasks(event, kept, plan_id, by, at)
    _link_proposals(event, kept, tasks, by, at)
    said = [_values(one, tasks.get(place)) for place, one in enumerate(kept)]
    fresh = [values for values, one in zip(said, kept, strict=True) if one.record_id not in standing]
    known = [
        (values, standing[one.record_id]) for values, one in zip(said, kept, strict=True) if one.record_id in standing
    ]
    if fresh:
        add_parts(code=CONCLUSIONS, event=event, rows=fresh, by=by, at=at)
    if known:
        drafts = [_changed(row, values) for values, row in known]
        write_entries(register=register_of(CONCLUSIONS), drafts=drafts, by=by, at=at)
    return len(kept), len(tasks)


def _findings(rows: Sequence[Concluded]) -> list[Finding]:
    if not rows:
        message = gettext_noop("Write at least one conclusion.")
        raise Refused(Finding("campaigns.nothing_concluded", message, where="content"))
    message = gettext_noop("“%(content)s”: a task needs who leads and the day by which it is due.")
    return [
        Finding("campaigns.task_incomplete", message, params={"content": one.content[:80]}, where="due")
        for one in rows
        if one.as_task and not (one.lead and one.due)
    ]


def _is_task(standing: Mapping[int, Row], one: Concluded) -> bool:
    row = standing.get(one.record_id or 0)
    return row is not None and row.task_id is not None


def _tasks(event: Event, rows: Sequence[Concluded], plan_id: int | None, by: Actor, at: datetime) -> dict[int, int]:
    """Make the tasks; return them by the place of their conclusion."""
    wanted = [(place, one) for place, one in enumerate(rows) if one.as_task and one.due]
    if not wanted:
        return {}
    drafts = [
        TaskDraft(one.content, one.place_id or event.place_id, one.lead, one.due) for _place, one in wanted if one.due
    ]
    made = tasks_from_conclusions(source_record_id=event.record_id, plan_record_id=plan_id, drafts=drafts, by=by, at=at)
    return {place: task for (place, _one), task in zip(wanted, made, strict=True)}


def _link_proposals(event: Event, rows: Sequence[Concluded], tasks: Mapping[int, int], by: Actor, at: datetime) -> None:
    """Link tasks to the proposals that they answer; those of other events are left out."""
    known = set(parts(PROPOSALS, event.record_id).values_list("record_id", flat=True))
    for place, task in tasks.items():
        proposal = rows[place].proposal_id
        if proposal is not None and proposal in known:
            link_records(record_id=task, other_id=proposal, by=by, at=at)


def _values(one: Concluded, task: int | None) -> dict[str, Value]:
    return {"content": one.content, "lead": one.lead, "due": one.due, "task": task}


def _changed(row: Row, values: Mapping[str, Value]) -> Draft:
    facts = facts_of(register_of(CONCLUSIONS), row)
    return Draft(replace(facts, values={**facts.values, **values}), row.record_id, row.pk)
