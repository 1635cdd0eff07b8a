"""Tables of a Word file as grids: merged cells, rows that are struck out, rows marked as headings."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from binhyen.documents.readers.word.ooxml import W, is_on, value, whole
from binhyen.documents.readers.word.runs import Runs
from binhyen.documents.rules.reading import Part, composed
from binhyen.documents.rules.tabling import Grid, Slot

_WRAPPERS = {W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml")}
_WIDEST = 1_000


def grid_of(table: Any, read: Callable[[Any], list[Part]], runs: Runs) -> tuple[Grid, list[list[Part]]]:  # noqa: ANN401
    """Return a table's grid, and its cells' parts in reading order."""
    slots: list[Slot] = []
    cells: list[list[Part]] = []
    open_above: dict[int, int] = {}
    headings = number = 0
    for row in _children(table, W + "tr"):
        properties = row.find(W + "trPr")
        if properties is not None and properties.find(W + "del") is not None:
            runs.struck = True
            continue
        headings += headings == number and bool(is_on(properties, "tblHeader"))
        column = whole(value(properties, "gridBefore"))
        for cell in _children(row, W + "tc"):
            wide = _width(cell)
            if _continues(cell) and column in open_above:
                above = open_above[column]
                slots[above] = replace(slots[above], rows=number - slots[above].row + 1)
            else:
                open_above[column] = len(slots)
                cells.append(read(cell))
                slots.append(Slot(composed(cells[-1])[0], number, column, 1, wide))
            column = min(column + wide, _WIDEST)
        number += 1
    return Grid(tuple(slots), headings), cells


def _width(cell: Any) -> int:  # noqa: ANN401
    return max(1, min(_WIDEST, whole(value(cell.find(W + "tcPr"), "gridSpan"), 1)))


def _continues(cell: Any) -> bool:  # noqa: ANN401
    """Tell whether a cell belongs to the one above it."""
    merged = value(cell.find(W + "tcPr"), "vMerge")
    return merged is not None and merged != "restart"


def _children(element: Any, name: str) -> Iterator[Any]:  # noqa: ANN401
    """Yield the rows of a table or the cells of a row, through what may stand around them."""
    for child in element:
        if child.tag == name:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, name)
