"""Journeys at the reader's desk: a text is pasted, its figures light up with their words, keys decide, it is written in."""

import pytest
from playwright.sync_api import Page, expect

from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.forms import FilledBy, FormContent, Line, PeriodType, Section
from binhyen.kernel.amounts import Bound, exactly, roughly
from binhyen.narrative.models import IncomingText
from binhyen.reports.queries.figures import amount_of, values_at
from tests.browser.checks import assert_no_horizontal_scroll, axe, look, sound
from tests.browser.conftest import SignIn
from tests.narrative.desk.texts import REPORT, SAYS, taken
from tests.reports.desks import Desks, desks
from tests.reports.factories import NOW, a_report_town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LINES = {
    "propaganda_sessions": "Buổi tuyên truyền, học tập pháp luật",
    "propaganda_attendance": "Lượt người được tuyên truyền",
    "leaflets": "Tờ rơi, tờ gấp đã phát",
    "models_total": "Mô hình đang hoạt động",
    "models_new": "Mô hình xây dựng mới",
    "patrol_groups": "Tổ, đội tuần tra",
    "patrol_members": "Thành viên tổ, đội tuần tra",
    "fireworks_kg": "Pháo",
}
SECTION = Section(
    "A", "Kết quả", tuple(Line(f"A{n}", CellKey(code), name, "") for n, (code, name) in enumerate(LINES.items(), 1))
)
FORM = FormContent("Báo cáo tháng", FilledBy.COMMUNE, PeriodType.MONTH, "nd09", 2, (SECTION,))


@pytest.fixture
def seats(monkeypatch: pytest.MonkeyPatch) -> Desks:
    """An Phú's month, with one behind it."""
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOW)
    found = desks(a_report_town(FORM))
    found.town.collect("2026-10")
    found.town.save({"propaganda_sessions": 7, "leaflets": 350}, found.town.report("2026-10"), found.lan.actor)
    found.town.save({"patrol_groups": 13}, by=found.lan.actor)
    found.client(found.lan).get(f"/bao-cao/{found.town.report().pk}/")  # packs are read once, before anybody waits
    return found


def seen(window: Page, name: str) -> None:
    """Hold the page that is open to what every page must be."""
    assert_no_horizontal_scroll(window)
    look(window, name)
    axe(window)


def says(seats: Desks) -> dict[str, object]:
    return {str(cell): amount_of(one) for cell, one in values_at(seats.town.report().pk, None).items()}


def assert_lit_together(page: Page) -> None:
    """A figure lights up with its words, from either side."""
    page.locator("[data-proposal='3']").hover()
    expect(page.locator("[data-figure='3']")).to_have_class("by-fig is-lit")
    page.locator("[data-figure='8']").hover()
    expect(page.locator("[data-proposal='8']")).to_have_class("by-prop is-lit")


def by_keys(page: Page) -> None:
    """Change the doubtful figure, then take all that are sure."""
    page.keyboard.press("s")
    expect(page.get_by_label("Số", exact=True)).to_be_focused()
    page.keyboard.type("15")
    page.keyboard.press("Enter")
    expect(page.locator("#taken")).to_have_text("Đã nhận 1 số")
    page.keyboard.press("Shift+Enter")
    expect(page.locator("#taken")).to_have_text("Đã nhận 7 số")


def test_a_text_is_decided_over_by_keys_and_written_in(page: Page, sign_in: SignIn, seats: Desks) -> None:
    sign_in(page, seats.lan)
    report = seats.town.report()
    page.goto(f"/bao-cao/{report.pk}/")
    page.get_by_role("link", name="Đọc từ văn bản").click()
    seen(page, "incoming-texts")
    text = taken(seats.town, REPORT, *SAYS, by=seats.lan.actor)
    sound(page, f"/doc-van-ban/{text.pk}/", "reading-desk")
    card = page.locator("[data-card]")
    expect(card).to_have_attribute("data-proposal", "6")
    expect(card.get_by_text("Đang có trong báo cáo 11/2026")).to_be_visible()
    expect(card.get_by_text("+1", exact=True)).to_be_visible()
    assert_lit_together(page)
    by_keys(page)
    page.get_by_role("button", name="Giữ nguyên lời").click()
    expect(page.get_by_role("button", name="Đã giữ; thôi giữ")).to_be_visible()
    seen(page, "reading-desk-decided")
    page.get_by_role("link", name="Xem những gì sẽ ghi").click()
    seen(page, "confirm-text")
    page.get_by_role("button", name="Ghi").click()
    expect(page.get_by_text("Văn bản đã xóa.")).to_be_visible()
    assert says(seats)["patrol_groups"] == exactly(15)
    assert says(seats)["patrol_members"] == roughly(40, Bound.OVER)
    assert IncomingText.objects.get().text == ""
    page.get_by_role("link", name="đọc từ văn bản").first.click()
    seen(page, "kept-sentence")


def test_the_desk_works_on_a_phone(phone: Page, sign_in: SignIn, seats: Desks) -> None:
    phone.set_viewport_size({"width": 390, "height": 844})
    sign_in(phone, seats.lan)
    text = taken(seats.town, REPORT, *SAYS, by=seats.lan.actor)
    sound(phone, f"/doc-van-ban/{text.pk}/", "reading-desk")
    phone.locator("[data-card]").get_by_role("button", name="Nhận").click()
    expect(phone.locator("#taken")).to_have_text("Đã nhận 1 số")
    sound(phone, "/doc-van-ban/", "incoming-texts")
    sound(phone, f"/doc-van-ban/{text.pk}/xac-nhan/", "confirm-text")


def test_without_scripts_the_same_is_done_by_forms(page: Page, sign_in: SignIn, seats: Desks) -> None:
    page.route("**/*.js", lambda route: route.abort())
    sign_in(page, seats.lan)
    text = taken(seats.town, REPORT, *SAYS, by=seats.lan.actor)
    page.goto(f"/doc-van-ban/{text.pk}/?so=3")
    page.locator("[data-card]").get_by_role("button", name="Nhận").click()
    expect(page.locator("#taken")).to_have_text("Đã nhận 1 số")
