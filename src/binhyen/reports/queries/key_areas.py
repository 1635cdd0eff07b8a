"""Key areas as counts by commune: who sees them, what a plan has on a day, what was taken off in a period."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import attrgetter

from django.db.models import Q, QuerySet
from django.http import Http404

from binhyen.database.lookups import under_any
from binhyen.kernel.actors import SYSTEM, Actor, Role
from binhyen.kernel.trees import deal, shared_scopes
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import communes_under, label_of, versions_on
from binhyen.reports.models import KeyAreaCount
from binhyen.reports.rules.key_areas import Record, standing_on, taken_off, taken_off_within

OFFICES = frozenset(
    {
        Role.COMMUNE_OFFICER,
        Role.COMMUNE_CHAIR,
        Role.DISTRICT_OFFICER,
        Role.DISTRICT_CHAIR,
        Role.PROVINCE_OFFICER,
        Role.PROVINCE_LEADER,
        Role.AUDITOR,
    }
)
"""Who sees the counts at all. They are working figures of offices and are on no public page, map or export."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan of one commune and kind: its records, oldest first, and what they say."""

    rows: tuple[KeyAreaCount, ...]
    taken: Mapping[date, int] = field(default_factory=dict)

    @property
    def newest(self) -> KeyAreaCount:
        """The record that holds."""
        return self.rows[-1]

    def standing(self, day: date) -> int:
        """How many areas it has on a day."""
        return standing_on(record_of(self.newest), self.taken, day)

    def transformed(self, first: date, last: date) -> int:
        """How many were taken off from `first` to `last`."""
        return taken_off_within(self.taken, first, last)

    def wants_result(self, today: date) -> bool:
        """Tell whether its last day is over and nobody has said since what came of it."""
        return self.newest.ends_on < today and self.newest.recorded_at.date() <= self.newest.ends_on


def record_of(row: KeyAreaCount) -> Record:
    """Return what the rule asks of a record."""
    return Record(row.amount, row.transformed, row.valid_from, row.ends_on, row.transformed_on)


def key_areas_seen_by(actor: Actor) -> QuerySet[KeyAreaCount]:
    """Return the records of the communes that an office covers; 404 for everybody else: they have no such page."""
    if actor is SYSTEM:
        return KeyAreaCount.objects.all()
    if actor.role not in OFFICES:
        raise Http404
    return KeyAreaCount.objects.filter(under_any("place_path", actor.scopes))


def plans(rows: QuerySet[KeyAreaCount], as_of: datetime | None = None) -> list[Plan]:
    """Return the plans that records tell of, as they were known at an instant: one query."""
    return _grouped(_known(rows, as_of))


def _known(rows: QuerySet[KeyAreaCount], as_of: datetime | None) -> QuerySet[KeyAreaCount]:
    known = rows.filter(recorded_at__lte=as_of) if as_of is not None else rows
    return known.order_by("recorded_at", "id")


def _grouped(rows: Iterable[KeyAreaCount]) -> list[Plan]:
    grouped: dict[tuple[int, str, str], list[KeyAreaCount]] = {}
    for row in rows:
        grouped.setdefault((row.place_id, row.unit_kind, row.plan), []).append(row)
    return [Plan(tuple(found), taken_off(map(record_of, found))) for found in grouped.values()]


def plans_under_each(groups: Sequence[tuple[str, ...]], as_of: datetime | None = None) -> list[list[Plan]]:
    """Return the plans under each of several groups of paths: one query."""
    rows = _known(KeyAreaCount.objects.filter(under_any("place_path", shared_scopes(groups))), as_of)
    return [_grouped(own) for own in deal(groups, rows, attrgetter("place_path"))]


def names_of_communes(ids: Iterable[int], day: date) -> dict[int, str]:
    """Return the names of communes as they are, or were last, called; those that are gone keep theirs."""
    wanted = set(ids)
    found = {pk: label_of(row) for pk, row in versions_on(wanted, day).items()}
    gone = PlaceVersion.objects.filter(place_id__in=wanted - found.keys()).order_by("valid_from")
    return {row.place_id: label_of(row) for row in gone.select_related("place")} | found


def communes_to_record(actor: Actor, day: date) -> dict[int, str]:
    """Return the communes whose key areas a post may write down, by name."""
    found: dict[int, str] = {}
    for scope in actor.scopes:
        found |= {row.place_id: label_of(row) for row in communes_under(scope, day)}
    return found


def of_plan(actor: Actor, record_id: int) -> Plan:
    """Return the plan that a record belongs to; 404 for one that is not there for this person."""
    rows = key_areas_seen_by(actor)
    one = rows.filter(pk=record_id).first()
    if one is None:
        raise Http404
    same = Q(place_id=one.place_id, unit_kind=one.unit_kind, plan=one.plan)
    return plans(rows.filter(same))[0]
