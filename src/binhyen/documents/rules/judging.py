"""What is read and what is refused, and the sentences for it. Pure.

A document is judged by its content; its name must agree. The type is told by how the bytes begin.
"""

from collections.abc import Mapping
from pathlib import PurePath

from binhyen.documents.rules.reading import DocumentKind
from binhyen.kernel.findings import Finding, Severity
from binhyen.kernel.marks import gettext_noop

_REFUSALS = {
    "documents.empty": gettext_noop("The document is empty."),
    "documents.no_text": gettext_noop("No text was found in the document."),
    "documents.too_large": gettext_noop(
        "The document is larger than %(megabytes)s MB and is not read. Take out pictures, or send it in parts."
    ),
    "documents.too_long": gettext_noop("The document holds more text than is read at once. Send it in parts."),
    "documents.type_refused": gettext_noop(
        "Documents of this type cannot be read. Save it as .docx, .pdf, .txt or .html and try again."
    ),
    "documents.old_word": gettext_noop("This is a .doc file of old Word. Save it as .docx and try again."),
    "documents.type_lies": gettext_noop("The name says %(named)s, but the content is %(found)s. Check the file."),
    "documents.binary": gettext_noop("The file holds no text that can be read."),
    "documents.encrypted": gettext_noop("The document is protected by a password. Remove it and try again."),
    "documents.damaged": gettext_noop("The document is cut off or damaged and cannot be opened."),
    "documents.bomb": gettext_noop("The document unpacks to far more than a report needs and is not opened."),
    "documents.macros": gettext_noop("The document holds macros. Save it without macros and try again."),
    "documents.unreadable": gettext_noop(
        "The document could not be read safely: it asks for too much time or memory, or is built in an unusual way."
    ),
    "documents.scanned": gettext_noop(
        "The PDF holds pictures of pages only, no text. Send the original file, or type the figures."
    ),
    "documents.no_letters": gettext_noop(
        "The PDF draws its letters without saying which they are, so its text cannot be read. Send the original file."
    ),
    "documents.ocr_failed": gettext_noop("The pictures of pages could not be recognised. Send the original file."),
    "documents.no_recogniser": gettext_noop(
        "BINHYEN_OCR is True, but Tesseract is not installed. Install tesseract-ocr and tesseract-ocr-vie or set False."
    ),
    "documents.secret": gettext_noop(
        "The document bears the mark of a state secret and is not read. This system takes no secret documents; remove "
        "it from this machine as the rules on secrets ask."
    ),
}
_WARNINGS = {
    "documents.doubtful_encoding": gettext_noop(
        "It could not be told for certain how the letters of the text are written. Check names and words."
    ),
    "documents.mixed_encodings": gettext_noop(
        "Parts of the text are written in different encodings; they were read each in its own. Check names and words."
    ),
    "documents.doubtful_text": gettext_noop(
        "Many words of the document are no Vietnamese words: its text may not be what its pages show. Check figures."
    ),
    "documents.text_layer": gettext_noop(
        "Pages are pictures with a text that a machine recognised laid under them; the two may differ. Check each "
        "figure against the pages."
    ),
    "documents.pictured_pages": gettext_noop("These pages are pictures and were not read: %(pages)s."),
    "documents.recognised": gettext_noop(
        "A machine recognised the text of these pages from pictures: %(pages)s. Check every figure against the pages."
    ),
    "documents.repaired": gettext_noop(
        "The PDF's index is damaged; it was mended while reading, and pages may be missing."
    ),
    "documents.pages_left_out": gettext_noop("Only the first %(read)s of %(pages)s pages were read."),
    "documents.hidden_text": gettext_noop("Hidden text of the document was left out."),
    "documents.hidden_signs": gettext_noop(
        "Signs that nobody sees (direction marks, spaces without width) were left out: %(count)s."
    ),
}
_NOTICES = {
    "documents.converted": gettext_noop(
        "The document is written in the old script %(script)s; it was converted to Unicode."
    ),
    "documents.tracked_changes": gettext_noop(
        "The document holds tracked changes: words that were struck out are left out, inserted ones are read."
    ),
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_HEAD = 2_048
SUFFIXES: Mapping[str, DocumentKind] = {
    ".docx": DocumentKind.DOCX,
    ".pdf": DocumentKind.PDF,
    ".txt": DocumentKind.TXT,
    ".html": DocumentKind.HTML,
    ".htm": DocumentKind.HTML,
}
_SHOWN = {DocumentKind.DOCX: ".docx", DocumentKind.PDF: ".pdf", DocumentKind.TXT: ".txt", DocumentKind.HTML: ".html"}


def said(code: str, **params: object) -> Finding:
    """Return the finding of a code."""
    if code in _REFUSALS:
        return Finding(code, _REFUSALS[code], Severity.ERROR, params)
    if code in _WARNINGS:
        return Finding(code, _WARNINGS[code], Severity.WARNING, params)
    return Finding(code, _NOTICES[code], Severity.INFO, params)


def too_large(limit: int) -> Finding:
    """Return the finding for a document above the limit (bytes)."""
    return said("documents.too_large", megabytes=limit // (1024 * 1024))


def kind_of(content: bytes, name: str) -> DocumentKind | Finding:
    """Return what a document is, or why it is not read: by its first bytes, which the name must agree with."""
    refusal = _refusal(content)
    if refusal:
        return said(refusal)
    suffix = PurePath(name).suffix.lower()
    found = _kind(content, suffix)
    if found is None:
        return said("documents.type_refused")
    if suffix in SUFFIXES and SUFFIXES[suffix] is not found:
        return said("documents.type_lies", named=suffix, found=_SHOWN[found])
    return found if suffix in SUFFIXES else _strange(suffix, found)


def _refusal(content: bytes) -> str:
    if not content.strip(b"\0\t\n\r \xef\xbb\xbf\xff\xfe"):
        return "documents.empty"
    if content.startswith(_OLE):
        return "documents.encrypted" if _LOCKED in content else "documents.old_word"
    return "documents.type_refused" if content.startswith((b"{\\rtf", b"PK\x05\x06")) else ""


def _kind(content: bytes, suffix: str) -> DocumentKind | None:
    head = content[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return DocumentKind.PDF
    if head.startswith(b"PK\x03\x04"):
        return DocumentKind.DOCX if b"word/" in content else None
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")) or SUFFIXES.get(suffix) is DocumentKind.HTML:
        return DocumentKind.HTML
    return DocumentKind.TXT


def _strange(suffix: str, found: DocumentKind) -> DocumentKind | Finding:
    """Judge a name with another ending: plain text may have any but those of other programs."""
    if found is DocumentKind.TXT and suffix in {".text", ".md", ".csv", ".log", ".asc"}:
        return found
    if suffix[1:].isalnum() and len(suffix) <= 5:  # noqa: PLR2004 - an ending, not a part of a name
        lies = found is not DocumentKind.TXT
        return (
            said("documents.type_lies", named=suffix, found=_SHOWN[found]) if lies else said("documents.type_refused")
        )
    return found
