"""What every page must hold to in a browser: no serious barrier, no sideways scrolling, no heavy page, no console error."""

import os
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, Response

KILOBYTE = 1024
HEAVIEST = 60 * KILOBYTE
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_SERIOUS = {"serious", "critical"}
_OF_A_STATUS = ("Failed to load resource", "Response Status Error Code 401")
"""What Chromium writes of any refusing status, and htmx of a session that is over."""


def axe(page: Page) -> None:
    """Fail on any serious or critical violation of WCAG 2.0 to 2.2, levels A and AA.

    The window is made as high as the page for it: a bar that sticks to the window's edge would cover half a field at
    some place of scrolling, which is no small target.
    """
    size = page.viewport_size
    assert size is not None
    page.set_viewport_size({**size, "height": page.evaluate("document.documentElement.scrollHeight")})
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": _TAGS}}).response["violations"]
    page.set_viewport_size(size)
    serious = [violation for violation in found if violation["impact"] in _SERIOUS]
    lines = [f"{v['id']}: {v['help']}: {[node['html'][:160] for node in v['nodes'][:3]]}" for v in serious]
    assert not serious, "\n".join(lines)


def assert_no_horizontal_scroll(page: Page) -> None:
    """Fail when the page is wider than the window; name what sticks out."""
    page.wait_for_load_state()  # a click leads here whose page may not have begun yet
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide <= 0:
        return
    out = page.evaluate(
        """() => {
             const edge = document.documentElement.clientWidth + 1;
             const out = (one) => {
               const box = one.getBoundingClientRect();
               const spills = getComputedStyle(one).overflowX === 'visible' && box.left + one.scrollWidth > edge;
               return box.right > edge || spills;
             };
             return [...document.body.querySelectorAll('*')].filter(out).slice(-5)
               .map((one) => `${one.tagName}.${one.className.baseVal ?? one.className}`);
           }""",
    )
    raise AssertionError(f"{page.url} is {wide} px too wide: {out}")


def assert_page_weight(response: Response | None) -> None:
    """Fail when the HTML is heavier than 60 kB, uncompressed."""
    assert response is not None
    assert len(response.body()) <= HEAVIEST, f"{response.url} has {len(response.body()) / KILOBYTE:.0f} kB of HTML"


def look(page: Page, name: str) -> None:
    """Keep a picture of the whole page when BINHYEN_PICTURES names a folder."""
    folder = os.environ.get("BINHYEN_PICTURES")
    if folder:
        width = page.viewport_size["width"] if page.viewport_size else 0
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{folder}/{name}.{width}.png", full_page=True, caret="initial")


def sound(page: Page, path: str, name: str, *, status: int = 200) -> None:
    """Open a page and hold it to everything above."""
    response = page.goto(path)
    assert response is not None
    assert response.status == status, f"{path} answers {response.status}"
    assert page.locator("h1").count() == 1, f"{path} has {page.locator('h1').count()} first headings"
    assert_page_weight(response)
    assert_no_horizontal_scroll(page)
    look(page, name)
    axe(page)


class Console:
    """Errors that pages wrote to the console, content policy violations among them."""

    def __init__(self) -> None:
        self.errors: list[str] = []

    def listen(self, page: Page) -> None:
        """Collect from a page. What a refusing status writes there by itself is no error of the page."""
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _note(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not any(words in message.text for words in _OF_A_STATUS):
            where = message.location
            self.errors.append(f"{message.text} ({where['url']}:{where['lineNumber']})")
