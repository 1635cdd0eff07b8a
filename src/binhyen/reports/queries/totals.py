"""Totals of any place and period, as known at any instant, on any map: straight from the saved values.

A value saved is in the very next total: nothing is precomputed. The figures are found by their reports (place and
period), so the cost grows with the reports asked about, not with the size of the table.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from binhyen.database.lookups import under_any
from binhyen.indicators.models import Cell
from binhyen.indicators.queries import catalogue
from binhyen.indicators.rules.cells import CellKey
from binhyen.kernel.amounts import Amount, Bound, Origin, Said
from binhyen.kernel.findings import refuse
from binhyen.kernel.periods import Period
from binhyen.kernel.trees import is_under
from binhyen.places.models import Lineage, PlaceVersion
from binhyen.places.queries import ends_of, lineage_of, scopes_of, version_on, versions_in_force
from binhyen.places.rules.kinds import Tier
from binhyen.places.rules.lineage import successors
from binhyen.reports.models import Figure, Report
from binhyen.reports.queries.figures import accepted_at, known_at
from binhyen.reports.rules.carrying import Lies, Steps, fate_of, lies_in, map_findings
from binhyen.reports.rules.totals import Basis, Contribution, Total, totals_by_cell

_CHUNK = 900


@dataclass(frozen=True, slots=True)
class TotalQuestion:
    """What is asked: indicators (empty: all), a place and a period; as known when, on which map, on which basis.

    `on_map` None means the map of the period's last day, "as it was".
    """

    place_id: int
    period: Period
    indicators: frozenset[str] = frozenset()
    as_of: datetime | None = None
    on_map: date | None = None
    basis: Basis = Basis.SAVED
    form_id: int | None = None
    without_registers: bool = False
    """Leave out what a register counted, whether it was taken over or written over: the register answers for it."""

    @property
    def map_day(self) -> date:
        """The day whose map the total is on."""
        return self.on_map or self.period.end


@dataclass(frozen=True, slots=True)
class Totals:
    """Totals by cell, none overlapping another, and the places whose figures could not be carried onto the map."""

    question: TotalQuestion
    cells: Mapping[CellKey, Total] = field(default_factory=dict)
    not_comparable: frozenset[int] = frozenset()

    @property
    def comparable(self) -> bool:
        """Tell whether everything could be carried onto the asked map."""
        return not self.not_comparable

    @property
    def not_accepted(self) -> int:
        """Figures that are saved and not accepted yet."""
        return sum(total.not_accepted for total in self.cells.values())

    @property
    def figures(self) -> int:
        """Figures that took part."""
        return sum(total.figures for total in self.cells.values())


def totals(question: TotalQuestion) -> Totals:
    """Add up what is asked. Refused for a map of a day before the period ended: figures are carried forwards only."""
    refuse(map_findings(question.on_map, question.period))
    place = version_on(question.place_id, question.map_day)
    rows = list(_figures(question, _reports_in(question, place)).values_list(*_COLUMNS))
    ground = _ground(question, place, rows)
    keys = _keys(row[1] for row in rows)
    by_indicator: dict[str, list[Contribution]] = {}
    unknown: set[int] = set()
    for row in rows:
        lies = ground.lies(row)
        if not lies.comparable:
            unknown.add(row[7])
        elif lies.share:
            by_indicator.setdefault(keys[row[1]].indicator, []).append(_contribution(row, keys[row[1]], lies, ground))
    return Totals(question, _added(by_indicator), frozenset(unknown))


def _added(by_indicator: Mapping[str, list[Contribution]]) -> dict[CellKey, Total]:
    known = catalogue()
    found: dict[CellKey, Total] = {}
    for code, contributions in sorted(by_indicator.items()):
        indicator = known.find(code)
        if indicator is not None and indicator.in_forms:
            found |= totals_by_cell(indicator, contributions)
    return found


def _reports_in(question: TotalQuestion, place: PlaceVersion) -> QuerySet[Report]:
    """Return the period's reports of places that lay in the asked one then, or came into it since, even in part."""
    period = question.period
    rows = Report.objects.filter(collection__period_start__gte=period.start, collection__period_end__lte=period.end)
    if question.form_id is not None:
        rows = rows.filter(collection__version__form_id=question.form_id)
    if place.place.tier == Tier.NATION:
        return rows
    within = under_any("place_path", scopes_of(question.place_id, question.map_day))
    return rows.filter(within | Q(place_id__in=_came_in_parts(place, question)))


def _came_in_parts(place: PlaceVersion, question: TotalQuestion) -> set[int]:
    """Return the places of which a part, not the whole, became something inside the asked place."""
    inside = versions_in_force(question.map_day).filter(path__under=place.path).values("place_id")
    steps = Lineage.objects.filter(to_place_id__in=inside, on__lte=question.map_day).exclude(share=1)
    return set(steps.values_list("from_place_id", flat=True))


