"""Writes of blobs: receiving, scanning, forgetting."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from binhyen.audit.actions import Deed, record
from binhyen.files.models import Blob, ScanState
from binhyen.files.queries import path_of
from binhyen.files.rules.clamav import Answer
from binhyen.files.rules.formats import Inspection, lie, said
from binhyen.files.writers import (
    Readable,
    ask_scanner,
    examine,
    hash_of,
    keep,
    picture_of_pdf,
    remove,
    workspace,
    write_content,
    write_stream,
)
from binhyen.kernel.actors import Actor, Role
from binhyen.kernel.findings import Finding, Forbidden, Refused

_READERS = {Role.AUDITOR, Role.OPERATOR}
_STATES = {
    Answer.CLEAN: ScanState.CLEAN,
    Answer.INFECTED: ScanState.INFECTED,
    Answer.FAILED: ScanState.FAILED,
}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it comes in: its bytes, the name that it was sent under, and the media type that the sender claims."""

    stream: Readable
    name: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """A file that was taken in, with remarks on what was done to it."""

    blob: Blob
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Draft:
    path: Path
    sha256: str
    received: str
    preview: Path | None
    inspection: Inspection


@transaction.atomic
def receive(*, stream: Readable, name: str, hint: str = "", by: Actor, at: datetime) -> Received:
    """Take in a file that somebody sends. `hint` is the media type that the sender claims.

    Forbidden for posts that only read. Refused: empty, larger than the limit, a type that is not accepted or not what
    the name says, damaged or cut off, encrypted, a bomb, with macros, or not examined safely. Pictures are kept
    without place, device and time. The same bytes are kept once; nothing is left behind by a refusal.
    """
    if by.role in _READERS:
        raise Forbidden(said("files.read_only"))
    with workspace() as folder:
        draft = _examined(stream, name, hint, folder)
        size = draft.path.stat().st_size
        keep(draft.path, draft.sha256, draft.preview)
    blob = _kept(draft, size, at)
    data = {"sha256": blob.sha256, "received_sha256": draft.received, "size": size, "media_type": blob.media_type}
    record(Deed("files.received", "files.blob", subject_of(blob), by.place_path, data), by=by, at=at)
    findings = [said(code) for code in draft.inspection.remarks]
    if settings.CLAMAV_SOCKET and blob.state != ScanState.CLEAN:
        blob = scan(blob=blob, by=by, at=at)
    if blob.state != ScanState.CLEAN:
        findings.append(said("files.waits_for_scan"))
    return Received(blob, tuple(findings))


def _examined(stream: Readable, name: str, hint: str, folder: Path) -> _Draft:
    raw = folder / "raw"
    received = write_stream(stream, raw)
    inspection = examine(raw, folder)
    found = lie(name, hint, inspection.media_type)
    if found:
        raise Refused(found)
    path = folder / "clean" if inspection.rewritten else raw
    drawn = inspection.preview or picture_of_pdf(raw, folder, inspection.media_type)
    preview = folder / "preview.png" if drawn else None
    return _Draft(path, hash_of(path) if inspection.rewritten else received, received, preview, inspection)


def _kept(draft: _Draft, size: int, at: datetime) -> Blob:
    return _once(
        draft.sha256,
        size=size,
        media_type=draft.inspection.media_type,
        has_preview=draft.preview is not None,
        pages=draft.inspection.pages,
        received_at=at,
    )


def _once(sha256: str, **values: object) -> Blob:
    """Return the row of a hash, made when it is new and open again when its bytes had been erased."""
    blob, made = Blob.objects.get_or_create(sha256=sha256, defaults=values)
    if not made and blob.erased_at is not None:
        blob.erased_at = None
        blob.save(update_fields=["erased_at"])
    return blob


@transaction.atomic
def store_bytes(*, content: bytes, media_type: str, at: datetime) -> Blob:
    """Keep bytes that this software made itself (renditions of letters). Never refused; the caller audits.

    The same bytes are kept once. Bytes erased by retention come back when they are made again.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    write_content(sha256, content)
    return _once(sha256, size=len(content), media_type=media_type, state=ScanState.CLEAN, received_at=at)


@transaction.atomic
def scan(*, blob: Blob, by: Actor, at: datetime) -> Blob:
    """Have the virus scanner look at a file and keep what it said. Never refused.

    A scanner that is away leaves the file as it is, marked failed, for the next run.
    """
    state = _STATES[ask_scanner(path_of(blob.sha256))]
    locked = Blob.objects.select_for_update().get(pk=blob.pk)
    locked.state = state
    locked.save(update_fields=["state"])
    record(Deed("files.scanned", "files.blob", subject_of(blob), data={"state": state.value}), by=by, at=at)
    return locked


@transaction.atomic
def erase_expired(*, blobs: list[Blob], by: Actor, at: datetime) -> int:
    """Remove the bytes of files whose retention has ended; hash, size and type stay. Returns how many were removed.

    Which files those are is for the storeys that own them to say.
    """
    erased = 0
    for blob in Blob.objects.select_for_update().filter(pk__in=[one.pk for one in blobs], erased_at=None):
        remove(blob.sha256)
        blob.erased_at = at
        blob.has_preview = False
        blob.save(update_fields=["erased_at", "has_preview"])
        record(Deed("files.erased", "files.blob", subject_of(blob), data={"sha256": blob.sha256}), by=by, at=at)
        erased += 1
    return erased


def subject_of(blob: Blob) -> int:
    """Return the number under which the log knows a file: the first 60 bits of its hash."""
    return int(blob.sha256[:15], 16)
