"""Reads of units: who sees which, what was known of one on a day, who speaks for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from binhyen.accounts.models import Post
from binhyen.database.lookups import under_any
from binhyen.kernel.actors import Actor, Role
from binhyen.kernel.vietnamese import fold
from binhyen.places.queries import label_of, versions_on, versions_under_any
from binhyen.places.rules.kinds import Tier
from binhyen.units.models import Kind, ProvinceSetting, Representation, Unit, UnitVersion
from binhyen.units.rules.facts import UnitFacts
from binhyen.units.rules.kinds import (
    KIND_NAMES,
    SUBJECT_OF_PLACE,
    EnterpriseSize,
    ManagingLevel,
    SchoolLevel,
    UnitKind,
)
from binhyen.units.rules.scope import ScopeSettings
from binhyen.units.rules.table import SEE_UNITS, TABLE

_CHUNK = 900
_CHOSEN = 300
_SMALL = (EnterpriseSize.MICRO, EnterpriseSize.SMALL)
_EARLY = (SchoolLevel.PRESCHOOL, SchoolLevel.PRIMARY)


@dataclass(frozen=True, slots=True)
class UnitFilter:
    """What a list is narrowed to. Empty fields narrow nothing; `scope` is "", "in" or "out"."""

    text: str = ""
    kind: str = ""
    place_path: str = ""
    level: str = ""
    scope: str = ""
    closed: bool = False

    def of_any_kind(self) -> "UnitFilter":
        """Return the filter without its kind, to count each kind."""
        return replace(self, kind="")


@dataclass(frozen=True, slots=True)
class CommuneChoice:
    """A commune to choose: its id, path and full name."""

    place_id: int
    path: str
    label: str


def communes_covered(actor: Actor, day: date) -> list[CommuneChoice]:
    """Return the communes that a post covers, in Vietnamese order; none where there are too many to choose from."""
    versions = versions_under_any(actor.scopes, day).filter(place__tier=Tier.COMMUNE).order_by("sort_key", "code")
    listed = list(versions[: _CHOSEN + 1])
    return [CommuneChoice(one.place_id, one.path, label_of(one)) for one in listed] if len(listed) <= _CHOSEN else []


def in_force(day: date) -> Q:
    """Return the condition that a row with `valid_from` and `valid_to` holds on a day."""
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))


def units_seen_by(actor: Actor, wanted: UnitFilter | None = None, *, on: date) -> QuerySet[Unit]:
    """Return the units that a person sees, in Vietnamese order: those under what the post covers, or represents."""
    rows = Unit.objects.filter(_visible(actor)).select_related("kind").order_by("sort_key", "id")
    asked = wanted or UnitFilter()
    outside = _outside(scope_settings(actor.place_path, on)) if asked.scope else _OUT_OF_SCOPE
    return _narrowed(rows, asked, on, outside)


def _outside(settings: ScopeSettings) -> Q:
    return _OUT_OF_SCOPE if settings.mixed_schools else _OUT_OF_SCOPE | Q(teaches_primary=True)


def unit_seen_by(actor: Actor, pk: int) -> Unit:
    """Return one unit that a person sees; Http404 when it is not there for this person."""
    unit = Unit.objects.filter(_visible(actor), pk=pk).select_related("kind").first()
    if unit is None:
        raise Http404
    return unit


def _visible(actor: Actor) -> Q:
    if actor.role is Role.UNIT_REPRESENTATIVE:
        return Q(pk__in=actor.units)
    if not TABLE.reaches(actor.role, SEE_UNITS):
        return Q(pk__in=())
    return under_any("place_path", actor.scopes)


def _narrowed(rows: QuerySet[Unit], wanted: UnitFilter, on: date, outside: Q) -> QuerySet[Unit]:
    rows = rows.exclude(in_force(on)) if wanted.closed else rows.filter(in_force(on))
    conditions = (
        (wanted.text, Q(fold__contains=fold(wanted.text)) | Q(code=wanted.text.strip())),
        (wanted.kind, Q(kind_id=wanted.kind)),
        (wanted.place_path, Q(place_path__under=wanted.place_path)),
        (wanted.level, Q(managing_level=wanted.level)),
        (wanted.scope == "out", outside),
        (wanted.scope == "in", ~outside),
    )
    for asked, condition in conditions:
        if asked:
            rows = rows.filter(condition)
    return rows


def scope_settings(path: str, day: date) -> ScopeSettings:
    """Return what the province of a place had settled on a day about who takes part; one query."""
    nodes = [int(node) for node in path.split(".") if node]
    row = ProvinceSetting.objects.filter(in_force(day), province_id__in=nodes).order_by("-valid_from").first()
    return ScopeSettings(row.mixed_schools, row.instrument) if row else ScopeSettings()


_OUT_OF_SCOPE = Q(armed_forces=True) | Q(enterprise_size__in=_SMALL) | Q(highest_level__in=_EARLY)
"""The rule of `rules.scope` as a condition, for lists; a test holds the two equal."""


def counts_of(rows: QuerySet[Unit]) -> dict[str, int]:
    """Return how many of some units are of each kind."""
    counted = rows.order_by().values("kind_id").annotate(amount=Count("pk"))
    return {row["kind_id"]: row["amount"] for row in counted}


def units_under(path: str, day: date) -> QuerySet[Unit]:
    """Return all units in force below a place on a day, for actions over whole provinces. Asks nobody's right."""
    return Unit.objects.filter(in_force(day), place_path__under=path).select_related("kind").order_by("id")


