"""Reads of the database into the lake's columns: subjects as they stand now, whole, in few queries."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, TypeVar

import pyarrow as pa
from django.db.models import Model, Q, QuerySet
from django.db.models.functions import ExtractYear

from binhyen.analytics.lake.columns import table, turned
from binhyen.analytics.lake.schema import RAW_FIGURES, SHAPES, Dataset
from binhyen.analytics.lake.standing import Ground, Standing
from binhyen.database.lookups import under_any
from binhyen.indicators.models import FormVersion
from binhyen.indicators.queries.forms import content_of
from binhyen.kernel.parts import in_parts
from binhyen.kernel.trees import node_of
from binhyen.places.models import Place, PlaceVersion
from binhyen.places.rules.kinds import Tier
from binhyen.recognition.models import Dossier, PastResult
from binhyen.recognition.rules.past import INDICATOR as PAST_INDICATOR
from binhyen.registers.models import Tally
from binhyen.reports.models import Report
from binhyen.reports.queries.grounds import Reporting

M = TypeVar("M", bound=Model)
CHUNK_OF_ROWS = 20_000
Leaf = tuple[int, int]
"""A land and a year."""


class _Row(NamedTuple):
    """A report with what its collection and form say of it."""

    report_id: int
    collection_id: int
    form_id: int
    form: str
    period: str
    start: date
    end: date
    map_day: date
    version_id: int
    covers: bool
    due_on: date
    state: str
    standing: str
    first_submitted_at: object
    accepted_at: object
    filled: int
    revision: int
    place_id: int
    path: str
    unit_id: int | None
    post_id: int | None

    @property
    def reporting(self) -> Reporting:
        return Reporting(self.place_id, self.path, self.map_day)

    @property
    def reporter(self) -> int:
        return self.unit_id or -(self.post_id or 0)


_ROW = (
    "id",
    "collection_id",
    "collection__version__form_id",
    "collection__version__form__code",
    "collection__period",
    "collection__period_start",
    "collection__period_end",
    "collection__map_day",
    "collection__version_id",
    "collection__version__covers_below",
    "due_on",
    "state",
    "standing",
    "first_submitted_at",
    "accepted_at",
    "filled",
    "revision",
    "place_id",
    "place_path",
    "unit_id",
    "post_id",
)


@dataclass(slots=True)
class Heads:
    """Reports as they were read, with where their places lie."""

    rows: list[_Row] = field(default_factory=list)
    standings: list[Standing] = field(default_factory=list)

    def leaves(self) -> set[Leaf]:
        """Return the leaves in which they are."""
        return {(stand.land, row.end.year) for row, stand in zip(self.rows, self.standings, strict=True)}

    def within(self, leaves: Collection[Leaf]) -> "Heads":
        """Return those of some leaves."""
        pairs = zip(self.rows, self.standings, strict=True)
        kept = [(row, stand) for row, stand in pairs if (stand.land, row.end.year) in leaves]
        return Heads([row for row, _ in kept], [stand for _, stand in kept])

    def each(self) -> "Iterator[Heads]":
        """Return them one by one."""
        return (Heads([row], [stand]) for row, stand in zip(self.rows, self.standings, strict=True))

    def table(self) -> pa.Table:
        """Return them in the columns of `reports`."""
        columns: dict[str, Sequence[object]] = dict(zip(_Row._fields, turned(self.rows, _Row._fields), strict=True))
        columns |= dict(zip(Standing._fields, turned(self.standings, Standing._fields), strict=True))
        cells = _cells_of({row.version_id for row in self.rows})
        columns["cells"] = [cells[row.version_id] for row in self.rows]
        columns["year"] = [row.end.year for row in self.rows]
        columns["reporter"] = [row.reporter for row in self.rows]
        return table(SHAPES[Dataset.REPORTS].columns, columns)

    def said(self) -> pa.Table:
        """Return the columns that each figure repeats of its report."""
        covers = [row.covers and not row.reporter for row in self.rows]
        told = self.table().append_column("covers", pa.array(covers, pa.bool_()))
        for name in ("now", "since", "heirs"):
            values = [getattr(stand, name) for stand in self.standings]
            told = told.append_column(name, pa.array(values, RAW_FIGURES.field(name).type))
        return told


def read_heads(reports: QuerySet[Report], ground: Ground) -> Heads:
    """Read reports; one query, a few more for places that were not met before."""
    rows = [_Row(*row) for row in reports.order_by().values_list(*_ROW)]
    ground.learn({row.place_id for row in rows}, {row.path for row in rows})
    return Heads(rows, [ground.standing(row.reporting) for row in rows])


def heads_of_leaves(leaves: Collection[Leaf], ground: Ground) -> Heads:
    """Read all reports of leaves: those of places that ever lay in their lands."""
    years = sorted({year for _, year in leaves})
    found = Heads()
    for part in in_parts(_places_of({land for land, _ in leaves}, ground)):
        rows = Report.objects.filter(place_id__in=part, collection__period_end__year__in=years)
        heads = read_heads(rows, ground).within(leaves)
        found.rows += heads.rows
        found.standings += heads.standings
    return found


def _places_of(lands: Collection[int], ground: Ground) -> set[int]:
    members = ground.members(lands)
    tiers = {one: tier for part in in_parts(members) for one, tier in _tiers(part)}
    found = set(members)
    for part in in_parts([one for one in members if tiers.get(one) == Tier.COMMUNE]):
        own = PlaceVersion.objects.filter(place_id__in=part).values_list("path", flat=True).distinct()
        for paths in in_parts(own, 40):
            below = PlaceVersion.objects.filter(under_any("path", tuple(paths)))
            found |= set(below.values_list("place_id", flat=True))
    return found


def _tiers(place_ids: Sequence[int]) -> Iterable[tuple[int, str]]:
    return Place.objects.filter(pk__in=place_ids).values_list("pk", "tier")


def leaves_of(report_ids: Collection[int], ground: Ground) -> set[Leaf]:
    """Return the leaves in which reports lie."""
    found: set[Leaf] = set()
    for part in in_parts(report_ids):
        rows = Report.objects.filter(pk__in=part).annotate(year=ExtractYear("collection__period_end"))
        listed = list(rows.order_by().values_list("place_path", "year").distinct())
        ground.learn((), {path for path, _ in listed})
        found |= {(ground.land(path), year) for path, year in listed}
    return found


def leaves_of_places(place_ids: Collection[int], ground: Ground) -> set[Leaf]:
    """Return the leaves of which something may lie elsewhere since places changed, and lands that came together.

    A land was called after one of the communes that it has now, so their leaves are named as well.
    """
    ground.learn(place_ids)
    homes = {home for place in place_ids for home in ground.homes(place)}
    members = ground.members({ground.lands.get(home, home) for home in homes})
    years: set[int] = set()
    for part in in_parts(_places_of(members, ground) | set(place_ids) if homes else ()):
        rows = Report.objects.filter(place_id__in=part).annotate(year=ExtractYear("collection__period_end"))
        years |= set(rows.order_by().values_list("year", flat=True).distinct())
    return {(one, year) for one in members for year in years}


def _cells_of(version_ids: Collection[int]) -> dict[int, int]:
    return {one.pk: len(content_of(one).cells) for one in FormVersion.objects.filter(pk__in=version_ids)}


# ------------------------------------------------------------------ results and counts


def in_chunks(rows: QuerySet[M]) -> Iterator[QuerySet[M]]:
    """Yield rows in parts, from key to key: ids may be as sparse as they like."""
    last, found = 0, rows.order_by("pk")
    while (rest := found.filter(pk__gt=last)).exists():
        ends = rest.values_list("pk", flat=True)[CHUNK_OF_ROWS - 1 : CHUNK_OF_ROWS].first()
        yield rest if ends is None else rest.filter(pk__lte=ends)
        if ends is None:
            return
        last = ends


def read_dossiers(rows: QuerySet[Dossier], ground: Ground) -> pa.Table:
    """Read dossiers in the columns of the lake; where they lie is said on the map of their round."""
    names = (
        *("id", "round_id", "unit_id", "round__year", "kind", "report_kind", "managing_level", "state", "verdict"),
        *("appraised_verdict", "result", "registered_on", "submitted_at", "appraised_at", "decided_on", "carried"),
        *("place_id", "place_path"),
    )
    listed = list(rows.order_by().values_list(*names))
    lying = [Reporting(row[-2], row[-1], date(row[3], 11, 15)) for row in listed]
    return _placed(SHAPES[Dataset.DOSSIERS].columns, listed, lying, ground)


def read_tallies(rows: QuerySet[Tally], ground: Ground) -> pa.Table:
    """Read lines of the ledger that hold now."""
    names = (
        *("id", "record_id", "record__register", "indicator", "dims", "said", "amount", "denominator", "bound"),
        *("words", "since", "until", "token", "place_path"),
    )
    found = rows.filter(superseded_at__isnull=True).order_by().values_list(*names)
    listed = [(*row[:-1], node_of(row[-1]), row[-1]) for row in found]
    lying = [Reporting(row[-2], row[-1], row[10]) for row in listed]
    return _placed(SHAPES[Dataset.TALLIES].columns, listed, lying, ground)


def read_past_results(rows: QuerySet[PastResult], ground: Ground) -> pa.Table:
    """Read results of years before the system that hold now, with the numbers that the ledger gives them."""
    names = ("record_id", "year", "unit_kind", "managing_level", "result", "decided_on", "place_id", "place_path")
    listed = list(rows.filter(superseded_at__isnull=True, record__removed_at=None).order_by().values_list(*names))
    lines = Tally.objects.filter(superseded_at__isnull=True, indicator=PAST_INDICATOR)
    counts = {
        record: (amount, whole)
        for part in in_parts({row[0] for row in listed})
        for record, amount, whole in lines.filter(record_id__in=part).values_list("record_id", "amount", "denominator")
    }
    full = [(*row[:5], *counts.get(row[0], (None, None)), *row[5:]) for row in listed]
    lying = [Reporting(row[-2], row[-1], date(row[1], 12, 31)) for row in full]
    return _placed(SHAPES[Dataset.PAST_RESULTS].columns, full, lying, ground)


def _placed(
    schema: pa.Schema, rows: Sequence[Sequence[object]], lying: Sequence[Reporting], ground: Ground
) -> pa.Table:
    ground.learn({one.place_id for one in lying}, {one.path for one in lying})
    full = [(*row, *ground.standing(one)[:6]) for row, one in zip(rows, lying, strict=True)]
    return table(schema, dict(zip(schema.names, turned(full, schema.names), strict=True)))


# ------------------------------------------------------------------ places


def read_places(rows: QuerySet[PlaceVersion], ground: Ground) -> pa.Table:
    """Read versions of places."""
    names = ("place_id", "valid_from", "valid_to", "place__tier", "code", "name", "kind", "path", "parent_id")
    listed = list(rows.order_by().values_list(*names))
    ground.learn((), {row[7] for row in listed})
    full = [(*row, *ground.told(row[7])) for row in listed]
    schema = SHAPES[Dataset.PLACES].columns
    return table(schema, dict(zip(schema.names, turned(full, schema.names), strict=True)))


def read_lies(place_ids: Collection[int], ground: Ground) -> pa.Table:
    """Say of places that changed where what they told lies on later maps."""
    ground.learn(place_ids)
    rows = [row for place in sorted(place_ids) for row in ground.lies(place)]
    schema = SHAPES[Dataset.LIES].columns
    return table(schema, dict(zip(schema.names, turned(rows, schema.names), strict=True)))


def changing_places() -> set[int]:
    """Return the places that may lie elsewhere than they were told: those with an end, or with a second version."""
    ended = PlaceVersion.objects.filter(~Q(valid_to=None)).values_list("place_id", flat=True)
    return set(ended.distinct())
