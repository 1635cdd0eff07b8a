"""Committees composed anew and dissolved: all or nothing, nothing rewritten, with its trace."""

import pytest

from binhyen.audit.models import Entry as LogEntry
from binhyen.kernel.findings import Refused
from binhyen.plans.actions.committees import ByDecision, dissolve_committee, renew_committee
from binhyen.plans.models import CommitteeSeat
from binhyen.plans.queries.committees import seats_of, turns_of
from binhyen.plans.rules.committees import SeatDraft, SeatRole
from binhyen.registers.models import Entry, Step
from tests.accounts.factories import Land, Person, a_land, anh_nam, ba_lan
from tests.plans.factories import a_committee, a_seat
from tests.registers.factories import NOW, day, number

pytestmark = pytest.mark.django_db

NEW = (
    SeatDraft(SeatRole.HEAD, "Chủ tịch UBND xã", "UBND xã An Phú"),
    SeatDraft(SeatRole.MEMBER, "Trưởng Công an xã", "Công an xã", area="Thôn Đông", duties="Phòng, chống tội phạm"),
    SeatDraft(SeatRole.MEMBER, "Bí thư Đoàn xã", "Đoàn Thanh niên"),
)
DECISION = ByDecision("Quyết định số 88/QĐ-UBND ngày 01/10/2026", day("01/10/2026"))


@pytest.fixture
def land() -> Land:
    return a_land()


@pytest.fixture
def lan(land: Land) -> Person:
    return ba_lan(land)


@pytest.fixture
def committee(land: Land, lan: Person) -> Entry:
    made = a_committee(land.an_phu, lan.actor)
    a_seat(land.an_phu, made, lan.actor, role="head", position="Chủ tịch UBND xã", agency="UBND xã An Phú")
    a_seat(land.an_phu, made, lan.actor)
    return made


def test_one_decision_closes_every_seat_and_opens_the_new_ones(land: Land, lan: Person, committee: Entry) -> None:
    before = set(CommitteeSeat.objects.values_list("pk", flat=True))
    made = renew_committee(committee_id=committee.record_id, decision=DECISION, seats=NEW, by=lan.actor, at=NOW)
    assert len(made) == 3
    assert before <= set(CommitteeSeat.objects.filter(superseded_at=None).values_list("pk", flat=True)), "never edited"
    seats = seats_of(committee.record_id, lan.actor)
    assert [seat.row.position for seat in seats if seat.stands(NOW.date())] == [seat.position for seat in NEW]
    assert number("steering_members", land.an_phu, "2026-Q3") == 2
    assert number("steering_members", land.an_phu, "2026") == 3
    assert number("steering_committees", land.an_phu, "2026") == 1, "composing it anew adds none"
    assert LogEntry.objects.filter(action="registers.stepped").count() == 3


def test_the_history_tells_what_each_decision_changed(lan: Person, committee: Entry) -> None:
    renew_committee(committee_id=committee.record_id, decision=DECISION, seats=NEW, by=lan.actor, at=NOW)
    last, first = turns_of(seats_of(committee.record_id, lan.actor))
    assert (last.on, last.decision, len(last.opened), len(last.closed)) == (DECISION.on, DECISION.document, 3, 2)
    assert (len(first.opened), len(first.closed)) == (2, 0)


@pytest.mark.parametrize(
    ("seats", "decision", "code"),
    [
        (NEW[1:], DECISION, "plans.one_head"),
        ((*NEW, SeatDraft(SeatRole.HEAD, "Bí thư", "Đảng ủy")), DECISION, "plans.one_head"),
        ((*NEW, SeatDraft(SeatRole.MEMBER, "", "Hội Nông dân")), DECISION, "plans.seat_incomplete"),
        (NEW, ByDecision("", DECISION.on), "registers.step_without_document"),
        (NEW, ByDecision("QĐ 1", day("10/07/2025")), "plans.renewed_already"),
        (NEW, ByDecision("QĐ 1", day("01/12/2026")), "registers.step_to_come"),
    ],
)
def test_a_composition_that_cannot_be_is_refused_and_nothing_changes(
    lan: Person, committee: Entry, seats: tuple[SeatDraft, ...], decision: ByDecision, code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        renew_committee(committee_id=committee.record_id, decision=decision, seats=seats, by=lan.actor, at=NOW)
    assert refusal.value.code == code
    assert CommitteeSeat.objects.count() == 2
    assert not Step.objects.exists()


def test_a_committee_of_others_is_not_there(land: Land, committee: Entry) -> None:
    from django.http import Http404

    nam = anh_nam(land)
    with pytest.raises(Http404):
        renew_committee(committee_id=committee.record_id, decision=DECISION, seats=NEW, by=nam.actor, at=NOW)


def test_dissolving_releases_everybody(land: Land, lan: Person, committee: Entry) -> None:
    record = dissolve_committee(committee_id=committee.record_id, decision=DECISION, by=lan.actor, at=NOW)
    assert record.state == "dissolved"
    assert not [seat for seat in seats_of(committee.record_id, lan.actor) if seat.stands(DECISION.on)]
    assert number("steering_members", land.an_phu, "2026") == 0
    assert number("steering_committees", land.an_phu, "2026") == 0
    assert number("steering_committees", land.an_phu, "2026-Q2") == 1
