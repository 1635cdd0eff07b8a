"""Drafting, issuing with a number, recording the e-office's number, cancelling.

Who may issue what is decided by the storey that asks; here the register, the date and the content are judged.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from binhyen.audit.actions import Deed, record, record_all
from binhyen.database.locks import lock
from binhyen.documents.actions.attaching import attach
from binhyen.documents.models import AttachedFile, Citation, Document, NumberRegister
from binhyen.documents.queries import attached_to, verification_address
from binhyen.documents.rules.attachments import Attached, hashes_of
from binhyen.documents.rules.checks import (
    DRAFT_FINDINGS,
    date_findings,
    findings_of,
    reason_findings,
    symbol_findings,
    tidy,
)
from binhyen.documents.rules.content import Letter
from binhyen.documents.rules.freezing import content_hash, from_data, to_data
from binhyen.documents.rules.layout import CURRENT
from binhyen.documents.rules.lifecycle import LIFE, DocumentEvent, DocumentState
from binhyen.documents.rules.numbering import RegisterKey, number_of, register_findings, symbol
from binhyen.files.models import Blob
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused, refuse
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import fold

_BATCH = 200


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter on its way to issue, the place whose people may read it, what it rests on and what its PDF carries."""

    letter: Letter
    place_path: str
    cites: tuple[int, ...] = ()
    attached: tuple[Attached, ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """Where and when numbers are taken: a register and a date, with the reason for a date that is late."""

    register: RegisterKey
    on: date | None
    late_reason: str = ""


@transaction.atomic
def draft_letter(
    *,
    letter: Letter,
    place_path: str,
    by: Actor,
    at: datetime,
    cites: Sequence[int] = (),
    attached: Sequence[Attached] = (),
) -> Document:
    """Keep a letter as a draft; `cites` are the ids of documents it rests on, `attached` what its PDF will carry.

    Refused for what no letter may hold (hidden characters, secrets, ragged tables) or carry.
    """
    document = _new(Draft(_sound(letter, draft=True), place_path), by=by, at=at)
    document.save()
    attach([document], [attached], at=at)
    Citation.objects.bulk_create(Citation(citing=document, cited_id=cited) for cited in cites)
    record(_deed("draft", document), by=by, at=at)
    return document


@transaction.atomic
def revise_letter(
    *, document_id: int, letter: Letter, by: Actor, at: datetime, attached: Sequence[Attached] | None = None
) -> Document:
    """Replace a draft's letter, and what it carries if `attached` is given. Refused once it has been issued."""
    document = _locked(document_id)
    LIFE.after(DocumentState(document.state), DocumentEvent.REVISE)
    _fill(document, _sound(letter, draft=True))
    document.save()
    if attached is not None:
        AttachedFile.objects.filter(document=document).delete()
        attach([document], [attached], at=at)
    record(_deed("revise", document), by=by, at=at)
    return document


@transaction.atomic
def issue_document(
    *, document_id: int, register: RegisterKey, on: date | None, by: Actor, at: datetime, late_reason: str = ""
) -> Document:
    """Give a draft the next number of its register and freeze it.

    Refused when it is not a draft or not complete, when the register is another body's, type's or year's, when the
    date is missing, in the future, or (without a reason) before that of the last number, and when the symbol was
    already recorded from elsewhere.
    """
    document = _locked(document_id)
    LIFE.after(DocumentState(document.state), DocumentEvent.ISSUE)
    letter = _sound(from_data(document.content))
    _number(_Batch([document], [letter], [attached_to(document)]), Slot(register, on, late_reason), at=at)
    document.save()
    record(_deed("issue", document), by=by, at=at)
    return document


@transaction.atomic
def issue_letters(
    *, drafts: Sequence[Draft], register: RegisterKey, on: date | None, by: Actor, at: datetime, late_reason: str = ""
) -> list[Document]:
    """Issue many letters of one register in one go, numbered in the given order: all or none.

    Refused as `issue_document` is; the same rule holds for each letter.
    """
    letters = [_sound(draft.letter) for draft in drafts]
    documents = [
        _new(replace(draft, letter=letter), by=by, at=at) for draft, letter in zip(drafts, letters, strict=True)
    ]
    if not documents:
        return []
    attached = [draft.attached for draft in drafts]
    _number(_Batch(documents, letters, attached), Slot(register, on, late_reason), at=at)
    Document.objects.bulk_create(documents, batch_size=_BATCH)
    attach(documents, attached, at=at)
    pairs = ((document, cited) for document, draft in zip(documents, drafts, strict=True) for cited in draft.cites)
    Citation.objects.bulk_create((Citation(citing=one, cited_id=cited) for one, cited in pairs), batch_size=_BATCH)
    record_all((_deed("issue", document) for document in documents), by=by, at=at)
    return documents


@transaction.atomic
def record_external(
    *, document_id: int, symbol: str, issued_on: date | None, scan: Blob | None, by: Actor, at: datetime
) -> Document:
    """Take over number, date and signed scan that the province's e-office gave a draft, and freeze it.

    Refused when it is not a draft or not complete, when the symbol is none or was used, or for a future date.
    """
    document = _locked(document_id)
    LIFE.after(DocumentState(document.state), DocumentEvent.ISSUE)
    letter = _sound(from_data(document.content))
    refuse(symbol_findings(symbol))
    on = _day_of_issue(Slot(RegisterKey(document.issuer_code, ""), issued_on), None, at=at)
    _hold_issuer(document.issuer_code, on.year)
    _refuse_used([symbol], document.issuer_code, on.year)
    numbered = replace(letter, number=number_of(symbol), symbol=symbol, issued_on=on)
    _freeze(document, numbered, attached_to(document))
    document.external, document.scan = True, scan
    document.save()
    record(_deed("record_external", document), by=by, at=at)
    return document


@transaction.atomic
def cancel_document(*, document_id: int, reason: str, by: Actor, at: datetime) -> Document:
    """Cancel an issued document; its number stays taken and its words stay as they were.

    Refused when it was not issued or is cancelled already, and without a reason.
    """
    document = _locked(document_id)
    state = LIFE.after(DocumentState(document.state), DocumentEvent.CANCEL)
    refuse(reason_findings(reason))
    document.state, document.cancel_reason, document.cancelled_at = state, reason.strip(), at
    document.save(update_fields=["state", "cancel_reason", "cancelled_at"])
    record(_deed("cancel", document), by=by, at=at)
    return document


def _locked(document_id: int) -> Document:
    document = Document.objects.select_for_update().filter(pk=document_id).first()
    if document is None:
        raise Http404
    return document


def _sound(letter: Letter, *, draft: bool = False) -> Letter:
    """Return the letter in Unicode NFC; refuse what may not be issued, or what not even a draft may hold."""
    clean = tidy(letter)
    refuse(f for f in findings_of(clean) if not draft or f.code in DRAFT_FINDINGS)
    return clean


def _new(draft: Draft, *, by: Actor, at: datetime) -> Document:
    document = Document(
        token=secrets.token_urlsafe(16),
        place_path=draft.place_path,
        created_by_account=by.account_id,
        created_by_post=by.post_id,
        created_at=at,
    )
    _fill(document, draft.letter)
    return document


def _fill(document: Document, letter: Letter) -> None:
    """Write a letter and what lists show of it into its row."""
    document.content = to_data(letter)
    document.layout = CURRENT.version
    document.kind = letter.kind
    document.issuer_code, document.issuer_name = letter.issuer.code, " ".join(letter.issuer.name.split())
    document.title = " ".join(letter.subject.split())
    document.fold = fold(f"{letter.symbol} {document.title}")
    document.signer = letter.signature.name if letter.signature else ""
    document.sent_to = "\n".join((*letter.addressees, *letter.recipients))
    document.kept_at, document.copies = letter.kept_at, letter.copies
    document.demonstration = letter.demonstration


def _freeze(document: Document, letter: Letter, attached: Sequence[Attached]) -> None:
    """Fix words, number, layout, attached files and hash: from here on nothing of them changes."""
    frozen = replace(letter, verification=verification_address(document.token))
    _fill(document, frozen)
    on = frozen.issued_on
    document.state, document.symbol, document.issued_on = DocumentState.ISSUED, frozen.symbol, on
    document.year = on.year if on else None
    document.content_hash = content_hash(document.content, document.layout, hashes_of(attached))


class _Batch(NamedTuple):
    """Documents that are numbered together, with their letters and what they carry."""

    documents: Sequence[Document]
    letters: Sequence[Letter]
    attached: Sequence[Sequence[Attached]]


def _number(batch: _Batch, slot: Slot, *, at: datetime) -> None:
    """Take as many numbers as there are letters, in order, and freeze each letter with its own."""
    letters = batch.letters
    for kind, issuer_code in {(letter.kind, letter.issuer.code) for letter in letters}:
        refuse(register_findings(slot.register, kind, issuer_code))
    year = slot.on.year if slot.on else 0
    _hold_issuer(slot.register.issuer_code, year)
    register = _register(slot.register, year)
    on = _day_of_issue(slot, register.last_on, at=at)
    first = register.last_number + 1
    numbered = [_numbered(letter, first + place, on) for place, letter in enumerate(letters)]
    _refuse_used([letter.symbol for letter in numbered], register.issuer_code, year)
    register.last_number += len(numbered)
    register.last_on = max(on, register.last_on or on)
    register.save()
    for document, letter, attached in zip(batch.documents, numbered, batch.attached, strict=True):
        _freeze(document, letter, attached)
        document.register, document.number = register, letter.number
        document.late_reason = slot.late_reason.strip()


def _numbered(letter: Letter, number: int, on: date) -> Letter:
    return replace(letter, number=number, symbol=symbol(number, letter.kind, letter.issuer), issued_on=on)


def _hold_issuer(issuer_code: str, year: int) -> None:
    """Let nobody else take or record a number of this body and year until the transaction ends."""
    lock(f"documents.numbers.{issuer_code}.{year}")


def _register(key: RegisterKey, year: int) -> NumberRegister:
    """Return the register, new with its year; it is saved only when a number is taken."""
    found = NumberRegister.objects.filter(issuer_code=key.issuer_code, scheme=key.scheme, year=year).first()
    return found or NumberRegister(issuer_code=key.issuer_code, scheme=key.scheme, year=year)


def _day_of_issue(slot: Slot, last: date | None, *, at: datetime) -> date:
    today, reason = timezone.localdate(at), slot.late_reason
    refuse(date_findings(slot.on, today=today, year=slot.register.year, last=last, reason=reason))
    if slot.on is None:
        msg = "a missing date is refused above"
        raise AssertionError(msg)
    return slot.on


def _refuse_used(symbols: list[str], issuer_code: str, year: int) -> None:
    """Refuse a symbol that the body has used in the year, whether taken here or recorded from elsewhere."""
    used = Document.objects.filter(issuer_code=issuer_code, year=year).exclude(symbol="")
    if len(symbols) == 1:
        used = used.filter(symbol=symbols[0])
    taken = sorted(set(symbols) & set(used.values_list("symbol", flat=True)))
    if taken:
        raise Refused(
            Finding(
                "documents.number_used",
                gettext_noop("%(symbol)s was already used in %(year)s."),
                params={"symbol": taken[0], "year": str(year)},
                where="symbol",
                source="NĐ 30/2020/NĐ-CP Đ15",
            )
        )


def _deed(event: str, document: Document) -> Deed:
    data: dict[str, object] = {"kind": str(document.kind)}
    if document.symbol:
        data |= {"symbol": document.symbol, "hash": document.content_hash}
    return Deed(f"documents.{event}", "document", document.pk, document.place_path, data)
