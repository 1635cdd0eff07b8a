"""What the pages of units and meetings show, made ready."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext

from binhyen.accounts.models import Post
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Severity
from binhyen.kernel.marks import gettext_noop
from binhyen.sheets.rules.tables import Table
from binhyen.sheets.writers import Out
from binhyen.ui.components.parts import Choice, Knot
from binhyen.units.models import Kind, Meeting, Membership, Motion, Participation, Representation, Unit
from binhyen.units.queries.committees import attendance_of, membership_of, memberships_on, motions_voted
from binhyen.units.queries.units import facts_of, scope_settings, standing_of, versions_of, voices_of
from binhyen.units.rules.kinds import (
    LEVEL_NAMES,
    SCHOOL_NAMES,
    SIZE_NAMES,
    EnterpriseSize,
    ManagingLevel,
    SchoolLevel,
    UnitKind,
)
from binhyen.units.rules.scope import Regime, ScopeSettings, decider_level, scope_of
from binhyen.units.rules.voting import has_quorum

_SHOWN = 50


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One line of the list."""

    unit: Unit
    where: str
    level: str
    detail: str
    outside: Finding | None


def rows_of(units: Iterable[Unit], day: date, settled: ScopeSettings) -> list[UnitRow]:
    """Return the lines of a list, in two queries."""
    listed = list(units)
    where = standing_of(listed, day)
    return [
        UnitRow(one, where.get(one.pk, ""), level_name(one.managing_level), detail_of(one), _outside(one, settled))
        for one in listed
    ]


def level_name(level: str) -> str:
    """Return what a managing level is called."""
    return LEVEL_NAMES[ManagingLevel(level)]


def detail_of(unit: Unit) -> str:
    """Return the size of an enterprise or the level of a school in words."""
    if unit.enterprise_size:
        return SIZE_NAMES[EnterpriseSize(unit.enterprise_size)]
    return SCHOOL_NAMES[SchoolLevel(unit.highest_level)] if unit.highest_level else ""


def _outside(unit: Unit, settled: ScopeSettings) -> Finding | None:
    return scope_of(facts_of(unit, UnitKind(unit.kind.treated_as)), Regime.TT124, settled)


def kind_chips(counts: Mapping[str, int], kinds: Mapping[str, Kind]) -> list[Choice]:
    """Return the kinds with how many there are, all first."""
    chips = [Choice("", gettext("All"), sum(counts.values()))]
    return chips + [Choice(code, kind.name, counts[code]) for code, kind in kinds.items() if counts.get(code)]


def export_rows(units: QuerySet[Unit], day: date) -> Iterator[list[Out]]:
    """Return units as the columns of the workbook have them."""
    listed = list(units)
    where = standing_of(listed, day)
    for one in listed:
        yield [
            one.name,
            one.kind.name,
            where.get(one.pk, ""),
            level_name(one.managing_level),
            one.delegated_to_commune,
            SIZE_NAMES[EnterpriseSize(one.enterprise_size)] if one.enterprise_size else None,
            SCHOOL_NAMES[SchoolLevel(one.highest_level)] if one.highest_level else None,
            one.teaches_primary,
            one.armed_forces,
            one.has_party_organisation,
            one.code or None,
            one.address or None,
            one.valid_from,
            one.instrument or None,
        ]


@dataclass(frozen=True, slots=True)
class Standing:
    """What the law says of a unit on a day, and who speaks for it."""

    where: str
    level: str
    decider: str
    detail: str
    outside: Finding | None
    voices: Sequence[Representation]


def standing(unit: Unit, day: date) -> Standing:
    """Return a unit's standing on a day."""
    facts = facts_of(unit, UnitKind(unit.kind.treated_as))
    return Standing(
        where=standing_of([unit], day).get(unit.pk, ""),
        level=level_name(unit.managing_level),
        decider=LEVEL_NAMES[decider_level(facts, day)],
        detail=detail_of(unit),
        outside=scope_of(facts, Regime.TT124, scope_settings(unit.place_path, day)),
        voices=voices_of(unit, day),
    )


