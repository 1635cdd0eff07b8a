"""Journeys through joint programmes: the line of years, one programme, activities taken in, a summary that is signed."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from binhyen.campaigns.registers.events import EVENTS
from binhyen.programmes.registers import COMMITMENTS
from binhyen.registers.models import Entry
from binhyen.registers.rules.facts import Value
from binhyen.support.registers import HANDOVERS
from tests.accounts.factories import Land, Person, a_land, ong_hung
from tests.browser.checks import assert_no_horizontal_scroll, axe, look
from tests.browser.conftest import SignIn
from tests.programmes.factories import a_commitment, a_plan, a_programme, a_summary, an_activity
from tests.registers.factories import NOW, day, rewritten, written

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LATER = datetime(2026, 11, 6, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture
def land(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Land:
    settings.VAR_DIR = tmp_path
    settings.SECOND_FACTOR_REQUIRED = False
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: LATER)
    return a_land()


@pytest.fixture
def hung(land: Land) -> Person:
    return ong_hung(land)


def hold(page: Page, name: str) -> None:
    look(page, name)
    assert_no_horizontal_scroll(page)
    axe(page)


def a_running_programme(land: Land, hung: Person) -> Entry:
    """A programme with what a year brings: commitments, a plan, activities, another programme beside it."""
    by, where = hung.actor, land.bac_ninh
    row = a_programme(where, by, party_names="Công an tỉnh; Ủy ban MTTQ Việt Nam tỉnh; Hội Liên hiệp Phụ nữ tỉnh")
    old: dict[str, Value] = {"since": day("01/08/2025"), "until": day("31/12/2025"), "signed_on": day("15/07/2025")}
    a_programme(where, by, NOW, number="12/NQLT-CA-PN", kind="resolution", **old)
    a_commitment(row, where, by, target="3", content="Tổ chức ít nhất 3 hoạt động phối hợp trong thời hạn")
    said: dict[str, Value] = {"indicator": "melee_weapons", "target": "200", "party": "police"}
    a_commitment(row, where, by, content="Vận động giao nộp ít nhất 200 dao, kiếm", **said)
    a_commitment(row, where, by, indicator="", target="", per="", content="Giữ vững an ninh, trật tự ở khu dân cư")
    a_plan(row, where, by)
    an_activity(row, land.an_phu, by)
    an_activity(row, land.elsewhere, by, name="Ra mắt mô hình tổ liên gia tự quản", on=day("02/09/2026"))
    values: dict[str, Value] = {
        "since": day("05/05/2026"),
        "until": day("05/05/2026"),
        "document": "Biên bản số 3",
        "melee": "hơn 150",
    }
    written(HANDOVERS, land.an_phu, values | {"ammo_kg": "hàng trăm kg", "fireworks": "12,5"}, by)
    return row


@pytest.mark.usefixtures("console")
def test_programmes_are_read_on_a_desk_and_a_phone(
    page: Page, phone: Page, land: Land, hung: Person, sign_in: SignIn
) -> None:
    row = a_running_programme(land, hung)
    for window, name in ((page, "desk"), (phone, "phone")):
        sign_in(window, hung)
        window.goto("/phoi-hop/")
        expect(window.get_by_role("heading", name="Chương trình phối hợp", level=1)).to_be_visible()
        hold(window, f"programmes-{name}")
        window.goto(f"/phoi-hop/{row.record_id}/")
        expect(window.get_by_text("Cam kết và kết quả")).to_be_visible()
        hold(window, f"programme-{name}")


def test_an_event_is_taken_in_and_a_commitment_written_from_its_page(
    page: Page, land: Land, hung: Person, sign_in: SignIn
) -> None:
    row = a_running_programme(land, hung)
    values: dict[str, Value] = {
        "kind": "lesson",
        "name": "Nói chuyện pháp luật tại chợ",
        "since": day("10/10/2026"),
        "standing": "held",
    }
    written(EVENTS, land.an_phu, values | {"org": "fatherland_front"}, hung.actor)
    sign_in(page, hung)
    page.goto(f"/phoi-hop/{row.record_id}/")
    page.get_by_role("link", name="Chọn hoạt động").click()
    hold(page, "take-in")
    page.get_by_label("Nói chuyện pháp luật tại chợ").check()
    page.get_by_role("button", name="Đưa vào hoạt động phối hợp").click()
    expect(page.get_by_text("Đã đưa vào 1 hoạt động.")).to_be_visible()
    expect(page.locator(".by-promise .fig").first).to_contain_text("3 / 3")
    page.locator(f'a[href="{COMMITMENTS.add_href}?cha={row.record_id}"]').click()
    hold(page, "commitment-form")


def test_a_summary_is_drafted_signed_and_keeps_its_numbers(
    page: Page, phone: Page, land: Land, hung: Person, sign_in: SignIn
) -> None:
    row = a_running_programme(land, hung)
    entry = a_summary(
        row, land.bac_ninh, hung.actor, direction="- Ban hành kế hoạch phối hợp\n- Phân công các bên phụ trách"
    )
    address = f"/phoi-hop/tong-ket/{entry.record_id}/"
    sign_in(page, hung)
    page.goto(address)
    hold(page, "summary-open")
    page.goto(f"{address}?nam=1")
    hold(page, "summary-years")
    page.get_by_role("link", name="Ghi nhận đã ký").click()
    page.get_by_label("Báo cáo đã ký (số, ngày, trích yếu)").fill("Báo cáo số 90/BC-UBND ngày 20/10/2026")
    hold(page, "summary-sign")
    page.get_by_role("button", name="Giữ số liệu").click()
    expect(page.get_by_text("Nguồn số liệu vẫn như khi ký.")).to_be_visible()
    counts = count_at(land)
    said: dict[str, Value] = {
        "since": day("05/05/2026"),
        "until": day("05/05/2026"),
        "document": "Biên bản số 3",
        "melee": "hơn 160",
    }
    rewritten(HANDOVERS, counts, land.an_phu, said | {"ammo_kg": "hàng trăm kg", "fireworks": "12,5"}, hung.actor, NOW)
    for window, name in ((page, "desk"), (phone, "phone")):
        sign_in(window, hung)
        window.goto(address)
        expect(window.get_by_text("nguồn của 1 số liệu đã khác")).to_be_visible()
        hold(window, f"summary-signed-{name}")


def count_at(land: Land) -> Entry:
    """The count of the place."""
    return HANDOVERS.model._default_manager.get(place_id=land.an_phu.place_id, superseded_at=None)
