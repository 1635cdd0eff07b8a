"""Looks into a signed PDF, in a limited process: `python -I -m … FILE INSTANT [CERTIFICATE…]` prints one JSON object.

It tells what is there (pages' words, attached files, what each signature says and covers) and judges nothing: what is
to be refused, and in which words, is `rules.opening`. Trusted certificates are PEM or DER; lists of revoked ones end
in .crl.
"""

import json
import sys
from base64 import b64encode
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

from asn1crypto import crl, pem
from asn1crypto.x509 import Certificate
from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from binhyen.documents.rules.signing import TRIAL_UNIT
from binhyen.kernel.threads import apart

FAULTS = (
    PdfError, PyPdfError, SignatureValidationError, ValueError, KeyError, TypeError, AttributeError, IndexError,
    NotImplementedError, RecursionError, AssertionError, OSError,
)  # fmt: skip
"""What the libraries raise on files that are not as they should be."""
_MOST_ATTACHED = 16 * 1024 * 1024


def main(arguments: Sequence[str]) -> None:
    """Look into one file and print what is in it."""
    name, instant, *certificates = arguments
    content = Path(name).read_bytes()
    found = look(content, datetime.fromisoformat(instant), certificates)
    sys.stdout.write(json.dumps(found, ensure_ascii=False))


def look(content: bytes, now: datetime, certificates: Sequence[str] = ()) -> dict[str, Any]:
    """Return what is in the file. `now` is when a signature without a time of its own is looked at."""
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted:
            return {"fault": "encrypted"}
        said = {"title": _title(reader), "pages": _pages(reader), "attached": list(_attached(reader))}
    except FAULTS:
        return {"fault": "unreadable"}
    return said | {"signatures": _signatures(content, now, certificates)}


# ------------------------------------------------------------------ pages and files


def _title(reader: PdfReader) -> str:
    return str(reader.metadata.title or "") if reader.metadata else ""


def _pages(reader: PdfReader) -> list[str]:
    return [page.extract_text() for page in reader.pages]


def _attached(reader: PdfReader) -> Iterator[dict[str, str]]:
    size = 0
    for name, contents in reader.attachments.items():
        for one in contents:
            size += len(one)
            if size > _MOST_ATTACHED:
                msg = "the attached files are too large"
                raise ValueError(msg)
            yield {"name": name, "content": b64encode(one).decode()}


# ------------------------------------------------------------------ signatures


def _signatures(content: bytes, now: datetime, certificates: Sequence[str]) -> list[dict[str, Any]]:
    try:
        found = list(PdfFileReader(BytesIO(content)).embedded_regular_signatures)
    except FAULTS:
        return [{"broken": True}] if b"/ByteRange" in content else []
    told = [_told(one, now, certificates) for one in found]
    if found and told and told[-1].get("covers") != "file":
        told[-1] |= _changed(content, found[-1])
    return told


def _told(one: EmbeddedPdfSignature, now: datetime, certificates: Sequence[str]) -> dict[str, Any]:
    """Return what a signature says; one that cannot be read is broken."""
    try:
        signed_at = one.self_reported_timestamp
        context = trusting(signed_at or now, certificates)
        status = apart(validate_pdf_signature, one, context, key_usage_settings=USAGE)
        holders = [one.signer_cert, *one.other_embedded_certs]
        said = of_holder(one.signer_cert) | _of_status(one, status) | revocation(holders, certificates)
        return said | {"signed_at": signed_at.isoformat() if signed_at else ""}
    except FAULTS:
        return {"broken": True}


USAGE = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"})
"""One of the two must stand in the certificate: authorities differ in which."""


