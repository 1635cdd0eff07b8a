"""Steps of a record's life, taken and taken back; its state and what it counts follow."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.http import Http404

from binhyen.database.copying import copy_instances
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused, refuse
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.actions.rows import Author, lines_of, log, step_rows
from binhyen.registers.actions.tallying import tally
from binhyen.registers.actions.writing import hold
from binhyen.registers.models import Record, Step
from binhyen.registers.permissions import may_step
from binhyen.registers.queries.declared import Draft, Register, rows_now
from binhyen.registers.queries.entries import facts_of, fields_of_steps, steps_of
from binhyen.registers.rules.facts import Facts, StepFacts, field_findings
from binhyen.registers.rules.steps import StepKind, step_findings


@transaction.atomic
def take_step(*, register: Register, record_id: int, step: StepFacts, by: Actor, at: datetime) -> Step:
    """Write down that something happened to a record's subject.

    Refused: a step that the state does not allow, that lies before the last one, without the document or remark that
    it rests on, or that the register's rule finds wrong; a day that is not over yet. Forbidden: not the post's step.
    """
    record, facts, known = _opened(register, record_id)
    kind = register.life.kind(step.code)
    if kind is None:
        raise Http404
    may_step(register, by, record, kind).require()
    steps = [*known, step]
    begun, start = facts.day(register.dates.since), register.begins(facts)
    refuse([*_own(kind, step, at), *step_findings(register.life, steps, begun, start)])
    refuse([*register.findings(facts, steps), *register.checks([Draft(facts, record_id, steps=(step,))]).get(0, ())])
    who = Author(by, at)
    made = copy_instances(step_rows(register, [step], record, who))[0]
    _follow(register, record, facts, steps, at)
    log(register, "stepped", [record], who, {"step": made.pk, "code": step.code})
    return made


@transaction.atomic
def drop_step(*, register: Register, record_id: int, step_id: int, by: Actor, at: datetime) -> Step:
    """Take the last step back: it was written by mistake.

    Refused for a step that another one followed, and where what stood before it cannot stand any more.
    """
    record, facts, known = _opened(register, record_id)
    rows = list(Step.objects.filter(record_id=record_id, superseded_at=None).order_by("on", "id"))
    row = next((one for one in rows if one.pk == step_id), None)
    if row is None:
        raise Http404
    kind = register.life.kind(row.code)
    if kind is not None:
        may_step(register, by, record, kind).require()
    if row != rows[-1]:
        message = gettext_noop("Another step followed this one. Take that one back first.")
        raise Refused(Finding("registers.step_followed", message))
    before = _against(register, record_id, facts, known)
    row.superseded_at = at
    row.save(update_fields=["superseded_at"])
    said = {(one.code, one.where) for one in before}
    after = _against(register, record_id, facts, known[:-1])
    refuse([one for one in after if (one.code, one.where) not in said])
    _follow(register, record, facts, known[:-1], at)
    log(register, "step_dropped", [record], Author(by, at), {"step": row.pk, "code": row.code})
    return row


def _against(register: Register, record_id: int, facts: Facts, steps: Sequence[StepFacts]) -> list[Finding]:
    """Return what stands against an entry as it is, with these steps."""
    return [*register.findings(facts, steps), *register.checks([Draft(facts, record_id)]).get(0, ())]


def _opened(register: Register, record_id: int) -> tuple[Record, Facts, list[StepFacts]]:
    """Return a record that is there, held until the transaction ends, with what is said and happened."""
    hold([record_id], register.alone)
    record = Record.objects.filter(pk=record_id, register=register.code, removed_at=None).first()
    row = rows_now(register).filter(record_id=record_id).first()
    if record is None or row is None:
        raise Http404
    return record, facts_of(register, row), steps_of([record_id], fields_of_steps(register)).get(record_id, [])


def _own(kind: StepKind, step: StepFacts, at: datetime) -> list[Finding]:
    found = field_findings(kind.fields, Facts(0, step.values, step.amounts))
    if step.on > at.date():
        message = gettext_noop("%(on)s is not over yet. Write the step down once it has happened.")
        found.append(Finding("registers.step_to_come", message, params={"on": f"{step.on:%d/%m/%Y}"}, where="on"))
    return found


def _follow(register: Register, record: Record, facts: Facts, steps: Sequence[StepFacts], at: datetime) -> None:
    record.state = register.life.state_after(steps, register.begins(facts))
    record.save(update_fields=["state"])
    rows_now(register).filter(record_id=record.pk).update(state=record.state)
    tally({record.pk: (record.place_path, lines_of(register, facts, steps))}, new=(), at=at)
