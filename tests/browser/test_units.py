"""Journeys through units and meetings: an officer brings units in, a council votes on a phone."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from binhyen.kernel.actors import SYSTEM, Role
from binhyen.sheets.writers import write_table
from binhyen.units.actions import (
    CommitteeDraft,
    MemberSeat,
    MotionDraft,
    Subject,
    call_meeting,
    enrol_places,
    form_committee,
    mark_present,
    open_meeting,
    put_motion,
    register_unit,
)
from binhyen.units.models import Meeting
from binhyen.units.queries import kinds_of, memberships_on
from binhyen.units.rules.committees import MemberRole
from binhyen.units.rules.kinds import EnterpriseSize
from binhyen.units.rules.workbook import columns
from tests.accounts.factories import AT, TODAY, Land, Person, a_land, a_person, ba_lan
from tests.browser.checks import assert_no_horizontal_scroll, assert_page_weight, axe, look
from tests.browser.conftest import SignIn
from tests.units.conftest import agency, enterprise

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def land(settings: Settings, tmp_path: Path) -> Land:
    settings.VAR_DIR = tmp_path
    settings.SECOND_FACTOR_REQUIRED = False
    return a_land()


def book(path: Path, *rows: list[str | None]) -> Path:
    kinds = {code: kind.name for code, kind in kinds_of("").items()}
    path.write_bytes(write_table(columns(kinds), rows))
    return path


def hold(page: Page, name: str) -> None:
    look(page, name)
    assert_no_horizontal_scroll(page)
    axe(page)


def test_an_officer_brings_units_in(page: Page, land: Land, sign_in: SignIn, tmp_path: Path) -> None:
    lan = ba_lan(land)
    enrol_places(province_id=land.bac_ninh.place_id, day=TODAY, by=SYSTEM, at=AT)
    register_unit(draft=enterprise(land.an_phu.place_id, EnterpriseSize.SMALL), by=lan.actor, at=AT)
    sign_in(page, lan)
    assert_page_weight(page.goto("/don-vi/"))
    hold(page, "units-list")
    page.get_by_role("link", name="Từ bảng tính").click()
    wrong = book(tmp_path / "a.xlsx", ["Trạm Y tế", "Cơ quan", "An Phú", "Cấp xã"], ["X", "Cơ quan", "Huế", "Cấp xã"])
    page.get_by_label("Bảng tính").set_input_files(wrong)
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_text("Không có xã nào")).to_be_visible()
    hold(page, "units-import-wrong")
    page.get_by_role("link", name="Chọn tệp khác").click()
    hold(page, "units-choose")
    sound = book(tmp_path / "b.xlsx", ["Trạm Y tế", "Cơ quan", "An Phú", "Cấp xã"])
    page.get_by_label("Bảng tính").set_input_files(sound)
    page.get_by_role("button", name="Xem trước").click()
    hold(page, "units-import-sound")
    page.get_by_role("button", name="Đăng ký tất cả").click()
    expect(page.get_by_text("Đã đăng ký 1 đơn vị.")).to_be_visible()
    page.get_by_role("link", name="Công ty May").click()
    expect(page.get_by_text("Đ1.2.b").first).to_be_visible()
    hold(page, "unit")
    page.get_by_role("link", name="Thay đổi").click()
    hold(page, "unit-change")


def sitting(land: Land, lan: Person) -> tuple[Meeting, Person]:
    """A meeting that is open on one motion, and its first member."""
    people = [
        a_person(f"uyvien{n}", f"Ủy viên {n}", Role.COUNCIL_MEMBER, land.an_phu, title)
        for n, title in enumerate(("Chủ tịch UBND xã, Trưởng ban", "Trưởng Công an xã, Phó Trưởng ban", "Ủy viên"))
    ]
    draft = CommitteeDraft(land.an_phu.place_id, "Ban Chỉ đạo 138 xã An Phú", "BCĐ 138", "BCĐ", "QĐ 1/QĐ-UBND")
    roles = (MemberRole.HEAD, MemberRole.DEPUTY, MemberRole.MEMBER)
    seats = [MemberSeat(one.post.pk, role) for one, role in zip(people, roles, strict=True)]
    committee = form_committee(draft=draft, seats=seats, since=TODAY, by=lan.actor, at=AT)
    meeting = call_meeting(
        committee=committee, held_on=TODAY, subject="Xét công nhận năm 2026", quorum_percent=67, by=lan.actor, at=AT
    )
    present = [one.pk for one in memberships_on(committee, TODAY)]
    mark_present(meeting=meeting, present=present, by=lan.actor, at=AT)
    opened = open_meeting(meeting=meeting, by=lan.actor, at=AT)
    motion = MotionDraft("Công nhận 14 khu dân cư đạt tiêu chuẩn", [Subject("x", n) for n in range(14)])
    put_motion(meeting=opened, draft=motion, by=lan.actor, at=AT)
    return opened, people[0]


def test_a_member_votes_on_a_phone(phone: Page, page: Page, land: Land, sign_in: SignIn) -> None:
    lan = ba_lan(land)
    meeting, member = sitting(land, lan)
    sign_in(phone, member)
    phone.goto(f"/don-vi/phien-hop/{meeting.pk}/")
    hold(phone, "meeting-phone")
    phone.get_by_role("button", name="Tán thành", exact=True).click()
    expect(phone.get_by_text("Bạn đã biểu quyết.")).to_be_visible()
    phone.goto("/don-vi/phien-hop/")
    hold(phone, "meetings-phone")
    sign_in(page, lan)
    page.goto(f"/don-vi/phien-hop/{meeting.pk}/")
    hold(page, "meeting")
    page.goto(f"/don-vi/ban-chi-dao/{meeting.committee_id}/")
    hold(page, "committee")
    phone.goto(f"/don-vi/ban-chi-dao/{meeting.committee_id}/")
    hold(phone, "committee-phone")


def test_units_are_read_on_a_phone(phone: Page, land: Land, sign_in: SignIn) -> None:
    lan = ba_lan(land)
    unit = register_unit(
        draft=agency(land.an_phu.place_id, "Trung tâm Dịch vụ tổng hợp xã An Phú"), by=lan.actor, at=AT
    )
    sign_in(phone, lan)
    phone.goto("/don-vi/")
    hold(phone, "units-phone")
    phone.goto(f"/don-vi/{unit.pk}/")
    hold(phone, "unit-phone")
    phone.goto("/don-vi/them/")
    hold(phone, "unit-add-phone")
