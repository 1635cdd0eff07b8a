"""ClamAV's INSTREAM conversation: what is sent, and what an answer means. Pure."""

import struct
from collections.abc import Iterable, Iterator
from enum import StrEnum

HELLO = b"zINSTREAM\0"
END = struct.pack("!L", 0)


class Answer(StrEnum):
    """What the scanner said."""

    CLEAN = "clean"
    INFECTED = "infected"
    FAILED = "failed"


def frames(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield what goes over the wire: the command, each chunk behind its length, and the end."""
    yield HELLO
    for chunk in chunks:
        yield struct.pack("!L", len(chunk)) + chunk
    yield END


def understood(reply: bytes) -> Answer:
    """Read the reply. Only a plain OK is clean; anything that is neither OK nor FOUND is a failure."""
    text = reply.rstrip(b"\0\n").strip()
    if text == b"stream: OK":
        return Answer.CLEAN
    return Answer.INFECTED if text.startswith(b"stream: ") and text.endswith(b" FOUND") else Answer.FAILED
