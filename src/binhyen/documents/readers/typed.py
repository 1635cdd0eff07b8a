"""Typed text: files of plain text, and what is pasted. Only our own code looks at it.

The text stays as it came in, but for line ends and signs that nobody sees; `Document.came_in` leads back to offsets of
what came in.
"""

from binhyen.documents.readers.opening import MOST_SIGNS
from binhyen.documents.rules.encodings import decoded
from binhyen.documents.rules.judging import said
from binhyen.documents.rules.reading import Document, DocumentKind, lines_of
from binhyen.documents.rules.signs import without_unseen
from binhyen.documents.rules.tidying import Remark, doubts, encoding_remarks, unlegacy
from binhyen.kernel.findings import Refused


def read_typed(content: bytes) -> Document:
    """Read a file of plain text in whatever encoding it is."""
    found = decoded(content)
    if found is None:
        raise Refused(said("documents.binary"))
    return _document(found.text, DocumentKind.TXT, encoding_remarks(found))


def read_pasted(text: str) -> Document:
    """Read a text that somebody pasted into a field."""
    return _document(text, DocumentKind.PASTED, [])


def _document(text: str, kind: DocumentKind, remarks: list[Remark]) -> Document:
    if len(text) > MOST_SIGNS:
        raise Refused(said("documents.too_long"))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    modern, found = unlegacy(lines)
    whole, dropped = without_unseen("\n".join(modern))
    if not whole.strip():
        raise Refused(said("documents.empty"))
    told = [said(code, **params) for code, params in [*remarks, *found, *doubts(modern)]]
    if dropped:
        told.append(said("documents.hidden_signs", count=len(dropped)))
    return Document(whole, lines_of(whole), kind, None, tuple(told), (), dropped)
