"""Totals of any place and period, as known at any instant, on any map: straight from the saved values.

A value saved is in the very next total: nothing is precomputed. The figures are found by their reports (place and
period), so the cost grows with the reports asked about, not with the size of the table.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Q, QuerySet

from binhyen.database.lookups import under_any
from binhyen.indicators.models import Cell
from binhyen.indicators.queries import catalogue
from binhyen.indicators.queries.forms import cell_keys
from binhyen.indicators.rules.cells import CellKey
from binhyen.kernel.amounts import Amount, Bound, Origin, Said
from binhyen.kernel.findings import refuse
from binhyen.kernel.periods import Period
from binhyen.places.models import Lineage, PlaceVersion
from binhyen.places.queries import scopes_of, version_on, versions_in_force
from binhyen.places.rules.kinds import Tier
from binhyen.reports.models import Figure, Report
from binhyen.reports.queries.figures import accepted_at, known_at
from binhyen.reports.queries.grounds import Reporting, Stand, stands
from binhyen.reports.rules.carrying import map_findings
from binhyen.reports.rules.totals import Basis, Contribution, Total, of_which, totals_by_cell, typed_only


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
    dims: str | None = None
    """Only figures of exactly this split: a line of a form by itself, which may be a part of another line."""

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
    within: Mapping[CellKey, Total] = field(default_factory=dict)
    """Cells that say again, split otherwise, what others say: shown beside them, never added to them."""
    unclear: Mapping[str, frozenset[int]] = field(default_factory=dict)
    """The places that could not be carried, by the indicators that they spoke of."""

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
    found = gathered(question)
    known = catalogue()
    cells: dict[CellKey, Total] = {}
    within: dict[CellKey, Total] = {}
    for code, contributions in sorted(found.by_indicator.items()):
        indicator = known.find(code)
        if indicator is not None and indicator.in_forms:
            added = totals_by_cell(indicator, contributions)
            again = of_which(indicator, contributions, added)
            bare = question.without_registers
            cells |= typed_only(indicator, added) if bare else added
            within |= typed_only(indicator, again) if bare else again
    places = frozenset(place for one in found.unclear.values() for place in one)
    return Totals(question, cells, places, within, found.unclear)


@dataclass(frozen=True, slots=True)
class Gathered:
    """Figures that could take part, by indicator, and the places whose figures could not be carried onto the map."""

    by_indicator: Mapping[str, list[Contribution]]
    unclear: Mapping[str, frozenset[int]]


def gathered(question: TotalQuestion) -> Gathered:
    """Read everything that could take part in what is asked, each figure as it lies in the asked place."""
    basis = known_at if question.basis is Basis.SAVED else accepted_at
    by_indicator: dict[str, list[Contribution]] = {}
    unclear: dict[str, set[int]] = {}
    for one in _placed(question, basis(question.as_of) & ~Q(said=Said.EMPTY), _VALUE):
        if not one.stand.lies.comparable:
            unclear.setdefault(one.cell.indicator, set()).add(one.head.place_id)
        elif one.stand.lies.share:
            by_indicator.setdefault(one.cell.indicator, []).append(_contribution(one, question.as_of))
    return Gathered(by_indicator, {code: frozenset(places) for code, places in unclear.items()})


@dataclass(frozen=True, slots=True)
class Spell:
    """A figure that could take part, with the days between which it was known and stood in the accepted report."""

    contribution: Contribution
    period: str
    recorded_at: datetime | None
    superseded_at: datetime | None
    accepted_at: datetime | None
    displaced_at: datetime | None
    by_post: int

    def began(self, basis: Basis) -> datetime | None:
        """Return since when it holds on a basis."""
        return self.recorded_at if basis is Basis.SAVED else self.accepted_at

    def ended(self, basis: Basis) -> datetime | None:
        """Return until when it held on a basis."""
        return self.superseded_at if basis is Basis.SAVED else self.displaced_at

    def holds(self, moment: datetime | None, basis: Basis) -> bool:
        """Tell whether it held at an instant (None: now) on a basis."""
        return _stood(self.began(basis), self.ended(basis), moment)

    def at(self, moment: datetime | None) -> Contribution:
        """Return it as it stood at an instant."""
        return replace(self.contribution, accepted=_stood(self.accepted_at, self.displaced_at, moment))


def spells(question: TotalQuestion, condition: Q | None = None) -> list[Spell]:
    """Return every figure that ever could take part in what is asked, whenever it held; empty ones too."""
    placed = _placed(question, condition or Q(), (*_VALUE, *_SPELL))
    return [_spell(one) for one in placed if one.stand.lies.comparable and one.stand.lies.share]


def _spell(one: "_Placed") -> Spell:
    value = one.value
    return Spell(
        _contribution(one, None),
        one.head.period,
        value.recorded_at,
        value.superseded_at,
        value.accepted_at,
        value.displaced_at,
        value.by_post,
    )


def _placed(question: TotalQuestion, condition: Q, columns: Sequence[str]) -> Iterator["_Placed"]:
    refuse(map_findings(question.on_map, question.period))
    place = version_on(question.place_id, question.map_day)
    reports = _reports_in(question, place)
    heads = {row[0]: _Head(*row) for row in reports.values_list(*_HEAD)}
    ground = stands(place, question.map_day, {head.reporting for head in heads.values()}) if heads else {}
    listed = [_Value(*row) for row in _figures(question, condition, reports).values_list(*columns)]
    keys = cell_keys(value.cell_id for value in listed)
    for value in listed:
        head = heads.get(value.report_id)
        if head is not None:  # else its report was made after the others were listed
            yield _Placed(value, keys[value.cell_id], head, ground[head.reporting])


class _Head(NamedTuple):
    """What a total needs to know of a report."""

    report_id: int
    place_id: int
    path: str
    unit_id: int | None
    post_id: int | None
    start: date
    end: date
    map_day: date
    covers: bool
    period: str

    @property
    def reporting(self) -> Reporting:
        return Reporting(self.place_id, self.path, self.map_day)


_HEAD = (
    "id",
    "place_id",
    "place_path",
    "unit_id",
    "post_id",
    "collection__period_start",
    "collection__period_end",
    "collection__map_day",
    "collection__version__covers_below",
    "collection__period",
)


class _Value(NamedTuple):
    """What a total needs to know of a figure."""

    figure_id: int
    report_id: int
    cell_id: int
    said: str
    amount: Decimal | None
    denominator: Decimal | None
    bound: str
    words: str
    origin: str
    accepted_at: datetime | None
    displaced_at: datetime | None
    counted: Decimal | None
    recorded_at: datetime | None = None
    superseded_at: datetime | None = None
    by_post: int = 0


class _Placed(NamedTuple):
    """A figure with its cell, its report, and how the report's place lies in the asked one."""

    value: _Value
    cell: CellKey
    head: _Head
    stand: Stand


