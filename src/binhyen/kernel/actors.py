"""Who acts: a frozen value built by `accounts`, known to every storey below and above it."""

from dataclasses import dataclass
from enum import StrEnum

from binhyen.kernel.trees import is_under


class Role(StrEnum):
    """What a post is for. A post joins a role to a place, and a person holds the post for a time."""

    RESIDENTIAL_HEAD = "residential_head"
    UNIT_REPRESENTATIVE = "unit_representative"
    COMMUNE_OFFICER = "commune_officer"
    COMMUNE_CHAIR = "commune_chair"
    DISTRICT_OFFICER = "district_officer"
    DISTRICT_CHAIR = "district_chair"
    PROVINCE_OFFICER = "province_officer"
    PROVINCE_LEADER = "province_leader"
    COUNCIL_MEMBER = "council_member"
    DEPARTMENT_OFFICER = "department_officer"
    ASSOCIATION_OFFICER = "association_officer"
    AUDITOR = "auditor"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person at one desk.

    `scopes` are the place paths that the post covers: its own place and, after a merger, the places that became part
    of it. `units` are the ids of units that the post represents; empty for all other posts. `title` is what is shown
    ("Cán bộ phong trào · xã An Phú").
    """

    account_id: int
    post_id: int
    role: Role
    place_id: int
    place_path: str
    scopes: tuple[str, ...]
    title: str = ""
    units: frozenset[int] = frozenset()
    authority: str = ""
    """Authority of a signing post: "", "KT.", "TL." or "TUQ."."""

    def covers(self, path: str) -> bool:
        """Tell whether a place lies inside what this post covers."""
        return any(is_under(path, scope) for scope in self.scopes)


SYSTEM = Actor(account_id=0, post_id=0, role=Role.OPERATOR, place_id=0, place_path="", scopes=(), title="Bình Yên")
"""Author of what no person did: loading places, sealing the log."""
