"""Workbooks out: tables, and a copy of what came in with its mistakes beside it."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils.translation import gettext

from binhyen.kernel.findings import Finding, Severity
from binhyen.sheets.rules.columns import Column
from binhyen.sheets.rules.grid import Cell
from binhyen.sheets.rules.tables import Table

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
LISTED = 250
"""Signs that Excel accepts in a drop-down list."""
Out = Cell | Decimal


def write_table(columns: Sequence[Column], rows: Iterable[Sequence[Out]], *, title: str = "") -> bytes:
    """Write a workbook: an optional title, the heading, the rows in the order of `columns`.

    Texts stay texts: what begins with = + - @ is written as text and marked so that Excel never computes it. Columns
    with choices get a drop-down list, so the same call with no rows makes a template to fill in.
    """
    buffer = io.BytesIO()
    with in_memory(buffer) as book:
        sheet = book.add_worksheet()
        top = 2 if title else 0
        if title:
            sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
        _write_heading(book, sheet, top, [_label(column) for column in columns])
        for index, column in enumerate(columns):
            sheet.set_column(index, index, column.width)
            _offer_choices(sheet, top + 1, index, column)
        pen = Pen(book, sheet)
        for number, row in enumerate(rows, start=top + 1):
            for index, value in enumerate(row):
                pen.write(number, index, value)
    return buffer.getvalue()


def write_error_copy(table: Table, more: Mapping[int, Sequence[Finding]] | None = None) -> bytes:
    """Write the rows as they came, with a last column that says in words what is wrong in each.

    `more` adds findings by row number, from checks that a reader of sheets cannot make.
    """
    buffer = io.BytesIO()
    with in_memory(buffer) as book:
        sheet = book.add_worksheet()
        width = max([len(table.labels), *(len(row.cells) for row in table.rows)])
        labels = [*table.labels, *[""] * (width - len(table.labels))]
        _write_heading(book, sheet, 0, [*labels, gettext("What is wrong")])
        sheet.set_column(0, width - 1, 18)
        sheet.set_column(width, width, 70)
        pen, red = Pen(book, sheet), book.add_format({"font_color": "#9B1C1C", "text_wrap": True})
        for number, row in enumerate(table.rows, start=1):
            for index, value in enumerate(row.cells):
                pen.write(number, index, value)
            words = sentences([*row.findings, *(more or {}).get(row.number, ())])
            sheet.write_string(number, width, words, red)
    return buffer.getvalue()


def sentences(findings: Iterable[Finding]) -> str:
    """Return findings that are not mere information as sentences in the reader's language."""
    return " ".join(
        gettext(finding.message) % finding.params for finding in findings if finding.severity is not Severity.INFO
    )


def in_memory(buffer: io.BytesIO) -> Any:  # noqa: ANN401 - xlsxwriter ships no types
    """Begin a workbook in memory, in which texts stay texts."""
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    return xlsxwriter.Workbook(buffer, options)


class Looks:
    """Formats of one workbook in Times New Roman, each made once; `plain` are the properties that all have."""

    def __init__(self, book: Any, **plain: object) -> None:  # noqa: ANN401 - xlsxwriter ships no types
        self._book = book
        self._plain = {"font_name": "Times New Roman", **plain}
        self._made: dict[tuple[tuple[str, object], ...], Any] = {}

    def get(self, **wanted: object) -> Any:  # noqa: ANN401 - xlsxwriter ships no types
        """Return the format with these properties."""
        key = tuple(sorted(wanted.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({**self._plain, **wanted})
        return self._made[key]


class Pen:
    """Writes cells by their type."""

    def __init__(self, book: Any, sheet: Any) -> None:  # noqa: ANN401 - xlsxwriter ships no types
        self._sheet = sheet
        self._day = book.add_format({"num_format": "dd/mm/yyyy"})
        self._number = book.add_format({"num_format": "#,##0.########"})
        self._quoted = book.add_format({"quote_prefix": True})

    def write(self, row: int, column: int, value: Out) -> None:
        if value is None:
            return
        if isinstance(value, bool):
            self._sheet.write_string(row, column, "có" if value else "không")
        elif isinstance(value, date):
            self._sheet.write_datetime(row, column, value, self._day)
        elif isinstance(value, str):
            self._sheet.write_string(row, column, value, self._quoted if value.startswith(DANGEROUS) else None)
        else:
            self._sheet.write_number(row, column, value, self._number)


def _label(column: Column) -> str:
    return f"{column.header} (*)" if column.required else column.header


def _write_heading(book: Any, sheet: Any, row: int, labels: Sequence[str]) -> None:  # noqa: ANN401 - no types
    bold = book.add_format({"bold": True, "bg_color": "#E7EEF6", "border": 1, "text_wrap": True, "valign": "top"})
    for index, label in enumerate(labels):
        sheet.write_string(row, index, label, bold)
    sheet.freeze_panes(row + 1, 0)


def _offer_choices(sheet: Any, row: int, index: int, column: Column) -> None:  # noqa: ANN401 - no types
    labels = list(column.choices.values())
    if labels and len(",".join(labels)) <= LISTED and not any("," in label for label in labels):
        rule = {"validate": "list", "source": labels, "error_type": "warning"}
        sheet.data_validation(row, index, row + 5_000, index, rule)
