"""The pages of units and meetings: they work, strangers get 404, wrong methods 405, refusals are shown."""

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from binhyen.kernel.actors import SYSTEM, Role
from binhyen.sheets.writers import write_table
from binhyen.units.actions import (
    CommitteeDraft,
    MemberSeat,
    MotionDraft,
    Subject,
    enrol_places,
    form_committee,
    open_meeting,
    put_motion,
    register_unit,
)
from binhyen.units.actions import call_meeting as call
from binhyen.units.actions import mark_present as mark
from binhyen.units.models import Ballot, Committee, Meeting, Motion, Unit
from binhyen.units.queries import kinds_of, memberships_on
from binhyen.units.rules.committees import MemberRole
from binhyen.units.rules.kinds import EnterpriseSize
from binhyen.units.rules.workbook import columns
from tests.accounts.factories import (
    AT,
    Land,
    Person,
    a_land,
    a_person,
    anh_nam,
    ba_lan,
    chi_mai,
    ong_hung,
    signed_in_client,
)
from tests.accounts.factories import TODAY as DAY
from tests.units.conftest import agency, enterprise

pytestmark = pytest.mark.django_db
PAGE_BYTES = 60_000


@pytest.fixture
def land(settings: Settings, tmp_path: Path) -> Land:
    settings.VAR_DIR = tmp_path
    return a_land()


@pytest.fixture
def lan(land: Land) -> Person:
    return ba_lan(land)


@pytest.fixture
def client(lan: Person) -> Client:
    return signed_in_client(lan)


@pytest.fixture
def unit(land: Land, lan: Person) -> Unit:
    return register_unit(draft=enterprise(land.an_phu.place_id, EnterpriseSize.SMALL), by=lan.actor, at=AT)


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_list_shows_finds_and_narrows(client: Client, land: Land, unit: Unit) -> None:
    enrol_places(province_id=land.bac_ninh.place_id, day=DAY, by=SYSTEM, at=AT)
    page = client.get(reverse("units:units"))
    assert page.status_code == 200
    assert len(page.content) < PAGE_BYTES
    assert [row.unit.name for row in page.context["rows"]] == ["Công ty May", "Thôn Đông", "Xã An Phú"]
    found = client.get(reverse("units:units"), {"q": "cong ty MAY", "scope": "out"})
    assert [row.unit for row in found.context["rows"]] == [unit]
    odd = client.get(reverse("units:units"), {"kind": "no such kind", "page": "x"})
    assert len(odd.context["rows"]) == 3


def test_a_unit_says_why_it_is_outside_with_the_article(client: Client, unit: Unit) -> None:
    page = client.get(reverse("units:unit", args=[unit.pk]))
    assert page.status_code == 200
    assert "Đ1.2.b" in text(page)


def test_strangers_find_no_unit_and_visitors_are_sent_to_sign_in(land: Land, unit: Unit) -> None:
    names = ("units:unit", "units:change_unit", "units:close_unit")
    nam = signed_in_client(anh_nam(land))
    assert [nam.get(reverse(name, args=[unit.pk])).status_code for name in names] == [404] * 3
    assert [Client().get(reverse(name, args=[unit.pk])).status_code for name in names] == [302] * 3


def form_of(unit: Unit, **changes: object) -> dict[str, object]:
    known = {"name": unit.name, "managing_level": "commune", "enterprise_size": "medium", "on": "2026-11-05"}
    return {**known, "has_party_organisation": "unknown", **changes}


def test_a_unit_is_added_changed_and_closed(client: Client, land: Land, unit: Unit) -> None:
    new = form_of(unit, name="Trạm", kind="agency", place=land.an_phu.place_id, enterprise_size="")
    assert client.get(reverse("units:add_unit")).status_code == 200
    added = client.post(reverse("units:add_unit"), new)
    made = Unit.objects.get(name="Trạm")
    assert added["Location"] == reverse("units:unit", args=[made.pk])
    change = reverse("units:change_unit", args=[unit.pk])
    assert client.get(change).status_code == 200
    assert client.post(change, form_of(unit)).status_code == 302
    unit.refresh_from_db()
    assert unit.enterprise_size == "medium"
    close = reverse("units:close_unit", args=[unit.pk])
    assert client.get(close).status_code == 200
    assert client.post(close, {"on": "2026-11-05", "instrument": "QĐ 3"}).status_code == 302
    unit.refresh_from_db()
    assert unit.valid_to == DAY


