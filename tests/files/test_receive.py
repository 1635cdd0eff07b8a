"""Receiving evidence: what is taken in, how, and every refusal with nothing left behind."""

import io
import struct
import zlib
from pathlib import Path

import pytest
from django.test import override_settings
from PIL import Image
from pytest_django import Settings

from binhyen.audit.models import Entry
from binhyen.files.actions import erase_expired, receive
from binhyen.files.models import Blob, ScanState
from binhyen.files.queries import open_blob, path_of, preview_path_of
from binhyen.kernel.actors import SYSTEM, Actor, Role
from binhyen.kernel.findings import Forbidden, Refused
from tests.files.conftest import AT, LAN, box, container, docx, mp4, odt, pdf, picture

pytestmark = pytest.mark.django_db


def codes(findings: object) -> list[str]:
    return [finding.code for finding in findings]  # type: ignore[attr-defined]  # any sequence of findings


def bomb_picture() -> bytes:
    """A PNG of a few hundred bytes that says it is 60,000 by 60,000."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"0" * 99)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("name", "content", "pages"),
    [
        ("nghị quyết.PDF", pdf(), 2),
        ("a.jpeg", picture(), 1),
        ("a.png", picture("PNG"), 1),
        ("a.webp", picture("WEBP"), 1),
        ("a.docx", docx(), None),
        ("a.xlsx", container({"[Content_Types].xml": b"<T/>", "xl/workbook.xml": b"<w/>"}), None),
        ("a.odt", odt(), None),
        ("a.mp4", mp4(), None),
    ],
)
def test_accepted_types_are_kept_in_quarantine_and_leave_a_trace(name: str, content: bytes, pages: int | None) -> None:
    received = receive(stream=io.BytesIO(content), name=name, by=LAN, at=AT)
    assert received.blob.pages == pages
    assert received.blob.state == ScanState.QUARANTINED
    assert "files.waits_for_scan" in codes(received.findings)
    with open_blob(received.blob) as opened:
        assert len(opened.read()) == received.blob.size
    entry = Entry.objects.get(action="files.received")
    assert entry.data["sha256"] == received.blob.sha256
    assert name not in str(entry.data)


def test_the_same_bytes_are_kept_once() -> None:
    first, second = (receive(stream=io.BytesIO(pdf()), name=name, by=LAN, at=AT).blob for name in ("a.pdf", "b.pdf"))
    assert first == second
    assert Blob.objects.count() == 1


def test_a_picture_loses_its_place_and_stands_upright() -> None:
    sent = picture(place=True)
    received = receive(stream=io.BytesIO(sent), name="a.jpg", by=LAN, at=AT)
    assert "files.metadata_removed" in codes(received.findings)
    with open_blob(received.blob) as opened, Image.open(opened) as kept:
        assert dict(kept.getexif()) == {}
        assert kept.size == (20, 40)
    assert b"A camera" in sent
    assert b"A camera" not in path_of(received.blob.sha256).read_bytes()


def test_pictures_and_pdf_have_a_preview() -> None:
    for name, content in (("a.jpg", picture(size=(2000, 1000))), ("a.pdf", pdf())):
        blob = receive(stream=io.BytesIO(content), name=name, by=LAN, at=AT).blob
        if blob.has_preview:
            with Image.open(preview_path_of(blob.sha256)) as preview:
                assert 400 <= max(preview.size) <= 500
        assert blob.has_preview or name == "a.pdf"


def test_a_pdf_with_scripts_is_taken_with_a_warning() -> None:
    received = receive(stream=io.BytesIO(pdf(script="app.alert(1)")), name="a.pdf", by=LAN, at=AT)
    assert "files.active_content" in codes(received.findings)


REFUSED = [
    ("a.pdf", b"", "files.empty"),
    ("a.pdf", pdf()[:-200], "files.damaged"),
    ("a.pdf", b"%PDF-1.7 nothing more" + b" " * 5000, "files.damaged"),
    ("a.pdf", b"%PDF-1.7 nothing more %%EOF", "files.damaged"),
    ("a.pdf", pdf(password="x"), "files.encrypted"),
    ("a.jpg", picture()[:300], "files.damaged"),
    ("a.png", bomb_picture(), "files.bomb"),
    ("a.pdf", picture(), "files.type_lies"),
    ("a.docx", odt(), "files.type_lies"),
    ("khong-duoi", pdf(), "files.type_lies"),
    ("a.docx", docx()[:100], "files.damaged"),
    ("a.docx", docx(**{"word/vbaProject.bin": b"x"}), "files.macros"),
    ("a.docx", docx(**{"word/media/a.bin": b"0" * 9_000_000}), "files.bomb"),
    ("a.zip", container({"a.txt": b"x"}), "files.type_refused"),
    ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "files.type_refused"),
    ("a.html", b"<!doctype html><script>1</script>", "files.type_refused"),
    ("a.exe", b"MZ\x90\0" + b"\0" * 99, "files.type_refused"),
    ("a.mp4", mp4()[:-10], "files.damaged"),
    ("a.mp4", box(b"ftyp", b"isom") + box(b"mdat", b"x"), "files.damaged"),
]


@pytest.mark.parametrize(("name", "content", "code"), REFUSED)
def test_unfit_files_are_refused_and_leave_nothing(evidence: Path, name: str, content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        receive(stream=io.BytesIO(content), name=name, by=LAN, at=AT)
    assert refusal.value.code == code
    assert [path for path in evidence.rglob("*") if path.is_file()] == []
    assert not Blob.objects.exists()
    assert not Entry.objects.exists()


def test_a_sender_who_claims_another_accepted_type_lies() -> None:
    with pytest.raises(Refused) as refusal:
        receive(stream=io.BytesIO(pdf()), name="a.pdf", hint="image/png", by=LAN, at=AT)
    assert refusal.value.code == "files.type_lies"
    assert receive(stream=io.BytesIO(pdf()), name="a.pdf", hint="application/octet-stream", by=LAN, at=AT).blob.pages


def test_the_limit_holds_while_streaming(settings: Settings) -> None:
    settings.EVIDENCE_MAX_BYTES = 100_000

    class Endless:
        given = 0

        def read(self, size: int = 0, /) -> bytes:
            self.given += size
            return b"%PDF-" + b"0" * (size - 5)

    endless = Endless()
    with pytest.raises(Refused) as refusal:
        receive(stream=endless, name="a.pdf", by=LAN, at=AT)
    assert refusal.value.code == "files.too_large"
    assert endless.given <= 200_000


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.OPERATOR])
def test_posts_that_read_only_send_nothing(role: Role) -> None:
    with pytest.raises(Forbidden) as refusal:
        receive(stream=io.BytesIO(pdf()), name="a.pdf", by=Actor(1, 2, role, 3, "1.", ("1.",)), at=AT)
    assert refusal.value.code == "files.read_only"


def test_an_inspector_that_does_not_answer_is_a_no(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("binhyen.files.writers.run_limited", lambda *_: None)
    with pytest.raises(Refused) as refusal:
        receive(stream=io.BytesIO(pdf()), name="a.pdf", by=LAN, at=AT)
    assert refusal.value.code == "files.unreadable"


def test_retention_removes_bytes_and_keeps_hash_and_trace() -> None:
    blob = receive(stream=io.BytesIO(picture()), name="a.jpg", by=LAN, at=AT).blob
    assert erase_expired(blobs=[blob], by=SYSTEM, at=AT) == 1
    assert erase_expired(blobs=[blob], by=SYSTEM, at=AT) == 0
    blob.refresh_from_db()
    assert (blob.erased_at, blob.has_preview) == (AT, False)
    assert not path_of(blob.sha256).exists()
    assert not preview_path_of(blob.sha256).exists()
    assert Entry.objects.filter(action="files.erased").count() == 1


@override_settings(CLAMAV_SOCKET="/nowhere/clamd.sock")
def test_a_scanner_that_is_away_leaves_the_file_waiting() -> None:
    received = receive(stream=io.BytesIO(pdf()), name="a.pdf", by=LAN, at=AT)
    assert received.blob.state == ScanState.FAILED
    assert "files.waits_for_scan" in codes(received.findings)
