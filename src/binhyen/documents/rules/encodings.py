"""Bytes of a text to letters: Unicode, Windows' Vietnamese, and old scripts, told apart by what they yield. Pure."""

import codecs
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from binhyen.documents.rules.legacy import legacy
from binhyen.documents.rules.syllables import share_of_syllables

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 64 * 1024
_MANY_ZEROS, _FEW_ZEROS, _CONTROLS = 0.2, 0.02, 0.02
_TRUSTED = 0.5
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_STRANGE = re.compile("[^\\s\u0020-\u024f\u0300-\u036f\u1e00-\u1eff\u2000-\u2bff\u3000-\u30ff\uf000-\uf0ff\ufeff]")
"""What a Vietnamese text hardly holds: the sign of bytes that are none."""
_VISCII_CAPITALS = b"\x02\x05\x06\x14\x19\x1e"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding that it was found to be in, whether there were others too, and whether it is a guess."""

    text: str
    encoding: str
    mixed: bool = False
    doubtful: bool = False


def decoded(content: bytes) -> Decoded | None:
    """Return the text of some bytes; None when they are no text.

    Valid UTF-8 and UTF-16 are taken as such. A text that is partly UTF-8 is read line by line, the rest in the old
    encoding that yields most Vietnamese syllables.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _unicode(content[len(mark) :], name)
    if wide := _wide(content):
        return _unicode(content, wide)
    if _is_binary(content):
        return None
    try:
        return Decoded(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _old(content)


def _unicode(content: bytes, name: str) -> Decoded | None:
    text = content.decode(name, "replace")
    lost = text.count("\ufffd")
    strange = len(_STRANGE.findall(text[:_SAMPLE]))
    if max(lost, strange) * 10 > len(text[:_SAMPLE]) or "\0" in text:
        return None
    return Decoded(text, name, mixed=lost > 0)


def _wide(content: bytes) -> str:
    """Return UTF-16's name when every other byte of the beginning is mostly zero, which spaces and digits cause."""
    sample = content[:_SAMPLE]
    half = max(1, len(sample) // 2)
    even, odd = sample[::2].count(0) / half, sample[1::2].count(0) / half
    if odd > _MANY_ZEROS and even < _FEW_ZEROS:
        return "utf-16-le"
    return "utf-16-be" if even > _MANY_ZEROS and odd < _FEW_ZEROS else ""


def _is_binary(content: bytes) -> bool:
    sample = content[:_SAMPLE]
    if b"\0" in content:
        return True
    controls = len(_BINARY.findall(sample)) - sum(map(sample.count, (bytes([sign]) for sign in _VISCII_CAPITALS)))
    return controls > len(sample) * _CONTROLS


def _old(content: bytes) -> Decoded:
    """Read a text that is not UTF-8 throughout."""
    lines = content.split(b"\n")
    modern = [_utf8(line) for line in lines]
    foreign = b"\n".join(line for line, text in zip(lines, modern, strict=True) if text is None)
    mixed = any(text and not text.isascii() for text in modern)
    name, share = _best(foreign[:_SAMPLE])
    read = _READERS[name]
    text = "\n".join(read(line) if text is None else text for line, text in zip(lines, modern, strict=True))
    return Decoded(text, name, mixed=mixed, doubtful=share < _TRUSTED)


def _utf8(line: bytes) -> str | None:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _best(content: bytes) -> tuple[str, float]:
    """Return the encoding that yields most Vietnamese syllables, and their share."""
    shares = {name: share_of_syllables(read(content))[1] for name, read in _READERS.items()}
    best = max(shares, key=lambda name: shares[name])
    return (best, shares[best]) if shares[best] >= _TRUSTED else ("cp1258", shares[best])


def _cp1258(content: bytes) -> str:
    return unicodedata.normalize("NFC", content.decode("cp1258", "replace"))


def _through(code: str) -> Callable[[bytes], str]:
    return lambda content: legacy(code).converted(content.decode("latin-1"))


def _latin(content: bytes) -> str:
    """Read what is neither: typographic marks of Windows, letters of western names."""
    return content.decode("cp1252", "replace")


_READERS: Mapping[str, Callable[[bytes], str]] = {
    "cp1258": _cp1258,
    "tcvn3": _through("tcvn3"),
    "vni": _through("vni"),
    "viscii": _through("viscii"),
    "cp1252": _latin,
}
NAMES: Mapping[str, str] = {
    "cp1258": "Windows-1258",
    "tcvn3": "TCVN3",
    "vni": "VNI",
    "viscii": "VISCII",
    "cp1252": "Windows-1252",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32-le": "UTF-32",
    "utf-32-be": "UTF-32",
    "utf-8": "UTF-8",
}
