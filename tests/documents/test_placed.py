"""Texts at millimetre places: pages, sizes, words, and the sheet on which a printer is measured."""

from datetime import date
from io import BytesIO

from pypdf import PdfReader

from binhyen.documents.rules.content import Align
from binhyen.documents.rules.placed import PlacedSheet, PlacedText
from binhyen.documents.writers.placed import write_placed

DAY = date(2026, 11, 20)
_MM = 72 / 25.4


def a_text(text: str, x: float, y: float, name: str = "recipient") -> PlacedText:
    return PlacedText(text, x, y, 200, 20, Align.LEFT, bold=True, name=name)


def test_each_page_has_the_sheets_size_and_its_own_words() -> None:
    pages = ((a_text("Nguyễn Văn Mẫu", 60, 124),), (a_text("Trần Thị Mẫu", 60, 124),))
    found = PdfReader(BytesIO(write_placed(PlacedSheet(420, 297, pages, "Bằng khen"), dated=DAY))).pages
    assert [one.extract_text().strip() for one in found] == ["Nguyễn Văn Mẫu", "Trần Thị Mẫu"]
    assert round(float(found[0].mediabox.width) / _MM) == 420
    assert round(float(found[0].mediabox.height) / _MM) == 297


def test_a_text_stands_on_its_line() -> None:
    sheet = PlacedSheet(297, 210, ((a_text("Mẫu", 40, 90),),))
    page = PdfReader(BytesIO(write_placed(sheet, dated=DAY))).pages[0]
    places: list[tuple[float, float]] = []

    def visit(text: str, cm: list[float], tm: list[float], _font: object, _size: float) -> None:
        if text.strip():
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            places.append((x / _MM, 210 - y / _MM))

    page.extract_text(visitor_text=visit)
    [(x, y)] = places
    assert abs(x - 40) < 0.5
    assert abs(y - 90) < 0.5


def test_guides_say_what_stands_where_and_the_same_sheet_is_the_same_file() -> None:
    pages = ((a_text("Mẫu", 40, 90),),)
    guided = PlacedSheet(297, 210, pages, guides=True)
    text = PdfReader(BytesIO(write_placed(guided, dated=DAY))).pages[0].extract_text()
    assert "recipient" in text
    assert "200" in text
    assert write_placed(guided, dated=DAY) == write_placed(guided, dated=DAY)
