"""Writes to the log: entries in the acting transaction, seals afterwards."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from binhyen.audit.models import Entry, Seal
from binhyen.audit.queries import content_of, unsealed
from binhyen.audit.rules.chain import GENESIS, link_hash
from binhyen.database.copying import copy_rows
from binhyen.database.locks import lock
from binhyen.kernel.actors import Actor

_BATCH = 2_000
_COLUMNS = ("at", "account_id", "post_id", "action", "subject_type", "subject_id", "place_path", "data")


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done to one subject. `data` holds codes, ids and amounts, never names or free text."""

    action: str
    subject_type: str
    subject_id: int
    place_path: str = ""
    data: Mapping[str, object] = field(default_factory=dict)


def record(deed: Deed, *, by: Actor, at: datetime) -> None:
    """Write one entry in the acting transaction."""
    record_all([deed], by=by, at=at)


def record_all(deeds: Iterable[Deed], *, by: Actor, at: datetime) -> None:
    """Write an entry for each subject of a bulk action."""
    copy_rows(Entry, _COLUMNS, (_row(deed, by, at) for deed in deeds))


def _row(deed: Deed, by: Actor, at: datetime) -> tuple[object, ...]:
    data = json.dumps(dict(deed.data))
    named = (deed.action, deed.subject_type, deed.subject_id, deed.place_path)
    return (at, by.account_id, by.post_id, *named, data)


def seal_entries() -> int:
    """Chain all committed entries that no seal names yet, and return how many.

    One sealer at a time; entries that another transaction has not committed are sealed by a later run.
    """
    sealed = 0
    while count := _seal_batch():
        sealed += count
    return sealed


@transaction.atomic
def _seal_batch() -> int:
    lock("audit.seal")
    head = Seal.objects.order_by("-sequence").first()
    sequence, previous = (head.sequence, head.hash) if head else (0, GENESIS)
    seals = []
    for entry in unsealed()[:_BATCH]:
        sequence += 1
        digest = link_hash(previous, content_of(entry))
        seals.append(Seal(sequence=sequence, entry_id=entry.id, previous_hash=previous, hash=digest))
        previous = digest
    Seal.objects.bulk_create(seals)
    return len(seals)
