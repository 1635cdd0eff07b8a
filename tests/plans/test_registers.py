"""Registers of plans: what is refused, who may do what, and what reports count from them."""

import pytest
from pytest_django import DjangoAssertNumQueries

from binhyen.accounts.models import Post
from binhyen.kernel.actors import Role
from binhyen.kernel.findings import Forbidden, Refused
from binhyen.plans.actions.tasks import add_tasks, tasks_from_conclusions
from binhyen.plans.models import PlanTask
from binhyen.plans.queries.tasks import asked_tasks
from binhyen.plans.registers import COMMITTEES, DOCUMENTS, INSPECTIONS, PLANS, REMEDIES, SEATS, TASKS
from binhyen.plans.rules.tasks import TaskDraft
from binhyen.registers.actions.writing import take_back
from binhyen.registers.models import Record
from binhyen.registers.queries.declared import Register
from binhyen.registers.queries.entries import entries_seen_by, links_of
from tests.accounts.factories import Land, Person, a_land, a_person, a_place, anh_nam, ba_lan, ong_hung
from tests.plans.factories import (
    COMMITTEE,
    INSPECTION,
    REMEDY,
    SEAT,
    TASK,
    Values,
    a_committee,
    a_plan,
    a_seat,
    a_task,
    an_inspection,
    stepped,
)
from tests.registers.factories import NOW, counted, day, number, rewritten, written

pytestmark = pytest.mark.django_db

DOCUMENT: Values = {
    "kind": "plan",
    "number": "45/KH-BCĐ",
    "issued_on": day("02/03/2026"),
    "issuer": "Ban Chỉ đạo 138 xã An Phú",
    "level": "commune",
    "summary": "Về việc tổ chức Ngày hội",
    "way": "issued",
}


@pytest.fixture
def land() -> Land:
    return a_land()


@pytest.fixture
def lan(land: Land) -> Person:
    return ba_lan(land)


@pytest.fixture
def hung(land: Land) -> Person:
    return ong_hung(land)


def refused(register: Register, place: object, values: Values, by: Person) -> set[str]:
    before = Record.objects.count()
    with pytest.raises((Refused, Forbidden)) as refusal:
        written(register, place, values, by.actor)  # type: ignore[arg-type]
    assert Record.objects.count() == before
    return {finding.code for finding in refusal.value.findings}


# ------------------------------------------------------------------ documents


def test_documents_that_a_place_issued_are_counted_by_type_and_level(land: Land, lan: Person) -> None:
    written(DOCUMENTS, land.an_phu, DOCUMENT, lan.actor)
    written(DOCUMENTS, land.an_phu, DOCUMENT | {"kind": "notice", "number": "3/TB-BCĐ"}, lan.actor)
    received = {"way": "received", "level": "province", "issuer": "Ban Chỉ đạo tỉnh", "number": "9/KH-BCĐ"}
    written(DOCUMENTS, land.an_phu, DOCUMENT | received, lan.actor)
    rows = {row.dims["document_kind"]: row.value for row in counted("documents_issued", land.bac_ninh, "2026-Q1")}
    assert rows == {"plan": 1, "other": 1}
    assert number("documents_issued", land.an_phu, "2026-Q2") == 0


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"level": "province"}, "plans.level_not_of_place"),
        ({"level": "central"}, "plans.level_not_of_place"),
        ({"way": "received", "received_on": day("01/03/2026")}, "plans.received_before_issued"),
        ({"way": "received", "answer_by": day("01/03/2026")}, "plans.answer_before_document"),
        ({"number": ""}, "registers.missing"),
        ({"issued_on": day("06/11/2026")}, "registers.to_come"),
    ],
)
def test_documents_that_cannot_be_are_refused(land: Land, lan: Person, values: Values, code: str) -> None:
    assert code in refused(DOCUMENTS, land.an_phu, DOCUMENT | values, lan)


