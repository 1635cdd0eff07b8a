"""What a signed file must be before anything in it is believed: each way of failing has its own sentence."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from binhyen.kernel.findings import Finding, Severity
from binhyen.kernel.marks import gettext_noop

_HERE = ZoneInfo("Asia/Ho_Chi_Minh")
_SLACK = timedelta(hours=1)
"""How far a signer's clock may be ahead of ours."""


@dataclass(frozen=True, slots=True)
class SignatureSeen:
    """One signature of a file: who made it, what it covers, what holds of it.

    `covers` is "file", "revision" (all there was when it was made) or "part"; `after` is what was added later:
    "nothing", "proofs" (of validity), "signatures" or "other". `intact`: the bytes are those that were signed.
    `sound`: the signature is that of the certificate's key. `trusted`: the certificate leads to a trusted one.
    """

    broken: bool = False
    signer: str = ""
    organisation: str = ""
    certified_by: str = ""
    certificate: str = ""
    trial: bool = False
    """Made with a key for trying."""
    self_made: bool = False
    valid_from: datetime | None = None
    valid_to: datetime | None = None
    signed_at: datetime | None = None
    intact: bool = False
    sound: bool = False
    trusted: bool = False
    revoked: bool = False
    revocation_known: bool = False
    covers: str = ""
    after: str = ""
    pages_changed: bool = False
    attached_changed: bool = False

    @property
    def name(self) -> str:
        """Whom the certificate names."""
        return self.signer or self.organisation


@dataclass(frozen=True, slots=True)
class AttachedSeen:
    """A file inside the file."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class SignedFile:
    """A file as it was found: nothing of it is believed before `opening_findings` has nothing to refuse."""

    sha256: str
    title: str = ""
    pages: tuple[str, ...] = ()
    attached: tuple[AttachedSeen, ...] = ()
    signatures: tuple[SignatureSeen, ...] = ()
    fault: str = ""
    """"" or "unreadable", "encrypted"."""

    @property
    def signed_by(self) -> str:
        """Who signed, first to last."""
        return ", ".join(one.name for one in self.signatures)

    @property
    def signed_at(self) -> datetime | None:
        """When the last signature says it was made."""
        return self.signatures[-1].signed_at if self.signatures else None

    def files_named(self, name: str) -> list[AttachedSeen]:
        """Return the attached files of a name: more than one are a trick."""
        return [one for one in self.attached if one.name == name]


def opening_findings(file: SignedFile, *, now: datetime) -> list[Finding]:
    """Say why the signatures of a file are not believed (errors), and what could not be looked at (information).

    A signature must be readable, made by its certificate's key, over bytes that are still the same; it must cover the
    whole file; its certificate must lead to one that is trusted here, must have been valid when it was signed with, and
    must not be known as revoked. Every signature of the file must be so.
    """
    if file.fault:
        return [_FILE_FAULTS[file.fault]]
    if not file.signatures:
        return [_said("signature_missing", _MISSING)]
    last = len(file.signatures) - 1
    found = [one for place, seen in enumerate(file.signatures) for one in _of_signature(seen, now, last=place == last)]
    if other_data(file):
        found = _told_of_data(file, found)
    return found or [one for seen in file.signatures for one in _remarks(seen, now)]


_PRINTED = re.compile(r"SHA-256 bắt đầu bằng ((?:[0-9a-f]{4} ?){4})")


def other_data(file: SignedFile) -> bool:
    """Tell whether the pages print the hash of other figures than those that are attached."""
    printed = _PRINTED.search(" ".join(" ".join(file.pages).split()))
    if printed is None:
        return False
    wanted = printed[1].replace(" ", "")
    return not any(sha256(one.content).hexdigest().startswith(wanted) for one in file.attached)


def _told_of_data(file: SignedFile, found: list[Finding]) -> list[Finding]:
    """Say that other figures are attached than the pages name, in place of the bare word that something changed."""
    if not found:
        return [_said("attached_other", _OTHER_DATA)]
    changed = {"documents.signed_bytes_changed", "documents.added_after_signing"}
    seen = file.signatures[-1]
    return [_said("attached_replaced", _ATTACHED, seen) if one.code in changed else one for one in found]


def _of_signature(seen: SignatureSeen, now: datetime, *, last: bool) -> Iterator[Finding]:
    """Yield the first thing that is wrong with a signature: what comes later is not worth looking at then."""
    if seen.broken:
        yield _said("signature_broken", _BROKEN)
        return
    if not seen.intact:
        yield _said("signed_bytes_changed", _CHANGED, seen)
        return
    if not seen.sound:
        yield _said("signature_broken", _BROKEN)
        return
    yield from _of_reach(seen, last=last) or _of_certificate(seen, now)


def _of_reach(seen: SignatureSeen, *, last: bool) -> list[Finding]:
    """Say what was done to the file after it was signed: nothing but further signatures and proofs may be."""
    allowed = {"proofs"} if last else {"nothing", "proofs", "signatures"}
    if seen.covers == "file" or (seen.covers == "revision" and seen.after in allowed):
        return []
    if seen.pages_changed:
        return [_said("pages_replaced", PAGES_REPLACED, seen)]
    if seen.attached_changed:
        return [_said("attached_replaced", _ATTACHED, seen)]
    return [_said("added_after_signing", _ADDED, seen)]


def _of_certificate(seen: SignatureSeen, now: datetime) -> list[Finding]:
    return [_said(code, message, seen) for code, message, wrong in _CERTIFICATE if wrong(seen, now)][:1]


def _before(seen: SignatureSeen, _now: datetime) -> bool:
    return seen.signed_at is not None and seen.valid_from is not None and seen.signed_at < seen.valid_from


def _expired(seen: SignatureSeen, now: datetime) -> bool:
    """Tell whether the certificate was over when it was signed with; a signature without a time counts as today's."""
    return seen.valid_to is not None and (seen.signed_at or now) > seen.valid_to


