"""How an official table is laid on paper: which sheet takes it, and into which parts a wide one is divided."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from binhyen.documents.rules.layout import Layout
from binhyen.documents.rules.official import OfficialColumn, OfficialSection, OfficialTable

A4, A3 = (210, 297), (297, 420)
NARROWEST = 18
"""Millimetres that a column of width 1 needs for "1.234.567" in bold and for a heading that can be read."""
_WIDEST = 2.5


@dataclass(frozen=True, slots=True)
class Part:
    """Columns that stand on one sheet. `indexes` are their places in a row, the lead's first."""

    lead: tuple[OfficialColumn, ...]
    sections: tuple[OfficialSection, ...]
    indexes: tuple[int, ...]

    @property
    def columns(self) -> tuple[OfficialColumn, ...]:
        """All its columns in order."""
        return (*self.lead, *(column for section in self.sections for column in section.columns))

    def widths(self, measure: float) -> tuple[float, ...]:
        """Return the columns' widths in millimetres: the lead's as they need, the others' fill the line evenly.

        A few columns are not drawn out over the whole line.
        """
        lead = _wide(self.lead)
        rest = _wide(self.columns) - lead
        share = min((measure - lead * NARROWEST) / rest, NARROWEST * _WIDEST) if rest else NARROWEST
        own = [column.width * NARROWEST for column in self.lead]
        return (*own, *(column.width * share for section in self.sections for column in section.columns))


def paper_for(table: OfficialTable, layout: Layout) -> tuple[int, int]:
    """Return the smallest paper that takes all columns side by side; A3 where none does."""
    needed = _wide(table.columns) * NARROWEST
    return A4 if needed <= room(A4, layout) else A3


def room(paper: tuple[int, int], layout: Layout) -> int:
    """Return the width of the line on a paper that lies on its side."""
    return paper[1] - layout.left - layout.right


def divided(table: OfficialTable, measure: float) -> tuple[Part, ...]:
    """Divide a table into parts that fit the line: between sections where it can be, inside of long ones else.

    No column is lost or doubled but the lead's, which every part begins with.
    """
    lead = tuple(range(len(table.lead)))
    free = measure / NARROWEST - _wide(table.lead)
    first, parts = len(lead), []
    for sections in _filled(list(_pieces(table.sections, free)), free):
        count = sum(len(section.columns) for section in sections)
        parts.append(Part(table.lead, tuple(sections), (*lead, *range(first, first + count))))
        first += count
    return tuple(parts) or (Part(table.lead, (), lead),)


def _pieces(sections: Sequence[OfficialSection], free: float) -> Iterator[OfficialSection]:
    """Cut sections that no line takes."""
    for section in sections:
        piece: list[OfficialColumn] = []
        for column in section.columns:
            if piece and _wide([*piece, column]) > free:
                yield OfficialSection(section.title, tuple(piece))
                piece = []
            piece.append(column)
        if piece:
            yield OfficialSection(section.title, tuple(piece))


def _filled(pieces: Sequence[OfficialSection], free: float) -> Iterator[list[OfficialSection]]:
    """Put as many sections side by side as the line takes."""
    line: list[OfficialSection] = []
    for piece in pieces:
        if line and _wide([column for one in (*line, piece) for column in one.columns]) > free:
            yield line
            line = []
        line.append(piece)
    if line:
        yield line


def _wide(columns: Sequence[OfficialColumn]) -> float:
    return sum(column.width for column in columns)