def test_a_representative_is_named(client: Client, land: Land, unit: Unit) -> None:
    page = reverse("units:appoint", args=[unit.pk])
    mai = chi_mai(land)
    assert client.get(page).status_code == 200
    assert client.post(page, {"post": mai.post.pk, "since": "2026-11-05"}).status_code == 302
    again = client.post(page, {"post": mai.post.pk, "since": "2026-11-05"})
    assert again.context["form"].errors["post"]
    assert signed_in_client(mai).get(reverse("units:unit", args=[unit.pk])).status_code == 200
    assert signed_in_client(mai).get(page).status_code == 403
    assert signed_in_client(anh_nam(land)).get(page).status_code == 404


def test_a_change_asks_only_what_the_kind_has(client: Client, land: Land, unit: Unit) -> None:
    form = client.get(reverse("units:change_unit", args=[unit.pk])).context["form"]
    assert "enterprise_size" in form.fields
    assert "highest_level" not in form.fields


def test_refusals_are_shown_at_their_fields(client: Client, land: Land, unit: Unit) -> None:
    twice = form_of(unit, kind="enterprise", place=land.an_phu.place_id)
    page = client.post(reverse("units:add_unit"), twice)
    assert page.status_code == 200
    assert page.context["form"].errors["name"]
    sizeless = client.post(reverse("units:change_unit", args=[unit.pk]), form_of(unit, enterprise_size=""))
    assert sizeless.context["form"].errors["enterprise_size"]


def test_who_may_not_add_is_refused(land: Land) -> None:
    chair = signed_in_client(a_person("chu.tich", "Ông Chủ tịch", Role.COMMUNE_CHAIR, land.an_phu))
    assert chair.get(reverse("units:units")).status_code == 200
    for name in ("units:add_unit", "units:choose_workbook", "units:import_template"):
        assert chair.get(reverse(name)).status_code == 403


@pytest.mark.parametrize("name", ["units:units", "units:export_units", "units:import_template", "units:meetings"])
def test_reading_pages_take_no_posts(client: Client, name: str) -> None:
    assert client.post(reverse(name)).status_code == 405


def book(*rows: list[Any]) -> SimpleUploadedFile:
    kinds = {code: kind.name for code, kind in kinds_of("").items()}
    return SimpleUploadedFile("a.xlsx", write_table(columns(kinds), rows))


GOOD: list[Any] = ["Trạm Y tế", "Cơ quan", "an phu", "Cấp xã"]


def test_a_workbook_is_looked_at_and_then_taken_whole(client: Client) -> None:
    more: list[Any] = ["Công ty Gốm", "Doanh nghiệp", "Xã An Phú", "Cấp xã", None, "Vừa"]
    answer = client.post(reverse("units:choose_workbook"), {"workbook": book(GOOD, more)})
    assert answer.status_code == 302
    page = client.get(answer["Location"])
    assert page.context["seen"].clean
    assert not Unit.objects.exists()
    assert client.post(answer["Location"]).status_code == 302
    assert set(Unit.objects.values_list("name", "kind_id")) == {("Trạm Y tế", "agency"), ("Công ty Gốm", "enterprise")}
    assert client.get(answer["Location"]).status_code == 409


