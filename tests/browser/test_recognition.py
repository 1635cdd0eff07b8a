"""Journeys through a round: the overview, the list, one dossier that saves itself, two editors, the grid from paper."""

import pytest
from playwright.sync_api import Page, expect

from binhyen.kernel.actors import Role
from binhyen.recognition.actions.remarking import add_remark
from binhyen.recognition.models import Answer, RemarkKind
from binhyen.recognition.rules.assessing import Said
from tests.accounts.factories import a_person, ba_lan, ong_hung
from tests.browser.checks import look, sound
from tests.browser.conftest import SignIn
from tests.recognition.factories import (
    NOVEMBER,
    Town,
    a_town,
    answered,
    appraised,
    attach,
    more_areas,
    on,
    opened,
    registered,
    save,
    submitted,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Stage:
    """A round half-way, with who signs in."""

    def __init__(self) -> None:
        self.town: Town = a_town()
        more_areas(self.town, 6)
        opened(self.town)
        land = self.town.land
        self.lan, self.hung = ba_lan(land), ong_hung(land)
        self.head = a_person("thondong", "Nguyễn Văn Đông", Role.RESIDENTIAL_HEAD, land.village, "Trưởng thôn Đông")
        self.area = registered(self.town)
        self._walk()

    def _walk(self) -> None:
        town, lan = self.town, self.town.lan
        appraised(town, "area1", lan)
        submitted(town, "area2", lan)
        answered(town, "area3", lan)
        registered(town, "area4", lan)
        registered(town, "area5", lan)
        area = self.area.pk
        by = self.head.actor
        save(
            town,
            area,
            "KDC-1a",
            Said({"party_cell_resolution_date": "2026-02-18"}, "met", "", "Nghị quyết số 3."),
            by=by,
        )
        save(town, area, "KDC-2", Said({}, "met", "", "Báo cáo ba trang."), by=by)
        save(town, area, "KDC-3", Said({}, "met", "15/KL-CA"), by=by)
        attach(town, area, "KDC-1c", by=by)
        text = "Số hộ đang cư trú lấy đến ngày nào? Bản đăng ký ghi 212 hộ."
        add_remark(
            dossier_id=area, criterion="KDC-1c", kind=RemarkKind.MUST_FIX, text=text, by=self.lan.actor, at=on(11, 3)
        )
        add_remark(
            dossier_id=area, criterion="KDC-1c", kind=RemarkKind.REPLY, text="Lấy đến 31/3.", by=by, at=on(11, 4)
        )


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Stage:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOVEMBER)
    return Stage()


@pytest.fixture(params=["page", "phone"])
def window(request: pytest.FixtureRequest) -> Page:
    """A desk or a phone."""
    opened_page: Page = request.getfixturevalue(request.param)
    return opened_page


def test_the_pages_of_a_round_hold(window: Page, stage: Stage, sign_in: SignIn) -> None:
    sign_in(window, stage.hung)
    assert stage.town.opened
    pk = stage.town.opened.pk
    sound(window, "/cong-nhan/", "rounds")
    sound(window, f"/cong-nhan/vong/{pk}/", "round")
    sound(window, f"/cong-nhan/ho-so/?round={pk}&kind=residential_area", "dossiers")
    sound(window, "/cong-nhan/vong/mo/?year=2027", "open-round")


def test_the_pages_of_a_dossier_hold(window: Page, stage: Stage, sign_in: SignIn) -> None:
    sign_in(window, stage.head)
    pk = stage.area.pk
    sound(window, f"/cong-nhan/ho-so/{pk}/?tc=KDC-1c", "dossier")
    sound(window, f"/cong-nhan/ho-so/{pk}/?tc=KDC-3", "dossier-conclusion")
    sound(window, f"/cong-nhan/ho-so/{pk}/nhat-ky/", "trail")
    sound(window, f"/cong-nhan/ho-so/{pk}/lich-su/", "history")


def test_the_grid_is_typed_and_pasted(window: Page, stage: Stage, sign_in: SignIn) -> None:
    sign_in(window, stage.lan)
    assert stage.town.opened
    path = f"/cong-nhan/vong/{stage.town.opened.pk}/ban-giay/"
    sound(window, path, "grid")
    first = window.locator("[data-cell]").first
    first.focus()
    window.evaluate(
        """() => { const data = new DataTransfer(); data.setData('text/plain', '18/02/2026\\t120\\t120\\tĐạt\\n19/02/2026\\t90\\t91\\tchua dat');
          document.activeElement.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})); }""",
    )
    expect(first).to_have_value("18/02/2026")
    first.press("ArrowDown")
    expect(window.locator("[data-cell]:focus")).to_have_value("19/02/2026")
    window.get_by_label("Ngày ký trên bản giấy").fill("2026-11-02")
    window.get_by_role("button", name="Lưu cả bảng").click()
    expect(window.get_by_text("Đã nhập thay 2 hồ sơ")).to_be_visible()


def test_an_answer_saves_itself_and_two_editors_meet(page: Page, stage: Stage, sign_in: SignIn) -> None:
    sign_in(page, stage.head)
    page.goto(f"/cong-nhan/ho-so/{stage.area.pk}/?tc=KDC-1c")
    page.get_by_label("Số hộ đăng ký tham gia").fill("212")
    page.get_by_label("Số hộ đang cư trú").fill("214")
    expect(page.locator("[data-save-answer]")).to_contain_text("212")
    version = Answer.objects.get(criterion="KDC-1c", dossier=stage.area).version
    said = Said({"households_registered": 214, "households_residing": 214}, explanation="Tính đến 31/3/2026.")
    save(stage.town, stage.area.pk, "KDC-1c", said, version, stage.lan.actor)
    page.get_by_label("Giải trình", exact=True).fill("Theo bản đăng ký giấy, thiếu 2 hộ mới đến.")
    expect(page.locator(".by-conflict")).to_contain_text("Tính đến 31/3/2026.")
    look(page, "conflict")
    page.get_by_role("button", name="Giữ bản của tôi").click()
    expect(page.get_by_label("Giải trình", exact=True)).to_have_value("Theo bản đăng ký giấy, thiếu 2 hộ mới đến.")
    assert Answer.objects.get(criterion="KDC-1c", dossier=stage.area).explanation.startswith("Theo bản đăng ký giấy")
