"""The course of proposals: dossiers, votes, decisions over many, handing over, revoking."""

from datetime import timedelta
from fractions import Fraction

import pytest

from binhyen.audit.models import Entry as LogEntry
from binhyen.awards.actions.deciding import Paper, decide_many
from binhyen.awards.actions.moving import move_many
from binhyen.awards.actions.papers import put_paper, rest_on, take_paper
from binhyen.awards.actions.settling import settle_province
from binhyen.awards.actions.voting import put_to_council, record_paper_vote, take_votes
from binhyen.awards.models import AwardDecision, AwardDecisionItem, AwardEntry, AwardRule, ProposalPaper
from binhyen.awards.queries.cases import achievements_offered, proposal_seen_by
from binhyen.awards.rules.deciding import Ruling
from binhyen.awards.rules.shelf import law
from binhyen.documents.models import Document
from binhyen.files.actions import store_bytes
from binhyen.kernel.findings import Forbidden, Refused
from binhyen.registers.models import Record, Step
from binhyen.registers.rules.facts import StepFacts
from binhyen.units.actions.votes import PaperBallot, cast_ballot, close_motion
from binhyen.units.rules.voting import Choice, Tally
from tests.accounts.factories import Land, Person, a_land, anh_nam, ba_lan, ong_hung
from tests.awards.factories import (
    TODAY,
    a_chair,
    a_council,
    a_desk,
    a_meeting,
    appraised,
    award,
    proposal,
    settled,
    step,
    submitted,
    to_sign,
)
from tests.registers.factories import NOW, day, number

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def land() -> Land:
    return a_land()


@pytest.fixture
def lan(land: Land) -> Person:
    return ba_lan(land)


@pytest.fixture
def hung(land: Land) -> Person:
    return ong_hung(land)


def state_of(record_id: int) -> str:
    return Record.objects.get(pk=record_id).state


# ------------------------------------------------------------------ dossiers


def test_a_dossier_is_submitted_whole(land: Land, lan: Person) -> None:
    entry = proposal(land.an_phu, lan.actor)
    with pytest.raises(Refused) as refusal:
        step(entry, "submit", lan.actor, document="Tờ trình số 5")
    assert [one.params["paper"] for one in refusal.value.findings] == [
        "Tờ trình (Mẫu 01) kèm danh sách",
        "Báo cáo thành tích của cá nhân (Mẫu 05)",
        "Biên bản bình xét và kết quả bỏ phiếu",
    ]
    assert not Step.objects.exists()


def test_a_paper_is_a_file_or_where_it_lies_and_may_be_taken_out(land: Land, lan: Person) -> None:
    entry = proposal(land.an_phu, lan.actor)
    where = {"upload": None, "by": lan.actor, "at": NOW}
    with pytest.raises(Refused) as refusal:
        put_paper(record_id=entry.record_id, code="minutes", words="", **where)  # type: ignore[arg-type]
    assert refusal.value.code == "awards.empty_paper"
    with pytest.raises(Refused) as unknown:
        put_paper(record_id=entry.record_id, code="passport", words="x", **where)  # type: ignore[arg-type]
    assert unknown.value.code == "awards.no_such_paper"
    made, _ = put_paper(record_id=entry.record_id, code="minutes", words="BB số 3", **where)  # type: ignore[arg-type]
    take_paper(record_id=entry.record_id, paper_id=made.pk, by=lan.actor, at=LATER)
    assert ProposalPaper.objects.get().removed_at == LATER
    assert {one.action for one in LogEntry.objects.filter(action__startswith="awards.paper")} == {
        "awards.paper_put",
        "awards.paper_taken",
    }


def test_others_lay_nothing_into_a_dossier(land: Land, lan: Person) -> None:
    entry, nam = proposal(land.an_phu, lan.actor), anh_nam(land)
    with pytest.raises(Forbidden):
        put_paper(record_id=entry.record_id, code="minutes", upload=None, words="BB", by=nam.actor, at=NOW)
    assert not ProposalPaper.objects.exists()