def _ahead(seen: SignatureSeen, now: datetime) -> bool:
    return seen.signed_at is not None and seen.signed_at > now + _SLACK


def _remarks(seen: SignatureSeen, now: datetime) -> Iterator[Finding]:
    if not seen.revocation_known:
        yield _said("revocation_unknown", _UNKNOWN, seen, Severity.INFO)
    if seen.trial:
        yield _said("trial_key", _TRIAL, seen, Severity.INFO)
    if seen.valid_to is not None and now > seen.valid_to:
        yield _said("certificate_since_expired", _SINCE, seen, Severity.INFO)


def _said(code: str, message: str, seen: SignatureSeen | None = None, severity: Severity = Severity.ERROR) -> Finding:
    params = _params(seen) if seen is not None else {}
    return Finding(f"documents.{code}", message, severity, params=params, where="signature")


def _params(seen: SignatureSeen) -> dict[str, object]:
    return {
        "signer": seen.name,
        "certified_by": seen.certified_by,
        "signed_at": _day(seen.signed_at),
        "valid_from": _day(seen.valid_from),
        "valid_to": _day(seen.valid_to),
    }


def _day(at: datetime | None) -> str:
    return f"{at.astimezone(_HERE):%d/%m/%Y}" if at else "–"


_FILE_FAULTS = {
    "unreadable": Finding(
        "documents.not_a_pdf",
        gettext_noop("The file is no PDF, or it is damaged. Ask the sender for the file as it was signed."),
        where="file",
    ),
    "encrypted": Finding(
        "documents.pdf_encrypted",
        gettext_noop("The file is locked with a password. Ask the sender for the file as it was signed."),
        where="file",
    ),
}
_MISSING = gettext_noop(
    "The file bears no digital signature. A printed or scanned signature is none; nothing is taken."
)
_BROKEN = gettext_noop("A digital signature of the file is broken: it cannot be read, or its key did not make it.")
_CHANGED = gettext_noop(
    "The file was changed after %(signer)s signed it: its bytes are not those that were signed. Nothing is taken."
)
PAGES_REPLACED = gettext_noop(
    "After %(signer)s signed, pages of the file were replaced. Ask the sender for the signed file."
)
_ATTACHED = gettext_noop(
    "After %(signer)s signed, the attached figures were replaced. Ask the sender for the signed file."
)
_ADDED = gettext_noop(
    "Something was added to the file after %(signer)s signed, which the signature does not cover. Nothing is taken."
)
_OTHER_DATA = gettext_noop(
    "The pages print the hash of other figures than those that are attached. Ask the sender for the right file."
)
_EXPIRED = gettext_noop(
    "The certificate of %(signer)s was valid until %(valid_to)s only, and the file was signed on %(signed_at)s."
)
_NOT_YET = gettext_noop(
    "The certificate of %(signer)s is valid from %(valid_from)s only, and the file was signed on %(signed_at)s."
)
_AHEAD = gettext_noop("The signature of %(signer)s bears a day that has not come: %(signed_at)s.")
_REVOKED = gettext_noop("The certificate of %(signer)s was revoked by %(certified_by)s.")
_SELF_MADE = gettext_noop(
    "%(signer)s signed with a self-made certificate: nobody vouches for who that is. It is not trusted here."
)
_OTHER = gettext_noop(
    "The certificate of %(signer)s was issued by %(certified_by)s, which is not trusted here. "
    "If it should be, the operator adds its certificate to BINHYEN_TRUST."
)
_UNKNOWN = gettext_noop(
    "Whether the certificate of %(signer)s was revoked could not be looked up: no list of its issuer is kept here."
)
_TRIAL = gettext_noop("%(signer)s signed with a key for trying: the signature binds nobody.")
_SINCE = gettext_noop(
    "The certificate of %(signer)s has ended since (%(valid_to)s); when it was signed is the signer's own word."
)
_Wrong = Callable[[SignatureSeen, datetime], bool]
_CERTIFICATE: tuple[tuple[str, str, _Wrong], ...] = (
    ("signed_in_future", _AHEAD, _ahead),
    ("certificate_expired", _EXPIRED, _expired),
    ("certificate_not_yet", _NOT_YET, _before),
    ("certificate_revoked", _REVOKED, lambda seen, _now: seen.revoked),
    ("signature_self_made", _SELF_MADE, lambda seen, _now: not seen.trusted and seen.self_made),
    ("signature_untrusted", _OTHER, lambda seen, _now: not seen.trusted),
)


# ------------------------------------------------------------------ from what was printed by the limited process


def signature_from_data(data: Mapping[str, Any]) -> SignatureSeen:
    """Build a signature from what the limited process said of it."""
    times = {name: _instant(data.get(name)) for name in ("valid_from", "valid_to", "signed_at")}
    return SignatureSeen(**{**data, **times})


def _instant(text: object) -> datetime | None:
    return datetime.fromisoformat(str(text)) if text else None


def file_from_data(data: Mapping[str, Any], digest: str, attached: Sequence[AttachedSeen]) -> SignedFile:
    """Build a file from what the limited process said of it."""
    if data.get("fault"):
        return SignedFile(digest, fault=str(data["fault"]))
    signatures = tuple(signature_from_data(one) for one in data["signatures"])
    return SignedFile(digest, str(data["title"]), tuple(data["pages"]), tuple(attached), signatures)
