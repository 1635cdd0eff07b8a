"""Workbooks as forms: what their sheets hold, and values put into the XML of single cells."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from binhyen.sheets.rules.grid import letters
from binhyen.sheets.rules.templates import TemplateCell
from binhyen.sheets.rules.templates.parts import Parts, Unreadable, child, children, local, same_space
from binhyen.sheets.rules.templates.places import Held, Kind, Place, Span, fillable, ground, held
from binhyen.sheets.rules.templates.values import FORMULA, NO_CELL, TWICE, Trouble, Value, xml_text

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
_FORMULAS = re.compile(rb"<(?:\w+:)?f[\s/>]")
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_READ_ROWS, _READ_COLUMNS = 1_000, 150
"""Cells beyond are not offered: forms are not that large."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BEFORE_CALCULATION = {
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups",
    "externalReferences", "definedNames",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Tab:
    name: str
    part: str
    hidden: bool


def _tabs(parts: Parts) -> list[_Tab]:
    main = parts.main("workbook")
    targets = dict(parts.related(main, "worksheet"))
    found = []
    for sheet in children(child(parts.tree(main), "sheets"), "sheet"):
        number = next((value for key, value in sheet.items() if key.endswith("}id")), "")
        if number in targets:
            found.append(_Tab(sheet.get("name", ""), targets[number], sheet.get("state", "visible") != "visible"))
    if not found:
        raise Unreadable
    return found


def _first(tabs: list[_Tab]) -> _Tab:
    return next((one for one in tabs if not one.hidden), tabs[0])


# ------------------------------------------------------------------ reading


def cells(parts: Parts) -> Iterator[TemplateCell]:
    """Give the cells that may be filled, sheet by sheet."""
    tabs = _tabs(parts)
    texts, borders = _shared_texts(parts), _borders(parts)
    for tab in tabs:
        if tab.hidden:
            continue
        root = parts.tree(tab.part)
        if local(root) != "worksheet":
            raise Unreadable
        before = "" if tab == _first(tabs) else f"{tab.name}!"
        for place, one in fillable(_ground(tab.name, root, texts, borders)):
            address = f"{before}{letters(place[1])}{place[0]}"
            yield TemplateCell(address, one.text, one.left, one.above, one.empty, one.numeric, one.sheet)


def _ground(name: str, root: Any, texts: list[str], borders: list[bool]) -> Any:  # noqa: ANN401
    known: dict[Place, Held] = {}
    ruled: set[Place] = set()
    for (row, column), cell in _walk(root):
        if row > _READ_ROWS or column > _READ_COLUMNS:
            continue
        style = cell.get("s", "0")
        if style.isdecimal() and int(style) < len(borders) and borders[int(style)]:
            ruled.add((row, column))
        what = _held(cell, texts)
        if what.text or what.kind is Kind.FORMULA:
            known[row, column] = what
    spans = tuple(one for one in _merged(root) if one[2] <= _READ_ROWS and one[3] <= _READ_COLUMNS)
    return ground(name, known, spans, frozenset(ruled))


def _walk(root: Any) -> Iterator[tuple[Place, Any]]:  # noqa: ANN401
    """Give every cell with its place; rows and cells may leave out where they stand."""
    number = 0
    for row in children(child(root, "sheetData"), "row"):
        number = int(row.get("r", number + 1))
        yield from (((number, column), cell) for column, cell in _cells_of(row))


def _cells_of(row: Any) -> Iterator[tuple[int, Any]]:  # noqa: ANN401
    column = 0
    for cell in children(row, "c"):
        column = _column(cell.get("r", "")) or column + 1
        yield column, cell


def _held(cell: Any, texts: list[str]) -> Held:  # noqa: ANN401
    value, kind = child(cell, "v"), cell.get("t", "n")
    shown = (value.text or "") if value is not None else ""
    if child(cell, "f") is not None:
        return Held(shown, Kind.FORMULA)
    if kind == "s":
        return held(texts[int(shown)] if shown.isdecimal() and int(shown) < len(texts) else "")
    if kind == "inlineStr":
        inline = child(cell, "is")
        return held(_text(inline) if inline is not None else "")
    return Held(shown, Kind.NUMBER) if kind == "n" and shown else held(shown)


def _text(rich: Any) -> str:  # noqa: ANN401
    """Return a text of runs without what only says how it is read aloud."""
    spoken = same_space(rich, "rPh")
    found = rich.iter(same_space(rich, "t"))
    return "".join(one.text or "" for one in found if one.getparent().tag != spoken)


