"""Puts bytes on disk so that a file is there whole or not at all, and has them examined and scanned."""

import hashlib
import json
import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

from django.conf import settings

from binhyen.files.queries import path_of, preview_path_of
from binhyen.files.rules.clamav import Answer, frames, understood
from binhyen.files.rules.formats import PDF, Inspection, said
from binhyen.kernel.findings import Refused
from binhyen.kernel.sandbox import SandboxLimits, run_limited, run_program_limited

CHUNK = 64 * 1024
_SCAN_SECONDS = 30
_LONGEST_REPLY = 4_096
_DRAWING = SandboxLimits(processor=10, wall=15)


class Readable(Protocol):
    """Bytes that come in pieces: an uploaded file, an open one."""

    def read(self, size: int = ..., /) -> bytes:
        """Return at most `size` bytes; empty at the end."""


@contextmanager
def workspace() -> Iterator[Path]:
    """Give a folder beside the evidence (so that moving is atomic) and remove it with all it still holds."""
    incoming = Path(settings.EVIDENCE_DIR) / "incoming"
    incoming.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=incoming) as folder:
        yield Path(folder)


def settle(opened: IO[bytes]) -> None:
    """Make sure that what was written has reached the disk."""
    opened.flush()
    os.fsync(opened.fileno())


def move_in(source: Path, target: Path) -> None:
    """Move a finished file to its place. Readers see the old state or the new one, never a part."""
    target.parent.mkdir(parents=True, exist_ok=True)
    source.chmod(0o440)
    source.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def write_content(sha256: str, content: bytes) -> None:
    """Write known bytes to their place, unless they are there already."""
    target = path_of(sha256)
    if target.exists():
        return
    with workspace() as folder:
        draft = folder / "content"
        with draft.open("wb") as opened:
            opened.write(content)
            settle(opened)
        move_in(draft, target)


def write_stream(stream: Readable, target: Path) -> str:
    """Copy what comes in, 64 kB at a time, and return its hash; refuse what is empty or grows past the limit.

    The length that a sender announces is not asked.
    """
    digest, size = hashlib.sha256(), 0
    with target.open("wb") as opened:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > settings.EVIDENCE_MAX_BYTES:
                raise Refused(said("files.too_large", megabytes=settings.EVIDENCE_MAX_BYTES // 1024 // 1024))
            digest.update(chunk)
            opened.write(chunk)
        settle(opened)
    if size == 0:
        raise Refused(said("files.empty"))
    return digest.hexdigest()


def examine(path: Path, folder: Path) -> Inspection:
    """Have a limited process open the file; one that fails, takes too much or too long is a refusal."""
    printed = run_limited("binhyen.files.rules.inspection", str(path), str(folder))
    if printed is None:
        raise Refused(said("files.unreadable"))
    found = json.loads(printed)
    inspection = Inspection(**{**found, "remarks": tuple(found["remarks"])})
    if inspection.refusal:
        raise Refused(said(inspection.refusal))
    return inspection


def picture_of_pdf(path: Path, folder: Path, media_type: str) -> bool:
    """Draw a PDF's first page, where the machine has `pdftoppm`; say whether there is a picture now."""
    program = shutil.which("pdftoppm")
    if program is None or media_type != PDF:
        return False
    options = ("-png", "-singlefile", "-f", "1", "-l", "1", "-scale-to", "480")
    run_program_limited(program, *options, str(path), str(folder / "preview"), limits=_DRAWING)
    return (folder / "preview.png").is_file()


def hash_of(path: Path) -> str:
    """Return the hash of a file's bytes."""
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def keep(draft: Path, sha256: str, preview: Path | None) -> None:
    """Move a finished file, and its preview, to their places unless they are there."""
    if preview is not None and not preview_path_of(sha256).exists():
        move_in(preview, preview_path_of(sha256))
    if path_of(sha256).exists():
        return
    with draft.open("rb+") as opened:
        settle(opened)
    move_in(draft, path_of(sha256))


def remove(sha256: str) -> None:
    """Remove a file's bytes and its preview."""
    path_of(sha256).unlink(missing_ok=True)
    preview_path_of(sha256).unlink(missing_ok=True)


def ask_scanner(path: Path) -> Answer:
    """Send a file to ClamAV over its UNIX socket; a scanner that is away or answers strangely is a failure."""
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as wire, path.open("rb") as opened:
            wire.settimeout(_SCAN_SECONDS)
            wire.connect(settings.CLAMAV_SOCKET)
            for frame in frames(iter(lambda: opened.read(CHUNK), b"")):
                wire.sendall(frame)
            return understood(wire.recv(_LONGEST_REPLY))
    except OSError:
        return Answer.FAILED