def course_of(unit: Unit) -> list[Knot]:
    """Return what a unit was, oldest first, as a thread."""
    knots = []
    for version in reversed(versions_of(unit)):
        words = [version.name, level_name(version.managing_level)]
        if version.delegated_to_commune:
            words.append(gettext("delegated to the commune"))
        if version.enterprise_size:
            words.append(SIZE_NAMES[EnterpriseSize(version.enterprise_size)])
        if version.highest_level:
            words.append(SCHOOL_NAMES[SchoolLevel(version.highest_level)])
        knots.append(Knot(" · ".join(words), at=version.valid_from, note=version.instrument))
    if unit.valid_to:
        knots.append(Knot(gettext("This unit is closed."), at=unit.valid_to, note=unit.instrument, look="now"))
    return knots


@dataclass(frozen=True, slots=True)
class ImportView:
    """A look at a workbook: how many rows would be taken, and the first that are wrong."""

    total: int
    sound: int
    head: tuple[Finding, ...]
    wrong: tuple[tuple[int, tuple[Finding, ...]], ...]
    wrong_total: int
    warned: int

    @property
    def clean(self) -> bool:
        """Tell whether it may be imported."""
        return not self.wrong_total and self.sound > 0 and not any(one.severity is Severity.ERROR for one in self.head)

    @classmethod
    def of(cls, table: Table, drafts: int, findings: Mapping[int, tuple[Finding, ...]]) -> "ImportView":
        """Return the view of a table and of what its import would do."""
        warned = sum(1 for row in table.rows if row.findings and row.number not in findings)
        shown = tuple(sorted(findings.items())[:_SHOWN])
        return cls(len(table.rows), drafts, table.findings, shown, len(findings), warned)


@dataclass(frozen=True, slots=True)
class Seat:
    """A member in a meeting's list: who, and whether there, on paper or away."""

    membership: Membership
    mark: str


@dataclass(frozen=True, slots=True)
class Chair:
    """A post that may sit on a committee, with the role that it has or is to have."""

    post: Post
    role: str


def chairs_of(posts: Sequence[Post], roles: Mapping[int, str]) -> list[Chair]:
    """Return the posts with their roles, members first."""
    return sorted((Chair(post, roles.get(post.pk, "")) for post in posts), key=lambda chair: not chair.role)


@dataclass(frozen=True, slots=True)
class MotionRow:
    """A motion with what this person may do about it."""

    motion: Motion
    subjects: int
    cast: int
    voted: bool
    rule: str


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting as one person sees it."""

    meeting: Meeting
    seats: tuple[Seat, ...]
    present: int
    quorum: bool
    motions: tuple[MotionRow, ...]
    member: Membership | None
    votes: bool
    """Is this person a member on the present list?"""


def meeting_view(meeting: Meeting, actor: Actor) -> MeetingView:
    """Return a meeting as one person sees it: eight queries, however many motions."""
    marks = dict(meeting.presences.values_list("membership_id", "on_paper"))
    seats = tuple(Seat(one, _mark(marks, one.pk)) for one in memberships_on(meeting.committee, meeting.held_on))
    member = membership_of(actor, meeting)
    voted = motions_voted(member, meeting) if member else frozenset()
    attendance = attendance_of(meeting)
    return MeetingView(
        meeting=meeting,
        seats=seats,
        present=attendance.present,
        quorum=has_quorum(attendance, meeting.quorum_percent),
        motions=motion_rows(meeting, voted),
        member=member,
        votes=member is not None and member.pk in marks,
    )


def _mark(marks: Mapping[int, bool], pk: int) -> str:
    if pk not in marks:
        return "away"
    return "paper" if marks[pk] else "present"


def motion_rows(meeting: Meeting, voted: frozenset[int]) -> tuple[MotionRow, ...]:
    """Return the motions of a meeting with how many subjects and votes each has."""
    motions = list(meeting.motions.order_by("pk"))
    subjects = Counter(meeting.subjects.values_list("motion_id", flat=True))
    cast = Counter(Participation.objects.filter(motion__meeting=meeting).values_list("motion_id", flat=True))
    return tuple(MotionRow(one, subjects[one.pk], cast[one.pk], one.pk in voted, rule_words(one)) for one in motions)


RULES = {
    True: gettext_noop("more than %(share)s of %(base)s"),
    False: gettext_noop("at least %(share)s of %(base)s"),
}
BASES = {"present": gettext_noop("those present"), "members": gettext_noop("all members")}


def rule_words(motion: Motion) -> str:
    """Return in words when a motion is carried."""
    share = f"{motion.threshold_numerator}/{motion.threshold_denominator}"
    return gettext(RULES[motion.threshold_strict]) % {"share": share, "base": gettext(BASES[motion.base])}
