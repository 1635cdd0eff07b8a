"""Awards in odd orders: what a decision holds is undone where it was made; what is voted on stays as it is."""

from datetime import timedelta

import pytest

from binhyen.awards.actions.deciding import Paper, decide_many
from binhyen.awards.actions.moving import move_many
from binhyen.awards.actions.voting import put_to_council, take_votes
from binhyen.awards.models import AwardDecision, AwardEntry
from binhyen.awards.registers import AWARDS, PROPOSALS
from binhyen.awards.rules.deciding import Ruling
from binhyen.kernel.actors import Role
from binhyen.kernel.findings import Forbidden, Refusal, Refused
from binhyen.registers.actions.stepping import drop_step, take_step
from binhyen.registers.actions.writing import take_back
from binhyen.registers.models import Entry, Record, Step
from binhyen.registers.queries.entries import facts_of
from binhyen.registers.rules.facts import StepFacts, Value
from tests.accounts.factories import Land, Person, a_land, a_person, ba_lan, ong_hung
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
from tests.registers.factories import NOW, number, rewritten

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
REVOKE = StepFacts("revoke", TODAY, document="Quyết định 9/QĐ-UBND", note="Khen nhầm")


@pytest.fixture
def land() -> Land:
    return a_land()


@pytest.fixture
def lan(land: Land) -> Person:
    return ba_lan(land)


@pytest.fixture
def hung(land: Land) -> Person:
    return ong_hung(land)


@pytest.fixture
def decided(land: Land, lan: Person, hung: Person) -> Entry:
    """A proposal on which the province's chair decided."""
    entry = to_sign(land.an_phu, lan.actor, hung.actor)
    decide_many(
        record_ids=[entry.record_id], ruling=Ruling(TODAY), paper=Paper(a_desk()), by=a_chair(land).actor, at=LATER
    )
    return entry


def given() -> AwardEntry:
    return AwardEntry.objects.get(superseded_at=None)


def said(register: object, row: Entry, **values: Value) -> dict[str, Value]:
    return {**facts_of(register, row).values, **values}  # type: ignore[arg-type]


def last_step(record_id: int) -> int:
    return (
        Step.objects.filter(record_id=record_id, superseded_at=None).order_by("on", "id").values_list("pk")[::-1][0][0]
    )


def test_an_award_of_a_decision_is_revoked_and_not_taken_back(decided: Entry, land: Land, hung: Person) -> None:
    with pytest.raises(Refused) as refusal:
        take_back(register=AWARDS, record_id=given().record_id, reason="Nhầm", by=hung.actor, at=LATER)
    assert refusal.value.code == "awards.in_decision"
    assert number("awards_individual", land.bac_ninh, "2026") == 1
    free = award(land.an_phu, hung.actor, recipient="Thôn Tây")
    take_back(register=AWARDS, record_id=free.record_id, reason="Nhầm", by=hung.actor, at=LATER)
    assert number("awards_collective", land.bac_ninh, "2026") == 0


@pytest.mark.parametrize("values", [{"recipient": "Người Khác"}, {"money": 5}, {"decision": "1/QĐ-UBND"}])
def test_an_award_says_what_its_decision_says(
    decided: Entry, land: Land, hung: Person, values: dict[str, Value]
) -> None:
    row = given()
    with pytest.raises(Refused) as refusal:
        rewritten(AWARDS, row, land.an_phu, said(AWARDS, row, **values), hung.actor, LATER)
    assert refusal.value.code == "awards.award_kept"
    assert given().pk == row.pk


def test_whether_an_award_is_published_may_change_after_its_decision(decided: Entry, land: Land, hung: Person) -> None:
    row = given()
    rewritten(AWARDS, row, land.an_phu, said(AWARDS, row, publish="yes", consent="Đơn 3/11"), hung.actor, LATER)
    assert given().publish == "yes"


