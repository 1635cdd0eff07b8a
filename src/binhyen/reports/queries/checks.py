"""What the checks of the catalogue say of a report, with the values before, of last year and of its peers."""

from collections.abc import Collection, Mapping, Sequence
from functools import cache

from binhyen.indicators.queries import catalogue, checks
from binhyen.indicators.queries.forms import content_of
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.checking import Check, CheckKind, prepared, run_checks
from binhyen.indicators.rules.checking import Values as Said
from binhyen.indicators.rules.forms import FormContent
from binhyen.kernel.amounts import Amount
from binhyen.kernel.findings import Finding
from binhyen.reports.models import Figure, Report, Waiver
from binhyen.reports.queries.figures import Past, Values, amount_of, amounts, past_of, peers_of
from binhyen.reports.rules.sending import Explained

Peers = Mapping[CellKey, Sequence[Amount]]


def findings_of(
    report: Report,
    values: Mapping[CellKey, Figure],
    *,
    only: Collection[CellKey] | None = None,
    past: Past | None = None,
    peers: Peers | None = None,
) -> tuple[Finding, ...]:
    """Run the checks over a report's values; `only` for some cells, `peers` where they are asked as well."""
    form = content_of(report.collection.version)
    known = past if past is not None else past_of([report])[report.pk]
    closed = report.collection.data_to
    given = Said(amounts(values), amounts(known.before), amounts(known.last_year), peers or {}, on=closed)
    return run_checks(checks(), catalogue(), form, given, only)


def peers_for_checks(report: Report, form: FormContent, cell_ids: Mapping[CellKey, int], values: Values) -> Peers:
    """Return what like reporters say in the cells that some check compares with them: one query at most.

    Only cells that reach the floor of such a check are asked about: the others pass whatever peers say.
    """
    spots = [one for one in prepared(checks(), catalogue(), form).spots if one.check.kind is CheckKind.PEERS]
    compared = {spot.left for spot in spots if _reaches_floor(values.get(spot.left), spot.check)}
    wanted = [cell_ids[cell] for cell in form.cells if cell in compared]
    return peers_of(report, wanted) if wanted else {}


def _reaches_floor(value: Figure | None, check: Check) -> bool:
    return value is not None and amount_of(value).number >= check.floor


def explained_of(report_id: int) -> list[Explained]:
    """Return the explanations of a report."""
    rows = Waiver.objects.filter(report_id=report_id).select_related("cell")
    return [Explained(row.check_code, CellKey(row.cell.indicator, row.cell.dims), row.figure_version) for row in rows]


@cache
def waivable_codes() -> frozenset[str]:
    """Return the codes of the checks that may be explained."""
    return frozenset(check.code for check in checks() if check.waivable)
