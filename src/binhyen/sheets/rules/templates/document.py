"""Documents as forms: what the cells of their tables hold, and values put into a cell's first run."""

import copy
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from binhyen.sheets.rules.templates import TemplateCell
from binhyen.sheets.rules.templates.parts import Parts, child, children, local, same_space
from binhyen.sheets.rules.templates.places import Held, Place, Span, fillable, ground, held
from binhyen.sheets.rules.templates.values import INNER, NO_CELL, TWICE, Trouble, Value, xml_text

_ADDRESS = re.compile(r"([1-9]\d{0,3}):([1-9]\d{0,4}):([1-9]\d{0,3})")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_APART = {"tbl", "txbxContent", "Fallback"}
"""Tables inside of these are not counted: they stand in another table, or twice."""
_WRITTEN = {
    "r", "hyperlink", "ins", "del", "moveFrom", "moveTo", "smartTag", "sdt", "fldSimple", "proofErr", "customXml",
    "oMath", "oMathPara",
}  # fmt: skip
"""What a paragraph's text is made of; its properties, bookmarks and comment marks stay."""
_WRAPPING = {"sdt", "sdtContent", "customXml", "ins"}
_MOST_COLUMNS = 1_000


def _tables(parts: Parts) -> list[Any]:
    root = parts.tree(parts.main("document"))
    every = root.iter(same_space(root, "tbl"))
    return [one for one in every if not any(local(above) in _APART for above in one.iterancestors())]


def _inner(element: Any, name: str) -> Iterator[Any]:  # noqa: ANN401
    """Give children of a name, also those that content controls wrap."""
    for one in element:
        if local(one) == name:
            yield one
        elif local(one) in _WRAPPING:
            yield from _inner(one, name)


class _Grid:
    """The cells of one table by their place in its grid; merged ones lead to their first."""

    def __init__(self, table: Any) -> None:  # noqa: ANN401
        self.cells: dict[Place, Any] = {}
        self.first: dict[Place, Place] = {}
        for number, row in enumerate(_inner(table, "tr"), start=1):
            self._row(number, row)

    def _row(self, number: int, row: Any) -> None:  # noqa: ANN401
        column = 1 + _count(child(row, "trPr"), "gridBefore", 0)
        for cell in _inner(row, "tc"):
            properties = child(cell, "tcPr")
            span = min(max(1, _count(properties, "gridSpan", 1)), _MOST_COLUMNS)
            origin = self._origin(properties, (number, column))
            if origin == (number, column):
                self.cells[origin] = cell
            self.first.update({(number, at): origin for at in range(column, column + span)})
            column += span

    def _origin(self, properties: Any, place: Place) -> Place:  # noqa: ANN401
        """Return the first cell of the range that a cell continues, or its own place."""
        row, column = place
        if _continues(properties, "vMerge"):
            return self.first.get((row - 1, column), place)
        return self.first.get((row, column - 1), place) if _continues(properties, "hMerge") else place

    def spans(self) -> tuple[Span, ...]:
        """Return the merged ranges."""
        ends: dict[Place, Place] = {}
        for (row, column), origin in self.first.items():
            last = ends.get(origin, origin)
            ends[origin] = (max(last[0], row), max(last[1], column))
        return tuple((*origin, *end) for origin, end in ends.items() if origin != end)


def _count(properties: Any, name: str, default: int) -> int:  # noqa: ANN401
    found = child(properties, name) if properties is not None else None
    value = found.get(same_space(found, "val"), "") if found is not None else ""
    return int(value) if value.isdecimal() else default


def _continues(properties: Any, name: str) -> bool:  # noqa: ANN401
    found = child(properties, name) if properties is not None else None
    return found is not None and found.get(same_space(found, "val"), "continue") != "restart"


# ------------------------------------------------------------------ reading


def cells(parts: Parts) -> Iterator[TemplateCell]:
    """Give the cells that may be filled, table by table."""
    for number, table in enumerate(_tables(parts), start=1):
        grid = _Grid(table)
        known: dict[Place, Held] = {place: held(_text(cell)) for place, cell in grid.cells.items()}
        for (row, column), one in fillable(ground(str(number), known, grid.spans(), frozenset())):
            if (row, column) in grid.cells:
                address = f"{number}:{row}:{column}"
                yield TemplateCell(address, one.text, one.left, one.above, one.empty, one.numeric, one.sheet)


def _text(cell: Any) -> str:  # noqa: ANN401
    return " ".join(
        "".join(one.text or "" for one in paragraph.iter(same_space(cell, "t")))
        for paragraph in cell.iter(same_space(cell, "p"))
    )


# ------------------------------------------------------------------ filling


def fill(parts: Parts, values: Mapping[str, Value]) -> list[Trouble]:
    """Put values into their cells; say which addresses lead nowhere, and then nothing is to be kept."""
    parts.change(parts.main("document"))
    grids = [_Grid(table) for table in _tables(parts)]
    seen: set[tuple[int, Place]] = set()
    troubles: list[Trouble] = []
    for address, value in values.items():
        found = _found(grids, address)
        trouble = NO_CELL if found is None else TWICE if found in seen else ""
        if found is None or trouble:
            troubles.append((trouble, address))
            continue
        seen.add(found)
        cell = grids[found[0]].cells[found[1]]
        if next(cell.iter(same_space(cell, "tbl")), None) is not None:
            troubles.append((INNER, address))
        else:
            _put(cell, value.written)
    return troubles


def _found(grids: list[_Grid], address: str) -> tuple[int, Place] | None:
    match = _ADDRESS.fullmatch(address.strip())
    table, row, column = map(int, match.groups()) if match else (0, 0, 0)
    if not 1 <= table <= len(grids):
        return None
    origin = grids[table - 1].first.get((row, column))
    return (table - 1, origin) if origin in grids[table - 1].cells and origin else None


def _put(cell: Any, text: str) -> None:  # noqa: ANN401
    """Write a text into the first paragraph, in the look of its first run; further paragraphs go."""
    paragraphs = list(_inner(cell, "p"))
    first = paragraphs[0] if paragraphs else etree.SubElement(cell, same_space(cell, "p"))
    look = _look(first)
    for one in [one for one in first if local(one) in _WRITTEN]:
        first.remove(one)
    for other in paragraphs[1:]:
        other.getparent().remove(other)
    run = etree.SubElement(first, same_space(first, "r"))
    if look is not None:
        run.append(look)
    for number, line in enumerate(xml_text(text).split("\n")):
        if number:
            etree.SubElement(run, same_space(run, "br"))
        written = etree.SubElement(run, same_space(run, "t"))
        written.text = line
        written.set(_SPACE, "preserve")


def _look(paragraph: Any) -> Any:  # noqa: ANN401
    """Return the properties of a paragraph's first run; of the paragraph's own mark where it has no run."""
    run = next(paragraph.iter(same_space(paragraph, "r")), None)
    properties = child(paragraph, "pPr")
    holder = run if run is not None else properties
    found = child(holder, "rPr") if holder is not None else None
    if found is None:
        return None
    look = copy.deepcopy(found)
    for mark in [one for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange") for one in children(look, name)]:
        look.remove(mark)
    return look
