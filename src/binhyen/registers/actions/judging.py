"""What stands against writing entries: the same judgement for one from a form and for thousands from a workbook."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime

from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.places.models import PlaceVersion
from binhyen.registers.models import Record
from binhyen.registers.permissions import may_change, may_keep_at
from binhyen.registers.queries.declared import Draft, Register, Wish
from binhyen.registers.queries.entries import fields_of_steps, known_as, steps_of
from binhyen.registers.queries.places import paths_on
from binhyen.registers.rules.facts import StepFacts, date_findings, field_findings
from binhyen.registers.rules.fields import FieldKind
from binhyen.registers.rules.steps import step_findings


@dataclass(frozen=True, slots=True)
class Judged:
    """A draft with what it is to be written with, and everything that was found."""

    draft: Draft
    record: Record | None
    version: PlaceVersion | None
    steps: tuple[StepFacts, ...]
    """Steps of the record as they stand, with those that the draft brings."""
    findings: tuple[Finding, ...]


def judge(register: Register, drafts: Sequence[Draft], by: Actor, at: datetime) -> list[Judged]:
    """Judge drafts together: as many queries for a thousand as for one, but one for each day of places."""
    places = _places(register, drafts, at.date())
    ids = [draft.record_id for draft in drafts if draft.record_id]
    records = known_as(ids) if ids else {}
    known_steps = steps_of(ids, fields_of_steps(register)) if ids else {}
    checked, named = register.checks(drafts), _named(register, drafts)
    return [
        _judged(
            register,
            draft,
            records.get(draft.record_id or 0),
            places[position],
            (*known_steps.get(draft.record_id or 0, ()), *draft.steps),
            (
                *checked.get(position, ()),
                *_to_come(register, draft, at.date()),
                *_gone(register, draft, named, {finding.where for finding in checked.get(position, ())}),
                *_allowed(register, draft, named, by),
            ),
            by,
        )
        for position, draft in enumerate(drafts)
    ]


def _named(register: Register, drafts: Sequence[Draft]) -> Mapping[int, Record]:
    """Return the records that drafts point at, by id: one query, none where no field names any."""
    names = [one.name for one in register.fields if one.kind is FieldKind.RECORD]
    ids = {draft.facts.number(name) for draft in drafts for name in names} - {0}
    return known_as(ids) if ids else {}


def _gone(register: Register, draft: Draft, named: Mapping[int, Record], said: Set[str]) -> Iterator[Finding]:
    """Say what a draft points at that is no entry of that register, or was taken back.

    What an entry has pointed at before may be gone since, but for what it belongs to. Nothing is added to what the
    register's own checks said of a field.
    """
    pointing = [one for one in register.fields if one.kind is FieldKind.RECORD and one.asked(draft.facts.values)]
    for one in pointing:
        wanted = draft.facts.number(one.name)
        if not wanted or one.name in said:
            continue
        found = named.get(wanted)
        kept = draft.record_id is not None and one.name != register.parent
        if found is None or found.register != one.of or (found.removed_at is not None and not kept):
            message = gettext_noop("The entry that is named here is not there any more. Choose another one.")
            yield Finding("registers.named_gone", message, where=one.name)


def _allowed(register: Register, draft: Draft, named: Mapping[int, Record], by: Actor) -> list[Finding]:
    decision = register.allows(by, Wish(draft.facts, named=named))
    return [decision.finding] if decision.finding else []


def _places(register: Register, drafts: Sequence[Draft], today: date) -> list[PlaceVersion | None]:
    """Return what the place of each draft was on its day, today's where it says none.

    Where the register names places as they are now, one that came later than the entry is taken as it is today.
    """
    wanted = [(draft.facts.place_id, draft.facts.day(register.dates.since) or today) for draft in drafts]
    then = paths_on(wanted)
    later = [(place_id, today) for place_id, day in wanted if (place_id, day) not in then]
    now = paths_on(later) if register.place_as_now and later else {}
    return [then.get((place_id, day)) or now.get((place_id, today)) for place_id, day in wanted]


def _to_come(register: Register, draft: Draft, today: date) -> list[Finding]:
    day = register.past(draft.facts)
    if day is None or day <= today:
        return []
    message = gettext_noop("%(day)s has not come yet. Say that it is planned, and write what came of it afterwards.")
    return [Finding("registers.to_come", message, params={"day": f"{day:%d/%m/%Y}"}, where=register.dates.since)]


def _judged(  # noqa: PLR0913, PLR0917 - one judge, everything that it looks at
    register: Register,
    draft: Draft,
    record: Record | None,
    version: PlaceVersion | None,
    steps: tuple[StepFacts, ...],
    checked: Sequence[Finding],
    by: Actor,
) -> Judged:
    facts = draft.facts
    found = [
        *field_findings(register.fields, facts),
        *date_findings(register.dates, facts),
        *_place(register, draft, version, by),
        *_right(register, draft, record, by),
        *step_findings(register.life, steps, facts.day(register.dates.since), register.begins(facts)),
        *register.findings(facts, steps),
        *checked,
    ]
    return Judged(draft, record, version, steps, tuple(found))


def _place(register: Register, draft: Draft, version: PlaceVersion | None, by: Actor) -> list[Finding]:
    if version is None:
        day = draft.facts.day(register.dates.since)
        message = gettext_noop("This place was not there on %(day)s. Choose the place of that day, or another day.")
        params = {"day": f"{day:%d/%m/%Y}" if day else "–"}
        return [Finding("registers.no_place_then", message, params=params, where="place")]
    decision = may_keep_at(register, by, version.path)
    return [decision.finding] if decision.finding else []


def _right(register: Register, draft: Draft, record: Record | None, by: Actor) -> list[Finding]:
    if draft.record_id is None:
        return []
    if record is None or record.register != register.code or record.removed_at is not None:
        message = gettext_noop("This entry is not there any more. Look at the list again.")
        return [Finding("registers.gone", message)]
    decision = may_change(register, by, record)
    return [decision.finding] if decision.finding else []
