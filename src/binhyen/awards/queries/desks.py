"""What takes rights on proposals away: another desk's steps, and other words for what waits for its signature."""

from binhyen.awards.models import AwardEntry, AwardProposal
from binhyen.awards.queries.cases import SUBJECT
from binhyen.awards.rules.course import KEPT, OF_KEEPERS
from binhyen.awards.rules.desks import may_take
from binhyen.kernel.actors import SYSTEM, Actor
from binhyen.kernel.decisions import YES, Decision, no
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.models import Record
from binhyen.registers.queries.declared import Wish
from binhyen.units.queries.committees import open_motions_on


def proposal_allows(actor: Actor, wish: Wish) -> Decision:
    """Take away what keepers would have: steps of another desk, and other words for what waits for its signature."""
    if actor is SYSTEM or wish.record is None:
        return YES
    if wish.kind is None:
        return _may_reword(wish.record)
    if wish.kind.code in OF_KEEPERS:
        return YES
    rows = AwardProposal.objects.filter(record=wish.record, superseded_at=None)
    return may_take(actor, rows.values_list("authority", flat=True).first() or "", wish.kind.code)


def award_allows(actor: Actor, wish: Wish) -> Decision:
    """Take away the revocation of an award from all but the desk or the signer of its authority."""
    if actor is SYSTEM or wish.record is None or wish.kind is None or wish.kind.code != "revoke":
        return YES
    rows = AwardEntry.objects.filter(record=wish.record, superseded_at=None)
    return may_take(actor, rows.values_list("authority", flat=True).first() or "", "revoke")


def _may_reword(record: Record) -> Decision:
    if record.state in KEPT:
        message = gettext_noop(
            "What the council voted on, what waits for the signature and what was decided is not changed. Take the "
            "last step back."
        )
        return no("awards.proposal_kept", message)
    if record.state == "appraised" and open_motions_on(SUBJECT, [record.pk]):
        message = gettext_noop("The council is voting on this proposal. Close the vote first.")
        return no("awards.in_vote", message)
    return YES
