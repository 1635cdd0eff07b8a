"""Entry workbooks of reports for the tests: downloaded, filled in, taken in."""

from collections.abc import Mapping
from typing import Any

from binhyen.kernel.amounts import Amount
from binhyen.reports.actions.intake import Taken, read_book, take_workbook
from binhyen.reports.actions.planning import Held
from binhyen.reports.letters.entry_books import entry_book_of
from binhyen.reports.models import Report
from binhyen.reports.queries.figures import amount_of, values_at
from binhyen.sheets.writers.entry import write_entry_book
from tests.reports.factories import GOOD, NOW, ReportTown
from tests.sheets.books import typed

BAD = GOOD | {"leaflets": "1,234.5", "models_new": -3, "models_total": "chưa rõ"}
"""Three cells of eight cannot be taken in."""


def book_of(report: Report) -> bytes:
    """The workbook as it is downloaded."""
    return write_entry_book(entry_book_of(report, NOW))


def filled(report: Report, values: Mapping[str, object] = GOOD, notes: Mapping[str, str] | None = None) -> bytes:
    """The workbook downloaded and filled in."""
    return typed(book_of(report), values, notes)


def take(town: ReportTown, content: bytes, **rest: Any) -> Taken:
    """Let Bà Lan bring a workbook in."""
    book = read_book(content, rest.pop("name", "an-phu.xlsx"))
    held = Held(rest.pop("report", None), rest.pop("over", {}))
    return take_workbook(**{"book": book, "by": town.lan, "at": NOW, "held": held, **rest})


def says(report: Report) -> dict[str, Amount]:
    """What the cells of a report say now."""
    return {str(cell): amount_of(one) for cell, one in values_at(report.pk, None).items()}


def codes(taken: Taken) -> list[str]:
    """The codes of what was found wrong."""
    return [one.code for one in taken.findings]
