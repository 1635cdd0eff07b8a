"""One table: which role may do what to which dossier. Checks, buttons and documentation read it."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from binhyen.kernel.actors import Actor, Role
from binhyen.kernel.decisions import YES, Decision, never
from binhyen.kernel.marks import gettext_noop


class Ability(StrEnum):
    """What can be done to a dossier, or in a round."""

    SEE = "see"
    SEE_CRITERIA = "see_criteria"
    """See which criterion is met or not: the unit and the deciding bodies alone (and who audits them)."""
    SEE_INTERNAL = "see_internal"
    REGISTER = "register"
    REGISTER_LATE = "register_late"
    ASSESS = "assess"
    SUBMIT = "submit"
    REPLY = "reply"
    APPEAL = "appeal"
    ENTER_FROM_PAPER = "enter_from_paper"
    REMARK = "remark"
    APPRAISE = "appraise"
    RETURN = "return"
    EXTEND = "extend"
    WITHDRAW = "withdraw"
    PUT_TO_COUNCIL = "put_to_council"
    DECIDE = "decide"
    OPEN_ROUND = "open_round"
    EDIT_PACK = "edit_pack"
    RECORD_RESULT = "record_result"


class Relation(StrEnum):
    """How a post stands to a dossier."""

    OWN = "own"
    """The post speaks for the unit, or the unit is the post's own place."""
    DECIDES = "decides"
    """The unit's appraising and deciding body is at the post's place."""
    BELOW = "below"
    """The unit lies in what the post covers."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What the table asks of a dossier: where it lies, whose it is, who decides on it."""

    unit_id: int
    place_id: int
    place_path: str
    decider_path: str
    is_place: bool = False


_UNIT = (
    Ability.SEE,
    Ability.SEE_CRITERIA,
    Ability.REGISTER,
    Ability.ASSESS,
    Ability.SUBMIT,
    Ability.REPLY,
    Ability.APPEAL,
)
_OFFICE = (
    Ability.SEE,
    Ability.SEE_CRITERIA,
    Ability.SEE_INTERNAL,
    Ability.REGISTER,
    Ability.REGISTER_LATE,
    Ability.ENTER_FROM_PAPER,
    Ability.REMARK,
    Ability.APPRAISE,
    Ability.RETURN,
    Ability.EXTEND,
    Ability.WITHDRAW,
    Ability.PUT_TO_COUNCIL,
    Ability.RECORD_RESULT,
)
_CHAIR = (Ability.SEE, Ability.SEE_CRITERIA, Ability.SEE_INTERNAL, Ability.DECIDE, Ability.EXTEND)
_COUNCIL = (Ability.SEE, Ability.SEE_CRITERIA, Ability.SEE_INTERNAL)
_READER = (Ability.SEE, Ability.SEE_CRITERIA, Ability.SEE_INTERNAL)
_ABOVE = (Ability.SEE, Ability.EXTEND)

TABLE: dict[tuple[Role, Relation], tuple[Ability, ...]] = {
    (Role.RESIDENTIAL_HEAD, Relation.OWN): _UNIT,
    (Role.UNIT_REPRESENTATIVE, Relation.OWN): _UNIT,
    (Role.COMMUNE_OFFICER, Relation.OWN): _UNIT,
    (Role.COMMUNE_OFFICER, Relation.DECIDES): _OFFICE,
    (Role.COMMUNE_OFFICER, Relation.BELOW): (Ability.SEE,),
    (Role.COMMUNE_CHAIR, Relation.OWN): _UNIT,
    (Role.COMMUNE_CHAIR, Relation.DECIDES): _CHAIR,
    (Role.COMMUNE_CHAIR, Relation.BELOW): (Ability.SEE,),
    (Role.DISTRICT_OFFICER, Relation.DECIDES): _OFFICE,
    (Role.DISTRICT_OFFICER, Relation.BELOW): _ABOVE,
    (Role.DISTRICT_CHAIR, Relation.DECIDES): _CHAIR,
    (Role.DISTRICT_CHAIR, Relation.BELOW): (Ability.SEE,),
    (Role.PROVINCE_OFFICER, Relation.DECIDES): _OFFICE,
    (Role.PROVINCE_OFFICER, Relation.BELOW): (*_ABOVE, Ability.WITHDRAW, Ability.OPEN_ROUND, Ability.EDIT_PACK),
    (Role.PROVINCE_LEADER, Relation.DECIDES): _CHAIR,
    (Role.PROVINCE_LEADER, Relation.BELOW): (Ability.SEE,),
    (Role.COUNCIL_MEMBER, Relation.DECIDES): _COUNCIL,
    (Role.AUDITOR, Relation.BELOW): _READER,
}
"""Auditors read everything in their subtree and write nothing; operators see no content at all."""

OWN_PLACE_ROLES = frozenset({Role.RESIDENTIAL_HEAD, Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR})
"""Posts that speak for their own place as a unit."""


def relations(actor: Actor, subject: Subject) -> tuple[Relation, ...]:
    """Say how a post stands to a dossier: its own, one it decides on, one below."""
    found = []
    own_place = subject.is_place and subject.place_id == actor.place_id and actor.role in OWN_PLACE_ROLES
    if subject.unit_id in actor.units or own_place:
        found.append(Relation.OWN)
    if subject.decider_path and subject.decider_path in actor.scopes:
        found.append(Relation.DECIDES)
    if actor.covers(subject.place_path):
        found.append(Relation.BELOW)
    return tuple(found)


def abilities(actor: Actor, subject: Subject) -> AbstractSet[Ability]:
    """Return everything that a post may do to a dossier."""
    return {one for relation in relations(actor, subject) for one in TABLE.get((actor.role, relation), ())}


def decide(actor: Actor, ability: Ability, subject: Subject) -> Decision:
    """Say whether a post has an ability over a dossier; a no says that the post has not got it."""
    if ability in abilities(actor, subject):
        return YES
    message = gettext_noop("Your post does not have this right here (%(ability)s).")
    return never("recognition.no_right", message, ability=ability.value)


def roles_with(ability: Ability, relation: Relation) -> tuple[Role, ...]:
    """List the roles that have an ability in a relation, for documentation and for lists by scope."""
    return tuple(role for (role, stands), granted in TABLE.items() if stands is relation and ability in granted)
