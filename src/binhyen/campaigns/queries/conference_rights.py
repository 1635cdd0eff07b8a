"""Whose conference it is: who arranges its parts, and who answers what is proposed at it."""

from binhyen.campaigns.models import Proposal
from binhyen.kernel.actors import SYSTEM, Actor
from binhyen.kernel.decisions import YES, Decision, never
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.models import Record
from binhyen.registers.queries.declared import OWN_ENTRIES, Wish


def arranger_allows(actor: Actor, wish: Wish) -> Decision:
    """Take away: parts of a conference that another post wrote down, from posts that keep only their own entries."""
    if actor is SYSTEM or actor.role not in OWN_ENTRIES or wish.facts is None:
        return YES
    if Record.objects.filter(pk=wish.facts.number("event"), by_post=actor.post_id).exists():
        return YES
    message = gettext_noop("Another post holds this event. Ask it, or the office, to write this into it.")
    return never("registers.not_your_entry", message)


def holder_allows(actor: Actor, wish: Wish) -> Decision:
    """Take answers to proposals away from offices of connected points: the office that held the conference answers."""
    if actor is SYSTEM or wish.kind is None or wish.record is None:
        return YES
    row = Proposal.objects.filter(record=wish.record, superseded_at__isnull=True).select_related("event").first()
    if row is None or row.event is None or actor.covers(row.event.place_path):
        return YES
    message = gettext_noop("The office that held the conference answers its proposals.")
    return never("campaigns.not_the_holder", message)


def everybody_allows(_actor: Actor, _wish: Wish) -> Decision:
    """Take nothing away: connected points and the posts that speak write for themselves."""
    return YES
