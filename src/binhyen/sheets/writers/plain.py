"""Tables for programs: CSV as RFC 4180 has it, and a schema of its columns."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

BOM = "\ufeff"
"""Stands before the heading where a spreadsheet must be told that what follows is UTF-8."""
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True)
class PlainColumn:
    """One column: its name, its type in a table schema ("string", "number", "datetime" …), and what it holds."""

    name: str
    type: str = "string"
    description: str = ""
    title: str = ""
    unit: str = ""


def write_csv(
    columns: Sequence[PlainColumn], rows: Iterable[Sequence[object]], *, marked: bool = True
) -> Iterator[str]:
    """Give a table line by line, the heading first, after the mark of UTF-8 unless programs alone will read it.

    Texts that a spreadsheet would compute (= + - @ at the beginning) get an apostrophe before them. Numbers never do;
    they have a decimal point and no exponent.
    """
    yield (BOM if marked else "") + _line([column.name for column in columns])
    for row in rows:
        yield _line(row)


def csv_schema(columns: Sequence[PlainColumn], key: Sequence[str] = ()) -> dict[str, object]:
    """Return a table schema of the CSV; `key` names the columns that tell its rows apart."""
    fields = [_field(column) for column in columns]
    return {"fields": fields, "missingValues": [""], **({"primaryKey": list(key)} if key else {})}


def _field(column: PlainColumn) -> dict[str, str]:
    told = {"title": column.title, "unit": column.unit, "description": column.description}
    return {"name": column.name, "type": column.type, **{name: text for name, text in told.items() if text}}


def _line(cells: Iterable[object]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow([_plain(cell) for cell in cells])
    return written.getvalue()


def _plain(cell: object) -> object:
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(_DANGEROUS) else str(cell)
    return "" if cell is None else format(cell, "f") if isinstance(cell, Decimal) else cell
