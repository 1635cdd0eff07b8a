"""Figures of a summary: between its cut-off days, on the map of the last one and on today's, year by year."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q

from binhyen.database.lookups import under_any
from binhyen.indicators.counting import count_some, counters
from binhyen.indicators.queries import catalogue
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.typed import read_amount
from binhyen.kernel.amounts import NO_SUM, Bound, Origin, Sum
from binhyen.kernel.periods import Period, span
from binhyen.kernel.ports import CountedRow
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import lineage_of, scopes_of, versions_on
from binhyen.programmes.models import Commitment, FigureChoice, FrozenFigure, Summary
from binhyen.programmes.rules.agreed import PER_YEAR
from binhyen.programmes.rules.progress import Progress, YearsReached, progress
from binhyen.programmes.rules.summing import SPAN, TODAY, Part, parts_of, sums
from binhyen.reports.models import Collection
from binhyen.reports.queries.totals import TotalQuestion, totals

Rows = tuple[CountedRow, ...]


@dataclass(frozen=True, slots=True)
class Summed:
    """The figures of a summary by part: the whole span, the same on today's map, and each year."""

    span: Rows
    today: Rows = ()
    years: Mapping[str, Rows] = field(default_factory=dict)

    @property
    def parts(self) -> Mapping[str, Rows]:
        """All of them by the code of the part."""
        return {SPAN: self.span, TODAY: self.today, **self.years}


def asked_indicators(groups: Sequence[str], aims: Set[str] = frozenset()) -> frozenset[str]:
    """Return the indicators that a summary shows: of its groups and aims, or every one that can be counted."""
    every = frozenset(code for counter in counters() for code in counter.indicators)
    if not groups:
        return every
    known = catalogue()
    return every & ({one.code for group in groups for one in known.of_group(group)} | aims)


def chosen_for(record_id: int) -> frozenset[str]:
    """Return the figures that were chosen for a summary; empty where all are shown: one query."""
    newest = FigureChoice.objects.filter(record_id=record_id).order_by("-at", "-pk").first()
    return frozenset(newest.indicators if newest else ())


def wanted_by(summary: Summary) -> frozenset[str]:
    """Return the indicators that a summary shows: those chosen, else those of its groups; always what was promised."""
    aims = frozenset(one.indicator for one in commitments_of(summary) if one.indicator)
    every = asked_indicators(summary.groups, aims)
    chosen = chosen_for(summary.record_id)
    return every & (chosen | aims) if chosen else every


def commitments_of(summary: Summary) -> list[Commitment]:
    """Return what the programme of a summary promised: one query; nothing for an instrument."""
    if summary.programme_id is None:
        return []
    rows = Commitment.objects.filter(programme_id=summary.programme_id, superseded_at=None)
    begun = Q(since=None) | Q(since__lte=summary.until)
    return list(rows.filter(begun).order_by("id"))


def years_of(summary: Summary) -> tuple[Part, ...]:
    """Return the years of a summary's span, part-years marked."""
    return parts_of(summary.since, summary.until)


@dataclass(frozen=True, slots=True)
class OnToday:
    """Where a place lies today: itself, what wholly took it in, or nothing that could be said."""

    day: date
    place: PlaceVersion | None

    @property
    def comparable(self) -> bool:
        """Tell whether figures can be carried onto the map of the day."""
        return self.place is not None


def on_today(place_id: int, until: date, today: date) -> OnToday:
    """Follow a place to today's map: a place that was split has no one heir, and its figures are not carried."""
    day = max(today, until)
    steps = {step.old: step.new for step in lineage_of([place_id]) if step.share == 1 and step.on <= day}
    seen, now = {place_id}, place_id
    while now in steps and steps[now] not in seen:
        now = steps[now]
        seen.add(now)
    return OnToday(day, versions_on([now], day).get(now))


@dataclass(frozen=True, slots=True)
class Known:
    """As known when a summary is counted (None: now), and the map that is today's."""

    today: OnToday
    as_of: datetime | None = None