def test_one_proposal_is_never_awarded_twice(decided: Entry, land: Land, hung: Person) -> None:
    with pytest.raises(Refused) as refusal:
        drop_step(
            register=PROPOSALS,
            record_id=decided.record_id,
            step_id=last_step(decided.record_id),
            by=hung.actor,
            at=LATER,
        )
    assert refusal.value.code == "awards.award_stands"
    assert Record.objects.get(pk=decided.record_id).state == "decided"
    assert number("awards_individual", land.bac_ninh, "2026") == 1


def test_a_revocation_is_taken_back_at_the_proposal_first(decided: Entry, land: Land, hung: Person) -> None:
    move_many(record_ids=[decided.record_id], step=REVOKE, by=hung.actor, at=LATER)
    award_id = given().record_id
    with pytest.raises(Refused) as refusal:
        drop_step(register=AWARDS, record_id=award_id, step_id=last_step(award_id), by=hung.actor, at=LATER)
    assert refusal.value.code == "awards.proposal_revoked"
    assert number("awards_individual", land.bac_ninh, "2026") == 0
    for register, one in ((PROPOSALS, decided.record_id), (AWARDS, award_id)):
        drop_step(register=register, record_id=one, step_id=last_step(one), by=hung.actor, at=LATER)
    assert number("awards_individual", land.bac_ninh, "2026") == 1


def test_what_is_voted_on_stays_as_it_is(land: Land, lan: Person, hung: Person) -> None:
    settled(hung.actor)
    committee, _ = a_council(land.bac_ninh)
    entry = appraised(land.an_phu, lan.actor, hung.actor)
    meeting = a_meeting(committee, hung.actor, 5)
    put_to_council(record_ids=[entry.record_id], meeting=meeting, title="Khen thưởng", by=hung.actor, at=LATER)
    other = said(PROPOSALS, entry, recipient="Người Khác")
    with pytest.raises(Refusal) as refusal:
        rewritten(PROPOSALS, entry, land.an_phu, other, lan.actor, LATER)
    assert refusal.value.code == "awards.in_vote"
    with pytest.raises(Refusal):
        take_back(register=PROPOSALS, record_id=entry.record_id, reason="Rút", by=lan.actor, at=LATER)


def test_a_decision_over_what_was_withdrawn_meanwhile_is_none_at_all(land: Land, lan: Person, hung: Person) -> None:
    kept = to_sign(land.an_phu, lan.actor, hung.actor)
    gone = appraised(land.an_phu, lan.actor, hung.actor, recipient="Trần Thị Mẫu")
    take_back(register=PROPOSALS, record_id=gone.record_id, reason="Rút", by=lan.actor, at=LATER)
    wanted, chair = [kept.record_id, gone.record_id], a_chair(land)
    with pytest.raises(Refused) as refusal:
        decide_many(record_ids=wanted, ruling=Ruling(TODAY), paper=Paper(a_desk()), by=chair.actor, at=LATER)
    assert refusal.value.code == "awards.chosen_gone"
    with pytest.raises(Refused) as votes:
        take_votes(record_ids=wanted, by=hung.actor, at=LATER)
    assert votes.value.code == "awards.chosen_gone"
    assert not AwardDecision.objects.exists()
    assert Record.objects.get(pk=kept.record_id).state == "to_sign"


def test_an_award_is_revoked_by_its_authority_and_its_desk_alone(land: Land, lan: Person, hung: Person) -> None:
    given_above = award(land.an_phu, lan.actor, authority="province_chair")
    commune_chair = a_person("anphu.chutich", "Vũ Đình Phúc", Role.COMMUNE_CHAIR, land.an_phu, "Chủ tịch UBND xã")
    for one in (lan, commune_chair):
        with pytest.raises(Forbidden) as refusal:
            take_step(register=AWARDS, record_id=given_above.record_id, step=REVOKE, by=one.actor, at=LATER)
        assert refusal.value.code == "awards.another_desk"
    take_step(register=AWARDS, record_id=given_above.record_id, step=REVOKE, by=hung.actor, at=LATER)
    assert number("awards_collective", land.bac_ninh, "2026") == 0
