"""Tables without drawn lines: lines one under the other that hold the same number of cells, numbers among them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from binhyen.documents.readers.pages.lines import Line
from binhyen.documents.rules.tabling import Grid, Slot, is_number

_LEAST = 3
"""Rows that make a table; fewer are lines with bars."""


@dataclass(frozen=True, slots=True)
class Unruled:
    """A table that only white space sets apart, and its page."""

    grid: Grid
    page: int


def with_tables(groups: Sequence[list[Line]]) -> Iterator[list[Line] | Unruled]:
    """Yield groups of lines, and tables in place of those that make one."""
    at = 0
    while at < len(groups):
        end = at
        while end < len(groups) and _width(groups[end]) > 1 and _width(groups[end]) == _width(groups[at]):
            end += 1
        rows = [group[0] for group in groups[at:end]]
        if len(rows) >= _LEAST and sum(map(_has_number, rows)) * 2 >= len(rows):
            yield Unruled(_grid(rows), rows[0].page)
            at = end
        else:
            yield groups[at]
            at += 1


def _width(group: list[Line]) -> int:
    return len(group[0].cells) if len(group) == 1 else 0


def _has_number(row: Line) -> bool:
    return any(is_number(cell) for cell in row.cells[1:])


def _grid(rows: Sequence[Line]) -> Grid:
    return Grid(
        tuple(Slot(text, number, column) for number, row in enumerate(rows) for column, text in enumerate(row.cells))
    )
