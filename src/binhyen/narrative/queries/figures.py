"""The figures that a written report carries, and which of them no office accepted yet."""

from collections.abc import Iterable
from dataclasses import dataclass

from binhyen.indicators.rules.cells import CellKey
from binhyen.narrative.queries.measuring import facts_for
from binhyen.narrative.queries.reports import Kept
from binhyen.narrative.queries.writing import cells_asked
from binhyen.narrative.rules.figures_of_report import ReportFigures
from binhyen.narrative.writer.differing import Change, changes
from binhyen.narrative.writer.signing import signed_figures
from binhyen.reports.queries.totals import TotalQuestion, totals


def figures_of(kept: Kept) -> ReportFigures:
    """Return the figures of a report as it stands: those of its newest edition."""
    place = kept.draft.asked.place
    about = ReportFigures(place.code, kept.report.place_name, kept.report.period, kept.report.template)
    return signed_figures(kept.draft.report, kept.draft.facts, about, kept.edition.known_at.isoformat())


def not_accepted(kept: Kept) -> int:
    """Count the figures of periodic reports among those of a report that no office accepted yet."""
    asked = kept.draft.asked
    codes = frozenset(cell.indicator for cell in kept.draft.facts.now)
    question = TotalQuestion(asked.place.place_id, asked.period, codes, without_registers=True)
    return totals(question).not_accepted


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
