"""How a table reads as lines. Pure.

A row is one line, and what stands in a column is led by the column's heading, because a number without its heading says
nothing: "Xã An Phú | Số mô hình: 12 | Số tổ: 3". The first column's words need no heading: they are the row's own name.
A running number is written before it ("1. Xã An Phú"), so that nobody takes it for a figure, and a column of units goes
behind the numbers ("Kết quả: 66 mô hình"). A heading that stands over several columns leads each of theirs. Rows of
headings are lines of their own, once. A table without headings keeps its cells, and one that only sets a page (the head
of a letter) is lines of text.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from binhyen.kernel.vietnamese import fold

BAR = " | "
_NUMBER = re.compile(r"[-+–−(]?\s*\d[\d.,/\s]*\s*(%|\)|[^\W\d_]{0,12}(\s[^\W\d_]{1,8}){0,2})?\Z")
_YEAR = re.compile(r"(năm\s+)?(19|20)\d\d\Z", re.IGNORECASE)
_COUNTING = re.compile(r"\(?\s*(\d{1,2}|[A-ZĐ]|[a-zđ])\s*\)?(\s*=.*)?\Z")
_RUNNING = frozenset({"stt", "tt", "so tt", "so thu tu", "s tt", "thu tu", "no", "no."})
_UNITS = frozenset({"dvt", "don vi tinh", "d.v.t", "don vi do"})
_UNITS_OR_PLACES, _LONGEST_UNIT = "don vi", 12
"""A heading that says units of counting, or offices and places; these begin with capitals."""
_MOST_HEADING_ROWS = 5
_LETTERED = 2
"""Columns that are numbered by letters before the first number: "A B 1 2 3"."""
_LAYOUT_ROWS, _LAYOUT_COLUMNS = 3, 2


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell as it came in: its words, its first row and column from 0, and how many of them it fills."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a table in reading order; `headings` is how many rows the file itself marks as headings."""

    slots: tuple[Slot, ...]
    headings: int = 0

    def with_texts(self, change: Callable[[str], str]) -> "Grid":
        """Return the same grid with other words."""
        return replace(self, slots=tuple(replace(slot, text=change(slot.text)) for slot in self.slots))

    def rows(self) -> list[list[Slot]]:
        """Return the cells by the row that they begin in."""
        rows: list[list[Slot]] = [[] for _ in range(max((slot.row for slot in self.slots), default=-1) + 1)]
        for slot in self.slots:
            rows[slot.row].append(slot)
        return rows


@dataclass(frozen=True, slots=True)
class TextCell:
    """Where a cell's words stand in its line."""

    slot: Slot
    start: int
    end: int
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and the cells in it."""

    text: str
    cells: tuple[TextCell, ...]


def is_layout(grid: Grid) -> bool:
    """Tell whether a table only sets the page: one cell, or two columns of few rows without a cell that is a number."""
    width = max((slot.column + slot.columns for slot in grid.slots), default=0)
    height = max((slot.row + slot.rows for slot in grid.slots), default=0)
    if width <= 1:
        return True
    small = width <= _LAYOUT_COLUMNS and height <= _LAYOUT_ROWS
    return small and not any(is_number(slot.text) for slot in grid.slots)


def heading_rows(grid: Grid) -> int:
    """Return how many rows on top are headings: those that the file marks, else rows of words over rows of numbers."""
    rows = grid.rows()
    if grid.headings:
        return min(grid.headings, len(rows) - 1)
    if not any(is_number(slot.text) for row in rows[1:] for slot in row[1:]):
        return 1 if rows and _named(rows[0]) and len(rows) > 1 else 0
    return next((number for number, row in enumerate(rows[:_MOST_HEADING_ROWS]) if _has_numbers(row)), 0)


def _named(row: list[Slot]) -> bool:
    return any(fold(slot.text) in _RUNNING | _UNITS for slot in row)


def _has_numbers(row: list[Slot]) -> bool:
    """Tell whether a row holds data. A row of the columns' own numbers, "(1) (2) (3)", belongs to the headings."""
    filled = [slot.text for slot in row if slot.text]
    if len(filled) > _LETTERED and all(map(_COUNTING.match, filled)) and _counts(filled):
        return False
    return any(is_number(text) and not _YEAR.match(text) for text in filled)


def _counts(texts: list[str]) -> bool:
    """Tell whether the cells number the columns: each number one more than that before it."""
    numbers = [int(found.group(1)) for text in texts if (found := _COUNTING.match(text)) and found.group(1).isdigit()]
    following = bool(numbers) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return following and len(numbers) >= len(texts) - _LETTERED


def is_number(text: str) -> bool:
    """Tell whether a cell holds a number, with its sign, % or a short unit."""
    return bool(_NUMBER.match(text))


