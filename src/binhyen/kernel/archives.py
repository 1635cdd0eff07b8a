"""ZIP containers from outside (workbooks, letters): what may be opened and what is refused. Standard library only."""

import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop

_CHUNK = 64 * 1024
_ENCRYPTED = 0x1
_MANIFEST = "META-INF/manifest.xml"
_MACROS = ("vbaproject.bin", "vbadata.xml")
_SCRIPT_FOLDERS = ("basic/", "scripts/", "xl/macrosheets/")


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """How much may come out of a container: entries, bytes unpacked, and how many times its packed size."""

    entries: int = 5_000
    unpacked: int = 200 * 1024 * 1024
    ratio: int = 200
    ratio_from: int = 4 * 1024 * 1024
    """Small contents pack very well; the ratio is only asked above this size (bytes)."""


def archive_findings(stream: BinaryIO, limits: ArchiveLimits | None = None) -> tuple[Finding, ...]:
    """Say why a container is not opened; empty when it may be.

    Refused: not a container or cut off, encrypted, a bomb (by its directory and by unpacking it, counted), paths that
    leave the folder, macros and scripts. The stream is left at its beginning.
    """
    try:
        stream.seek(0)
        with zipfile.ZipFile(stream) as archive:
            found = _directory_finding(archive.infolist(), limits or ArchiveLimits())
            found = found or (_LOCKED if _is_locked(archive) else None)
            return (found,) if found else tuple(_content_findings(archive, limits or ArchiveLimits()))
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, zipfile.LargeZipFile, OSError):
        return (_BROKEN,)
    finally:
        stream.seek(0)


_BROKEN = Finding("archives.broken", gettext_noop("The file is cut off or damaged and cannot be opened."))
_BOMB = Finding("archives.bomb", gettext_noop("The file unpacks to far more than a document needs and is not opened."))
_LOCKED = Finding("archives.encrypted", gettext_noop("The file is protected by a password. Remove it and try again."))
_STRAY = Finding("archives.paths", gettext_noop("The file holds paths that lead outside of it and is not opened."))
_MACRO = Finding("archives.macros", gettext_noop("The file holds macros. Save it without macros and try again."))


def _directory_finding(entries: list[zipfile.ZipInfo], limits: ArchiveLimits) -> Finding | None:
    checks = (
        (any(entry.flag_bits & _ENCRYPTED for entry in entries), _LOCKED),
        (len(entries) > limits.entries or sum(entry.file_size for entry in entries) > limits.unpacked, _BOMB),
        (any(_leaves(entry.filename) for entry in entries), _STRAY),
        (has_macros(entry.filename for entry in entries), _MACRO),
    )
    return next((finding for broken, finding in checks if broken), None)


def _content_findings(archive: zipfile.ZipFile, limits: ArchiveLimits) -> Iterable[Finding]:
    """Unpack everything, keeping nothing: sizes that the directory gives may lie."""
    packed = max(1, sum(entry.compress_size for entry in archive.infolist()))
    allowed = min(limits.unpacked, max(limits.ratio_from, packed * limits.ratio))
    for entry in archive.infolist():
        with archive.open(entry) as opened:
            while chunk := opened.read(_CHUNK):
                allowed -= len(chunk)
                if allowed < 0:
                    yield _BOMB
                    return


def _is_locked(archive: zipfile.ZipFile) -> bool:
    """Tell whether an OpenDocument file is encrypted: its container is not, and its list of contents says so."""
    if _MANIFEST not in archive.namelist():
        return False
    with archive.open(_MANIFEST) as opened:
        return b"encryption-data" in opened.read(_CHUNK)


def has_macros(names: Iterable[str]) -> bool:
    """Tell whether a container holds macros or scripts (Office's `vbaProject.bin`, OpenDocument's `Basic/`)."""
    return any(
        name.lower().endswith(_MACROS) or (name.lower().startswith(_SCRIPT_FOLDERS) and not name.endswith("/"))
        for name in names
    )


def _leaves(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name
