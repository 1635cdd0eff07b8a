"""The secret address at which a calendar program reads a post's events: opened, and closed for good."""

from datetime import datetime

from django.db import transaction

from binhyen.accounts.models import Holding
from binhyen.accounts.queries import in_force
from binhyen.audit.actions import Deed, record
from binhyen.campaigns.models import CalendarFeed
from binhyen.database.locks import lock
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop


@transaction.atomic
def open_feed(*, by: Actor, at: datetime) -> CalendarFeed:
    """Open a new address for the post as this account holds it; the one before is worthless from now on.

    Refused for who does not hold the post today.
    """
    holding = Holding.objects.filter(in_force(at.date()), account_id=by.account_id, post_id=by.post_id).first()
    if holding is None:
        message = gettext_noop("Only who holds a post has a calendar of it.")
        raise Refused(Finding("campaigns.no_post_to_feed", message))
    lock(f"campaigns.feed.{holding.pk}")
    CalendarFeed.objects.filter(holding=holding, closed_at=None).update(closed_at=at)
    made = CalendarFeed.objects.create(holding=holding, opened_at=at)
    record(Deed("campaigns.open_feed", "calendar_feed", made.pk, by.place_path, {"post": by.post_id}), by=by, at=at)
    return made


@transaction.atomic
def close_feed(*, by: Actor, at: datetime) -> None:
    """Close the address of the post as this account holds it; nothing happens where there is none."""
    open_ones = CalendarFeed.objects.filter(
        holding__account_id=by.account_id, holding__post_id=by.post_id, closed_at=None
    )
    for feed in open_ones.select_for_update(of=("self",)):
        feed.closed_at = at
        feed.save(update_fields=["closed_at"])
        record(Deed("campaigns.close_feed", "calendar_feed", feed.pk, by.place_path, {}), by=by, at=at)
