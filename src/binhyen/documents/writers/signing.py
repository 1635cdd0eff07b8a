"""Signs PDFs (PAdES-B): one more part at the end of the file, everything before it as it was."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_cms import Signer, SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner, PdfSigningSession

from binhyen.documents.rules.signing import TRIAL_UNIT, Deed, KeyWay, NoKey, Signed, SigningSetting, mark_lines
from binhyen.documents.writers.marks import Mark, drawn
from binhyen.documents.writers.page import Spot
from binhyen.kernel.threads import apart


def sign(content: bytes, setting: SigningSetting, deed: Deed, room: Spot | None = None) -> Signed:
    """Return the file with a signature of the key that the setting names, drawn in `room` where that is given.

    Raises `NoKey` when the key cannot be used.
    """
    try:
        with opened_key(setting) as signer:
            return _signed(content, signer, deed, room)
    except (SigningError, ValueError, OSError) as fault:
        raise NoKey(str(fault)) from fault


def _signed(content: bytes, signer: Signer, deed: Deed, room: Spot | None) -> Signed:
    holder = signer.signing_cert
    if holder is None:
        msg = "the key has no certificate"
        raise NoKey(msg)
    names = holder.subject.native
    trial = TRIAL_UNIT in str(names.get("organizational_unit_name", ""))
    person, body = str(names.get("common_name", "")), str(names.get("organization_name", ""))
    mark = drawn(mark_lines(person, body, deed.at, trial=trial), room, deed.number) if room is not None else None
    whole = content if content.endswith(b"\n") else content + b"\n"  # PDF/A: a new object begins on a line of its own
    written = _written(whole, _pdf_signer(signer, deed, mark))
    return Signed(written, person or body, _named(holder.issuer.native), sha256(holder.dump()).hexdigest(), trial)


def _written(content: bytes, signer: "_SignerAt") -> bytes:
    kept = BytesIO()
    apart(signer.sign_pdf, IncrementalPdfFileWriter(BytesIO(content)), output=kept)
    return kept.getvalue()


def _pdf_signer(signer: Signer, deed: Deed, mark: Mark | None) -> "_SignerAt":
    meta = PdfSignatureMetadata(
        field_name=deed.field,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        location=deed.place or None,
        reason=deed.reason or None,
    )
    spec = SigFieldSpec(deed.field, on_page=mark.page, box=mark.box) if mark else SigFieldSpec(deed.field)
    return _SignerAt(deed.at, meta, signer=signer, new_field_spec=spec, stamp_style=mark.style if mark else None)


class _SignerAt(PdfSigner):
    """Signs at the instant that it is told, not at that of the machine's clock."""

    def __init__(self, at: datetime, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 - as the library has it
        super().__init__(*arguments, **options)
        self._at = at

    def init_signing_session(self, *arguments: Any, **options: Any) -> PdfSigningSession:  # noqa: ANN401
        session = super().init_signing_session(*arguments, **options)
        session.system_time = self._at
        return session


# ------------------------------------------------------------------ keys


@contextmanager
def opened_key(setting: SigningSetting) -> Iterator[Signer]:
    """Open the key of a setting. Raises `NoKey` where none is set."""
    if setting.way == KeyWay.FILE:
        yield _of_file(setting)
    elif setting.way == KeyWay.TOKEN:
        with _token(setting) as signer:
            yield signer
    else:
        msg = "no key is set"
        raise NoKey(msg)


def _of_file(setting: SigningSetting) -> SimpleSigner:
    phrase = setting.passphrase.encode() or None
    chain = list(load_certs_from_pemder(setting.chain))
    if setting.is_bundle:
        found: object = SimpleSigner.load_pkcs12_data(
            Path(setting.key).read_bytes(), other_certs=chain, passphrase=phrase
        )
    else:
        found = SimpleSigner.load(setting.key, setting.certificate, other_certs=chain, key_passphrase=phrase)
    if not isinstance(found, SimpleSigner):
        msg = "the key cannot be opened"
        raise NoKey(msg)
    return found


@contextmanager
def _token(setting: SigningSetting) -> Iterator[Signer]:
    """Open a token or HSM by its maker's library; the Python package `python-pkcs11` is installed with it."""
    try:
        import pkcs11  # noqa: PLC0415 - only where a token is set
        from pyhanko.config.pkcs11 import TokenCriteria  # noqa: PLC0415
        from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session  # noqa: PLC0415
    except ImportError as fault:
        msg = "python-pkcs11 is not installed"
        raise NoKey(msg) from fault
    wanted = TokenCriteria(label=setting.token)
    try:
        with open_pkcs11_session(setting.library, token_criteria=wanted, user_pin=setting.pin) as session:
            chain = list(load_certs_from_pemder(setting.chain))
            yield PKCS11Signer(session, cert_label=setting.label, key_label=setting.label, ca_chain=chain)
    except pkcs11.PKCS11Error as fault:
        raise NoKey(str(fault) or type(fault).__name__) from fault


def _named(names: dict[str, Any]) -> str:
    person, body = str(names.get("common_name", "")), str(names.get("organization_name", ""))
    return f"{person} ({body})" if person and body and person != body else person or body
