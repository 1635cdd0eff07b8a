"""The formats that evidence may have, how each begins, and the sentences for what is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

from binhyen.kernel.findings import Finding, Severity
from binhyen.kernel.marks import gettext_noop

PDF = "application/pdf"
JPEG, PNG, WEBP = "image/jpeg", "image/png", "image/webp"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
MP4 = "video/mp4"
SUFFIXES: Mapping[str, tuple[str, ...]] = {
    PDF: (".pdf",),
    JPEG: (".jpg", ".jpeg"),
    PNG: (".png",),
    WEBP: (".webp",),
    DOCX: (".docx",),
    XLSX: (".xlsx",),
    ODT: (".odt",),
    ODS: (".ods",),
    MP4: (".mp4", ".m4v"),
}
"""The allow-list. Pictures that are programs (SVG), pages, archives and macros are not on it."""
IMAGES = frozenset({JPEG, PNG, WEBP})
CONTAINERS = frozenset({DOCX, XLSX, ODT, ODS})

_MESSAGES = {
    "files.empty": gettext_noop("The file is empty."),
    "files.too_large": gettext_noop("The file is larger than %(megabytes)s MB."),
    "files.type_refused": gettext_noop(
        "Files of this type are not accepted. Accepted: PDF, JPG, PNG, WEBP, DOCX, XLSX, ODT, ODS, MP4."
    ),
    "files.type_lies": gettext_noop("The name says %(named)s, but the content is %(found)s."),
    "files.damaged": gettext_noop("The file is cut off or damaged and cannot be opened."),
    "files.encrypted": gettext_noop("The file is protected by a password. Remove it and try again."),
    "files.bomb": gettext_noop("The file unpacks to far more than a document needs and is not accepted."),
    "files.macros": gettext_noop("The file holds macros. Save it without macros and try again."),
    "files.unreadable": gettext_noop("The file could not be examined safely and is not accepted."),
    "files.metadata_removed": gettext_noop("Place, device and time stored inside the picture were removed."),
    "files.first_picture": gettext_noop("The picture moves; only its first frame was kept."),
    "files.active_content": gettext_noop("The PDF holds scripts or actions. They do not run here."),
    "files.waits_for_scan": gettext_noop("The file waits for the virus scanner."),
    "files.read_only": gettext_noop("This post reads only; it adds no files."),
}
_REMARKS = {"files.metadata_removed", "files.first_picture"}


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a look into a file found: its true type, pages, remarks by code, and the code of a refusal, if any."""

    media_type: str = ""
    pages: int | None = None
    remarks: tuple[str, ...] = ()
    refusal: str = ""
    rewritten: bool = False
    """The bytes to keep are those written beside it, without metadata."""
    preview: bool = False


def said(code: str, **params: object) -> Finding:
    """Return the finding of a code."""
    severity = Severity.INFO if code in _REMARKS else Severity.ERROR
    if code in {"files.active_content", "files.waits_for_scan"}:
        severity = Severity.WARNING
    return Finding(code, _MESSAGES[code], severity, params)


def lie(name: str, hint: str, found: str) -> Finding | None:
    """Return the finding for a file whose name, or whose sender, says another type than it has.

    A hint that names no accepted type says nothing: browsers guess it from their own tables.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix not in SUFFIXES.get(found, ()) or (hint in SUFFIXES and hint != found):
        return said("files.type_lies", named=suffix or "—", found=SUFFIXES[found][0])
    return None


def type_of_start(start: bytes) -> str:
    """Return the type that the first 16 bytes announce: a media type, "zip" for containers, "" for none of ours."""
    signatures = ((b"%PDF-", PDF), (b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG), (b"PK\x03\x04", "zip"))
    for signature, media_type in signatures:
        if start.startswith(signature):
            return media_type
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return WEBP
    return MP4 if start[4:8] == b"ftyp" else ""


def type_of_entries(names: set[str], declared: str) -> str:
    """Return the type of a container: by the main part for Office, by the declared type for OpenDocument."""
    if declared in {ODT, ODS} and "content.xml" in names:
        return declared
    if "[Content_Types].xml" in names:
        return next(
            (kind for part, kind in (("word/document.xml", DOCX), ("xl/workbook.xml", XLSX)) if part in names), ""
        )
    return ""