_COLUMNS = (
    "id",
    "cell_id",
    "said",
    "amount",
    "denominator",
    "bound",
    "words",
    "report__place_id",
    "report__place_path",
    "report_id",
    "report__unit_id",
    "report__post_id",
    "report__collection__period_start",
    "report__collection__period_end",
    "report__collection__map_day",
    "report__collection__version__covers_below",
    "accepted_at",
    "displaced_at",
    "origin",
)


def _figures(question: TotalQuestion, reports: QuerySet[Report]) -> QuerySet[Figure]:
    basis = known_at if question.basis is Basis.SAVED else accepted_at
    rows = Figure.objects.filter(basis(question.as_of), report__in=reports.order_by().values("pk"))
    if question.indicators:
        cells = Cell.objects.filter(indicator__in=question.indicators)
        rows = rows.filter(cell_id__in=list(cells.values_list("pk", flat=True)))
    if question.without_registers:
        rows = rows.filter(counted__isnull=True).exclude(origin=Origin.COUNTED)
    return rows


def _keys(cell_ids: Iterable[int]) -> dict[int, CellKey]:
    wanted = set(cell_ids)
    rows = Cell.objects.filter(pk__in=wanted) if len(wanted) < _CHUNK else Cell.objects.all()
    return {row.pk: CellKey(row.indicator, row.dims) for row in rows}


@dataclass(slots=True)
class _Ground:
    """The asked map: which places lie inside the asked place on it, and what became of those that are gone."""

    path: str
    day: date
    as_of: datetime | None
    in_force: Mapping[int, str]
    steps: Steps
    whole_nation: bool = False
    known: dict[tuple[int, date], Lies] = field(default_factory=dict)
    became: dict[int, frozenset[int]] = field(default_factory=dict)

    def lies(self, row: tuple[Any, ...]) -> Lies:
        """Say how a figure's place lies in the asked one."""
        place, since = row[7], row[14]
        if self.whole_nation and self.in_force.get(place) is not None:
            return _WHOLE
        if (place, since) not in self.known:
            self.known[place, since] = self._lies(place, since)
        return self.known[place, since]

    def _lies(self, place: int, since: date) -> Lies:
        path = self.in_force.get(place)
        if path is not None and not self.touched(place):
            return Lies(Decimal(1)) if is_under(path, self.path) else Lies(Decimal(0))
        fate = fate_of(place, self.steps, since=since, to=self.day)
        return lies_in(fate, [one for one, path in self.in_force.items() if is_under(path, self.path)])

    def heirs(self, place: int) -> frozenset[int]:
        """Return what a place that is gone became, as far as the asked map."""
        if place not in self.steps.ends:
            return frozenset()
        if place not in self.became:
            self.became[place] = successors(place, self.steps.lineage, until=self.day)
        return self.became[place]

    def touched(self, place: int) -> bool:
        """Tell whether a part of a place that is still there went elsewhere."""
        return any(step.old == place for step in self.steps.lineage)


_WHOLE = Lies(Decimal(1))


def _ground(question: TotalQuestion, place: PlaceVersion, rows: Collection[tuple[Any, ...]]) -> _Ground:
    """Read what the rows' places became: two queries where nothing changed, six where something did."""
    ids = {row[7] for row in rows}
    day = question.map_day
    lineage = [step for step in lineage_of(ids) if step.on <= day]
    every = ids | {step.new for step in lineage}
    paths = _paths_on(every, day)
    gone = every - paths.keys()
    ends = {one: last for one, last in ends_of(gone).items() if last <= day} if gone else {}
    return _Ground(place.path, day, question.as_of, paths, Steps(lineage, ends), place.place.tier == Tier.NATION)


def _paths_on(ids: Collection[int], day: date) -> dict[int, str]:
    wanted = sorted(ids)
    found: dict[int, str] = {}
    for start in range(0, len(wanted), _CHUNK):
        rows = versions_in_force(day).filter(place_id__in=wanted[start : start + _CHUNK])
        found |= dict(rows.values_list("place_id", "path"))
    return found


def _contribution(row: tuple[Any, ...], cell: CellKey, lies: Lies, ground: _Ground) -> Contribution:
    return Contribution(
        figure_id=row[0],
        report_id=row[9],
        cell=cell,
        place_id=row[7],
        path=row[8],
        start=row[12],
        end=row[13],
        covers=row[15],
        amount=Amount(Said(row[2]), row[3], row[4], Bound(row[5]), row[6]),
        accepted=_stood(row[16], row[17], ground.as_of),
        reporter=row[10] or -(row[11] or 0),
        gone=ground.steps.ends.get(row[7]),
        heirs=ground.heirs(row[7]),
        share=lies.share,
        origin=Origin(row[18]),
    )


def _stood(accepted: datetime | None, displaced: datetime | None, as_of: datetime | None) -> bool:
    """Tell whether a value stood in the accepted report at an instant."""
    if accepted is None or (as_of is not None and accepted > as_of):
        return False
    return displaced is None or (as_of is not None and displaced > as_of)


def total_of_indicator(question: TotalQuestion, indicator: str) -> Totals:
    """Add up one indicator."""
    return totals(replace(question, indicators=frozenset({indicator})))
