"""Reads of blobs: where their bytes lie, and whether they may be handed out."""

import hashlib
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db.models import QuerySet

from binhyen.files.models import Blob, ScanState
from binhyen.kernel.decisions import YES, Decision, no
from binhyen.kernel.marks import gettext_noop


def path_of(sha256: str) -> Path:
    """Return where the bytes of a hash lie: `ab/cd/<sha256>` under the evidence folder."""
    return Path(settings.EVIDENCE_DIR) / sha256[:2] / sha256[2:4] / sha256


def preview_path_of(sha256: str) -> Path:
    """Return where the picture of the first page lies."""
    return path_of(sha256).with_suffix(".png")


def servable(blob: Blob) -> Decision:
    """Say whether the bytes may be handed out: never when infected or erased, unscanned ones where settings allow."""
    if blob.erased_at is not None:
        return no("files.erased", gettext_noop("The file was removed when its retention ended; its hash is kept."))
    if blob.state == ScanState.INFECTED:
        return no("files.infected", gettext_noop("The virus scanner found this file infected. It is not handed out."))
    if blob.state != ScanState.CLEAN and settings.EVIDENCE_FAIL_CLOSED:
        return no("files.not_scanned", gettext_noop("The file waits for the virus scanner."))
    return YES


def open_blob(blob: Blob) -> BinaryIO:
    """Open the bytes for reading; refuse when they are infected, erased or still closed for scanning.

    Whether this person may read them is asked of the record that owns the blob, before.
    """
    servable(blob).require()
    return path_of(blob.sha256).open("rb")


class Fault(StrEnum):
    """What can be wrong with a stored file."""

    MISSING = "missing"
    CHANGED = "changed"
    STRAY = "stray"
    """Bytes that no row knows: left by a transaction that did not end well; harmless."""


def kept() -> QuerySet[Blob]:
    """Return the files whose bytes must be there."""
    return Blob.objects.filter(erased_at=None).order_by("sha256")


def waiting_for_scan() -> QuerySet[Blob]:
    """Return the files that the virus scanner has not judged yet."""
    return kept().filter(state__in=[ScanState.QUARANTINED, ScanState.FAILED])


def faults() -> Iterator[tuple[str, Fault]]:
    """Hash every stored file again and yield (hash, fault) for each that is not as it should be."""
    known = set()
    for sha256 in kept().values_list("sha256", flat=True).iterator():
        known.add(sha256)
        fault = _fault(sha256)
        if fault:
            yield sha256, fault
    for path in sorted(Path(settings.EVIDENCE_DIR).glob("??/??/*")):
        if path.stem not in known:
            yield path.stem, Fault.STRAY


def _fault(sha256: str) -> Fault | None:
    path = path_of(sha256)
    if not path.is_file():
        return Fault.MISSING
    with path.open("rb") as opened:
        return None if hashlib.file_digest(opened, "sha256").hexdigest() == sha256 else Fault.CHANGED
