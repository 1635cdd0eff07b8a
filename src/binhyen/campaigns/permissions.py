"""Who may do what around events, beside writing entries, which the registers decide."""

from binhyen.campaigns.models import Event
from binhyen.kernel.actors import Actor, Role
from binhyen.kernel.decisions import YES, Decision, never
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.permissions import may_change
from binhyen.registers.queries.declared import registers

_SIGNERS = frozenset({Role.COMMUNE_CHAIR, Role.DISTRICT_CHAIR, Role.PROVINCE_LEADER})


def may_arrange(actor: Actor, event: Event) -> Decision:
    """Tell whether a post arranges what is inside an event: who may change the event itself."""
    return may_change(registers()["campaigns.events"], actor, event.record)


def may_write_letters(actor: Actor, event: Event) -> Decision:
    """Tell whether a post drafts an event's letters: who keeps the event, and who heads its place."""
    if actor.role in _SIGNERS and actor.place_id == event.place_id:
        return YES
    return may_arrange(actor, event)


def may_issue_letters(actor: Actor, event: Event) -> Decision:
    """Tell whether a post numbers and issues an event's letters: posts at its own place alone."""
    own = may_write_letters(actor, event)
    if not own or actor.place_id == event.place_id:
        return own
    message = gettext_noop("Letters of this event are issued where it is held. Ask a post there to number it.")
    return never("campaigns.not_the_issuer", message)
