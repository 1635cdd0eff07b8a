"""One content, two writers: both say the same, in the decreed measures."""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from pypdf import PdfReader

from binhyen.documents.rules.composing import compose
from binhyen.documents.rules.content import SAMPLE_MARK, Letter, LetterKind, PageBreak, Paragraph
from binhyen.documents.rules.freezing import check_code, content_hash, to_data
from binhyen.documents.rules.layout import ND30
from binhyen.documents.rules.metrics import text_width
from binhyen.documents.writers.ooxml import EMU
from binhyen.documents.writers.page import write_page
from binhyen.documents.writers.word import write_word
from tests.documents.letters import certificate, decision
from tests.documents.showcase import SHOWCASE, long_decision, minutes, stamped_certificate

DAY = date(2026, 11, 5)


def pdf_of(letter: Letter) -> bytes:
    return write_page(compose(letter, ND30, check="7C·E2"), ND30, dated=DAY)


def word_of(letter: Letter) -> Any:
    return Document(BytesIO(write_word(compose(letter, ND30, check="7C·E2"), ND30, dated=DAY)))


def word_texts(element: Any) -> Iterator[str]:
    for node in element.iter(qn("w:t"), qn("w:br")):
        yield (node.text or "") if node.tag == qn("w:t") else " "


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def said_by_pdf(content: bytes) -> str:
    """Return the words of a PDF without what stands in the top margin: page number and mark."""
    pages = [page.extract_text() for page in PdfReader(BytesIO(content)).pages]
    return squeezed("".join(re.sub(rf"^\s*\d*\s*{SAMPLE_MARK}", "", page) for page in pages))


@pytest.mark.parametrize("kind", [name for name in SHOWCASE if name != "quyet-dinh"])
def test_word_and_pdf_say_the_same_in_the_same_order(kind: str) -> None:
    letter = SHOWCASE[kind]()
    assert squeezed("".join(word_texts(word_of(letter).element.body))) == said_by_pdf(pdf_of(letter))


def test_a_list_over_pages_says_the_same_but_for_its_repeated_head() -> None:
    letter = long_decision(60)
    head = "STTTênkhudâncưĐịabàntrướcsápnhậpTỷlệhộđăngkýKếtquả"
    in_pdf = said_by_pdf(pdf_of(letter))
    in_word = squeezed("".join(word_texts(word_of(letter).element.body)))
    assert (in_pdf.count(head), in_word.count(head)) == (2, 1)
    assert in_pdf.replace(head, "") == in_word.replace(head, "")


@pytest.mark.parametrize("kind", SHOWCASE)
def test_every_page_bears_the_mark_of_the_demonstration(kind: str) -> None:
    letter = SHOWCASE[kind]()
    pages = PdfReader(BytesIO(pdf_of(letter))).pages
    assert all(page.extract_text().count(SAMPLE_MARK) == 1 for page in pages)
    headers = [header for section in word_of(letter).sections for header in (section.first_page_header, section.header)]
    assert all(SAMPLE_MARK in header.paragraphs[0].text for header in headers)


def test_a_real_letter_bears_no_mark() -> None:
    assert SAMPLE_MARK not in PdfReader(BytesIO(pdf_of(decision(demonstration=False)))).pages[0].extract_text()


def test_the_pdf_is_archival_tagged_described_and_the_same_each_time() -> None:
    content = pdf_of(long_decision())
    reader = PdfReader(BytesIO(content))
    catalogue = reader.root_object
    information = reader.metadata
    assert content == pdf_of(long_decision())
    assert "StructTreeRoot" in str(catalogue)
    assert b"pdfaid" in content
    assert str(catalogue["/Lang"]) == "vi-VN"
    assert information is not None
    assert str(information.title).startswith("Quyết định 07/QĐ-UBND: Về việc công nhận")
    assert information.author == "Ủy ban nhân dân xã An Phú"


def test_the_pdf_carries_its_own_fonts_and_no_other() -> None:
    fonts = set()
    for page in PdfReader(BytesIO(pdf_of(long_decision()))).pages:
        resources: Any = page["/Resources"]
        fonts |= {str(font.get_object()["/BaseFont"]) for font in resources["/Font"].values()}
    assert fonts
    assert all("Tinos" in font for font in fonts)


def test_pages_are_a4_and_certificates_lie_on_their_side() -> None:
    def size(letter: Letter) -> tuple[int, int]:
        box = PdfReader(BytesIO(pdf_of(letter))).pages[0].mediabox
        return round(float(box.width) * 25.4 / 72), round(float(box.height) * 25.4 / 72)

    assert size(decision()) == (210, 297)
    assert size(stamped_certificate()) == (297, 210)
    assert len(PdfReader(BytesIO(pdf_of(stamped_certificate()))).pages) == 1


def test_word_has_the_decreed_paper_styles_and_font() -> None:
    document = word_of(long_decision())
    section, normal = document.sections[0], document.styles["Normal"]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(each / Mm(1)) for each in margins] == [20, 20, 30, 15]
    assert (normal.font.name, normal.font.size) == ("Times New Roman", Pt(14))
    fonts = normal.element.rPr.find(qn("w:rFonts"))
    assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {"Times New Roman"}
    articles = [each for each in document.paragraphs if each.style.name == "VB Điều"]
    assert [each.runs[0].text for each in articles] == ["Điều 1. ", "Điều 2. ", "Điều 3. "]
    assert all(each.runs[0].bold and not each.runs[1].bold for each in articles)
    body = document.styles["VB Nội dung"].paragraph_format
    assert (round(body.first_line_indent / Mm(1), 1), body.space_after, body.line_spacing) == (12.7, Pt(6), 1.15)


