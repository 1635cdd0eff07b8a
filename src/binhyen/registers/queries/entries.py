"""Reads of entries: who sees which, narrowed as a list asks, one of them, and what was said of it before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import Http404

from binhyen.database.fields import GREATEST_ID
from binhyen.database.lookups import under_any
from binhyen.indicators.queries import catalogue
from binhyen.indicators.rules.typed import read_amount
from binhyen.kernel.actors import SYSTEM, Actor
from binhyen.kernel.amounts import Amount
from binhyen.kernel.periods import Period
from binhyen.kernel.trees import ancestors, is_under
from binhyen.kernel.vietnamese import fold
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import version_on
from binhyen.registers.models import Entry, Import, Link, Record, RecordFile, Step
from binhyen.registers.queries.declared import OWN_ENTRIES, Reach, Register, registers, rows_now, rows_of
from binhyen.registers.rules.facts import Facts, StepFacts, Value
from binhyen.registers.rules.fields import Field, FieldKind

PAGE = 25
MOST_FOUND = 5_000
_MOST_NAMED = 900
_PROVINCE_DEPTH = 2
"""Nation, province: how many nodes a province's path has."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a list is narrowed to. `choices` are choice fields with the value asked for."""

    words: str = ""
    place_path: str = ""
    period: Period | None = None
    state: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    imported: int = 0
    parent: int = 0
    alone: bool = False
    """Of the place itself, without those below it."""
    named: tuple[str, ...] = ()
    """Private fields in which the words are looked for too (`searched_too`)."""


def province_of(path: str) -> str:
    """Return the path of the province in which a place lies; "" for the nation."""
    above = ancestors(path)
    return above[_PROVINCE_DEPTH - 1] if len(above) >= _PROVINCE_DEPTH else ""


def entries_seen_by(register: Register, actor: Actor) -> QuerySet[Entry]:
    """Return what a register says now to a person."""
    rows = rows_now(register)
    return rows if actor is SYSTEM else rows.filter(visible(register, actor))


def visible(register: Register, actor: Actor) -> Q:
    """Return the condition that a person sees an entry."""
    if actor.role not in register.readers | register.keepers:
        return Q(pk__in=())
    if register.reach is Reach.PROVINCE:
        provinces = tuple({province_of(scope) or scope for scope in actor.scopes})
        return under_any("place_path", provinces, wide=True)
    if actor.role in register.own_only:
        return Q(record__by_post=actor.post_id)
    condition = under_any("place_path", actor.scopes, wide=True)
    if register.reach is Reach.ABOVE:
        condition |= Q(place_path__in={above for scope in actor.scopes for above in ancestors(scope)})
    if actor.role in OWN_ENTRIES:
        condition |= Q(by_post=actor.post_id)
    return condition


def sees(actor: Actor, record: Record) -> bool:
    """Tell the same of a record, without a query: for titles of what entries name."""
    register = registers().get(record.register)
    if register is None or actor is SYSTEM:
        return actor is SYSTEM
    if actor.role not in register.readers | register.keepers:
        return False
    path = record.place_path
    if register.reach is Reach.PROVINCE:
        return any(is_under(path, province_of(scope) or scope) for scope in actor.scopes)
    own = record.by_post == actor.post_id
    if actor.role in register.own_only:
        return own
    above = register.reach is Reach.ABOVE and any(path in ancestors(scope) for scope in actor.scopes)
    below = any(is_under(path, scope) for scope in actor.scopes)
    return above or below or (own and actor.role in OWN_ENTRIES)


def open_among(register: Register, record_ids: Iterable[int], actor: Actor) -> frozenset[int]:
    """Return the records whose private fields a person sees: one query for who sees only those of the own post."""
    ids = frozenset(record_ids)
    if actor is SYSTEM or not register.private or actor.role in register.keepers - OWN_ENTRIES:
        return ids
    if actor.role not in register.keepers or not ids:
        return frozenset()
    own = Record.objects.filter(pk__in=ids, by_post=actor.post_id)
    return frozenset(own.values_list("pk", flat=True))


def narrowed(register: Register, rows: QuerySet[Entry], wanted: Narrowing) -> QuerySet[Entry]:
    """Narrow entries as a list asks; newest first, by the day on which they are."""
    rows = _about(rows, fold(wanted.words).split(), wanted.named)
    if wanted.place_path:
        below = under_any("place_path", (wanted.place_path,), wide=True)
        rows = rows.filter(Q(place_path=wanted.place_path) if wanted.alone else below)
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.imported:
        rows = rows.filter(brought_by_id=wanted.imported)
    if wanted.parent and register.parent:
        rows = rows.filter(**{f"{register.parent}_id": wanted.parent})
    rows = rows.filter(**{name: value for name, value in wanted.choices.items() if value})
    return _within(register, rows, wanted.period).order_by(f"-{register.dates.since}", "-id")


