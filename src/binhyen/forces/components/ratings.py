"""The page of a rating year: rows of teams and members with their levels and what stands against them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from binhyen.forces.queries.ratings import Sheet
from binhyen.forces.rules.members import DEPUTY, LEADER, MEMBER
from binhyen.forces.rules.rating import TEAM, months_in
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.rules.addresses import record

_ROLES = {
    LEADER: gettext_noop("Team leader"),
    DEPUTY: gettext_noop("Deputy team leader"),
    MEMBER: gettext_noop("Team member"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A team or member in the grid."""

    record_id: int
    name: str
    href: str
    role: str
    team: bool
    months: int
    level: str
    level_name: str
    tasks: str
    area_met: bool
    complaint: bool
    findings: Sequence[Finding]


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a kind carry each level, and how many may carry the best."""

    label: str
    counts: Sequence[tuple[str, int]]
    most: int


def rows_of(sheet: Sheet) -> list[Row]:
    """Return the rows of the grid."""
    return [
        Row(
            row.subject.record_id,
            row.name,
            record(row.subject.record_id),
            gettext(_ROLES.get(row.subject.role, "")) if row.subject.role else "",
            row.subject.kind == TEAM,
            months_in(sheet.pack, sheet.year.year, row.subject),
            row.subject.level,
            sheet.pack.levels.get(row.subject.level, ""),
            "" if row.subject.tasks is None else str(row.subject.tasks),
            row.subject.area_met,
            row.subject.complaint,
            sheet.found.get(row.subject.record_id, ()),
        )
        for row in sheet.rows
    ]


def shares_of(sheet: Sheet) -> list[Share]:
    """Return how levels are shared among teams and among members."""
    named = ((gettext("Teams"), True), (gettext("Members"), False))
    return [_share(sheet, label, teams=teams) for label, teams in named]


def _share(sheet: Sheet, label: str, *, teams: bool) -> Share:
    levels = [one.level for one in sheet.subjects if (one.kind == TEAM) is teams]
    counts = [(name, levels.count(code)) for code, name in sheet.pack.levels.items()]
    return Share(label, counts, sheet.pack.most(sum(level in sheet.pack.cap_of for level in levels)))
