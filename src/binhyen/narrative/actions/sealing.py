"""Digital signatures of written reports: with the instance's key, or brought back from a token at somebody's desk."""

from datetime import datetime

from django.db import transaction

from binhyen.documents.actions import keep_signed, sign_document
from binhyen.documents.models import Document, SignedCopy
from binhyen.kernel.actors import Actor
from binhyen.narrative.actions.composing import held
from binhyen.narrative.models import WrittenReport
from binhyen.narrative.permissions import may_bring_signed, may_sign_digitally


@transaction.atomic
def sign_digitally(*, report_id: int, by: Actor, at: datetime) -> SignedCopy:
    """Sign a report's PDF, figures inside, with the key of its issuing body.

    Forbidden to others than the place's leader. Refused before the report has its number, and as
    `documents.sign_document` refuses.
    """
    report = held(report_id, by)
    may_sign_digitally(by, report).require()
    return sign_document(document_id=_document(report).pk, by=by, at=at)


@transaction.atomic
def bring_signed(*, report_id: int, content: bytes, by: Actor, at: datetime) -> SignedCopy:
    """Keep the report's PDF that was signed elsewhere.

    Forbidden to others than the place's office and leader. Refused before the report has its number, and as
    `documents.keep_signed` refuses.
    """
    report = held(report_id, by)
    may_bring_signed(by, report).require()
    return keep_signed(document_id=_document(report).pk, content=content, by=by, at=at)


def _document(report: WrittenReport) -> Document:
    if report.document is None:
        msg = "a report without a document is refused above"
        raise AssertionError(msg)
    return report.document
