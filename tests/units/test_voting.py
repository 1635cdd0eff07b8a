"""Quorum and thresholds, exactly."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from binhyen.units.rules.voting import (
    Attendance,
    Choice,
    Tally,
    VoteBase,
    VoteRule,
    has_quorum,
    outcome,
    tally,
    tally_findings,
)

TWO_THIRDS = VoteRule(Fraction(2, 3), strict=False)
HALF = VoteRule(Fraction(1, 2), strict=True)
OF_ALL = VoteRule(Fraction(4, 5), strict=False, base=VoteBase.MEMBERS)


@pytest.mark.parametrize(
    ("rule", "attendance", "votes", "carried"),
    [
        (TWO_THIRDS, Attendance(9, 9), (6, 3, 0), True),
        (TWO_THIRDS, Attendance(9, 9), (5, 0, 4), False),
        (TWO_THIRDS, Attendance(9, 8), (6, 2, 0), True),
        (TWO_THIRDS, Attendance(9, 8), (5, 3, 0), False),
        (HALF, Attendance(10, 10), (5, 5, 0), False),
        (HALF, Attendance(10, 10), (6, 4, 0), True),
        (HALF, Attendance(10, 10, recused=1), (5, 4, 0), True),
        (HALF, Attendance(10, 10, recused=10), (0, 0, 0), False),
        (OF_ALL, Attendance(15, 12), (12, 0, 0), True),
        (OF_ALL, Attendance(15, 12), (11, 1, 0), False),
        (OF_ALL, Attendance(15, 15, recused=4), (11, 0, 0), False),
    ],
)
def test_a_motion_is_carried_by_the_exact_share(
    rule: VoteRule, attendance: Attendance, votes: tuple[int, int, int], carried: bool
) -> None:
    assert outcome(Tally(*votes), attendance, rule).carried is carried


@pytest.mark.parametrize(
    ("present", "members", "percent", "there"),
    [(6, 9, 66, True), (6, 9, 67, False), (5, 9, 50, True), (4, 9, 50, False), (0, 9, 1, False), (9, 9, 100, True)],
)
def test_a_quorum_is_a_share_of_all_members(present: int, members: int, percent: int, there: bool) -> None:
    assert has_quorum(Attendance(members, present), percent) is there


RULES = st.builds(
    VoteRule,
    st.fractions(Fraction(1, 20), Fraction(19, 20)),
    st.booleans(),
    st.sampled_from(VoteBase),
)
COUNTS = st.integers(0, 40)


@given(st.lists(st.sampled_from(Choice)), st.randoms())
def test_the_order_of_ballots_does_not_matter(choices: list[Choice], chance: object) -> None:
    shuffled = sorted(choices, key=lambda _: chance.random())  # type: ignore[attr-defined]  # random.Random
    assert tally(shuffled) == tally(choices)
    assert tally(choices).cast == len(choices)


@given(RULES, COUNTS, COUNTS, COUNTS, COUNTS)
def test_one_more_in_favour_never_loses_a_motion(rule: VoteRule, yes: int, no: int, none: int, away: int) -> None:
    assume(no > 0)
    attendance = Attendance(yes + no + none + away, yes + no + none)
    before = outcome(Tally(yes, no, none), attendance, rule).carried
    after = outcome(Tally(yes + 1, no - 1, none), attendance, rule).carried
    assert after or not before


@given(RULES, COUNTS, COUNTS)
def test_abstaining_counts_as_not_in_favour(rule: VoteRule, yes: int, other: int) -> None:
    attendance = Attendance(yes + other + 1, yes + other)
    assert (
        outcome(Tally(yes, other, 0), attendance, rule).carried
        is outcome(Tally(yes, 0, other), attendance, rule).carried
    )


@pytest.mark.parametrize(
    ("votes", "codes"),
    [((3, 1, 0), []), ((3, 1, 1), ["units.more_votes_than_voters"]), ((-1, 1, 0), ["units.negative_votes"])],
)
def test_counts_from_paper_cannot_exceed_the_voters(votes: tuple[int, int, int], codes: list[str]) -> None:
    found = tally_findings(Tally(*votes), Attendance(5, 5, recused=1))
    assert [finding.code for finding in found] == codes


def test_a_share_that_no_vote_can_reach_is_no_rule() -> None:
    for share, strict in ((Fraction(0), False), (Fraction(1), True), (Fraction(3, 2), False)):
        with pytest.raises(ValueError, match="no vote can reach"):
            VoteRule(share, strict)
