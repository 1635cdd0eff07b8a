"""Reads that pages need beside dossiers and rounds: lists narrowed to a number, names of places, earlier answers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from binhyen.database.lookups import under_any
from binhyen.documents.models import Document
from binhyen.kernel.actors import Actor
from binhyen.places.models import PlaceVersion
from binhyen.recognition.models import Answer, AnswerRevision, Decision, Dossier, Remark, Round
from binhyen.recognition.queries.dossiers import DossierFilter, dossier_seen_by, dossiers_seen_by
from binhyen.recognition.queries.rounds import AREAS, UNITS_OF_COMMUNES, rounds_seen_by, settings_of_round, stands
from binhyen.recognition.queries.standing import evidence_of, subject_of
from binhyen.recognition.rules.lifecycle import EDITABLE, NOT_COUNTED, UNREGISTERED
from binhyen.recognition.rules.rights import Ability, abilities
from binhyen.recognition.rules.settings import default_settings
from binhyen.units.models import Unit
from binhyen.units.rules.kinds import UnitKind

GROUPS = {"units": UNITS_OF_COMMUNES, "below": AREAS | UNITS_OF_COMMUNES}
"""Kinds that a number may take together: what a commune manages beside its areas, and everything it answers for."""


@dataclass(frozen=True, slots=True)
class ListFilter:
    """What a list of dossiers is narrowed to. `stand` is the name of a number of the overview."""

    base: DossierFilter = field(default_factory=DossierFilter)
    stand: str = ""
    group: str = ""
    place_id: int | None = None

    def without_state(self) -> "ListFilter":
        """Return the same filter for every state."""
        return replace(self, stand="", base=replace(self.base, state="", result="", not_result="", registered=None))


def dossiers_listed(actor: Actor, wanted: ListFilter, opened: Round | None, today: date) -> QuerySet[Dossier]:
    """Return the dossiers behind a number: its condition is the one that was counted with."""
    rows = dossiers_seen_by(actor, wanted.base)
    if wanted.stand:
        settings = settings_of_round(opened) if opened else default_settings(today.year)
        found = stands(settings, today).get(wanted.stand)
        rows = rows.none() if found is None else rows.filter(found)
    if wanted.base.registered is not None or wanted.base.not_result:
        rows = rows.exclude(state__in=NOT_COUNTED)
    if wanted.group in GROUPS:
        rows = rows.filter(GROUPS[wanted.group])
    if wanted.place_id is not None:
        rows = rows.filter(under_any("place_path", paths_of_place(wanted.place_id)))
    return rows


def paths_of_place(place_id: int) -> tuple[str, ...]:
    """Return where a place has stood on the map: its paths of all days."""
    rows = PlaceVersion.objects.filter(place_id=place_id).order_by("path").values_list("path", flat=True)
    return tuple(rows.distinct())


def states_of(rows: QuerySet[Dossier]) -> list[tuple[str, int]]:
    """Count a list by state: one query."""
    counted = rows.order_by().values("state").annotate(amount=Count("id")).order_by("state")
    return [(row["state"], row["amount"]) for row in counted]


def commune_names(round_id: int, commune_ids: Iterable[int] | None = None) -> dict[int, str]:
    """Return the names of communes on a round's map, in dictionary order: one query."""
    rows = Dossier.objects.filter(round_id=round_id, kind=UnitKind.COMMUNE).order_by("sort_key", "id")
    if commune_ids is not None:
        rows = rows.filter(commune_id__in=set(commune_ids))
    return dict(rows.values_list("commune_id", "name"))


def communes_of_rows(rows: Sequence[Dossier]) -> dict[tuple[int, int], str]:
    """Return the names of the communes of listed dossiers, by round and place: one query."""
    found = Dossier.objects.filter(
        round_id__in={row.round_id for row in rows},
        kind=UnitKind.COMMUNE,
        commune_id__in={row.commune_id for row in rows},
    )
    return {(one[0], one[1]): one[2] for one in found.values_list("round_id", "commune_id", "name")}


def districts_of(opened: Round) -> dict[str, str]:
    """Return paths and names of the districts of an old round's map; nothing after 30/6/2025."""
    day = date(opened.year, 11, 15)
    rows = PlaceVersion.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=day),
        valid_from__lte=day,
        path__under=opened.province_path,
        place__tier="district",
    )
    return dict(rows.order_by("sort_key").values_list("path", "name"))


def round_for(actor: Actor, round_id: int | None, year: int | None) -> Round | None:
    """Return the round that a list is about: the asked one, the year's, or none where the list spans several."""
    rows = rounds_seen_by(actor)
    if round_id is not None:
        return rows.filter(pk=round_id).first()
    return rows.filter(year=year).first() if year is not None else rows.first()


