"""Reads of appeals: those of a unit, of the bodies that decide on it, and of its auditors."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.http import Http404

from binhyen.database.lookups import under_any
from binhyen.kernel.actors import Actor
from binhyen.recognition.models import Appeal, Appraisal, AppraisalState, Dossier
from binhyen.recognition.queries.dossiers import dossier_seen_by
from binhyen.recognition.queries.packs import settings_of
from binhyen.recognition.queries.standing import own_of, subject_of
from binhyen.recognition.rules.rights import TABLE, Ability, Relation, abilities


def appeals_seen_by(actor: Actor) -> QuerySet[Appeal]:
    """Return the appeals that a person sees, the open ones first: never another unit's."""
    found = Q(pk__in=())
    if Ability.SEE_CRITERIA in TABLE.get((actor.role, Relation.DECIDES), ()):
        found |= Q(decider_path__in=actor.scopes)
    if Ability.SEE_CRITERIA in TABLE.get((actor.role, Relation.OWN), ()):
        found |= own_of(actor)
    if Ability.SEE_CRITERIA in TABLE.get((actor.role, Relation.BELOW), ()):
        found |= under_any("place_path", actor.scopes)
    rows = Appeal.objects.filter(dossier__in=Dossier.objects.filter(found).values("pk"))
    rows = rows.select_related("dossier__round", "dossier__unit", "against__decision__document", "outcome__document")
    return rows.order_by("outcome_id", "filed_at", "id")


@dataclass(frozen=True, slots=True)
class AppealPage:
    """An appeal as one person sees it: may they look again, or decide, and who looked the first time."""

    appeal: Appeal
    looks: bool
    first: bool
    """Did this person conclude the first time? Another appraiser looks at an appeal."""
    decides: bool


def appeal_seen_by(actor: Actor, pk: int) -> AppealPage:
    """Return an appeal; 404 for one that the person does not see."""
    found = appeals_seen_by(actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    granted = abilities(actor, subject_of(found.dossier))
    rows = Appraisal.objects.filter(dossier=found.dossier, state=AppraisalState.CONCLUDED, account=actor.account_id)
    return AppealPage(found, Ability.APPRAISE in granted, rows.exists(), Ability.DECIDE in granted)


def appealable(actor: Actor, pk: int) -> Dossier:
    """Return a dossier whose unit the person speaks for; 404 for every other."""
    dossier = dossier_seen_by(actor, pk)
    if Ability.APPEAL not in abilities(actor, subject_of(dossier)):
        raise Http404
    return dossier


def last_day_of_appeal(dossier: Dossier) -> date | None:
    """Return the last day on which a decision can be appealed against; None before one."""
    return dossier.decided_on and dossier.decided_on + timedelta(days=settings_of(dossier).appeal_days)
