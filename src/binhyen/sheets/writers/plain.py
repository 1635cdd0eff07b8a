"""Tables for programs: CSV as RFC 4180 has it, and a schema of its columns."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_BOM = "\ufeff"
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True)
class PlainColumn:
    """One column: its name, its type in a table schema ("string", "number", "datetime" …), and what it holds."""

    name: str
    type: str = "string"
    description: str = ""


def write_csv(columns: Sequence[PlainColumn], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Give a table line by line, the heading first; a mark before it tells Excel that it is UTF-8.

    Texts that a spreadsheet would compute (= + - @ at the beginning) get an apostrophe before them; numbers never do.
    """
    yield _BOM + _line([column.name for column in columns])
    for row in rows:
        yield _line(row)


def csv_schema(columns: Sequence[PlainColumn], key: Sequence[str] = ()) -> dict[str, object]:
    """Return a table schema of the CSV; `key` names the columns that tell its rows apart."""
    fields = [{"name": one.name, "type": one.type, "description": one.description} for one in columns]
    return {"fields": fields, "missingValues": [""], **({"primaryKey": list(key)} if key else {})}


def _line(cells: Iterable[object]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow([_plain(cell) for cell in cells])
    return written.getvalue()


def _plain(cell: object) -> object:
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(_DANGEROUS) else cell
    return "" if cell is None else cell
