"""The .docx that officers edit: real styles, drawn lines, repeating heads; the same words as the PDF."""

from datetime import date
from io import BytesIO
from typing import Any

from docx.enum.section import WD_SECTION
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from binhyen.documents.rules.content import Align, Bars, Table
from binhyen.documents.rules.layout import Layout
from binhyen.documents.rules.metrics import text_width
from binhyen.documents.rules.sheet import Addressees, AnnexSheet, Break, CertificateSheet, Item, Line, Sheet
from binhyen.documents.writers.ooxml import barred, gate, ground, listing, numbered_from_one
from binhyen.documents.writers.paper import Paper, drop_openings
from binhyen.documents.writers.qr import qr_png
from binhyen.documents.writers.styles import ALIGNED

_CELADON, _PALE = "1D564B", "BED8CE"


def write_word(sheet: Sheet, layout: Layout, *, dated: date | None) -> bytes:
    """Return the letter as .docx; `dated` stands in the file as its day of creation."""
    kept = BytesIO()
    _Writer(sheet, layout, dated).written().save(kept)
    return kept.getvalue()


class _Writer(Paper):
    """Sets one sheet."""

    def __init__(self, sheet: Sheet, layout: Layout, dated: date | None) -> None:
        super().__init__(layout, sheet.mark)
        self.sheet = sheet
        self.describe(f"{sheet.name}: {sheet.subject_text}", sheet.author, dated)

    def written(self) -> Any:  # noqa: ANN401 - python-docx ships no types
        section = self.document.sections[0]
        if self.sheet.certificate:
            self._certificate(section, self.sheet.certificate)
        else:
            self._letter(section)
        for annex in self.sheet.annexes:
            self._annex(annex)
        return self.document

    def _letter(self, section: Any) -> None:  # noqa: ANN401
        self.paper(section)
        self.head(self.sheet.head)
        if self.sheet.title:
            self._title()
        self._items(self.sheet.items, self.document)
        self.foot(self.sheet.foot)
        if self.sheet.proof:
            self._checked()

    def _checked(self) -> None:
        """Write how a letter that carries data is checked."""
        self.single(self.document, "", 6)
        table = self.columns(26, self.measure - 26, rows=1)
        code, words = table.rows[0].cells
        self.single(code, "", 10, align=Align.LEFT).add_run().add_picture(
            BytesIO(qr_png(self.sheet.verification)), width=Mm(22)
        )
        self.single(words, self.sheet.proof, 10, align=Align.LEFT, before=14)
        drop_openings(table)

    def _annex(self, annex: AnnexSheet) -> None:
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        self.paper(section, landscape=annex.landscape)
        section._sectPr.append(numbered_from_one())  # noqa: SLF001 - python-docx has no name for it
        self._items(annex.items, self.document)

    # ---------------------------------------------------------------- title

    def _title(self) -> None:
        layout, lines = self.layout, self.sheet.subject.split("\n")
        self.single(self.document, self.sheet.title, layout.title_size, bold=True, before=12)
        self.single(self.document, self.sheet.subject, layout.title_size, bold=True)
        widest = max(text_width(line, layout.title_size, bold=True) for line in lines)
        self.rule(self.document, widest * layout.rule_share).paragraph_format.space_after = Pt(10)

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
            elif isinstance(item, Bars):
                self.document.element.body.insert(-1, barred(item, self.measure, self.layout.table_size))
                self.single(self.document, "", 6)
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
            self.single(self.document, f"{item.label} {item.lines[0]}", size, before=gap, after=gap * 2)
            return
        colon = 25 + text_width(item.label[:-1], size, bold=False)
        self.single(self.document, item.label, size, align=Align.LEFT, before=gap, after=gap, left=25)
        for line in item.lines:
            self.single(self.document, line, size, align=Align.LEFT, after=gap, left=colon)
        self.document.paragraphs[-1].paragraph_format.space_after = Pt(gap * 2)

    def _listing(self, table: Table) -> None:
        self.document.element.body.insert(-1, listing(table, self.measure, self.layout.table_size))
        self.single(self.document, "", 6)

    # ---------------------------------------------------------------- certificate

    def _certificate(self, section: Any, said: CertificateSheet) -> None:  # noqa: ANN401
        self.paper(section, landscape=True)
        section.left_margin = section.right_margin = Mm(24)
        section.top_margin, section.bottom_margin = Mm(22), Mm(14)
        self._frame(section.first_page_header.paragraphs[0])
        page, head, layout = self.document, self.sheet.head, self.layout
        self.single(page, head.nation, 13, bold=True)
        self.single(page, head.motto, 14, bold=True)
        self.rule(page, text_width(head.motto, 14, bold=True))
        title = self.single(page, said.title, 34, bold=True, before=40, after=18)
        title.runs[0].font.color.rgb = RGBColor.from_string(_CELADON)
        self.single(page, said.authority, 15, bold=True, after=14)
        self.single(page, said.recipient, said.recipient_size, bold=True, after=5)
        self.single(page, said.place, 16, after=14)
        self.single(page, said.statement, 18, bold=True, after=4)
        self.single(page, said.decision, 13, italic=True, after=44)
        self._proof(said, layout)

    def _proof(self, said: CertificateSheet, layout: Layout) -> None:
        half = (layout.paper[1] - 48) / 2
        table = self.columns(half, half, rows=1)
        left, right = table.rows[0].cells
        self.single(left, said.symbol, 13, align=Align.LEFT, left=8)
        if self.sheet.verification:
            code = self.single(left, "", 10, align=Align.LEFT, before=4, left=8)
            code.add_run().add_picture(BytesIO(qr_png(self.sheet.verification)), width=Mm(27))
        if said.proof:
            self.single(left, said.proof, 10, align=Align.LEFT, left=8)
        self.single(right, self.sheet.head.place_and_date, 13, italic=True)
        if self.sheet.foot.right:
            self.signer(right, self.sheet.foot.right)
        drop_openings(table)

    def _frame(self, paragraph: WordParagraph) -> None:
        for number, (inset, rise, pen) in enumerate(
            ((9, 44, (2.2, _CELADON)), (11.5, 42.6, (0.6, _CELADON)), (14, 41.2, (0.6, _PALE))), start=900
        ):
            paragraph._p.append(gate(inset, rise, pen, number))  # noqa: SLF001
        paragraph._p.append(ground((2.2, _CELADON), 903))  # noqa: SLF001
