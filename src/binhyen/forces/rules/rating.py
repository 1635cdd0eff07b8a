"""The yearly rating of teams and members: what hinders a level. Source: HD 01/HD-BCA-V05 (2026) [C2]."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from binhyen.forces.rules.members import LEADER
from binhyen.forces.rules.rating_pack import RatingPack
from binhyen.forces.rules.service import worked
from binhyen.kernel.findings import Finding, Severity
from binhyen.kernel.marks import gettext_noop

TEAM, PERSON = "team", "member"


@dataclass(frozen=True, slots=True)
class Subject:
    """A team or member in a rating year: who it is, how long it served, how it is rated and on what."""

    record_id: int
    kind: str
    since: date
    until: date | None = None
    group_id: int = 0
    """The team's record; a team's own."""
    role: str = ""
    level: str = ""
    tasks: int | None = None
    area_met: bool = False
    complaint: bool = False


Found = Mapping[int, tuple[Finding, ...]]
"""Findings by record; those under 0 are of the whole year."""


def months_in(pack: RatingPack, year: int, one: Subject) -> int:
    """Return the whole months that a subject served within the window."""
    return worked(one.since, one.until, *pack.window(year))


def may_be_rated(pack: RatingPack, year: int, one: Subject) -> bool:
    """Tell whether a subject is rated at all: a member who served long enough, and no complaint is being settled."""
    return not any(True for _ in _hindrances(pack, year, one))


def findings_of(pack: RatingPack, year: int, subjects: Sequence[Subject]) -> Found:
    """Say what stands against the levels given, at each team and member, and over all of them under 0."""
    teams = {one.record_id: one for one in subjects if one.kind == TEAM}
    found = {one.record_id: tuple(_own(pack, year, one, teams.get(one.group_id))) for one in subjects}
    over_all = tuple(finding for kind in (TEAM, PERSON) for finding in _cap(pack, kind, subjects))
    return {key: findings for key, findings in {**found, 0: over_all}.items() if findings}


def _own(pack: RatingPack, year: int, one: Subject, team: Subject | None) -> Iterator[Finding]:
    hindrances = list(_hindrances(pack, year, one))
    if one.level:
        yield from hindrances
        yield from _best(pack, one, team)
        yield from _leader(pack, one, team)
    elif not hindrances:
        message = gettext_noop("No level yet.")
        yield Finding("forces.not_rated", message, where="level", source=pack.instrument)


def _hindrances(pack: RatingPack, year: int, one: Subject) -> Iterator[Finding]:
    if one.complaint and pack.complaint_hinders:
        message = gettext_noop("A complaint is being settled: no level until it is. Leave the level empty.")
        yield Finding("forces.complaint_pending", message, where="level", source=pack.instrument)
    months = months_in(pack, year, one)
    if one.kind == PERSON and months < pack.least_months:
        message = gettext_noop("%(months)s months of service in the year; below %(least)s there is no level.")
        params = {"months": months, "least": pack.least_months}
        yield Finding("forces.served_too_short", message, params=params, where="level", source=pack.instrument)


def _best(pack: RatingPack, one: Subject, team: Subject | None) -> Iterator[Finding]:
    if one.level != pack.best:
        return
    if one.tasks is None or one.tasks <= pack.tasks_above:
        message = gettext_noop("The best level asks for more than %(above)s %% of the tasks done. Write the share.")
        yield Finding(
            "forces.too_few_tasks", message, params={"above": pack.tasks_above}, where="tasks", source=pack.instrument
        )
    if pack.area_met and not (team or one).area_met:
        message = gettext_noop("The best level asks for an area that meets the standard (%(article)s).")
        params = {"article": pack.article}
        yield Finding("forces.area_not_met", message, params=params, where="area_met", source=pack.instrument)


def _leader(pack: RatingPack, one: Subject, team: Subject | None) -> Iterator[Finding]:
    if not pack.leader_at_most_team or one.role != LEADER or team is None or not team.level:
        return
    if pack.rank(one.level) < pack.rank(team.level):
        message = gettext_noop("The leader's level is above the team's (%(team)s). It may be the same at most.")
        params = {"team": pack.levels[team.level]}
        yield Finding("forces.leader_above_team", message, params=params, where="level", source=pack.instrument)


def _cap(pack: RatingPack, kind: str, subjects: Iterable[Subject]) -> Iterator[Finding]:
    levels = [one.level for one in subjects if one.kind == kind]
    base, capped = sum(level in pack.cap_of for level in levels), levels.count(pack.capped)
    most = pack.most(base)
    if capped <= most:
        return
    message = (
        gettext_noop("%(count)s teams at the best level; at most %(most)s (%(percent)s %% of %(base)s).")
        if kind == TEAM
        else gettext_noop("%(count)s members at the best level; at most %(most)s (%(percent)s %% of %(base)s).")
    )
    params = {"count": capped, "most": most, "percent": pack.percent, "base": base}
    yield Finding(f"forces.too_many_best_{kind}s", message, params=params, source=pack.instrument)


def hindering(found: Found) -> list[Finding]:
    """Return everything that a decision cannot be taken with."""
    return [finding for findings in found.values() for finding in findings if finding.severity is Severity.ERROR]
