"""A look into somebody's file. Run as a program in a limited process: `inspection PATH FOLDER` prints JSON.

FOLDER receives `clean`, the picture without metadata, and `preview.png`. Whatever goes wrong ends the program, and a
program that has ended in an error is a no.
"""

import json
import struct
import sys
import zipfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from binhyen.files.rules.formats import (
    CONTAINERS,
    IMAGES,
    JPEG,
    MP4,
    PDF,
    PNG,
    WEBP,
    Inspection,
    type_of_entries,
    type_of_start,
)
from binhyen.kernel.archives import archive_findings

MOST_PIXELS = 64_000_000
PREVIEW_SIDE = 480
_TAIL = 2_048
_FORMATS = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP"}
_ACTIVE = ("/OpenAction", "/AA")
_BOXES = {b"ftyp", b"moov", b"mdat"}
_CODES = {
    "archives.broken": "files.damaged",
    "archives.bomb": "files.bomb",
    "archives.encrypted": "files.encrypted",
    "archives.paths": "files.damaged",
    "archives.macros": "files.macros",
}


def inspect(path: Path, folder: Path) -> Inspection:
    """Say what a file is by opening it the way its type demands."""
    with path.open("rb") as stream:
        announced = type_of_start(stream.read(16))
        if announced == "zip":
            return _container(stream)
        look = _LOOKS.get(announced)
        return look(stream, announced, folder) if look else Inspection(refusal="files.type_refused")


def _container(stream: BinaryIO) -> Inspection:
    findings = archive_findings(stream)
    if findings:
        return Inspection(refusal=_CODES[findings[0].code])
    with zipfile.ZipFile(stream) as archive:
        names = set(archive.namelist())
        declared = archive.read("mimetype").decode("ascii", "replace").strip() if "mimetype" in names else ""
    media_type = type_of_entries(names, declared)
    return Inspection(media_type) if media_type in CONTAINERS else Inspection(refusal="files.type_refused")


def _pdf(stream: BinaryIO, media_type: str, _folder: Path) -> Inspection:
    from pypdf import PdfReader  # noqa: PLC0415 - only in the limited process
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    size = stream.seek(0, 2)
    stream.seek(max(0, size - _TAIL))
    if b"%%EOF" not in stream.read():
        return Inspection(refusal="files.damaged")
    try:
        reader = PdfReader(stream)
        if reader.is_encrypted:
            return Inspection(refusal="files.encrypted")
        pages = sum(1 for page in reader.pages if page.mediabox.width)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError):
        return Inspection(refusal="files.damaged")
    if pages == 0:
        return Inspection(refusal="files.damaged")
    return Inspection(media_type, pages, ("files.active_content",) if _is_active(reader.root_object) else ())


def _is_active(root: Any) -> bool:  # noqa: ANN401 - a PDF dictionary
    names = root.get("/Names")
    scripts = names is not None and "/JavaScript" in names.get_object()
    actions = [root[key].get_object() for key in _ACTIVE if key in root]
    return scripts or any(isinstance(action, dict) for action in actions)


def _image(stream: BinaryIO, media_type: str, folder: Path) -> Inspection:
    """Open, check and write a picture anew: turned upright, without place, device and time."""
    from PIL import Image, ImageOps  # noqa: PLC0415 - only in the limited process

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with Image.open(stream, formats=[_FORMATS[media_type]]) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                return Inspection(refusal="files.bomb")
            opened.load()
            remarks = _picture_remarks(opened)
            picture = ImageOps.exif_transpose(opened)
            picture.info = {}
            _rewrite(picture, folder / "clean", media_type)
            _preview(picture, folder / "preview.png")
    except Image.DecompressionBombError:
        return Inspection(refusal="files.bomb")
    except (OSError, ValueError, SyntaxError, struct.error):
        return Inspection(refusal="files.damaged")
    return Inspection(media_type, 1, remarks, rewritten=True, preview=True)


def _picture_remarks(opened: Any) -> tuple[str, ...]:  # noqa: ANN401 - Pillow, only known in the limited process
    kept = {"exif", "xmp", "comment", "XML:com.adobe.xmp", "photoshop", "Description", "Comment"}
    tests = (
        ("files.metadata_removed", bool(len(opened.getexif()) or kept & set(opened.info))),
        ("files.first_picture", getattr(opened, "n_frames", 1) > 1),
    )
    return tuple(code for code, found in tests if found)


def _rewrite(picture: Any, target: Path, media_type: str) -> None:  # noqa: ANN401 - Pillow
    options: dict[str, Any] = {"quality": 90} if media_type != PNG else {}
    picture.save(target, _FORMATS[media_type], **options)


def _preview(picture: Any, target: Path) -> None:  # noqa: ANN401 - Pillow
    small = picture.convert("RGB")
    small.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
    small.save(target, "PNG", optimize=True)


def _video(stream: BinaryIO, media_type: str, _folder: Path) -> Inspection:
    """Walk the boxes of an mp4: they must fill the file exactly, and index and data must be there."""
    end = stream.seek(0, 2)
    at, seen = 0, set()
    while at < end:
        stream.seek(at)
        head = stream.read(16)
        if len(head) < 8:  # noqa: PLR2004 - size and name
            return Inspection(refusal="files.damaged")
        size, name = struct.unpack(">I4s", head[:8])
        size = struct.unpack(">Q", head[8:])[0] if size == 1 and len(head) == 16 else size  # noqa: PLR2004
        size = size or end - at
        if size < 8 or at + size > end:  # noqa: PLR2004 - a box holds at least its head
            return Inspection(refusal="files.damaged")
        seen.add(name)
        at += size
    return Inspection(media_type) if seen >= _BOXES else Inspection(refusal="files.damaged")


_LOOKS: dict[str, Callable[[BinaryIO, str, Path], Inspection]] = {
    PDF: _pdf,
    MP4: _video,
    **dict.fromkeys(IMAGES, _image),
}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(inspect(Path(sys.argv[1]), Path(sys.argv[2])))))
