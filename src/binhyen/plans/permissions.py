"""Who may write contents of the movement and report on plans, and why not."""

from binhyen.kernel.actors import Actor, Role
from binhyen.kernel.decisions import YES, Decision, never
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.queries.declared import OFFICERS


def may_write_contents(actor: Actor) -> Decision:
    """Tell whether a post writes down what the contents of the emulation movement say: the province's office."""
    if actor.role is Role.PROVINCE_OFFICER:
        return YES
    message = gettext_noop("The province's office writes down what the contents say.")
    return never("plans.not_the_province", message)


def may_report(actor: Actor, place_path: str) -> Decision:
    """Tell whether a post drafts the progress report of a place's plan: the offices that cover the place."""
    if actor.role in OFFICERS and actor.covers(place_path):
        return YES
    message = gettext_noop("The office of the plan's place reports on it.")
    return never("plans.not_your_plan", message)