def table_lines(grid: Grid) -> list[Line]:
    """Return the lines of a table, each with its cells."""
    rows = grid.rows()
    top = heading_rows(grid)
    headings = _headings(grid, top)
    lines = [_bare(row, heading=True) for row in rows[:top] if any(slot.text for slot in row)]
    above = _reaching_down(grid)
    units = _columns_of_units(grid, headings, top)
    for number, row in enumerate(rows[top:], start=top):
        names = [slot for slot in above.get(number, ()) if not is_number(slot.text)]
        line = _Row(headings, units, [*names, *row]).line() if top else _bare(row, heading=False)
        if line.text:
            lines.append(line)
    return lines


def _headings(grid: Grid, top: int) -> dict[int, str]:
    """Return each column's heading; one that stands over others goes before theirs."""
    found: dict[int, list[str]] = {}
    for slot in grid.slots:
        if slot.row < top and slot.text and not _COUNTING.match(slot.text):
            for column in range(slot.column, slot.column + slot.columns):
                titles = found.setdefault(column, [])
                if slot.text not in titles:
                    titles.append(slot.text)
    return {column: " – ".join(titles).replace("\n", " ") for column, titles in found.items()}


def _columns_of_units(grid: Grid, headings: dict[int, str], top: int) -> frozenset[int]:
    """Return the columns that hold units of counting and no numbers."""
    below = [slot for slot in grid.slots if slot.row >= top and slot.text]
    others = {slot.column for slot in below if not _is_unit(slot.text.strip())}
    titles = {column: fold(heading) for column, heading in headings.items()}
    return frozenset(
        column
        for column, title in titles.items()
        if title in _UNITS or (title == _UNITS_OR_PLACES and column not in others)
    )


def _is_unit(words: str) -> bool:
    """Tell whether words may be a unit of counting: short, and no name."""
    return words[:1].islower() and len(words) <= _LONGEST_UNIT


def _reaching_down(grid: Grid) -> dict[int, list[Slot]]:
    """Return, for each row, the cells of rows above that reach down into it."""
    found: dict[int, list[Slot]] = {}
    for slot in grid.slots:
        for row in range(slot.row + 1, slot.row + slot.rows):
            found.setdefault(row, []).append(slot)
    return found


def _bare(row: list[Slot], *, heading: bool) -> Line:
    text, cells = "", []
    for slot in row:
        if slot.text:
            text += BAR if text else ""
            cells.append(TextCell(slot, len(text), len(text) + len(_flat(slot.text)), heading))
            text += _flat(slot.text)
    return Line(text, tuple(cells))


def _flat(text: str) -> str:
    return " ".join(text.split())


class _Row:
    """Writes one row of data; holds the line as it grows."""

    def __init__(self, headings: dict[int, str], units: frozenset[int], row: list[Slot]) -> None:
        self.headings = headings
        self.units = units
        self.row = sorted((slot for slot in row if slot.text), key=lambda slot: slot.column)
        self.text = ""
        self.cells: list[TextCell] = []
        self.named = False
        self.numbered = False

    def line(self) -> Line:
        units = [slot for slot in self.row if slot.column in self.units]
        for slot in self.row:
            if slot in units:
                continue
            self._take(slot, units[0] if units else None)
        if units and not any(cell.slot is units[0] for cell in self.cells):
            self._put(units[0], BAR)
        return Line(self.text, tuple(self.cells))

    def _title(self, slot: Slot) -> str:
        return fold(self.headings.get(slot.column, ""))

    def _take(self, slot: Slot, unit: Slot | None) -> None:
        number = is_number(slot.text)
        if self._title(slot) in _RUNNING and not self.text:
            self._put(slot, "")
            self.text += " " if slot.text.endswith((".", ")")) else ". "
            self.numbered = True
            return
        lead = self._lead(number=number, slot=slot)
        self._put(slot, lead)
        self.named = self.named or not number
        if unit and number and not any(cell.slot is unit for cell in self.cells) and slot.text.strip()[-1].isdigit():
            self._put(unit, " ")

    def _lead(self, *, number: bool, slot: Slot) -> str:
        bar = BAR if self.text and not self.numbered else ""
        self.numbered = False
        title = self.headings.get(slot.column, "")
        return f"{bar}{title}: " if title and (number or self.named) else bar

    def _put(self, slot: Slot, lead: str) -> None:
        self.text += lead
        flat = _flat(slot.text)
        self.cells.append(TextCell(slot, len(self.text), len(self.text) + len(flat)))
        self.text += flat


def layout_lines(grid: Grid) -> Iterator[str]:
    """Yield the lines of a table that only sets the page, cell after cell."""
    for slot in grid.slots:
        yield from (line.strip() for line in slot.text.split("\n") if line.strip())
