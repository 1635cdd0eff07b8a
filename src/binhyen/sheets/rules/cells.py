"""One cell: from what stands in the sheet to a typed value, or a finding that says what is wrong."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import fold, number
from binhyen.sheets.rules.columns import CellType, Column
from binhyen.sheets.rules.grid import Cell

Value = str | int | date | bool | None
_INTEGER = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d+)")
_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_YES = {"co", "x", "dung", "yes", "true", "1", "1.0"}
_NO = {"khong", "sai", "no", "false", "0", "0.0", "-"}
_YEARS = range(1900, 2101)


def parse_cell(cell: Cell, column: Column) -> tuple[Value, Finding | None]:
    """Return the typed value of a cell, or a finding. An empty cell is None, and wrong where one is required."""
    if cell is None or (isinstance(cell, str) and not clean(cell)):
        return None, _finding("sheets.empty", EMPTY, cell, column) if column.required else None
    return _PARSERS[column.type](cell, column)


def clean(text: str) -> str:
    """Return a text as it is kept: composed letters, no control signs, single spaces."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join("".join(" " if unicodedata.category(char) == "Cc" else char for char in composed).split())


EMPTY = gettext_noop("“%(header)s” is empty.")
NOT_INTEGER = gettext_noop("“%(header)s” must be a whole number, not “%(value)s”.")
TOO_SMALL = gettext_noop("“%(header)s” must not be below %(least)s.")
NOT_DATE = gettext_noop("“%(header)s” must be a date as dd/mm/yyyy, not “%(value)s”.")
NOT_CHOICE = gettext_noop("“%(header)s” must be one of: %(choices)s; not “%(value)s”.")
TOO_LONG = gettext_noop("“%(header)s” is longer than %(longest)s characters.")
NOT_FLAG = gettext_noop("“%(header)s” must be “có” or “không”, not “%(value)s”.")


def _text(cell: Cell, column: Column) -> tuple[Value, Finding | None]:
    text = clean(_written(cell))
    if len(text) > column.longest:
        return None, _finding("sheets.too_long", TOO_LONG, cell, column)
    return text, None


def _integer(cell: Cell, column: Column) -> tuple[Value, Finding | None]:
    written = _written(cell).replace("\u00a0", "").replace(" ", "")
    if isinstance(cell, (bool, date)) or not _INTEGER.fullmatch(written):
        return None, _finding("sheets.not_integer", NOT_INTEGER, cell, column)
    number = int(written.replace(".", ""))
    if column.least is not None and number < column.least:
        return None, _finding("sheets.too_small", TOO_SMALL, cell, column)
    return number, None


def _date(cell: Cell, column: Column) -> tuple[Value, Finding | None]:
    day = cell if isinstance(cell, date) else _read_date(clean(_written(cell)))
    if day is None or day.year not in _YEARS:
        return None, _finding("sheets.not_date", NOT_DATE, cell, column)
    return day, None


def _read_date(text: str) -> date | None:
    match = _DATE.fullmatch(text)
    try:
        if match is None:
            return date.fromisoformat(text)
        day, month, year = map(int, match.groups())
        return date(year, month, day)
    except ValueError:
        return None


def _choice(cell: Cell, column: Column) -> tuple[Value, Finding | None]:
    written = fold(clean(_written(cell)))
    for code, label in column.choices.items():
        if written in {fold(code), fold(label)}:
            return code, None
    return None, _finding("sheets.not_choice", NOT_CHOICE, cell, column)


def _flag(cell: Cell, column: Column) -> tuple[Value, Finding | None]:
    written = fold(clean(_written(cell)))
    if written in _YES | _NO:
        return written in _YES, None
    return None, _finding("sheets.not_flag", NOT_FLAG, cell, column)


def _amount(cell: Cell, column: Column) -> tuple[Value, Finding | None]:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return number(Decimal(_written(cell))), None
    return _text(cell, column)


_PARSERS: dict[CellType, Callable[[Cell, Column], tuple[Value, Finding | None]]] = {
    CellType.TEXT: _text,
    CellType.INT: _integer,
    CellType.DATE: _date,
    CellType.CHOICE: _choice,
    CellType.FLAG: _flag,
    CellType.AMOUNT: _amount,
}


def _written(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date):
        return f"{cell.day:02d}/{cell.month:02d}/{cell.year:04d}"
    return str(cell)


def _finding(code: str, message: str, cell: Cell, column: Column) -> Finding:
    params = {
        "header": column.header,
        "value": "" if cell is None else _written(cell)[:60],
        "choices": ", ".join(column.choices.values()),
        "longest": column.longest,
        "least": column.least,
    }
    return Finding(code, message, params=params, where=column.header)
