"""The conversation with ClamAV, held with a scanner of our own that knows one virus."""

import io
import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from binhyen.files.actions import receive, scan, store_bytes
from binhyen.files.models import Blob, ScanState
from binhyen.files.queries import open_blob
from binhyen.files.rules.clamav import END, HELLO, Answer, frames, understood
from binhyen.kernel.actors import SYSTEM
from binhyen.kernel.findings import Refused
from tests.files.conftest import AT, LAN, mp4, pdf

pytestmark = pytest.mark.django_db
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def exactly(wire: socket.socket, size: int) -> bytes:
    content = b""
    while len(content) < size:
        content += wire.recv(size - len(content))
    return content


def answer(wire: socket.socket) -> None:
    assert exactly(wire, len(HELLO)) == HELLO
    content = b""
    while size := struct.unpack("!L", exactly(wire, 4))[0]:
        content += exactly(wire, size)
    wire.sendall(b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0")


@pytest.fixture
def clamd(tmp_path: Path, settings: Settings) -> Iterator[None]:
    address = str(tmp_path / "clamd.sock")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as door:
        door.bind(address)
        door.listen()
        door.settimeout(10)
        settings.CLAMAV_SOCKET = address

        def serve() -> None:
            while True:
                try:
                    wire, _ = door.accept()
                except OSError:
                    return
                with wire:
                    answer(wire)

        threading.Thread(target=serve, daemon=True).start()
        yield


@pytest.mark.usefixtures("clamd")
def test_a_clean_file_leaves_quarantine_on_receipt() -> None:
    received = receive(stream=io.BytesIO(pdf()), name="a.pdf", by=LAN, at=AT)
    assert received.blob.state == ScanState.CLEAN
    assert received.findings == ()


@pytest.mark.usefixtures("clamd")
def test_an_infected_file_is_found_and_never_handed_out() -> None:
    received = receive(stream=io.BytesIO(mp4(EICAR)), name="a.mp4", by=LAN, at=AT)
    assert received.blob.state == ScanState.INFECTED
    with pytest.raises(Refused) as refusal:
        open_blob(received.blob)
    assert refusal.value.code == "files.infected"


@pytest.mark.usefixtures("clamd")
def test_the_command_scans_what_waits() -> None:
    store_bytes(content=EICAR, media_type="text/plain", at=AT)
    Blob.objects.update(state=ScanState.FAILED)
    call_command("scan_evidence")
    assert Blob.objects.get().state == ScanState.INFECTED


def test_without_a_scanner_the_command_says_so() -> None:
    with pytest.raises(CommandError):
        call_command("scan_evidence")


def test_a_scanner_that_is_away_is_a_failure_and_no_fault(settings: Settings) -> None:
    settings.CLAMAV_SOCKET = "/nowhere/clamd.sock"
    blob = store_bytes(content=b"x", media_type="text/plain", at=AT)
    assert scan(blob=blob, by=SYSTEM, at=AT).state == ScanState.FAILED


@given(st.lists(st.binary(min_size=1, max_size=50)))
def test_what_goes_over_the_wire_holds_every_byte_once(chunks: list[bytes]) -> None:
    sent = list(frames(chunks))
    assert (sent[0], sent[-1]) == (HELLO, END)
    assert b"".join(frame[4:] for frame in sent[1:-1]) == b"".join(chunks)


@pytest.mark.parametrize(
    ("reply", "meaning"),
    [
        (b"stream: OK\0", Answer.CLEAN),
        (b"stream: Eicar FOUND\0", Answer.INFECTED),
        (b"INSTREAM size limit exceeded. ERROR\0", Answer.FAILED),
        (b"stream: not OK", Answer.FAILED),
        (b"", Answer.FAILED),
    ],
)
def test_only_a_plain_ok_is_clean(reply: bytes, meaning: Answer) -> None:
    assert understood(reply) is meaning