def of_holder(holder: Certificate) -> dict[str, Any]:
    """Return what a certificate says of who holds it."""
    names = holder.subject.native
    return {
        "signer": str(names.get("common_name", "")),
        "organisation": str(names.get("organization_name", "")),
        "certified_by": _named(holder.issuer.native),
        "certificate": sha256(holder.dump()).hexdigest(),
        "trial": TRIAL_UNIT in str(names.get("organizational_unit_name", "")),
        "self_made": holder.issuer == holder.subject,
        "valid_from": holder.not_valid_before.isoformat(),
        "valid_to": holder.not_valid_after.isoformat(),
    }


def _named(names: dict[str, Any]) -> str:
    """Return a name of a certificate as people say it: who, and of what body."""
    person, body = str(names.get("common_name", "")), str(names.get("organization_name", ""))
    return f"{person} ({body})" if person and body and person != body else person or body


def _of_status(one: EmbeddedPdfSignature, status: PdfSignatureStatus) -> dict[str, Any]:
    return {
        "broken": False,
        "intact": status.intact,
        "sound": status.valid,
        "trusted": status.trusted,
        "covers": _covers(status.coverage),
        "after": _after(one),
    }


def _covers(level: SignatureCoverageLevel | None) -> str:
    return "part" if level is None else _COVERS.get(level, "part")


_COVERS = {SignatureCoverageLevel.ENTIRE_FILE: "file", SignatureCoverageLevel.ENTIRE_REVISION: "revision"}
_AFTER = {
    ModificationLevel.NONE: "nothing",
    ModificationLevel.LTA_UPDATES: "proofs",
    ModificationLevel.FORM_FILLING: "signatures",
}


def _after(one: EmbeddedPdfSignature) -> str:
    """Say what was added to the file after this signature."""
    found: object = one.diff_result
    return _AFTER.get(found.modification_level, "other") if isinstance(found, DiffResult) else "other"


def trusting(moment: datetime, certificates: Sequence[str]) -> ValidationContext:
    """Return what is trusted, as of the moment of signing. Nothing is asked of the network."""
    roots = list(load_certs_from_pemder(path for path in certificates if not path.endswith(".crl")))
    return ValidationContext(trust_roots=roots, moment=moment, allow_fetching=False)


def revocation(holders: Sequence[Certificate], certificates: Sequence[str]) -> dict[str, bool]:
    """Look the signer's certificate (the first), and those between, up in the lists of revoked ones that are kept here.

    Whether it was revoked before or after it signed is not asked: when it signed is the signer's own word.
    """
    lists = [_list(Path(path).read_bytes()) for path in certificates if path.endswith(".crl")]
    known = {held.issuer.hashable: _numbers(held) for held in lists}
    return {
        "revoked": any(each.serial_number in known.get(each.issuer.hashable, ()) for each in holders),
        "revocation_known": holders[0].issuer.hashable in known,
    }


def _list(content: bytes) -> crl.CertificateList:
    if pem.detect(content):
        _, _, content = pem.unarmor(content)
    return crl.CertificateList.load(content)


def _numbers(held: crl.CertificateList) -> frozenset[int]:
    listed = held["tbs_cert_list"]["revoked_certificates"].native or ()
    return frozenset(one["user_certificate"] for one in listed)


# ------------------------------------------------------------------ what was changed after signing


def _changed(content: bytes, last: EmbeddedPdfSignature) -> dict[str, bool]:
    """Say whether pages or attached files are others now than they were when the last signature was made."""
    with suppress(*FAULTS):
        _, _, start, length = last.byte_range
        revisions = [PdfReader(BytesIO(one)) for one in (content[: start + length], content)]
        pages, files = ([part(one) for one in revisions] for part in (_pages, _files))
        return {"pages_changed": _differ(pages), "attached_changed": _differ(files)}
    return {"pages_changed": False, "attached_changed": False}


def _files(reader: PdfReader) -> list[dict[str, str]]:
    return list(_attached(reader))


def _differ(found: Sequence[object]) -> bool:
    return any(one != other for one, other in pairwise(found))


if __name__ == "__main__":
    main(sys.argv[1:])