def test_what_was_awarded_as_sudden_is_no_basis_of_merit(land: Land, lan: Person) -> None:
    sudden = award(land.an_phu, lan.actor, recipient="Thôn Đông", achievement_type="sudden")
    yearly = award(land.an_phu, lan.actor, recipient="Thôn Tây", achievement_type="merit")
    entry = proposal(land.an_phu, lan.actor)
    with pytest.raises(Refused) as refusal:
        rest_on(record_id=entry.record_id, other_id=sudden.record_id, by=lan.actor, at=NOW)
    assert refusal.value.code == "awards.spent_achievement"
    rest_on(record_id=entry.record_id, other_id=yearly.record_id, by=lan.actor, at=NOW)
    row = proposal_seen_by(lan.actor, entry.record_id)
    assert [one.record.pk for one in achievements_offered(lan.actor, row, "")] == []
    other = proposal(land.an_phu, lan.actor, recipient="Trần Thị Mẫu", achievement_type="seniority")
    row = proposal_seen_by(lan.actor, other.record_id)
    offered = {one.record.pk for one in achievements_offered(lan.actor, row, "thon")}
    assert offered == {sudden.record_id, yearly.record_id}


def test_a_link_made_elsewhere_hinders_the_submission_too(land: Land, lan: Person) -> None:
    from binhyen.registers.actions.papers import link_records
    from tests.awards.factories import with_papers

    sudden = award(land.an_phu, lan.actor, recipient="Thôn Đông", achievement_type="thematic")
    entry = with_papers(proposal(land.an_phu, lan.actor), lan.actor)
    link_records(record_id=sudden.record_id, other_id=entry.record_id, by=lan.actor, at=NOW)
    with pytest.raises(Refused) as refusal:
        step(entry, "submit", lan.actor, document="Tờ trình số 5")
    assert refusal.value.code == "awards.spent_achievement"


# ------------------------------------------------------------------ the council


def test_the_council_votes_by_the_share_that_the_province_settled(land: Land, lan: Person, hung: Person) -> None:
    settled(hung.actor)
    committee, people = a_council(land.bac_ninh)
    yes = appraised(land.an_phu, lan.actor, hung.actor)
    no = appraised(land.an_phu, lan.actor, hung.actor, recipient="Trần Thị Mẫu")
    meeting = a_meeting(committee, hung.actor, present=3, on_paper=2)
    votes = {yes.record_id: 4, no.record_id: 3}
    for record_id, in_favour in votes.items():
        motion = put_to_council(
            record_ids=[record_id], meeting=meeting, title="Đề nghị khen thưởng", by=hung.actor, at=NOW
        )
        for position, member in enumerate(people):
            choice = Choice.FOR if position < in_favour else Choice.AGAINST
            cast_ballot(motion=motion, choice=choice, by=member, at=NOW)
        close_motion(motion=motion, by=hung.actor, at=NOW)
    assert take_votes(record_ids=list(votes), by=hung.actor, at=LATER) == 2
    assert (state_of(yes.record_id), state_of(no.record_id)) == ("voted", "not_eligible")
    assert Step.objects.get(record_id=yes.record_id, code="vote").note == "Tán thành 4/5 (80,0 %)"


def test_a_vote_counts_with_the_quorum_that_the_province_settled(land: Land, lan: Person, hung: Person) -> None:
    settled(hung.actor)
    committee, people = a_council(land.bac_ninh)
    entry = appraised(land.an_phu, lan.actor, hung.actor)
    meeting = a_meeting(committee, hung.actor, present=3)
    motion = put_to_council(record_ids=[entry.record_id], meeting=meeting, title="Đề nghị", by=hung.actor, at=NOW)
    for member in people[:3]:
        cast_ballot(motion=motion, choice=Choice.FOR, by=member, at=NOW)
    close_motion(motion=motion, by=hung.actor, at=NOW)
    with pytest.raises(Refused) as refusal:
        take_votes(record_ids=[entry.record_id], by=hung.actor, at=LATER)
    assert refusal.value.code == "awards.no_quorum"
    assert state_of(entry.record_id) == "appraised"


