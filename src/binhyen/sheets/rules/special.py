"""Special cells: those that compute, those that hold an error, and merged ones that the reader of values is silent on.

An error that is read as an empty cell would look like a number that somebody deleted. Run in the limited process.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from binhyen.sheets.rules.old_books import OLD_OFFICE, special_of_old

Place = tuple[int, int]
"""Row and column, counted from 0."""
Range = tuple[int, int, int, int]
"""First row, first column, last row, last column; counted from 0, inclusive."""


@dataclass(slots=True)
class Special:
    """Where they stand in one sheet. `merged` is of OpenDocument alone; of the others the reader of values tells."""

    formulas: list[Place] = field(default_factory=list)
    errors: list[Place] = field(default_factory=list)
    merged: list[Range] = field(default_factory=list)


def special_cells(content: bytes, index: int) -> Special:
    """Find the special cells of a workbook's sheet, which is counted from 0 among all of its sheets."""
    if content.startswith(OLD_OFFICE):
        return Special(*special_of_old(content, index))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        if "xl/workbook.xml" in names:
            part = _sheet_path(archive, index)
            sheet = archive.read(part) if part in names else b""
            return _of_workbook(sheet)
        return _of_open_document(archive.read("content.xml"), index) if "content.xml" in names else Special()


# ------------------------------------------------------------------ .xlsx

_ROOT = re.compile(rb"<(\w+:)?worksheet\b")
_SHEET = re.compile(rb'<(?:\w+:)?sheet\b[^>]*?\w+:id="([^"]+)"[^>]*?/?>')
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")


@lru_cache(maxsize=10)
def _patterns(prefix: bytes) -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    """Return what cells that compute and cells that hold an error look like; some writers prefix every name."""
    cell, address = rb"<" + prefix + rb"c\b", rb'[^>]*?\br="([A-Z]{1,3})(\d{1,7})"'
    formula = re.compile(cell + address + rb"[^>]*>\s*<" + prefix + rb"f\b")
    return formula, re.compile(cell + rb'(?=[^>]*\bt="e")' + address)


def _of_workbook(sheet: bytes) -> Special:
    root = _ROOT.search(sheet)
    prefix = root.group(1) or b"" if root else b""
    formula, error = _patterns(prefix)
    formulas = _addresses(formula, sheet) if b"<" + prefix + b"f" in sheet else []
    return Special(formulas, _addresses(error, sheet) if b't="e"' in sheet else [])


def _addresses(pattern: re.Pattern[bytes], content: bytes) -> list[Place]:
    return [(int(row) - 1, _column_number(letters)) for letters, row in pattern.findall(content)]


def _sheet_path(archive: zipfile.ZipFile, index: int) -> str:
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


# ------------------------------------------------------------------ .ods

_T = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TABLE, _ROW, _CELLS = f"{_T}table", f"{_T}table-row", {f"{_T}table-cell", f"{_T}covered-table-cell"}
_VALUE_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_ERROR_TEXT = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!)|Err:\d{3}")
_LONGEST = 9
"""Signs of the longest text that says an error."""
_REPEATED = 1_000
"""How often a row or cell that is special may be repeated."""


def _of_open_document(content: bytes, index: int) -> Special:
    from lxml import etree  # noqa: PLC0415 - only in the limited process

    found, sheet, row = Special(), -1, 0
    safe = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    for event, one in etree.iterparse(io.BytesIO(content), events=("start", "end"), tag=(_TABLE, _ROW), **safe):
        if event == "start":
            begins = one.tag == _TABLE and one.getparent().tag.endswith("}spreadsheet")
            sheet, row = (sheet + 1, 0) if begins else (sheet, row)
        elif one.tag == _ROW:
            times = _count(one, "number-rows-repeated")
            if sheet == index:
                _take_row(found, one, row, min(times, _REPEATED))
            row += times
            one.clear()
    return found


def _take_row(found: Special, row: Any, number: int, times: int) -> None:  # noqa: ANN401 - lxml ships no types
    for cell, column, wide in _cells(row):
        places = [(number + down, column + right) for down in range(times) for right in range(wide)]
        found.formulas += places if cell.get(f"{_T}formula") is not None else ()
        found.errors += places if _is_error(cell) else ()
        down, right = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
        if down > 1 or right > 1:
            found.merged.append((number, column, number + down - 1, column + right - 1))


def _cells(row: Any) -> Iterator[tuple[Any, int, int]]:  # noqa: ANN401 - lxml ships no types
    """Give the cells that hold or span anything, with their column and how often they are repeated."""
    column = 0
    for cell in row:
        if cell.tag in _CELLS:
            times = _count(cell, "number-columns-repeated")
            if len(cell) or len(cell.attrib) > 1:
                yield cell, column, min(times, _REPEATED)
            column += times


def _is_error(cell: Any) -> bool:  # noqa: ANN401 - lxml ships no types
    if cell.get(_VALUE_TYPE) == "error":
        return True
    text = "".join(cell.itertext()) if len(cell) == 1 else ""
    return len(text) <= _LONGEST and _ERROR_TEXT.fullmatch(text) is not None


def _count(one: Any, name: str) -> int:  # noqa: ANN401 - lxml ships no types
    value = one.get(f"{_T}{name}", "1")
    return max(1, int(value)) if value.isdecimal() else 1
