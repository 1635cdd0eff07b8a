"""Values as those see them who neither write nor receive a report: small counts and their notes are hidden."""

from collections.abc import Iterable
from copy import copy

from binhyen.indicators.queries import catalogue
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.guards import hide_small, is_guarded
from binhyen.kernel.amounts import Bound, Said
from binhyen.reports.models import Figure
from binhyen.reports.queries.figures import Past, Values

HIDDEN_WORDS = "ẩn"
"""Stands for a small count; words of papers are Vietnamese and not translated."""


def shaded(values: Values) -> dict[CellKey, Figure]:
    """Return values by cell, small ones hidden."""
    return {cell: shade(cell, value) for cell, value in values.items()}


def shaded_past(past: Past) -> Past:
    """Return the past of a report, small counts hidden."""
    return Past(shaded(past.before), shaded(past.last_year))


def shaded_all(cell: CellKey, values: Iterable[Figure]) -> list[Figure]:
    """Return the values of one cell, small ones hidden."""
    return [shade(cell, value) for value in values]


def shade(cell: CellKey, value: Figure) -> Figure:
    """Return a value, or words in its place; of guarded indicators no note is told either."""
    indicator = catalogue().find(cell.indicator)
    if indicator is None or not is_guarded(indicator):
        return value
    shown = copy(value)
    shown.note = ""
    if hide_small(value.amount, indicator).hidden:
        shown.said, shown.words, shown.bound = Said.VAGUE, HIDDEN_WORDS, Bound.VAGUE
        shown.amount = shown.denominator = shown.counted = None
    return shown