def test_the_provinces_documents_and_plans_are_read_in_its_communes(land: Land, lan: Person, hung: Person) -> None:
    nam = anh_nam(land)
    written(DOCUMENTS, land.bac_ninh, DOCUMENT | {"level": "province"}, hung.actor)
    a_plan(land.bac_ninh, hung.actor)
    a_plan(land.an_phu, lan.actor)
    assert entries_seen_by(DOCUMENTS, nam.actor).count() == 1
    assert entries_seen_by(PLANS, nam.actor).count() == 1
    assert entries_seen_by(PLANS, lan.actor).count() == 2


# ------------------------------------------------------------------ tasks


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"due_on": day("31/01/2026")}, "registers.dates_reversed"),
        ({"due_on": day("05/01/2027")}, "plans.outside_plan"),
        ({"issued_on": day("31/12/2025")}, "plans.outside_plan"),
        ({"target": 5}, "plans.target_without_indicator"),
        ({"indicator": "tips_received", "target": 5}, "registers.no_choice"),
        ({"lead": ""}, "registers.missing"),
    ],
)
def test_tasks_that_cannot_be_are_refused(land: Land, hung: Person, values: Values, code: str) -> None:
    plan = a_plan(land.bac_ninh, hung.actor)
    assert code in refused(TASKS, land.an_phu, TASK | {"plan": plan.record_id} | values, hung)


def test_what_may_not_be_scored_is_no_target_either(land: Land, hung: Person) -> None:
    values = TASK | {"indicator": "tips_received", "target": 5}
    assert "plans.indicator_not_scored" in refused(TASKS, land.an_phu, values, hung)


def test_a_plan_of_another_place_takes_no_task(land: Land, hung: Person) -> None:
    plan = a_plan(land.elsewhere, hung.actor)
    assert "plans.plan_of_another_place" in refused(TASKS, land.an_phu, TASK | {"plan": plan.record_id}, hung)


def test_a_line_answers_a_task_from_above_and_nothing_else(land: Land, lan: Person, hung: Person) -> None:
    above, own = a_plan(land.bac_ninh, hung.actor), a_plan(land.an_phu, lan.actor)
    asked = a_task(land.an_phu, hung.actor, plan=above.record_id)
    other = a_task(land.elsewhere, hung.actor, plan=above.record_id)
    line = a_task(land.an_phu, lan.actor, plan=own.record_id, answers=asked.record_id)
    mine = TASK | {"plan": own.record_id}
    assert "plans.answers_not_above" in refused(TASKS, land.an_phu, mine | {"answers": other.record_id}, lan)
    assert "plans.answers_itself" in refused(TASKS, land.an_phu, mine | {"answers": line.record_id}, lan)


def test_a_commune_adds_nothing_to_the_provinces_plan_and_changes_no_task_of_it(
    land: Land, lan: Person, hung: Person
) -> None:
    plan = a_plan(land.bac_ninh, hung.actor)
    assert refused(TASKS, land.an_phu, TASK | {"plan": plan.record_id}, lan) == {"plans.not_your_plan"}
    task = a_task(land.an_phu, hung.actor, plan=plan.record_id)
    loose = a_task(land.an_phu, hung.actor)
    for asked in (task, loose):
        with pytest.raises(Forbidden) as refusal:
            rewritten(TASKS, asked, land.an_phu, TASK | {"due_on": day("31/12/2026")}, lan.actor)
        assert refusal.value.code == "plans.not_your_task"
        with pytest.raises(Forbidden):
            take_back(register=TASKS, record_id=asked.record_id, reason="Không làm", by=lan.actor, at=NOW)
    assert PlanTask.objects.filter(superseded_at=None).count() == 2