def test_signed_minutes_count_like_ballots(land: Land, lan: Person, hung: Person) -> None:
    settled(hung.actor)
    committee, _people = a_council(land.bac_ninh)
    entry = appraised(land.an_phu, lan.actor, hung.actor)
    meeting = a_meeting(committee, hung.actor, present=4, on_paper=1)
    blob = store_bytes(content=b"%PDF-1.4 minutes", media_type="application/pdf", at=NOW)
    ballot = PaperBallot("Đề nghị khen thưởng", Tally(5, 0, 0), blob)
    assert record_paper_vote(record_ids=[entry.record_id], meeting=meeting, ballot=ballot, by=hung.actor, at=NOW) == 1
    assert state_of(entry.record_id) == "voted"


def test_without_a_settled_share_nothing_is_put_to_the_vote(land: Land, lan: Person, hung: Person) -> None:
    committee, _people = a_council(land.bac_ninh)
    entry = appraised(land.an_phu, lan.actor, hung.actor)
    meeting = a_meeting(committee, hung.actor, present=5)
    with pytest.raises(Refused) as refusal:
        put_to_council(record_ids=[entry.record_id], meeting=meeting, title="Đề nghị", by=hung.actor, at=NOW)
    assert refusal.value.code == "awards.no_threshold"


def test_a_vote_is_not_written_down_without_one_nor_skipped_where_it_is_asked(
    land: Land, lan: Person, hung: Person
) -> None:
    settled(hung.actor)
    entry = appraised(land.an_phu, lan.actor, hung.actor)
    for code, wanted in (("vote", "awards.no_such_vote"), ("to_sign", "awards.not_voted")):
        with pytest.raises(Refused) as refusal:
            step(entry, code, hung.actor)
        assert refusal.value.code == wanted
    letter = appraised(
        land.an_phu,
        lan.actor,
        lan.actor,
        recipient="Trần Thị Mẫu",
        form="certificate_of_commendation",
        authority="commune_chair",
    )
    step(letter, "to_sign", lan.actor)
    assert state_of(letter.record_id) == "to_sign"


# ------------------------------------------------------------------ decisions


def decided(entries: list[int], by: Person) -> AwardDecision:
    ruling = Ruling(TODAY, "province_fund")
    return decide_many(record_ids=entries, ruling=ruling, paper=Paper(a_desk()), by=by.actor, at=LATER)


def test_one_decision_makes_an_award_of_each_with_its_money_and_its_number_in_the_book(
    land: Land, lan: Person, hung: Person
) -> None:
    chair = a_chair(land)
    first = to_sign(land.an_phu, lan.actor, hung.actor)
    second = to_sign(land.an_phu, lan.actor, hung.actor, recipient="Thôn Đông", recipient_kind="collective")
    decision = decided([first.record_id, second.record_id], chair)
    assert decision.symbol == "01/QĐ-UBND"
    assert (decision.money, decision.unknown) == (3_800_000 + 7_590_000, 0)
    assert [state_of(one.record_id) for one in (first, second)] == ["decided", "decided"]
    assert [(row.recipient, row.money, row.book_number) for row in AwardEntry.objects.order_by("pk")] == [
        ("Nguyễn Văn Mẫu", 3_800_000, "01/2026"),
        ("Thôn Đông", 7_590_000, "02/2026"),
    ]
    assert number("awards_individual", land.bac_ninh, "2026") == 1
    assert number("awards_collective", land.an_phu, "2026") == 1
    assert number("reward_money", land.bac_ninh, "2026") == decision.money
    assert LogEntry.objects.filter(action="awards.decided").count() == 1
    third = to_sign(land.an_phu, lan.actor, hung.actor, recipient="Lê Văn Mẫu")
    decided([third.record_id], chair)
    assert list(AwardDecisionItem.objects.order_by("pk").values_list("book_number", flat=True)) == [1, 2, 3]


def test_all_or_none(land: Land, lan: Person, hung: Person) -> None:
    chair = a_chair(land)
    ready, not_yet = to_sign(land.an_phu, lan.actor, hung.actor), submitted(land.an_phu, lan.actor, recipient="Lê Mẫu")
    with pytest.raises(Refused) as refusal:
        decided([ready.record_id, not_yet.record_id], chair)
    assert refusal.value.code == "awards.not_to_sign"
    assert not AwardDecision.objects.exists()
    assert not AwardEntry.objects.exists()
    assert not Document.objects.exists()
    assert state_of(ready.record_id) == "to_sign"


