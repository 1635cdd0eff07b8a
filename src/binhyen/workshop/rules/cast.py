"""Who can be tried in the demonstration: named accounts, one a role, at one commune and its province."""

from base64 import b32encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from binhyen.kernel.actors import Role

PASSWORD = "Binh-Yen-mau-2026"  # noqa: S105 - printed on purpose; a system check refuses it elsewhere
AT_HOME = frozenset(
    {
        Role.RESIDENTIAL_HEAD,
        Role.UNIT_REPRESENTATIVE,
        Role.COMMUNE_OFFICER,
        Role.COMMUNE_CHAIR,
        Role.COUNCIL_MEMBER,
    }
)


@dataclass(frozen=True, slots=True)
class Member:
    """A named account of the demonstration."""

    username: str
    role: Role
    name: str
    title: str
    agency: str = ""

    @property
    def factor_secret(self) -> str:
        """Secret of the second factor, always the same, so that an authenticator keeps working."""
        return b32encode(sha256(self.username.encode()).digest()[:20]).decode()

    @property
    def at_home(self) -> bool:
        """Tell whether the post stands in the home commune rather than in the province."""
        return self.role in AT_HOME


def cast_from_data(rows: Iterable[Mapping[str, str]]) -> tuple[Member, ...]:
    """Read the cast. Raises `ValueError` for a role that does not exist or a name used twice."""
    members = tuple(
        Member(row["username"], Role(row["role"]), row["name"], row["title"], row.get("agency", "")) for row in rows
    )
    if len({member.username for member in members}) < len(members):
        msg = "a username is used twice"
        raise ValueError(msg)
    return members
