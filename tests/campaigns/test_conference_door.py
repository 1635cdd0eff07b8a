"""Order of items and seats, and the door: what is laid out, moved, given out, and counted as present once."""

from datetime import timedelta

import pytest

from binhyen.campaigns.actions.conferences import Invitation, add_parts, check_in, invite, lay_out_programme, move_part
from binhyen.campaigns.models import Delegate, Event, ProgrammeItem
from binhyen.campaigns.queries.conferences import (
    DELEGATES,
    HANDINGS,
    PAPERS,
    PROGRAMME,
    attendance,
    by_agency,
    course_of,
    parts,
)
from binhyen.campaigns.registers.conferences import DELEGATES as SEATS
from binhyen.campaigns.rules.conference_programme import CONFERENCE
from binhyen.kernel.findings import Forbidden, Refused
from binhyen.registers.actions.stepping import drop_step
from binhyen.registers.models import Record, Step
from tests.campaigns.conference_factories import NOW, Stage, a_stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage(db: None) -> Stage:
    return a_stage()


@pytest.fixture
def event(stage: Stage) -> Event:
    return Event.objects.get(pk=stage.event.pk)


def contents(event: Event) -> list[str]:
    return [row.content for row in parts(PROGRAMME, event.record_id)]


def test_a_programme_is_laid_out_once_in_the_usual_order(stage: Stage, event: Event) -> None:
    made = lay_out_programme(event=event, by=stage.office.actor, at=NOW)
    assert contents(event) == [one.content for one in CONFERENCE]
    assert course_of(event).timed[-1].span == "10:20 – 10:25"
    with pytest.raises(Refused) as refusal:
        lay_out_programme(event=event, by=stage.office.actor, at=NOW)
    assert refusal.value.code == "campaigns.has_programme"
    assert ProgrammeItem.objects.count() == len(made)


def test_an_item_moves_one_place_and_the_others_keep_their_order(stage: Stage, event: Event) -> None:
    by = stage.office.actor
    rows = [{"part": "work", "content": word, "minutes": 5} for word in ("Một", "Hai", "Ba")]
    made = add_parts(code=PROGRAMME, event=event, rows=rows, by=by, at=NOW)
    move_part(code=PROGRAMME, event=event, record_id=made[2].record_id, up=True, by=by, at=NOW)
    assert contents(event) == ["Một", "Ba", "Hai"]
    assert not move_part(code=PROGRAMME, event=event, record_id=made[0].record_id, up=True, by=by, at=NOW)
    add_parts(code=PROGRAMME, event=event, rows=[{"part": "work", "content": "Bốn"}], by=by, at=NOW)
    assert contents(event) == ["Một", "Ba", "Hai", "Bốn"]


def test_awards_are_handed_over_in_their_own_order(stage: Stage, event: Event) -> None:
    rows = [
        {"name": name, "authority": authority, "presenter": "Chủ tịch Ủy ban nhân dân tỉnh"}
        for name, authority in (
            ("Bằng khen", "Bộ trưởng Bộ Công an"),
            ("Giấy khen", "Giám đốc Công an tỉnh"),
        )
    ]
    made = add_parts(code=HANDINGS, event=event, rows=rows, by=stage.office.actor, at=NOW)
    move_part(code=HANDINGS, event=event, record_id=made[1].record_id, up=True, by=stage.office.actor, at=NOW)
    assert [(row.name, row.authority) for row in parts(HANDINGS, event.record_id)] == [
        ("Giấy khen", "Giám đốc Công an tỉnh"),
        ("Bằng khen", "Bộ trưởng Bộ Công an"),
    ]


def test_a_part_that_is_refused_leaves_none_of_those_that_came_with_it(stage: Stage, event: Event) -> None:
    rows = [{"name": "Tham luận một", "speaker": "Trưởng thôn"}, {"name": "Tham luận hai"}]
    with pytest.raises(Refused) as refusal:
        add_parts(code=PAPERS, event=event, rows=rows, by=stage.office.actor, at=NOW)
    assert refusal.value.code == "registers.missing"
    assert not parts(PAPERS, event.record_id).exists()


