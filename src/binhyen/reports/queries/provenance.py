"""The way home of a total: the places it is made of, their reports, and at last one cell with who, when, evidence."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.http import Http404

from binhyen.indicators.queries import catalogue
from binhyen.indicators.rules.catalogue import Indicator
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.guards import Shown, hide_parts, hide_small, is_guarded
from binhyen.indicators.rules.suppression import cell_sums, hidden_with
from binhyen.kernel.actors import SYSTEM, Actor
from binhyen.kernel.trees import SEPARATOR
from binhyen.kernel.vietnamese import sort_key
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import label_of, version_on, versions_on
from binhyen.places.rules.kinds import Tier
from binhyen.reports.models import CellFile, Figure, Report, Step
from binhyen.reports.queries.receiving import titles_of_posts
from binhyen.reports.queries.reports import reports_seen_by
from binhyen.reports.queries.totals import TotalQuestion, Totals, totals
from binhyen.reports.rules.lifecycle import Event
from binhyen.reports.rules.rights import Ability, may_somewhere
from binhyen.reports.rules.totals import Contribution, Total, total_of

ITSELF = 0
"""In a trail: the reports of the place itself, beside those of the places below it."""
_MOST = 200
_VERSIONS = 6
LOW = frozenset({Tier.COMMUNE, Tier.AREA})
"""Places in which small counts about people could tell who is meant."""


def place_asked(actor: Actor, place_id: int, day: date) -> PlaceVersion:
    """Return a place whose totals a person may see; 404 for every other. Posts that see their own report see none."""
    found = version_on(place_id, day)
    if actor is not SYSTEM and not (may_somewhere(actor, Ability.SEE) and actor.covers(found.path)):
        raise Http404
    return found


@dataclass(frozen=True, slots=True)
class Node:
    """One row of a step: a place below, or the place itself (`place_id` 0), with what it adds to the total."""

    place_id: int
    name: str
    total: Total
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the way: a place, its part of the total, and what that is made of."""

    place_id: int
    name: str
    total: Total
    nodes: Sequence[Node]
    chosen: int | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A report's figure in a total."""

    part: Contribution
    name: str
    period: str
    report: Report | None = None
    """None where the person may not open it."""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """One cell: its values, newest first, its evidence, when its report was sent and received, who did it."""

    source: Source
    values: Sequence[Figure]
    files: Sequence[CellFile]
    steps: Sequence[Step]
    posts: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Trail:
    """What somebody chose on the way: places, one below another, then a report."""

    places: tuple[int, ...] = ()
    report_id: int | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """A total, opened as far as somebody went. `sources` None: a place is to be chosen first."""

    question: TotalQuestion
    place: PlaceVersion
    indicator: Indicator
    cell: CellKey
    total: Total
    steps: Sequence[Stage]
    sources: Sequence[Source] | None
    source_place: Stage | None
    fact: Fact | None
    unclear: Sequence[str]
    """Names of places that could not be carried onto the map."""
    hidden: bool = False


def provenance(actor: Actor, question: TotalQuestion, cell: CellKey, trail: Trail, day: date) -> Provenance:
    """Open one total. 404 for places that the person may not see. The same queries whatever the number of figures."""
    place = place_asked(actor, question.place_id, question.map_day)
    indicator = catalogue().indicators[cell.indicator]
    found = totals(replace(question, indicators=frozenset({cell.indicator})))
    total = chosen_total(found, cell)
    way = _Way(indicator, question.map_day, _names_of(total.parts, question.map_day))
    steps, last = way.walk(place, total, trail.places)
    hidden = _is_small(actor, place, indicator, total) or cell in hidden_cells(actor, found, place)
    sources = _sources(actor, indicator, last.total.parts, day) if last else None
    if hidden:
        steps, sources = _covered(steps), sources and [replace(one, hidden=True) for one in sources]
        last = last and replace(last, hidden=True)
    fact = _fact(sources, trail.report_id) if sources else None
    unclear = sorted(last_names(found.unclear.get(cell.indicator, frozenset())).values())
    return Provenance(question, place, indicator, cell, total, steps, sources, last, fact, unclear, hidden)


def _covered(steps: Iterable[Stage]) -> list[Stage]:
    """Return steps without a number: what a hidden total is made of would tell it."""
    return [replace(one, hidden=True, nodes=tuple(replace(node, hidden=True) for node in one.nodes)) for one in steps]


def chosen_total(found: Totals, cell: CellKey) -> Total:
    """Return the total of a cell, be it one of those that are added or one that says them again, split otherwise.

    Without a split, and where nothing was said unsplit: that of all cells of the indicator together.
    """
    own = found.cells.get(cell) or found.within.get(cell)
    if own is not None:
        return own
    every = [one for key, one in found.cells.items() if key.indicator == cell.indicator] if not cell.dims else []
    whole = total_of(catalogue().indicators[cell.indicator], [part for one in every for part in one.parts])
    return whole if all(one.adds_up for one in every) else replace(whole, adds_up=False)


def _is_small(actor: Actor, place: PlaceVersion, indicator: Indicator, total: Total) -> bool:
    """Tell whether a low place's own total is hidden: nobody drills down by asking for the place itself."""
    own = actor is SYSTEM or place.path in actor.scopes
    return place.place.tier in LOW and not own and hide_small(total.sum.value, indicator).hidden


# ------------------------------------------------------------------ places


