"""What signs: the setting of a key and whether it is whole, the words of a trial key, the lines of a visible mark."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop

TRIAL_UNIT = "Khóa dùng thử - không có giá trị pháp lý"
"""Organisational unit in the certificate of a key for trying: whoever opens the file reads it."""
TRIAL_LINE = "CHỮ KÝ THỬ – KHÔNG CÓ GIÁ TRỊ"
ISSUER_MARK = "{issuer}"
"""In a path or label: the code of the body that signs, where each has a key of its own."""
_BUNDLES = (".p12", ".pfx")


class KeyWay(StrEnum):
    """Where the key is: nowhere, in a file, or in a token or HSM (PKCS#11)."""

    NONE = ""
    FILE = "file"
    TOKEN = "pkcs11"  # noqa: S105 - the name of a standard


@dataclass(frozen=True, slots=True)
class SigningSetting:
    """Where the key is and what opens it.

    A file is PKCS#12 (.p12, .pfx), or PEM with its `certificate` beside it. A token has the `library` of its maker, its
    label (`token`), the `label` of key and certificate on it, and its `pin`. `chain` are the certificates between.
    """

    way: str = KeyWay.NONE
    key: str = ""
    certificate: str = ""
    passphrase: str = field(default="", repr=False)
    chain: tuple[str, ...] = ()
    library: str = ""
    token: str = ""
    label: str = ""
    pin: str = field(default="", repr=False)
    stamp: bool = False
    """Draw a visible mark in the signer's room."""

    @property
    def is_bundle(self) -> bool:
        """Tell whether key and certificate are in one file."""
        return self.key.lower().endswith(_BUNDLES)

    def of_issuer(self, code: str) -> "SigningSetting":
        """Return the setting of one issuing body."""
        key, certificate, label = (text.replace(ISSUER_MARK, code) for text in (self.key, self.certificate, self.label))
        return replace(self, key=key, certificate=certificate, label=label)


def setting_findings(setting: SigningSetting, exists: Callable[[str], bool]) -> list[Finding]:
    """Say what is missing or too much in a setting: half of one signs nothing, and must not look as if it did."""
    if setting.way not in set(KeyWay):
        message = gettext_noop("BINHYEN_SIGNING must be empty, file or pkcs11, not “%(way)s”.")
        return [_finding("signing_way", message, way=setting.way)]
    if setting.way == KeyWay.NONE:
        return [_unused(name) for name, value in _all(setting) if value]
    wanted = _of_file(setting) if setting.way == KeyWay.FILE else _of_token(setting)
    return [*_missing(wanted), *_absent(setting, exists)]


def trust_findings(paths: Iterable[str], exists: Callable[[str], bool]) -> list[Finding]:
    """Say which trusted certificates are not there: a missing one would make good signatures look bad."""
    message = gettext_noop("There is no file “%(path)s” of BINHYEN_TRUST. Put it there, or take it out.")
    return [_finding("trust_file", message, path=path) for path in paths if not exists(path)]


def _of_file(setting: SigningSetting) -> dict[str, str]:
    wanted = {"BINHYEN_SIGNING_KEY": setting.key}
    return wanted if setting.is_bundle else wanted | {"BINHYEN_SIGNING_CERTIFICATE": setting.certificate}


def _of_token(setting: SigningSetting) -> dict[str, str]:
    return {
        "BINHYEN_PKCS11_LIBRARY": setting.library,
        "BINHYEN_PKCS11_TOKEN": setting.token,
        "BINHYEN_PKCS11_LABEL": setting.label,
        "BINHYEN_PKCS11_PIN": setting.pin,
    }


def _all(setting: SigningSetting) -> Iterator[tuple[str, str]]:
    yield from _of_token(setting).items()
    yield from (("BINHYEN_SIGNING_KEY", setting.key), ("BINHYEN_SIGNING_CERTIFICATE", setting.certificate))


def _missing(wanted: dict[str, str]) -> Iterator[Finding]:
    message = gettext_noop("%(name)s is missing: without it nothing can be signed.")
    return (_finding("signing_incomplete", message, name=name) for name, value in wanted.items() if not value)


def _unused(name: str) -> Finding:
    message = gettext_noop("%(name)s is set, but BINHYEN_SIGNING is empty. Say file or pkcs11, or take it away.")
    return _finding("signing_unused", message, name=name)


def _absent(setting: SigningSetting, exists: Callable[[str], bool]) -> Iterator[Finding]:
    """Name the files that are not there; a path of each body's own cannot be looked up beforehand."""
    message = gettext_noop("There is no file “%(path)s” for signing. Put it there, or correct the setting.")
    own = (setting.key, setting.certificate) if setting.way == KeyWay.FILE else (setting.library,)
    for path in (*own, *setting.chain):
        if path and ISSUER_MARK not in path and not exists(path):
            yield _finding("signing_file", message, path=path)


def _finding(reason: str, message: str, **params: str) -> Finding:
    return Finding(f"documents.{reason}", message, params=params)


@dataclass(frozen=True, slots=True)
class Deed:
    """One signature to be made: by whom it is said to be made, when (in the country's time), where, and why."""

    at: datetime
    place: str = ""
    reason: str = ""
    number: int = 1
    """The first signature of the file, the second …: names its field."""

    @property
    def field(self) -> str:
        """The name of the signature's field in the file."""
        return f"ChuKySo{self.number}"


def mark_lines(signer: str, organisation: str, at: datetime, *, trial: bool) -> tuple[str, ...]:
    """Return what a visible mark says: who, of what body, when (NĐ 30/2020/NĐ-CP, annex I, section II.7)."""
    lines = [f"Ký bởi: {signer}"]
    if organisation and organisation != signer:
        lines.append(f"Cơ quan: {organisation}")
    zone = f"{at:%z}"
    lines.append(f"Thời gian ký: {at:%d.%m.%Y %H:%M:%S} {zone[:3]}:{zone[3:]}")
    return (*lines, TRIAL_LINE) if trial else tuple(lines)


class NoKey(Exception):  # noqa: N818 - said of the key
    """The key cannot be used: wrong passphrase, no certificate, a token that does not answer."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed file, and what its new signature says of its maker."""

    content: bytes
    signer: str
    certified_by: str
    certificate: str
    """SHA-256 of the certificate."""
    trial: bool
