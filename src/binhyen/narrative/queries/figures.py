"""The figures that a written report carries, and which of them no office accepted yet."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from binhyen.indicators.rules.cells import CellKey
from binhyen.narrative.queries.measuring import facts_for
from binhyen.narrative.queries.reports import Kept
from binhyen.narrative.queries.writing import cells_asked
from binhyen.narrative.rules.figures_of_report import ReportFigures
from binhyen.narrative.writer.differing import Change, changes
from binhyen.narrative.writer.signing import signed_figures
from binhyen.reports.models import Report
from binhyen.reports.queries.totals import TotalQuestion, totals


def figures_of(kept: Kept) -> ReportFigures:
    """Return the figures of a report as it stands: those of its newest edition."""
    place = kept.draft.asked.place
    about = ReportFigures(place.code, kept.report.place_name, kept.report.period, kept.report.template)
    return signed_figures(kept.draft.report, kept.draft.facts, about, kept.edition.known_at.isoformat())


@dataclass(frozen=True, slots=True)
class Waiting:
    """Reports of one collection in one state whose figures stand in a text and are not accepted yet."""

    collection_id: int
    form: str
    period: str
    state: str
    reports: int


@dataclass(frozen=True, slots=True)
class NotAccepted:
    """How many figures of a text no office accepted yet, and in which reports they stand."""

    figures: int
    reports: tuple[Waiting, ...] = ()


def not_accepted(kept: Kept) -> NotAccepted:
    """Return what of periodic reports stands in a report and is not accepted yet."""
    asked = kept.draft.asked
    codes = frozenset(cell.indicator for cell in kept.draft.facts.now)
    found = totals(TotalQuestion(asked.place.place_id, asked.period, codes, without_registers=True))
    parts = [part for total in found.cells.values() for part in total.parts if not part.accepted]
    return NotAccepted(found.not_accepted, _waiting({part.report_id for part in parts}) if parts else ())


def _waiting(reports: set[int]) -> tuple[Waiting, ...]:
    rows = Report.objects.filter(pk__in=reports).order_by("collection__period_start", "collection_id", "state")
    columns = ("collection_id", "collection__version__title", "collection__period", "state")
    return tuple(Waiting(*row) for row in rows.values_list(*columns).annotate(amount=Count("pk")))


@dataclass(frozen=True, slots=True)
class Since:
    """What the sources say now of the cells of a report, where they say something else."""

    changes: tuple[Change, ...]
    checked: int


def since(kept: Kept) -> Since:
    """Count the cells of a report again and say what differs from what it keeps."""
    cells: Iterable[CellKey] = cells_asked(kept.draft.wish)
    asked = list(cells)
    return Since(changes(kept.draft.facts, facts_for(asked, kept.draft.asked), asked), len(asked))
