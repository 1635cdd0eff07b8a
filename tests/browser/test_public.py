"""What a visitor meets: the landing, the check of a paper, error pages, on a desk and on a phone."""

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from binhyen.documents.actions import cancel_document
from binhyen.kernel.actors import SYSTEM
from tests.browser.checks import sound
from tests.documents.letters import certificate
from tests.portal.papers import AT, a_paper

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WINDOWS = ["page", "phone"]


@pytest.fixture(autouse=True)
def _fresh_minute() -> None:
    cache.clear()


@pytest.fixture(params=WINDOWS)
def window(request: pytest.FixtureRequest) -> Page:
    """The same journey on both."""
    return request.getfixturevalue(request.param)  # type: ignore[no-any-return]  # pytest does not type its fixtures


def test_a_visitor_reads_what_this_is(window: Page) -> None:
    sound(window, "/gioi-thieu/", "landing")
    window.get_by_role("link", name="Kiểm tra Giấy công nhận").click()
    expect(window.get_by_role("heading", level=1)).to_have_text("Kiểm tra Giấy công nhận")


def test_a_citizen_checks_a_certificate_by_its_code(window: Page) -> None:
    paper = a_paper(certificate())
    sound(window, "/kiem-tra/", "check")
    window.get_by_label("Mã hoặc địa chỉ in ở mã QR").fill(paper.token)
    window.get_by_role("button", name="Kiểm tra").click()
    expect(window.get_by_role("heading", level=1)).to_have_text("Giấy công nhận có thật và đang có hiệu lực")
    sound(window, f"/kiem-tra/{paper.token}/", "verification")


def test_a_revoked_certificate_says_so(window: Page) -> None:
    paper = a_paper(certificate())
    cancel_document(document_id=paper.pk, reason="Quyết định thu hồi", by=SYSTEM, at=AT)
    sound(window, f"/kiem-tra/{paper.token}/", "verification-revoked")


def test_an_unknown_code_is_answered_plainly(window: Page) -> None:
    sound(window, "/kiem-tra/mot-ma-bat-ky-00/", "verification-unknown", status=404)
    sound(window, "/khong-co/", "not-found", status=404)


def test_a_misprint_is_said_at_the_field(window: Page) -> None:
    sound(window, "/kiem-tra/?code=x", "check-wrong", status=422)
