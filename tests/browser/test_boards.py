"""Boards in a browser: as large as a real province and the whole country, with answers that a lake could give."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader
from pytest_django.live_server_helper import LiveServer

from binhyen.analytics.rules.answers import Cell, Funnel, Recognition, Spread
from binhyen.analytics.rules.questions import Question
from binhyen.kernel.actors import Role
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import versions_in_force
from binhyen.places.rules.kinds import PlaceKind, Tier
from binhyen.places.rules.packs import UnitRow, read_layer
from binhyen.recognition.rules.reported import UNIT_KINDS
from tests.accounts.factories import Person, a_person, a_place
from tests.browser.checks import look, sound
from tests.browser.conftest import SignIn
from tests.reports.factories import NOW

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LANG_SON = "20"


@dataclass(frozen=True, slots=True)
class Country:
    """All provinces, the communes of one, people who look at them."""

    nation: PlaceVersion
    province: PlaceVersion
    commune: PlaceVersion


def a_country() -> Country:
    units = read_layer("layer-2026-10-10")
    nation = a_place("Việt Nam", Tier.NATION, PlaceKind.COUNTRY)
    provinces = {one.code: made(one, Tier.PROVINCE, nation) for one in units if len(one.code) == 2 and one.code != "VN"}
    home = provinces[LANG_SON]
    communes = [made(one, Tier.COMMUNE, home) for one in units if one.parent == LANG_SON]
    return Country(nation, home, next(one for one in communes if one.kind == PlaceKind.COMMUNE))


def made(unit: UnitRow, tier: Tier, parent: PlaceVersion) -> PlaceVersion:
    place = a_place(unit.name, tier, unit.kind, parent)
    PlaceVersion.objects.filter(pk=place.pk).update(code=unit.code)
    place.refresh_from_db()
    return place


def below(question: Question) -> list[int]:
    rows = versions_in_force(question.last).filter(place__tier=question.tier, path__under=question.scopes[0])
    wanted = [one.place_id for one in question.within if one.tier == question.tier]
    return sorted(set(wanted) or set(rows.values_list("place_id", flat=True)))


def answers(code: str, question: Question) -> Sequence[Any]:
    """Say something of every place, different for each and the same every time."""
    places = below(question)
    if code == "recognition":
        return [
            recognised(place, kind, question.last.year) for place in places for kind in UNIT_KINDS if of(place, kind)
        ]
    if code == "funnel":
        return [Funnel(2026, places[0], kind, 120, 118, 96, 60, 41, 38) for kind in UNIT_KINDS if kind != "township"]
    if code == "spread":
        tenths = [Decimal(word) for word in ["2", "4", "6", "9", "13", "18", "24"]]
        return [Spread(one, "2026", "", 22, *tenths) for one in question.indicators]
    return [
        Cell(
            indicator,
            place,
            period.code,
            "",
            Decimal(5 + (place * 7 + period.end.month * 3) % 40),
            figures=3,
            not_accepted=1,
        )
        for indicator in question.indicators
        for place in places
        for period in question.periods
    ]


def of(place: int, kind: str) -> bool:
    return kind != "township" and (kind != "ward" or place % 4 == 0) and (kind != "enterprise" or place % 3 == 0)


def recognised(place: int, kind: str, year: int) -> Recognition:
    units = 1 if kind in {"commune", "ward"} else 8 + place % 23
    missing = (place * 5 + len(kind)) % 4 if kind != "enterprise" else (place % 9)
    return Recognition(year, place, kind, Decimal(max(units - missing, 0)), Decimal(units))


@pytest.fixture
def country(monkeypatch: pytest.MonkeyPatch) -> Country:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOW)
    for module in ("home", "pivot", "peers", "funnel"):
        monkeypatch.setattr(f"binhyen.analytics.boards.{module}.ask", answers)
    return a_country()


@pytest.fixture
def leader(country: Country) -> Person:
    return a_person("langson.lanhdao", "Hoàng Thị Thu", Role.PROVINCE_LEADER, country.province, "Lãnh đạo Ban Chỉ đạo")


@pytest.fixture
def auditor(country: Country) -> Person:
    return a_person("thanhtra", "Vũ Văn Minh", Role.AUDITOR, country.nation, "Thanh tra")


@pytest.fixture(params=["page", "phone"])
def window(request: pytest.FixtureRequest) -> Page:
    opened: Page = request.getfixturevalue(request.param)
    opened.set_default_navigation_timeout(30_000)  # the first page compiles what all of them need
    return opened


PIVOT = "/bang/xoay/?chi_tieu=propaganda_sessions&chi_tieu=models_total&tu=2025&den=2026&loai_ky=quarter"


def test_the_boards_of_a_province(window: Page, leader: Person, sign_in: SignIn) -> None:
    sign_in(window, leader)
    sound(window, "/bang/", "board-province")
    expect(window.locator(".by-counts").first).to_be_visible()
    assert window.locator("#ban-do [data-mark]").count() == 65
    assert window.locator(".by-multi figure").count() == 4
    sound(window, f"{PIVOT}&ve=duong", "board-pivot")
    expect(window.locator(".by-chart-marks").first).to_be_visible()
    look(window, "board-pivot-drawn")
    sound(window, "/bang/ban-do/?chi_tieu=propaganda_sessions", "board-map")
    sound(window, "/bang/tuan/", "board-week")
    sound(window, "/bang/vong/", "board-funnel")
    expect(window.locator(".by-chart-marks")).to_have_count(7)
    look(window, "board-funnel-drawn")
    sound(window, "/bang/da-luu/", "board-saved-none")


def test_the_boards_of_the_country_and_of_a_commune(
    window: Page, auditor: Person, country: Country, sign_in: SignIn
) -> None:
    sign_in(window, auditor)
    sound(window, "/bang/", "board-nation")
    assert window.locator("#ban-do [data-mark]").count() == 34
    expect(window.get_by_text("QĐ Hoàng Sa", exact=True)).to_have_count(1)
    expect(window.get_by_text("QĐ Trường Sa", exact=True)).to_have_count(1)
    commune = country.commune.place_id
    sound(window, f"/bang/so-sanh/?noi={commune}", "board-peers")
    sound(window, f"/bang/?noi={commune}", "board-commune")


def test_a_tile_map_is_walked_with_arrow_keys(page: Page, auditor: Person, sign_in: SignIn) -> None:
    page.set_default_navigation_timeout(30_000)
    sign_in(page, auditor)
    page.goto("/bang/")
    page.get_by_role("link", name="Hà Nội: ").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-mark]:focus")).to_have_attribute("aria-label", re.compile("^Ninh Bình: "))


def test_indicators_are_found_by_typing_and_chosen_by_keys(page: Page, leader: Person, sign_in: SignIn) -> None:
    sign_in(page, leader)
    page.goto(PIVOT)
    search = page.get_by_role("searchbox", name="Tìm chỉ tiêu")
    search.fill("hoa giai")
    expect(page.get_by_text("đã chọn: 2 · tìm thấy: 5")).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    expect(search).to_be_focused()
    expect(search).to_have_value("")
    page.get_by_role("button", name="Xem", exact=True).click()
    expect(page.locator(".by-pivot")).to_contain_text("Số tổ/ban hòa giải")
    assert page.url.count("chi_tieu=") == 3


def test_the_indicator_of_a_map_is_found_by_typing(page: Page, leader: Person, sign_in: SignIn) -> None:
    sign_in(page, leader)
    page.goto("/bang/ban-do/")
    search = page.get_by_role("searchbox", name="Tìm chỉ tiêu")
    search.fill("camera an ninh")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    page.get_by_role("button", name="Xem", exact=True).click()
    assert page.url.count("chi_tieu") == 1
    assert "chi_tieu=security_cameras" in page.url
    expect(page.get_by_role("radio", checked=True)).to_have_count(1)


def test_without_scripts_indicators_stand_in_groups(
    browser: Browser, live_server: LiveServer, page: Page, leader: Person, sign_in: SignIn
) -> None:
    sign_in(page, leader)
    signed_in = page.context.storage_state()
    plain = browser.new_context(java_script_enabled=False, base_url=live_server.url, storage_state=signed_in)
    shown = plain.new_page()
    shown.goto(PIVOT)
    expect(shown.locator("select#chi_tieu")).to_be_visible()
    assert shown.locator("select#chi_tieu optgroup").count() > 3
    expect(shown.locator(".by-pick")).to_have_count(0)
    plain.close()


def test_a_printed_pivot_begins_on_its_first_page(page: Page, leader: Person, sign_in: SignIn, tmp_path: Path) -> None:
    sign_in(page, leader)
    page.goto(f"{PIVOT}&ve=duong")
    expect(page.locator(".by-chart-marks").first).to_be_visible()
    page.pdf(path=tmp_path / "bang.pdf", format="A4")
    paper = PdfReader(tmp_path / "bang.pdf")
    first = paper.pages[0]
    assert first.mediabox.width > first.mediabox.height
    assert "Tổnghợpsốliệu" in first.extract_text().replace(" ", "")
    assert all(one.extract_text().strip() for one in paper.pages)


def test_fields_of_a_pivot_are_moved_by_keys_and_by_hand(page: Page, leader: Person, sign_in: SignIn) -> None:
    sign_in(page, leader)
    page.goto(PIVOT)
    period = page.locator("[data-axes-list=cot] button")
    expect(period).to_have_text("Kỳ")
    page.locator("[data-axis=chi-tieu]").focus()
    page.keyboard.press("ArrowUp")
    expect(page.locator("[data-axes-list=cot] button")).to_have_text("Chỉ tiêu")
    page.locator("[data-axis=ky]").drag_to(page.locator("[data-axes-list=cot]"))
    expect(page.locator("[data-axes-list=cot] button")).to_have_text("Kỳ")
    page.locator("[data-axis=noi]").drag_to(page.locator("[data-axes-list=cot]"))
    page.get_by_role("button", name="Xem").click()
    expect(page.locator("thead").first).to_contain_text("Lạng Sơn")
    assert "cot=noi" in page.url


def test_a_board_is_kept_and_opened_again(page: Page, leader: Person, sign_in: SignIn) -> None:
    sign_in(page, leader)
    page.goto(PIVOT)
    page.get_by_text("Lưu bảng này").click()
    page.get_by_label("Tên bảng").fill("Tuyên truyền theo quý")
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_text("Đã lưu bảng.")).to_be_visible()
    look(page, "board-saved")
    page.get_by_role("link", name="Tuyên truyền theo quý").click()
    expect(page.get_by_role("heading", name="Tổng hợp số liệu của Tỉnh Lạng Sơn")).to_be_visible()
