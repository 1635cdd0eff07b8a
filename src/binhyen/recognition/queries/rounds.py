"""Reads of rounds: which a person sees, counts by kind and state, and how each commune stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Min, Q, QuerySet
from django.http import Http404

from binhyen.database.lookups import under_any
from binhyen.kernel.actors import Actor, Role
from binhyen.kernel.trees import ancestors, is_under
from binhyen.recognition.models import Dossier, Round
from binhyen.recognition.queries.standing import visible_to
from binhyen.recognition.rules.lifecycle import AWAITING_DECISION, EDITABLE, NOT_COUNTED, UNREGISTERED, Outcome, State
from binhyen.recognition.rules.model import Verdict
from binhyen.recognition.rules.rights import TABLE, Ability, Relation
from binhyen.recognition.rules.settings import RoundSettings, from_plain
from binhyen.units.rules.kinds import ManagingLevel, UnitKind

WITH_UNIT = (*UNREGISTERED[:1], *EDITABLE)
"""States in which the next step is the unit's."""


@dataclass(frozen=True, slots=True)
class KindCounts:
    """How the units of a kind stand. `must` is how many count: those outside the circular or gone do not."""

    kind: str
    must: int = 0
    met: int = 0
    not_met: int = 0
    cannot_conclude: int = 0
    doing: int = 0
    registered: int = 0
    out_of_scope: int = 0
    withdrawn: int = 0
    late: int = 0
    unappraised: int = 0

    @property
    def concluded(self) -> int:
        """How many were decided."""
        return self.met + self.not_met + self.cannot_conclude


@dataclass(frozen=True, slots=True)
class CommuneCounts:
    """How a commune stands: its areas, its units, its own dossier, what is late in it."""

    commune_id: int
    dossier_id: int
    name: str
    areas_met: int
    areas_total: int
    units_met: int
    units_total: int
    recognised: int
    eligible: int
    state: str
    result: str
    verdict: str
    late: int
    oldest_due: date | None
    path: str = ""
    fold: str = ""
    areas_not_met: int = 0
    areas_cannot_conclude: int = 0


def rounds_seen_by(actor: Actor) -> QuerySet[Round]:
    """Return the rounds of the provinces that a person's places lie in, or that lie in them, newest first.

    Operators see none: they have no content.
    """
    if actor.role is Role.OPERATOR:
        return Round.objects.none()
    rows = rounds_touching((actor.place_path, *actor.scopes))
    return rows.select_related("province").order_by("-year", "province_path")


def rounds_touching(scopes: Iterable[str]) -> QuerySet[Round]:
    """Return the rounds of the provinces that the scopes lie in, or that lie in them."""
    known = tuple(scope for scope in scopes if scope)
    above = [path for scope in known for path in ancestors(scope)]
    return Round.objects.filter(Q(province_path__in=above) | under_any("province_path", known))


def dossiers_under(scopes: tuple[str, ...], rounds: Iterable[Round]) -> QuerySet[Dossier]:
    """Return the dossiers of rounds below the scopes. Of a wholly covered province all: no path is read."""
    whole: list[int] = []
    part: list[int] = []
    for one in rounds:
        covered = any(is_under(one.province_path, scope) for scope in scopes)
        (whole if covered else part).append(one.pk)
    found = Q(round__in=whole)
    if part:
        found |= Q(round__in=part) & under_any("place_path", scopes)
    return Dossier.objects.filter(found)