def _shared_texts(parts: Parts) -> list[str]:
    found = parts.related(parts.main("workbook"), "sharedStrings")
    if not found or not parts.has(found[0][1]):
        return []
    return [_text(one) for one in children(parts.tree(found[0][1]), "si")]


def _borders(parts: Parts) -> list[bool]:
    """Tell of each cell style whether it draws a line."""
    found = parts.related(parts.main("workbook"), "styles")
    if not found or not parts.has(found[0][1]):
        return []
    root = parts.tree(found[0][1])
    lists = {name: child(root, name) for name in ("borders", "cellXfs")}
    if any(one is None for one in lists.values()):
        return []
    drawn = [any(side.get("style", "none") != "none" for side in one) for one in lists["borders"]]
    wanted = [int(one.get("borderId", "0")) for one in lists["cellXfs"]]
    return [number < len(drawn) and drawn[number] for number in wanted]


def _merged(root: Any) -> Iterator[Span]:  # noqa: ANN401
    holder = child(root, "mergeCells")
    for one in children(holder, "mergeCell") if holder is not None else []:
        span = _span(one.get("ref", ""))
        if span is not None:
            yield span


def _span(text: str) -> Span | None:
    first, _, last = text.partition(":")
    start, end = _place(first), _place(last or first)
    return (*start, *end) if start and end else None


# ------------------------------------------------------------------ filling


def fill(parts: Parts, values: Mapping[str, Value]) -> list[Trouble]:
    """Put values into their cells; say which addresses lead nowhere, and then nothing is to be kept."""
    tabs = _tabs(parts)
    wanted: dict[str, dict[Place, tuple[str, Value]]] = {}
    troubles: list[Trouble] = []
    for address, value in values.items():
        found = _found(tabs, address)
        if found is None:
            troubles.append((NO_CELL, address))
            continue
        tab, place = found
        place = _first_of_range(parts.tree(tab.part), place)
        if place in wanted.setdefault(tab.part, {}):
            troubles.append((TWICE, address))
        wanted[tab.part][place] = (address, value)
    overwritten = [_fill_sheet(parts.change(part), cells, troubles) for part, cells in wanted.items()]
    if wanted and not troubles:
        _compute_anew(parts, tabs, overwritten=any(overwritten))
    return troubles


def _found(tabs: list[_Tab], address: str) -> tuple[_Tab, Place] | None:
    sheet, mark, ref = address.strip().rpartition("!")
    place = _place(ref)
    if place is None:
        return None
    name = _plain(sheet)
    tab = next((one for one in tabs if _plain(one.name) == name), None) if mark else _first(tabs)
    return (tab, place) if tab else None


def _plain(name: str) -> str:
    bare = name[1:-1].replace("''", "'") if len(name) > 1 and name[0] == name[-1] == "'" else name
    return unicodedata.normalize("NFC", bare).casefold()


def _first_of_range(root: Any, place: Place) -> Place:  # noqa: ANN401
    row, column = place
    inside = (one for one in _merged(root) if one[0] <= row <= one[2] and one[1] <= column <= one[3])
    return next(((top, left) for top, left, _, _ in inside), place)


def _fill_sheet(root: Any, wanted: Mapping[Place, tuple[str, Value]], troubles: list[Trouble]) -> bool:  # noqa: ANN401
    """Fill the cells of one sheet; tell whether a formula gave way to a value."""
    known = dict(_walk(root))
    rows = _Rows(root)
    overwritten = False
    for place, (address, value) in sorted(wanted.items()):
        cell = known.get(place)
        if cell is None:
            cell = rows.new_cell(place)
        formula = child(cell, "f")
        if formula is not None and _shared_by_others(root, formula):
            troubles.append((FORMULA, address))
            continue
        overwritten |= formula is not None
        _put(cell, value)
    _widen(root, wanted)
    return overwritten


def _shared_by_others(root: Any, formula: Any) -> bool:  # noqa: ANN401
    """Tell whether other cells compute by this formula: an array, or the first of a shared one."""
    if formula.get("t") == "array":
        return ":" in formula.get("ref", "")
    if formula.get("t") != "shared" or formula.get("ref") is None:
        return False
    alike = root.iter(same_space(root, "f"))
    return sum(1 for one in alike if one.get("si") == formula.get("si") and one.get("t") == "shared") > 1


