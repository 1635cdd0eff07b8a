"""A person's own reports: what is owed, and what was sent before."""

from datetime import date

from django.db.models import Count, Q, QuerySet

from binhyen.kernel.actors import Actor
from binhyen.reports.models import Report
from binhyen.reports.queries.reports import own_reports
from binhyen.reports.rules.lifecycle import EDITABLE, Standing
from binhyen.reports.rules.rights import Ability, Relation, has
from binhyen.reports.rules.threads import RemarkKind

_TO_CORRECT = Q(remarks__kind=RemarkKind.RETURNED, remarks__resolved_at=None)


def owed_by(actor: Actor) -> QuerySet[Report]:
    """Return a person's own reports that are still to be sent, the earliest day first.

    `returned_cells` is how many cells the office sent back and waits for.
    """
    rows = _own(actor).filter(state__in=EDITABLE).exclude(standing=Standing.NOT_APPLICABLE)
    return rows.annotate(returned_cells=Count("remarks", filter=_TO_CORRECT)).order_by("due_on", "id")


def sent_by(actor: Actor) -> QuerySet[Report]:
    """Return a person's own reports that were sent, the newest period first."""
    rows = _own(actor).exclude(state__in=EDITABLE)
    return rows.order_by("-collection__period_end", "-collection__period_start", "id")


def _own(actor: Actor) -> QuerySet[Report]:
    """Return a person's own reports: whoever has reports of its own sees them."""
    rows = Report.objects.filter(own_reports(actor)).select_related("collection__version")
    return rows.defer("collection__version__content")


def overdue_here(actor: Actor, day: date) -> QuerySet[Report]:
    """Return the reports that a post's office waits for although their day is over."""
    if not has(actor.role, Relation.RECEIVES, Ability.REVIEW):
        return Report.objects.none()
    rows = Report.objects.filter(reviewer_path__in=actor.scopes, standing=Standing.EXPECTED)
    return rows.filter(first_submitted_at=None, due_on__lt=day)
