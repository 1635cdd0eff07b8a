"""A person's own reports: what is owed, and what was sent before."""

from datetime import date

from django.db.models import Count, Q, QuerySet

from binhyen.kernel.actors import Actor
from binhyen.reports.models import Report
from binhyen.reports.queries.reports import own_reports, reports_seen_by
from binhyen.reports.rules.lifecycle import EDITABLE, Standing
from binhyen.reports.rules.rights import PLACE_ROLES, TABLE, Ability, Relation
from binhyen.reports.rules.threads import RemarkKind

_TO_CORRECT = Q(remarks__kind=RemarkKind.RETURNED, remarks__resolved_at=None)


def reports_for_itself(actor: Actor) -> bool:
    """Tell whether a post has reports of its own at all."""
    writes = Ability.SEE in TABLE.get((actor.role, Relation.OWN), ())
    return writes and (actor.role in PLACE_ROLES or bool(actor.units) or actor.post_id > 0)


def owed_by(actor: Actor, day: date) -> QuerySet[Report]:
    """Return a person's own reports that are still to be sent, the earliest day first.

    `returned_cells` is how many cells the office sent back and waits for.
    """
    rows = _own(actor, day).filter(state__in=EDITABLE).exclude(standing=Standing.NOT_APPLICABLE)
    return rows.annotate(returned_cells=Count("remarks", filter=_TO_CORRECT)).order_by("due_on", "id")


def sent_by(actor: Actor, day: date) -> QuerySet[Report]:
    """Return a person's own reports that were sent, the newest period first."""
    rows = _own(actor, day).exclude(state__in=EDITABLE)
    return rows.order_by("-collection__period_end", "-collection__period_start", "id")


def _own(actor: Actor, day: date) -> QuerySet[Report]:
    return reports_seen_by(actor, day).filter(own_reports(actor))


def overdue_here(actor: Actor, day: date) -> QuerySet[Report]:
    """Return the reports that a post's office waits for although their day is over."""
    if Ability.REVIEW not in TABLE.get((actor.role, Relation.RECEIVES), ()):
        return Report.objects.none()
    rows = Report.objects.filter(reviewer_path__in=actor.scopes, standing=Standing.EXPECTED)
    return rows.filter(first_submitted_at=None, due_on__lt=day)
