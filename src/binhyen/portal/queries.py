"""Reads for the public: what a paper's public page shows, and no more."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404
from django.utils import timezone

from binhyen.documents.models import Document, SignedCopy
from binhyen.documents.queries import attached_rows, document_by_token, signed_copies_of
from binhyen.documents.rules.content import Certificate, LetterKind
from binhyen.documents.rules.freezing import check_code, from_data
from binhyen.documents.rules.lifecycle import DocumentState
from binhyen.documents.rules.numbering import kind_name
from binhyen.recognition.queries.certificates import CertificateState, certificate_standing


@dataclass(frozen=True, slots=True)
class PaperSignature:
    """One digital signature as anybody may see it: of which authority's certificate, when, and the file's hash then.

    No name of a person: the file itself says it, to those who have it.
    """

    certified_by: str
    signed_at: datetime
    file_digest: str
    trial: bool


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
    prints_code: bool = False
    """The code stands on the paper: on certificates, and on letters that carry figures."""
    signatures: tuple["PaperSignature", ...] = ()


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
        prints_code=letter.certificate is not None or bool(attached_rows(document)),
        signatures=tuple(
            PaperSignature(_authority(one), one.signed_at, one.blob.sha256, one.trial)
            for one in signed_copies_of(document)
        ),
    )


def _authority(one: SignedCopy) -> str:
    """Return who certified a signer; a self-made certificate would only say the signer's name."""
    return "" if one.trial or one.signer in one.certified_by else one.certified_by
