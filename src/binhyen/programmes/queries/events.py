"""Entries of other registers that may be a programme's activities: what was held, which schemes were begun."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from binhyen.indicators.queries import dims
from binhyen.kernel.actors import Actor
from binhyen.kernel.periods import Period
from binhyen.programmes.models import Activity
from binhyen.registers.models import Entry, Link
from binhyen.registers.queries.declared import Register, registers
from binhyen.registers.queries.entries import Narrowing, entries_seen_by, facts_of, narrowed
from binhyen.registers.rules.facts import Facts
from binhyen.registers.rules.fields import FieldKind

_MOST = 60


def _held(register: Register, facts: Facts) -> date | None:
    return register.past(facts)


def _begun(register: Register, facts: Facts) -> date | None:
    return facts.day(register.dates.since)


SOURCES: Mapping[str, Callable[[Register, Facts], date | None]] = {
    "campaigns.events": _held,
    "schemes.schemes": _begun,
    "schemes.sites": _begun,
}
"""The registers that are searched, each with the day on which an entry of it took place; None: it did not yet."""


@dataclass(frozen=True, slots=True)
class Offered:
    """An entry that may be taken in as an activity: of which register, on which day, by which organisation."""

    entry: Entry
    register: Register
    day: date
    org: str


def sources() -> list[Register]:
    """Return the registers that are searched for activities."""
    return [registers()[code] for code in SOURCES if code in registers()]


def party_field(register: Register) -> str:
    """Return the field by which a register says which organisation an entry is of; "" where none does."""
    orgs = set(dims()["org"].values)
    named = [one.name for one in register.fields if one.kind is FieldKind.CHOICE and one.choices]
    return next((name for name in named if set(register.by_name[name].choices) <= orgs), "")


def offered(actor: Actor, programme_id: int, period: Period, words: str = "", org: str = "") -> list[Offered]:
    """Return what a person may take into a programme, newest first: two queries for each register.

    Left out: what belongs to the programme already, what is planned and not held yet, schemes begun before its term.
    """
    known = taken_in(programme_id)
    found = [
        one
        for register in sources()
        for one in _of(register, _rows(register, actor, Narrowing(words, "", period), org))
    ]
    fresh = [one for one in found if one.entry.record_id not in known and one.day in period]
    return sorted(fresh, key=lambda one: (one.day, one.entry.record_id), reverse=True)[:_MOST]


def _rows(register: Register, actor: Actor, wanted: Narrowing, org: str) -> QuerySet[Entry]:
    rows = narrowed(register, entries_seen_by(register, actor), wanted)
    field = party_field(register)
    return (rows.filter(Q(**{field: org})) if org and field else rows)[: 2 * _MOST]


def _of(register: Register, rows: Iterable[Entry]) -> list[Offered]:
    field, day_of = party_field(register), SOURCES[register.code]
    found = []
    for row in rows:
        facts = facts_of(register, row)
        day = day_of(register, facts)
        if day is not None:
            found.append(Offered(row, register, day, facts.text(field) if field else ""))
    return found


def seen(actor: Actor, record_ids: Sequence[int]) -> list[Offered]:
    """Return those of some records that a person sees and that took place: a query for each register."""
    return [
        one
        for register in sources()
        for one in _of(register, entries_seen_by(register, actor).filter(record_id__in=record_ids).order_by("id"))
    ]


def taken_in(programme_id: int) -> frozenset[int]:
    """Return the records that are activities of a programme already: one query."""
    own = Activity.objects.filter(programme_id=programme_id, superseded_at=None).values("record_id")
    rows = Link.objects.filter(record_id__in=own, removed_at=None)
    return frozenset(rows.values_list("other_id", flat=True))
