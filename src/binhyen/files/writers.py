"""Puts bytes on disk so that a file is there whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings

from binhyen.files.queries import path_of


@contextmanager
def workspace() -> Iterator[Path]:
    """Give a folder beside the evidence (so that moving is atomic) and remove it with all it still holds."""
    incoming = Path(settings.EVIDENCE_DIR) / "incoming"
    incoming.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=incoming) as folder:
        yield Path(folder)


def settle(opened: IO[bytes]) -> None:
    """Make sure that what was written has reached the disk."""
    opened.flush()
    os.fsync(opened.fileno())


def move_in(source: Path, target: Path) -> None:
    """Move a finished file to its place. Readers see the old state or the new one, never a part."""
    target.parent.mkdir(parents=True, exist_ok=True)
    source.chmod(0o440)
    source.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def write_content(sha256: str, content: bytes) -> None:
    """Write known bytes to their place, unless they are there already."""
    target = path_of(sha256)
    if target.exists():
        return
    with workspace() as folder:
        draft = folder / "content"
        with draft.open("wb") as opened:
            opened.write(content)
            settle(opened)
        move_in(draft, target)