def test_seats_are_given_out_by_agency_and_numbered_on(stage: Stage, event: Event) -> None:
    by = stage.office.actor
    invite(event=event, lines=[Invitation("Sở Tư pháp", "Đại biểu", 2)], by=by, at=NOW)
    invite(event=event, lines=[Invitation("Sở tư pháp", "Đại biểu", 1), Invitation("Báo Lạng Sơn")], by=by, at=NOW)
    rows = by_agency(parts(DELEGATES, event.record_id))
    assert [(row.agency.casefold(), row.seat) for row in rows] == [
        ("báo lạng sơn", 1),
        ("sở tư pháp", 1),
        ("sở tư pháp", 2),
        ("sở tư pháp", 3),
    ]
    assert [row.agency for row in by_agency(rows, "bao lang")] == ["Báo Lạng Sơn"]
    for seats in (0, 301):
        with pytest.raises(Refused) as refusal:
            invite(event=event, lines=[Invitation("Sở Y tế", "", seats)], by=by, at=NOW)
        assert refusal.value.code == "campaigns.seats"
    assert Delegate.objects.count() == 4


def test_a_delegate_is_present_once_however_often_the_badge_is_shown(stage: Stage, event: Event) -> None:
    by = stage.office.actor
    [seat, _other] = invite(event=event, lines=[Invitation("Sở Tư pháp", "", 2)], by=by, at=NOW)
    assert check_in(event=event, record_id=seat.record_id, by=by, at=NOW).before is None
    again = check_in(event=event, record_id=seat.record_id, by=by, at=NOW + timedelta(minutes=9))
    assert again.before is not None
    assert again.before.at == NOW
    assert Step.objects.filter(record_id=seat.record_id).count() == 1
    counted = attendance(list(parts(DELEGATES, event.record_id)))
    assert (counted.invited, counted.present, counted.absent) == (2, 1, 1)


def test_somebody_marked_by_mistake_is_taken_back_and_may_come_later(stage: Stage, event: Event) -> None:
    by = stage.office.actor
    [seat] = invite(event=event, lines=[Invitation("Sở Tư pháp")], by=by, at=NOW)
    check_in(event=event, record_id=seat.record_id, by=by, at=NOW)
    step = Step.objects.get(record_id=seat.record_id)
    drop_step(register=SEATS, record_id=seat.record_id, step_id=step.pk, by=by, at=NOW)
    assert Record.objects.get(pk=seat.record_id).state == ""
    assert check_in(event=event, record_id=seat.record_id, by=by, at=NOW).before is None


def test_the_door_is_closed_before_the_day_and_late_entries_stand_on_the_last_day(stage: Stage, event: Event) -> None:
    by = stage.office.actor
    first, second = invite(event=event, lines=[Invitation("Sở Tư pháp", "", 2)], by=by, at=NOW)
    with pytest.raises(Refused) as refusal:
        check_in(event=event, record_id=first.record_id, by=by, at=NOW - timedelta(days=1))
    assert refusal.value.code == "campaigns.door_closed"
    check_in(event=event, record_id=second.record_id, by=by, at=NOW + timedelta(days=3))
    assert Step.objects.get().on == event.since


def test_a_point_marks_its_own_delegates_and_not_those_of_the_main_hall(stage: Stage, event: Event) -> None:
    office, below = stage.office.actor, stage.below.actor
    district = stage.district.place_id
    [hall] = invite(event=event, lines=[Invitation("Sở Tư pháp")], by=office, at=NOW)
    [own] = invite(event=event, lines=[Invitation("Hội Phụ nữ huyện")], by=office, at=NOW, place_id=district)
    assert check_in(event=event, record_id=own.record_id, by=below, at=NOW).before is None
    with pytest.raises(Forbidden):
        check_in(event=event, record_id=hall.record_id, by=below, at=NOW)
    assert Record.objects.get(pk=hall.record_id).state == ""
