"""Who settles a province's rules on awards, and who measures its stock."""

from binhyen.kernel.actors import SYSTEM, Actor, Role
from binhyen.kernel.decisions import YES, Decision, never
from binhyen.kernel.marks import gettext_noop


def may_settle(actor: Actor) -> Decision:
    """Tell whether a post writes down what its province settled about awards."""
    if actor is SYSTEM or actor.role is Role.PROVINCE_OFFICER:
        return YES
    message = gettext_noop("Only the province's office writes down what the province settled about awards.")
    return never("awards.not_the_province", message)


def may_measure(actor: Actor) -> Decision:
    """Tell whether a post says where texts stand on its stock."""
    if actor is SYSTEM or actor.role in {Role.COMMUNE_OFFICER, Role.PROVINCE_OFFICER, Role.ASSOCIATION_OFFICER}:
        return YES
    message = gettext_noop("Only offices print certificates.")
    return never("awards.not_an_office", message)