def test_word_numbers_pages_from_the_second_and_annexes_for_themselves() -> None:
    first, annex = word_of(long_decision()).sections
    for section in (first, annex):
        assert section.different_first_page_header_footer
        assert "PAGE" in section.header._element.xml
        assert "PAGE" not in section.first_page_header._element.xml
    assert annex._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"


def test_the_line_under_the_motto_is_drawn_as_long_as_the_motto() -> None:
    lines = [int(each.get("cx")) for each in word_of(long_decision()).element.body.iter(qn("wp:extent"))]
    motto = text_width("Độc lập - Tự do - Hạnh phúc", ND30.motto_size, bold=True)
    issuer = text_width("ỦY BAN NHÂN DÂN", ND30.nation_size, bold=True)
    assert lines[1] == round(motto * EMU)
    assert issuer / 3 <= lines[0] / EMU <= issuer / 2


def test_table_heads_repeat_and_rows_stay_whole() -> None:
    (listing,) = (table for table in word_of(long_decision()).tables if len(table.rows) > 3)
    assert listing._tbl.tr_lst[0].find(".//" + qn("w:tblHeader")) is not None
    assert all(row.find(".//" + qn("w:cantSplit")) is not None for row in listing._tbl.tr_lst)


def test_minutes_have_both_signatures_side_by_side() -> None:
    table = word_of(minutes()).tables[-1]
    assert [cell.paragraphs[0].text for cell in table.rows[0].cells] == ["THƯ KÝ", "CHỦ TRÌ"]


def test_a_certificate_has_a_code_and_no_seal() -> None:
    assert len(word_of(stamped_certificate()).inline_shapes) >= 1
    assert b"/Subtype/Image" not in pdf_of(stamped_certificate()).replace(b" ", b"")


def test_both_writers_print_under_the_code_what_the_public_page_shows() -> None:
    letter = stamped_certificate()
    digest = content_hash(to_data(letter), "nd30")
    sheet = compose(letter, ND30, check=check_code(digest))
    page = PdfReader(BytesIO(write_page(sheet, ND30, dated=DAY))).pages[0].extract_text()
    word = Document(BytesIO(write_word(sheet, ND30, dated=DAY)))
    printed = "\n".join(cell.text for table in word.tables for row in table.rows for cell in row.cells)
    assert check_code(digest) in page
    assert check_code(digest) in printed


def test_a_page_break_begins_a_new_page() -> None:
    letter = decision(blocks=(Paragraph("Trước"), PageBreak(), Paragraph("Sau")), annexes=())
    pages = [page.extract_text() for page in PdfReader(BytesIO(pdf_of(letter))).pages]
    assert ["Trước" in pages[0], "Sau" in pages[1]] == [True, True]


@pytest.mark.parametrize("write", [pdf_of, word_of])
def test_very_long_names_and_strange_words_are_set(write: Callable[[Letter], object]) -> None:
    name = "Ủy ban nhân dân xã " + "Rất Dài " * 60
    letter = decision(
        subject="Về việc " + "x" * 400 + " & <b>#set page()</b> $x$ \\ @a *b* _c_",
        issuer=replace(decision().issuer, name=name),
    )
    assert write(letter)


def test_markup_in_a_text_stays_text() -> None:
    text = "#pagebreak() *đậm* _nghiêng_ $x^2$ <w:t> & \\u{41} @x"
    letter = decision(blocks=(Paragraph(text),), annexes=())
    assert squeezed(text) in said_by_pdf(pdf_of(letter))
    assert squeezed(text) in squeezed("".join(word_texts(word_of(letter).element.body)))


def test_two_thousand_rows_are_written_in_seconds() -> None:
    letter = long_decision(2_000)
    began = time.perf_counter()
    pages = len(PdfReader(BytesIO(pdf_of(letter))).pages)
    word_of(letter)
    assert pages > 40
    assert time.perf_counter() - began < 20


@pytest.mark.parametrize(
    "letter",
    [
        decision(bases=(), blocks=(), signature=None, recipients=(), annexes=(), subject=""),
        decision(issuer=replace(decision().issuer, name="", place_name="")),
        decision(kind=LetterKind.DISPATCH, subject=""),
        certificate(signature=None),
        certificate(certificate=None),
        replace(minutes(), signature=None),
    ],
)
def test_a_draft_that_lacks_something_is_still_drawn(letter: Letter) -> None:
    sheet = compose(letter, ND30, draft=True)
    assert write_page(sheet, ND30, dated=None).startswith(b"%PDF")
    assert write_word(sheet, ND30, dated=None).startswith(b"PK")


def test_a_certificate_stays_on_one_page_whatever_the_name() -> None:
    name = "Trường Trung học phổ thông chuyên " + "Nguyễn Thị Minh Khai và các điểm trường " * 4
    letter = stamped_certificate()
    assert letter.certificate is not None
    long = replace(letter, certificate=replace(letter.certificate, recipient=name.strip()))
    assert len(PdfReader(BytesIO(pdf_of(long))).pages) == 1


def test_a_wide_annex_lies_on_its_side() -> None:
    letter = decision()
    wide = replace(letter, annexes=(replace(letter.annexes[0], landscape=True, label="Phụ lục I"),))
    boxes = [page.mediabox for page in PdfReader(BytesIO(pdf_of(wide))).pages]
    assert [box.width > box.height for box in boxes] == [False, True]
    sections = word_of(wide).sections
    assert [section.page_width > section.page_height for section in sections] == [False, True]
