"""One cell of a report: every value it ever had, its talk and evidence, and the periods before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q
from django.http import Http404

from binhyen.indicators.queries import catalogue
from binhyen.indicators.queries.forms import cells_of, content_of
from binhyen.indicators.rules.catalogue import Indicator
from binhyen.indicators.rules.cells import CellKey, parse_cell_key
from binhyen.indicators.rules.forms import Line
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Refused
from binhyen.reports.models import CellFile, CellRemark, Figure, Report, Waiver
from binhyen.reports.queries.figures import history_of, known_at
from binhyen.reports.queries.receiving import titles_of_posts
from binhyen.reports.queries.reports import report_seen_by
from binhyen.reports.queries.shading import shade, shaded_all

SERIES = 12
_MOST = 100


@dataclass(frozen=True, slots=True)
class Point:
    """What the cell said in one earlier period."""

    period: str
    report_id: int
    figure: Figure


@dataclass(frozen=True, slots=True)
class CellPage:
    """Everything that stands at one cell."""

    report: Report
    line: Line
    indicator: Indicator
    values: Sequence[Figure]
    """The newest first."""
    remarks: Sequence[CellRemark]
    waivers: Sequence[Waiver]
    files: Sequence[CellFile]
    posts: Mapping[int, str]

    @property
    def value(self) -> Figure | None:
        """The value that stands."""
        return next((one for one in self.values if one.superseded_at is None), None)


def line_of(report: Report, cell: str) -> Line:
    """Return the line of a cell by its address; 404 for a cell that the form has not."""
    try:
        line = content_of(report.collection.version).line_of(parse_cell_key(cell))
    except Refused:
        line = None
    if line is None:
        raise Http404
    return line


def cell_page(report: Report, cell: str, *, small: bool = True) -> CellPage:
    """Read everything at one cell: five queries, however often it was written.

    Without `small`, small counts about people are hidden.
    """
    line = line_of(report, cell)
    number = cells_of(report.collection.version)[line.cell]
    values = list(history_of(report.pk, number)[:_MOST])
    if not small:
        values = shaded_all(line.cell, values)
    remarks = list(report.remarks.filter(cell_id=number).order_by("at", "id")[:_MOST])
    waivers = list(report.waivers.filter(cell_id=number).order_by("at", "id")[:_MOST])
    files = list(report.files.filter(cell_id=number).select_related("blob").order_by("added_at", "id")[:_MOST])
    written: Iterator[int] = (one.by_post for of in (values, remarks, waivers, files) for one in of)
    return CellPage(
        report,
        line,
        catalogue().indicators[line.cell.indicator],
        values,
        remarks,
        waivers,
        files,
        titles_of_posts(written),
    )


def series_of(report: Report, cell: CellKey, length: int = SERIES, *, small: bool = True) -> list[Point]:
    """Return what the same reporter said in a cell in the periods before, oldest first: one query.

    Without `small`, small counts about people are hidden.
    """
    same_reporter = Q(report__place_id=report.place_id, report__unit_id=report.unit_id, report__post_id=report.post_id)
    rows = Figure.objects.filter(
        known_at(None),
        same_reporter,
        cell_id=cells_of(report.collection.version)[cell],
        report__collection__version__form_id=report.collection.version.form_id,
        report__collection__period_end__lt=report.collection.period_end,
    ).annotate(period=F("report__collection__period"))
    listed = list(rows.order_by("-report__collection__period_end")[:length])
    return [Point(one.period, one.report_id, one if small else shade(cell, one)) for one in reversed(listed)]


def cell_file_seen_by(actor: Actor, file_id: int, day: date) -> CellFile:
    """Return a file of a report that the person sees; 404 for every other, and for one that was taken off."""
    found = CellFile.objects.filter(pk=file_id, removed_at=None).select_related("blob", "cell").first()
    if found is None:
        raise Http404
    report_seen_by(actor, found.report_id, day)
    return found