def test_one_decision_is_of_one_form_and_authority(land: Land, lan: Person, hung: Person) -> None:
    chair = a_chair(land)
    one = to_sign(land.an_phu, lan.actor, hung.actor)
    flag = to_sign(
        land.an_phu,
        lan.actor,
        hung.actor,
        recipient="Xã An Phú",
        recipient_kind="collective",
        form="emulation_flag",
    )
    with pytest.raises(Refused) as refusal:
        decided([one.record_id, flag.record_id], chair)
    assert refusal.value.code == "awards.several_forms"
    with pytest.raises(Refused) as nothing:
        decided([], chair)
    assert nothing.value.code == "awards.nothing_chosen"


def test_only_the_authority_decides_here_others_bring_its_number(land: Land, lan: Person, hung: Person) -> None:
    entry = to_sign(land.an_phu, lan.actor, hung.actor, authority="minister")
    with pytest.raises(Forbidden):
        decided([entry.record_id], a_chair(land))
    ruling = Ruling(TODAY)
    with pytest.raises(Refused) as refusal:
        decide_many(record_ids=[entry.record_id], ruling=ruling, paper=Paper(), by=hung.actor, at=LATER)
    assert refusal.value.code == "awards.no_number"
    paper = Paper(symbol="5012/QĐ-BCA-X03")
    decision = decide_many(record_ids=[entry.record_id], ruling=ruling, paper=paper, by=hung.actor, at=LATER)
    assert decision.document is None
    assert Step.objects.get(record_id=entry.record_id, code="decide").document.startswith(
        "Quyết định số 5012/QĐ-BCA-X03"
    )


def test_money_that_the_law_leaves_open_is_typed_and_other_amounts_are_refused(
    land: Land, lan: Person, hung: Person
) -> None:
    front = {"authority": "fatherland_front", "recipient": "Thôn Đông", "recipient_kind": "collective"}
    unknown = to_sign(land.an_phu, lan.actor, hung.actor, **front)
    known = to_sign(land.an_phu, lan.actor, hung.actor)
    medal = to_sign(
        land.an_phu, lan.actor, hung.actor, recipient="Lê Mẫu", form="commemorative_medal", authority="minister"
    )
    paper = Paper(symbol="12/QĐ-MTTQ")
    for entry, amount, code in (
        (known, 5_000_000, "awards.money_differs"),
        (medal, 1_520_001, "awards.money_over_limit"),
    ):
        ruling = Ruling(TODAY, amounts={entry.record_id: amount})
        with pytest.raises(Refused) as refusal:
            decide_many(record_ids=[entry.record_id], ruling=ruling, paper=paper, by=hung.actor, at=LATER)
        assert refusal.value.code == code
    ruling = Ruling(TODAY, amounts={unknown.record_id: 500_000})
    made = decide_many(record_ids=[unknown.record_id], ruling=ruling, paper=paper, by=hung.actor, at=LATER)
    assert (made.money, made.unknown) == (500_000, 0)


def test_what_cannot_be_concluded_stays_open(land: Land, lan: Person, hung: Person) -> None:
    entry = to_sign(land.an_phu, lan.actor, hung.actor, authority="fatherland_front")
    paper = Paper(symbol="12/QĐ-MTTQ")
    made = decide_many(record_ids=[entry.record_id], ruling=Ruling(TODAY), paper=paper, by=hung.actor, at=LATER)
    assert (made.money, made.unknown) == (0, 1)
    assert AwardEntry.objects.get().money is None


def test_a_decision_is_not_written_down_as_a_plain_step(land: Land, lan: Person, hung: Person) -> None:
    entry = to_sign(land.an_phu, lan.actor, hung.actor)
    with pytest.raises(Refused) as refusal:
        step(entry, "decide", hung.actor, document="Quyết định số 1")
    assert refusal.value.code == "awards.decide_there"


