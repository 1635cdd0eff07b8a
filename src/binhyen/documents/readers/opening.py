"""Opens somebody's document. Run as a program in a limited process: `opening KIND PATH` prints what stands in it.

Whatever goes wrong ends the program, and a program that has ended in an error is a no.
"""

import sys
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

from binhyen.documents.readers.handing import packed
from binhyen.documents.rules.encodings import decoded
from binhyen.documents.rules.reading import Contents, DocumentKind
from binhyen.documents.rules.tidying import encoding_remarks, plain, texts_of
from binhyen.kernel.archives import archive_findings

MOST_SIGNS = 12_000_000
_CODES = {
    "archives.broken": "documents.damaged",
    "archives.bomb": "documents.bomb",
    "archives.encrypted": "documents.encrypted",
    "archives.paths": "documents.damaged",
    "archives.macros": "documents.macros",
}


def opened(kind: DocumentKind, path: Path) -> Contents:
    """Return what stands in a document of a kind, made plain."""
    contents = _READERS[kind](path)
    if contents.refusal:
        return contents
    if sum(map(len, texts_of(contents.parts))) > MOST_SIGNS:
        return Contents(refusal="documents.too_long")
    made = plain(contents)
    return made if any(text.strip() for text in texts_of(made.parts)) else Contents(refusal="documents.no_text")


def _word(path: Path) -> Contents:
    from lxml.etree import XMLSyntaxError  # noqa: PLC0415 - only what the kind needs

    from binhyen.documents.readers.word.body import read_word  # noqa: PLC0415

    try:
        with path.open("rb") as stream:
            findings = archive_findings(stream)
        return Contents(refusal=_CODES[findings[0].code]) if findings else read_word(path)
    except (XMLSyntaxError, zlib.error, zipfile.BadZipFile):
        return Contents(refusal="documents.damaged")


def _pages(path: Path) -> Contents:
    from binhyen.documents.readers.pages.document import read_pages  # noqa: PLC0415 - only what the kind needs

    return read_pages(path)


def _web(path: Path) -> Contents:
    from binhyen.documents.readers.web import read_web  # noqa: PLC0415 - only what the kind needs

    content = path.read_bytes()
    found = decoded(content)
    if found is None:
        return Contents(refusal="documents.binary")
    contents = read_web(found.text)
    remarks = (*contents.remarks, *encoding_remarks(found))
    return Contents(contents.parts, None, (), remarks, contents.refusal)


_READERS: Mapping[DocumentKind, Callable[[Path], Contents]] = {
    DocumentKind.DOCX: _word,
    DocumentKind.PDF: _pages,
    DocumentKind.HTML: _web,
}


if __name__ == "__main__":
    sys.stdout.write(packed(opened(DocumentKind(sys.argv[1]), Path(sys.argv[2]))))
