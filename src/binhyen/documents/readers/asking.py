"""The door for documents: judged by size and kind, opened in a limited process, refused when it is marked secret."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from binhyen.documents.readers.handing import unpacked
from binhyen.documents.readers.ocr import listed, recognised
from binhyen.documents.readers.typed import read_pasted as _read_pasted
from binhyen.documents.readers.typed import read_typed
from binhyen.documents.rules.judging import kind_of, said, too_large
from binhyen.documents.rules.reading import Contents, Document, DocumentKind, composed
from binhyen.documents.rules.secrecy import secret_mark
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.sandbox import SandboxLimits, run_limited

_OPENER = "binhyen.documents.readers.opening"
_LIMITS = SandboxLimits(processor=60, wall=90)


def read_document(
    content: bytes | Path,
    name: str,
    *,
    ocr: bool | None = None,
    largest: int | None = None,
    seconds: int | None = None,
) -> Document:
    """Return what stands in a document, as text with its blocks.

    `name` is what it was sent as; its ending must agree with the content. `largest` (bytes) and `ocr` (whether pages
    that are only pictures are recognised by a machine) are the operator's settings where they are not given. No page is
    begun to be recognised after `seconds` (None: all are); the pages that are left out are said.

    Refused, with codes `documents.*`: empty, too large or too long, of another type or lying about it, encrypted,
    damaged, a bomb, with macros, without text, not read safely, marked as a state secret. Nothing is kept, and nothing
    of a refused document is told.
    """
    limit = _setting("DOCUMENT_MAX_BYTES") if largest is None else largest
    data = _within(content, limit)
    kind = kind_of(data, name)
    if isinstance(kind, Finding):
        raise Refused(kind)
    if kind is DocumentKind.TXT:
        return _not_secret(read_typed(data))
    with _on_disk(content) as path:
        contents = _opened(kind, path)
        if contents.pictured and _wants(ocr):
            contents = recognised(path, contents, seconds)
    if contents.refusal:
        raise Refused(said(contents.refusal))
    return _not_secret(_document(contents, kind))


def read_pasted(text: str) -> Document:
    """Return a pasted text with its blocks. Refused: empty, too long, marked as a state secret."""
    return _not_secret(_read_pasted(text))


def _setting(name: str) -> int:
    from django.conf import settings  # noqa: PLC0415 - the limited process, which knows no Django, imports this package

    return int(getattr(settings, name))


def _wants(ocr: bool | None) -> bool:  # noqa: FBT001 - the caller's own answer, if it gave one
    return bool(_setting("OCR")) if ocr is None else ocr


def _within(content: bytes | Path, limit: int) -> bytes:
    """Return the bytes; a file that is too large is not even read."""
    size = len(content) if isinstance(content, bytes) else content.stat().st_size
    if size > limit:
        raise Refused(too_large(limit))
    return content if isinstance(content, bytes) else content.read_bytes()


@contextmanager
def _on_disk(content: bytes | Path) -> Iterator[Path]:
    if isinstance(content, Path):
        yield content.resolve()
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document"
        path.write_bytes(content)
        yield path


def _opened(kind: DocumentKind, path: Path) -> Contents:
    printed = run_limited(_OPENER, kind.value, str(path), limits=_LIMITS)
    try:
        return unpacked(printed) if printed is not None else Contents(refusal="documents.unreadable")
    except (ValueError, KeyError, TypeError):
        return Contents(refusal="documents.unreadable")


def _document(contents: Contents, kind: DocumentKind) -> Document:
    text, blocks = composed(contents.parts)
    remarks = [said(code, **params) for code, params in contents.remarks]
    if contents.pictured:
        remarks.append(said("documents.pictured_pages", pages=listed(contents.pictured)))
    return Document(text, blocks, kind, contents.pages, tuple(remarks), contents.furniture)


def _not_secret(document: Document) -> Document:
    if secret_mark(document.text, document.furniture):
        raise Refused(said("documents.secret"))
    return document
