"""Asks PDFium for the words and drawn lines of a page: one call for the text, then a few for each word."""

import ctypes
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as c

from binhyen.documents.readers.pages.sheet import Sheet, Stroke, Word
from binhyen.documents.rules.signs import raised

_WORD = re.compile(r"[^\s\u0000\u0002\ufffe]+(?:[\u0002\ufffe](?!\s))?")
_BEHIND = ".,;:!?…”’\"')]}%"
Box = tuple[float, float, float, float]
_UNMAPPED = re.compile("[\u0000\ufffd\ue000-\uefff\uf100-\uf8ff]")
_DOUBTED = re.compile("[\u0000\ud800-\uffff]")
_THIN, _SHORTEST = 2.5, 6.0
_MOST_OBJECTS, _MOST_POINTS, _MOST_SIGNS = 20_000, 400, 200_000
_SMALL, _RAISED = 0.88, 0.1
_MOST_OF_IT = 0.5
_INVISIBLE = 3
_TURN, _ODD = 6.2832, 0.2
"""Radians from level: text that leans more is a watermark or stands on its side."""


class Locked(Exception):  # noqa: N818 - an answer
    """The file asks for a password."""


def opened(path: Path) -> Any:  # noqa: ANN401 - pypdfium2 ships no types we check against
    """Open a PDF; `Locked` when it asks for a password, ValueError when it is none."""
    try:
        return pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == c.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise Locked from None
        raise ValueError from None


def sheets(document: Any, most: int) -> Iterator[Sheet]:  # noqa: ANN401
    """Yield the pages, one after the other; no more than `most`."""
    for number in range(min(len(document), most)):
        page = document[number]
        yield _Page(page, number + 1).sheet()
        page.close()


class _Page:
    """Reads one page; holds what was asked of its fonts."""

    def __init__(self, page: Any, number: int) -> None:  # noqa: ANN401
        self.page, self.number = page, number
        self.layer = page.get_textpage()
        self.fonts: dict[int, tuple[str, bool, bool]] = {}
        self.box = c.FS_RECTF()
        self.width, self.height = page.get_size()

    def sheet(self) -> Sheet:
        text = self._text()
        words = tuple(self._words(text))
        strokes, pictured, covered = self._drawn()
        self.layer.close()
        signs = len(_UNMAPPED.findall(text)), len(text)
        return Sheet(self.number, self.width, self.height, words, strokes, pictured, covered, *signs)

    def _text(self) -> str:
        """Return the signs of the page, each at the place of its number."""
        count = min(c.FPDFText_CountChars(self.layer.raw), _MOST_SIGNS)
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (count + 1))()
        c.FPDFText_GetText(self.layer.raw, 0, count, buffer)
        text = bytes(buffer)[: count * 2].decode("utf-16-le", "replace")
        if len(text) == count and not _DOUBTED.search(text):
            return text
        return "".join(self._sign(c.FPDFText_GetUnicode(self.layer.raw, index)) for index in range(count))

    @staticmethod
    def _sign(code: int) -> str:
        return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\0"  # noqa: PLR2004 - surrogates

    def _words(self, text: str) -> Iterator[Word]:
        for found in _WORD.finditer(text):
            start, end = found.start(), found.end() - 1
            first, last = self._place(start), self._place(end)
            font, bold, hidden = self._font(start)
            if not self._is_level(start):
                continue
            said = found.group(0).replace("\u0002", "\u00ad").replace("\ufffe", "\u00ad")
            said, note = self._lowered(said, start, first, last)
            x0, x1 = min(first[0], last[0]), max(first[1], last[1])
            yield Word(said, x0, min(first[2], last[2]), x1, max(first[3], last[3]), font, bold, hidden, note)

    def _lowered(self, said: str, start: int, first: Box, last: Box) -> tuple[str, bool]:
        """Take raised digits from a word's end, and say whether some stood before it: a footnote begins."""
        end = len(said.rstrip(_BEHIND))
        begin = end
        while begin > 0 and said[begin - 1].isdigit() and _is_small(first, self._place(start + begin - 1)):
            begin -= 1
        if 0 < begin < end:
            said = said[:begin] + raised(said[begin:end], said[:begin]) + said[end:]
        elif said[0].isdigit() and len(said) > 1 and _is_small(last, first):
            return said.lstrip("0123456789") or said, True
        return said, False

    def _place(self, index: int) -> Box:
        c.FPDFText_GetLooseCharBox(self.layer.raw, index, self.box)
        return self.box.left, self.box.right, self.box.bottom, self.box.top

    def _is_level(self, index: int) -> bool:
        angle = float(c.FPDFText_GetCharAngle(self.layer.raw, index))
        return angle < _ODD or angle > _TURN - _ODD

    def _font(self, index: int) -> tuple[str, bool, bool]:
        """Return font, boldness and whether the sign is drawn invisibly."""
        drawn = c.FPDFText_GetTextObject(self.layer.raw, index)
        key = ctypes.cast(drawn, ctypes.c_void_p).value or 0
        if key not in self.fonts:
            self.fonts[key] = self._asked(drawn) if key else ("", False, False)
        return self.fonts[key]

    @staticmethod
    def _asked(drawn: Any) -> tuple[str, bool, bool]:  # noqa: ANN401
        name = ""
        font = c.FPDFTextObj_GetFont(drawn)
        if font:
            buffer = ctypes.create_string_buffer(256)
            c.FPDFFont_GetBaseFontName(font, buffer, 256)
            name = buffer.value.decode("utf-8", "replace")
        return name, "bold" in name.lower(), c.FPDFTextObj_GetTextRenderMode(drawn) == _INVISIBLE

    # ---------------------------------------------------------------- what is drawn

    def _drawn(self) -> tuple[tuple[Stroke, ...], float, bool]:
        """Return drawn lines, the share of the page that pictures cover, and whether one lies over words."""
        strokes: list[Stroke] = []
        pictured, lettered, covered = 0.0, False, False
        whole = max(1.0, self.width * self.height)
        for index in range(min(c.FPDFPage_CountObjects(self.page.raw), _MOST_OBJECTS)):
            drawn = c.FPDFPage_GetObject(self.page.raw, index)
            kind = c.FPDFPageObj_GetType(drawn)
            lettered = lettered or kind == c.FPDF_PAGEOBJ_TEXT
            if kind == c.FPDF_PAGEOBJ_PATH:
                strokes += self._strokes(drawn)
            elif kind == c.FPDF_PAGEOBJ_IMAGE:
                left, bottom, right, top = _bounds(drawn)
                share = max(0.0, right - left) * max(0.0, top - bottom) / whole
                pictured += share
                covered = covered or (lettered and share >= _MOST_OF_IT)
        return tuple(strokes), min(1.0, pictured), covered

    def _strokes(self, path: Any) -> Iterator[Stroke]:  # noqa: ANN401
        left, bottom, right, top = _bounds(path)
        wide, high = right - left, top - bottom
        if high <= _THIN and wide >= _SHORTEST:
            yield Stroke(upright=False, at=(top + bottom) / 2, start=left, end=right)
        elif wide <= _THIN and high >= _SHORTEST:
            yield Stroke(upright=True, at=(left + right) / 2, start=bottom, end=top)
        elif wide >= _SHORTEST and high >= _SHORTEST and _is_stroked(path):
            yield from _segments(path)


