"""Committees, meetings and votes, from the call to the result, with every refusal."""

from collections.abc import Sequence
from datetime import timedelta
from fractions import Fraction

import pytest

from binhyen.audit.models import Entry
from binhyen.files.actions import store_bytes
from binhyen.kernel.actors import Role
from binhyen.kernel.findings import Forbidden, Refusal, Refused
from binhyen.units.actions import (
    MemberSeat,
    MotionDraft,
    PaperVote,
    Subject,
    call_meeting,
    cast_ballot,
    close_meeting,
    close_motion,
    mark_present,
    open_meeting,
    put_motion,
    record_paper_minutes,
    reform_committee,
    stand_aside,
)
from binhyen.units.models import Ballot, Meeting, Membership, Motion, Participation
from binhyen.units.queries import committee_of, meetings_seen_by, memberships_on, votes_on
from binhyen.units.rules.committees import MemberRole
from binhyen.units.rules.voting import Choice, Tally, VoteRule
from tests.units.conftest import AT, BEGIN, DAY, Council, Town

TWO_THIRDS = VoteRule(Fraction(2, 3), strict=False)
SECRET = VoteRule(Fraction(2, 3), strict=False, secret=True)


def draft(rule: VoteRule = TWO_THIRDS, subjects: Sequence[int] = (1,)) -> MotionDraft:
    return MotionDraft("Công nhận", [Subject("recognition.dossier", one) for one in subjects], rule)


def called(council: Council, present: int = 5, quorum: int = 66) -> Meeting:
    meeting = call_meeting(
        committee=council.committee, held_on=DAY, subject="Xét", quorum_percent=quorum, by=council.officer, at=AT
    )
    seats = [one.pk for one in memberships_on(council.committee, DAY)][:present]
    mark_present(meeting=meeting, present=seats, by=council.officer, at=AT)
    return meeting


def opened(council: Council, present: int = 5) -> Meeting:
    return open_meeting(meeting=called(council, present), by=council.officer, at=AT)


def codes(refusal: "pytest.ExceptionInfo[Refusal]") -> str:
    return refusal.value.code


def test_a_vote_from_the_call_to_the_result(council: Council) -> None:
    meeting = opened(council)
    motion = put_motion(meeting=meeting, draft=draft(subjects=range(100, 126)), by=council.officer, at=AT)
    for member, choice in zip(council.members, [Choice.FOR] * 4 + [Choice.ABSTAIN], strict=True):
        cast_ballot(motion=motion, choice=choice, by=member, at=AT)
    found = close_motion(motion=motion, by=council.officer, at=AT)
    assert (found.tally, found.base_count, found.carried) == (Tally(4, 0, 1), 5, True)
    close_meeting(meeting=meeting, by=council.officer, at=AT)
    votes = votes_on("recognition.dossier", range(90, 130))
    assert set(votes) == set(range(100, 126))
    assert votes[100].carried
    assert votes[100].present == votes[100].members == 5
    assert Entry.objects.filter(action="units.ballot_cast").count() == 5
    assert Entry.objects.filter(action="units.meeting_closed").count() == 1


def test_without_a_quorum_nothing_opens(council: Council) -> None:
    meeting = called(council, present=3)
    with pytest.raises(Refused) as refusal:
        open_meeting(meeting=meeting, by=council.officer, at=AT)
    assert codes(refusal) == "units.no_quorum"
    meeting.refresh_from_db()
    assert meeting.state == "called"
    with pytest.raises(Refused) as early:
        put_motion(meeting=meeting, draft=draft(), by=council.officer, at=AT)
    assert codes(early) == "units.meeting_not_open"


@pytest.mark.parametrize("percent", [0, 101])
def test_a_quorum_that_cannot_be_is_refused(council: Council, percent: int) -> None:
    with pytest.raises(Refused) as refusal:
        call_meeting(
            committee=council.committee, held_on=DAY, subject="X", quorum_percent=percent, by=council.officer, at=AT
        )
    assert codes(refusal) == "units.no_such_quorum"
    assert not Meeting.objects.exists()


def test_a_day_before_the_committee_has_no_members(council: Council) -> None:
    with pytest.raises(Refused) as refusal:
        call_meeting(
            committee=council.committee,
            held_on=BEGIN - timedelta(1),
            subject="X",
            quorum_percent=50,
            by=council.officer,
            at=AT,
        )
    assert codes(refusal) == "units.no_members"


