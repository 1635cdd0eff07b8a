"""Makes documents as they come in: Word files by python-docx, PDFs by hand (so that they may lie), old scripts."""

import unicodedata
import zlib
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import typst
from docx.oxml import parse_xml

import binhyen.documents
from binhyen.documents.rules.legacy import legacy

SENTENCE = (
    "Toàn xã công nhận 48/52 khu dân cư đạt tiêu chuẩn “An toàn về an ninh, trật tự”, tăng 3 khu so với năm trước."
)


def old(text: str, code: str) -> str:
    """Return `text` in an old script; letters without a sign of their own stand in small ones, as they do there."""
    letters = legacy(code).letters
    return "".join(letters.get(letter, letters.get(letter.lower(), letter)) for letter in text)


def windows(text: str) -> bytes:
    """Return `text` in Windows-1258: base letters with their shape, tones as marks behind."""
    signs = []
    for letter in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", letter)
        tones = "".join(mark for mark in parts[1:] if mark in "\u0300\u0301\u0303\u0309\u0323")
        shape = unicodedata.normalize("NFC", parts[0] + "".join(mark for mark in parts[1:] if mark not in tones))
        signs.append(shape + tones)
    return "".join(signs).encode("cp1258")


# ---------------------------------------------------------------- Word


def word(*pieces: Any) -> bytes:
    """Return a Word file: texts are paragraphs, lists of lists are tables, elements are put in as they are."""
    document = docx.Document()
    for piece in pieces:
        if isinstance(piece, str):
            document.add_paragraph(piece)
        elif isinstance(piece, list):
            table = document.add_table(len(piece), len(piece[0]))
            for row, texts in zip(table.rows, piece, strict=True):
                for cell, text in zip(row.cells, texts, strict=True):
                    cell.text = text
        else:
            document.element.body.insert(-1, piece)
    return saved(document)


def saved(document: Any) -> bytes:
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def xml(inner: str, tag: str = "p") -> Any:
    """Return an element of Word's language."""
    return parse_xml(f"<w:{tag} {_SPACES}>{inner}</w:{tag}>")


_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def in_font(text: str, font: str) -> str:
    return run(text, f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>')


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{run(text)}</w:p></w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


# ---------------------------------------------------------------- PDF

_DOT = (
    b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
    b"\nstream\n\xff\nendstream"
)
Text = tuple[float, float, str]
"""Where a line begins, from the left and from below in points, and its words in Latin-1."""


def pdf(
    pages: Sequence[Iterable[Text]], *, font: str = "Helvetica", drawn: str = "", mode: int = 0, size: int = 12,
    picture: bool = False,
) -> bytes:  # fmt: skip
    """Return a PDF of plain lines. `drawn` is put on every page; `mode` 3 draws letters invisibly."""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{font} /Encoding /WinAnsiEncoding >>".encode("latin-1"),
        _DOT,
    ]
    kids = []
    for texts in pages:
        content = drawn + ("q 595 0 0 842 0 0 cm /P Do Q " if picture else "")
        content += "".join(f"BT /F {size} Tf {mode} Tr {x} {y} Td ({_escaped(text)}) Tj ET\n" for x, y, text in texts)
        packed = zlib.compress(content.encode("latin-1"))
        objects.append(b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(packed), packed))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F 3 0 R >> /XObject << /P 4 0 R >> >> >>" % len(objects)
        )
        kids.append(len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    return _filed(objects)


def _filed(objects: Sequence[bytes]) -> bytes:
    content = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(content)
    content += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    content += b"".join(b"%010d 00000 n \n" % place for place in places)
    return content + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def ruled(left: float, bottom: float, columns: Sequence[float], rows: Sequence[float]) -> str:
    """Return drawn lines around the cells of a table: widths of columns, heights of rows from below."""
    right, top = left + sum(columns), bottom + sum(rows)
    xs = [left + sum(columns[:number]) for number in range(len(columns) + 1)]
    ys = [bottom + sum(rows[:number]) for number in range(len(rows) + 1)]
    lines = [f"{x} {bottom} m {x} {top} l S" for x in xs] + [f"{left} {y} m {right} {y} l S" for y in ys]
    return "0.5 w " + " ".join(lines) + "\n"


def typeset(source: str, folder: Path) -> bytes:
    """Return a PDF that Typst set with our own fonts."""
    fonts = Path(binhyen.documents.__file__).parent / "fonts"
    path = folder / "source.typ"
    path.write_text('#set text(font: "Tinos", size: 12pt, lang: "vi")\n' + source, encoding="utf-8")
    return bytes(typst.compile(str(path), font_paths=[str(fonts)], ignore_system_fonts=True))