def _bounds(drawn: Any) -> Box:  # noqa: ANN401
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    c.FPDFPageObj_GetBounds(drawn, left, bottom, right, top)
    return left.value, bottom.value, right.value, top.value


def _is_stroked(path: Any) -> bool:  # noqa: ANN401
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(c.FPDFPath_GetDrawMode(path, fill, stroke)) and bool(stroke.value)


def _segments(path: Any) -> Iterator[Stroke]:  # noqa: ANN401
    """Yield the level and upright sides of a path."""
    matrix = c.FS_MATRIX()
    c.FPDFPageObj_GetMatrix(path, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    before = first = None
    for index in range(min(c.FPDFPath_CountSegments(path), _MOST_POINTS)):
        segment = c.FPDFPath_GetPathSegment(path, index)
        c.FPDFPathSegment_GetPoint(segment, x, y)
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = c.FPDFPathSegment_GetType(segment)
        if kind == c.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == c.FPDF_SEGMENT_LINETO and before:
            yield from _side(before, point)
        before = point
        if c.FPDFPathSegment_GetClose(segment) and first:
            yield from _side(point, first)


def _side(one: tuple[float, float], other: tuple[float, float]) -> Iterator[Stroke]:
    wide, high = abs(one[0] - other[0]), abs(one[1] - other[1])
    if high <= _THIN and wide >= _SHORTEST:
        yield Stroke(upright=False, at=one[1], start=min(one[0], other[0]), end=max(one[0], other[0]))
    elif wide <= _THIN and high >= _SHORTEST:
        yield Stroke(upright=True, at=one[0], start=min(one[1], other[1]), end=max(one[1], other[1]))


def _is_small(base: Box, sign: Box) -> bool:
    """Tell whether one sign is smaller than another and stands higher: a power, or a footnote's mark."""
    high = base[3] - base[2]
    return sign[3] - sign[2] < _SMALL * high and sign[2] - base[2] > _RAISED * high
