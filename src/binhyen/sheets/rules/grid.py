"""The cells of a workbook's first visible sheet. Run as a program in a limited process: `grid.py PATH` prints JSON."""

import json
import sys
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as day_time
from pathlib import Path
from typing import Any

from binhyen.sheets.rules.special import Range, special_cells

Cell = str | int | float | bool | date | None


@dataclass(frozen=True, slots=True)
class Grid:
    """What stands where, from the sheet's first row on. `formulas` are the cells (row, column) that compute."""

    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[Range, ...] = ()
    formulas: frozenset[tuple[int, int]] = frozenset()
    errors: frozenset[tuple[int, int]] = frozenset()
    """Cells that hold #DIV/0! and the like; they are read as empty."""
    total: int = 0
    """Rows in the sheet; more than `rows` when the reader stopped at its limit."""


def letters(column: int) -> str:
    """Return the letters of a column: 1 is A, 27 is AA."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def dump(path: Path, limit: int) -> str:
    """Read a workbook and write its grid as JSON, at most `limit` rows."""
    from python_calamine import CalamineWorkbook, SheetVisibleEnum  # noqa: PLC0415 - only in the limited process

    book = CalamineWorkbook.from_path(str(path))
    index = next(n for n, sheet in enumerate(book.sheets_metadata) if sheet.visible == SheetVisibleEnum.Visible)
    sheet = book.get_sheet_by_index(index)
    rows = sheet.to_python(skip_empty_area=False, nrows=limit)
    special = special_cells(path.read_bytes(), index)
    found = {
        "rows": [[plain_cell(cell) for cell in row] for row in rows],
        "merged": special.merged + [(*first, *last) for first, last in sheet.merged_cell_ranges or []],
        "formulas": special.formulas,
        "errors": special.errors,
        "total": sheet.total_height,
    }
    return json.dumps(found, ensure_ascii=False)


def load(text: bytes) -> Grid:
    """Read back what `dump` wrote."""
    found = json.loads(text)
    rows = tuple(tuple(cell_of(cell) for cell in row) for row in found["rows"])
    merged = tuple((int(a), int(b), int(c), int(d)) for a, b, c, d in found["merged"])
    formulas, errors = (frozenset((row, column) for row, column in found[kind]) for kind in ("formulas", "errors"))
    return Grid(rows, merged, formulas, errors, found["total"])


def plain_cell(cell: object) -> object:
    """Return a cell as JSON holds it."""
    if isinstance(cell, datetime):
        return {"d": cell.date().isoformat()}
    if isinstance(cell, date):
        return {"d": cell.isoformat()}
    if isinstance(cell, (timedelta, day_time)):
        return str(cell)
    return None if cell == "" else cell


def cell_of(value: Any) -> Cell:  # noqa: ANN401 - what JSON holds
    """Read a cell back from JSON."""
    return date.fromisoformat(value["d"]) if isinstance(value, dict) else value


if __name__ == "__main__":
    sys.stdout.write(dump(Path(sys.argv[1]), int(sys.argv[2])))
