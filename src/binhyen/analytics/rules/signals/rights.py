"""One table: which role may do what to signals and spot checks. The reporter sees and answers first.

Auditors read spot checks, which say something of all units, and no review list: signals are no ground for discipline.
"""

from enum import StrEnum

from binhyen.kernel.actors import Role
from binhyen.kernel.decisions import YES, Decision, never
from binhyen.kernel.marks import gettext_noop


class Ability(StrEnum):
    """What can be done."""

    ANSWER = "answer"
    """Say of a signal at the own report what was looked into."""
    SEE_LIST = "see_list"
    NOTE = "note"
    """Say as the province what came of a signal."""
    LOOK = "look"
    """Let signals be looked for in a collection."""
    SEE_CHECKS = "see_checks"
    CHECK = "check"
    """Draw a spot check and record what it found."""


OWN: dict[Role, tuple[Ability, ...]] = {
    Role.RESIDENTIAL_HEAD: (Ability.ANSWER,),
    Role.UNIT_REPRESENTATIVE: (Ability.ANSWER,),
    Role.ASSOCIATION_OFFICER: (Ability.ANSWER,),
    Role.COMMUNE_OFFICER: (Ability.ANSWER,),
    Role.PROVINCE_OFFICER: (Ability.ANSWER,),
}
"""At one's own reports. A commune's chair sees what is asked of the commune, its officer answers."""
REPORTERS = frozenset({*OWN, Role.COMMUNE_CHAIR})
"""Posts that have reports of their own, or whose place has."""
PROVINCE: dict[Role, tuple[Ability, ...]] = {
    Role.PROVINCE_OFFICER: (Ability.SEE_LIST, Ability.NOTE, Ability.LOOK, Ability.SEE_CHECKS, Ability.CHECK),
    Role.PROVINCE_LEADER: (Ability.SEE_LIST, Ability.SEE_CHECKS),
    Role.AUDITOR: (Ability.SEE_CHECKS,),
}
"""At the own province."""


def of_province(role: Role, ability: Ability, *, own_province: bool) -> Decision:
    """Say whether a role has an ability over its own province."""
    return YES if own_province and ability in PROVINCE.get(role, ()) else lacking(ability)


def of_own(role: Role, *, own_report: bool) -> Decision:
    """Say whether a role answers signals of a report."""
    return YES if own_report and Ability.ANSWER in OWN.get(role, ()) else lacking(Ability.ANSWER)


def lacking(ability: Ability) -> Decision:
    """Return the no of a post that has not got an ability here."""
    message = gettext_noop("Your post does not have this right here (%(ability)s).")
    return never("analytics.no_right", message, ability=ability.value)
