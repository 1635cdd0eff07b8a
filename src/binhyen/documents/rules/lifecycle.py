"""The life of a document as a table: what is issued is never rewritten, only cancelled with its number kept."""

from enum import StrEnum

from binhyen.kernel.lifecycles import Lifecycle


class DocumentState(StrEnum):
    """A draft may change; an issued document never does; a cancelled one keeps its number."""

    DRAFT = "draft"
    ISSUED = "issued"
    CANCELLED = "cancelled"


class DocumentEvent(StrEnum):
    """What may happen to a document."""

    REVISE = "revise"
    ISSUE = "issue"
    CANCEL = "cancel"


LIFE: Lifecycle[DocumentState, DocumentEvent] = Lifecycle(
    {
        (DocumentState.DRAFT, DocumentEvent.REVISE): DocumentState.DRAFT,
        (DocumentState.DRAFT, DocumentEvent.ISSUE): DocumentState.ISSUED,
        (DocumentState.ISSUED, DocumentEvent.CANCEL): DocumentState.CANCELLED,
    }
)
"""NĐ 30/2020/NĐ-CP Đ15, Đ18: a number once taken is never taken again, and a wrong text is replaced by another."""
