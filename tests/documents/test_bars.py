"""A chart of lying bars: both writers print every label and number; a bar is as long as it says."""

from dataclasses import replace
from io import BytesIO

from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from binhyen.documents.rules.composing import compose
from binhyen.documents.rules.content import Annex, Bar, Bars, Letter
from binhyen.documents.rules.freezing import from_data, to_data
from binhyen.documents.rules.layout import CURRENT
from binhyen.documents.writers.page import write_page
from binhyen.documents.writers.word import write_word
from tests.documents.letters import decision

CHART = Bars((Bar("Khu dân cư", "97,63", 976), Bar("Phường", "0", 0), Bar("Thị trấn", "100", 1000)), "Tỷ lệ đạt (%)")


def with_chart() -> Letter:
    return replace(decision(), annexes=(Annex("Tỷ lệ", (CHART,)),))


def test_pages_and_word_files_say_caption_labels_and_numbers() -> None:
    sheet = compose(with_chart(), CURRENT)
    pdf = PdfReader(BytesIO(write_page(sheet, CURRENT, dated=None)))
    printed = " ".join(page.extract_text() for page in pdf.pages)
    word = Document(BytesIO(write_word(sheet, CURRENT, dated=None)))
    typed = " ".join(node.text or "" for node in word.element.body.iter(qn("w:t")))
    for words in (CHART.caption, *(one.label for one in CHART.bars), *(one.said for one in CHART.bars)):
        assert words in printed
        assert words in typed


def test_a_bar_ends_where_its_length_does_and_none_is_drawn_for_nothing() -> None:
    word = Document(BytesIO(write_word(compose(with_chart(), CURRENT), CURRENT, dated=None)))
    cells = [row.cells[1]._tc for row in word.tables[-1].rows]
    ends = [int(next(cell.iter(qn("w:ind"))).get(qn("w:right"))) for cell in cells]
    shaded = [bool(list(cell.iter(qn("w:shd")))) for cell in cells]
    assert ends[2] == 0 < ends[0] < ends[1]
    assert shaded == [True, False, True]


def test_a_frozen_chart_is_thawed_as_it_was() -> None:
    assert from_data(to_data(with_chart())) == with_chart()
