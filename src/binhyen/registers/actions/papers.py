"""Photographs and papers of records, and records that belong together."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.http import Http404

from binhyen.files.actions import Upload, receive
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.actions.rows import Author, log
from binhyen.registers.actions.writing import hold
from binhyen.registers.models import Link, Record, RecordFile
from binhyen.registers.permissions import may_attach, may_change
from binhyen.registers.queries.declared import Register, registers

MOST_FILES = 30


def _record(register: Register, record_id: int) -> Record:
    record = Record.objects.filter(pk=record_id, register=register.code, removed_at=None).first()
    if record is None:
        raise Http404
    return record


@transaction.atomic
def attach_file(
    *, register: Register, record_id: int, upload: Upload, caption: str, by: Actor, at: datetime
) -> tuple[RecordFile, tuple[Finding, ...]]:
    """Take in a file for a record; returns it with remarks (a photograph's place and device were taken out of it).

    Refused above thirty files, and for everything that `files.receive` refuses.
    """
    record = _record(register, record_id)
    may_attach(register, by, record).require()
    if record.files.filter(removed_at=None).count() >= MOST_FILES:
        message = gettext_noop("This entry has %(most)s files already. Take one off first.")
        raise Refused(Finding("registers.files_enough", message, params={"most": MOST_FILES}, where="files"))
    received = receive(stream=upload.stream, name=upload.name, hint=upload.hint, by=by, at=at)
    made = RecordFile.objects.create(
        record=record,
        blob=received.blob,
        name=upload.name.strip()[:200],
        caption=caption.strip()[:200],
        added_at=at,
        by_account=by.account_id,
        by_post=by.post_id,
    )
    log(register, "file_added", [record], Author(by, at), {"file": made.pk, "sha256": received.blob.sha256})
    return made, received.findings


@transaction.atomic
def remove_file(*, register: Register, file_id: int, reason: str, by: Actor, at: datetime) -> RecordFile:
    """Take a file off a record: it is hidden, its hash and the reason stay. Refused without a reason.

    Forbidden for another post's file to those who may add files, but not change the entry.
    """
    found = RecordFile.objects.filter(pk=file_id, removed_at=None).first()
    if found is None:
        raise Http404
    record = _record(register, found.record_id)
    own = found.by_post == by.post_id
    (may_attach if own else may_change)(register, by, record).require()
    if not reason.strip():
        message = gettext_noop("Say why the file is taken off.")
        raise Refused(Finding("registers.no_reason", message, where="reason"))
    found.removed_at, found.removed_reason = at, reason.strip()[:300]
    found.save(update_fields=["removed_at", "removed_reason"])
    log(register, "file_removed", [record], Author(by, at), {"file": found.pk})
    return found


@transaction.atomic
def link_records(*, record_id: int, other_id: int, by: Actor, at: datetime) -> Link:
    """Say that two records belong together. Refused for a record and itself, and twice; the first must be the post's.

    Whether the person sees the other one is asked by whoever offers it.
    """
    hold([record_id, other_id])
    first = Record.objects.filter(pk=record_id, removed_at=None).first()
    other = Record.objects.filter(pk=other_id, removed_at=None).first()
    if first is None or other is None or first.register not in registers():
        raise Http404
    register = registers()[first.register]
    may_change(register, by, first).require()
    both = Q(record=first, other=other) | Q(record=other, other=first)
    if first == other or Link.objects.filter(both, removed_at=None).exists():
        message = gettext_noop("These two entries are linked already, or are the same one.")
        raise Refused(Finding("registers.linked", message, where="other"))
    made = Link.objects.create(record=first, other=other, added_at=at, by_account=by.account_id, by_post=by.post_id)
    log(register, "linked", [first], Author(by, at), {"other": other.pk})
    return made


@transaction.atomic
def unlink_records(*, record_id: int, other_id: int, by: Actor, at: datetime) -> None:
    """Say that two records do not belong together after all; nothing happens where they do not."""
    first = Record.objects.filter(pk=record_id, removed_at=None).first()
    if first is None or first.register not in registers():
        raise Http404
    register = registers()[first.register]
    may_change(register, by, first).require()
    both = Q(record_id=record_id, other_id=other_id) | Q(record_id=other_id, other_id=record_id)
    Link.objects.filter(both, removed_at=None).update(removed_at=at)
    log(register, "unlinked", [first], Author(by, at), {"other": other_id})