def facts_on(units: Iterable[Unit], day: date) -> dict[int, UnitFacts]:
    """Return what was known of units on a day, by id; those that were not there are missing. One query for 900."""
    return facts_by_id({unit.pk: UnitKind(unit.kind.treated_as) for unit in units}, day)


def facts_by_id(kinds: Mapping[int, UnitKind], day: date) -> dict[int, UnitFacts]:
    """Return what was known on a day of units given as id: kind of the law. One query for 900."""
    wanted = list(kinds)
    found: dict[int, UnitFacts] = {}
    for start in range(0, len(wanted), _CHUNK):
        rows = UnitVersion.objects.filter(in_force(day), unit_id__in=wanted[start : start + _CHUNK])
        found.update({row.unit_id: facts_of(row, kinds[row.unit_id]) for row in rows})
    return found


def facts_of(row: Unit | UnitVersion, kind: UnitKind) -> UnitFacts:
    """Return the facts that a row holds."""
    return UnitFacts(
        kind=kind,
        managing_level=ManagingLevel(row.managing_level),
        delegated_to_commune=row.delegated_to_commune,
        enterprise_size=EnterpriseSize(row.enterprise_size) if row.enterprise_size else None,
        highest_level=SchoolLevel(row.highest_level) if row.highest_level else None,
        teaches_primary=row.teaches_primary,
        armed_forces=row.armed_forces,
        has_party_organisation=row.has_party_organisation,
    )


def kinds_of(path: str) -> dict[str, Kind]:
    """Return the kinds that units at a place may have, by code: the law's own and those of its province."""
    nodes = [int(node) for node in path.split(".") if node]
    own = Kind.objects.filter(province_id__in=nodes).order_by("name")
    law = [Kind(code=kind.value, name=name, treated_as=kind.value) for kind, name in KIND_NAMES.items()]
    return {kind.code: kind for kind in (*law, *own)}


def standing_of(units: Iterable[Unit], day: date) -> dict[int, str]:
    """Return by unit the name of the commune in which it stands or lies (a commune: of the place above). One query."""
    nodes = {unit.pk: _node(unit) for unit in units}
    versions = versions_on((node for node in nodes.values() if node), day)
    return {pk: label_of(versions[node]) for pk, node in nodes.items() if node in versions}


def _node(unit: Unit) -> int:
    """Return the id of the place to be named beside a unit; 0 when there is none."""
    nodes = [int(node) for node in unit.place_path.split(".") if node]
    at = -2 if unit.kind_id in SUBJECT_OF_PLACE else -1
    return nodes[at] if len(nodes) >= -at else 0


def versions_of(unit: Unit) -> list[UnitVersion]:
    """Return what a unit was, the newest first."""
    return list(unit.versions.order_by("-valid_from"))


def voices_of(unit: Unit, day: date) -> list[Representation]:
    """Return who speaks for a unit on a day."""
    return list(unit.representations.filter(in_force(day)).select_related("post").order_by("valid_from"))


def voice_of(unit: Unit, pk: int) -> Representation:
    """Return one of the posts that spoke, speak or will speak for a unit; Http404 for another's."""
    found = unit.representations.filter(pk=pk).select_related("post").first()
    if found is None:
        raise Http404
    return found


def posts_that_may_speak(unit: Unit, day: date) -> QuerySet[Post]:
    """Return the posts of representatives in the place of a unit on a day, that do not speak for it yet."""
    node = int(unit.place_path.split(".")[-2])
    speaking = Representation.objects.filter(in_force(day), unit=unit).values("post_id")
    posts = Post.objects.filter(in_force(day), role=Role.UNIT_REPRESENTATIVE, place_id=node)
    return posts.exclude(pk__in=speaking).order_by("title", "pk")


def units_represented(post_id: int, on: date) -> frozenset[int]:
    """Return the ids of the units that a post speaks for on a day."""
    rows = Representation.objects.filter(in_force(on), post_id=post_id)
    return frozenset(rows.values_list("unit_id", flat=True))
