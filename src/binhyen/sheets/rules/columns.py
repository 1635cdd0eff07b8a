"""Columns that a table must have, and where a sheet's heading puts them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from binhyen.kernel.findings import Finding, Severity
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import fold
from binhyen.sheets.rules.grid import Cell, Grid

_SEARCHED = 20
"""Rows from the top among which a heading is looked for: titles and notes may stand above it."""
_DEEPEST = 3
_NOT_WORDS = re.compile(r"[^a-z0-9]+")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_FEWEST = 3


class CellType(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    INT = "int"
    DATE = "date"
    CHOICE = "choice"
    FLAG = "flag"
    AMOUNT = "amount"
    """A text as it stands ("hơn 200"); numbers are written as Vietnam writes them ("1.234,5")."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table that goes in or out.

    `header` is what is written above it, in Vietnamese; `aliases` are other names it is known by. `choices` pairs
    codes with what people write. Lengths are in characters, least in the unit of the column.
    """

    name: str
    header: str
    type: CellType = CellType.TEXT
    required: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    longest: int = 300
    least: int | None = None
    width: int = 18


@dataclass(frozen=True, slots=True)
class Heading:
    """Where the columns are: `places` maps names to column numbers; data begins at `first_row` (from 0)."""

    labels: tuple[str, ...]
    places: Mapping[str, int]
    top_row: int
    first_row: int


UNKNOWN_COLUMN = "sheets.unknown_column"
"""The remark on a heading that nobody knows; `where` is the heading."""


def header_key(text: str) -> str:
    """Return what two headers have in common: no diacritics, no case, no signs ("Tên đơn vị (*)" → "ten don vi")."""
    return _NOT_WORDS.sub(" ", fold(text)).strip()


def find_heading(
    grid: Grid, columns: Sequence[Column], remembered: Mapping[str, str] | None = None
) -> tuple[Heading | None, tuple[Finding, ...]]:
    """Find the heading of one to three rows that names most columns; say what is missing, doubled or unknown.

    Columns are matched without diacritics and case, by header, alias or what was remembered (`remembered` maps header
    keys to names). Without any match there is no heading. A missing required column and a doubled one are errors.
    """
    known = _known(columns, remembered or {})
    best: tuple[int, Heading] | None = None
    for top in range(min(_SEARCHED, len(grid.rows))):
        for depth in range(1, _DEEPEST + 1):
            heading = _heading_at(grid, known, top, depth)
            if heading.places and (best is None or len(heading.places) > best[0]):
                best = (len(heading.places), heading)
    if best is None:
        return None, tuple(_missing(column) for column in columns if column.required)
    return best[1], tuple(_remarks(best[1], columns, known))


def _known(columns: Sequence[Column], remembered: Mapping[str, str]) -> dict[str, str]:
    names = {column.name for column in columns}
    keys = {header_key(key): name for key, name in remembered.items() if name in names}
    for column in columns:
        for word in (column.header, *column.aliases):
            keys[header_key(word)] = column.name
    return keys


def _heading_at(grid: Grid, known: Mapping[str, str], top: int, depth: int) -> Heading:
    rows = grid.rows[top : top + depth]
    width = max(map(len, rows), default=0)
    labels: list[str] = []
    places: dict[str, int] = {}
    for number in range(width):
        words = _words(grid, top, depth, number)
        labels.append(words[-1] if words else "")
        match = next((known[key] for key in _keys(words) if key in known), None)
        if match is not None:
            places.setdefault(match, number)
    end = max([top + depth - 1, *(last for first, _, last, _ in grid.merged if top <= first < top + depth)])
    return Heading(tuple(labels), places, top, _after_numbering(grid, labels, end + 1))


def _words(grid: Grid, top: int, depth: int, column: int) -> list[str]:
    """Return a column's labels from the top down, with those that a merged cell spreads over it."""
    words: list[str] = []
    for row in range(top, min(top + depth, len(grid.rows))):
        text = _text(spread(grid, row, column))
        if text and (not words or words[-1] != text):
            words.append(text)
    return words


def _keys(words: Sequence[str]) -> list[str]:
    return [header_key(" ".join(words)), *(header_key(word) for word in reversed(words))]


def spread(grid: Grid, row: int, column: int) -> Cell:
    """Return a cell's value; a cell inside a merged range has the value of the range's first cell."""
    value = _at(grid, row, column)
    if value is not None:
        return value
    for first_row, first_column, last_row, last_column in grid.merged:
        if first_row <= row <= last_row and first_column <= column <= last_column:
            return _at(grid, first_row, first_column)
    return None


def _at(grid: Grid, row: int, column: int) -> Cell:
    cells = grid.rows[row] if row < len(grid.rows) else ()
    return cells[column] if column < len(cells) else None


def _after_numbering(grid: Grid, labels: Sequence[str], row: int) -> int:
    """Skip the row "1 2 3 …" or "A B 1 2 …" that official tables put under their heading.

    It numbers every column that has a label, three at least, in order: a row of data is not taken for one.
    """
    cells = [header_key(_text(cell)) for cell in (grid.rows[row] if row < len(grid.rows) else ()) if cell is not None]
    letters = [cell for cell in cells if cell.isalpha()]
    expected = [*_LETTERS[: len(letters)], *map(str, range(1, len(cells) - len(letters) + 1))]
    labelled = sum(1 for label in labels if label)
    return row + 1 if len(cells) == max(labelled, _FEWEST) and cells == expected else row


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def _remarks(heading: Heading, columns: Sequence[Column], known: Mapping[str, str]) -> list[Finding]:
    found = [_missing(column) for column in columns if column.required and column.name not in heading.places]
    for number, label in enumerate(heading.labels):
        name = known.get(header_key(label))
        if name is not None and heading.places.get(name) != number:
            found.append(_doubled(label))
        elif label and name is None and number not in heading.places.values():
            found.append(_unknown(label))
    return found


def _missing(column: Column) -> Finding:
    return Finding(
        "sheets.missing_column",
        gettext_noop("The column “%(header)s” is missing."),
        params={"header": column.header},
        where=column.header,
    )


def _doubled(label: str) -> Finding:
    message = gettext_noop("The column “%(header)s” stands in the sheet twice.")
    return Finding("sheets.doubled_column", message, params={"header": label}, where=label)


def _unknown(label: str) -> Finding:
    return Finding(
        UNKNOWN_COLUMN,
        gettext_noop("The column “%(header)s” is not known and is left out."),
        severity=Severity.INFO,
        params={"header": label},
        where=label,
    )
