"""Reports that were sent back, as rows of a list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from binhyen.analytics.boards.returned import Returned
from binhyen.reports.components.words import period_name
from binhyen.reports.rules import addresses
from binhyen.ui.components.parts import Choice


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """One line: the report with its page, what it is about, and the cells with their pages and reasons."""

    found: Returned
    href: str
    form: str
    period: str
    cells: tuple[tuple[Choice, str], ...]
    """Each cell's page and name, and what was said there."""
    late: bool
    """It has not come again, and its last day is over."""


def returned_rows(found: Iterable[Returned], today: date) -> list[ReturnedRow]:
    """Return the rows in their order."""
    return [_row(one, today) for one in found]


def _row(one: Returned, today: date) -> ReturnedRow:
    report = one.report
    cells = tuple((Choice(addresses.cell(report.pk, str(why.cell)), why.label), why.text) for why in one.cells)
    late = one.again is None and report.due_on < today
    collection = report.collection
    return ReturnedRow(
        one, addresses.report(report.pk), collection.version.title, period_name(collection.period), cells, late
    )
