"""Journeys through what is held: an officer writes a session down, finds it in the calendar, copies a text."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from binhyen.campaigns.registers.events import EVENTS
from binhyen.registers.rules.facts import Value
from tests.accounts.factories import AT, Land, Person, a_land, ba_lan
from tests.browser.checks import assert_no_horizontal_scroll, assert_page_weight, axe, look
from tests.browser.conftest import SignIn
from tests.registers.factories import day, written

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
YEAR: tuple[tuple[str, str, str, str, str, str], ...] = (
    ("lesson", "Tuyên truyền phòng, chống lừa đảo trên mạng", "03/11/2026", "19:30", "police", "118"),
    ("lesson", "Phổ biến Luật Phòng cháy, chữa cháy cho học sinh", "05/11/2026", "07:30", "education", "420"),
    ("meeting", "Họp tổ tự quản đường biên", "02/11/2026", "20:00", "residents", "36"),
    ("launch", "Phát động phong trào tại thôn Đông", "04/11/2026", "08:00", "fatherland_front", "hơn 200"),
    ("training", "Tập huấn Tổ bảo vệ an ninh, trật tự", "05/11/2026", "13:30", "police", "45"),
    ("broadcast", "Xe loa về pháo nổ dịp cuối năm", "05/11/2026", "", "police", ""),
    ("forum", "Công an xã lắng nghe ý kiến nhân dân", "05/11/2026", "19:00", "police", "97"),
    ("legal_aid", "Trợ giúp pháp lý lưu động", "01/11/2026", "", "womens_union", "22"),
)


@pytest.fixture
def land(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Land:
    settings.VAR_DIR = tmp_path
    settings.SECOND_FACTOR_REQUIRED = False
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: AT)
    return a_land()


@pytest.fixture
def lan(land: Land) -> Person:
    person = ba_lan(land)
    for kind, name, on, begins, org, came in YEAR:
        values: dict[str, Value] = {"kind": kind, "name": name, "since": day(on), "begins": begins, "org": org}
        values |= {"venue": "Nhà văn hóa thôn Đông", "attendance": came}
        written(EVENTS, land.village, values, person.actor, at=AT)
    _planned(land, person)
    return person


def _planned(land: Land, person: Person) -> None:
    plans = (("conference", "Hội nghị tổng kết năm 2026", 20, "final"), ("festival", "Ngày hội tại trường", -3, ""))
    for kind, name, later, review in plans:
        on: date = AT.date() + timedelta(days=later)
        values: dict[str, Value] = {"kind": kind, "name": name, "since": on, "standing": "planned"}
        written(EVENTS, land.an_phu, {**values, "conference_kind": review}, person.actor, at=AT)
    drive: dict[str, Value] = {"kind": "drive", "name": "Đợt vận động giao nộp vũ khí, pháo", "organiser": "Công an xã"}
    span: dict[str, Value] = {"since": day("15/10/2026"), "until": day("04/11/2026")}
    whole = written(EVENTS, land.an_phu, {**drive, **span, "leaflets": "1.500"}, person.actor, at=AT)
    for name, guns, melee in (("Thôn Đông", "3", "hơn 20"), ("Thôn Hạ", "1", "14")):
        part = {**drive, "name": f"Giao nộp tại {name}", "since": day("28/10/2026"), "way": "voluntary"}
        said = {**part, "part_of": whole.record_id, "guns": guns, "melee": melee}
        written(EVENTS, land.village, said, person.actor, at=AT)


def hold(page: Page, name: str) -> None:
    look(page, name)
    assert_no_horizontal_scroll(page)
    axe(page)


def test_an_officer_finds_what_was_held_in_the_calendar(page: Page, lan: Person, sign_in: SignIn) -> None:
    sign_in(page, lan)
    assert_page_weight(page.goto("/hoat-dong/"))
    hold(page, "campaigns-calendar-1366")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tháng 11/2026")
    page.get_by_role("link", name="Phát động phong trào tại thôn Đông").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Phát động phong trào tại thôn Đông")
    hold(page, "campaigns-event-1366")
    page.get_by_role("link", name="hơn 200 lượt").click()
    expect(page.locator(".by-figure")).to_contain_text("200")


def test_a_month_and_a_campaign_come_to_their_sums(page: Page, lan: Person, sign_in: SignIn) -> None:
    sign_in(page, lan)
    page.goto("/hoat-dong/trong-thang/")
    hold(page, "campaigns-month-1366")
    expect(page.get_by_role("heading", name="Đã tổ chức chưa?")).to_be_visible()
    page.goto("/hoat-dong/?thang=2026-10")
    page.get_by_role("link", name="Đợt vận động giao nộp vũ khí, pháo").first.click()
    hold(page, "campaigns-drive-1366")
    page.get_by_role("link", name="Kết quả cả đợt").click()
    hold(page, "campaigns-campaign-1366")
    expect(page.get_by_role("link", name="hơn 34")).to_be_visible()


def test_a_text_is_copied_in_one_tap(page: Page, lan: Person, sign_in: SignIn) -> None:
    sign_in(page, lan)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    assert_page_weight(page.goto("/hoat-dong/bai-san/"))
    hold(page, "campaigns-materials-1366")
    page.get_by_role("button", name="Sao chép").nth(1).click()
    expect(page.get_by_role("button", name="Đã sao chép")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").startswith("Bà con chú ý.")


def test_all_of_it_works_on_a_phone(phone: Page, lan: Person, sign_in: SignIn) -> None:
    sign_in(phone, lan)
    phone.goto("/hoat-dong/")
    hold(phone, "campaigns-calendar-390")
    phone.goto("/hoat-dong/trong-thang/")
    hold(phone, "campaigns-month-390")
    phone.goto("/hoat-dong/bai-san/")
    hold(phone, "campaigns-materials-390")
    phone.goto("/hoat-dong/theo-doi/")
    phone.get_by_role("button", name="Tạo địa chỉ").click()
    expect(phone.locator("code")).to_contain_text("/hoat-dong/lich/")
    hold(phone, "campaigns-subscribe-390")


def test_a_session_is_written_down_by_its_kind(page: Page, lan: Person, sign_in: SignIn) -> None:
    sign_in(page, lan)
    page.goto("/hoat-dong/")
    page.get_by_role("link", name="Ghi sổ").first.click()
    hold(page, "campaigns-choose-1366")
    page.get_by_role("link", name="Buổi tuyên truyền, phổ biến pháp luật").click()
    page.get_by_label("Tên hoạt động").fill("Tuyên truyền an toàn giao thông")
    page.get_by_label("Ngày", exact=True).fill("2026-11-05")
    hold(page, "campaigns-form-1366")
    expect(page.get_by_label("Cách tổ chức")).to_have_count(0)
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tuyên truyền an toàn giao thông")
