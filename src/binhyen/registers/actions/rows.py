"""Rows made from drafts: identities, what is said, steps; and the log of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from binhyen.audit.actions import Deed, record_all
from binhyen.indicators.rules.typed import write_amount
from binhyen.kernel.actors import Actor
from binhyen.kernel.amounts import Amount
from binhyen.kernel.vietnamese import fold
from binhyen.registers.actions.judging import Judged
from binhyen.registers.models import Entry, Import, Record, Step
from binhyen.registers.queries.declared import Register, stocks
from binhyen.registers.rules.facts import Facts, StepFacts, Value
from binhyen.registers.rules.fields import Field, FieldKind
from binhyen.registers.rules.ledger import Line, typed_lines

_TITLE = 300
_FOLD = 600


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes, when, and the import that brings it."""

    by: Actor
    at: datetime
    brought_by: Import | None = None

    def signed(self) -> dict[str, object]:
        """Return the columns by which a row names its author."""
        return {"by_account": self.by.account_id, "by_post": self.by.post_id}


def lines_of(register: Register, facts: Facts, steps: Sequence[StepFacts]) -> list[Line]:
    """Return the lines that an entry with its steps counts."""
    typed = typed_lines(register.fields, facts, register.dates, stocks()) if register.typed else ()
    return [*typed, *register.lines(facts, steps)]


def new_record(register: Register, one: Judged, who: Author) -> Record:
    """Return the identity of a new entry."""
    assert one.version is not None  # noqa: S101 - judged before
    return Record(
        register=register.code,
        title=register.title(one.draft.facts)[:_TITLE],
        place_id=one.draft.facts.place_id,
        place_path=one.version.path,
        state=register.life.state_after(one.steps, register.begins(one.draft.facts)),
        created_at=who.at,
        **who.signed(),
    )


def entry_row(register: Register, one: Judged, record: Record, who: Author) -> Entry:
    """Return the row that says what a draft says."""
    facts = one.draft.facts
    open_to_all = {name: value for name, value in facts.values.items() if name not in register.private}
    texts = [value for value in open_to_all.values() if isinstance(value, str)]
    columns = {_column(field): _stored(field, facts) for field in register.fields if field.kind is not FieldKind.AMOUNT}
    return register.model(
        record=record,
        place_id=record.place_id,
        place_path=record.place_path,
        title=record.title,
        fold=fold(" ".join([record.title, *texts]))[:_FOLD],
        state=record.state,
        amounts=written(register.fields, facts.amounts),
        recorded_at=who.at,
        brought_by=who.brought_by,
        **who.signed(),
        **columns,
    )


def _column(one: Field) -> str:
    return f"{one.name}_id" if one.kind is FieldKind.RECORD else one.name


_EMPTY: Mapping[FieldKind, object] = {FieldKind.MANY: [], FieldKind.FLAG: False}
_NULLS = {FieldKind.INT, FieldKind.MONEY, FieldKind.DATE, FieldKind.RECORD}


def _stored(one: Field, facts: Facts) -> object:
    """Return a value as its column holds it: texts "" where nothing is said, numbers and days nothing."""
    value = facts.values.get(one.name)
    if isinstance(value, tuple):
        return list(value)
    if value in (None, "") or (one.kind is FieldKind.RECORD and not value):
        return None if one.kind in _NULLS else _EMPTY.get(one.kind, "")
    return value


def written(fields: Iterable[Field], amounts: Mapping[str, Amount]) -> dict[str, str]:
    """Return amounts as they are kept; empty ones are not."""
    counted = [one.name for one in fields if one.kind is FieldKind.AMOUNT and one.name in amounts]
    kept = {name: write_amount(amounts[name]) for name in counted}
    return {name: text for name, text in kept.items() if text}


def step_rows(register: Register, steps: Iterable[StepFacts], record: Record, who: Author) -> list[Step]:
    """Return the rows of steps."""
    fields = {kind.code: kind.fields for kind in register.life.kinds}
    return [
        Step(
            record=record,
            code=step.code,
            on=step.on,
            data={name: _plain(value) for name, value in step.values.items() if value not in (None, "", ())},
            amounts=written(fields.get(step.code, ()), step.amounts),
            document=step.document[:300],
            note=step.note[:1000],
            recorded_at=who.at,
            brought_by=who.brought_by,
            **who.signed(),
        )
        for step in steps
    ]


def _plain(value: Value) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def log(register: Register, action: str, records: Iterable[Record], who: Author, data: object = None) -> None:
    """Write the deed of each record in the log: its codes, never what it says."""
    named = f"registers.{action}"
    extra = {"import": who.brought_by.pk} if who.brought_by else {}
    more = data if isinstance(data, dict) else {}
    record_all(
        [Deed(named, register.code, one.pk, one.place_path, {**extra, **more}) for one in records],
        by=who.by,
        at=who.at,
    )