def summed(summary: Summary, known: Known, *, years: Set[str] | None = frozenset()) -> Summed:
    """Count a summary's figures from registers and reports; some of each year too (None: all that there are)."""
    wanted, period, today = wanted_by(summary), period_of(summary), known.today
    found = count_some(wanted, summary.place_id, period, known.as_of)
    carried: Rows = ()
    if today.place is not None:
        carried = count_some(wanted, today.place.place_id, period, known.as_of, today.day)
    spoken = frozenset(row.indicator for row in found)
    spoken = spoken if years is None else spoken & years
    if not spoken:
        return Summed(found, carried)
    parts = years_of(summary)
    by_year = {part.code: count_some(spoken, summary.place_id, part.period, known.as_of) for part in parts}
    return Summed(found, carried, by_year)


def not_accepted(summary: Summary, as_of: datetime | None = None) -> int:
    """Count the figures of reports that a summary adds up and that no office accepted yet."""
    wanted = wanted_by(summary)
    question = TotalQuestion(summary.place_id, period_of(summary), wanted, as_of, without_registers=True)
    return totals(question).not_accepted


def period_of(summary: Summary) -> Period:
    """Return the days between which a summary adds up."""
    return span(summary.since, summary.until)


def frozen(closing_id: int) -> Summed:
    """Return the figures that a summary was signed with: one query."""
    parts: dict[str, list[CountedRow]] = {}
    for row in FrozenFigure.objects.filter(closing_id=closing_id).order_by("part", "position"):
        parts.setdefault(row.part, []).append(_row(row))
    rows = {code: tuple(listed) for code, listed in parts.items()}
    return Summed(rows.pop(SPAN, ()), rows.pop(TODAY, ()), rows)


def _row(row: FrozenFigure) -> CountedRow:
    return CountedRow(
        row.indicator,
        CellKey(row.indicator, row.dims).split,
        row.value,
        row.numerator,
        row.denominator,
        Bound(row.bound),
        Origin(row.origin),
        row.link,
        row.words,
    )


@dataclass(frozen=True, slots=True)
class Edge:
    """Reports whose data lie partly outside a span: they are left out, and the page says so."""

    title: str
    period: str
    data_from: date
    data_to: date


def edges(place_id: int, period: Period) -> list[Edge]:
    """Return the collections of a place that begin before a span or end after it: one query."""
    scopes = scopes_of(place_id, period.end)
    rows = Collection.objects.filter(data_from__lte=period.end, data_to__gte=period.start)
    rows = rows.exclude(data_from__gte=period.start, data_to__lte=period.end)
    rows = rows.filter(under_any("province_path", scopes)).select_related("version").defer("version__content")
    return [Edge(row.version.title, row.period, row.data_from, row.data_to) for row in rows.order_by("data_from", "pk")]


# ------------------------------------------------------------------ targets against results


@dataclass(frozen=True, slots=True)
class Aim:
    """A commitment held against a summary's figures: the span's, or each year's where the target is of a year."""

    commitment: Commitment
    rows: Rows = ()
    progress: Progress | None = None
    years: YearsReached | None = None


def aims_of(commitments: Sequence[Commitment], found: Summed, parts: Sequence[Part]) -> list[Aim]:
    """Hold commitments against the figures of a summary."""
    return [_aim(one, found, parts) for one in commitments]


def _aim(one: Commitment, found: Summed, parts: Sequence[Part]) -> Aim:
    indicator = catalogue().find(one.indicator)
    if indicator is None:
        return Aim(one)
    target, _ = read_amount(one.target, indicator)
    rows = _of(one, found.span)
    if one.per != PER_YEAR or not found.years:
        return Aim(one, rows, progress(target, _sum(rows)))
    by_year = {part.year: progress(target, _sum(_of(one, found.years.get(part.code, ())))) for part in parts}
    return Aim(one, rows, None, YearsReached(by_year, frozenset(part.year for part in parts if part.partial)))


def _of(one: Commitment, rows: Rows) -> Rows:
    found = (row for row in rows if row.indicator == one.indicator)
    return tuple(row for row in found if not one.only_party or row.dims.get("org") == one.party)


def _sum(rows: Rows) -> Sum:
    return next(iter(sums(rows).values()), NO_SUM)
