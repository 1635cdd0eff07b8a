"""Writes of an event's letters: drafted from what the registers hold, edited, numbered."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.http import Http404

from binhyen.audit.actions import Deed, record
from binhyen.campaigns.letters.bodies import Issuing
from binhyen.campaigns.letters.events import sheets_of
from binhyen.campaigns.models import Event, EventLetter
from binhyen.campaigns.permissions import may_issue_letters, may_write_letters
from binhyen.campaigns.queries.conferences import course_of
from binhyen.campaigns.rules.wording import Wording, letter_of
from binhyen.documents.actions import draft_letter, issue_document, record_external, revise_letter
from binhyen.documents.models import Document
from binhyen.documents.rules.content import Letter, LetterKind
from binhyen.documents.rules.numbering import RegisterKey
from binhyen.kernel.actors import Actor


@dataclass(frozen=True, slots=True)
class Numbering:
    """How a letter gets its number: the next of its own register on a day, or the e-office's `symbol`."""

    on: date
    symbol: str = ""
    late_reason: str = ""


def letter_for(event: Event, kind: LetterKind, issuing: Issuing, wording: Wording) -> Letter:
    """Return an event's letter: the words as edited, the tables as the registers have them."""
    letter = letter_of(kind, issuing.issuer, wording, sheets_of(kind, course_of(event)))
    return replace(letter, demonstration=settings.DEMONSTRATION)


@transaction.atomic
def draft_event_letter(*, event: Event, letter: Letter, by: Actor, at: datetime) -> EventLetter:
    """Keep a letter of an event as a draft. Forbidden to who does not keep the event; refused as drafts are."""
    may_write_letters(by, event).require()
    document = draft_letter(letter=letter, place_path=event.place_path, by=by, at=at)
    made = EventLetter.objects.create(
        event_id=event.record_id,
        kind=letter.kind,
        document=document,
        at=at,
        by_account=by.account_id,
        by_post=by.post_id,
    )
    _log("letter_drafted", event, made, by, at)
    return made


@transaction.atomic
def revise_event_letter(*, event: Event, letter_id: int, letter: Letter, by: Actor, at: datetime) -> EventLetter:
    """Replace the words of a draft. Forbidden as drafting is; refused once it is issued."""
    may_write_letters(by, event).require()
    found = _letter(event, letter_id)
    revise_letter(document_id=found.document_id, letter=letter, by=by, at=at)
    _log("letter_revised", event, found, by, at)
    return found


@transaction.atomic
def issue_event_letter(*, event: Event, letter_id: int, numbering: Numbering, by: Actor, at: datetime) -> Document:
    """Number and freeze a letter, or take over the e-office's number.

    Forbidden to posts elsewhere; refused as documents are: not complete, not a draft, a day to come, a number used.
    """
    may_issue_letters(by, event).require()
    found = _letter(event, letter_id)
    if numbering.symbol:
        document = record_external(
            document_id=found.document_id, symbol=numbering.symbol, issued_on=numbering.on, scan=None, by=by, at=at
        )
    else:
        document = issue_document(
            document_id=found.document_id,
            register=RegisterKey(found.document.issuer_code, found.kind),
            on=numbering.on,
            by=by,
            at=at,
            late_reason=numbering.late_reason,
        )
    _log("letter_issued", event, found, by, at)
    return document


def _letter(event: Event, letter_id: int) -> EventLetter:
    found = EventLetter.objects.filter(pk=letter_id, event_id=event.record_id).select_related("document").first()
    if found is None:
        raise Http404
    return found


def _log(action: str, event: Event, letter: EventLetter, by: Actor, at: datetime) -> None:
    data: dict[str, object] = {"kind": letter.kind, "document": letter.document_id}
    record(Deed(f"campaigns.{action}", "campaigns.events", event.record_id, event.place_path, data), by=by, at=at)
