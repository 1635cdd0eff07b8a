"""The checks themselves: each must fail on a page that deserves it."""

import pytest
from playwright.sync_api import Page

from tests.browser.checks import Console, assert_no_horizontal_scroll, axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGE = '<!doctype html><html lang="vi"><title>Thử</title><main><h1>Thử</h1>{}</main></html>'


def test_axe_finds_a_picture_without_words(page: Page) -> None:
    page.set_content(PAGE.format('<img src="/static/ui/favicon.svg">'))
    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)


def test_a_table_that_sticks_out_is_named(phone: Page) -> None:
    phone.set_content(PAGE.format('<div class="by-wide">' + "0123456789" * 80 + "</div>"))
    with pytest.raises(AssertionError, match="by-wide"):
        assert_no_horizontal_scroll(phone)


def test_an_error_on_the_console_is_heard(page: Page, console: Console) -> None:
    page.goto("/gioi-thieu/")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color:red\">x</p>')")
    page.wait_for_timeout(100)
    assert any("Content Security Policy" in error for error in console.errors)
    console.errors.clear()
