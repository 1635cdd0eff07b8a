"""Reads for whoever checks a certificate: whether the recognition behind it still holds. No names, no dossier."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from binhyen.documents.models import Document
from binhyen.recognition.models import DecisionItem
from binhyen.recognition.rules.lifecycle import Outcome


class CertificateState(StrEnum):
    """What became of the recognition that a certificate tells of."""

    VALID = "valid"
    REVOKED = "revoked"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class CertificateStanding:
    """The state of a certificate, since when, and by which number: of the decision, or of the certificate after it."""

    state: CertificateState
    since: date | None = None
    symbol: str = ""


def certificate_standing(document: Document) -> CertificateStanding | None:
    """Say whether a certificate still holds; None for a document that is no certificate of a recognition.

    Two queries at most. One that a later certificate of the same unit's year follows is replaced; one whose
    recognition was taken back is revoked.
    """
    item = DecisionItem.objects.filter(certificate=document).select_related("dossier").first()
    if item is None:
        return None
    later = DecisionItem.objects.filter(dossier=item.dossier, pk__gt=item.pk)
    last = later.select_related("decision__document", "certificate").order_by("pk").last()
    if last is not None and last.certificate is not None:
        return CertificateStanding(CertificateState.REPLACED, last.certificate.issued_on, last.certificate.symbol)
    if item.dossier.result == Outcome.RECOGNISED:
        return CertificateStanding(CertificateState.VALID)
    symbol = last.decision.document.symbol if last is not None else ""
    return CertificateStanding(CertificateState.REVOKED, item.dossier.decided_on, symbol)
