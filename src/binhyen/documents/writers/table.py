"""An official table as .docx, on its side, A4 or A3: the head of NĐ 30/2020/NĐ-CP, the table, who signs."""

from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from binhyen.documents.rules.composing import MOTTO, NATION, listed_recipients, sign_lines
from binhyen.documents.rules.content import SAMPLE_MARK, Align
from binhyen.documents.rules.dividing import Part, divided, paper_for
from binhyen.documents.rules.layout import CURRENT, Layout
from binhyen.documents.rules.metrics import break_lines, text_width
from binhyen.documents.rules.official import OfficialColumn, OfficialTable
from binhyen.documents.rules.sheet import Foot, Head
from binhyen.documents.writers.ooxml import TWIP
from binhyen.documents.writers.paper import Paper
from binhyen.documents.writers.styles import ALIGNED

_CELL = {
    Align.LEFT: "VBBangTrai",
    Align.CENTRE: "VBBangGiua",
    Align.RIGHT: "VBBangPhai",
    Align.JUSTIFY: "VBBangTrai",
}
"""Styles of cells: a long table says its look once."""
_SIZE = 11
_TITLE_SIDES = 60
_MARGIN = 57
"""Twentieths of a point left and right in a cell: 1 mm."""


def write_table_docx(table: OfficialTable, layout: Layout = CURRENT, *, dated: date | None = None) -> bytes:
    """Return the table as .docx; `dated` stands in the file as its day of creation.

    The paper is A4 where all columns fit, else A3; a table that is too wide for it too is divided by sections into
    several, each on pages of its own that begin with the lead's columns.
    """
    kept = BytesIO()
    _Writer(table, layout, dated).written().save(kept)
    return kept.getvalue()


class _Writer(Paper):
    """Sets one table."""

    def __init__(self, table: OfficialTable, layout: Layout, dated: date | None) -> None:
        super().__init__(layout, SAMPLE_MARK if table.demonstration else "")
        self.table = table
        self.describe(f"{table.title}. {table.period}", table.agency, dated)
        for align, name in _CELL.items():
            if name not in self.document.styles:
                self._cell_style(name, align)

    def _cell_style(self, name: str, align: Align) -> None:
        style = self.document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = self.document.styles["Normal"]
        style.font.size = Pt(_SIZE)
        form = style.paragraph_format
        form.alignment, form.space_before, form.space_after = ALIGNED[align], Pt(2), Pt(2)

    def written(self) -> Any:  # noqa: ANN401 - python-docx ships no types
        table = self.table
        self.paper(self.document.sections[0], landscape=True, size=paper_for(table, self.layout))
        self.head(self._masthead())
        self._title()
        parts = divided(table, self.measure)
        for number, part in enumerate(parts, start=1):
            self._part(part, f"Phần {number}/{len(parts)}" if len(parts) > 1 else "", anew=number > 1)
        for note in table.notes:
            self.single(self.document, note, _SIZE, align=Align.LEFT, italic=True, before=4)
        recipients = listed_recipients(table.recipients) if table.recipients else ()
        self.foot(Foot(recipients, sign_lines(table.signature)))
        return self.document

    def _masthead(self) -> Head:
        table, size = self.table, self.layout.nation_size
        room = self.measure * 0.4
        return Head(
            parent=break_lines(table.parent.upper(), size, room, bold=False),
            issuer=break_lines(table.agency.upper(), size, room, bold=True) or ("",),
            symbol=table.symbol,
            about="",
            nation=NATION,
            motto=MOTTO,
            place_and_date=table.place_and_date,
        )

    def _title(self) -> None:
        layout = self.layout
        lines = break_lines(self.table.title.upper(), layout.title_size, self.measure - _TITLE_SIDES, bold=True)
        for number, line in enumerate(lines):
            self.single(self.document, line, layout.title_size, bold=True, before=0 if number else 10)
        self.single(self.document, self.table.period, layout.body_size, italic=True)
        widest = max((text_width(line, layout.title_size, bold=True) for line in lines), default=0)
        self.rule(self.document, widest * layout.rule_share).paragraph_format.space_after = Pt(6)

    def _part(self, part: Part, name: str, *, anew: bool) -> None:
        over = [text for text in (name, self.table.unit) if text]
        said = self.single(self.document, ". ".join(over), _SIZE, align=Align.RIGHT, italic=True, after=3)
        said.paragraph_format.page_break_before, said.paragraph_format.keep_with_next = anew or None, True
        self.document.element.body.insert(-1, parse_xml(_table_xml(self.table, part, self.measure)))


# ------------------------------------------------------------------ the table, written as text: it is many cells


def _table_xml(table: OfficialTable, part: Part, measure: float) -> str:
    widths = [round(width * TWIP) for width in part.widths(measure)]
    margins = f'<w:left w:w="{_MARGIN}" w:type="dxa"/><w:right w:w="{_MARGIN}" w:type="dxa"/>'
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    ways = [_CELL[column.align] for column in part.columns]
    sums = [_row(table.sums, part, ways, bold=True)] if table.sums else []
    rows = (_row(row, part, ways) for row in table.rows)
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(_heading(part))}{''.join(sums)}{''.join(rows)}</w:tbl>"
    )


def _heading(part: Part) -> Iterator[str]:
    """Give the rows of the heading, which every page repeats: sections over columns where sections have titles."""
    over = any(section.title for section in part.sections)
    if over:
        lead = "".join(_head_cell(column, merge='<w:vMerge w:val="restart"/>') for column in part.lead)
        titles = "".join(_section_cell(section.title, len(section.columns)) for section in part.sections)
        yield _head_row(lead + titles)
    lead = "".join(_EMPTY_BELOW if over else _head_cell(column) for column in part.lead)
    yield _head_row(lead + "".join(_head_cell(column) for one in part.sections for column in one.columns))


_EMPTY_BELOW = (
    f'<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p><w:pPr><w:pStyle w:val="{_CELL[Align.CENTRE]}"/></w:pPr></w:p></w:tc>'
)


def _head_row(cells: str) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _head_cell(column: OfficialColumn, merge: str = "") -> str:
    unit = _line(f"({column.unit})", Align.CENTRE, "<w:rPr><w:i/></w:rPr>") if column.unit else ""
    return f"<w:tc><w:tcPr>{merge}{_MIDDLE}</w:tcPr>{_line(column.title, Align.CENTRE, _BOLD)}{unit}</w:tc>"


def _section_cell(title: str, count: int) -> str:
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{count}"/>{_MIDDLE}</w:tcPr>{_line(title, Align.CENTRE, _BOLD)}</w:tc>'


_MIDDLE = '<w:vAlign w:val="center"/>'
_BOLD = "<w:rPr><w:b/></w:rPr>"


def _line(text: str, align: Align, look: str) -> str:
    return _paragraph(text, _CELL[align], look)


def _paragraph(text: str, style: str, look: str = "") -> str:
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    run = f"<w:r>{look}{lines}</w:r>" if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run}</w:p>'


def _row(texts: Sequence[str], part: Part, ways: Sequence[str], *, bold: bool = False) -> str:
    look = _BOLD if bold else ""
    cells = (
        f"<w:tc>{_paragraph(texts[index], way, look)}</w:tc>" for index, way in zip(part.indexes, ways, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"