def test_who_may_not_vote_does_not(council: Council, town: Town) -> None:
    meeting = opened(council, present=4)
    motion = put_motion(meeting=meeting, draft=draft(), by=council.officer, at=AT)
    first, absent = council.members[0], council.members[4]
    cast_ballot(motion=motion, choice=Choice.FOR, by=first, at=AT)
    cases = [
        (council.officer, "units.not_a_member"),
        (town.nam, "units.not_a_member"),
        (absent, "units.not_present"),
        (first, "units.votes_once"),
    ]
    for by, code in cases:
        with pytest.raises(Refusal) as refusal:
            cast_ballot(motion=motion, choice=Choice.AGAINST, by=by, at=AT)
        assert codes(refusal) == code
    close_motion(motion=motion, by=council.officer, at=AT)
    with pytest.raises(Refused) as late:
        cast_ballot(motion=motion, choice=Choice.FOR, by=council.members[1], at=AT)
    assert codes(late) == "units.vote_closed"
    assert Ballot.objects.count() == 1


def test_who_declares_an_interest_is_no_part_of_the_base(council: Council) -> None:
    motion = put_motion(meeting=opened(council), draft=draft(), by=council.officer, at=AT)
    stand_aside(motion=motion, by=council.members[0], at=AT)
    with pytest.raises(Refused) as refusal:
        cast_ballot(motion=motion, choice=Choice.FOR, by=council.members[0], at=AT)
    assert codes(refusal) == "units.votes_once"
    for member in council.members[1:4]:
        cast_ballot(motion=motion, choice=Choice.FOR, by=member, at=AT)
    found = close_motion(motion=motion, by=council.officer, at=AT)
    assert (found.base_count, found.carried) == (4, True)


def test_a_secret_ballot_cannot_be_led_back_to_its_voter(council: Council) -> None:
    motion = put_motion(meeting=opened(council), draft=draft(SECRET), by=council.officer, at=AT)
    keys: set[str] = set()
    for number, member in enumerate(council.members, start=1):
        cast_ballot(motion=motion, choice=Choice.AGAINST if number == 1 else Choice.FOR, by=member, at=AT)
        dealt = set(Ballot.objects.values_list("key", flat=True))
        assert len(dealt) == number
        assert not keys & dealt
        keys = dealt
    assert not Ballot.objects.exclude(membership=None).exists()
    assert {field.name for field in Ballot._meta.concrete_fields} == {"key", "motion", "membership", "choice"}
    assert Participation.objects.count() == 5
    assert all(entry.data == {} for entry in Entry.objects.filter(action="units.ballot_cast"))
    assert close_motion(motion=motion, by=council.officer, at=AT).tally == Tally(4, 1, 0)


def test_named_ballots_name_their_voters(council: Council) -> None:
    motion = put_motion(meeting=opened(council), draft=draft(), by=council.officer, at=AT)
    cast_ballot(motion=motion, choice=Choice.FOR, by=council.members[0], at=AT)
    assert Ballot.objects.get().membership is not None


def test_a_subject_is_put_once_a_meeting(council: Council) -> None:
    meeting = opened(council)
    put_motion(meeting=meeting, draft=draft(subjects=[1, 2]), by=council.officer, at=AT)
    for subjects, code in (([2, 3], "units.put_already"), ([3, 3], "units.put_already"), ([], "units.no_subject")):
        with pytest.raises(Refused) as refusal:
            put_motion(meeting=meeting, draft=draft(subjects=subjects), by=council.officer, at=AT)
        assert codes(refusal) == code
    assert Motion.objects.count() == 1
    with pytest.raises(Refused) as opened_motion:
        close_meeting(meeting=meeting, by=council.officer, at=AT)
    assert codes(opened_motion) == "units.motion_open"


