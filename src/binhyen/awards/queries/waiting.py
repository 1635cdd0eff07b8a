"""What waits at a desk, counted."""

from datetime import date

from django.db.models import Count, Min

from binhyen.awards.models import AwardProposal
from binhyen.awards.queries.cases import at_desk, proposals_seen_by
from binhyen.awards.rules.course import PROPOSAL
from binhyen.awards.rules.desks import desk_authorities, signed_authorities
from binhyen.kernel.actors import Actor


def waiting_counts(actor: Actor) -> dict[str, int]:
    """Return how many proposals are in each state: at this post's desk, else those that it sees. One query."""
    mine = desk_authorities(actor.role) or signed_authorities(actor.role)
    rows = at_desk(actor, PROPOSAL.states) if mine else proposals_seen_by(actor)
    return {row["state"]: row["found"] for row in rows.order_by().values("state").annotate(found=Count("id"))}


def own_waiting(actor: Actor) -> list[AwardProposal]:
    """Return the proposals that this post wrote and that wait for it: drafts, and those to be completed."""
    rows = AwardProposal.objects.filter(superseded_at=None, record__by_post=actor.post_id, state__in=("", "incomplete"))
    return list(rows.select_related("record").order_by("id")[:20])


def waiting_days(actor: Actor) -> dict[str, date | None]:
    """Return the earliest occasion among the proposals of each state at a desk. One query."""
    rows = at_desk(actor, PROPOSAL.states).order_by().values("state").annotate(day=Min("event_on"))
    return {row["state"]: row["day"] for row in rows}
