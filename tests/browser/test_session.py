"""A session that rested is opened in place, on a real page: what was typed stays, and the console stays silent."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from binhyen.accounts.http.sessions import LOCKED_KEY
from binhyen.kernel.actors import Role
from binhyen.recognition.models import Answer
from tests.accounts.factories import PASSWORD, a_person
from tests.browser.conftest import SignIn
from tests.recognition.factories import a_town, opened, registered

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def lock_every_session() -> None:
    """As fifteen minutes of rest do."""
    for row in Session.objects.all():
        held = row.get_decoded() | {LOCKED_KEY: True}
        row.session_data = Session.objects.encode(held)
        row.save()


def test_a_rested_session_opens_in_place_and_breaks_no_policy(page: Page, sign_in: SignIn) -> None:
    town = opened(a_town())
    head = a_person("thondong", "Nguyễn Văn Đông", Role.RESIDENTIAL_HEAD, town.land.village, "Trưởng thôn Đông")
    dossier = registered(town)
    broken: list[str] = []
    page.on("console", lambda said: broken.append(said.text) if "Content Security Policy" in said.text else None)
    sign_in(page, head)
    page.goto(f"/cong-nhan/ho-so/{dossier.pk}/")
    page.wait_for_load_state("networkidle")
    lock_every_session()
    words = page.locator("textarea").first
    words.fill("Nghị quyết số 3.")
    words.blur()
    asked = page.locator("#session-over input[type=password]")
    asked.fill("sai-mat-khau")
    asked.press("Enter")
    expect(page.locator("#session-over")).to_contain_text("Mật khẩu không đúng")
    page.wait_for_function("!document.querySelector('.htmx-swapping, .htmx-added, .htmx-settling')")
    asked.fill(PASSWORD)
    asked.press("Enter")
    expect(asked).to_have_count(0)
    expect(words).to_have_value("Nghị quyết số 3.")
    page.wait_for_timeout(1500)
    assert not broken
    assert Answer.objects.filter(dossier=dossier, explanation="Nghị quyết số 3.").exists()
