"""Kinds of groups and teams: what each counts in the catalogue, and until when a force existed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from binhyen.kernel.marks import gettext_noop

LAW = "Luật 30/2023/QH15"
LAW_SINCE = date(2024, 7, 1)
"""From this day the grassroots force replaces ward guards, semi-professional police and heads of civil defence."""

GRASSROOTS = "grassroots"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: its name (an English gettext source), and the indicators of its groups and of their members.

    `by_org` are those of the two that the catalogue splits by organisation. `ends` is the day from which the force
    no longer exists. `listed` says that its members may be written down one by one, as a public force's are.
    """

    code: str
    name: str
    groups: str = ""
    members: str = ""
    by_org: frozenset[str] = frozenset()
    by_reach: bool = False
    ends: date | None = None
    listed: bool = False

    @property
    def counted(self) -> tuple[tuple[str, str], ...]:
        """The amounts that an entry of the kind states, each with its indicator."""
        pairs = (("groups", self.groups), ("members", self.members))
        return tuple((name, code) for name, code in pairs if code)


_KINDS = (
    Kind(
        GRASSROOTS,
        gettext_noop("Team protecting security and order at the grassroots"),
        "grassroots_teams",
        "grassroots_members",
        listed=True,
    ),
    Kind(
        "people_security",
        gettext_noop("People's security group"),
        "people_security_groups",
        "people_security_members",
        frozenset({"people_security_members"}),
    ),
    Kind(
        "selfgov",
        gettext_noop("Self-governing group"),
        "selfgov_groups",
        "selfgov_members",
        frozenset({"selfgov_groups", "selfgov_members"}),
    ),
    Kind("patrol", gettext_noop("Patrol group"), "patrol_groups", "patrol_members"),
    Kind(
        "mediation",
        gettext_noop("Mediation group"),
        "mediation_groups",
        "mediation_members",
        frozenset({"mediation_members"}),
    ),
    Kind(
        "civil_defence",
        gettext_noop("Civil defence team"),
        "civil_defence_teams",
        "civil_defence_members",
        listed=True,
    ),
    Kind(
        "agency_guard", gettext_noop("Guard of an agency or enterprise"), "agency_guard_units", "agency_guard_members"
    ),
    Kind("youth", gettext_noop("Youth shock team"), "youth_teams", "youth_team_members"),
    Kind("border", gettext_noop("Border self-management group"), "border_groups", "border_group_members"),
    Kind(
        "core",
        gettext_noop("Core team"),
        "core_teams",
        "core_persons",
        frozenset({"core_teams", "core_persons"}),
    ),
    Kind("club", gettext_noop("Club against crime"), "clubs", "club_members", frozenset({"clubs", "club_members"})),
    Kind("security_board", gettext_noop("Village security board"), "security_boards"),
    Kind("cluster", gettext_noop("Cluster of neighbouring areas"), "security_clusters", by_reach=True),
    Kind("mass", gettext_noop("Mass organisations, kinds not told apart"), "mass_orgs"),
    Kind(
        "guard_board",
        gettext_noop("Ward guard (until 30/6/2024)"),
        "guard_boards",
        "guard_members",
        ends=LAW_SINCE,
        listed=True,
    ),
    Kind(
        "semipro_police",
        gettext_noop("Semi-professional commune police (until 30/6/2024)"),
        "",
        "semipro_police",
        ends=LAW_SINCE,
        listed=True,
    ),
)
KINDS: Mapping[str, Kind] = {one.code: one for one in _KINDS}
LISTED = frozenset(one.code for one in _KINDS if one.listed)
WITH_ORG = frozenset(one.code for one in _KINDS if one.by_org)
WITH_REACH = frozenset(one.code for one in _KINDS if one.by_reach)
WITH_MEMBERS = frozenset(one.code for one in _KINDS if one.members)
COUNTS = frozenset(code for one in _KINDS for _, code in one.counted)
NAMES: Mapping[str, str] = {one.code: one.name for one in _KINDS}
LISTED_NAMES: Mapping[str, str] = {one.code: one.name for one in _KINDS if one.listed}


def end_of(kind: Kind | None, until: date | None) -> date | None:
    """Return the day from which a group of a kind is no longer there: its own, or that of the whole force."""
    ends = [day for day in (until, kind.ends if kind else None) if day is not None]
    return min(ends, default=None)
