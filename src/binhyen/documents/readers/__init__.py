"""Reads what comes in: documents as plain text, each foreign library in a limited process."""

from binhyen.documents.readers.asking import read_document, read_pasted
from binhyen.documents.rules.reading import Block, BlockKind, Cell, Document, DocumentKind

__all__ = ["Block", "BlockKind", "Cell", "Document", "DocumentKind", "read_document", "read_pasted"]
