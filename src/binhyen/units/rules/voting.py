"""How a committee votes: quorum, thresholds as exact fractions, abstentions and declared interests.

No circular fixes these numbers for the councils of recognition; they are data of each committee's regulation.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop


class Choice(StrEnum):
    """What a ballot may say."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


class VoteBase(StrEnum):
    """Of whom a threshold is a share."""

    PRESENT = "present"
    MEMBERS = "members"


@dataclass(frozen=True, slots=True)
class VoteRule:
    """When a motion is carried: at least (or, when strict, more than) a share of those present or of all members."""

    threshold: Fraction = Fraction(1, 2)
    strict: bool = True
    base: VoteBase = VoteBase.PRESENT
    secret: bool = False

    def __post_init__(self) -> None:
        if not 0 < self.threshold <= 1 or (self.strict and self.threshold == 1):
            msg = f"no vote can reach {self.threshold}"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Attendance:
    """How many members there are, how many take part (present or on paper), how many of those stand aside."""

    members: int
    present: int
    recused: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """Ballots by choice."""

    in_favour: int
    against: int
    abstained: int

    @property
    def cast(self) -> int:
        """All ballots."""
        return self.in_favour + self.against + self.abstained


@dataclass(frozen=True, slots=True)
class Outcome:
    """A counted vote: the tally, of how many the threshold was a share, and whether the motion was carried."""

    tally: Tally
    base_count: int
    carried: bool


def tally(choices: Iterable[Choice]) -> Tally:
    """Count ballots; their order does not matter."""
    counted = Counter(choices)
    return Tally(counted[Choice.FOR], counted[Choice.AGAINST], counted[Choice.ABSTAIN])


def has_quorum(attendance: Attendance, percent: int) -> bool:
    """Tell whether enough members take part: at least `percent` per cent of all, exactly, and at least one."""
    return attendance.present > 0 and Fraction(attendance.present, attendance.members) >= Fraction(percent, 100)


def outcome(counted: Tally, attendance: Attendance, rule: VoteRule) -> Outcome:
    """Say whether a motion is carried.

    Those who declared an interest are no part of those present; they remain members. Abstentions and members who are
    there and cast nothing count in the base and not in favour. Nobody left to vote carries nothing.
    """
    base = attendance.members if rule.base is VoteBase.MEMBERS else attendance.present - attendance.recused
    if base <= 0:
        return Outcome(counted, 0, carried=False)
    share = Fraction(counted.in_favour, base)
    return Outcome(counted, base, carried=share > rule.threshold if rule.strict else share >= rule.threshold)


def tally_findings(counted: Tally, attendance: Attendance) -> list[Finding]:
    """Say what is wrong with counts that come from paper: never below zero, never more ballots than voters."""
    if min(counted.in_favour, counted.against, counted.abstained) < 0:
        return [Finding("units.negative_votes", gettext_noop("Votes cannot be fewer than none."))]
    voters = attendance.present - attendance.recused
    if counted.cast > voters:
        message = gettext_noop("%(cast)s votes were counted, but only %(voters)s members took part.")
        return [Finding("units.more_votes_than_voters", message, params={"cast": counted.cast, "voters": voters})]
    return []
