"""A province takes a commune's signed report over: the file is checked, figures are chosen, nobody types."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from tests.browser.checks import sound
from tests.browser.conftest import SignIn
from tests.documents.keys import trust_in
from tests.documents.tampering import flipped_byte
from tests.narrative.signed.files import report_of, signed_file
from tests.reports.desks import Desks, desks
from tests.reports.factories import NOW

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def seats(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> Desks:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOW)
    settings.TRUSTED_CERTIFICATES = trust_in(tmp_path)
    settings.EVIDENCE_DIR = tmp_path / "evidence"
    seated = desks()
    seated.town.collect()
    seated.town.save({"leaflets": 1300, "models_total": 9})
    return seated


@pytest.mark.parametrize("window", ["page", "phone"])
def test_a_signed_report_is_checked_and_taken_over(
    request: pytest.FixtureRequest, window: str, seats: Desks, sign_in: SignIn, tmp_path: Path
) -> None:
    page: Page = request.getfixturevalue(window)
    content = signed_file(report_of(seats.town.land.an_phu.code), tmp_path)
    sign_in(page, seats.hung)
    _bring(page, tmp_path, flipped_byte(content))
    expect(page.get_by_role("heading", level=1)).to_have_text("Tệp không được chấp nhận")
    sound(page, page.url, "signed_report_refused")
    _bring(page, tmp_path, content)
    expect(page.get_by_role("heading", level=1)).to_have_text("Chữ ký hợp lệ, số liệu khớp với các trang")
    sound(page, page.url, "signed_report")
    page.get_by_label("Giữ số của báo cáo đã ký: 1.350").check()
    page.get_by_role("button", name="Nhận số liệu").click()
    expect(page).to_have_url(re.compile(r"/bao-cao-da-ky/\d+/$"))
    sound(page, page.url, "taken_report")
    sound(page, "/bao-cao-da-ky/", "open_signed_report")


def _bring(page: Page, folder: Path, content: bytes) -> None:
    path = folder / "bao-cao.pdf"
    path.write_bytes(content)
    page.goto("/bao-cao-da-ky/")
    page.get_by_label("Báo cáo đã ký (.pdf)").set_input_files(path)
    page.get_by_role("button", name="Kiểm tra tệp").click()
