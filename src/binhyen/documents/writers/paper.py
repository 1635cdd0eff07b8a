"""The paper that Word's files begin with: page, head, foot and the pieces that lines are made of."""

from datetime import UTC, date, datetime, time
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from binhyen.documents.rules.composing import ISSUER_SHARE
from binhyen.documents.rules.content import Align
from binhyen.documents.rules.layout import Layout
from binhyen.documents.rules.metrics import text_width
from binhyen.documents.rules.sheet import Foot, Head, SignLines
from binhyen.documents.writers.ooxml import drawn_line, page_field, plain_table
from binhyen.documents.writers.styles import ALIGNED, SINGLE, set_styles

_BROWN = "6B3210"
_SIGNING_ROOM = 22
"""Millimetres between a title and a name."""


class Paper:
    """A document with its styles; holds it and counts its drawings. `mark` stands at the head of every page."""

    def __init__(self, layout: Layout, mark: str) -> None:
        self.layout, self.mark = layout, mark
        self.document = Document()
        self.drawings = 0
        self.measure: float = layout.measure
        set_styles(self.document, layout)

    def describe(self, title: str, author: str, dated: date | None) -> None:
        """Say in the file what it is, by whom and of which day."""
        said = self.document.core_properties
        day = datetime.combine(dated or self.layout.valid_from, time(), UTC)
        said.title, said.author, said.last_modified_by = title[:255], author[:255], author[:255]
        said.language, said.comments = "vi-VN", ""
        said.created = said.modified = day

    def paper(self, section: Any, *, landscape: bool = False, size: tuple[int, int] | None = None) -> None:  # noqa: ANN401
        """Set a section's page: upright or on its side, of the layout's size or of another."""
        layout = self.layout
        wide, high = (size or layout.paper)[::-1] if landscape else size or layout.paper
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(wide), Mm(high)
        section.top_margin, section.bottom_margin = Mm(layout.top), Mm(layout.bottom)
        section.left_margin, section.right_margin = Mm(layout.left), Mm(layout.right)
        section.header_distance, section.footer_distance = Mm(9), Mm(9)
        section.different_first_page_header_footer = True
        self.measure = wide - layout.left - layout.right
        for header, numbered in ((section.first_page_header, False), (section.header, True)):
            header.is_linked_to_previous = False
            self.header(header.paragraphs[0], numbered=numbered)

    def header(self, paragraph: WordParagraph, *, numbered: bool) -> None:
        """Write the head of a page: its number, and the mark."""
        paragraph.style = self.document.styles[SINGLE]
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(self.measure / 2), WD_TAB_ALIGNMENT.CENTER)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(self.measure), WD_TAB_ALIGNMENT.RIGHT)
        paragraph.add_run("\t")
        if numbered:
            paragraph._p.append(page_field())  # noqa: SLF001
        if self.mark:
            paragraph.add_run("\t")
            mark = paragraph.add_run(self.mark)
            mark.bold, mark.font.size, mark.font.color.rgb = True, Pt(9), RGBColor.from_string(_BROWN)

    def head(self, head: Head) -> None:
        """Write who issues, the national name and the motto, the symbol, place and date."""
        layout = self.layout
        left = self.measure * ISSUER_SHARE
        table = self.columns(left, self.measure - left, rows=2)
        issuer, nation = table.rows[0].cells
        for line in head.parent:
            self.single(issuer, line, layout.nation_size)
        for line in head.issuer:
            self.single(issuer, line, layout.nation_size, bold=True)
        widest = max(text_width(line, layout.nation_size, bold=True) for line in head.issuer)
        self.rule(issuer, widest * layout.rule_share)
        self.single(nation, head.nation, layout.nation_size, bold=True)
        self.single(nation, head.motto, layout.motto_size, bold=True)
        self.rule(nation, text_width(head.motto, layout.motto_size, bold=True))
        symbol, day = table.rows[1].cells
        self.single(symbol, head.symbol, layout.symbol_size, before=5)
        if head.about:
            self.single(symbol, head.about, layout.nation_size, before=6)
        self.single(day, head.place_and_date, layout.date_size, italic=True, before=5)
        drop_openings(table)

    def foot(self, foot: Foot) -> None:
        """Write the signatures and the recipients."""
        if foot.right is None:
            return
        self.single(self.document, "", 6).paragraph_format.keep_with_next = True
        table = self.columns(self.measure / 2, self.measure / 2, rows=1)
        left, right = table.rows[0].cells
        if foot.left:
            self.signer(left, foot.left)
        else:
            self.recipients(left, foot.recipients)
        self.signer(right, foot.right)
        drop_openings(table)
        if foot.left:
            self.recipients(self.document, foot.recipients)

    def recipients(self, place: Any, lines: tuple[str, ...]) -> None:  # noqa: ANN401
        """Write who gets a copy."""
        layout = self.layout
        for number, line in enumerate(lines):
            first = number == 0
            size = layout.recipients_head_size if first else layout.recipients_size
            written = self.single(place, line, size, align=Align.LEFT, bold=first, italic=first)
            written.paragraph_format.keep_with_next = line != lines[-1]

    def signer(self, place: Any, said: SignLines) -> None:  # noqa: ANN401
        """Write who signs, with room for the signature."""
        size = self.layout.title_size
        for line in said.over:
            self.single(place, line, size, bold=True)
        if said.note:
            self.single(place, f"({said.note})", self.layout.symbol_size, italic=True)
        below = [line for line in (said.second_title, said.name) if line]
        for number, line in enumerate(below):
            room = 0 if number else _SIGNING_ROOM * 72 / 25.4
            self.single(place, line, size, bold=True, before=room).paragraph_format.keep_with_next = True

    def single(  # noqa: PLR0913 - one line of many looks
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

    def rule(self, place: Any, length: float) -> WordParagraph:  # noqa: ANN401
        """Add a drawn line, centred, in a line of its own."""
        self.drawings += 1
        paragraph = self.single(place, "", 3)
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        paragraph.paragraph_format.line_spacing = Pt(4)
        paragraph._p.append(drawn_line(length, self.drawings))  # noqa: SLF001
        return paragraph

    def columns(self, left: float, right: float, *, rows: int) -> WordTable:
        """Add two columns without lines; widths in millimetres."""
        element = plain_table((left, right), rows)
        self.document.element.body.insert(-1, element)
        return WordTable(element, self.document)


def drop_openings(table: WordTable) -> None:
    """Remove the empty paragraph that every cell begins with, where something follows it."""
    for cell in (cell for row in table.rows for cell in row.cells):
        first, *rest = cell.paragraphs
        if rest and not first.text:
            cell._tc.remove(first._p)  # noqa: SLF001