def test_the_place_does_what_was_asked_and_the_office_that_asked_closes_it(
    land: Land, lan: Person, hung: Person
) -> None:
    task = a_task(land.an_phu, hung.actor, plan=a_plan(land.bac_ninh, hung.actor).record_id)
    stepped(TASKS, task, "accept", "03/02/2026", lan.actor)
    stepped(TASKS, task, "progress", "01/05/2026", lan.actor, percent=40)
    with pytest.raises(Forbidden):
        stepped(TASKS, task, "extend", "02/05/2026", lan.actor, due_on=day("15/12/2026"))
    stepped(TASKS, task, "extend", "02/05/2026", hung.actor, due_on=day("15/12/2026"))
    stepped(TASKS, task, "submit", "01/10/2026", lan.actor, reached=12)
    with pytest.raises(Forbidden):
        stepped(TASKS, task, "close", "02/10/2026", lan.actor)
    stepped(TASKS, task, "return", "02/10/2026", hung.actor)
    stepped(TASKS, task, "submit", "05/10/2026", lan.actor)
    stepped(TASKS, task, "close", "06/10/2026", hung.actor)
    assert Record.objects.get(pk=task.record_id).state == "closed"


@pytest.mark.parametrize(
    ("new", "code"),
    [("30/11/2026", "plans.extension_not_later"), ("02/01/2027", "plans.outside_plan")],
)
def test_an_extension_leads_to_a_later_day_within_the_plan(land: Land, hung: Person, new: str, code: str) -> None:
    task = a_task(land.an_phu, hung.actor, plan=a_plan(land.bac_ninh, hung.actor).record_id)
    with pytest.raises(Refused) as refusal:
        stepped(TASKS, task, "extend", "02/05/2026", hung.actor, due_on=day(new))
    assert refusal.value.code == code


def test_a_department_reports_on_tasks_that_name_it_alone(land: Land, hung: Person) -> None:
    women = a_person("hoi.phunu", "Hoàng Thị Xuân", Role.ASSOCIATION_OFFICER, land.bac_ninh, "Hội Phụ nữ")
    own = a_task(land.bac_ninh, hung.actor, lead="Hội Phụ nữ tỉnh")
    other = a_task(land.bac_ninh, hung.actor, lead="Sở Tư pháp")
    stepped(TASKS, own, "accept", "03/02/2026", women.actor)
    with pytest.raises(Forbidden) as refusal:
        stepped(TASKS, other, "accept", "03/02/2026", women.actor)
    assert refusal.value.code == "plans.not_your_task"


def test_conclusions_become_tasks_in_one_step(land: Land, hung: Person) -> None:
    source = written(DOCUMENTS, land.bac_ninh, DOCUMENT | {"level": "province"}, hung.actor)
    plan = a_plan(land.bac_ninh, hung.actor)
    drafts = [
        TaskDraft("Đổi mới hình thức tuyên truyền", land.an_phu.place_id, "Công an xã", day("01/12/2026")),
        TaskDraft("Nhân rộng điển hình", land.elsewhere.place_id, "UBND xã", day("01/12/2026"), target=None),
    ]
    made = tasks_from_conclusions(
        source_record_id=source.record_id, plan_record_id=plan.record_id, drafts=drafts, by=hung.actor, at=NOW
    )
    assert [record.pk for record in links_of(source.record_id, hung.actor)] == made
    assert PlanTask.objects.get(record_id=made[0]).issued_on == NOW.date()