def test_paper_minutes_equal_the_vote_held_here(council: Council) -> None:
    minutes = store_bytes(content=b"scan", media_type="application/pdf", at=AT)
    meeting = called(council)
    vote = PaperVote(draft(subjects=[7]), Tally(4, 1, 0))
    record_paper_minutes(meeting=meeting, minutes=minutes, votes=[vote], by=council.officer, at=AT)
    held = opened(council)
    motion = put_motion(meeting=held, draft=draft(subjects=[8]), by=council.officer, at=AT)
    for member, choice in zip(council.members, [Choice.FOR] * 4 + [Choice.AGAINST], strict=True):
        cast_ballot(motion=motion, choice=choice, by=member, at=AT)
    close_motion(motion=motion, by=council.officer, at=AT)
    votes = votes_on("recognition.dossier", [7, 8])
    same = [(one.tally, one.base_count, one.present, one.members, one.carried) for one in votes.values()]
    assert same[0] == same[1]
    assert (votes[7].on_paper, votes[8].on_paper) == (True, False)


@pytest.mark.parametrize(
    ("present", "votes", "code"),
    [
        (3, [PaperVote(draft(), Tally(3, 0, 0))], "units.no_quorum"),
        (5, [], "units.minutes_alone"),
        (5, [PaperVote(draft(), Tally(5, 1, 0))], "units.more_votes_than_voters"),
        (5, [PaperVote(draft(), Tally(4, 1, 0), recused=1)], "units.more_votes_than_voters"),
    ],
)
def test_paper_that_cannot_be_is_refused(council: Council, present: int, votes: list[PaperVote], code: str) -> None:
    minutes = store_bytes(content=b"scan", media_type="application/pdf", at=AT)
    meeting = called(council, present)
    with pytest.raises(Refused) as refusal:
        record_paper_minutes(meeting=meeting, minutes=minutes, votes=votes, by=council.officer, at=AT)
    assert codes(refusal) == code
    meeting.refresh_from_db()
    assert (meeting.state, meeting.paper_minutes) == ("called", None)
    assert not Motion.objects.exists()


def test_renewing_a_committee_closes_and_opens_seats_and_edits_none(council: Council, town: Town) -> None:
    held = memberships_on(council.committee, DAY)
    new = town.post(Role.COUNCIL_MEMBER, town.an_phu)
    seats = [MemberSeat(one.post_id, MemberRole(one.role)) for one in held[:4]] + [
        MemberSeat(new.pk, MemberRole.SECRETARY)
    ]
    reform_committee(
        committee=council.committee, seats=seats, on=DAY, instrument="QĐ 2/QĐ-UBND", by=council.officer, at=AT
    )
    assert [one.post_id for one in memberships_on(council.committee, BEGIN)] == [one.post_id for one in held]
    assert {one.post_id for one in memberships_on(council.committee, DAY)} == {seat.post_id for seat in seats}
    assert Membership.objects.count() == 6
    with pytest.raises(Refused) as same:
        reform_committee(committee=council.committee, seats=seats, on=DAY, instrument="QĐ 3", by=council.officer, at=AT)
    assert codes(same) == "units.same_members"


def test_committees_that_cannot_be_are_refused(council: Council, town: Town) -> None:
    head, other = (MemberSeat(actor.post_id, MemberRole.HEAD) for actor in council.members[:2])
    cases = [
        ([head, other], "QĐ", "units.one_head"),
        ([], "QĐ", "units.one_head"),
        ([head, MemberSeat(head.post_id, MemberRole.MEMBER)], "QĐ", "units.seat_twice"),
        ([head], " ", "units.no_instrument"),
    ]
    for seats, instrument, code in cases:
        with pytest.raises(Refused) as refusal:
            reform_committee(
                committee=council.committee, seats=seats, on=DAY, instrument=instrument, by=council.officer, at=AT
            )
        assert codes(refusal) == code
    with pytest.raises(Forbidden):
        reform_committee(committee=council.committee, seats=[head], on=DAY, instrument="Q", by=town.nam, at=AT)
    assert Membership.objects.filter(valid_to=None).count() == 5


def test_members_see_their_meetings_and_strangers_none(council: Council, town: Town) -> None:
    meeting = called(council)
    for actor in (council.officer, council.members[0], town.hung, town.actor(Role.AUDITOR, town.province)):
        assert list(meetings_seen_by(actor)) == [meeting]
    for actor in (town.nam, town.actor(Role.COUNCIL_MEMBER, town.an_phu)):
        assert list(meetings_seen_by(actor)) == []
    assert committee_of(town.an_phu.place_id, DAY) == council.committee
    assert committee_of(town.binh_minh.place_id, DAY) is None
