"""Two desks at once: one decision, one vote, one award for one achievement."""

from functools import partial

from binhyen.awards.actions.deciding import Paper, decide_many
from binhyen.awards.actions.moving import move_many
from binhyen.awards.actions.voting import put_to_council, take_votes
from binhyen.awards.models import AwardDecision, AwardEntry, AwardProposal
from binhyen.awards.registers import PROPOSALS
from binhyen.awards.rules.deciding import Ruling
from binhyen.registers.actions.writing import take_back
from binhyen.registers.models import Record, Step
from binhyen.registers.rules.facts import StepFacts
from binhyen.units.actions.votes import cast_ballot, close_motion
from binhyen.units.models import Motion
from binhyen.units.rules.voting import Choice
from tests.accounts.factories import a_land, ba_lan, ong_hung
from tests.awards.factories import (
    TODAY,
    a_chair,
    a_council,
    a_desk,
    a_meeting,
    appraised,
    award,
    settled,
    to_sign,
)
from tests.races import MEETS, together
from tests.registers.factories import NOW, day

pytestmark = MEETS


def test_two_decisions_over_one_proposal_are_one() -> None:
    land = a_land()
    lan, hung, chair = ba_lan(land).actor, ong_hung(land).actor, a_chair(land).actor
    first = to_sign(land.an_phu, lan, hung)
    second = to_sign(land.an_phu, lan, hung, recipient="Trần Thị Mẫu")
    decide = partial(decide_many, ruling=Ruling(TODAY), paper=Paper(a_desk()), by=chair, at=NOW)
    both = partial(decide, record_ids=[first.record_id, second.record_id])
    assert together(both, both) == ["awards.not_to_sign", "done"]
    assert AwardDecision.objects.count() == 1
    assert AwardEntry.objects.filter(superseded_at=None).count() == 2


def test_what_is_withdrawn_while_it_is_decided_on_is_one_or_the_other() -> None:
    land = a_land()
    lan, hung, chair = ba_lan(land).actor, ong_hung(land).actor, a_chair(land).actor
    entry = to_sign(land.an_phu, lan, hung)
    decide = partial(
        decide_many, record_ids=[entry.record_id], ruling=Ruling(TODAY), paper=Paper(a_desk()), by=chair, at=NOW
    )
    stop = StepFacts("suspend", TODAY, document="CV 7", note="Có đơn thư")
    suspend = partial(move_many, record_ids=[entry.record_id], step=stop, by=hung, at=NOW)
    ended = together(decide, suspend)
    state = Record.objects.get(pk=entry.record_id).state
    assert ended in (["awards.not_to_sign", "done"], ["done", "registers.no_such_step"])
    assert AwardEntry.objects.count() == (1 if state == "decided" else 0)


def test_one_proposal_is_put_to_one_vote() -> None:
    land = a_land()
    lan, hung = ba_lan(land).actor, ong_hung(land).actor
    settled(hung)
    committee, members = a_council(land.bac_ninh)
    entry = appraised(land.an_phu, lan, hung)
    meetings = [a_meeting(committee, hung, 5) for _ in range(2)]
    put = [
        partial(put_to_council, record_ids=[entry.record_id], meeting=one, title="Khen", by=hung, at=NOW)
        for one in meetings
    ]
    assert together(*put) == ["awards.not_puttable", "done"]
    motion = Motion.objects.get()
    for member in members:
        cast_ballot(motion=motion, choice=Choice.FOR, by=member, at=NOW)
    close_motion(motion=motion, by=hung, at=NOW)
    take = partial(take_votes, record_ids=[entry.record_id], by=hung, at=NOW)
    assert together(take, take) == ["done", "registers.no_such_step"]
    assert Step.objects.filter(record_id=entry.record_id, code="vote").count() == 1


def test_a_proposal_is_not_taken_back_while_it_is_put_to_the_vote() -> None:
    land = a_land()
    lan, hung = ba_lan(land).actor, ong_hung(land).actor
    settled(hung)
    committee, _ = a_council(land.bac_ninh)
    entry = appraised(land.an_phu, lan, hung)
    meeting = a_meeting(committee, hung, 5)
    put = partial(put_to_council, record_ids=[entry.record_id], meeting=meeting, title="Khen", by=hung, at=NOW)
    withdraw = partial(take_back, register=PROPOSALS, record_id=entry.record_id, reason="Rút", by=lan, at=NOW)
    ended = together(put, withdraw)
    there = AwardProposal.objects.filter(superseded_at=None).exists()
    assert "done" in ended
    assert Motion.objects.exists() is there


def test_one_achievement_is_awarded_once_however_many_write_it_down() -> None:
    land = a_land()
    hung = ong_hung(land).actor
    said = {"event": "Phá chuyên án 026M", "achieved_since": day("01/09/2026"), "achieved_until": day("30/09/2026")}
    write = partial(award, land.an_phu, hung, **said)  # type: ignore[arg-type]
    assert together(write, write) == ["awards.awarded_already", "done"]
