"""Entry workbooks read in a limited process: paths come in line by line, what each says goes out as a line of JSON.

With a path as its argument it prints the bare rows of that one: `entry_grid PATH`.
"""

import io
import json
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from binhyen.kernel.findings import Finding, Severity
from binhyen.sheets.rules.containers import MAX_BYTES, NOT_A_WORKBOOK, container_findings, too_large
from binhyen.sheets.rules.entry import HIDDEN, VISIBLE, EntryCell, EntryRead, Identity
from binhyen.sheets.rules.entry_reading import (
    MOST_LINES,
    NO_ENTRY_BOOK,
    Head,
    Sheets,
    head_of,
    keys_in,
    no_entry_book,
    read_sheets,
    rows_to_read,
)
from binhyen.sheets.rules.grid import Cell, cell_of, plain_cell
from binhyen.sheets.rules.special import special_cells

_HEAD_ROWS = 40
_MOST_ROWS, _MOST_COLUMNS = 5_000, 60
UNREADABLE = EntryRead(findings=(NOT_A_WORKBOOK,))


def read_file(path: Path) -> EntryRead:
    """Read one workbook. What it should not be is said in its findings."""
    if path.stat().st_size > MAX_BYTES:
        return EntryRead(findings=(too_large(),))
    content = path.read_bytes()
    found = container_findings(io.BytesIO(content))
    return EntryRead(findings=found) if found else _read(content)


def _read(content: bytes) -> EntryRead:
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - only in the limited process

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    if HIDDEN not in book.sheet_names:
        return EntryRead(findings=(no_entry_book(_traces(content)),))
    head = head_of(_cells(book.get_sheet_by_name(HIDDEN), MOST_LINES + _HEAD_ROWS))
    if head is None:
        return EntryRead(findings=(NO_ENTRY_BOOK,))
    index, alike, others = _chosen(book, head)
    sheet = book.get_sheet_by_index(index)
    special = special_cells(content, index)
    merged = special.merged + [(*first, *last) for first, last in sheet.merged_cell_ranges or []]
    formulas, errors = frozenset(special.formulas), frozenset(special.errors)
    rows = _cells(sheet, rows_to_read(head))
    return read_sheets(head, Sheets(rows, merged, formulas, errors, sheet.total_height, alike, others))


def _chosen(book: Any, head: Head) -> tuple[int, list[str], list[str]]:  # noqa: ANN401 - python-calamine ships no types
    """Return which sheet is the form's; all that are where several are, and others in which something stands."""
    names = [name for name in book.sheet_names if name != HIDDEN][:_MOST_SHEETS]
    if len(names) <= 1:
        return book.sheet_names.index(names[0] if names else HIDDEN), [], []
    held = {name: _cells(book.get_sheet_by_name(name), rows_to_read(head)) for name in names}
    alike = [name for name in names if keys_in(head, held[name])]
    others = [name for name in names if name not in alike and any(cell != "" for row in held[name] for cell in row)]
    first = next((name for name in (VISIBLE, *alike) if name in alike), names[0])
    return book.sheet_names.index(first), alike if len(alike) > 1 else [], others


def _traces(content: bytes) -> bytes:
    """Return the parts of a container in which programs keep a workbook's own properties."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return b""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"".join(archive.read(name) for name in _PROPERTIES if name in archive.namelist())


_MOST_SHEETS = 30
_PROPERTIES = ("docProps/custom.xml", "meta.xml")


def _cells(sheet: Any, rows: int) -> list[list[Any]]:  # noqa: ANN401 - python-calamine ships no types
    found = sheet.to_python(skip_empty_area=False, nrows=rows)
    return [[cell if cell.__class__ in _BARE else cell_of(plain_cell(cell)) for cell in row] for row in found]


_BARE = {str, float}


def both_sheets(path: Path) -> list[list[list[Any]]]:
    """Return the rows of the sheet that people see and of the hidden one, as JSON holds them."""
    from python_calamine import CalamineWorkbook, SheetVisibleEnum  # noqa: PLC0415 - only in the limited process

    book = CalamineWorkbook.from_path(str(path))
    head = head_of(_cells(book.get_sheet_by_name(HIDDEN), _MOST_ROWS)) if HIDDEN in book.sheet_names else None
    shown = [one.name for one in book.sheets_metadata if one.visible == SheetVisibleEnum.Visible]
    names = [shown[0]] if head is None else [book.sheet_names[_chosen(book, head)[0]], HIDDEN]
    sheets = [book.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=_MOST_ROWS) for name in names]
    return [[[plain_cell(cell) for cell in row[:_MOST_COLUMNS]] for row in rows] for rows in sheets]


def rows_of(printed: bytes) -> list[list[list[Cell]]]:
    """Read back what `both_sheets` returned."""
    return [[[cell_of(cell) for cell in row] for row in rows] for rows in json.loads(printed)]


# ------------------------------------------------------------------ through the pipe


def to_line(read: EntryRead) -> str:
    """Write what was read as one line."""
    data = {
        "identity": None if read.identity is None else asdict(read.identity),
        "cells": [[key, *_packed(cell)] for key, cell in read.cells.items()],
        "findings": [[one.code, one.message, one.severity, dict(one.params), one.where] for one in read.findings],
        "place": read.place,
        "period": read.period,
    }
    return json.dumps(data)


def _packed(cell: EntryCell) -> list[object]:
    flags = cell.formula + 2 * cell.error + 4 * cell.merged
    values = [plain_cell(cell.value), cell.note, plain_cell(cell.given), cell.given_note]
    return [*values, cell.version, cell.row, cell.label, flags]


def from_line(line: bytes) -> EntryRead:
    """Read back what `to_line` wrote."""
    data: Mapping[str, Any] = json.loads(line)
    identity = data["identity"]
    return EntryRead(
        None if identity is None else Identity(**identity),
        {key: _unpacked(*rest) for key, *rest in data["cells"]},
        tuple(_finding(*one) for one in data["findings"]),
        data["place"],
        data["period"],
    )


def _finding(code: str, message: str, how: str, params: Mapping[str, object], where: str) -> Finding:
    return Finding(code, message, Severity(how), params, where)


def _unpacked(value: Any, note: str, given: Any, given_note: str, *rest: Any) -> EntryCell:  # noqa: ANN401 - JSON
    version, row, label, flags = rest
    marks = (bool(flags & 1), bool(flags & 2), bool(flags & 4))
    return EntryCell(cell_of(value), note, cell_of(given), given_note, version, row, label, *marks)


def main() -> None:
    """Answer one path after the other. A reader that fails on a file answers that it is unreadable."""
    for line in sys.stdin:
        try:  # whatever a file does to a reader, the next one is read
            read = read_file(Path(json.loads(line)))
        except BaseException as error:
            if isinstance(error, (KeyboardInterrupt, SystemExit)):
                raise
            read = UNREADABLE
        sys.stdout.write(to_line(read) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.stdout.write(json.dumps(both_sheets(Path(sys.argv[1]))))
    else:
        main()