def _put(cell: Any, value: Value) -> None:  # noqa: ANN401
    """Write a value, keeping the style; a number stays one, its look is the style's."""
    for one in list(cell):
        if local(one) in {"v", "f", "is"}:
            cell.remove(one)
    for name in ("t", "cm", "vm"):
        cell.attrib.pop(name, None)
    if value.is_number:
        fresh = etree.Element(same_space(cell, "v"))
        fresh.text = value.text
    else:
        cell.set("t", "inlineStr")
        fresh = etree.Element(same_space(cell, "is"))
        text = etree.SubElement(fresh, same_space(cell, "t"))
        text.text = xml_text(value.text)
        text.set(_SPACE, "preserve")
    cell.insert(0, fresh)


class _Rows:
    """The rows of a sheet, into which cells that do not exist yet are put at their place."""

    def __init__(self, root: Any) -> None:  # noqa: ANN401
        self._data = child(root, "sheetData")
        self._columns = child(root, "cols")
        self._rows: dict[int, Any] = {}
        number = 0
        for row in children(self._data, "row"):
            number = int(row.get("r", number + 1))
            row.set("r", str(number))
            self._rows[number] = row

    def new_cell(self, place: Place) -> Any:  # noqa: ANN401
        """Make a cell, styled as its row or its column is."""
        number, column = place
        row = self._rows.get(number)
        if row is None:
            row = self._new_row(number)
        row.attrib.pop("spans", None)
        cell = etree.Element(same_space(row, "c"), r=f"{letters(column)}{number}")
        style = row.get("s") if row.get("customFormat") in {"1", "true"} else self._style_of(column)
        if style:
            cell.set("s", style)
        row.insert(_slot(row, column), cell)
        return cell

    def _new_row(self, number: int) -> Any:  # noqa: ANN401
        row = etree.Element(same_space(self._data, "row"), r=str(number))
        earlier = [one for one in self._rows if one < number]
        if earlier:
            self._rows[max(earlier)].addnext(row)
        else:
            self._data.insert(0, row)
        self._rows[number] = row
        return row

    def _style_of(self, column: int) -> str | None:
        listed = children(self._columns, "col") if self._columns is not None else []
        within = (one for one in listed if int(one.get("min", "0")) <= column <= int(one.get("max", "0")))
        return next((one.get("style") for one in within), None)


def _slot(row: Any, column: int) -> int:  # noqa: ANN401
    """Return where in a row's children a cell of this column belongs; the others are told where they stand."""
    slot = 0
    for other, cell in _cells_of(row):
        cell.set("r", f"{letters(other)}{row.get('r')}")
        if other < column:
            slot = row.index(cell) + 1
    return slot


def _widen(root: Any, wanted: Iterable[Place]) -> None:  # noqa: ANN401
    """Let the sheet's own range reach over everything that was written."""
    dimension = child(root, "dimension")
    span = _span(dimension.get("ref", "")) if dimension is not None else None
    if span is None:
        return
    rows = [span[0], span[2], *(row for row, _ in wanted)]
    columns = [span[1], span[3], *(column for _, column in wanted)]
    first, last = f"{letters(min(columns))}{min(rows)}", f"{letters(max(columns))}{max(rows)}"
    dimension.set("ref", first if first == last else f"{first}:{last}")


# ------------------------------------------------------------------ formulas elsewhere


def _compute_anew(parts: Parts, tabs: list[_Tab], *, overwritten: bool) -> None:
    """Have formulas computed when the file is opened: what they showed before would contradict the new values."""
    main = parts.main("workbook")
    computing = [tab for tab in tabs if _FORMULAS.search(parts.raw(tab.part))]
    if not computing:
        return
    for tab in computing:
        root = parts.change(tab.part)
        for formula in root.iter(same_space(root, "f")):
            cell = formula.getparent()
            for value in children(cell, "v"):
                cell.remove(value)
    _calculation(parts.change(main)).set("fullCalcOnLoad", "1")
    if overwritten:
        parts.drop(main, "calcChain")


def _calculation(root: Any) -> Any:  # noqa: ANN401
    found = child(root, "calcPr")
    if found is None:
        found = etree.Element(same_space(root, "calcPr"))
        before = [index for index, one in enumerate(root) if local(one) in _BEFORE_CALCULATION]
        root.insert(max(before, default=-1) + 1, found)
    return found


# ------------------------------------------------------------------ addresses


def _place(address: str) -> Place | None:
    match = _ADDRESS.fullmatch(address)
    if match is None:
        return None
    row, column = int(match[2]), _column(match[1])
    return (row, column) if row <= _MOST_ROWS and column <= _MOST_COLUMNS else None


def _column(address: str) -> int:
    """Return the number of the column that an address begins with; 0 for none."""
    number = 0
    for char in address.upper():
        if not "A" <= char <= "Z":
            break
        number = number * 26 + ord(char) - 64
    return number
