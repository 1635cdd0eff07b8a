"""What a report says in its province's own file: its values as they stand, small counts for those who report alone."""

from collections.abc import Mapping

from binhyen.indicators.queries import catalogue
from binhyen.indicators.queries.forms import content_of
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.guards import hide_small
from binhyen.kernel.amounts import Amount, vaguely
from binhyen.reports.models import Report
from binhyen.reports.queries.figures import amounts, values_at
from binhyen.reports.queries.shading import HIDDEN_WORDS


def has_own_file(report: Report) -> bool:
    """Tell whether the form of a report is a file of the province's, with cells to fill in."""
    version = report.collection.version
    return version.template_id is not None and any(line.mapped for line in content_of(version).lines)


def values_for_file(report: Report, *, own: bool) -> Mapping[CellKey, Amount]:
    """Return what a report says now. Small counts about people leave for those alone who report them: one query."""
    said = amounts(values_at(report.pk, None))
    return said if own else {cell: _shown(cell, amount) for cell, amount in said.items()}


def _shown(cell: CellKey, amount: Amount) -> Amount:
    indicator = catalogue().find(cell.indicator)
    hidden = indicator is not None and hide_small(amount.value, indicator).hidden
    return vaguely(HIDDEN_WORDS) if hidden else amount
