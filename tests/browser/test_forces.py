"""Journeys through the forces: strength against quota, a team with its list, a year rated and decided."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from binhyen.forces.models import ForceMember, RatingYear
from binhyen.forces.registers import DUTY, GROUPS, MEMBERS, QUOTAS
from binhyen.places.rules.kinds import PlaceKind, Tier
from binhyen.registers.actions.stepping import take_step
from binhyen.registers.models import Entry
from binhyen.registers.rules.facts import Value
from tests.accounts.factories import Land, Person, a_land, a_place, ba_lan, ong_hung
from tests.browser.checks import sound
from tests.browser.conftest import SignIn
from tests.forces.factories import a_member, a_team, ong_phuc, trained
from tests.registers.factories import NOW, day, written

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TODAY = datetime(2026, 11, 20, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
NAMES = ("Trần Thị Bình", "Nguyễn Văn An", "Hoàng Văn Cường", "Lý Thị Dung", "Nông Văn Định")


@pytest.fixture
def land(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Land:
    settings.VAR_DIR = tmp_path
    settings.SECOND_FACTOR_REQUIRED = False
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: TODAY)
    return a_land()


@pytest.fixture
def lan(land: Land) -> Person:
    return ba_lan(land)


@pytest.fixture
def hung(land: Land) -> Person:
    return ong_hung(land)


@pytest.fixture
def team(land: Land, lan: Person, hung: Person) -> Entry:
    """Two teams with lists, patrols of a whole commune, duty of three months, quotas of both communes."""
    made = a_team(land.village, lan.actor, quota=5)
    for number, name in enumerate(NAMES):
        role = ("leader", "deputy", "member")[min(number, 2)]
        more: dict[str, Value] = {"certificate": f"{number + 1:02d}/GCN"} if number < 3 else {}
        member = a_member(made, land.village, lan.actor, name=name, role=role, **more)
        if number < 3:
            take_step(register=MEMBERS, record_id=member.record_id, step=trained("05/09/2025"), by=lan.actor, at=NOW)
    west = a_place("Tây", Tier.AREA, PlaceKind.VILLAGE, land.an_phu)
    second = a_team(west, lan.actor, name="Tổ bảo vệ ANTT thôn Tây")
    a_member(second, west, lan.actor, name="Vi Thị Hoa", role="leader")
    patrol: dict[str, Value] = {"kind": "patrol", "name": "Các tổ tuần tra", "since": day("01/08/2025")}
    written(GROUPS, land.an_phu, {**patrol, "groups": "12", "members": "40"}, lan.actor)
    for month, patrols in (("08", "26"), ("09", "30"), ("10", "28")):
        span: dict[str, Value] = {"since": day(f"01/{month}/2026"), "until": day(f"28/{month}/2026")}
        done: dict[str, Value] = {"patrols": patrols, "participants": "95", "drills": "1"}
        written(DUTY, land.village, {**span, **done, "group": made.record_id}, lan.actor)
    for place, teams, members in ((land.an_phu, 4, 12), (land.elsewhere, 3, 9)):
        quota: dict[str, Value] = {"since": day("01/08/2025"), "teams": teams, "members": members}
        written(QUOTAS, place, {**quota, "decision": "QĐ 88/QĐ-UBND"}, hung.actor)
    return made


def test_the_province_looks_at_strength(page: Page, hung: Person, team: Entry, sign_in: SignIn) -> None:
    sign_in(page, hung)
    sound(page, "/luc-luong/", "forces-strength")
    page.get_by_role("link", name="Xã An Phú").click()
    expect(page.get_by_role("row", name="Thôn Đông")).to_contain_text("5")
    page.get_by_role("row", name="Thôn Đông").get_by_role("link", name="5").click()
    expect(page.get_by_role("main")).to_contain_text("Tổ viên, từ 01/08/2025")


def test_an_officer_keeps_a_team(page: Page, lan: Person, team: Entry, sign_in: SignIn) -> None:
    sign_in(page, lan)
    sound(page, f"/luc-luong/to/{team.record_id}/", "forces-group")
    page.get_by_role("link", name="Trần Thị Bình").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Trần Thị Bình")
    sound(page, page.url, "forces-member")
    sound(page, f"/luc-luong/to/{team.record_id}/giai-the/", "forces-dissolve")
    page.goto(f"/luc-luong/to/{team.record_id}/")
    page.get_by_role("link", name="Ghi thành viên").click()
    page.get_by_label("Họ và tên").fill("Nguyễn Văn An")
    sound(page, page.url, "forces-add-member")


def test_a_year_is_rated_and_decided(page: Page, land: Land, lan: Person, team: Entry, sign_in: SignIn) -> None:
    sign_in(page, lan)
    sound(page, "/luc-luong/xep-loai/", "forces-ratings")
    page.get_by_role("button", name="Mở bảng xếp loại của xã").click()
    page.get_by_label("Xếp các dòng chưa có mức").select_option("good")
    page.get_by_role("button", name="Lưu").click()
    page.get_by_label("Mức xếp loại, Nông Văn Định").select_option("excellent")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("main")).to_contain_text("phải hoàn thành trên 95 % nhiệm vụ")
    sound(page, page.url, "forces-rating-year")
    page.get_by_label("Tỷ lệ hoàn thành (%), Nông Văn Định").fill("98")
    page.get_by_label("Địa bàn đạt tiêu chuẩn, Tổ bảo vệ ANTT thôn Đông").check()
    page.get_by_role("button", name="Lưu").click()
    path = page.url
    page.goto("about:blank")
    page.context.clear_cookies()
    sign_in(page, ong_phuc(land))
    page.goto(path)
    page.get_by_role("link", name="Quyết định", exact=True).click()
    sound(page, page.url, "forces-decide-ratings")
    page.get_by_role("button", name="Quyết định và ban hành").click()
    expect(page.get_by_role("link", name="01/QĐ-UBND")).to_be_visible()
    sound(page, page.url, "forces-rating-decided")
    assert RatingYear.objects.get().decided_on == TODAY.date()


def test_all_of_it_works_on_a_phone(phone: Page, land: Land, lan: Person, team: Entry, sign_in: SignIn) -> None:
    sign_in(phone, lan)
    member = ForceMember.objects.get(role="leader", group_id=team.record_id)
    sound(phone, "/luc-luong/", "forces-strength")
    sound(phone, f"/luc-luong/to/{team.record_id}/", "forces-group")
    sound(phone, f"/luc-luong/thanh-vien/{member.record_id}/", "forces-member")
    phone.goto("/luc-luong/xep-loai/")
    phone.get_by_role("button", name="Mở bảng xếp loại của xã").click()
    sound(phone, phone.url, "forces-rating-year")
