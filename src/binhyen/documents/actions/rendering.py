"""The bytes of a document: drawn when first opened, kept by hash from then on; the signed copy where there is one."""

from datetime import datetime

from django.db import transaction
from django.http import Http404

from binhyen.documents.models import Document, Rendition
from binhyen.documents.queries import attached_to, kept_bytes, last_signed
from binhyen.documents.rules.attachments import Attached, hashes_of
from binhyen.documents.rules.composing import compose
from binhyen.documents.rules.freezing import check_code, content_hash, from_data
from binhyen.documents.rules.layout import LAYOUTS, MEDIA_TYPES, Format
from binhyen.documents.rules.lifecycle import DocumentState
from binhyen.documents.rules.sheet import Sheet
from binhyen.documents.writers.page import write_page
from binhyen.documents.writers.word import write_word
from binhyen.files.actions import store_bytes
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop


def rendition(*, document_id: int, format: Format, at: datetime) -> bytes:  # noqa: A002 - the word of the model
    """Return a document's bytes: kept from the first opening on when it is issued, drawn anew while it is a draft.

    The PDF of a signed document is its signed copy. Refused when the frozen words no longer bear their hash. Who may
    read it is asked before, of `queries`. Drawing happens outside the transaction, so that nobody waits for it.
    """
    document = Document.objects.filter(pk=document_id).first()
    if document is None:
        raise Http404
    signed = last_signed(document) if format is Format.PDF else None
    return kept_bytes(signed.blob) if signed is not None else unsigned(document, format, at=at)


def unsigned(document: Document, form: Format, *, at: datetime) -> bytes:
    """Return the bytes of a document as they were before anybody signed."""
    if document.state == DocumentState.DRAFT:
        return _drawn(document, form)
    kept = Rendition.objects.filter(document=document, format=form).select_related("blob").first()
    if kept is not None:
        return kept_bytes(kept.blob)
    content = _drawn(document, form)
    _keep(document, form, content, at=at)
    return content


@transaction.atomic
def _keep(document: Document, form: Format, content: bytes, *, at: datetime) -> None:
    """Keep the bytes; of two who open a document at once the first wins."""
    blob = store_bytes(content=content, media_type=MEDIA_TYPES[form], at=at)
    Rendition.objects.get_or_create(document=document, format=form, defaults={"blob": blob, "rendered_at": at})


def _drawn(document: Document, form: Format) -> bytes:
    """Draw a document. A draft carries no files yet."""
    layout = LAYOUTS[document.layout]
    attached = () if document.state == DocumentState.DRAFT else attached_to(document)
    sheet, dated = sheet_of(document, attached), from_data(document.content).issued_on
    if form is Format.PDF:
        return write_page(sheet, layout, dated=dated, attached=attached)
    return write_word(sheet, layout, dated=dated)


def sheet_of(document: Document, attached: tuple[Attached, ...]) -> Sheet:
    """Return the document as it stands on paper; refused when its words or files were changed after issue."""
    draft = document.state == DocumentState.DRAFT
    found = content_hash(document.content, document.layout, hashes_of(attached))
    if not draft and found != document.content_hash:
        message = gettext_noop("The document's words no longer bear the hash they were issued with.")
        raise Refused(Finding("documents.content_changed", message))
    check = check_code(document.content_hash)
    return compose(from_data(document.content), LAYOUTS[document.layout], check=check, draft=draft, attached=attached)
