"""What may be done to a signed file: each way once, on the bytes."""

import re
from collections.abc import Callable
from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pypdf import PdfReader, PdfWriter


def flipped_byte(content: bytes) -> bytes:
    """One letter of what the file says of itself."""
    assert content.count(b"<xmp:CreatorTool>Typst") == 1
    return content.replace(b"<xmp:CreatorTool>Typst", b"<xmp:CreatorTool>Tzpst")


def replaced_page(content: bytes) -> bytes:
    """Other words on the first page, added at the end as PDF allows it."""
    writer = IncrementalPdfFileWriter(BytesIO(content))
    page = writer.root["/Pages"]["/Kids"][0]
    words = generic.StreamObject(stream_data=b"BT ET")
    page.raw_get("/Contents")
    page[generic.NameObject("/Contents")] = writer.add_object(words)
    writer.update_container(page)
    return _written(writer)


def replaced_attachment(content: bytes) -> bytes:
    """Other figures in the attached file, added at the end as PDF allows it."""
    writer = IncrementalPdfFileWriter(BytesIO(content))
    for file in writer.root["/AF"]:
        held = file.get_object()
        held["/EF"][generic.NameObject("/F")] = writer.add_object(generic.StreamObject(stream_data=b'{"a": 2}'))
        held["/EF"][generic.NameObject("/UF")] = held["/EF"].raw_get("/F")
        writer.update_container(held)
    return _written(writer)


def added_words(content: bytes) -> bytes:
    """Something else at the end: an action that is done when the file is opened."""
    writer = IncrementalPdfFileWriter(BytesIO(content))
    action = generic.DictionaryObject({generic.NameObject("/S"): generic.NameObject("/Named")})
    writer.root[generic.NameObject("/OpenAction")] = writer.add_object(action)
    writer.update_root()
    return _written(writer)


def added_bytes(content: bytes) -> bytes:
    """Bytes behind the end of the file, which no reader looks at."""
    return content + b"% thanks\n"


def broken_signature(content: bytes) -> bytes:
    """A signature of other bytes than a signature has."""
    return re.sub(rb"/Contents <30820", b"/Contents <40820", content, count=1)


def wrong_key(content: bytes) -> bytes:
    """The last byte of the number that the key made."""
    found = re.search(rb"/Contents <([0-9A-Fa-f]+?)(0*)>", content)
    assert found is not None
    place = found.end(1) - 40
    return content[:place] + (b"0" if content[place : place + 1] != b"0" else b"1") + content[place + 1 :]


def written_anew(content: bytes) -> bytes:
    """The same pages from another program, with the signature copied along."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(content)))
    kept = BytesIO()
    writer.write(kept)
    return kept.getvalue()


def written_anew_with_other_figures(content: bytes) -> bytes:
    """The same, with other figures inside."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(content)))
    for file in writer.root_object["/AF"]:  # type: ignore[attr-defined]
        file.get_object()["/EF"]["/F"].get_object().set_data(b'{"a": 2}')
    kept = BytesIO()
    writer.write(kept)
    return kept.getvalue()


def _written(writer: IncrementalPdfFileWriter) -> bytes:
    kept = BytesIO()
    writer.write(kept)
    return kept.getvalue()


TAMPERED: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "a byte flipped": (flipped_byte, "documents.signed_bytes_changed"),
    "a page replaced": (replaced_page, "documents.pages_replaced"),
    "the attachment replaced": (replaced_attachment, "documents.attached_replaced"),
    "something added": (added_words, "documents.added_after_signing"),
    "bytes added behind the end": (added_bytes, "documents.added_after_signing"),
    "the signature broken": (broken_signature, "documents.signature_broken"),
    "made by another key": (wrong_key, "documents.signature_broken"),
    "written anew": (written_anew, "documents.signed_bytes_changed"),
    "written anew with other figures": (written_anew_with_other_figures, "documents.attached_replaced"),
}