@dataclass(frozen=True, slots=True)
class _Way:
    indicator: Indicator
    day: date
    names: Mapping[int, str]

    def walk(self, place: PlaceVersion, total: Total, trail: Sequence[int]) -> tuple[list[Stage], Stage | None]:
        """Return the steps that somebody took, and the last place, whose reports are shown, if they came so far."""
        here = Stage(place.place_id, label_of(place), total, ())
        path, steps, left = place.path, list[Stage](), list(trail)
        while nodes := self._below(path, here.total):
            chosen = self._chosen(nodes, left)
            steps.append(replace(here, nodes=nodes, chosen=None if chosen is None else chosen.place_id))
            if chosen is None:
                return steps, None
            here = Stage(chosen.place_id, chosen.name, chosen.total, (), hidden=chosen.hidden)
            if chosen.place_id == ITSELF:
                break
            path = f"{path}{chosen.place_id}{SEPARATOR}"
        return steps, here

    def _chosen(self, nodes: Sequence[Node], left: list[int]) -> Node | None:
        if len(nodes) == 1 and (not left or left[0] != nodes[0].place_id):
            return nodes[0]
        wanted = left.pop(0) if left else None
        return next((one for one in nodes if one.place_id == wanted), None)

    def _below(self, path: str, total: Total) -> list[Node]:
        """Return what a place's part is made of, or nothing where it is all its own."""
        groups: dict[int, list[Contribution]] = {}
        for part in total.parts:
            groups.setdefault(_next_below(path, part.lies_at), []).append(part)
        if set(groups) <= {ITSELF}:
            return []
        made = {number: total_of(self.indicator, parts) for number, parts in groups.items()}
        shown = hide_parts([one.sum.value for one in made.values()], self.indicator)
        nodes = [
            Node(number, self.names.get(number, ""), one, hides.hidden)
            for (number, one), hides in zip(made.items(), shown, strict=True)
        ]
        return sorted(nodes, key=lambda one: (one.place_id == ITSELF, sort_key(one.name)))


def _next_below(path: str, lies_at: str) -> int:
    """Return the place right below a path on the way to another; 0 when it is the place itself, or lies elsewhere."""
    rest = lies_at.removeprefix(path) if lies_at.startswith(path) else ""
    return int(rest.split(SEPARATOR)[0]) if rest else ITSELF


def _names_of(parts: Iterable[Contribution], day: date) -> dict[int, str]:
    ids = {int(node) for path in {part.lies_at for part in parts} for node in path.split(SEPARATOR)[:-1]}
    found = {one: label_of(version) for one, version in versions_on(ids, day).items()}
    return {**last_names(ids - found.keys()), **found}


def last_names(place_ids: Iterable[int]) -> dict[int, str]:
    """Return what places were called last, by id."""
    wanted = list(place_ids)
    rows = PlaceVersion.objects.filter(place_id__in=wanted).order_by("valid_from") if wanted else ()
    return {row.place_id: label_of(row) for row in rows}


# ------------------------------------------------------------------ reports


def _sources(actor: Actor, indicator: Indicator, parts: Sequence[Contribution], day: date) -> list[Source]:
    ids = {part.report_id for part in parts[:_MOST]}
    rows = Report.objects.filter(pk__in=ids).select_related("collection__version").defer("collection__version__content")
    every = {row.pk: row for row in rows}
    seen = set(reports_seen_by(actor, day).filter(pk__in=ids).values_list("pk", flat=True))
    listed = [part for part in parts if part.report_id in every]
    own = actor is SYSTEM or all(part.path in actor.scopes for part in listed)
    values = [part.amount.value for part in listed]
    shown: Sequence[Shown] = [Shown(value) for value in values] if own else hide_parts(values, indicator)
    found = [
        Source(part, row.name, row.collection.period, row if row.pk in seen else None, hides.hidden)
        for part, row, hides in zip(listed, (every[part.report_id] for part in listed), shown, strict=True)
    ]
    return sorted(found, key=lambda one: (one.part.start, sort_key(one.name)))


def _fact(sources: Sequence[Source], report_id: int | None) -> Fact | None:
    wanted = report_id if len(sources) > 1 else sources[0].part.report_id
    source = next((one for one in sources if one.part.report_id == wanted and one.report is not None), None)
    if source is None or source.report is None:
        return None
    figure = Figure.objects.get(pk=source.part.figure_id)
    values = Figure.objects.filter(report=source.report, cell_id=figure.cell_id, version__lte=figure.version)
    told = list(values.order_by("-version")[:_VERSIONS])
    files = CellFile.objects.filter(report=source.report, cell_id=figure.cell_id, removed_at=None).order_by("added_at")
    steps = list(source.report.steps.filter(event__in=(Event.SUBMIT, Event.ACCEPT, Event.CORRECT)).order_by("at"))
    posts = titles_of_posts([*(one.by_post for one in told), *(one.by_post for one in steps)])
    return Fact(source, told, list(files[:_VERSIONS]), steps, posts)


def hidden_cells(actor: Actor, found: Totals, place: PlaceVersion) -> frozenset[CellKey]:
    """Return the cells of a low place that are hidden from this person: small counts, and what would give them away.

    A split is a part of the cell above it: without one of two parts the other is the whole less what is shown.
    """
    known = catalogue().indicators
    guarded = {cell: one for cell, one in {**found.cells, **found.within}.items() if is_guarded(known[cell.indicator])}
    small = [cell for cell, one in guarded.items() if _is_small(actor, place, known[cell.indicator], one)]
    values = {cell: one.sum.value for cell, one in guarded.items()}
    return hidden_with(small, values, cell_sums(values)) if small else frozenset()
