"""Keys and certificates of the town's signers, made once in a run: a small authority, its officers, strangers."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from binhyen.documents.rules.signing import KeyWay, SigningSetting
from binhyen.documents.writers.keys import _USAGE

NOW = datetime(2026, 11, 5, 2, 0, tzinfo=UTC)
NO_SECRET = serialization.NoEncryption()


@cache
def _key(number: int) -> rsa.RSAPrivateKey:
    """Small keys, which are made at once: nothing here is a secret."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _name(person: str, body: str) -> x509.Name:
    words = ((NameOID.COUNTRY_NAME, "VN"), (NameOID.ORGANIZATION_NAME, body), (NameOID.COMMON_NAME, person))
    return x509.Name([x509.NameAttribute(oid, text) for oid, text in words])


@dataclass(frozen=True)
class Authority:
    """Somebody who certifies others."""

    name: x509.Name
    certificate: x509.Certificate
    key: rsa.RSAPrivateKey

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def certify(self, person: str, *, since: datetime, until: datetime, key: int = 0) -> x509.Certificate:
        made = x509.CertificateBuilder(
            self.name, _name(person, "UBND xã An Phú"), _key(key).public_key(), x509.random_serial_number()
        )
        made = made.not_valid_before(since).not_valid_after(until)
        made = made.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        return made.add_extension(_USAGE, critical=True).sign(self.key, hashes.SHA256())

    def revoke(self, certificate: x509.Certificate, at: datetime) -> bytes:
        """Return the list of revoked certificates, with this one on it."""
        listed = x509.RevokedCertificateBuilder(certificate.serial_number, at).build()
        made = x509.CertificateRevocationListBuilder(self.name, at, at + timedelta(days=400))
        return (
            made.add_revoked_certificate(listed)
            .sign(self.key, hashes.SHA256())
            .public_bytes(serialization.Encoding.PEM)
        )


@cache
def authority(name: str = "CA Minh họa", key: int = 1) -> Authority:
    own = _name(name, "Cơ quan chứng thực minh họa")
    usage = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
    made = x509.CertificateBuilder(own, own, _key(key).public_key(), x509.random_serial_number())
    made = made.not_valid_before(NOW - timedelta(days=2000)).not_valid_after(NOW + timedelta(days=2000))
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    identifier = x509.SubjectKeyIdentifier.from_public_key(_key(key).public_key())
    made = made.add_extension(usage, critical=True).add_extension(identifier, critical=False)
    return Authority(own, made.sign(_key(key), hashes.SHA256()), _key(key))


def bundle(certificate: x509.Certificate, key: int = 0, *, secret: str = "") -> bytes:
    """Return key and certificate in one file."""
    sealed = serialization.BestAvailableEncryption(secret.encode()) if secret else NO_SECRET
    return pkcs12.serialize_key_and_certificates(b"khoa", _key(key), certificate, None, sealed)


def officer(by: Authority | None = None, *, since: int = -100, until: int = 300) -> x509.Certificate:
    """Return an officer's certificate, valid for days around now."""
    days = (NOW + timedelta(days=since), NOW + timedelta(days=until))
    return (by or authority()).certify("Nguyễn Thị Mẫu", since=days[0], until=days[1])


def setting_of(folder: Path, certificate: x509.Certificate | None = None) -> SigningSetting:
    """Return a setting whose key lies in a folder."""
    path = folder / "khoa.p12"
    path.write_bytes(bundle(certificate or officer()))
    return SigningSetting(way=KeyWay.FILE, key=str(path))


def trust_in(folder: Path, *authorities: Authority) -> list[Path]:
    """Write the certificates of authorities that are trusted."""
    paths = []
    for number, one in enumerate(authorities or (authority(),)):
        paths.append(folder / f"ca{number}.pem")
        paths[-1].write_bytes(one.pem)
    return paths
