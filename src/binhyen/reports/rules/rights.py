"""One table: which role may do what to which report. Checks, buttons and documentation read it."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from binhyen.kernel.actors import Actor, Role
from binhyen.kernel.decisions import YES, Decision, never
from binhyen.kernel.marks import gettext_noop


class Ability(StrEnum):
    """What can be done to a report, or to a collection of them."""

    SEE = "see"
    ENTER = "enter"
    """Write cells of the own report, send it, take it back, ask for a correction."""
    ENTER_FOR = "enter_for"
    """Write cells for somebody below, from a signed paper or a workbook."""
    TALK = "talk"
    """Write at cells and answer there."""
    REVIEW = "review"
    """Receive: accept, return, close."""
    EXTEND = "extend"
    EXEMPT = "exempt"
    ANSWER = "answer"
    """Answer difficulties that are put to the own place."""
    COLLECT = "collect"
    """Open collections and set their days."""
    DELEGATE = "delegate"
    KEEP_KEY_AREAS = "keep_key_areas"


class Relation(StrEnum):
    """How a post stands to a report."""

    OWN = "own"
    """The post reports: for its place, its unit or its association."""
    RECEIVES = "receives"
    """The office that receives the report is at the post's place, or delegated its receiving to this post."""
    BELOW = "below"
    """The report is about a place that the post covers."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What the table asks of a report: whose it is, where it lies, who receives it."""

    place_path: str
    reviewer_path: str
    unit_id: int | None = None
    post_id: int | None = None
    delegated: bool = False
    """The receiving office delegated this report to the post that asks."""


_OWN = (Ability.SEE, Ability.ENTER, Ability.TALK)
_OFFICE = (Ability.SEE, Ability.ENTER_FOR, Ability.TALK, Ability.REVIEW, Ability.EXTEND, Ability.EXEMPT, Ability.ANSWER)
_ABOVE = (Ability.SEE, Ability.TALK, Ability.EXTEND)
_LEADER = (Ability.SEE, Ability.TALK, Ability.ANSWER)
_DELEGATED = (Ability.SEE, Ability.TALK, Ability.REVIEW)

TABLE: dict[tuple[Role, Relation], tuple[Ability, ...]] = {
    (Role.RESIDENTIAL_HEAD, Relation.OWN): _OWN,
    (Role.UNIT_REPRESENTATIVE, Relation.OWN): _OWN,
    (Role.ASSOCIATION_OFFICER, Relation.OWN): _OWN,
    (Role.ASSOCIATION_OFFICER, Relation.RECEIVES): _DELEGATED,
    (Role.COMMUNE_OFFICER, Relation.OWN): (*_OWN, Ability.KEEP_KEY_AREAS),
    (Role.COMMUNE_OFFICER, Relation.RECEIVES): _OFFICE,
    (Role.COMMUNE_OFFICER, Relation.BELOW): (Ability.SEE,),
    (Role.COMMUNE_CHAIR, Relation.OWN): (Ability.SEE, Ability.TALK),
    (Role.COMMUNE_CHAIR, Relation.RECEIVES): _LEADER,
    (Role.COMMUNE_CHAIR, Relation.BELOW): (Ability.SEE,),
    (Role.DISTRICT_OFFICER, Relation.RECEIVES): _OFFICE,
    (Role.DISTRICT_OFFICER, Relation.BELOW): _ABOVE,
    (Role.DISTRICT_CHAIR, Relation.RECEIVES): _LEADER,
    (Role.DISTRICT_CHAIR, Relation.BELOW): (Ability.SEE,),
    (Role.PROVINCE_OFFICER, Relation.OWN): _OWN,
    (Role.PROVINCE_OFFICER, Relation.RECEIVES): (*_OFFICE, Ability.COLLECT, Ability.DELEGATE),
    (Role.PROVINCE_OFFICER, Relation.BELOW): (*_ABOVE, Ability.ENTER_FOR, Ability.EXEMPT, Ability.KEEP_KEY_AREAS),
    (Role.PROVINCE_LEADER, Relation.RECEIVES): _LEADER,
    (Role.PROVINCE_LEADER, Relation.BELOW): (Ability.SEE,),
    (Role.DEPARTMENT_OFFICER, Relation.RECEIVES): _DELEGATED,
    (Role.AUDITOR, Relation.BELOW): (Ability.SEE,),
}
"""A delegated post receives with the rights of its own role's line (`RECEIVES`), as departments and associations do.

Nobody receives the own report by a delegation. A province receives its own itself: no office of the system is above.
"""

PLACE_ROLES = frozenset({Role.RESIDENTIAL_HEAD, Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR, Role.PROVINCE_OFFICER})
"""Posts that report for their own place."""
DELEGATED_ONLY = frozenset({Role.DEPARTMENT_OFFICER, Role.ASSOCIATION_OFFICER})
"""Posts at a receiving place that receive nothing unless it is delegated to them."""


def relations(actor: Actor, subject: Subject) -> tuple[Relation, ...]:
    """Say how a post stands to a report: its own, one it receives, one below."""
    found = []
    if _is_own(actor, subject):
        found.append(Relation.OWN)
    at_office = subject.reviewer_path in actor.scopes and actor.role not in DELEGATED_ONLY
    if at_office or (subject.delegated and Relation.OWN not in found):
        found.append(Relation.RECEIVES)
    if actor.covers(subject.place_path):
        found.append(Relation.BELOW)
    return tuple(found)


def _is_own(actor: Actor, subject: Subject) -> bool:
    if subject.post_id is not None:
        return subject.post_id == actor.post_id
    if subject.unit_id is not None:
        return subject.unit_id in actor.units
    return subject.place_path in actor.scopes and actor.role in PLACE_ROLES


def abilities(actor: Actor, subject: Subject) -> AbstractSet[Ability]:
    """Return everything that a post may do to a report."""
    return {one for relation in relations(actor, subject) for one in TABLE.get((actor.role, relation), ())}


def has(role: Role, relation: Relation, ability: Ability) -> bool:
    """Tell whether a role has an ability over the reports to which it stands so."""
    return ability in TABLE.get((role, relation), ())


def decide(actor: Actor, ability: Ability, subject: Subject) -> Decision:
    """Say whether a post has an ability over a report; a no says that the post has not got it."""
    if ability in abilities(actor, subject):
        return YES
    return lacking(ability)


def lacking(ability: Ability) -> Decision:
    """Return the no of a post that has not got an ability here."""
    message = gettext_noop("Your post does not have this right here (%(ability)s).")
    return never("reports.no_right", message, ability=ability.value)


def may_somewhere(actor: Actor, ability: Ability) -> bool:
    """Tell whether a post has an ability over any report but its own, so that lists offer it for many at once."""
    return any(has(actor.role, one, ability) for one in (Relation.RECEIVES, Relation.BELOW))
