"""Makes keys for trying: self-made, marked as such in the certificate. A real key comes from an authority."""

import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from binhyen.documents.rules.signing import TRIAL_UNIT

KEY_BITS = 3072
DAYS = 365


@dataclass(frozen=True, slots=True)
class TrialKey:
    """A self-made key: the bundle that signs, and the certificate that others may choose to trust."""

    bundle: bytes
    certificate: bytes


def make_trial_key(*, name: str, organisation: str, at: datetime, days: int = DAYS, passphrase: str = "") -> TrialKey:
    """Make a key and certify it by itself, marked as one for trying; valid from a day before `at` for `days`."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=KEY_BITS)
    words = (
        (NameOID.COUNTRY_NAME, "VN"),
        (NameOID.ORGANIZATION_NAME, organisation),
        (NameOID.ORGANIZATIONAL_UNIT_NAME, TRIAL_UNIT),
        (NameOID.COMMON_NAME, name),
    )
    subject = x509.Name([x509.NameAttribute(oid, text[:64]) for oid, text in words if text])
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    made = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_USAGE, critical=True)
        .add_extension(identifier, critical=False)
        .sign(key, hashes.SHA256())
    )
    secret = serialization.BestAvailableEncryption(passphrase.encode()) if passphrase else serialization.NoEncryption()
    bundle = pkcs12.serialize_key_and_certificates(name.encode(), key, made, None, secret)
    return TrialKey(bundle, made.public_bytes(serialization.Encoding.PEM))


_USAGE = x509.KeyUsage(
    digital_signature=True,
    content_commitment=True,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=False,
    crl_sign=False,
    encipher_only=False,
    decipher_only=False,
)


def write_key(key: TrialKey, path: Path) -> tuple[Path, Path]:
    """Write `path`.p12 (readable by its owner alone) and `path`.pem; return both. Raises `FileExistsError`."""
    bundle, certificate = path.with_suffix(".p12"), path.with_suffix(".pem")
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(bundle, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as opened:
        opened.write(key.bundle)
    certificate.write_bytes(key.certificate)
    return bundle, certificate
