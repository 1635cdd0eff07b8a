"""The scripts that improve pages: saving while typing, conflicts, a lost network, a session that ended, rows chosen."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from tests.browser.checks import axe
from tests.browser.desk_site import SHELF

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(page: Page, settings: Settings) -> Page:
    settings.ROOT_URLCONF = "tests.browser.desk_site"
    SHELF.status = 200
    SHELF.saved.clear()
    page.goto("/thu/")
    return page


def write(desk: Page, words: str) -> None:
    desk.get_by_label("Ghi chú").fill(words)


def test_what_is_typed_is_saved_with_its_version(desk: Page) -> None:
    write(desk, "Có biên bản họp")
    expect(desk.locator("[data-save-status]")).to_have_text("Đã lưu 08:40")
    desk.get_by_text("Chưa đủ căn cứ kết luận").click()
    expect(desk.locator("input[name=version]")).to_have_value("3")
    assert [saved["version"] for saved in SHELF.saved] == ["1", "2"]
    assert SHELF.saved[-1]["verdict"] == "cannot_conclude"


def test_a_conflict_is_shown_and_the_text_stays(desk: Page) -> None:
    SHELF.status = 409
    write(desk, "Chữ của tôi")
    expect(desk.get_by_text("Hai người cùng sửa")).to_be_visible()
    expect(desk.locator("[data-save-status]")).to_contain_text("Người khác vừa sửa chỗ này")
    expect(desk.get_by_label("Ghi chú")).to_have_value("Chữ của tôi")
    assert SHELF.saved == []


def test_an_ended_session_asks_in_place_and_saving_goes_on(desk: Page) -> None:
    SHELF.status = 401
    write(desk, "Chữ của tôi")
    desk.get_by_label("Mật khẩu").fill("mot-mat-khau")
    axe(desk)
    desk.get_by_role("button", name="Mở lại").click()
    expect(desk.locator("[data-save-status]")).to_have_text("Đã lưu 08:40")
    assert SHELF.saved[-1]["note"] == "Chữ của tôi"
    expect(desk.get_by_label("Mật khẩu")).to_have_count(0)


def test_a_lost_network_keeps_the_text_and_sends_it_later(desk: Page) -> None:
    desk.context.set_offline(True)
    write(desk, "Viết khi mất mạng")
    expect(desk.locator("[data-save-status]")).to_contain_text("Mất mạng từ")
    desk.context.set_offline(False)
    expect(desk.locator("[data-save-status]")).to_have_text("Đã lưu 08:40")
    assert SHELF.saved[-1]["note"] == "Viết khi mất mạng"


def test_the_form_works_without_scripts(desk: Page) -> None:
    desk.route("**/*.js", lambda route: route.abort())
    desk.reload()
    write(desk, "Không có tập lệnh")
    desk.get_by_role("button", name="Lưu").click()
    assert SHELF.saved[-1]["note"] == "Không có tập lệnh"


def test_the_bar_appears_while_rows_are_chosen(desk: Page) -> None:
    bar = desk.locator("[data-bulk-bar]")
    expect(bar).to_be_hidden()
    desk.get_by_label("Thôn 2").check()
    expect(bar).to_contain_text("Đã chọn 1")
    desk.get_by_label("Tất cả").check()
    expect(bar).to_contain_text("Đã chọn 3")
    desk.get_by_label("Tất cả").uncheck()
    expect(bar).to_be_hidden()


def test_a_key_chooses_one_of_the_three_answers(desk: Page) -> None:
    desk.get_by_text("Đạt", exact=True).click()
    desk.keyboard.press("2")
    expect(desk.locator("input[value=not_met]")).to_be_checked()


def test_the_print_button_is_there_only_with_scripts(desk: Page) -> None:
    expect(desk.get_by_role("button", name="In", exact=True)).to_be_visible()
