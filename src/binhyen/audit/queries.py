"""Reads of the log."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import QuerySet

from binhyen.audit.models import Entry, Seal
from binhyen.audit.rules.chain import Break, Damage, EntryContent, Link, breaks

_BATCH = 5_000
_LONGEST_TRANSACTION = timedelta(hours=1)


def trail_of(subject_type: str, subject_id: int) -> QuerySet[Entry]:
    """Return what was done to one subject, oldest first. Who may see it is for the subject's own storey to say."""
    return Entry.objects.filter(subject_type=subject_type, subject_id=subject_id).order_by("id")


def content_of(entry: Entry) -> EntryContent:
    """Return the values of an entry that its seal covers."""
    return EntryContent(
        entry.id,
        entry.at,
        entry.account_id,
        entry.post_id,
        entry.action,
        entry.subject_type,
        entry.subject_id,
        entry.place_path,
        entry.data,
    )


def broken_links() -> Iterator[Break]:
    """Walk the whole chain in batches and yield what does not hold, then entries slipped in before its head."""
    yield from breaks(_links())
    yield from _slipped_in()


def _slipped_in() -> Iterator[Break]:
    """Yield unsealed entries whose number and time lie well before the newest sealed entry.

    A transaction may commit late, so a low number alone proves nothing; none stays open for an hour.
    """
    head = Seal.objects.order_by("-sequence").first()
    newest = Entry.objects.filter(pk=head.entry_id).first() if head else None
    if head is None or newest is None:
        return
    for entry in unsealed().filter(id__lt=newest.id, at__lt=newest.at - _LONGEST_TRANSACTION):
        yield Break(head.sequence, entry.id, Damage.INSERTED)


def unsealed() -> QuerySet[Entry]:
    """Return the entries no seal names yet: the tail, in the order in which they will be sealed."""
    return Entry.objects.exclude(id__in=Seal.objects.values("entry_id")).order_by("id")


def _links() -> Iterator[Link]:
    last = 0
    while batch := list(Seal.objects.filter(sequence__gt=last).order_by("sequence")[:_BATCH]):
        entries = Entry.objects.in_bulk([seal.entry_id for seal in batch])
        for seal in batch:
            entry = entries.get(seal.entry_id)
            content = content_of(entry) if entry else None
            yield Link(seal.sequence, seal.entry_id, seal.previous_hash, seal.hash, content)
        last = batch[-1].sequence