_VALUE = (
    "id",
    "report_id",
    "cell_id",
    "said",
    "amount",
    "denominator",
    "bound",
    "words",
    "origin",
    "accepted_at",
    "displaced_at",
    "counted",
)
_SPELL = ("recorded_at", "superseded_at", "by_post")


def _reports_in(question: TotalQuestion, place: PlaceVersion) -> QuerySet[Report]:
    """Return the period's reports of places that lay in the asked one then, or came into it since, even in part."""
    rows = Report.objects.filter(_within(question.period)).order_by()
    if question.form_id is not None:
        rows = rows.filter(collection__version__form_id=question.form_id)
    if place.place.tier == Tier.NATION:
        return rows
    scopes = scopes_of(question.place_id, question.map_day)
    return rows.filter(under_any("place_path", scopes) | Q(place_id__in=_came_in(place, scopes, question.map_day)))


def _within(period: Period) -> Q:
    """Return the condition that a report lies in a period; in a span of days, that the days of its data do.

    The first year of a programme's term is a part-year: its report is of the year, its data begin with the term.
    """
    if period.of_days:
        return Q(collection__data_from__gte=period.start, collection__data_to__lte=period.end)
    return Q(collection__period_start__gte=period.start, collection__period_end__lte=period.end)


def _came_in(place: PlaceVersion, scopes: tuple[str, ...], day: date) -> set[int]:
    """Return the places that lay elsewhere once: that were moved into the asked one, or went into something in it."""
    known = set(versions_in_force(day).filter(path__under=place.path).values_list("place_id", flat=True))
    fresh: Collection[int] = known
    while fresh:
        steps = Lineage.objects.filter(to_place_id__in=fresh, on__lte=day).values_list("from_place_id", flat=True)
        fresh = set(steps) - known
        known |= fresh
    ever = PlaceVersion.objects.filter(place_id__in=known, valid_from__lte=day).exclude(under_any("path", scopes))
    return set(ever.values_list("place_id", flat=True))


def _figures(question: TotalQuestion, condition: Q, reports: QuerySet[Report]) -> QuerySet[Figure]:
    rows = Figure.objects.filter(condition, report__in=reports.values("pk"))
    if question.indicators or question.dims is not None:
        rows = rows.filter(cell_id__in=_cells(question))
    return rows


def _cells(question: TotalQuestion) -> list[int]:
    rows = Cell.objects.all()
    if question.indicators:
        rows = rows.filter(indicator__in=question.indicators)
    if question.dims is not None:
        rows = rows.filter(dims=question.dims)
    return list(rows.values_list("pk", flat=True))


def _contribution(placed: _Placed, as_of: datetime | None) -> Contribution:
    value, cell, head, stand = placed
    return Contribution(
        figure_id=value.figure_id,
        report_id=value.report_id,
        cell=cell,
        place_id=head.place_id,
        path=head.path,
        start=head.start,
        end=head.end,
        covers=head.covers,
        amount=Amount(_SAID[value.said], value.amount, value.denominator, _BOUNDS[value.bound], value.words),
        accepted=_stood(value.accepted_at, value.displaced_at, as_of),
        reporter=head.unit_id or -(head.post_id or 0),
        gone=stand.gone,
        heirs=stand.heirs,
        now=stand.now,
        since=stand.since,
        share=stand.lies.share,
        origin=_ORIGINS[value.origin],
        counted=value.counted is not None or value.origin == Origin.COUNTED,
    )


_SAID = {one.value: one for one in Said}
_BOUNDS = {one.value: one for one in Bound}
_ORIGINS = {one.value: one for one in Origin}


def _stood(accepted: datetime | None, displaced: datetime | None, as_of: datetime | None) -> bool:
    """Tell whether a value stood in the accepted report at an instant."""
    if accepted is None or (as_of is not None and accepted > as_of):
        return False
    return displaced is None or (as_of is not None and displaced > as_of)
