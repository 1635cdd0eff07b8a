"""Difficulties and proposals: those put to a place, those somebody raised, those of one report."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet
from django.http import Http404

from binhyen.kernel.actors import SYSTEM, Actor
from binhyen.kernel.trees import ancestors, node_of
from binhyen.places.queries import label_of, versions_on
from binhyen.reports.models import Difficulty, Report
from binhyen.reports.queries.reports import own_reports, reports_seen_by
from binhyen.reports.rules.rights import Ability, Relation, has
from binhyen.reports.rules.threads import DifficultyKind, DifficultyState

HERE, MINE, ALL = "here", "mine", "all"
LATE = "late"


@dataclass(frozen=True, slots=True)
class DifficultyFilter:
    """What the list is narrowed to: put to my place, raised by me, or everything seen; its state; a collection."""

    side: str = ALL
    state: str = ""
    kind: str = ""
    collection_id: int | None = None


def difficulties_seen_by(actor: Actor, day: date) -> QuerySet[Difficulty]:
    """Return what belongs to reports that a person sees, and what was put to the place that the person answers for."""
    rows = Difficulty.objects.select_related("report__collection")
    if actor is SYSTEM:
        return rows
    mine = reports_seen_by(actor, day).order_by().values("pk")
    return rows.filter(Q(report__in=mine) | _put_here(actor))


def difficulty_seen_by(actor: Actor, difficulty_id: int, day: date) -> Difficulty:
    """Return one, or 404 for one that is not there for this person."""
    found = difficulties_seen_by(actor, day).filter(pk=difficulty_id).first()
    if found is None:
        raise Http404
    return found


def _put_here(actor: Actor) -> Q:
    """Return the condition that something was put to the person's place, for posts that answer."""
    if not has(actor.role, Relation.RECEIVES, Ability.ANSWER):
        return Q(pk__in=())
    return Q(addressee_path__in=actor.scopes)


def difficulties_listed(actor: Actor, day: date, wanted: DifficultyFilter) -> QuerySet[Difficulty]:
    """Return the list, narrowed: what waits longest past its day first, what is solved last."""
    rows = difficulties_seen_by(actor, day)
    if wanted.side == HERE:
        rows = rows.filter(_put_here(actor))
    if wanted.side == MINE:
        rows = rows.filter(report__in=Report.objects.filter(own_reports(actor)).order_by().values("pk"))
    if wanted.kind in set(DifficultyKind):
        rows = rows.filter(kind=wanted.kind)
    if wanted.collection_id is not None:
        rows = rows.filter(report__collection_id=wanted.collection_id)
    return _in_state(rows, wanted.state, day).order_by(*_ORDER)


_ORDER = (
    F("solved_at").asc(nulls_first=True),
    F("answered_at").asc(nulls_first=True),
    F("due_on").asc(nulls_last=True),
    "id",
)


def _in_state(rows: QuerySet[Difficulty], state: str, day: date) -> QuerySet[Difficulty]:
    if state == LATE:
        return rows.filter(state=DifficultyState.OPEN, due_on__lt=day)
    return rows.filter(state=state) if state in set(DifficultyState) else rows


def difficulties_of(report: Report) -> list[Difficulty]:
    """Return those of one report, oldest first."""
    return list(report.difficulties.select_related("report__collection").order_by("raised_at", "id"))


def addressees_of(report: Report) -> dict[int, str]:
    """Return the places that a report may put something to, the nearest above first: one query. Not the nation."""
    paths = ancestors(report.place_path)[1:]
    ids = [node_of(path) for path in reversed(paths)]
    known = versions_on(ids, report.collection.map_day)
    return {pk: label_of(known[pk]) for pk in ids if pk in known}


def names_of_places(ids: set[int], day: date) -> dict[int, str]:
    """Return the full names of places as they are called on a day."""
    return {pk: label_of(row) for pk, row in versions_on(ids, day).items()}
