"""Reads of ratings: the years that a post sees, and the teams and members of one with their levels."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from binhyen.database.lookups import under_any
from binhyen.forces.models import ForceGroup, ForceMember, Rating, RatingYear
from binhyen.forces.rules.kinds import GRASSROOTS
from binhyen.forces.rules.members import DEPUTY, LEADER, MEMBER
from binhyen.forces.rules.rating import PERSON, TEAM, Found, Subject, findings_of
from binhyen.forces.rules.rating_pack import RatingPack, pack_named, pack_of
from binhyen.kernel.actors import Actor, Role
from binhyen.kernel.vietnamese import sort_key
from binhyen.places.queries import label_of, versions_on

RATERS = frozenset({Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR, Role.DISTRICT_OFFICER, Role.PROVINCE_OFFICER})
"""Who keeps the force and so sees its ratings; nobody else does."""
_ORDER = {LEADER: 0, DEPUTY: 1, MEMBER: 2}


def years_seen_by(actor: Actor) -> QuerySet[RatingYear]:
    """Return the rating years that a post sees, newest first, with how many were rated."""
    rows = RatingYear.objects.filter(under_any("place_path", actor.scopes))
    if actor.role not in RATERS:
        rows = rows.none()
    rated = Count("ratings", filter=~Q(ratings__level=""))
    return rows.select_related("place", "document").annotate(rated=rated).order_by("-year", "place_path")


def year_seen_by(actor: Actor, year_id: int) -> RatingYear:
    """Return a rating year; Http404 when it is not there for this person."""
    found = years_seen_by(actor).filter(pk=year_id).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True, slots=True)
class Named:
    """A team or member of a rating year, as a page and a letter call it."""

    subject: Subject
    name: str
    team: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A rating year with everybody in it: teams, each with its members after it."""

    year: RatingYear
    pack: RatingPack
    rows: Sequence[Named]
    found: Found

    @property
    def subjects(self) -> list[Subject]:
        """Everybody without names."""
        return [row.subject for row in self.rows]


def sheet_of(year: RatingYear) -> Sheet:
    """Return everybody who is rated in a year, with what stands against their levels: three queries.

    Teams are those of the grassroots force that were there within the window, members those who served in it.
    """
    pack = pack_named(year.pack)
    first, last = pack.window(year.year)
    there = Q(until__isnull=True) | Q(until__gt=first)
    now = Q(place_path__under=year.place_path, superseded_at__isnull=True, since__lte=last)
    teams = list(ForceGroup.objects.filter(there, now, kind=GRASSROOTS))
    members = list(ForceMember.objects.filter(there, now, force=GRASSROOTS))
    said = {one.record_id: one for one in Rating.objects.filter(rating_year=year)}
    rows = _rows(teams, members, said)
    return Sheet(year, pack, rows, findings_of(pack, year.year, [row.subject for row in rows]))


def _rows(teams: list[ForceGroup], members: list[ForceMember], said: Mapping[int, Rating]) -> list[Named]:
    by_team: dict[int, list[ForceMember]] = {}
    for one in members:
        by_team.setdefault(one.group_id or 0, []).append(one)
    rows: list[Named] = []
    for team in sorted(teams, key=lambda one: (sort_key(one.name), one.record_id)):
        own = Subject(team.record_id, TEAM, team.since, team.until, team.record_id)
        rows.append(Named(_rated(own, said), team.name, team.name))
        listed = sorted(by_team.get(team.record_id, ()), key=lambda one: (_ORDER.get(one.role, 3), sort_key(one.name)))
        rows += [Named(_rated(_person(one), said), one.name, team.name) for one in listed]
    return rows


def _person(row: ForceMember) -> Subject:
    return Subject(row.record_id, PERSON, row.since, row.until, row.group_id or 0, row.role)


def _rated(subject: Subject, said: Mapping[int, Rating]) -> Subject:
    row = said.get(subject.record_id)
    if row is None:
        return subject
    return replace(subject, level=row.level, tasks=row.tasks, area_met=row.area_met, complaint=row.complaint)


def year_missing(actor: Actor, year: int) -> bool:
    """Tell whether a commune has teams of the grassroots force, and no decided rating of a year: two queries."""
    if RatingYear.objects.filter(place_id=actor.place_id, year=year, decided_on__isnull=False).exists():
        return False
    rows = ForceGroup.objects.filter(under_any("place_path", actor.scopes), superseded_at__isnull=True)
    return rows.filter(kind=GRASSROOTS, since__lte=pack_of(year).window(year)[1]).exists()


def undecided(actor: Actor, year: int) -> int | None:
    """Return the id of a commune's open rating of a year."""
    rows = RatingYear.objects.filter(place_id=actor.place_id, year=year, decided_on__isnull=True)
    return rows.values_list("pk", flat=True).first()


def place_names(years: Iterable[RatingYear], day: date) -> dict[int, str]:
    """Return the names of the communes of rating years, by place: one query."""
    return {place_id: label_of(one) for place_id, one in versions_on({one.place_id for one in years}, day).items()}
