"""Drawings in a browser: drawn from their table, walked with arrow keys, saved as pictures, and a table without scripts."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.accounts.factories import AT, Person, a_land, ba_lan
from tests.browser.checks import look
from tests.browser.conftest import SignIn

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def lan(monkeypatch: pytest.MonkeyPatch) -> Person:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: AT)
    return ba_lan(a_land())


@pytest.fixture
def samples(page: Page, lan: Person, sign_in: SignIn, settings: Settings) -> Page:
    settings.DEBUG = True
    sign_in(page, lan)
    page.goto("/ui/mau/")
    expect(page.locator("#bieu-do-mau-duong .by-chart-marks [data-mark]")).to_have_count(18)
    return page


def test_a_chart_is_drawn_and_its_marks_open_what_the_table_opens(samples: Page) -> None:
    look(samples, "drawings")
    chart = samples.locator("#bieu-do-mau-duong")
    expect(chart.locator("details")).not_to_have_attribute("open", "")
    opened = chart.locator("a[data-mark]")
    assert opened.count() == 17  # a zero has nothing to open
    assert opened.first.get_attribute("aria-label") == "Họp dân, Tháng 1: 12"
    assert samples.locator("#bieu-do-mau-cot [data-mark]").count() == 5


def test_arrow_keys_go_from_mark_to_mark(samples: Page) -> None:
    chart = samples.locator("#bieu-do-mau-duong")
    chart.locator("[tabindex='0'][data-mark]").focus()
    samples.keyboard.press("ArrowRight")
    focused = samples.locator("[data-mark]:focus")
    expect(focused).to_have_attribute("aria-label", "Họp dân, Tháng 2: 18")
    samples.keyboard.press("ArrowDown")
    expect(focused).to_have_attribute("aria-label", "Tuyên truyền, Tháng 2: 9")
    samples.keyboard.press("End")
    expect(focused).to_have_attribute("aria-label", "Tập huấn, Tháng 6: 5")
    assert chart.locator("[tabindex='0'][data-mark]").count() == 1


@pytest.mark.parametrize(("drawing", "words"), [("mau-duong", "Họp dân"), ("mau-ban-do", "Lạng Sơn")])
def test_a_drawing_is_saved_with_its_title_key_and_source(
    samples: Page, drawing: str, words: str, tmp_path: Path
) -> None:
    figure = samples.locator(f"#bieu-do-{drawing}")
    with samples.expect_download() as saved:
        figure.get_by_role("button", name="SVG").click()
    saved.value.save_as(tmp_path / "anh.svg")
    text = (tmp_path / "anh.svg").read_text(encoding="utf-8")
    assert words in text
    assert samples.locator("h1").inner_text() in text
    assert 'overflow="visible"' in text
    assert "Nguồn: số mẫu · Số liệu đến 08:42, 05/11/2026" in text
    with samples.expect_download() as painted:
        figure.get_by_role("button", name="PNG").click()
    painted.value.save_as(tmp_path / "anh.png")
    assert (tmp_path / "anh.png").read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def test_on_paper_a_chart_has_its_width_and_its_table(samples: Page) -> None:
    chart = samples.locator("#bieu-do-mau-duong")
    drawn, table = chart.locator("[data-chart-drawing] svg").first, chart.locator("details")
    before = drawn.get_attribute("viewBox")
    samples.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert (drawn.get_attribute("viewBox") or "").startswith("0 0 880 ")
    expect(table).to_have_attribute("open", "")
    samples.evaluate("dispatchEvent(new Event('afterprint'))")
    assert drawn.get_attribute("viewBox") == before
    expect(table).not_to_have_attribute("open", "")


def test_without_scripts_the_table_is_the_chart(
    browser: Browser, live_server: LiveServer, lan: Person, sign_in: SignIn, settings: Settings
) -> None:
    settings.DEBUG = True
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, lan)
    page.goto("/ui/mau/")
    expect(page.locator("#bieu-do-mau-duong table")).to_be_visible()
    expect(page.locator("#bieu-do-mau-duong").get_by_role("button", name="PNG")).to_be_hidden()
    expect(page.locator("#bieu-do-mau-ban-do svg").first).to_be_visible()
    context.close()
