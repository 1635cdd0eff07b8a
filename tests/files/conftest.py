"""Files of every accepted type, made small, and the evidence folder of one test."""

import io
import struct
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject
from pytest_django import Settings

from binhyen.kernel.actors import Actor, Role

AT = datetime(2026, 11, 5, 9, 0, tzinfo=UTC)
LAN = Actor(1, 2, Role.COMMUNE_OFFICER, 3, "1.2.3.", ("1.2.3.",))


@pytest.fixture(autouse=True)
def evidence(tmp_path: Path, settings: Settings) -> Path:
    settings.EVIDENCE_DIR = tmp_path
    return tmp_path


def pdf(password: str = "", script: str = "") -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_blank_page(200, 200)
    if script:
        action = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject(script)}
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)
    if password:
        writer.encrypt(password)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def picture(kind: str = "JPEG", *, place: bool = False, size: tuple[int, int] = (40, 20)) -> bytes:
    image = Image.new("RGB", size, "teal")
    exif = Image.Exif()
    if place:
        exif[0x0112] = 6
        exif[0x010F] = "A camera"
        exif.get_ifd(0x8825)[2] = (21.0, 51.0, 0.0)
    buffer = io.BytesIO()
    image.save(buffer, kind, exif=exif)
    return buffer.getvalue()


def container(entries: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(**more: bytes) -> bytes:
    return container({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>", **more})


def odt() -> bytes:
    return container({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<o/>"})


def box(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", len(content) + 8, name) + content


def mp4(content: bytes = b"y" * 50) -> bytes:
    return box(b"ftyp", b"isom\0\0\0\0") + box(b"moov", b"x" * 20) + box(b"mdat", content)


Make = Callable[[], bytes]
