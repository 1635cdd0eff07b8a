"""Members of a public force: what is wrong with an entry, what it counts. Source: Law 30/2023/QH15, articles 16, 17."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from binhyen.forces.rules.groups import force_findings
from binhyen.forces.rules.kinds import GRASSROOTS, KINDS, LAW, end_of
from binhyen.kernel.findings import Finding, Severity
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.rules.facts import Facts, StepFacts
from binhyen.registers.rules.ledger import Line, one_of

LEADER, DEPUTY, MEMBER = "leader", "deputy", "member"
TRAINED = "trained"
ROLE_WORDS = {LEADER: "Tổ trưởng", DEPUTY: "Tổ phó", MEMBER: "Tổ viên"}
"""Roles as letters write them (Law 30/2023/QH15, article 16)."""


def member_lines(facts: Facts, _steps: Sequence[StepFacts]) -> list[Line]:
    """Return the line by which a member counts while he or she serves."""
    kind, since = KINDS.get(facts.text("force")), facts.day("since")
    if kind is None or not kind.members or since is None:
        return []
    return [one_of(kind.members, since, end_of(kind, facts.day("until")))]


def member_findings(facts: Facts, steps: Sequence[StepFacts]) -> Iterable[Finding]:
    """Say what cannot be so: service before the law, no decision, an end that rests on nothing, training after it."""
    until = facts.day("until")
    late = next((step for step in steps if until is not None and step.on >= until), None)
    if late is not None and until is not None:
        message = gettext_noop(
            "The service ended on %(until)s; there can be no training on %(on)s. Mend one of the days."
        )
        params = {"until": f"{until:%d/%m/%Y}", "on": f"{late.on:%d/%m/%Y}"}
        yield Finding("forces.trained_after_service", message, params=params, where="until")
    kind = KINDS.get(facts.text("force"))
    if kind is not None:
        yield from force_findings(kind, facts.day("since"))
    if kind is not None and kind.code == GRASSROOTS and not facts.text("decision").strip():
        message = gettext_noop("The commune chair recognises a member by a decision. Write its number and day.")
        yield Finding("forces.member_without_decision", message, where="decision", source=f"{LAW}, Đ16")
    if facts.day("until") and not facts.text("ended_by").strip():
        message = gettext_noop("Write the decision by which the service ended.")
        yield Finding("forces.member_end_without_decision", message, where="ended_by", source=f"{LAW}, Đ17")


def name_key(name: str) -> str:
    """Return a name for comparing: single spaces, no capitals; diacritics tell people apart and stay.

    >>> name_key(" NGUYỄN  Thị Lan")
    'nguyễn thị lan'
    """
    return " ".join(name.casefold().split())


@dataclass(frozen=True, slots=True)
class Service:
    """One member's service in one team, as the checks compare it. `commune` is the path of the commune."""

    name: str
    role: str
    since: date
    until: date | None
    group_id: int
    commune: str
    group: str = ""
    """What the team is called."""


@dataclass(frozen=True, slots=True)
class Team:
    """The team of a member, as the checks look at it."""

    group_id: int
    kind: str
    name: str
    place_id: int
    by_list: bool
    since: date
    until: date | None


def overlap(one: Service, other: Service) -> bool:
    """Tell whether two services share a day; the day on which one ends is no day of it."""
    first = other.until is None or one.since < other.until
    return first and (one.until is None or other.since < one.until)


def team_findings(facts: Facts, team: Team | None) -> Iterable[Finding]:
    """Say what does not fit the team: another kind, counted by number, another place, days outside of it."""
    if team is None:
        return
    if facts.text("force") != team.kind:
        message = gettext_noop("“%(team)s” is of another force. Choose the force that the team belongs to.")
        yield Finding("forces.other_force", message, params={"team": team.name}, where="force")
    if not team.by_list:
        message = gettext_noop(
            "The members of “%(team)s” are counted by a number. Change the team first: members counted by the list."
        )
        yield Finding("forces.counted_by_number", message, params={"team": team.name}, where="group")
    if facts.place_id != team.place_id:
        message = gettext_noop("A member is written down where the team is. Choose the place of “%(team)s”.")
        yield Finding("forces.other_place", message, params={"team": team.name}, where="place")
    yield from _team_days(facts, team)


def _team_days(facts: Facts, team: Team) -> Iterable[Finding]:
    since, until = facts.day("since"), facts.day("until")
    if since is not None and since < team.since:
        message = gettext_noop("The service begins on %(since)s, before the team was founded (%(founded)s).")
        params = {"since": f"{since:%d/%m/%Y}", "founded": f"{team.since:%d/%m/%Y}"}
        yield Finding("forces.before_team", message, params=params, where="since")
    if team.until is not None and (until is None or until > team.until):
        message = gettext_noop("The team ended on %(ended)s. The service must end by then.")
        yield Finding("forces.after_team", message, params={"ended": f"{team.until:%d/%m/%Y}"}, where="until")


def companions(mine: Service, others: Iterable[Service]) -> Iterable[Finding]:
    """Say where somebody serves twice at once, and where a team has two leaders at a time."""
    for other in others:
        if not overlap(mine, other):
            continue
        if other.group_id == mine.group_id and mine.role == other.role == LEADER:
            message = gettext_noop("The team has a leader already on these days. End that service first.")
            yield Finding("forces.two_leaders", message, where="role", source=f"{LAW}, Đ16")
        if name_key(mine.name) == name_key(other.name):
            yield _twice(mine, other)


def _twice(mine: Service, other: Service) -> Finding:
    if other.commune != mine.commune:
        message = gettext_noop(
            "Somebody of the same name serves in another commune of the province on these days. Make sure that it is "
            "another person."
        )
        return Finding("forces.same_name_elsewhere", message, Severity.WARNING, where="name")
    message = gettext_noop(
        "Somebody of this name is a member of “%(team)s” on the same days. Nobody is in two teams at once: end that "
        "service first, or, if it is another person, add what tells them apart (Nguyễn Văn An (B))."
    )
    return Finding("forces.two_teams", message, params={"team": other.group}, where="name")
