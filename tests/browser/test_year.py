"""A year in one window: a head fills and sends, an officer appraises, a chair decides, a citizen checks the paper."""

from datetime import datetime

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from binhyen.documents.models import Document
from binhyen.kernel.actors import Role
from binhyen.recognition.models import Dossier
from tests.accounts.factories import Person, a_person, ba_lan
from tests.browser.checks import look, sound
from tests.browser.conftest import SignIn
from tests.recognition.factories import AREA_ANSWERS, DECIDED_AT, NOVEMBER, Town, a_town, opened, registered, save

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Calendar:
    """The day that every page believes it is."""

    def __init__(self) -> None:
        self.now: datetime = NOVEMBER


@pytest.fixture
def calendar(monkeypatch: pytest.MonkeyPatch) -> Calendar:
    day = Calendar()
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: day.now)
    cache.clear()
    return day


@pytest.fixture
def town(calendar: Calendar) -> Town:
    """Đông village has registered, and answered everything but its households."""
    made = opened(a_town())
    found = registered(made)
    for criterion, said in AREA_ANSWERS.items():
        if criterion != "KDC-1c":
            save(made, found.pk, criterion, said)
    return made


def fills_and_sends(page: Page, found: Dossier) -> None:
    """The head of the village types the last answer, which saves itself, and sends the dossier."""
    page.goto(f"/cong-nhan/ho-so/{found.pk}/?tc=KDC-1c")
    page.get_by_label("Số hộ đăng ký tham gia").fill("212")
    page.get_by_label("Số hộ đang cư trú").fill("212")
    page.get_by_label("Giải trình", exact=True).fill("Theo sổ theo dõi.")
    expect(page.locator("[data-save-answer]")).to_contain_text("212")
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.wait_for_load_state("networkidle")
    page.goto(f"/cong-nhan/ho-so/{found.pk}/")
    note = page.get_by_label("Giải trình các cảnh báo")
    if note.count():
        note.fill("Đã kiểm tra.")
    page.get_by_role("button", name="Nộp hồ sơ").click()
    expect(page.get_by_text("Đã nộp. Hồ sơ đang ở cơ quan thẩm định.")).to_be_visible()


def appraises(page: Page, found: Dossier) -> None:
    """The officer has no tie to the village, judges the two open clauses, and concludes."""
    page.goto("/cong-nhan/tham-dinh/")
    page.get_by_role("link", name=found.name).click()
    page.get_by_role("button", name="Tôi không có xung đột lợi ích").click()
    for criterion in ("KDC-4", "KDC-5"):
        page.goto(f"/cong-nhan/tham-dinh/{found.pk}/?tc={criterion}")
        page.locator("label", has_text="Đạt").first.click()
        page.get_by_label("Ghi chú").first.fill("Theo tình hình thực tế.")
        page.get_by_role("button", name="Lưu").first.click()
    page.get_by_role("button", name="Kết luận thẩm định").click()
    expect(page.get_by_text("Đã kết luận: Thôn Đông.")).to_be_visible()


def decides(page: Page) -> None:
    """The chair looks at the decision before signing it, signs, and issues the certificate."""
    page.goto("/cong-nhan/quyet-dinh/")
    page.get_by_role("link", name="Xem trước quyết định cho tất cả").click()
    look(page, "year-preview")
    page.get_by_role("button", name="Quyết định 1 đơn vị").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Quyết định")
    page.locator("summary", has_text="Cấp giấy công nhận").click()
    page.get_by_role("button", name="Cấp giấy công nhận").click()
    expect(page.get_by_text("Đã cấp 1 giấy công nhận")).to_be_visible()
    look(page, "year-decision")


def test_a_village_goes_from_its_answers_to_a_paper_that_anybody_can_check(
    page: Page, town: Town, calendar: Calendar, sign_in: SignIn
) -> None:
    land, found = town.land, town.dossier()
    head = a_person("thondong", "Nguyễn Văn Đông", Role.RESIDENTIAL_HEAD, land.village, "Trưởng thôn Đông")
    chair: Person = a_person("anphu.chutich", "Đặng Văn Chính", Role.COMMUNE_CHAIR, land.an_phu, "Chủ tịch UBND xã")
    sign_in(page, head)
    fills_and_sends(page, found)
    sign_in(page, ba_lan(land))
    appraises(page, found)
    calendar.now = DECIDED_AT
    sign_in(page, chair)
    decides(page)
    page.context.clear_cookies()
    paper = Document.objects.get(kind="GCN")
    page.goto("/kiem-tra/")
    page.get_by_label("Mã hoặc địa chỉ in ở mã QR").fill(paper.token)
    page.get_by_role("button", name="Kiểm tra").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Giấy công nhận có thật và đang có hiệu lực")
    expect(page.get_by_text("Thôn Đông").first).to_be_visible()
    sign_in(page, head)
    sound(page, f"/cong-nhan/ho-so/{found.pk}/", "year-recognised")