def round_seen_by(actor: Actor, pk: int) -> Round:
    """Return a round; 404 for one that the person's places have nothing to do with."""
    found = rounds_seen_by(actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def round_of(actor: Actor, year: int) -> Round | None:
    """Return the round of a year that a person sees first."""
    return rounds_seen_by(actor).filter(year=year).first()


def settings_of_round(opened: Round) -> RoundSettings:
    """Return a round's settings."""
    return from_plain(opened.settings)


def late(settings: RoundSettings, today: date) -> Q:
    """Return the condition that something of a dossier is overdue: by the unit, or by those who appraise and decide."""
    found = Q(state__in=WITH_UNIT, due_on__lt=today)
    if today > settings.registration_by:
        found |= Q(state=State.OPENED)
    for kind, day in settings.decide_by.items():
        if day < today:
            found |= Q(kind=kind, state__in=AWAITING_DECISION)
    return found


def in_sight(actor: Actor, opened: Round) -> Q:
    """Return the condition that a person sees a dossier of a round; a post over the whole province sees them all."""
    if actor.covers(opened.province_path) and Ability.SEE in TABLE.get((actor.role, Relation.BELOW), ()):
        return Q(round=opened)
    return Q(round=opened) & visible_to(actor)


def stands(settings: RoundSettings, today: date) -> dict[str, Q]:
    """Return the condition of each number of an overview, by its name: what is counted is what the number opens."""
    must = ~Q(state__in=NOT_COUNTED)
    decided_not = Q(state=State.DECIDED) & ~Q(result=Outcome.RECOGNISED)
    return {
        "must": must,
        "met": Q(result=Outcome.RECOGNISED),
        "not_met": decided_not & ~_unproven(),
        "cannot_conclude": _unproven(),
        "doing": ~Q(state__in=(*NOT_COUNTED, State.DECIDED)),
        "registered": must & Q(registered_on__isnull=False),
        "unappraised": must & Q(state__in=(*UNREGISTERED, *EDITABLE, State.SUBMITTED)),
        "out_of_scope": Q(state=State.OUT_OF_SCOPE),
        "withdrawn": Q(state=State.WITHDRAWN),
        "late": late(settings, today),
    }


AREAS = Q(kind=UnitKind.RESIDENTIAL_AREA)
UNITS_OF_COMMUNES = Q(
    kind__in=(UnitKind.AGENCY, UnitKind.ENTERPRISE, UnitKind.SCHOOL), managing_level=ManagingLevel.COMMUNE
)
"""Agencies, enterprises and schools that a commune manages or was delegated."""


def round_overview(actor: Actor, opened: Round, today: date) -> list[KindCounts]:
    """Count by kind and state in one grouped query, over what the person's post covers."""
    counted = {name: Count("id", filter=one) for name, one in stands(settings_of_round(opened), today).items()}
    rows = Dossier.objects.filter(in_sight(actor, opened)).values("kind").annotate(**counted).order_by()
    found = {row["kind"]: KindCounts(**row) for row in rows}
    return [found[kind] for kind in UnitKind if kind in found]


def _unproven() -> Q:
    return Q(state=State.DECIDED, appraised_verdict=Verdict.CANNOT_CONCLUDE) & ~Q(result=Outcome.RECOGNISED)


def communes_of_round(actor: Actor, opened: Round, today: date) -> list[CommuneCounts]:
    """Count by commune: two queries, whatever the number of communes. The latest stand first, merit orders nothing."""
    communes = Dossier.objects.filter(in_sight(actor, opened), kind=UnitKind.COMMUNE).exclude(state__in=NOT_COUNTED)
    counts = _by_commune(actor, opened, today)
    rows = [_commune(row, counts.get(row.commune_id, {})) for row in communes]
    keys = {row.pk: row.sort_key for row in communes}
    return sorted(rows, key=lambda row: (-row.late, keys[row.dossier_id]))


def _by_commune(actor: Actor, opened: Round, today: date) -> Mapping[int, Mapping[str, object]]:
    stand = stands(settings_of_round(opened), today)
    met, overdue = stand["met"], stand["late"]
    rows = (
        Dossier.objects.filter(in_sight(actor, opened))
        .exclude(state__in=NOT_COUNTED)
        .values("commune_id")
        .annotate(
            areas_met=Count("id", filter=AREAS & met),
            areas_not_met=Count("id", filter=AREAS & stand["not_met"]),
            areas_cannot_conclude=Count("id", filter=AREAS & stand["cannot_conclude"]),
            areas_total=Count("id", filter=AREAS),
            units_met=Count("id", filter=UNITS_OF_COMMUNES & met),
            units_total=Count("id", filter=UNITS_OF_COMMUNES),
            late=Count("id", filter=overdue),
            oldest_due=Min("due_on", filter=overdue),
        )
        .order_by()
    )
    return {row["commune_id"]: row for row in rows}


def _commune(row: Dossier, counts: Mapping[str, object]) -> CommuneCounts:
    def count(name: str) -> int:
        value = counts.get(name, 0)
        return value if isinstance(value, int) else 0

    oldest = counts.get("oldest_due")
    return CommuneCounts(
        commune_id=row.commune_id,
        dossier_id=row.pk,
        name=row.name,
        areas_met=count("areas_met"),
        areas_total=count("areas_total"),
        units_met=count("units_met"),
        units_total=count("units_total"),
        recognised=count("areas_met") + count("units_met"),
        eligible=count("areas_total") + count("units_total"),
        state=row.state,
        result=row.result,
        verdict=row.appraised_verdict or row.verdict,
        late=count("late"),
        oldest_due=oldest if isinstance(oldest, date) else None,
        path=row.place_path,
        fold=row.fold,
        areas_not_met=count("areas_not_met"),
        areas_cannot_conclude=count("areas_cannot_conclude"),
    )


def results_of(scopes: tuple[str, ...], year: int) -> QuerySet[Dossier]:
    """Return the decided dossiers of a year under places: what was recognised is public."""
    rows = Dossier.objects.filter(under_any("place_path", scopes), round__year=year, state=State.DECIDED)
    return rows.annotate(year=F("round__year")).order_by("kind", "sort_key", "id")
