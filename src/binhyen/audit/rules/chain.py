"""The chain: each link hashes one entry's content with the link before it."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class EntryContent:
    """What of an entry is sealed: all of it."""

    id: int
    at: datetime
    account_id: int
    post_id: int
    action: str
    subject_type: str
    subject_id: int
    place_path: str
    data: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Link:
    """A seal together with the entry that it names, or None where that entry is gone."""

    sequence: int
    entry_id: int
    previous_hash: str
    hash: str
    entry: EntryContent | None


class Damage(StrEnum):
    """What a broken link shows."""

    CHANGED = "changed"
    REMOVED = "removed"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class Break:
    """One place where the chain does not hold."""

    sequence: int
    entry_id: int
    damage: Damage


def link_hash(previous: str, entry: EntryContent) -> str:
    """Return the hash of `entry` chained to `previous`: SHA-256 over canonical JSON."""
    content = [
        previous,
        entry.id,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.account_id,
        entry.post_id,
        entry.action,
        entry.subject_type,
        entry.subject_id,
        entry.place_path,
        entry.data,
    ]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def breaks(links: Iterable[Link]) -> Iterable[Break]:
    """Yield what is wrong with the chain, in its order.

    A link whose entry is gone was removed; one whose hash differs was changed; a gap in the sequence is a removed
    seal; a link that does not name its predecessor's hash was inserted.
    """
    previous, expected = GENESIS, 1
    for link in links:
        if link.sequence != expected:
            yield Break(expected, link.entry_id, Damage.REMOVED)
        if link.entry is None:
            yield Break(link.sequence, link.entry_id, Damage.REMOVED)
        elif link.sequence == expected and link.previous_hash != previous:
            yield Break(link.sequence, link.entry_id, Damage.INSERTED)
        elif link_hash(link.previous_hash, link.entry) != link.hash:
            yield Break(link.sequence, link.entry_id, Damage.CHANGED)
        previous, expected = link.hash, link.sequence + 1
