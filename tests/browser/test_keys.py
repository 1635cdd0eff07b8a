"""API keys on real pages: made with the password, shown once, revoked in place; the reference for who programs."""

import pytest
from playwright.sync_api import Page, expect

from tests.accounts.factories import PASSWORD, a_key, a_land, ba_lan, program
from tests.browser.checks import assert_no_horizontal_scroll, axe, look, sound
from tests.browser.conftest import SignIn

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_key_is_made_shown_once_and_revoked(page: Page, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    lan = ba_lan(a_land())
    sign_in(page, lan)
    sound(page, "/tai-khoan/khoa-api/", "keys-none")
    page.get_by_role("link", name="Tạo khóa").first.click()
    page.get_by_label("Tên khóa").fill("Phần mềm một cửa")
    page.get_by_label("đọc bản đồ hành chính của ngày bất kỳ").check()
    page.get_by_label("Mật khẩu của bạn").fill(PASSWORD)
    look(page, "key-form")
    axe(page)
    page.get_by_role("button", name="Tạo khóa").click()
    secret = page.get_by_label("Phần mềm một cửa").input_value()
    look(page, "key-made")
    axe(page)
    assert program(secret).get("/api/v1/places").status_code == 200
    page.get_by_role("link", name="Đã cất giữ").click()
    assert secret not in page.content()
    look(page, "keys")
    page.locator("summary", has_text="Thu hồi").click()
    page.get_by_role("button", name="Thu hồi").click()
    expect(page.locator("main")).to_contain_text("Đã thu hồi khóa “Phần mềm một cửa”.")
    assert program(secret).get("/api/v1/places").status_code == 401


def test_keys_and_reference_hold_on_a_phone(phone: Page, sign_in: SignIn) -> None:
    lan = ba_lan(a_land())
    a_key(lan)
    sign_in(phone, lan)
    sound(phone, "/tai-khoan/khoa-api/", "keys")
    sound(phone, "/tai-khoan/khoa-api/tao/", "key-form")
    sound(phone, "/api/v1/tai-lieu/", "reference")


def test_the_reference_is_read_without_signing_in(page: Page) -> None:
    sound(page, "/api/v1/tai-lieu/", "reference")
    page.get_by_role("link", name="GET /api/v1/places", exact=True).click()
    expect(page.locator("#list_places")).to_be_in_viewport()
    assert_no_horizontal_scroll(page)
