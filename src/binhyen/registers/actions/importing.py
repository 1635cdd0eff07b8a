"""Entries from a workbook: a look at what it would do, then all rows or none; and the whole of it taken back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import IO

from django.db import transaction
from django.db.models import Q
from django.http import Http404

from binhyen.database.locks import lock
from binhyen.files.actions import receive
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused, Severity, has_errors
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.actions.judging import judge
from binhyen.registers.actions.rows import Author, log
from binhyen.registers.actions.tallying import close_lines
from binhyen.registers.actions.writing import hold, refuse_needed, write_entries
from binhyen.registers.models import Entry, Import, Record, Step
from binhyen.registers.permissions import may_add, may_undo
from binhyen.registers.queries.columns import surroundings
from binhyen.registers.queries.declared import Draft, Register, rows_now, rows_of
from binhyen.registers.queries.entries import facts_of
from binhyen.registers.queries.planned import ImportPlan, PlannedRow
from binhyen.registers.rules.facts import Facts
from binhyen.registers.rules.fields import FieldKind
from binhyen.registers.rules.importing import Doing, Surroundings, compared, likeness, merged, repeated, row_facts
from binhyen.sheets.rules.tables import Row, Table

_CHUNK = 500
_COMPARED = {FieldKind.DATE, FieldKind.CHOICE, FieldKind.INT, FieldKind.RECORD}
"""Kinds of fields that the database compares as likeness does; texts are compared without diacritics."""
_NAMED = 5


def plan_import(
    *, register: Register, table: Table, chosen: Mapping[int, Doing], by: Actor, at: datetime
) -> ImportPlan:
    """Say what importing a table would do. Writes nothing.

    A row whose like is there already is skipped unless `chosen` (by row number) says to merge it or to write it anew.
    Only the first of several rows is merged into an entry.
    """
    may_add(register, by).require()
    around = surroundings(register, by, at.date())
    read = [(row, *_read(register, row, around)) for row in table.rows]
    keys = [compared(facts, register.same, register.title(facts)) for _, facts, _ in read]
    twins = _twins(register, [facts for _, facts, _ in read], keys)
    again = dict(repeated(keys, [row.number for row, _, _ in read]))
    planned: list[PlannedRow] = []
    merging: set[int] = set()
    for position, ((row, facts, found), key) in enumerate(zip(read, keys, strict=True)):
        said = (*row.findings, *found)
        unread = has_errors(said)
        doubled = (again[position],) if position in again and not unread else ()
        twin = None if unread else twins.get(key)
        made = _planned(register, row, facts, twin, (*said, *doubled), chosen)
        planned.append(replace(made, doing=Doing.SKIP) if made.draft.record_id in merging else made)
        merging |= {made.draft.record_id} if made.draft.record_id else set()
    return ImportPlan(tuple(_judged(register, planned, by, at)))


def _read(register: Register, row: Row, around: Surroundings) -> tuple[Facts, tuple[Finding, ...]]:
    """Return what a row says; what it leaves unsaid is guessed from its other words where the register knows how."""
    facts, found = row_facts(row, register.fields, around)
    guessed = {name: value for name, value in register.guess(facts).items() if not facts.values.get(name)}
    return replace(facts, values={**facts.values, **guessed}), found


def _twins(
    register: Register, said: Sequence[Facts], keys: Sequence[tuple[object, ...]]
) -> dict[tuple[object, ...], Entry]:
    """Return what is in the register already, by likeness: rows of the places, and of the days and choices, named.

    Only the columns that are compared are read of all; whole rows only of what is alike.
    """
    places = sorted({facts.place_id for facts in said})
    narrowed = rows_now(register)
    for name in register.same:
        values = {facts.values.get(name) for facts in said}
        if register.by_name[name].kind in _COMPARED and len(values) <= _CHUNK and not values & {None, ""}:
            narrowed = narrowed.filter(**{f"{name}__in": values})
    fields = [register.by_name[name] for name in register.same]
    columns = [f"{one.name}_id" if one.kind is FieldKind.RECORD else one.name for one in fields] or ["title"]
    first: dict[tuple[object, ...], int] = {}
    for start in range(0, len(places), _CHUNK):
        rows = narrowed.filter(place_id__in=places[start : start + _CHUNK]).order_by("id")
        for pk, place_id, *rest in rows.values_list("pk", "place_id", *columns).iterator():
            first.setdefault(likeness(place_id, [value or "" for value in rest]), pk)
    wanted = {key: first[key] for key in keys if key in first}
    known = {row.pk: row for row in _rows(register, sorted(set(wanted.values())))}
    return {key: known[pk] for key, pk in wanted.items()}


def _rows(register: Register, ids: Sequence[int]) -> Iterator[Entry]:
    for start in range(0, len(ids), _CHUNK):
        yield from rows_now(register).filter(pk__in=ids[start : start + _CHUNK]).select_related("record")


def _planned(
    register: Register,
    row: Row,
    facts: Facts,
    twin: Entry | None,
    findings: tuple[Finding, ...],
    chosen: Mapping[int, Doing],
) -> PlannedRow:
    doubled = any(one.code == "registers.row_repeated" for one in findings)
    doing = chosen.get(row.number, Doing.SKIP if twin or doubled else Doing.NEW)
    if doing is Doing.MERGE and twin is None:
        doing = Doing.SKIP if doubled else Doing.NEW
    draft = Draft(facts)
    if doing is Doing.MERGE and twin is not None:
        draft = Draft(merged(facts_of(register, twin), facts), twin.record_id, twin.pk)
    title = register.title(facts)
    return PlannedRow(row.number, title, draft, twin.record if twin else None, doing, findings)


def _judged(register: Register, rows: Sequence[PlannedRow], by: Actor, at: datetime) -> list[PlannedRow]:
    """Add what stands against the rows that are to be written; rows that could not be read are not judged twice."""
    asked = [row for row in rows if row.doing is not Doing.SKIP and not has_errors(row.findings)]
    judged = judge(register, [row.draft for row in asked], by, at)
    more = {row.number: one.findings for row, one in zip(asked, judged, strict=True)}
    return [replace(row, findings=(*row.findings, *more.get(row.number, ()))) for row in rows]


@transaction.atomic
def import_entries(  # noqa: PLR0913 - the workbook as read and as it came
    *,
    register: Register,
    table: Table,
    chosen: Mapping[int, Doing],
    workbook: IO[bytes],
    name: str,
    by: Actor,
    at: datetime,
) -> Import:
    """Take all rows of a table into a register, or none; the workbook itself is kept.

    Refused when the table or any row that is not skipped is wrong, and when nothing is left to take. Imports of a
    register wait for each other: the second of two same workbooks finds the rows of the first.
    """
    lock(f"registers.import.{register.code}")
    plan = plan_import(register=register, table=table, chosen=chosen, by=by, at=at)
    _refuse(table, plan)
    wanted = [row.draft for row in plan.rows if row.doing is not Doing.SKIP]
    received = receive(stream=workbook, name=name, by=by, at=at)
    made = Import.objects.create(
        register=register.code,
        place_path=by.place_path,
        file_name=name.strip()[:200],
        blob=received.blob,
        added=len(plan.doing(Doing.NEW)),
        changed=len(plan.doing(Doing.MERGE)),
        skipped=len(plan.doing(Doing.SKIP)),
        at=at,
        by_account=by.account_id,
        by_post=by.post_id,
    )
    write_entries(register=register, drafts=wanted, by=by, at=at, brought_by=made)
    return made


def _refuse(table: Table, plan: ImportPlan) -> None:
    wrong = sum(1 for row in plan.rows if row.wrong)
    if wrong or has_errors(table.findings):
        message = gettext_noop("%(rows)s rows are wrong; nothing was imported.")
        raise Refused(Finding("registers.import_faulty", message, params={"rows": wrong or len(table.findings)}))
    if not any(row.doing is not Doing.SKIP for row in plan.rows):
        message = gettext_noop("Every row is there already; nothing is left to take in.")
        raise Refused(Finding("registers.import_empty", message, Severity.ERROR))


@transaction.atomic
def undo_import(*, register: Register, import_id: int, by: Actor, at: datetime, also_changed: bool = False) -> Import:
    """Take a whole import back: what it added is gone, what it changed says again what it said before.

    Refused when it was taken back already, while others need an entry of it, and when entries were changed since,
    unless `also_changed` says that those go too; the refusal names them.
    """
    made = Import.objects.select_for_update().filter(pk=import_id, register=register.code).first()
    if made is None:
        raise Http404
    may_undo(register, by, made).require()
    if made.undone_at is not None:
        raise Refused(Finding("registers.undone_already", gettext_noop("This import was taken back already.")))
    rows = list(rows_of(register).filter(brought_by=made).select_related("record").order_by("id"))
    hold((row.record_id for row in rows), register.alone)
    stepped = _stepped_since(made, [row.record_id for row in rows])
    changed = [
        row
        for row in rows
        if row.record.removed_at is None and (row.superseded_at is not None or row.record_id in stepped)
    ]
    if changed and not also_changed:
        raise Refused(_changed_since(changed))
    _restore(register, rows, by, at)
    made.undone_at, made.undone_by_post = at, by.post_id
    made.save(update_fields=["undone_at", "undone_by_post"])
    log(register, "import_undone", [row.record for row in rows], Author(by, at), {"import": made.pk})
    return made


def _stepped_since(made: Import, record_ids: Sequence[int]) -> set[int]:
    """Return the records that something happened to after an import."""
    found: set[int] = set()
    for start in range(0, len(record_ids), _CHUNK):
        steps = Step.objects.filter(record_id__in=record_ids[start : start + _CHUNK], superseded_at=None)
        later = steps.filter(Q(brought_by=None) | ~Q(brought_by=made), recorded_at__gte=made.at)
        found |= set(later.values_list("record_id", flat=True))
    return found


def _changed_since(rows: Sequence[Entry]) -> Finding:
    message = gettext_noop(
        "%(count)s entries were changed since: %(names)s. Say that they go too, or mend them by hand."
    )
    names = "; ".join(row.title for row in rows[:_NAMED]) + (" …" if len(rows) > _NAMED else "")
    return Finding("registers.changed_since_import", message, params={"count": len(rows), "names": names})


def _restore(register: Register, rows: Sequence[Entry], by: Actor, at: datetime) -> None:
    """Take records back that the import made; let the others say again what they said."""
    first = _first_rows(register, [row.record_id for row in rows])
    made = [row for row in rows if first[row.record_id][0] == row.pk and row.record.removed_at is None]
    ids = [row.record_id for row in made]
    refuse_needed(register, ids)
    for start in range(0, len(ids), _CHUNK):
        part = ids[start : start + _CHUNK]
        rows_now(register).filter(record_id__in=part).update(superseded_at=at)
        close_lines(part, at=at)
        Record.objects.filter(pk__in=part).update(removed_at=at, removed_reason="Thu hồi lần nhập")
    drafts = []
    for row in rows:
        before = [pk for pk in first[row.record_id] if pk < row.pk]
        if before and row.record.removed_at is None:
            drafts.append(Draft(facts_of(register, rows_of(register).get(pk=before[-1])), row.record_id))
    write_entries(register=register, drafts=drafts, by=by, at=at)


def _first_rows(register: Register, record_ids: Sequence[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for start in range(0, len(record_ids), _CHUNK):
        part = record_ids[start : start + _CHUNK]
        for record_id, pk in rows_of(register).filter(record_id__in=part).order_by("id").values_list("record_id", "pk"):
            found.setdefault(record_id, []).append(pk)
    return found
