"""What conferences of the last months still wait for: numbers of points, answers to proposals."""

from datetime import date, timedelta

from django.db.models import QuerySet

from binhyen.campaigns.models import Event, Point, Proposal
from binhyen.kernel.actors import Actor
from binhyen.registers.queries.declared import OFFICERS

_LOOKED_BACK = timedelta(days=92)
"""Older conferences are history: nobody is reminded of them."""


def points_not_told(actor: Actor, today: date) -> QuerySet[Point]:
    """Return the points at an office's own place whose attendance is not written down after their day."""
    if actor.role not in OFFICERS:
        return Point.objects.none()
    rows = Point.objects.filter(superseded_at__isnull=True, place_path=actor.place_path, attended__isnull=True)
    return rows.filter(on__range=(today - _LOOKED_BACK, today)).order_by("on", "pk")


def proposals_open(actor: Actor, today: date) -> QuerySet[Proposal]:
    """Return the proposals of conferences that an office's own place held and did not answer yet."""
    if actor.role not in OFFICERS:
        return Proposal.objects.none()
    held = Event.objects.filter(superseded_at__isnull=True, place_path=actor.place_path)
    rows = Proposal.objects.filter(superseded_at__isnull=True, state="", event__in=held.values("record_id"))
    return rows.filter(on__range=(today - _LOOKED_BACK, today)).order_by("on", "pk")
