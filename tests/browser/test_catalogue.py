"""The catalogue in a browser: found by words without diacritics, read on a desk and on a phone."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from tests.accounts.factories import Land, a_land, ba_lan
from tests.browser.checks import sound
from tests.browser.conftest import SignIn

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def land(settings: Settings) -> Land:
    settings.SECOND_FACTOR_REQUIRED = False
    return a_land()


def test_an_officer_looks_up_how_a_figure_adds_up(page: Page, land: Land, sign_in: SignIn) -> None:
    sign_in(page, ba_lan(land))
    sound(page, "/so-lieu/danh-muc/", "catalogue")
    expect(page.get_by_role("heading", level=1)).to_have_text("Danh mục chỉ tiêu")
    page.get_by_role("searchbox", name="Tìm chỉ tiêu").fill("cong nhan an toan dat tieu chuan")
    page.get_by_role("button", name="Tìm", exact=True).click()
    page.get_by_role("link", name="Số đơn vị đạt tiêu chuẩn “An toàn về an ninh, trật tự”").click()
    expect(page.get_by_role("row", name="Mọi xã, phường")).to_contain_text("49/60")
    sound(page, page.url, "indicator")


def test_the_catalogue_is_read_on_a_phone(phone: Page, land: Land, sign_in: SignIn) -> None:
    sign_in(phone, ba_lan(land))
    sound(phone, "/so-lieu/danh-muc/?nhom=tips", "catalogue")
    phone.get_by_role("link", name="Số lượt quần chúng cung cấp tin").click()
    expect(phone.get_by_text("Chỉ để nhận biết khi đọc văn bản.")).to_be_visible()
    sound(phone, phone.url, "indicator")
