"""Reads for the public: what a paper's public page shows, and no more."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.utils import timezone

from binhyen.documents.models import Document
from binhyen.documents.queries import document_by_token
from binhyen.documents.rules.content import Certificate, LetterKind
from binhyen.documents.rules.freezing import check_code, from_data
from binhyen.documents.rules.lifecycle import DocumentState
from binhyen.documents.rules.numbering import kind_name
from binhyen.recognition.queries.certificates import CertificateState, certificate_standing


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
    ended_on: date | None
    """Since when it is cancelled, revoked or replaced."""
    ended_by: str
    """Number of the decision that revoked it."""
    replaced_by: str
    """Number of the certificate that took its place."""
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
    standing = certificate_standing(document)
    ended = standing if standing and standing.state is not CertificateState.VALID else None
    cancelled = timezone.localdate(document.cancelled_at) if document.cancelled_at else None
    replaced = ended is not None and ended.state is CertificateState.REPLACED
    return Paper(
        kind=kind_name(LetterKind(document.kind)),
        symbol=document.symbol,
        issued_on=document.issued_on,
        issuer=" ".join(document.issuer_name.split()),
        title=document.title,
        certificate=letter.certificate,
        valid=document.state == DocumentState.ISSUED and ended is None,
        ended_on=cancelled or (ended.since if ended else None),
        ended_by=ended.symbol if ended and not replaced else "",
        replaced_by=ended.symbol if ended and replaced else "",
        demonstration=document.demonstration,
        digest=document.content_hash,
        check_code=check_code(document.content_hash),
    )
