"""The .docx that officers edit: real styles, drawn lines, repeating heads; the same words as the PDF."""

from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from binhyen.documents.rules.composing import ISSUER_SHARE
from binhyen.documents.rules.content import Align, Table
from binhyen.documents.rules.layout import Layout
from binhyen.documents.rules.metrics import text_width
from binhyen.documents.rules.sheet import (
    Addressees,
    AnnexSheet,
    Break,
    CertificateSheet,
    Head,
    Item,
    Line,
    Sheet,
    SignLines,
)
from binhyen.documents.writers.ooxml import (
    drawn_line,
    gate,
    ground,
    listing,
    numbered_from_one,
    page_field,
    plain_table,
)
from binhyen.documents.writers.qr import qr_png
from binhyen.documents.writers.styles import ALIGNED, SINGLE, set_styles

_CELADON, _PALE, _BROWN = "1D564B", "BED8CE", "6B3210"
_SIGNING_ROOM = 22
"""Millimetres between a title and a name."""


def write_word(sheet: Sheet, layout: Layout, *, dated: date | None) -> bytes:
    """Return the letter as .docx; `dated` stands in the file as its day of creation."""
    kept = BytesIO()
    _Writer(sheet, layout, dated).written().save(kept)
    return kept.getvalue()


class _Writer:
    """Sets one sheet; holds the document and counts its drawings."""

    def __init__(self, sheet: Sheet, layout: Layout, dated: date | None) -> None:
        self.sheet, self.layout = sheet, layout
        self.document = Document()
        self.drawings = 0
        self.measure = layout.measure
        self._describe(dated)

    def written(self) -> Any:  # noqa: ANN401 - python-docx ships no types
        set_styles(self.document, self.layout)
        section = self.document.sections[0]
        if self.sheet.certificate:
            self._certificate(section, self.sheet.certificate)
        else:
            self._letter(section)
        for annex in self.sheet.annexes:
            self._annex(annex)
        return self.document

    def _describe(self, dated: date | None) -> None:
        said = self.document.core_properties
        day = datetime.combine(dated or self.layout.valid_from, time(), UTC)
        said.title = f"{self.sheet.name}: {self.sheet.subject_text}"[:255]
        said.author = said.last_modified_by = self.sheet.author[:255]
        said.language, said.comments = "vi-VN", ""
        said.created = said.modified = day

    def _letter(self, section: Any) -> None:  # noqa: ANN401
        self._paper(section)
        self._head(self.sheet.head)
        if self.sheet.title:
            self._title()
        self._items(self.sheet.items, self.document)
        self._foot()

    def _annex(self, annex: AnnexSheet) -> None:
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        self._paper(section, landscape=annex.landscape)
        section._sectPr.append(numbered_from_one())  # noqa: SLF001 - python-docx has no name for it
        self._items(annex.items, self.document)

    # ---------------------------------------------------------------- paper

    def _paper(self, section: Any, *, landscape: bool = False) -> None:  # noqa: ANN401
        layout = self.layout
        wide, high = layout.paper[::-1] if landscape else layout.paper
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(wide), Mm(high)
        section.top_margin, section.bottom_margin = Mm(layout.top), Mm(layout.bottom)
        section.left_margin, section.right_margin = Mm(layout.left), Mm(layout.right)
        section.header_distance, section.footer_distance = Mm(9), Mm(9)
        section.different_first_page_header_footer = True
        self.measure = wide - layout.left - layout.right
        for header, numbered in ((section.first_page_header, False), (section.header, True)):
            header.is_linked_to_previous = False
            self._header(header.paragraphs[0], numbered=numbered)

    def _header(self, paragraph: WordParagraph, *, numbered: bool) -> None:
        paragraph.style = self.document.styles[SINGLE]
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(self.measure / 2), WD_TAB_ALIGNMENT.CENTER)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(self.measure), WD_TAB_ALIGNMENT.RIGHT)
        paragraph.add_run("\t")
        if numbered:
            paragraph._p.append(page_field())  # noqa: SLF001
        if self.sheet.mark:
            paragraph.add_run("\t")
            mark = paragraph.add_run(self.sheet.mark)
            mark.bold, mark.font.size, mark.font.color.rgb = True, Pt(9), RGBColor.from_string(_BROWN)

    # ---------------------------------------------------------------- head and title

    def _head(self, head: Head) -> None:
        layout = self.layout
        left = layout.measure * ISSUER_SHARE
        table = self._columns(left, layout.measure - left, rows=2)
        issuer, nation = table.rows[0].cells
        for line in head.parent:
            self._single(issuer, line, layout.nation_size)
        for line in head.issuer:
            self._single(issuer, line, layout.nation_size, bold=True)
        widest = max(text_width(line, layout.nation_size, bold=True) for line in head.issuer)
        self._rule(issuer, widest * layout.rule_share)
        self._single(nation, head.nation, layout.nation_size, bold=True)
        self._single(nation, head.motto, layout.motto_size, bold=True)
        self._rule(nation, text_width(head.motto, layout.motto_size, bold=True))
        symbol, day = table.rows[1].cells
        self._single(symbol, head.symbol, layout.symbol_size, before=5)
        if head.about:
            self._single(symbol, head.about, layout.nation_size, before=6)
        self._single(day, head.place_and_date, layout.date_size, italic=True, before=5)
        _drop_openings(table)

    def _title(self) -> None:
        layout, lines = self.layout, self.sheet.subject.split("\n")
        self._single(self.document, self.sheet.title, layout.title_size, bold=True, before=12)
        self._single(self.document, self.sheet.subject, layout.title_size, bold=True)
        widest = max(text_width(line, layout.title_size, bold=True) for line in lines)
        self._rule(self.document, widest * layout.rule_share).paragraph_format.space_after = Pt(10)

    # ---------------------------------------------------------------- text

    def _items(self, items: tuple[Item, ...], place: Any) -> None:  # noqa: ANN401
        last = len(items) - 1
        for number, item in enumerate(items):
            if isinstance(item, Line):
                self._line(item).paragraph_format.keep_with_next = True if number == last else None
            elif isinstance(item, Addressees):
                self._addressees(item)
            elif isinstance(item, Break):
                place.add_page_break()
            else:
                self._listing(item)

    def _line(self, line: Line) -> WordParagraph:
        paragraph = self.document.add_paragraph(style=line.style.value)
        if line.lead:
            paragraph.add_run(f"{line.lead} ").bold = True
        run = paragraph.add_run(line.text)
        run.bold, run.italic = line.bold or None, line.italic or None
        if line.align is not None:
            paragraph.alignment = ALIGNED[line.align]
            paragraph.paragraph_format.first_line_indent = Mm(0)
        return paragraph

    def _addressees(self, item: Addressees) -> None:
        size, gap = self.layout.body_size, self.layout.gap
        if len(item.lines) == 1:
            self._single(self.document, f"{item.label} {item.lines[0]}", size, before=gap, after=gap * 2)
            return
        colon = 25 + text_width(item.label[:-1], size, bold=False)
        self._single(self.document, item.label, size, align=Align.LEFT, before=gap, after=gap, left=25)
        for line in item.lines:
            self._single(self.document, line, size, align=Align.LEFT, after=gap, left=colon)
        self.document.paragraphs[-1].paragraph_format.space_after = Pt(gap * 2)

    def _listing(self, table: Table) -> None:
        self.document.element.body.insert(-1, listing(table, self.measure, self.layout.table_size))
        self._single(self.document, "", 6)

    # ---------------------------------------------------------------- foot

    def _foot(self) -> None:
        foot, layout = self.sheet.foot, self.layout
        if foot.right is None:
            return
        self._single(self.document, "", 6).paragraph_format.keep_with_next = True
        table = self._columns(layout.measure / 2, layout.measure / 2, rows=1)
        left, right = table.rows[0].cells
        if foot.left:
            self._signer(left, foot.left)
        else:
            self._recipients(left)
        self._signer(right, foot.right)
        _drop_openings(table)
        if foot.left:
            self._recipients(self.document)

    def _recipients(self, place: Any) -> None:  # noqa: ANN401
        layout = self.layout
        for number, line in enumerate(self.sheet.foot.recipients):
            first = number == 0
            size = layout.recipients_head_size if first else layout.recipients_size
            written = self._single(place, line, size, align=Align.LEFT, bold=first, italic=first)
            written.paragraph_format.keep_with_next = line != self.sheet.foot.recipients[-1]

    def _signer(self, place: Any, said: SignLines) -> None:  # noqa: ANN401
        size = self.layout.title_size
        for line in said.over:
            self._single(place, line, size, bold=True)
        if said.note:
            self._single(place, f"({said.note})", self.layout.symbol_size, italic=True)
        below = [line for line in (said.second_title, said.name) if line]
        for number, line in enumerate(below):
            room = 0 if number else _SIGNING_ROOM * 72 / 25.4
            self._single(place, line, size, bold=True, before=room).paragraph_format.keep_with_next = True

    # ---------------------------------------------------------------- certificate

    def _certificate(self, section: Any, said: CertificateSheet) -> None:  # noqa: ANN401
        self._paper(section, landscape=True)
        section.left_margin = section.right_margin = Mm(24)
        section.top_margin, section.bottom_margin = Mm(22), Mm(14)
        self._frame(section.first_page_header.paragraphs[0])
        page, head, layout = self.document, self.sheet.head, self.layout
        self._single(page, head.nation, 13, bold=True)
        self._single(page, head.motto, 14, bold=True)
        self._rule(page, text_width(head.motto, 14, bold=True))
        title = self._single(page, said.title, 34, bold=True, before=40, after=18)
        title.runs[0].font.color.rgb = RGBColor.from_string(_CELADON)
        self._single(page, said.authority, 15, bold=True, after=14)
        self._single(page, said.recipient, said.recipient_size, bold=True, after=5)
        self._single(page, said.place, 16, after=14)
        self._single(page, said.statement, 18, bold=True, after=4)
        self._single(page, said.decision, 13, italic=True, after=44)
        self._proof(said, layout)

    def _proof(self, said: CertificateSheet, layout: Layout) -> None:
        half = (layout.paper[1] - 48) / 2
        table = self._columns(half, half, rows=1)
        left, right = table.rows[0].cells
        self._single(left, said.symbol, 13, align=Align.LEFT, left=8)
        if self.sheet.verification:
            code = self._single(left, "", 10, align=Align.LEFT, before=4, left=8)
            code.add_run().add_picture(BytesIO(qr_png(self.sheet.verification)), width=Mm(27))
        if said.proof:
            self._single(left, said.proof, 10, align=Align.LEFT, left=8)
        self._single(right, self.sheet.head.place_and_date, 13, italic=True)
        if self.sheet.foot.right:
            self._signer(right, self.sheet.foot.right)
        _drop_openings(table)

    def _frame(self, paragraph: WordParagraph) -> None:
        for number, (inset, rise, pen) in enumerate(
            ((9, 44, (2.2, _CELADON)), (11.5, 42.6, (0.6, _CELADON)), (14, 41.2, (0.6, _PALE))), start=900
        ):
            paragraph._p.append(gate(inset, rise, pen, number))  # noqa: SLF001
        paragraph._p.append(ground((2.2, _CELADON), 903))  # noqa: SLF001

    # ---------------------------------------------------------------- pieces

    def _single(  # noqa: PLR0913 - one line of many looks
        self, place: Any, text: str, size: float, *, align: Align = Align.CENTRE, bold: bool = False,  # noqa: ANN401
        italic: bool = False, before: float = 0, after: float = 0, left: float = 0,
    ) -> WordParagraph:  # fmt: skip
        """Add a single-spaced line."""
        paragraph: WordParagraph = place.add_paragraph(style=SINGLE)
        form = paragraph.paragraph_format
        form.alignment, form.left_indent = ALIGNED[align], Mm(left) if left else None
        form.space_before, form.space_after = Pt(before), Pt(after)
        run = paragraph.add_run(text)
        run.font.size, run.bold, run.italic = Pt(size), bold or None, italic or None
        return paragraph

    def _rule(self, place: Any, length: float) -> WordParagraph:  # noqa: ANN401
        """Add a drawn line, centred, in a line of its own."""
        self.drawings += 1
        paragraph = self._single(place, "", 3)
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        paragraph.paragraph_format.line_spacing = Pt(4)
        paragraph._p.append(drawn_line(length, self.drawings))  # noqa: SLF001
        return paragraph

    def _columns(self, left: float, right: float, *, rows: int) -> WordTable:
        element = plain_table((left, right), rows)
        self.document.element.body.insert(-1, element)
        return WordTable(element, self.document)


def _drop_openings(table: WordTable) -> None:
    """Remove the empty paragraph that every cell begins with, where something follows it."""
    for cell in (cell for row in table.rows for cell in row.cells):
        first, *rest = cell.paragraphs
        if rest and not first.text:
            cell._tc.remove(first._p)  # noqa: SLF001
