"""Reads of single values: what a report's cells say now, what they said before, and in the periods before."""

from collections.abc import Collection as Several
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import F, Q, QuerySet

from binhyen.database.prepared import Prepared
from binhyen.indicators.queries.forms import cell_keys, cells_of
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.windows import previous, same_last_year
from binhyen.kernel.amounts import Amount, Bound, Origin, Said
from binhyen.kernel.periods import parse_period
from binhyen.reports.models import Figure, Report
from binhyen.reports.rules.entering import Standing
from binhyen.reports.rules.lifecycle import State

Values = Mapping[CellKey, Figure]


def amount_of(figure: Figure) -> Amount:
    """Return what a stored value says."""
    return Amount(Said(figure.said), figure.amount, figure.denominator, Bound(figure.bound), figure.words)


def is_locked(report: Report, value: Figure | None) -> bool:
    """Tell whether a cell was accepted while others were returned: the office asks no more about it."""
    if value is None or report.state != State.RETURNED:
        return False
    return value.accepted_at is not None and value.revision == report.revision


def standing_of(report: Report, value: Figure) -> Standing:
    """Return how a cell stands for whoever writes over it."""
    counted = value.amount if value.origin == Origin.COUNTED else value.counted
    return Standing(value.version, amount_of(value), value.note, is_locked(report, value), counted)


def known_at(as_of: datetime | None) -> Q:
    """Return the condition that a value was the current one at an instant (None: now)."""
    if as_of is None:
        return Q(superseded_at__isnull=True)
    return Q(recorded_at__lte=as_of) & (Q(superseded_at__isnull=True) | Q(superseded_at__gt=as_of))


def accepted_at(as_of: datetime | None) -> Q:
    """Return the condition that a value stood in the accepted report at an instant (None: now)."""
    if as_of is None:
        return Q(accepted_at__isnull=False, displaced_at__isnull=True)
    return Q(accepted_at__lte=as_of) & (Q(displaced_at__isnull=True) | Q(displaced_at__gt=as_of))


def current_values(report_ids: Iterable[int]) -> dict[int, dict[CellKey, Figure]]:
    """Return the current values of reports by cell, in one query."""
    wanted = list(report_ids)
    if len(wanted) == 1:
        return _by_cell(_CURRENT_OF_ONE(wanted[0]))
    return _by_cell(Figure.objects.filter(known_at(None), report_id__in=wanted))


_CURRENT_OF_ONE = Prepared(lambda number: Figure.objects.filter(known_at(None), report_id=number), -987_654_321)


def values_at(report_id: int, as_of: datetime | None) -> dict[CellKey, Figure]:
    """Return what a report's cells said at an instant."""
    return _by_cell(Figure.objects.filter(known_at(as_of), report_id=report_id)).get(report_id, {})


def accepted_values(report_ids: Iterable[int], as_of: datetime | None = None) -> dict[int, dict[CellKey, Figure]]:
    """Return the accepted values of reports by cell."""
    return _by_cell(Figure.objects.filter(accepted_at(as_of), report_id__in=list(report_ids)))


def history_of(report_id: int, cell_id: int) -> QuerySet[Figure]:
    """Return every value that a cell ever had, the newest first."""
    return Figure.objects.filter(report_id=report_id, cell_id=cell_id).order_by("-version")


def values_of_versions(report: Report, versions: Mapping[CellKey, int]) -> dict[CellKey, Figure]:
    """Return what cells said in some of their versions: one query."""
    numbers = cells_of(report.collection.version)
    wanted = [Q(cell_id=numbers[cell], version=version) for cell, version in versions.items() if cell in numbers]
    rows = Figure.objects.filter(reduce(or_, wanted, Q(pk__in=())), report_id=report.pk)
    return _by_cell(rows).get(report.pk, {})


def _by_cell(rows: Iterable[Figure]) -> dict[int, dict[CellKey, Figure]]:
    found: dict[int, dict[CellKey, Figure]] = {}
    listed = list(rows)
    keys = cell_keys(one.cell_id for one in listed)
    for one in listed:
        found.setdefault(one.report_id, {})[keys[one.cell_id]] = one
    return found


def amounts(values: Values) -> dict[CellKey, Amount]:
    """Return what values say, by cell."""
    return {key: amount_of(one) for key, one in values.items()}


@dataclass(frozen=True, slots=True)
class Past:
    """What the same reporter said in the period before, and in the same period of the last year."""

    before: Values = field(default_factory=dict)
    last_year: Values = field(default_factory=dict)


def past_of(reports: Sequence[Report]) -> dict[int, Past]:
    """Return the past of reports of one collection: one query. Versions of the form may have changed in between."""
    if not reports:
        return {}
    collection = reports[0].collection
    period = parse_period(collection.period)
    codes = (previous(period).code, same_last_year(period).code)
    rows = Figure.objects.filter(
        known_at(None),
        report__collection__version__form_id=collection.version.form_id,
        report__collection__period__in=codes,
        report__place_id__in={one.place_id for one in reports},
    ).annotate(
        period=F("report__collection__period"),
        place=F("report__place_id"),
        unit=F("report__unit_id"),
        post=F("report__post_id"),
    )
    found: dict[tuple[object, ...], dict[CellKey, Figure]] = {}
    listed = list(rows)
    keys = cell_keys(one.cell_id for one in listed)
    for one in listed:
        found.setdefault((one.period, one.place, one.unit, one.post), {})[keys[one.cell_id]] = one
    return {
        one.pk: Past(*(found.get((code, one.place_id, one.unit_id, one.post_id), {}) for code in codes))
        for one in reports
    }


def peers_of(report: Report, cell_ids: Several[int]) -> dict[CellKey, list[Amount]]:
    """Return what the other reporters of the same collection say in some cells: one query."""
    rows = Figure.objects.filter(known_at(None), report__collection_id=report.collection_id, cell_id__in=cell_ids)
    found: dict[CellKey, list[Amount]] = {}
    listed = list(rows.exclude(report_id=report.pk).only("cell_id", "said", "amount", "denominator", "bound", "words"))
    keys = cell_keys(one.cell_id for one in listed)
    for one in listed:
        found.setdefault(keys[one.cell_id], []).append(amount_of(one))
    return found