def test_wrong_rows_are_named_and_nothing_is_taken(client: Client, unit: Unit) -> None:
    rows: list[list[Any]] = [
        GOOD,
        ["TRAM Y TE", "Cơ quan", "An Phú", "Cấp xã"],
        ["A", "Cơ quan", "Hà Nội", "Cấp xã"],
        ["B", "Doanh nghiệp", "An Phú", "Cấp xã"],
        ["C", "Cơ quan", "An Phú", "Cấp tỉnh"],
        ["Công ty May", "Doanh nghiệp", "An Phú", "Cấp xã", None, "Vừa"],
        ["D", "Chùa", "An Phú", "Cấp xã"],
    ]
    answer = client.post(reverse("units:choose_workbook"), {"workbook": book(*rows)})
    page = client.get(answer["Location"])
    codes = {number: found[0].code for number, found in page.context["seen"].wrong}
    assert codes == {
        3: "units.duplicate",
        4: "units.unknown_commune",
        5: "units.no_size",
        6: "units.level_above",
        7: "units.duplicate",
        8: "sheets.not_choice",
    }
    assert client.post(answer["Location"]).status_code == 409
    assert Unit.objects.count() == 1
    copy = client.get(f"{answer['Location']}loi/")
    sheet: Any = openpyxl.load_workbook(io.BytesIO(copy.content)).active
    words = [row[-1].value for row in sheet.iter_rows(min_row=2)]
    assert not words[0]
    assert all(words[1:])
    assert len(set(words[1:])) >= 5


def test_a_file_that_is_no_workbook_is_refused_at_its_form(client: Client) -> None:
    page = client.post(reverse("units:choose_workbook"), {"workbook": SimpleUploadedFile("a.xlsx", b"nothing")})
    assert page.status_code == 409
    assert page.context["form"].errors
    assert client.get(reverse("units:choose_workbook")).status_code == 200


def test_somebody_elses_workbook_is_not_there(client: Client, land: Land) -> None:
    answer = client.post(reverse("units:choose_workbook"), {"workbook": book(GOOD)})
    assert signed_in_client(anh_nam(land)).get(answer["Location"]).status_code == 409


def test_what_is_exported_can_be_read_again(client: Client, unit: Unit) -> None:
    answer = client.get(reverse("units:export_units"))
    sheet: Any = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][0] == "Tên đơn vị (*)"
    assert rows[1][:4] == ("Công ty May", "Doanh nghiệp", "Xã An Phú", "Cấp xã")
    template = client.get(reverse("units:import_template"))
    assert template.status_code == 200


@pytest.fixture
def sitting(land: Land, lan: Person) -> tuple[Meeting, Person]:
    member = a_person("uy.vien", "Ủy viên", Role.COUNCIL_MEMBER, land.an_phu)
    draft = CommitteeDraft(land.an_phu.place_id, "BCĐ 138 xã An Phú", "BCĐ 138", "BCĐ", "QĐ 1")
    seats = [MemberSeat(member.post.pk, MemberRole.HEAD)]
    committee = form_committee(draft=draft, seats=seats, since=DAY, by=lan.actor, at=AT)
    meeting = call(committee=committee, held_on=DAY, subject="Xét công nhận", quorum_percent=67, by=lan.actor, at=AT)
    return meeting, member


def test_a_meeting_is_called_marked_opened_voted_and_closed(
    client: Client, lan: Person, sitting: tuple[Meeting, Person]
) -> None:
    meeting, member = sitting
    page = reverse("units:meeting", args=[meeting.pk])
    assert client.post(reverse("units:open_meeting", args=[meeting.pk])).status_code == 409
    seat = memberships_on(meeting.committee, DAY)[0].pk
    marked = client.post(reverse("units:mark_present", args=[meeting.pk]), {f"member-{seat}": "present"})
    assert marked.status_code == 302
    assert client.post(reverse("units:open_meeting", args=[meeting.pk])).status_code == 302
    meeting.refresh_from_db()
    draft = MotionDraft("Công nhận hai khu dân cư", [Subject("x", 1), Subject("x", 2)])
    motion = put_motion(meeting=meeting, draft=draft, by=lan.actor, at=AT)
    voter = signed_in_client(member)
    assert 'value="against"' in text(voter.get(page))
    assert 'value="against"' not in text(client.get(page))
    ballot = reverse("units:cast_ballot", args=[meeting.pk, motion.pk])
    assert client.post(ballot, {"choice": "for"}).status_code == 403
    assert voter.post(ballot, {"choice": "nonsense"}).status_code == 302
    assert not Ballot.objects.exists()
    assert voter.post(ballot, {"choice": "for"}).status_code == 302
    assert voter.post(ballot, {"choice": "for"}).status_code == 409
    assert client.post(reverse("units:close_motion", args=[meeting.pk, motion.pk])).status_code == 302
    assert Motion.objects.get().carried
    assert client.post(reverse("units:close_meeting", args=[meeting.pk])).status_code == 302
    assert len(client.get(page).content) < PAGE_BYTES
    assert client.get(reverse("units:meetings")).status_code == 200


