"""Who may see report forms, build a province's own, and put the shipped ones in use."""

from binhyen.indicators.rules.table import BUILD_FORMS, SEE_FORMS, TABLE
from binhyen.kernel.actors import SYSTEM, Actor
from binhyen.kernel.decisions import YES, Decision, never
from binhyen.kernel.marks import gettext_noop


def may_see_forms(actor: Actor) -> Decision:
    """May this person look at the forms that are or were in use?"""
    return TABLE.decide(actor, SEE_FORMS, actor.place_path)


def may_build_forms(actor: Actor, province_path: str) -> Decision:
    """May this person build, change and publish forms of a province?"""
    return TABLE.decide(actor, BUILD_FORMS, province_path)


def may_install_forms(actor: Actor) -> Decision:
    """May this one put the shipped forms in use? The system alone, when it is set up or renewed."""
    if actor is SYSTEM:
        return YES
    message = gettext_noop("Shipped forms are put in use by the instance's own commands alone.")
    return never("indicators.not_the_instance", message)
