"""The page of an entry: what it says, what happened to it, what belongs to it, what it counts, what may be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext

from binhyen.indicators.queries import catalogue, dims
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.typed import write_amount
from binhyen.kernel.actors import Actor
from binhyen.kernel.amounts import Amount, Bound, Said
from binhyen.kernel.decisions import Decision
from binhyen.registers.components.words import (
    Line,
    Shown,
    hidden,
    hidden_of,
    lines_of,
    place_names,
    records_in,
    shown,
    text_of,
)
from binhyen.registers.models import Entry, Record, RecordFile, Step, Tally
from binhyen.registers.permissions import may_add, may_attach, may_change, may_step
from binhyen.registers.queries.declared import Register, registers
from binhyen.registers.queries.entries import (
    Narrowing,
    entries_seen_by,
    entry_seen_by,
    facts_of,
    files_of,
    links_of,
    narrowed,
    step_facts,
    steps_now,
)
from binhyen.registers.queries.ledger import lines_of_record
from binhyen.registers.rules.facts import Facts, StepFacts
from binhyen.registers.rules.fields import Field, sections_of
from binhyen.registers.rules.steps import State, StepKind
from binhyen.ui.components.parts import Knot

_CHILDREN = 50


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken, with its words; `last`: this person may take it back."""

    row: Step
    knot: Knot
    last: bool


@dataclass(frozen=True, slots=True)
class Children:
    """Entries of another register that belong to this one."""

    register: Register
    lines: Sequence[Line]
    heads: Sequence[str]
    total: int
    may_add: Decision
    add_href: str
    list_href: str


@dataclass(frozen=True, slots=True)
class CountLine:
    """A line of the ledger as the page shows it."""

    row: Tally
    name: str
    amount: str
    split: str


@dataclass(frozen=True, slots=True)
class EntryPage:
    """Everything that the page of an entry shows."""

    register: Register
    record: Record
    entry: Entry
    facts: Facts
    place: str
    sections: Sequence[tuple[str, Sequence[Shown]]]
    state: State | None
    steps: Sequence[Taken]
    open_steps: Sequence[tuple[StepKind, Decision]]
    files: Sequence[RecordFile]
    links: Sequence[Record]
    children: Sequence[Children]
    counts: Sequence[CountLine]
    may_change: Decision
    may_attach: Decision
    today: date

    @property
    def pictures(self) -> list[RecordFile]:
        """The files that are shown as pictures."""
        return [one for one in self.files if one.blob.has_preview]


def entry_page(register: Register, record_id: int, actor: Actor, now: datetime) -> EntryPage:
    """Gather an entry's page; Http404 when it is not there for this person. A bounded number of queries."""
    entry = entry_seen_by(register, actor, record_id)
    facts, rows = facts_of(register, entry), steps_now(record_id)
    steps = [step_facts(row, _fields(register, row.code)) for row in rows]
    record = entry.record
    return EntryPage(
        register,
        record,
        entry,
        facts,
        place_names([entry], register).get(entry.pk, ""),
        _sections(register, facts, actor, record_id),
        register.life.states.get(record.state),
        _taken(register, rows, steps, actor, record),
        _open(register, actor, record),
        files_of(record_id),
        links_of(record_id, actor),
        children_of(register, record_id, actor),
        [_count(row) for row in lines_of_record(record_id)],
        may_change(register, actor, record),
        may_attach(register, actor, record),
        now.date(),
    )


def _fields(register: Register, code: str) -> tuple[Field, ...]:
    kind = register.life.kind(code)
    return kind.fields if kind else ()


def _sections(register: Register, facts: Facts, actor: Actor, record_id: int) -> list[tuple[str, list[Shown]]]:
    records, kept_back = records_in(register, [facts], actor), hidden_of(register, record_id, actor)
    found = []
    for name, fields in sections_of(register.fields):
        values = [shown(one, facts, records) for one in fields if one.name not in kept_back]
        said = [one for one in values if one.text]
        if said:
            found.append((gettext(name) if name else "", said))
    return found


def _taken(
    register: Register, rows: Sequence[Step], steps: Sequence[StepFacts], actor: Actor, record: Record
) -> list[Taken]:
    kind = register.life.kind(rows[-1].code) if rows else None
    may_drop = kind is not None and bool(may_step(register, actor, record, kind))
    return [
        Taken(row, _knot(register, row, step), may_drop and row is rows[-1])
        for row, step in zip(rows, steps, strict=True)
    ]


def _knot(register: Register, row: Step, step: StepFacts) -> Knot:
    kind = register.life.kind(row.code)
    words = [gettext(kind.label) if kind else row.code]
    for one in kind.fields if kind else ():
        value = step.amounts.get(one.name) or step.values.get(one.name)
        text = text_of(one, value)
        words += [f"{gettext(one.label)}: {text}"] if text else []
    note = " · ".join(word for word in (row.document, row.note) if word)
    return Knot(" · ".join(words), at=row.on, note=note)


def _open(register: Register, actor: Actor, record: Record) -> list[tuple[StepKind, Decision]]:
    kinds = [(kind, may_step(register, actor, record, kind)) for kind in register.life.open_to(record.state)]
    return [(kind, decision) for kind, decision in kinds if decision]


def children_of(register: Register, record_id: int, actor: Actor) -> list[Children]:
    """Return the registers whose entries belong to this one's, each with its newest entries."""
    return [
        _children(one, record_id, actor)
        for one in registers().values()
        if one.parent and one.by_name[one.parent].of == register.code and actor.role in one.readers | one.keepers
    ]


def _children(register: Register, record_id: int, actor: Actor) -> Children:
    rows = narrowed(register, entries_seen_by(register, actor), Narrowing(parent=record_id))
    listed = list(rows[:_CHILDREN])
    total = len(listed) if len(listed) < _CHILDREN else rows.count()
    kept = [name for name in register.listed if name not in hidden(register, actor)]
    return Children(
        register,
        lines_of(register, listed, actor),
        [gettext(register.by_name[name].label) for name in kept],
        total,
        may_add(register, actor),
        f"{register.add_href}?cha={record_id}",
        f"{register.href}?cha={record_id}",
    )


def _count(row: Tally) -> CountLine:
    amount = Amount(Said(row.said), row.amount, row.denominator, Bound(row.bound), row.words)
    found = catalogue().indicators[row.indicator]
    split = CellKey(row.indicator, row.dims).split
    words = ", ".join(dims()[code].name_of(value) for code, value in split.items() if code in dims())
    return CountLine(row, found.name, f"{write_amount(amount)} {found.unit}", words)