def chosen_of(actor: Actor, ids: Iterable[int]) -> list[Dossier]:
    """Return chosen dossiers as far as the person sees them, by name; 404 when one of them is out of sight."""
    wanted = set(ids)
    rows = list(dossiers_seen_by(actor).filter(pk__in=wanted).select_related("round"))
    if len(rows) != len(wanted):
        raise Http404
    return rows


def units_to_open(province_path: str, year: int) -> dict[str, int]:
    """Count by kind the units that opening a round would take in: one query."""
    day = date(year, 11, 15)
    rows = Unit.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=day), place_path__under=province_path, valid_from__lte=day
    )
    counted = rows.values("kind__treated_as").annotate(amount=Count("id")).order_by("kind__treated_as")
    return {row["kind__treated_as"]: row["amount"] for row in counted}


# ------------------------------------------------------------------ one dossier


def last_year_of(dossier: Dossier) -> Dossier | None:
    """Return the unit's dossier of the year before that had one."""
    rows = Dossier.objects.filter(unit_id=dossier.unit_id, round__year__lt=dossier.round.year)
    return rows.select_related("round").order_by("-round__year").first()


def answer_of(dossier: Dossier, criterion: str) -> Answer | None:
    """Return one answer of a dossier."""
    return Answer.objects.filter(dossier=dossier, criterion=criterion).first()


def files_of(answer: Answer) -> list[str]:
    """Return the names of an answer's files."""
    return [one.name for one in evidence_of([answer.pk]).get(answer.pk, ())]


def results_of_unit(actor: Actor, unit_id: int) -> QuerySet[Dossier]:
    """Return a unit's dossiers over the years as far as a person sees them, newest first."""
    return dossiers_seen_by(actor).filter(unit_id=unit_id).select_related("round").order_by("-round__year")


def revisions_of(actor: Actor, dossier_id: int, criterion: str = "") -> QuerySet[AnswerRevision]:
    """Return the saved versions of answers, newest first; 404 for who may not see the criteria."""
    dossier = dossier_seen_by(actor, dossier_id)
    if Ability.SEE_CRITERIA not in abilities(actor, subject_of(dossier)):
        raise Http404
    rows = AnswerRevision.objects.filter(answer__dossier=dossier).select_related("answer")
    return (rows.filter(answer__criterion=criterion) if criterion else rows).order_by("-at", "-id")


def remark_seen_by(actor: Actor, dossier_id: int, remark_id: int) -> Remark:
    """Return a remark of a dossier whose internal remarks the person may see; 404 for every other."""
    dossier = dossier_seen_by(actor, dossier_id)
    found = Remark.objects.filter(dossier=dossier, pk=remark_id).first()
    if found is None or Ability.SEE_INTERNAL not in abilities(actor, subject_of(dossier)):
        raise Http404
    return found


def paper_of(actor: Actor, dossier_id: int, document_id: int) -> Document:
    """Return a decision or certificate that names a dossier: its unit gets it here; 404 for every other paper.

    A decision may say why, so it goes to those who see the criteria: the unit and the deciding bodies.
    """
    dossier = dossier_seen_by(actor, dossier_id)
    if Ability.SEE_CRITERIA not in abilities(actor, subject_of(dossier)):
        raise Http404
    named = Q(pk__in=Decision.objects.filter(items__dossier=dossier).values("document"))
    own = Q(pk__in=dossier.decision_items.filter(certificate__isnull=False).values("certificate"))
    found = Document.objects.filter(named | own, pk=document_id).first()
    if found is None:
        raise Http404
    return found


# ------------------------------------------------------------------ the grid


def grid_dossiers(actor: Actor, opened: Round, kind: str) -> QuerySet[Dossier]:
    """Return the dossiers of a kind that a person's office enters from signed paper, by name."""
    rows = dossiers_seen_by(actor, DossierFilter(round_id=opened.pk, kind=kind))
    rows = rows.filter(decider_path__in=actor.scopes, state__in=EDITABLE)
    return rows.select_related("round", "unit", "pack").defer("pack__content")


def answers_of(dossiers: Iterable[Dossier]) -> Mapping[int, dict[str, Answer]]:
    """Return the answers of dossiers by criterion: one query."""
    found: dict[int, dict[str, Answer]] = {}
    for answer in Answer.objects.filter(dossier__in=[one.pk for one in dossiers]):
        found.setdefault(answer.dossier_id, {})[answer.criterion] = answer
    return found


def unregistered_here(actor: Actor, opened: Round, kind: str) -> int:
    """Count the units of a kind that an office decides on and that have not registered."""
    rows = dossiers_seen_by(actor, DossierFilter(round_id=opened.pk, kind=kind, decided_here=True))
    return rows.filter(state__in=UNREGISTERED).count()
