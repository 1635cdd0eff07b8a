"""Files that an issued PDF carries inside itself (PDF/A-3): which may, and the hash that binds them to the letter."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop

LARGEST = 4 * 1024 * 1024
"""Bytes that the files of one document may have together."""
MEDIA_TYPES = frozenset({"application/json", "application/schema+json", "text/csv", "text/plain", "application/xml"})
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")


class Relation(StrEnum):
    """How a file stands to the pages (ISO 32000-2, table 43): the data that they say, or what explains that data."""

    DATA = "data"
    SUPPLEMENT = "supplement"


@dataclass(frozen=True, slots=True)
class Attached:
    """One file: UTF-8 text with a plain name. `description` is what readers of PDF show beside the name."""

    name: str
    content: bytes
    media_type: str
    description: str
    relation: Relation = Relation.DATA

    @property
    def sha256(self) -> str:
        """The hash of the file, in hexadecimal."""
        return sha256(self.content).hexdigest()


def hashes_of(files: Iterable[Attached]) -> tuple[tuple[str, str], ...]:
    """Return names and hashes, in order: what the hash of an issued document covers besides its words."""
    return tuple((one.name, one.sha256) for one in files)


def grouped(digest: str) -> str:
    """Return the beginning of a hash as it is printed: "1f2e 3d4c 5b6a 7988".

    >>> grouped("1f2e3d4c5b6a79880000")
    '1f2e 3d4c 5b6a 7988'
    """
    return " ".join(digest[start : start + 4] for start in range(0, 16, 4))


def attached_findings(files: Sequence[Attached]) -> list[Finding]:
    """Say what may not be attached: odd or repeated names, other types, what is no text, too much."""
    return [*_of_each(files), *_of_all(files)]


def _of_each(files: Sequence[Attached]) -> Iterator[Finding]:
    for one in files:
        if not _NAME.fullmatch(one.name):
            message = gettext_noop("“%(name)s” is no plain name of an attached file. Use a-z, 0-9, dots and dashes.")
            yield Finding("documents.attached_name", message, params={"name": one.name}, where="attached")
        if one.media_type not in MEDIA_TYPES or not _is_text(one.content):
            message = gettext_noop("“%(name)s” cannot be attached: only JSON, CSV, XML and plain text in UTF-8 can.")
            yield Finding("documents.attached_type", message, params={"name": one.name}, where="attached")


def _of_all(files: Sequence[Attached]) -> Iterator[Finding]:
    twice = [name for name, times in Counter(one.name for one in files).items() if times > 1]
    if twice:
        message = gettext_noop("Two attached files are called “%(name)s”.")
        yield Finding("documents.attached_twice", message, params={"name": twice[0]}, where="attached")
    if sum(len(one.content) for one in files) > LARGEST:
        message = gettext_noop("The attached files are larger than %(most)s MB together.")
        params = {"most": LARGEST // (1024 * 1024)}
        yield Finding("documents.attached_size", message, params=params, where="attached")


def _is_text(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\x00" not in content