def searched_too(register: Register, actor: Actor) -> tuple[str, ...]:
    """Return the private fields that a person searches: offices those of the registers that they keep."""
    return tuple(sorted(register.private)) if actor.role in register.keepers - OWN_ENTRIES else ()


def _about(rows: QuerySet[Entry], words: Sequence[str], named: Sequence[str]) -> QuerySet[Entry]:
    """Keep what has every word. Names stand in no searched column: they are read one by one, of those who see them."""
    said = Q()
    for word in words:
        said &= Q(fold__contains=word)
    if not words or not named:
        return rows.filter(said)
    listed = rows.order_by().values_list("pk", "fold", *named).iterator()
    found = (pk for pk, *texts in listed if _has(fold(" ".join(str(text or "") for text in texts)), words))
    return rows.filter(said | Q(pk__in=list(islice(found, _MOST_NAMED))))


def _has(text: str, words: Sequence[str]) -> bool:
    return all(word in text for word in words)


def _within(register: Register, rows: QuerySet[Entry], period: Period | None) -> QuerySet[Entry]:
    """Keep what happened in a period, or lasted into it."""
    if period is None:
        return rows
    since, until = register.dates.since, register.dates.until
    if not until:
        return rows.filter(**{f"{since}__range": (period.start, period.end)})
    into = Q(**{f"{until}__gte": period.start})
    if register.dates.lasting:
        return rows.filter(Q(**{f"{until}__isnull": True}) | into, **{f"{since}__lte": period.end})
    begun = rows_now(register).filter(into, **{f"{since}__lt": period.start}).values("pk")
    happened = Q(**{f"{since}__gte": period.start}) | Q(pk__in=begun)
    return rows.filter(happened, **{f"{since}__lte": period.end})


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of a list: the page, its rows, and whether more fit than were looked for."""

    page: Page[Any]
    rows: list[Entry]
    more: bool = False


def listed(register: Register, rows: QuerySet[Entry], wanted: Narrowing, number: str | None) -> Listed:
    """Return one page of narrowed entries.

    A search reads every text once, so what it finds is kept: at most some thousand of the newest.
    """
    if not wanted.words:
        whole = Paginator(rows, PAGE).get_page(number)
        return Listed(whole, list(whole.object_list))
    found = _found(register, rows)
    page = Paginator(found[:MOST_FOUND], PAGE).get_page(number)
    by_id = {row.pk: row for row in rows.model._default_manager.filter(pk__in=page.object_list)}  # noqa: SLF001 - meta API
    return Listed(page, [by_id[pk] for pk in page.object_list], len(found) > MOST_FOUND)


def _found(register: Register, rows: QuerySet[Entry]) -> list[int]:
    """Return the newest entries that a search finds. Few are gathered as they lie and put in order afterwards.

    What is found in many texts is found soon in any order, so it is read in the right one.
    """
    as_they_lie = list(rows.order_by().values_list(register.dates.since, "pk")[: MOST_FOUND + 1])
    if len(as_they_lie) > MOST_FOUND:
        return list(rows.values_list("pk", flat=True)[: MOST_FOUND + 1])
    return [pk for _, pk in sorted(as_they_lie, key=lambda one: (one[0] or date.min, one[1]), reverse=True)]


def entry_seen_by(register: Register, actor: Actor, record_id: int) -> Entry:
    """Return what a register says now of a record; Http404 when it is not there for this person."""
    found = entries_seen_by(register, actor).filter(record_id=record_id).select_related("record").first()
    if found is None:
        raise Http404
    return found


def row_of(register: Register, actor: Actor, record_id: int) -> Entry:
    """Return the last that was said of a record, also of one that was taken back; Http404 when it is not there.

    Who saw it before it was moved to another place sees it no more.
    """
    rows = rows_of(register).filter(record_id=record_id).select_related("record").order_by("-id")
    found = rows.first()
    seen = found is not None and (actor is SYSTEM or rows.filter(visible(register, actor), pk=found.pk).exists())
    if found is None or not seen:
        raise Http404
    return found


def history_of(register: Register, record_id: int) -> list[Entry]:
    """Return everything that was said of a record, newest first."""
    return list(rows_of(register).filter(record_id=record_id).select_related("brought_by").order_by("-id"))


def facts_of(register: Register, row: Entry) -> Facts:
    """Return what a row says."""
    values = {one.name: value_of(row, one) for one in register.fields if one.kind is not FieldKind.AMOUNT}
    return Facts(row.place_id, values, amounts_of(register.fields, row.amounts))


def value_of(row: Entry, one: Field) -> Value:
    """Return the value of one field of a row."""
    value = getattr(row, f"{one.name}_id" if one.kind is FieldKind.RECORD else one.name)
    return tuple(value) if isinstance(value, list) else value


def amounts_of(fields: Iterable[Field], written: Mapping[str, str]) -> dict[str, Amount]:
    """Read amounts as they are kept."""
    known = catalogue().indicators
    return {
        one.name: read_amount(written[one.name], known[one.indicator])[0]
        for one in fields
        if one.kind is FieldKind.AMOUNT and written.get(one.name)
    }


def steps_of(record_ids: Iterable[int], life_fields: Mapping[str, Sequence[Field]]) -> dict[int, list[StepFacts]]:
    """Return the steps of records in order of their days. `life_fields` are the fields of each kind of step."""
    found: dict[int, list[StepFacts]] = {}
    for row in Step.objects.filter(record_id__in=list(record_ids), superseded_at=None).order_by("on", "id"):
        found.setdefault(row.record_id, []).append(step_facts(row, life_fields.get(row.code, ())))
    return found


def fields_of_steps(register: Register) -> dict[str, Sequence[Field]]:
    """Return the fields of each kind of step of a register."""
    return {kind.code: kind.fields for kind in register.life.kinds}


def step_facts(row: Step, fields: Sequence[Field]) -> StepFacts:
    """Return what a step says."""
    values = {one.name: _plain(one, row.data.get(one.name)) for one in fields if one.kind is not FieldKind.AMOUNT}
    return StepFacts(row.code, row.on, values, amounts_of(fields, row.amounts), row.document, row.note)


def _plain(one: Field, value: object) -> Value:
    if one.kind is FieldKind.DATE and isinstance(value, str):
        return date.fromisoformat(value)
    if isinstance(value, list):
        return tuple(str(word) for word in value)
    return value if isinstance(value, str | int | bool) else None


def steps_now(record_id: int) -> list[Step]:
    """Return the steps of a record as they stand, in order."""
    return list(Step.objects.filter(record_id=record_id, superseded_at=None).order_by("on", "id"))


def files_of(record_id: int) -> list[RecordFile]:
    """Return the photographs and papers of a record."""
    return list(RecordFile.objects.filter(record_id=record_id, removed_at=None).select_related("blob").order_by("id"))


def links_of(record_id: int, actor: Actor) -> list[Record]:
    """Return the records that belong to a record, from either side, as far as a person sees them."""
    rows = Link.objects.filter(removed_at=None).filter(Q(record_id=record_id) | Q(other_id=record_id))
    pairs = rows.select_related("record", "other").order_by("id")
    found = [pair.other if pair.record_id == record_id else pair.record for pair in pairs]
    seen = seen_among(found, actor)
    return [one for one in found if one.pk in seen]


def seen_among(records: Iterable[Record], actor: Actor) -> set[int]:
    """Return the ids of those records that are there and that a person sees: a query for each register among them."""
    ids: dict[str, set[int]] = {}
    for one in records:
        ids.setdefault(one.register, set()).add(one.pk)
    seen: set[int] = set()
    for code, wanted in ids.items():
        if code in registers():
            rows = entries_seen_by(registers()[code], actor).filter(record_id__in=wanted)
            seen |= set(rows.values_list("record_id", flat=True))
    return seen


def record_seen_by(actor: Actor, record_id: int) -> Record | None:
    """Return a record of any register that a person sees; None when it is not there for this person."""
    found = known_as([record_id]).get(record_id)
    return found if found is not None and seen_among([found], actor) else None


def imports_seen_by(register: Register, actor: Actor) -> QuerySet[Import]:
    """Return the workbooks that were taken into a register by posts that this one covers, newest first."""
    rows = Import.objects.filter(register=register.code).filter(under_any("place_path", actor.scopes))
    return rows.order_by("-at", "-id")


def import_seen_by(register: Register, actor: Actor, import_id: int) -> Import:
    """Return one workbook that was taken in; Http404 when it is not there for this person."""
    found = imports_seen_by(register, actor).filter(pk=import_id).first()
    if found is None:
        raise Http404
    return found


def file_seen_by(register: Register, actor: Actor, file_id: int) -> RecordFile:
    """Return a file of an entry that a person sees; Http404 when it is not there."""
    rows = RecordFile.objects.filter(pk=file_id, removed_at=None, record__register=register.code)
    found = rows.select_related("blob", "record").first()
    if found is None:
        raise Http404
    entry_seen_by(register, actor, found.record_id)
    return found


def known_as(record_ids: Iterable[int]) -> dict[int, Record]:
    """Return records by id, one query; numbers that no id can be are no records."""
    return {one.pk: one for one in Record.objects.filter(pk__in={one for one in record_ids if one <= GREATEST_ID})}


def offered(register: Register, actor: Actor, *, named: Iterable[int] = (), most: int = 500) -> list[Record]:
    """Return the records of a register that a person may choose from: those named already, then the newest."""
    rows = entries_seen_by(register, actor).select_related("record").order_by("-id")
    wanted = {one for one in named if 0 < one <= GREATEST_ID}
    first = list(rows.filter(record_id__in=wanted)) if wanted else []
    return [row.record for row in (*first, *rows.exclude(record_id__in=wanted)[:most])]


def here(actor: Actor, day: date) -> PlaceVersion:
    """Return the place of a post on a day."""
    return version_on(actor.place_id, day)
