"""The cells of a workbook's first visible sheet. Run as a program in a limited process: `grid.py PATH` prints JSON."""

import json
import re
import sys
import zipfile
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as day_time
from pathlib import Path
from typing import Any, BinaryIO

Cell = str | int | float | bool | date | None
Range = tuple[int, int, int, int]
"""First row, first column, last row, last column; counted from 0, inclusive."""

_FORMULA = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*>\s*<f\b')
_ERROR = re.compile(rb'<c\b(?=[^>]*\bt="e")[^>]*?\br="([A-Z]{1,3})(\d{1,7})"')
_SHEET = re.compile(rb'<sheet\b[^>]*?r:id="([^"]+)"[^>]*?/>')
_RELATION = re.compile(rb"<Relationship\b[^>]*>")


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


def dump(path: Path, limit: int) -> str:
    """Read a workbook and write its grid as JSON, at most `limit` rows."""
    from python_calamine import CalamineWorkbook, SheetVisibleEnum  # noqa: PLC0415 - only in the limited process

    book = CalamineWorkbook.from_path(str(path))
    index = next(n for n, sheet in enumerate(book.sheets_metadata) if sheet.visible == SheetVisibleEnum.Visible)
    sheet = book.get_sheet_by_index(index)
    rows = sheet.to_python(skip_empty_area=False, nrows=limit)
    merged = [[*first, *last] for first, last in sheet.merged_cell_ranges or []]
    found = {
        "rows": [[plain_cell(cell) for cell in row] for row in rows],
        "merged": merged,
        **special_cells(path, index),
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


def special_cells(source: Path | BinaryIO, index: int) -> dict[str, list[tuple[int, int]]]:
    """Find the cells that compute and those that hold an error. Only .xlsx says so in a form that is read here."""
    content = b""
    if zipfile.is_zipfile(source):
        with zipfile.ZipFile(source) as archive:
            name = _sheet_path(archive, index)
            content = archive.read(name) if name in archive.namelist() else b""
    return {"formulas": _addresses(_FORMULA, content), "errors": _addresses(_ERROR, content)}


def _addresses(pattern: re.Pattern[bytes], content: bytes) -> list[tuple[int, int]]:
    return [(int(row) - 1, _column_number(letters)) for letters, row in pattern.findall(content)]


def _sheet_path(archive: zipfile.ZipFile, index: int) -> str:
    if "xl/workbook.xml" not in archive.namelist():
        return ""
    identifiers = _SHEET.findall(archive.read("xl/workbook.xml"))
    for relation in _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels")):
        if index < len(identifiers) and b'Id="' + identifiers[index] + b'"' in relation:
            target = re.search(rb'Target="([^"]+)"', relation)
            path = target.group(1).decode() if target else ""
            return path.lstrip("/") if path.startswith("/") else f"xl/{path}"
    return ""


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


if __name__ == "__main__":
    sys.stdout.write(dump(Path(sys.argv[1]), int(sys.argv[2])))
