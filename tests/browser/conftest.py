"""Debian's Chromium, a desk of 1366 px and a phone of 360 px, signed in by cookie."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from tests.accounts.factories import Person, signed_in_client
from tests.browser.checks import Console

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright keeps an event loop in this thread
PATIENCE_MS = 5_000
SignIn = Callable[[Page, Person], None]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {
        **browser_type_launch_args,
        "executable_path": os.environ.get("CHROMIUM", "/usr/bin/chromium"),
        "args": ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh"}


@pytest.fixture
def console() -> Iterator[Console]:
    """Fail the test when a page wrote an error to the console."""
    heard = Console()
    yield heard
    assert not heard.errors, "\n".join(heard.errors)


def _context(browser: Browser, live_server: LiveServer, base: dict[str, Any], **changes: Any) -> BrowserContext:
    context = browser.new_context(**{**base, "base_url": live_server.url, **changes})
    context.set_default_timeout(PATIENCE_MS)
    return context


@pytest.fixture
def page(
    browser: Browser, live_server: LiveServer, browser_context_args: dict[str, Any], console: Console
) -> Iterator[Page]:
    """A desk's window."""
    context = _context(browser, live_server, browser_context_args, viewport={"width": 1366, "height": 900})
    opened = context.new_page()
    console.listen(opened)
    yield opened
    context.close()


@pytest.fixture
def phone(
    browser: Browser, live_server: LiveServer, browser_context_args: dict[str, Any], console: Console
) -> Iterator[Page]:
    """The narrowest phone that must do."""
    size = {"width": 360, "height": 780}
    context = _context(browser, live_server, browser_context_args, viewport=size, has_touch=True, is_mobile=True)
    opened = context.new_page()
    console.listen(opened)
    yield opened
    context.close()


@pytest.fixture
def sign_in(live_server: LiveServer) -> SignIn:
    """Sign a person in on a page, by cookie."""

    def with_cookie(page: Page, person: Person) -> None:
        cookies = signed_in_client(person).cookies
        page.context.add_cookies(
            [{"name": name, "value": morsel.value, "url": live_server.url} for name, morsel in cookies.items()],
        )

    return with_cookie
