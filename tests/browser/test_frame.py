"""The frame of people who signed in, and the page of all parts."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from binhyen.desk import queries
from binhyen.kernel.actors import Actor
from binhyen.kernel.ports import Duty
from binhyen.ui import http
from binhyen.ui.components import navigation
from tests.accounts.factories import AT, Person, a_land, ba_lan
from tests.browser.checks import look, sound
from tests.browser.conftest import SignIn

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def duties(_actor: Actor, _now: datetime) -> Iterable[Duty]:
    yield Duty(
        "test.returned",
        "Sửa 2 tiêu chí bị trả lại của Thôn Đông",
        "/viec-cua-toi/",
        "test",
        date(2026, 11, 4),
        "Cán bộ phong trào tỉnh trả lại ngày 30/10: thiếu biên bản họp",
        "returned",
    )
    for day, count in ((6, 5), (8, 4), (13, 2), (30, 1)):
        yield Duty(
            "test.appraise",
            "Thẩm định %(count)s hồ sơ khu dân cư đã nộp",
            "/viec-cua-toi/",
            "test",
            date(2026, 11, day),
            "Hồ sơ sớm nhất chờ từ 02/11",
            "sent" if day < 10 else "doing",
            {"count": count},
        )
    yield Duty("test.open", "Xem lại danh sách đơn vị", "/viec-cua-toi/", "test")


@pytest.fixture
def lan(monkeypatch: pytest.MonkeyPatch) -> Person:
    monkeypatch.setattr(queries, "duty_sources", lambda: (duties,))
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: AT)
    return ba_lan(a_land())


@pytest.fixture(params=["page", "phone"])
def window(request: pytest.FixtureRequest, lan: Person, sign_in: SignIn) -> Page:
    """Bà Lan's window."""
    opened: Page = request.getfixturevalue(request.param)
    sign_in(opened, lan)
    return opened


def test_my_work_is_seen_by_lateness(window: Page) -> None:
    sound(window, "/viec-cua-toi/", "my-work")
    expect(window.get_by_role("heading", level=2).first).to_have_text("Quá hạn")


def test_the_bar_counts_what_waits(page: Page, lan: Person, sign_in: SignIn) -> None:
    sign_in(page, lan)
    page.goto("/viec-cua-toi/")
    expect(page.locator(".by-nav .count")).to_have_text("6")


@pytest.fixture
def full_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every entry of the bar, the search and the menu, whatever pages exist yet."""
    every = tuple(replace(place, url_name="desk:my_work", roles=navigation.EVERYONE) for place in navigation.PLACES)
    monkeypatch.setattr(navigation, "PLACES", every)
    monkeypatch.setattr(http, "address", lambda _name: "/viec-cua-toi/")


@pytest.mark.parametrize("width", [1366, 1100, 800])
def test_the_whole_bar_holds_at_every_width(
    page: Page, lan: Person, sign_in: SignIn, full_bar: None, width: int
) -> None:
    sign_in(page, lan)
    page.set_viewport_size({"width": width, "height": 900})
    sound(page, "/viec-cua-toi/", "bar")
    assert page.locator(".by-nav a").count() == len(navigation.PLACES)
    page.get_by_label("Chức danh: ").click()
    look(page, "bar-menu")


def test_on_a_phone_the_search_opens_and_the_sixth_entry_is_in_the_menu(
    phone: Page, lan: Person, sign_in: SignIn, full_bar: None
) -> None:
    sign_in(phone, lan)
    sound(phone, "/viec-cua-toi/", "bar")
    phone.locator(".by-search label").click()
    expect(phone.get_by_role("searchbox")).to_be_focused()
    look(phone, "bar-search")
    phone.keyboard.press("Escape")
    phone.get_by_label("Chức danh: ").click()
    expect(
        phone.locator(".by-tools .by-menu-list, header .by-menu-list").get_by_text("Tài khoản", exact=True).last
    ).to_be_visible()
    look(phone, "bar-menu")


def test_the_account_menu_opens_closes_and_signs_out(window: Page) -> None:
    window.goto("/viec-cua-toi/")
    window.get_by_label("Chức danh: ").click()
    expect(window.get_by_role("button", name="Đăng xuất")).to_be_visible()
    window.keyboard.press("Escape")
    expect(window.get_by_role("button", name="Đăng xuất")).to_be_hidden()


def test_every_part_in_every_state(window: Page, settings: Settings) -> None:
    settings.DEBUG = True
    sound(window, "/ui/mau/", "states")


def test_the_page_works_from_the_keyboard(page: Page, lan: Person, sign_in: SignIn) -> None:
    sign_in(page, lan)
    page.goto("/viec-cua-toi/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến nội dung chính")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
