"""What is worth a look in a whole collection: read once, judged by `rules.rollup`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from binhyen.indicators.queries import catalogue, checks
from binhyen.indicators.queries.forms import cell_keys, content_of
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.windows import previous, same_last_year
from binhyen.kernel.actors import Actor
from binhyen.kernel.amounts import Amount, Bound, Said
from binhyen.kernel.findings import Finding
from binhyen.kernel.periods import parse_period
from binhyen.reports.models import Collection, Figure, Report
from binhyen.reports.queries.figures import known_at
from binhyen.reports.queries.reports import reports_seen_by
from binhyen.reports.rules.rollup import Entries, Laws, Outlier, Reporter, outliers, sum_findings


@dataclass(frozen=True, slots=True)
class Standout:
    """A value that stands out, with the report that says it."""

    report: Report
    cell: CellKey
    finding: Finding


@dataclass(frozen=True, slots=True)
class Hints:
    """What is worth a look: findings at the sums, and values that stand out. In the order of the form."""

    sums: Sequence[Finding]
    standouts: Sequence[Standout]
    reports: int
    """How many reports said anything."""


_COLUMNS = (
    "report_id",
    "report__place_id",
    "report__unit_id",
    "report__post_id",
    "report__collection__period",
    "cell_id",
    "said",
    "amount",
    "denominator",
    "bound",
    "words",
)


def hints_of(actor: Actor, collection: Collection, day: date) -> Hints:
    """Read everything that is said in a collection and in the two periods it compares with: three queries."""
    reports = {_reporter(one): one for one in reports_seen_by(actor, day).filter(collection=collection)}
    period = parse_period(collection.period)
    codes = (period.code, previous(period).code, same_last_year(period).code)
    rows = Figure.objects.filter(
        known_at(None),
        report__collection__version__form_id=collection.version.form_id,
        report__collection__province_id=collection.province_id,
        report__collection__period__in=codes,
    )
    entries = _entries(rows.values_list(*_COLUMNS), codes, reports.keys())
    laws = Laws(checks(), catalogue(), content_of(collection.version), collection.data_to)
    now = entries[codes[0]]
    found = sum_findings(laws, now, entries[codes[1]], entries[codes[2]])
    talking = {one for by_reporter in now.said.values() for one in by_reporter}
    return Hints(found, [_standout(one, reports) for one in outliers(laws, now)], len(talking))


def _reporter(report: Report) -> Reporter:
    return report.place_id, report.unit_id, report.post_id


def _entries(
    rows: Iterable[tuple[Any, ...]], codes: Sequence[str], reporters: Iterable[Reporter]
) -> dict[str, Entries]:
    listed, seen = list(rows), set(reporters)
    keys = cell_keys(row[5] for row in listed)
    said: dict[str, dict[CellKey, dict[Reporter, Amount]]] = {code: {} for code in codes}
    for row in listed:
        reporter = (row[1], row[2], row[3])
        if reporter in seen and row[6] != Said.EMPTY:
            amount = Amount(Said(row[6]), row[7], row[8], Bound(row[9]), row[10])
            said[row[4]].setdefault(keys[row[5]], {})[reporter] = amount
    return {code: Entries(by_cell) for code, by_cell in said.items()}


def _standout(one: Outlier, reports: Mapping[Reporter, Report]) -> Standout:
    return Standout(reports[one.reporter], one.cell, one.finding)