def test_many_tasks_ask_the_database_as_often_as_one(
    land: Land, hung: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    plan = a_plan(land.bac_ninh, hung.actor).record_id
    drafts = [TaskDraft(f"Việc {n}", land.an_phu.place_id, "Công an xã", day("01/12/2026")) for n in range(50)]
    with django_assert_max_num_queries(14):
        assert len(add_tasks(plan_record_id=plan, drafts=drafts, issued=NOW.date(), by=hung.actor, at=NOW)) == 50


def test_conclusions_are_refused_together(land: Land, hung: Person) -> None:
    source = written(DOCUMENTS, land.bac_ninh, DOCUMENT | {"level": "province"}, hung.actor)
    drafts = [
        TaskDraft("Đổi mới hình thức tuyên truyền", land.an_phu.place_id, "Công an xã", day("01/12/2026")),
        TaskDraft("Việc đã qua", land.an_phu.place_id, "UBND xã", day("01/10/2026")),
    ]
    with pytest.raises(Refused):
        tasks_from_conclusions(
            source_record_id=source.record_id, plan_record_id=None, drafts=drafts, by=hung.actor, at=NOW
        )
    assert not PlanTask.objects.exists()


# ------------------------------------------------------------------ inspections


def test_an_inspection_counts_once_it_has_ended(land: Land, hung: Person) -> None:
    an_inspection(land.bac_ninh, hung.actor)
    an_inspection(land.bac_ninh, hung.actor, ended_on=None, units="8", decision="Quyết định số 9/QĐ-BCĐ")
    assert number("inspections", land.bac_ninh, "2026-Q3") == 1
    assert number("inspected_units", land.bac_ninh, "2026") == 3
    assert [row.dims for row in counted("inspections", land.bac_ninh, "2026")] == [{"level": "province"}]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"conclusion": ""}, "plans.ended_without_conclusion"),
        ({"level": "commune"}, "plans.level_not_of_place"),
        ({"ended_on": day("01/08/2026")}, "registers.dates_reversed"),
        ({"ended_on": day("06/11/2026")}, "registers.to_come"),
    ],
)
def test_inspections_that_cannot_be_are_refused(land: Land, hung: Person, values: Values, code: str) -> None:
    assert code in refused(INSPECTIONS, land.bac_ninh, INSPECTION | values, hung)


def test_what_was_found_is_mended_below_and_confirmed_by_those_who_inspected(
    land: Land, lan: Person, hung: Person
) -> None:
    seen = an_inspection(land.bac_ninh, hung.actor)
    values = REMEDY | {"inspection": seen.record_id}
    assert refused(REMEDIES, land.an_phu, values, lan) == {"plans.not_your_inspection"}
    remedy = written(REMEDIES, land.an_phu, values, hung.actor)
    stepped(REMEDIES, remedy, "mend", "01/09/2026", lan.actor)
    with pytest.raises(Forbidden):
        stepped(REMEDIES, remedy, "confirm", "02/09/2026", lan.actor)
    stepped(REMEDIES, remedy, "reject", "02/09/2026", hung.actor)
    stepped(REMEDIES, remedy, "mend", "10/09/2026", lan.actor)
    stepped(REMEDIES, remedy, "confirm", "11/09/2026", hung.actor)
    assert Record.objects.get(pk=remedy.record_id).state == "confirmed"


# ------------------------------------------------------------------ committees


def test_committees_and_members_are_stocks_and_assistants_are_no_members(land: Land, lan: Person) -> None:
    committee = a_committee(land.an_phu, lan.actor)
    head = a_seat(land.an_phu, committee, lan.actor, role="head", position="Chủ tịch UBND xã")
    a_seat(land.an_phu, committee, lan.actor)
    a_seat(land.an_phu, committee, lan.actor, role="assistant", position="Cán bộ tổng hợp")
    stepped(SEATS, head, "release", "01/06/2026", lan.actor)
    assert number("steering_committees", land.bac_ninh, "2026") == 1
    assert number("steering_members", land.bac_ninh, "2026-Q1") == 2
    assert number("steering_members", land.an_phu, "2026") == 1


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"level": "province"}, "plans.level_not_of_place"),
        ({"standing_body": ""}, "registers.missing"),
        ({"level": "district"}, "plans.no_district_committee"),
    ],
)
def test_committees_that_cannot_be_are_refused(land: Land, lan: Person, values: Values, code: str) -> None:
    assert code in refused(COMMITTEES, land.an_phu, COMMITTEE | values, lan)


def test_a_place_has_one_committee_at_a_time(land: Land, lan: Person) -> None:
    a_committee(land.an_phu, lan.actor)
    again = COMMITTEE | {"since": day("01/05/2026"), "decision": "Quyết định số 40/QĐ-UBND"}
    assert refused(COMMITTEES, land.an_phu, again, lan) == {"plans.committee_twice"}


