"""Entries written down, changed and taken back. Rows never change; another row, or none, holds from then on."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.http import Http404

from binhyen.database.copying import copy_instances
from binhyen.database.locks import lock
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Forbidden, Refused, has_errors, refuse
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.actions.judging import Judged, judge
from binhyen.registers.actions.rows import Author, entry_row, lines_of, log, new_record, step_rows
from binhyen.registers.actions.tallying import Lines, close_lines, tally
from binhyen.registers.models import Entry, Import, Record
from binhyen.registers.permissions import may_change
from binhyen.registers.queries.declared import Draft, Register, belonging, rows_now, rows_of
from binhyen.registers.queries.entries import facts_of

_BATCH = 2_000
_RIGHTS = ("not_a_keeper", "not_your_")
"""How the codes of missing rights begin, whatever the storey: "registers.not_your_place", "plans.not_your_task"."""


@transaction.atomic
def write_entry(*, register: Register, draft: Draft, by: Actor, at: datetime) -> Entry:
    """Write down an entry, or other facts of one. Refused as `write_entries` is, each finding at its field."""
    return write_entries(register=register, drafts=[draft], by=by, at=at)[0]


@transaction.atomic
def write_entries(
    *, register: Register, drafts: Sequence[Draft], by: Actor, at: datetime, brought_by: Import | None = None
) -> list[Entry]:
    """Write down entries together, all or none.

    Refused: what the fields, the register's rule and its checks find; a place that was not there on the day; a row
    that somebody changed since it was looked at (`registers.changed_meanwhile`). Forbidden: a register, a place or an
    entry that is not the post's.
    """
    hold(_touched(register, drafts), register.alone)
    judged = judge(register, drafts, by, at)
    _refuse(judged)
    current = _current(register, [draft.record_id for draft in drafts if draft.record_id])
    _meet(judged, current)
    who = Author(by, at, brought_by)
    records = _records(register, judged, who)
    rows_now(register).filter(pk__in=[row.pk for row in current.values()]).update(superseded_at=at)
    made = _save(register, judged, records, who)
    fresh = [record.pk for one, record in zip(judged, records, strict=True) if one.record is None]
    tally(_lines(register, judged, records), new=fresh, at=at)
    log(register, "written", records, who)
    return made


def _touched(register: Register, drafts: Sequence[Draft]) -> set[int]:
    """Return the records that drafts rewrite, and those to which they belong: nobody takes these back meanwhile."""
    own = {draft.record_id or 0 for draft in drafts}
    return own | {draft.facts.number(register.parent) for draft in drafts} if register.parent else own


def hold(record_ids: Iterable[int | None], alone: str = "") -> None:
    """Hold records until the transaction ends, always in the same order; before them whoever writes under a word."""
    if alone:
        lock(f"registers.alone.{alone}")
    for record_id in sorted({one for one in record_ids if one}):
        lock(f"registers.record.{record_id}")


def _refuse(judged: Sequence[Judged]) -> None:
    errors = [finding for one in judged for finding in one.findings if has_errors([finding])]
    if any(finding.code.partition(".")[2].startswith(_RIGHTS) for finding in errors):
        raise Forbidden(*errors)
    if errors:
        raise Refused(*errors)


def _current(register: Register, record_ids: Sequence[int]) -> dict[int, Entry]:
    if not record_ids:
        return {}
    return {row.record_id: row for row in rows_now(register).filter(record_id__in=record_ids)}


def _meet(judged: Sequence[Judged], current: Mapping[int, Entry]) -> None:
    """Refuse what was written over a row that nobody showed to its writer."""
    for one in judged:
        row = current.get(one.draft.record_id or 0)
        if row is not None and one.draft.base not in (None, row.pk):
            message = gettext_noop("Somebody changed this entry while you were writing. See both, then save again.")
            raise Refused(Finding("registers.changed_meanwhile", message))


def _records(register: Register, judged: Sequence[Judged], who: Author) -> list[Record]:
    """Return the identity of each draft: made, or brought up to date."""
    fresh = [new_record(register, one, who) for one in judged if one.record is None]
    made = iter(copy_instances(fresh))
    records = [one.record or next(made) for one in judged]
    known = [record for one, record in zip(judged, records, strict=True) if one.record is not None]
    for one, record in zip(judged, records, strict=True):
        if one.record is not None and one.version is not None:
            wanted = new_record(register, one, who)
            record.title, record.state = wanted.title, wanted.state
            record.place_id, record.place_path = wanted.place_id, wanted.place_path
    Record.objects.bulk_update(known, ["title", "state", "place_id", "place_path"], batch_size=_BATCH)
    return records


def _save(register: Register, judged: Sequence[Judged], records: Sequence[Record], who: Author) -> list[Entry]:
    pairs = list(zip(judged, records, strict=True))
    rows = [entry_row(register, one, record, who) for one, record in pairs]
    steps = [row for one, record in pairs for row in step_rows(register, one.draft.steps, record, who)]
    copy_instances(steps)
    return copy_instances(rows)


def _lines(register: Register, judged: Sequence[Judged], records: Sequence[Record]) -> Lines:
    return {
        record.pk: (record.place_path, lines_of(register, one.draft.facts, one.steps))
        for one, record in zip(judged, records, strict=True)
    }


@transaction.atomic
def take_back(*, register: Register, record_id: int, reason: str, by: Actor, at: datetime) -> Record:
    """Take a whole entry back: it counts no more and is in no list; what it said stays for the past.

    Refused without a reason, when it is not there any more, and while others need it. Forbidden for an entry that is
    not the post's.
    """
    record = _held(register, record_id, by)
    if not reason.strip():
        message = gettext_noop("Say why the entry is taken back.")
        raise Refused(Finding("registers.no_reason", message, where="reason"))
    refuse_needed(register, [record_id])
    record.removed_at, record.removed_reason = at, reason.strip()[:300]
    record.save(update_fields=["removed_at", "removed_reason"])
    rows_now(register).filter(record_id=record_id).update(superseded_at=at)
    close_lines([record_id], at=at)
    log(register, "taken_back", [record], Author(by, at))
    return record


def refuse_needed(register: Register, record_ids: Sequence[int]) -> None:
    """Refuse to take records back while others need them: what the storey says, and entries that belong to them."""
    refuse(register.needed(record_ids))
    refuse(belonging(register, record_ids))


def _held(register: Register, record_id: int, by: Actor) -> Record:
    """Return a record that is there, held until the transaction ends, that the post may change."""
    hold([record_id], register.alone)
    record = Record.objects.filter(pk=record_id, register=register.code, removed_at=None).first()
    if record is None:
        raise Http404
    may_change(register, by, record).require()
    return record


@transaction.atomic
def put_back(*, register: Register, record_id: int, by: Actor, at: datetime) -> Entry:
    """Let an entry that was taken back hold again, as it was. Refused as if it were written anew."""
    hold([record_id], register.alone)
    record = Record.objects.filter(pk=record_id, register=register.code).exclude(removed_at=None).first()
    last = rows_of(register).filter(record_id=record_id).order_by("-id").first()
    if record is None or last is None:
        raise Http404
    may_change(register, by, record).require()
    record.removed_at, record.removed_reason = None, ""
    record.save(update_fields=["removed_at", "removed_reason"])
    return write_entry(register=register, draft=Draft(facts_of(register, last), record_id), by=by, at=at)
