"""Who may set a score sheet, and why not. Everything else is asked of `registers.permissions`."""

from binhyen.kernel.actors import SYSTEM, Actor
from binhyen.kernel.decisions import YES, Decision, never
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.queries.declared import OFFICERS


def may_set_sheet(actor: Actor) -> Decision:
    """Tell whether a post sets the score sheet of its place: the offices of the movement do."""
    if actor is SYSTEM or actor.role in OFFICERS:
        return YES
    message = gettext_noop("The office of the movement at a province, district or commune sets the score sheet.")
    return never("schemes.not_your_sheet", message)