def test_what_waits_for_its_signature_is_not_reworded(land: Land, lan: Person, hung: Person) -> None:
    from binhyen.awards.registers import PROPOSALS
    from tests.awards.factories import PROPOSAL
    from tests.registers.factories import rewritten

    entry = to_sign(land.an_phu, lan.actor, hung.actor)
    with pytest.raises(Refused) as refusal:
        rewritten(PROPOSALS, entry, land.an_phu, PROPOSAL | {"recipient": "Người khác"}, lan.actor)
    assert "awards.proposal_kept" in {one.code for one in refusal.value.findings}


def test_handing_over_and_revoking_reach_the_award(land: Land, lan: Person, hung: Person) -> None:
    entry = to_sign(land.an_phu, lan.actor, hung.actor)
    decided([entry.record_id], a_chair(land))
    over = StepFacts("hand_over", TODAY, note="Hội nghị tổng kết")
    assert move_many(record_ids=[entry.record_id], step=over, by=hung.actor, at=LATER) == 1
    assert AwardEntry.objects.get().state == "handed"
    with pytest.raises(Refused) as refusal:
        step(entry, "revoke", hung.actor, document="Quyết định số 9", note="Kê khai không đúng")
    assert refusal.value.code == "awards.revoke_there"
    back = StepFacts("revoke", TODAY, document="Quyết định số 9", note="Kê khai không đúng")
    move_many(record_ids=[entry.record_id], step=back, by=hung.actor, at=LATER)
    assert (state_of(entry.record_id), AwardEntry.objects.get().state) == ("revoked", "revoked")
    assert number("awards_individual", land.bac_ninh, "2026") == 0


def test_many_move_together_or_not_at_all(land: Land, lan: Person, hung: Person) -> None:
    ready, draft = submitted(land.an_phu, lan.actor), proposal(land.an_phu, lan.actor, recipient="Lê Mẫu")
    with pytest.raises(Refused):
        move_many(
            record_ids=[ready.record_id, draft.record_id], step=StepFacts("receive", TODAY), by=hung.actor, at=LATER
        )
    assert state_of(ready.record_id) == "submitted"
    with pytest.raises(Refused) as refusal:
        move_many(record_ids=[], step=StepFacts("receive", TODAY), by=hung.actor, at=LATER)
    assert refusal.value.code == "awards.nothing_chosen"


# ------------------------------------------------------------------ what a province settles


def test_a_province_settles_once_a_day_and_only_its_office_does(land: Land, lan: Person, hung: Person) -> None:
    settled(hung.actor)
    with pytest.raises(Refused) as refusal:
        settled(hung.actor)
    assert refusal.value.code == "awards.settled_already"
    with pytest.raises(Forbidden):
        settled(lan.actor)
    assert AwardRule.objects.count() == 1


def test_what_no_council_can_be_bound_by_is_refused(land: Land, hung: Person) -> None:
    from dataclasses import replace

    good = law().examples[0].council
    for council, code in (
        (replace(good, threshold_percent=40), "awards.no_such_share"),
        (replace(good, quorum=Fraction(3, 2)), "awards.no_such_quorum"),
        (replace(good, instrument=" "), "awards.settled_by_nothing"),
    ):
        with pytest.raises(Refused) as refusal:
            settle_province(council=council, valid_from=day("01/01/2026"), by=hung.actor, at=NOW)
        assert refusal.value.code == code
    assert not AwardRule.objects.exists()


def test_limits_of_thematic_awards_are_the_provinces(land: Land, lan: Person, hung: Person) -> None:
    from dataclasses import replace

    council = replace(law().examples[0].council, most_thematic=1, round_years=True)
    settle_province(council=council, valid_from=day("01/01/2026"), by=hung.actor, at=NOW)
    thematic = {"achievement_type": "thematic", "event": "10 năm Nghị định 06", "anniversary": 10}
    proposal(land.an_phu, lan.actor, **thematic)  # type: ignore[arg-type]
    with pytest.raises(Refused) as many:
        proposal(land.an_phu, lan.actor, **thematic | {"recipient": "Lê Mẫu"})  # type: ignore[arg-type]
    assert many.value.code == "awards.too_many_thematic"
    with pytest.raises(Refused) as odd:
        proposal(land.an_phu, lan.actor, **thematic | {"event": "7 năm", "anniversary": 7, "recipient": "Lê Mẫu"})  # type: ignore[arg-type]
    assert odd.value.code == "awards.not_a_round_year"
