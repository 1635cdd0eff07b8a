"""A document that came in, as plain text: what was read, where each piece stands, and what is to be said of it. Pure.

The text is what a reader of prose reads. Paragraphs, headings and items of lists are lines. A row of a table is one
line too, and its numbers keep row and column: "1. Xã An Phú | Số mô hình: 12 | Số tổ: 3" (see `tabling`). Where
a cell stands in that line is kept, so that a page can show the table as it was.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate

from binhyen.documents.rules.tabling import Grid, TextCell, table_lines
from binhyen.kernel.findings import Finding


class DocumentKind(StrEnum):
    """What a document came in as."""

    DOCX = "docx"
    PDF = "pdf"
    TXT = "txt"
    HTML = "html"
    PASTED = "pasted"


class BlockKind(StrEnum):
    """What a stretch of the text is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    TABLE = "table"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its words, where they stand in the text, and which places of the grid it fills, from 0."""

    start: int
    end: int
    text: str
    row: int
    column: int
    heading: bool = False
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text. `level` is a heading's or a list's depth, from 1; `page` counts from 1, 0 is unknown."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    page: int = 0
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """What was read of a document.

    `dropped` holds, for typed text only, where in `text` signs that nobody sees were left out: `came_in` gives back the
    offset in what came in. `furniture` is what stands outside the text: page heads and feet.
    """

    text: str
    blocks: tuple[Block, ...]
    kind: DocumentKind
    pages: int | None = None
    remarks: tuple[Finding, ...] = ()
    furniture: tuple[str, ...] = ()
    dropped: tuple[int, ...] = field(default=(), repr=False)

    def came_in(self, offset: int) -> int:
        """Return the offset in the text that came in for an offset of `text`."""
        return offset + bisect_right(self.dropped, offset)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a document before its place in the text is known: a line, or a table."""

    kind: BlockKind
    text: str = ""
    level: int = 0
    page: int = 0
    grid: Grid | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """What the limited process hands back: pieces in order, what is outside the text, remarks by code, a refusal."""

    parts: tuple[Part, ...] = ()
    pages: int | None = None
    furniture: tuple[str, ...] = ()
    remarks: tuple[tuple[str, Mapping[str, object]], ...] = ()
    refusal: str = ""
    pictured: tuple[int, ...] = ()
    """Pages that are only pictures."""


def composed(parts: Iterable[Part]) -> tuple[str, tuple[Block, ...]]:
    """Put pieces one under the other and say where each stands."""
    lines: list[str] = []
    blocks: list[Block] = []
    at = 0
    for part in parts:
        text, cells = _set(part, at)
        if not text:
            continue
        blocks.append(Block(part.kind, at, at + len(text), part.level, part.page, cells))
        lines.append(text)
        at += len(text) + 1
    return "\n".join(lines), tuple(blocks)


def _set(part: Part, at: int) -> tuple[str, tuple[Cell, ...]]:
    if part.grid is None:
        return part.text, ()
    lines = table_lines(part.grid)
    starts = [at, *(at + length for length in accumulate(len(line.text) + 1 for line in lines))]
    cells = (_cell(cell, start) for line, start in zip(lines, starts, strict=False) for cell in line.cells)
    return "\n".join(line.text for line in lines), tuple(cells)


def _cell(cell: TextCell, start: int) -> Cell:
    slot = cell.slot
    return Cell(
        start + cell.start, start + cell.end, slot.text, slot.row, slot.column, cell.heading, slot.rows, slot.columns
    )


def lines_of(text: str) -> tuple[Block, ...]:
    """Say where the lines of a typed text stand; empty ones are no blocks."""
    blocks: list[Block] = []
    at = 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            start = at + line.index(bare[0])
            blocks.append(Block(BlockKind.PARAGRAPH, start, start + len(bare)))
        at += len(line) + 1
    return tuple(blocks)


def mapped(parts: Sequence[Part], change: Mapping[str, str]) -> tuple[Part, ...]:
    """Return the parts with each text replaced by what `change` holds for it."""
    return tuple(
        Part(part.kind, change.get(part.text, part.text), part.level, part.page, _regridded(part.grid, change))
        for part in parts
    )


def _regridded(grid: Grid | None, change: Mapping[str, str]) -> Grid | None:
    return grid.with_texts(lambda text: change.get(text, text)) if grid else None
