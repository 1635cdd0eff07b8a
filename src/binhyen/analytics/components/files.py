"""Tables of boards as files; their last rows say where the numbers come from and how far they reach."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from binhyen.sheets.rules.columns import Column
from binhyen.sheets.writers.plain import PlainColumn, write_csv
from binhyen.sheets.writers.tables import MEDIA_TYPE, Out, write_table
from binhyen.ui.components.charts import Mark, Under

CSV = "text/csv; charset=utf-8"


@dataclass(frozen=True, slots=True)
class FileOf:
    """A table that leaves as a file: its title, the words over its columns, its rows of names and marks."""

    title: str
    heads: tuple[str, ...]
    rows: Sequence[tuple[tuple[str, ...], tuple[Mark, ...]]]
    under: Under


def write_file(table: FileOf, kind: str) -> tuple[bytes, str]:
    """Write a table as "csv" or "xlsx"; return it with its media type."""
    if kind == "csv":
        lines = write_csv([PlainColumn(head) for head in table.heads], _rows(table))
        return "".join(lines).encode(), CSV
    columns = [Column(f"c{at}", head, width=32 if not at else 18) for at, head in enumerate(table.heads)]
    return write_table(columns, _rows(table), title=table.title), MEDIA_TYPE


def _rows(table: FileOf) -> Iterator[Sequence[Out]]:
    for names, marks in table.rows:
        yield [*names, *_cells(marks)]
    yield []
    yield [table.under.source]
    yield [table.under.stamp]


def _cells(marks: Iterable[Mark]) -> Iterator[Out]:
    """Return a number as a number where its words say no more than it; else the words."""
    for mark in marks:
        told = mark.text.removeprefix("+").replace(".", "").replace(",", ".")
        yield Decimal(told) if told and told == mark.plain else mark.text
