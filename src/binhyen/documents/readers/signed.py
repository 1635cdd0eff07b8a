"""Opens signed PDFs: in a limited process, whatever they are."""

import json
from base64 import b64decode
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from binhyen.documents.rules.opening import AttachedSeen, SignedFile, file_from_data
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.sandbox import SandboxLimits, run_limited

LARGEST = 20 * 1024 * 1024
_PROCESS = "binhyen.documents.readers.signatures"
_OF_SEALS = "binhyen.documents.readers.seals"
_LIMITS = SandboxLimits(processor=40, wall=60)


def open_signed(content: bytes, *, now: datetime, trust: Sequence[str | Path] = ()) -> SignedFile:
    """Look into a file. `trust` are files with certificates (PEM, DER) that are trusted, and lists of revoked (.crl).

    Refused when it is empty or too large. What is wrong with its signatures is said by `rules.opening`.
    """
    if not content or len(content) > LARGEST:
        raise Refused(_size(content))
    digest = sha256(content).hexdigest()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "signed.pdf"
        path.write_bytes(content)
        certificates = [str(Path(one).resolve()) for one in trust]
        printed = run_limited(_PROCESS, str(path), now.isoformat(), *certificates, limits=_LIMITS)
    if printed is None:
        return SignedFile(digest, fault="unreadable")
    return file_of(json.loads(printed), digest)


def open_seal(content: bytes, seal: bytes, *, now: datetime, trust: Sequence[str | Path] = ()) -> SignedFile:
    """Look at a seal that lies beside what it signs, as `open_signed` looks at a PDF."""
    if not content or max(len(content), len(seal)) > LARGEST:
        raise Refused(_size(content))
    digest = sha256(content).hexdigest()
    with TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("content", "seal")]
        for path, written in zip(paths, (content, seal), strict=True):
            path.write_bytes(written)
        certificates = [str(Path(one).resolve()) for one in trust]
        printed = run_limited(_OF_SEALS, *map(str, paths), now.isoformat(), *certificates, limits=_LIMITS)
    if printed is None:
        return SignedFile(digest, fault="unreadable")
    return file_of({"title": "", "pages": ()} | json.loads(printed), digest)


def file_of(data: Mapping[str, Any], digest: str) -> SignedFile:
    """Return the file that the limited process told of."""
    attached = [AttachedSeen(one["name"], b64decode(one["content"])) for one in data.get("attached", ())]
    return file_from_data(data, digest, attached)


def _size(content: bytes) -> Finding:
    if not content:
        return Finding("documents.file_empty", gettext_noop("The file is empty."), where="file")
    message = gettext_noop("The file is larger than %(most)s MB. A signed report is far smaller; ask the sender.")
    return Finding("documents.file_too_large", message, params={"most": LARGEST // (1024 * 1024)}, where="file")
