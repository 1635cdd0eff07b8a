"""Journeys of an office that receives reports: the period, many at once, the desk by keys, a report returned in part."""

import pytest
from playwright.sync_api import Page, expect

from binhyen.kernel.amounts import exactly
from binhyen.reports.actions.correcting import correct
from binhyen.reports.actions.entering import save_cells
from binhyen.reports.actions.key_areas import KeyAreas, record_key_areas
from binhyen.reports.actions.sending import submit
from binhyen.reports.actions.standing import Delegated, delegate
from binhyen.reports.actions.talking import Raised, add_remark, explain, raise_difficulty
from binhyen.reports.models import CellRemark, Report
from binhyen.reports.rules.entering import CellEntry
from binhyen.reports.rules.lifecycle import State
from binhyen.reports.rules.threads import DifficultyKind
from tests.browser.checks import look, sound
from tests.browser.conftest import SignIn
from tests.reports.factories import GOOD, NOW, at, entries
from tests.reports.office import Office, a_department, an_office
from tests.reports.toys import key

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LATER = at(20)
OTHER = {"propaganda_sessions": 7, "propaganda_attendance": 398, "leaflets": 300, "models_new": 0, "fireworks_kg": 1}


class Stage:
    """November 2026 three days after its last day, with reports in every state."""

    def __init__(self) -> None:
        self.office: Office = an_office(more=40)
        office, land = self.office, self.office.land
        office.town.collect("2026-10")
        office.sent(period="2026-10", values=OTHER)
        for place in office.communes[:8]:
            office.sent(place)
        for place in office.communes[8:12]:
            office.accepted(place)
        self.report = self._remarkable()
        self._corrected()
        put = Raised(
            DifficultyKind.PROPOSAL,
            "Chưa có kinh phí sửa loa tại 3 khu dân cư. Kiến nghị UBND tỉnh bố trí trong quý I/2027.",
            land.bac_ninh.place_id,
            "Sở Tài chính",
            at(30).date(),
        )
        raise_difficulty(report_id=self.report.pk, raised=put, by=office.lan.actor, at=NOW)
        self.clerk = a_department(office)
        receives = Delegated(self.clerk.post.pk, land.an_phu.place_id, NOW.date(), None, "Phân công số 12/PC-CAT")
        delegate(delegated=receives, by=office.hung.actor, at=NOW)
        areas = KeyAreas(
            land.an_phu.place_id, "residential_area", 3, "KH số 12/KH-UBND ngày 05/01/2026", at(1).date(), at(15).date()
        )
        record_key_areas(areas=areas, by=office.lan.actor, at=NOW)

    def _remarkable(self) -> Report:
        """An Phú sends far more leaflets than its peers, and says why."""
        report, by = self.office.report(), self.office.lan.actor
        save_cells(report_id=report.pk, entries=entries(report, GOOD | {"leaflets": 40_000}), by=by, at=NOW)
        leaflets = key("leaflets")
        for code in ("flow_above_peers", "flow_jump"):
            explain(report_id=report.pk, cell=leaflets, check_code=code, reason="Ngày hội toàn dân", by=by, at=NOW)
        sent = submit(report_id=report.pk, by=by, at=NOW)
        add_remark(report_id=report.pk, cell=leaflets, text="In ở đâu?", by=self.office.hung.actor, at=NOW)
        return sent

    def _corrected(self) -> None:
        """Phúc Lộc corrects what was accepted."""
        office, where = self.office, self.office.land.elsewhere
        report, by = office.accepted(where), office.nam.actor
        correct(report_id=report.pk, reason="Cộng sót một thôn", by=by, at=at(6))
        fixed = CellEntry(key("leaflets"), exactly(420), 1, "Thêm thôn Hạ")
        save_cells(report_id=report.pk, entries=[fixed], by=by, at=at(6))
        self.correction = submit(report_id=report.pk, by=by, at=at(6))


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Stage:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: LATER)
    return Stage()


