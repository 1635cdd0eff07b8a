"""One table a storey says who may do what, and how far. Checks, buttons and documentation read the same table."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from binhyen.kernel.actors import Actor, Role
from binhyen.kernel.decisions import YES, Decision, never
from binhyen.kernel.marks import gettext_noop


class Reach(StrEnum):
    """How far an ability goes from the post's own place."""

    OWN = "own"
    BELOW = "below"
    COVERED = "covered"
    """The own place and everything below."""
    EVERYWHERE = "everywhere"


@dataclass(frozen=True, slots=True)
class Grant:
    """Posts of a role have an ability, so far."""

    role: Role
    ability: str
    reach: Reach


@dataclass(frozen=True, slots=True)
class PermissionTable:
    """What a storey grants. `abilities` names each in an English gettext source ("reset passwords")."""

    storey: str
    abilities: Mapping[str, str]
    grants: tuple[Grant, ...]

    def reaches(self, role: Role, ability: str) -> tuple[Reach, ...]:
        """Return how far a role's ability goes; empty when it has none."""
        return tuple(grant.reach for grant in self.grants if grant.role is role and grant.ability == ability)

    def decide(self, actor: Actor, ability: str, path: str) -> Decision:
        """Say whether `actor` has the ability at the place with `path`; a no names its reason."""
        reaches = self.reaches(actor.role, ability)
        if not reaches:
            return never(
                "permission.role",
                gettext_noop("A post of this kind has no right to do this (%(ability)s)."),
                ability=ability,
            )
        if any(within(actor, reach, path) for reach in reaches):
            return YES
        return never("permission.elsewhere", gettext_noop("This place is outside what your post covers."))


def within(actor: Actor, reach: Reach, path: str) -> bool:
    """Tell whether a place lies as far from the actor's post as `reach` allows."""
    if reach is Reach.EVERYWHERE:
        return True
    own = path in actor.scopes
    if reach is Reach.OWN:
        return own
    return actor.covers(path) and (reach is Reach.COVERED or not own)


def grant_all(role: Role, reach: Reach, *abilities: str) -> tuple[Grant, ...]:
    """Write several grants of one role in one line."""
    return tuple(Grant(role, ability, reach) for ability in abilities)
