"""Rows of a person's own reports."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from binhyen.indicators.queries.forms import content_of
from binhyen.reports.components.heading import days_left
from binhyen.reports.components.words import Chip, chip_of, period_name, timely_chip
from binhyen.reports.models import Report
from binhyen.reports.queries.standing import expected_of
from binhyen.reports.rules import addresses
from binhyen.reports.rules.lifecycle import SENT, State, Timeliness
from binhyen.reports.rules.timeliness import timeliness


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One report of one's own."""

    report: Report
    title: str
    period: str
    href: str
    chip: Chip
    timely: Chip
    days: str
    cells: int
    is_late: bool
    returned: int
    """Cells that the office sent back."""


def own_rows(reports: Iterable[Report], today: date) -> list[OwnRow]:
    """Return rows in their order."""
    return [_row(one, today) for one in reports]


def _row(report: Report, today: date) -> OwnRow:
    how = timeliness(expected_of(report), today)
    return OwnRow(
        report=report,
        title=report.collection.version.title,
        period=period_name(report.collection.period),
        href=addresses.report(report.pk),
        chip=chip_of(report),
        timely=timely_chip(how),
        days="" if State(report.state) in SENT else days_left(report.due_on, today),
        cells=len(content_of(report.collection.version).cells),
        is_late=how is Timeliness.OVERDUE,
        returned=getattr(report, "returned_cells", 0),
    )