@pytest.fixture(params=["page", "phone"])
def window(request: pytest.FixtureRequest) -> Page:
    """A desk or a phone."""
    opened_page: Page = request.getfixturevalue(request.param)
    return opened_page


def test_the_pages_of_the_office_hold(window: Page, stage: Stage, sign_in: SignIn) -> None:
    sign_in(window, stage.office.hung)
    pk = stage.office.collection.pk
    sound(window, "/bao-cao/dot/", "collections")
    version = stage.office.town.version.pk
    sound(window, f"/bao-cao/dot/mo/?bieu={version}&nam=2026&ky=2026-09", "open-collection")
    sound(window, f"/bao-cao/dot/{pk}/", "collection")
    expect(window.get_by_text("gấp hơn").first).to_be_visible()
    look(window, "collection-hints")
    sound(window, f"/bao-cao/dot/{pk}/dang-xem/", "hints")
    sound(window, "/bao-cao/uy-quyen/", "delegations")
    sound(window, "/bao-cao/kho-khan/", "difficulties")
    sound(window, "/bao-cao/dia-ban-trong-diem/", "key-areas")
    sound(window, "/bao-cao/dia-ban-trong-diem/ghi/", "record-key-areas")
    sound(window, f"/bao-cao/{stage.report.pk}/nhat-ky/", "report-trail")


def test_the_desk_holds(window: Page, stage: Stage, sign_in: SignIn) -> None:
    sign_in(window, stage.office.hung)
    sound(window, f"/bao-cao/{stage.report.pk}/nhan/", "receive")
    sound(window, f"/bao-cao/{stage.correction.pk}/nhan/", "receive-correction")
    expect(window.get_by_role("heading", name="Khác với lần chấp nhận trước")).to_be_visible()


def test_many_are_accepted_after_their_exceptions(page: Page, stage: Stage, sign_in: SignIn) -> None:
    sign_in(page, stage.office.hung)
    page.goto(f"/bao-cao/dot/{stage.office.collection.pk}/?trang_thai=submitted")
    page.get_by_label("Chọn cả trang này").check()
    look(page, "collection-chosen")
    page.get_by_role("button", name="Xem trước khi chấp nhận").click()
    expect(page.get_by_role("heading", name="Nên xem trước: 2")).to_be_visible()
    expect(page.get_by_text("1 số khác thường đã giải trình")).to_be_visible()
    look(page, "accept-reports")
    page.get_by_label("Để lại Xã An Phú").check()
    page.get_by_role("button", name="Chấp nhận", exact=True).click()
    expect(page.get_by_text("Đã chấp nhận 9 báo cáo.")).to_be_visible()
    assert list(Report.objects.filter(state=State.SUBMITTED, collection=stage.office.collection)) == [stage.report]


def test_the_desk_is_worked_by_keys_and_a_report_returned_in_part(page: Page, stage: Stage, sign_in: SignIn) -> None:
    sign_in(page, stage.office.hung)
    page.goto(f"/bao-cao/{stage.report.pk}/nhan/")
    for _ in range(3):
        page.keyboard.press("j")
    expect(page.locator("tr[data-row=leaflets] summary")).to_be_focused()
    expect(page.locator("select[name=cell]")).to_have_value("leaflets")
    page.keyboard.press("Enter")
    page.keyboard.type("Kèm hóa đơn in")
    look(page, "receive-reason")
    page.get_by_label("Chấp nhận ngay các ô không ghi lý do").check()
    page.get_by_role("button", name="Trả lại với các lý do này").click()
    expect(page.get_by_text("Đã trả lại cho Xã An Phú.")).to_be_visible()
    assert CellRemark.objects.filter(report=stage.report, text="Kèm hóa đơn in").exists()
    before = page.url
    page.keyboard.press("n")
    expect(page).not_to_have_url(before)
    page.get_by_role("button", name="Chấp nhận cả báo cáo").click()
    expect(page.get_by_text("Đã chấp nhận: ")).to_be_visible()
