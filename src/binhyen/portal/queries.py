"""Reads for the public: what a paper's public page shows, and no more."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404

from binhyen.documents.models import Document
from binhyen.documents.queries import document_by_token
from binhyen.documents.rules.content import Certificate, LetterKind
from binhyen.documents.rules.freezing import check_code, from_data
from binhyen.documents.rules.lifecycle import DocumentState
from binhyen.documents.rules.numbering import kind_name


@dataclass(frozen=True, slots=True)
class Paper:
    """An issued paper as anybody may see it: no names of persons, no counts, nothing of the dossier behind it."""

    kind: str
    symbol: str
    issued_on: date | None
    issuer: str
    title: str
    certificate: Certificate | None
    valid: bool
    cancelled_at: datetime | None
    demonstration: bool
    digest: str
    check_code: str


def paper_of(token: str) -> Paper | None:
    """Return the paper of a public address, or None: drafts, guesses and misprints look alike."""
    try:
        document = document_by_token(token)
    except Http404:
        return None
    return _shown(document)


def _shown(document: Document) -> Paper:
    letter = from_data(document.content)
    return Paper(
        kind=kind_name(LetterKind(document.kind)),
        symbol=document.symbol,
        issued_on=document.issued_on,
        issuer=" ".join(document.issuer_name.split()),
        title=document.title,
        certificate=letter.certificate,
        valid=document.state == DocumentState.ISSUED,
        cancelled_at=document.cancelled_at,
        demonstration=document.demonstration,
        digest=document.content_hash,
        check_code=check_code(document.content_hash),
    )
