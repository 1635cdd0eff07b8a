"""Which reports and collections a person sees."""

from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404

from binhyen.audit.queries import trail_of
from binhyen.database.lookups import under_any
from binhyen.kernel.actors import SYSTEM, Actor
from binhyen.reports.models import Collection, Report
from binhyen.reports.queries.standing import delegated_paths
from binhyen.reports.rules.rights import DELEGATED_ONLY, PLACE_ROLES, Ability, Relation, has


def reports_seen_by(actor: Actor, day: date) -> QuerySet[Report]:
    """Return the reports that a person may see on a day: own ones, those received, those below."""
    if actor is SYSTEM:
        return Report.objects.select_related("collection__version")
    receives = has(actor.role, Relation.RECEIVES, Ability.SEE)
    return reports_seen_with(actor, delegated_paths(actor, day) if receives else ())


def reports_seen_with(actor: Actor, delegated: tuple[str, ...]) -> QuerySet[Report]:
    """Return the reports that a person may see whose post receives those under some paths: own ones, those below."""
    condition = own_reports(actor)
    if has(actor.role, Relation.RECEIVES, Ability.SEE):
        condition |= Q(reviewer_path__in=actor.scopes) if actor.role not in DELEGATED_ONLY else Q(pk__in=())
    if has(actor.role, Relation.BELOW, Ability.SEE):
        condition |= under_any("place_path", actor.scopes)
    if delegated:
        condition |= under_any("place_path", delegated)
    return Report.objects.filter(condition).select_related("collection__version").defer("collection__version__content")


def own_reports(actor: Actor) -> Q:
    """Return the condition that a report is the person's own to write."""
    mine = Q(post_id=actor.post_id)
    if actor.units:
        mine |= Q(unit_id__in=actor.units)
    if actor.role in PLACE_ROLES:
        mine |= Q(place_path__in=actor.scopes, unit__isnull=True, post__isnull=True)
    return mine


def report_seen_by(actor: Actor, report_id: int, day: date) -> Report:
    """Return a report, or 404 for one that is not there for this person."""
    found = reports_seen_by(actor, day).filter(pk=report_id).first()
    if found is None:
        raise Http404
    return found


def collections_seen_by(actor: Actor, day: date) -> QuerySet[Collection]:
    """Return the collections in which a person sees any report, the newest period first."""
    mine = reports_seen_by(actor, day).order_by().values("collection_id")
    rows = Collection.objects.filter(pk__in=mine).select_related("version__form", "province")
    return rows.defer("version__content").order_by("-period_end", "-period_start", "version__title", "id")


def collection_seen_by(actor: Actor, collection_id: int, day: date) -> Collection:
    """Return a collection, or 404 for one that is not there for this person."""
    found = collections_seen_by(actor, day).filter(pk=collection_id).first()
    if found is None:
        raise Http404
    return found


WORDS_KEPT = "reports.words_kept"
"""In the log: sentences of a text were kept for a report that told outcomes without numbers."""


def keeps_words(report_id: int) -> bool:
    """Tell whether sentences of a text were kept for a report."""
    return trail_of("report", report_id).filter(action=WORDS_KEPT).exists()
