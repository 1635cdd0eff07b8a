"""Events in odd orders: put off after invitations, after the door opened; parts of themselves; boxes opened before."""

from datetime import date, timedelta

import pytest

from binhyen.campaigns.actions.conferences import Invitation, check_in, invite, lay_out_programme, move_part
from binhyen.campaigns.models import Event
from binhyen.campaigns.queries.conferences import DELEGATES, PROGRAMME, parts
from binhyen.campaigns.registers.boxes import BOXES, OPENINGS
from binhyen.campaigns.registers.conferences import PAPERS
from binhyen.campaigns.registers.events import EVENTS
from binhyen.kernel.findings import Refused
from binhyen.registers.actions.stepping import take_step
from binhyen.registers.models import Entry
from binhyen.registers.queries.declared import Register, rows_now
from binhyen.registers.queries.entries import facts_of
from binhyen.registers.rules.facts import StepFacts, Value
from tests.accounts.factories import Land, Person, a_land, ba_lan
from tests.campaigns.conference_factories import DAY, NOW, Stage, a_stage
from tests.campaigns.factories import a_box, an_event
from tests.registers.factories import NOW as AUTUMN
from tests.registers.factories import day, rewritten, written

pytestmark = pytest.mark.django_db
NEXT = DAY + timedelta(days=1)


@pytest.fixture
def stage() -> Stage:
    return a_stage()


@pytest.fixture
def land() -> Land:
    return a_land()


@pytest.fixture
def lan(land: Land) -> Person:
    return ba_lan(land)


def said(register: Register, row: Entry, **values: Value) -> dict[str, Value]:
    return {**facts_of(register, row).values, **values}


def now_said(stage: Stage) -> Event:
    return Event.objects.get(record_id=stage.event_id, superseded_at=None)


def changed(stage: Stage, **values: Value) -> Event:
    rewritten(EVENTS, now_said(stage), stage.province, said(EVENTS, now_said(stage), **values), stage.office.actor, NOW)
    return now_said(stage)


def test_a_conference_that_is_put_off_keeps_its_parts_and_opens_its_door_on_the_new_day(stage: Stage) -> None:
    office = stage.office.actor
    [seat, *_] = invite(event=now_said(stage), lines=[Invitation("Công an tỉnh", "", 2)], by=office, at=NOW)
    items = lay_out_programme(event=now_said(stage), by=office, at=NOW)
    event = changed(stage, since=NEXT, standing="planned")
    move_part(code=PROGRAMME, event=event, record_id=items[0].record_id, up=False, by=office, at=NOW)
    assert [row.record_id for row in parts(PROGRAMME, event.record_id)][:2] == [items[1].record_id, items[0].record_id]
    check_in(event=event, record_id=seat.record_id, by=office, at=NOW + timedelta(days=1))
    assert parts(DELEGATES, event.record_id).get(record_id=seat.record_id).state == "present"


def test_a_new_part_still_stands_on_a_day_of_the_event(stage: Stage) -> None:
    changed(stage, since=NEXT, standing="planned")
    with pytest.raises(Refused) as refusal:
        stage.part(PAPERS, {"name": "Tham luận", "speaker": "Phó Giám đốc Công an tỉnh"})
    assert refusal.value.code == "campaigns.not_its_day"


@pytest.mark.parametrize("values", [{"since": date(2023, 2, 20), "standing": "planned"}, {"standing": "cancelled"}])
def test_an_event_whose_delegates_came_is_neither_put_off_nor_cancelled(stage: Stage, values: dict[str, Value]) -> None:
    office = stage.office.actor
    [seat] = invite(event=now_said(stage), lines=[Invitation("Công an tỉnh")], by=office, at=NOW)
    check_in(event=now_said(stage), record_id=seat.record_id, by=office, at=NOW)
    with pytest.raises(Refused) as refusal:
        changed(stage, **values)
    assert refusal.value.code == "campaigns.checked_in"
    assert (now_said(stage).since, now_said(stage).standing) == (DAY, "")


def test_an_event_is_no_part_of_itself_however_far_round(land: Land, lan: Person) -> None:
    whole = an_event(land.an_phu, lan.actor, kind="peak", name="Cao điểm", until=day("30/03/2026"), venue="")
    part = an_event(land.an_phu, lan.actor, part_of=whole.record_id)
    for one in (whole, part):
        with pytest.raises(Refused) as refusal:
            rewritten(EVENTS, whole, land.an_phu, said(EVENTS, whole, part_of=one.record_id), lan.actor)
        assert refusal.value.code == "campaigns.part_of_itself"
    assert rows_now(EVENTS).get(record_id=whole.record_id).pk == whole.pk


def opened(box: Entry, land: Land, lan: Person, on: str) -> Entry:
    values: dict[str, Value] = {
        "box": box.record_id,
        "since": day(on),
        "first_post": "Trưởng Công an xã",
        "second_post": "Trưởng ban công tác Mặt trận thôn",
    }
    return written(OPENINGS, land.village, values, lan.actor)


@pytest.mark.parametrize("values", [{"since": day("11/03/2026")}, {"until": day("10/03/2026")}])
def test_a_box_stays_where_it_was_opened(land: Land, lan: Person, values: dict[str, Value]) -> None:
    box = a_box(land.village, lan.actor)
    opened(box, land, lan, "10/03/2026")
    with pytest.raises(Refused) as refusal:
        rewritten(BOXES, box, land.village, said(BOXES, box, **values), lan.actor)
    assert refusal.value.code == "campaigns.box_was_opened"
    assert rows_now(BOXES).get().pk == box.pk


def test_a_broken_box_is_opened_again_once_it_is_mended(land: Land, lan: Person) -> None:
    box = a_box(land.village, lan.actor)

    def happened(code: str, on: str) -> None:
        step = StepFacts(code, day(on), note="Hỏng khóa")
        take_step(register=BOXES, record_id=box.record_id, step=step, by=lan.actor, at=AUTUMN)

    happened("broken", "01/03/2026")
    opened(box, land, lan, "01/03/2026")
    with pytest.raises(Refused) as refusal:
        opened(box, land, lan, "02/03/2026")
    assert refusal.value.code == "campaigns.box_broken"
    happened("mended", "20/03/2026")
    opened(box, land, lan, "20/03/2026")
    assert rows_now(OPENINGS).count() == 2
