"""Reads of documents: who sees which, the outgoing register, what the public may check."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404

from binhyen.audit.queries import trail_of
from binhyen.database.lookups import under_any
from binhyen.documents.models import AttachedFile, Document, NumberRegister, SignedCopy
from binhyen.documents.rules.attachments import Attached, Relation
from binhyen.documents.rules.lifecycle import DocumentState
from binhyen.documents.rules.signing import KeyWay, SigningSetting
from binhyen.files.models import Blob
from binhyen.files.queries import open_blob
from binhyen.kernel.actors import Actor, Role
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import fold

_NO_READERS = frozenset({Role.OPERATOR, Role.UNIT_REPRESENTATIVE})
"""Operators see no content; a unit gets its own papers from the page of its dossier."""
_VERIFY_PATH = "kiem-tra"


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    """What the outgoing register is narrowed to; empty means all."""

    year: int | None = None
    issuer_code: str = ""
    kind: str = ""
    search: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a document's course."""

    at: datetime
    text: str


_STEPS = {
    "documents.draft": gettext_noop("Drafted"),
    "documents.revise": gettext_noop("Draft changed"),
    "documents.issue": gettext_noop("Numbered and issued"),
    "documents.record_external": gettext_noop("Number of the e-office recorded"),
    "documents.cancel": gettext_noop("Cancelled, number kept"),
    "documents.sign": gettext_noop("Signed digitally"),
}


def documents_seen_by(actor: Actor, filters: RegisterFilter | None = None) -> QuerySet[Document]:
    """Return the documents of the places a post covers, newest first, without their content."""
    if actor.role in _NO_READERS:
        return Document.objects.none()
    found = Document.objects.filter(under_any("place_path", actor.scopes)).defer("content")
    return _narrowed(found, filters or RegisterFilter()).order_by("-issued_on", "-id")


def register_seen_by(actor: Actor, filters: RegisterFilter) -> QuerySet[Document]:
    """Return the outgoing register: what was issued, cancelled numbers included, never drafts."""
    return documents_seen_by(actor, filters).exclude(state=DocumentState.DRAFT)


def issuers_seen_by(actor: Actor) -> list[tuple[str, str]]:
    """Return code and name of the bodies whose documents this post sees."""
    rows = documents_seen_by(actor).exclude(state=DocumentState.DRAFT).order_by("issuer_name", "issuer_code")
    return list(rows.values_list("issuer_code", "issuer_name").distinct())


def years_seen_by(actor: Actor) -> list[int]:
    """Return the years of the register, newest first."""
    rows = documents_seen_by(actor).filter(year__isnull=False).order_by("-year")
    return [year for year in rows.values_list("year", flat=True).distinct() if year is not None]


def document_seen_by(actor: Actor, document_id: int) -> Document:
    """Return a document with its content; what this post does not cover does not exist."""
    document = documents_seen_by(actor).defer(None).filter(pk=document_id).first()
    if document is None:
        raise Http404
    return document


def citing(actor: Actor, document: Document) -> QuerySet[Document]:
    """Return the documents that rest on this one, as far as this post sees them."""
    return documents_seen_by(actor).filter(cites__cited=document)


def cited_by(actor: Actor, document: Document) -> QuerySet[Document]:
    """Return the documents that this one rests on, as far as this post sees them."""
    return documents_seen_by(actor).filter(cited_by__citing=document)


def course_of(document: Document) -> list[Step]:
    """Return what was done to a document, oldest first, in words to translate."""
    return [Step(entry.at, _STEPS.get(entry.action, entry.action)) for entry in trail_of("document", document.pk)]


def document_by_token(token: str) -> Document:
    """Return the issued or cancelled document of a public address; drafts and guesses do not exist."""
    document = Document.objects.exclude(state=DocumentState.DRAFT).filter(token=token).first()
    if document is None:
        raise Http404
    return document


def verification_address(token: str) -> str:
    """Return the public address printed as a QR code; the portal answers there."""
    return f"{settings.PUBLIC_ADDRESS.rstrip('/')}/{_VERIFY_PATH}/{token}/"


def kept_bytes(blob: Blob) -> bytes:
    """Return the bytes of something that the software made itself."""
    with open_blob(blob) as stream:
        return stream.read()


def attached_to(document: Document) -> tuple[Attached, ...]:
    """Return the files that a document's PDF carries, in order."""
    return tuple(_attached(one) for one in attached_rows(document))


def attached_rows(document: Document) -> list[AttachedFile]:
    """Return what a document's PDF carries, without the bytes."""
    return list(document.attached.select_related("blob").order_by("position"))


def signed_copies_of(document: Document) -> list[SignedCopy]:
    """Return a document's signatures, first to last; the last copy holds them all."""
    return list(document.signed_copies.select_related("blob").order_by("position"))


def last_signed(document: Document) -> SignedCopy | None:
    """Return the copy that holds all signatures, or nothing where nobody signed digitally."""
    return document.signed_copies.select_related("blob").order_by("position").last()


def _attached(one: AttachedFile) -> Attached:
    return Attached(one.name, kept_bytes(one.blob), one.media_type, one.description, Relation(one.relation))


def register_of(issuer_code: str, scheme: str, year: int) -> NumberRegister | None:
    """Return a number register; it exists from its first number on."""
    return NumberRegister.objects.filter(issuer_code=issuer_code, scheme=scheme, year=year).first()


def signing_setting() -> SigningSetting:
    """Return where this instance's key is, as its settings say."""
    found: SigningSetting = settings.SIGNING
    return found


def trusted_certificates() -> list[str]:
    """Return the files whose certificates are trusted here, and lists of revoked ones, as the settings name them."""
    return [str(path) for path in settings.TRUSTED_CERTIFICATES]


def can_sign() -> bool:
    """Tell whether this instance has a key at all."""
    return signing_setting().way != KeyWay.NONE


def _narrowed(found: QuerySet[Document], filters: RegisterFilter) -> QuerySet[Document]:
    exact = {"year": filters.year, "issuer_code": filters.issuer_code, "kind": filters.kind}
    found = found.filter(**{name: value for name, value in exact.items() if value})
    words = fold(filters.search)
    return found.filter(fold__contains=words) if words else found
