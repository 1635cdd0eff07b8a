"""Signing what was issued: with this instance's key, or by taking back the file that was signed elsewhere."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.http import Http404
from django.utils.timezone import localtime

from binhyen.audit.actions import Deed as LogDeed
from binhyen.audit.actions import record
from binhyen.documents.actions.rendering import rendition, sheet_of, unsigned
from binhyen.documents.models import Document, SignedCopy
from binhyen.documents.queries import attached_to, signed_copies_of, signing_setting, trusted_certificates
from binhyen.documents.readers.signed import open_signed
from binhyen.documents.rules.freezing import from_data
from binhyen.documents.rules.layout import LAYOUTS, MEDIA_TYPES, Format
from binhyen.documents.rules.lifecycle import DocumentState
from binhyen.documents.rules.opening import SignatureSeen, opening_findings
from binhyen.documents.rules.signing import Deed, KeyWay, NoKey, Signed, SigningSetting, setting_findings
from binhyen.documents.writers.page import Spot, signing_room
from binhyen.files.actions import store_bytes
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused, refuse
from binhyen.kernel.marks import gettext_noop

_FILE = MEDIA_TYPES[Format.PDF]


@transaction.atomic
def sign_document(
    *, document_id: int, by: Actor, at: datetime, setting: SigningSetting | None = None, reason: str = ""
) -> SignedCopy:
    """Sign an issued document's PDF with the key of its issuing body and keep the signed file by its hash.

    A second signature is added to the first, which stays valid. Refused when the document was not issued or is
    cancelled, when no key is set or the setting is half, when the key cannot be used or signed it before. Who may sign
    is asked before.
    """
    from binhyen.documents.writers.signing import sign  # noqa: PLC0415 - heavy to load, and asked rarely

    document = _issued(document_id)
    chosen = (setting or signing_setting()).of_issuer(document.issuer_code)
    refuse(setting_findings(chosen, lambda _path: True))
    if chosen.way == KeyWay.NONE:
        raise Refused(Finding("documents.no_key", _NO_KEY, where="signing"))
    number = document.signed_copies.count() + 1
    letter = from_data(document.content)
    deed = Deed(localtime(at), letter.issuer.place_name, reason, number)
    content = rendition(document_id=document.pk, format=Format.PDF, at=at)
    try:
        signed = sign(content, chosen, deed, _room(document) if chosen.stamp else None)
    except NoKey as fault:
        raise Refused(Finding("documents.key_unusable", _UNUSABLE, params={"why": str(fault)[:200]})) from fault
    if document.signed_copies.filter(certificate=signed.certificate).exists():
        raise Refused(Finding("documents.signed_already", _ALREADY, params={"signer": signed.signer}, where="signing"))
    return _kept(document, [signed], by=by, at=at)


@transaction.atomic
def keep_signed(*, document_id: int, content: bytes, by: Actor, at: datetime) -> SignedCopy:
    """Take back the PDF of an issued document that was signed elsewhere (with a token at somebody's desk).

    Refused when it is not this document's own file with signatures added, and when `opening_findings` has anything
    against its signatures.
    """
    document = _issued(document_id)
    before = rendition(document_id=document.pk, format=Format.PDF, at=at)
    if not content.startswith(before) or sha256(content).digest() == sha256(before).digest():
        raise Refused(Finding("documents.signed_another", _ANOTHER, where="file"))
    found = open_signed(content, now=at, trust=trusted_certificates())
    refuse(opening_findings(found, now=at))
    known = document.signed_copies.count()
    return _kept(document, [_seen(content, one) for one in found.signatures[known:]], by=by, at=at)


def _seen(content: bytes, one: SignatureSeen) -> Signed:
    return Signed(content, one.name, one.certified_by, one.certificate, trial=one.trial)


def _issued(document_id: int) -> Document:
    document = Document.objects.select_for_update().filter(pk=document_id).first()
    if document is None:
        raise Http404
    if document.state != DocumentState.ISSUED:
        raise Refused(Finding("documents.not_issued", _NOT_ISSUED, where="signing"))
    return document


def _room(document: Document) -> Spot | None:
    return signing_room(sheet_of(document, attached_to(document)), LAYOUTS[document.layout])


def _kept(document: Document, signatures: Sequence[Signed], *, by: Actor, at: datetime) -> SignedCopy:
    """Keep the file with its new signatures, and note each in the log: by hash, never by name."""
    unsigned(document, Format.PDF, at=at)
    before = len(signed_copies_of(document))
    copies = [_copy(document, before + place, one, by, at) for place, one in enumerate(signatures, start=1)]
    SignedCopy.objects.bulk_create(copies)
    data = {"kind": document.kind, "symbol": document.symbol, "hash": document.content_hash}
    for one in copies:
        said = data | {"file": one.blob.sha256, "certificate": one.certificate, "trial": one.trial}
        record(LogDeed("documents.sign", "document", document.pk, document.place_path, said), by=by, at=at)
    return copies[-1]


def _copy(document: Document, position: int, one: Signed, by: Actor, at: datetime) -> SignedCopy:
    return SignedCopy(
        document=document,
        position=position,
        blob=store_bytes(content=one.content, media_type=_FILE, at=at),
        signer=one.signer[:300],
        certified_by=one.certified_by[:300],
        certificate=one.certificate,
        trial=one.trial,
        signed_at=at,
        by_account=by.account_id,
        by_post=by.post_id,
    )


_NO_KEY = gettext_noop("No key is set for signing (BINHYEN_SIGNING). Sign the PDF elsewhere and bring it back.")
_UNUSABLE = gettext_noop("The key for signing cannot be used: %(why)s. Ask the operator.")
_NOT_ISSUED = gettext_noop("Only a document that was numbered and issued can be signed digitally.")
_ALREADY = gettext_noop("%(signer)s has signed this document already.")
_ANOTHER = gettext_noop(
    "This is not the PDF of this document with a signature added. "
    "Download the PDF here, sign it as it is, and bring it back."
)
