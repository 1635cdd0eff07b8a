"""Whose desk sees to proposals, by their authority; who signs."""

from binhyen.awards.rules.course import OF_AUTHORITY
from binhyen.awards.rules.model import Desk
from binhyen.awards.rules.shelf import law
from binhyen.kernel.actors import SYSTEM, Actor, Role
from binhyen.kernel.decisions import YES, Decision, never
from binhyen.kernel.marks import gettext_noop

DESKS: dict[Desk, frozenset[Role]] = {
    Desk.COMMUNE: frozenset({Role.COMMUNE_OFFICER}),
    Desk.DISTRICT: frozenset({Role.DISTRICT_OFFICER, Role.PROVINCE_OFFICER}),
    Desk.PROVINCE: frozenset({Role.PROVINCE_OFFICER}),
    Desk.ASSOCIATION: frozenset({Role.ASSOCIATION_OFFICER, Role.PROVINCE_OFFICER}),
}
"""Whose office receives, appraises and puts to the vote, by the desk of the authority."""
SIGNERS = {"commune": Role.COMMUNE_CHAIR, "province": Role.PROVINCE_LEADER}


def may_take(actor: Actor, authority: str, code: str) -> Decision:
    """Tell whether a post takes a desk's or authority's step for proposals to an authority."""
    known = law().authorities.get(authority)
    signs = {SIGNERS[known.signs]} if known and known.signs and code in OF_AUTHORITY else set()
    roles = desk_roles(authority) | signs
    if actor is SYSTEM or actor.role in roles:
        return YES
    message = gettext_noop("Proposals to this authority are seen to at another desk.")
    return never("awards.another_desk", message)


def may_work(actor: Actor) -> Decision:
    """Tell whether a post's office sees to proposals at all, or signs decisions."""
    if actor is SYSTEM or desk_authorities(actor.role) or signed_authorities(actor.role):
        return YES
    return never("awards.no_desk", gettext_noop("Your post neither sees to award proposals nor decides on them."))


def desk_roles(authority: str) -> frozenset[Role]:
    """Return whose office sees to proposals to an authority."""
    known = law().authorities.get(authority)
    return DESKS[known.desk] if known else frozenset()


def desk_authorities(role: Role) -> tuple[str, ...]:
    """Return the authorities whose proposals a role's office sees to."""
    return tuple(one.code for one in law().authorities.values() if role in DESKS[one.desk])


def signed_authorities(role: Role) -> tuple[str, ...]:
    """Return the authorities that a role is: the chairs."""
    return tuple(one.code for one in law().authorities.values() if one.signs and SIGNERS[one.signs] is role)
