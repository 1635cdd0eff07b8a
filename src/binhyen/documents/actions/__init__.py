"""Writes of documents. Who may issue or sign what is decided by the storey that asks; here the state is judged."""

from binhyen.documents.actions.issuing import (
    Draft,
    Slot,
    cancel_document,
    draft_letter,
    issue_document,
    issue_letters,
    record_external,
    revise_letter,
)
from binhyen.documents.actions.rendering import rendition
from binhyen.documents.actions.signing import keep_signed, sign_document

__all__ = [
    "Draft",
    "Slot",
    "cancel_document",
    "draft_letter",
    "issue_document",
    "issue_letters",
    "keep_signed",
    "record_external",
    "rendition",
    "revise_letter",
    "sign_document",
]