def test_district_committees_count_until_their_level_ended(land: Land, hung: Person) -> None:
    from binhyen.places.rules.kinds import PlaceKind, Tier

    before = day("01/01/2020")
    province = a_place("Cũ", Tier.PROVINCE, PlaceKind.PROVINCE, land.nation, before)
    district = a_place("Tiên Du", Tier.DISTRICT, PlaceKind.RURAL_DISTRICT, province, before)
    from binhyen.kernel.actors import SYSTEM

    committee = a_committee(district, SYSTEM, level="district", since=day("01/02/2024"))
    seat = SEAT | {"committee": committee.record_id, "since": day("01/02/2024")}
    with pytest.raises(Refused) as refusal:
        written(SEATS, district, seat, SYSTEM)
    assert refusal.value.code == "plans.district_seat_open"
    written(SEATS, district, seat | {"until": day("30/06/2025")}, SYSTEM)
    assert number("steering_committees", province, "2024") == 1
    assert number("steering_members", province, "2025-Q1") == 1
    assert number("steering_committees", province, "2025") == 0
    assert number("steering_members", province, "2025") == 0


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"since": day("01/07/2025")}, "plans.seat_outside_committee"),
        ({"role": "head", "position": "Trưởng Công an xã"}, "plans.two_heads"),
        ({"agency": ""}, "registers.missing"),
    ],
)
def test_seats_that_cannot_be_are_refused(land: Land, lan: Person, values: Values, code: str) -> None:
    committee = a_committee(land.an_phu, lan.actor)
    a_seat(land.an_phu, committee, lan.actor, role="head", position="Chủ tịch UBND xã")
    assert code in refused(SEATS, land.an_phu, SEAT | {"committee": committee.record_id} | values, lan)


def test_a_committee_with_seats_taken_is_not_dissolved_alone(land: Land, lan: Person) -> None:
    committee = a_committee(land.an_phu, lan.actor)
    a_seat(land.an_phu, committee, lan.actor)
    with pytest.raises(Refused) as refusal:
        stepped(COMMITTEES, committee, "dissolve", "01/06/2026", lan.actor)
    assert refusal.value.code == "plans.seats_taken"


# ------------------------------------------------------------------ taking back


def test_what_others_rest_on_is_not_taken_back(land: Land, lan: Person, hung: Person) -> None:
    plan, own = a_plan(land.bac_ninh, hung.actor), a_plan(land.an_phu, lan.actor)
    task = a_task(land.an_phu, hung.actor, plan=plan.record_id)
    a_task(land.an_phu, lan.actor, plan=own.record_id, answers=task.record_id)
    seen, committee = an_inspection(land.bac_ninh, hung.actor), a_committee(land.an_phu, lan.actor)
    written(REMEDIES, land.an_phu, REMEDY | {"inspection": seen.record_id}, hung.actor)
    a_seat(land.an_phu, committee, lan.actor)
    wanted = (
        (PLANS, plan, "plans.has_tasks"),
        (TASKS, task, "plans.is_answered"),
        (INSPECTIONS, seen, "plans.has_remedies"),
        (COMMITTEES, committee, "plans.has_seats"),
    )
    for register, entry, code in wanted:
        with pytest.raises(Refused) as refusal:
            take_back(register=register, record_id=entry.record_id, reason="Nhập nhầm", by=hung.actor, at=NOW)
        assert refusal.value.code == code
    assert not Record.objects.exclude(removed_at=None).exists()


def test_a_department_is_asked_by_its_agency_whatever_its_title(land: Land, hung: Person) -> None:
    women = a_person("hoi.phunu", "Hoàng Thị Xuân", Role.ASSOCIATION_OFFICER, land.bac_ninh, "Ủy viên Ban Thường vụ")
    own = a_task(land.bac_ninh, hung.actor, lead="Hội Phụ nữ tỉnh")
    assert not asked_tasks(women.actor)
    Post.objects.filter(pk=women.post.pk).update(agency="Hội Phụ nữ")
    assert [task.record_id for task in asked_tasks(women.actor)] == [own.record_id]
    stepped(TASKS, own, "accept", "03/02/2026", women.actor)
