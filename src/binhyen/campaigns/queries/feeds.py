"""Which calendar address belongs to whom. The address holds a signed number, nothing that could be guessed."""

from datetime import date

from django.core import signing

from binhyen.accounts.queries import actor_of
from binhyen.campaigns.models import CalendarFeed
from binhyen.kernel.actors import Actor

_SALT = "binhyen.campaigns.calendar"


def token_of(feed: CalendarFeed) -> str:
    """Return the secret part of a feed's address."""
    return signing.dumps(feed.pk, salt=_SALT)


def feed_of(actor: Actor) -> CalendarFeed | None:
    """Return the open address of a post as an account holds it."""
    rows = CalendarFeed.objects.filter(holding__account_id=actor.account_id, holding__post_id=actor.post_id)
    return rows.filter(closed_at=None).first()


def reader_of(token: str, today: date) -> Actor | None:
    """Return for whom a calendar program reads; None where it is wrong, closed, or the post is left."""
    try:
        number = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    feed = CalendarFeed.objects.filter(pk=number, closed_at=None).select_related("holding").first()
    if feed is None:
        return None
    actor = actor_of(feed.holding.account_id, feed.holding.post_id, today)
    return actor if actor is not None and actor.post_id == feed.holding.post_id else None