def test_a_meeting_is_called_from_its_page(client: Client, land: Land, sitting: tuple[Meeting, Person]) -> None:
    page = reverse("units:call_meeting", args=[sitting[0].committee_id])
    assert client.get(page).status_code == 200
    called = client.post(page, {"subject": "Họp", "held_on": "2026-11-05", "quorum_percent": "50"})
    assert called.status_code == 302
    none = client.post(page, {"subject": "Họp", "held_on": "2020-11-05", "quorum_percent": "50"})
    assert none.context["form"].non_field_errors()
    assert signed_in_client(anh_nam(land)).get(page).status_code == 404


def test_a_committee_is_formed_and_renewed(client: Client, land: Land) -> None:
    head, other = (a_person(f"uyvien{n}", "Thành viên", Role.COUNCIL_MEMBER, land.an_phu) for n in range(2))
    page = reverse("units:form_committee")
    assert client.get(page).status_code == 200
    words = {"name": "BCĐ xã", "short_name": "BCĐ 138", "sign_suffix": "BCĐ", "on": "2026-11-05", "instrument": "QĐ 1"}
    headless = client.post(page, {**words, f"post-{head.post.pk}": "member"})
    assert headless.context["form"].non_field_errors()
    assert client.post(page, {**words, f"post-{head.post.pk}": "head"}).status_code == 302
    made = Committee.objects.get()
    own = reverse("units:committee", args=[made.pk])
    seats = {f"post-{head.post.pk}": "head", f"post-{other.post.pk}": "secretary", "post-x": "head", "post-1": "king"}
    assert client.post(own, {"on": "2026-11-05", "instrument": "QĐ 2", **seats}).status_code == 302
    assert len(memberships_on(made, DAY)) == 2
    assert client.get(own).status_code == 200
    assert signed_in_client(head).get(own).status_code == 200
    assert signed_in_client(head).post(own, {"on": "2026-11-05", "instrument": "QĐ 3"}).status_code == 403
    assert len(memberships_on(made, DAY)) == 2
    assert signed_in_client(anh_nam(land)).get(own).status_code == 404


def test_strangers_find_no_meeting(land: Land, sitting: tuple[Meeting, Person]) -> None:
    nam = signed_in_client(anh_nam(land))
    meeting = sitting[0].pk
    assert nam.get(reverse("units:meeting", args=[meeting])).status_code == 404
    for name in ("mark_present", "open_meeting", "close_meeting"):
        assert nam.post(reverse(f"units:{name}", args=[meeting])).status_code == 404
        assert nam.get(reverse(f"units:{name}", args=[meeting])).status_code == 405
    hung = signed_in_client(ong_hung(land))
    assert hung.get(reverse("units:meeting", args=[meeting])).status_code == 200


def test_a_motion_is_of_its_meeting(client: Client, lan: Person, sitting: tuple[Meeting, Person]) -> None:
    meeting, _ = sitting
    other = call(committee=meeting.committee, held_on=DAY, subject="B", quorum_percent=50, by=lan.actor, at=AT)
    seat = memberships_on(meeting.committee, DAY)[0].pk
    mark(meeting=other, present=[seat], by=lan.actor, at=AT)
    opened = open_meeting(meeting=other, by=lan.actor, at=AT)
    motion = put_motion(meeting=opened, draft=MotionDraft("A", [Subject("x", 1)]), by=lan.actor, at=AT)
    assert client.post(reverse("units:close_motion", args=[meeting.pk, motion.pk])).status_code == 404


def test_the_pages_ask_few_questions(
    client: Client, land: Land, lan: Person, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        register_unit(draft=agency(land.an_phu.place_id, f"Cơ quan {number}"), by=lan.actor, at=AT)
    client.get(reverse("units:units"))
    with django_assert_max_num_queries(14):
        client.get(reverse("units:units"))
