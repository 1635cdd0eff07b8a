"""Who may rate the force, decide on a rating, end a team, draft its decision; and why not."""

from binhyen.forces.models import RatingYear
from binhyen.forces.queries.ratings import RATERS
from binhyen.forces.registers import GROUPS, MEMBERS
from binhyen.kernel.actors import Actor, Role
from binhyen.kernel.decisions import YES, Decision, never, no
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.models import Record
from binhyen.registers.permissions import may_change

_WRITERS = frozenset({Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR})


def may_rate(actor: Actor, path: str) -> Decision:
    """Tell whether a post rates the force of a commune: its own office and chair."""
    if actor.role in _WRITERS and actor.covers(path):
        return YES
    return never("forces.not_a_rater", gettext_noop("The commune's own office rates its force."))


def may_save_ratings(actor: Actor, year: RatingYear) -> Decision:
    """Tell whether a post writes levels of a year: while it is not decided."""
    rater = may_rate(actor, year.place_path)
    if rater and year.decided_on is not None:
        message = gettext_noop("This year was decided. What was decided stays as it is.")
        return no("forces.rating_decided", message)
    return rater


def may_decide_ratings(actor: Actor, year: RatingYear) -> Decision:
    """Tell whether a post decides on a year: the chair of the commune, once."""
    if actor.role is not Role.COMMUNE_CHAIR or not actor.covers(year.place_path):
        message = gettext_noop("The chair of the commune decides on the rating.")
        return never("forces.not_the_chair", message, source="HD 01/HD-BCA-V05 (2026)")
    return may_save_ratings(actor, year)


def may_read_ratings(actor: Actor) -> bool:
    """Tell whether a post sees how teams and members were rated."""
    return actor.role in RATERS


def may_read_members(actor: Actor) -> bool:
    """Tell whether a post sees the members of a team by name."""
    return actor.role in MEMBERS.keepers


def may_dissolve(actor: Actor, record: Record) -> Decision:
    """Tell whether a post ends a team together with the service of its members."""
    team = may_change(GROUPS, actor, record)
    return may_change(MEMBERS, actor, record) if team else team
