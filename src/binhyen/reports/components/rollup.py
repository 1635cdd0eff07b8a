"""What is worth a look in a collection, each with the page where it opens."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from binhyen.indicators.rules.cells import parse_cell_key
from binhyen.kernel.findings import Finding
from binhyen.reports.models import Collection
from binhyen.reports.queries.rollup import Hints
from binhyen.reports.rules import addresses

_SHOWN = 40


@dataclass(frozen=True, slots=True)
class HintRow:
    """One hint: whose, what, and where to look."""

    name: str
    finding: Finding
    href: str


@dataclass(frozen=True, slots=True)
class HintsShown:
    """The hints of a page; `more` are those beyond what is shown."""

    sums: Sequence[HintRow]
    standouts: Sequence[HintRow]
    reports: int
    more: int = 0


def hint_rows(collection: Collection, hints: Hints) -> HintsShown:
    """Return the rows: sums open into their parts, values into the desk at their cell."""
    sums = [HintRow("", one, addresses.total(_parts(collection, one))) for one in hints.sums]
    rows = [
        HintRow(one.report.name, one.finding, addresses.receive(one.report.pk, str(one.cell)))
        for one in hints.standouts
    ]
    return HintsShown(sums, rows[:_SHOWN], hints.reports, max(0, len(rows) - _SHOWN))


def _parts(collection: Collection, finding: Finding) -> Mapping[str, object]:
    cell = parse_cell_key(finding.where)
    return {
        "noi": collection.province_id,
        "ky": collection.period,
        "chi_tieu": cell.indicator,
        "tach": cell.dims,
    }
