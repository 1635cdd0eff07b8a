"""Journeys through plans: a commune takes up what was asked, the province judges it, a committee is composed anew."""

from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django import Settings

from tests.browser.checks import assert_no_horizontal_scroll, assert_page_weight, axe, look
from tests.browser.conftest import SignIn
from tests.plans.scene import Scene, a_scene
from tests.registers.factories import NOW

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def scene(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scene:
    settings.VAR_DIR = tmp_path
    settings.SECOND_FACTOR_REQUIRED = False
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOW)
    return a_scene()


def hold(page: Page, name: str) -> None:
    look(page, name)
    assert_no_horizontal_scroll(page)
    axe(page)


def test_a_commune_takes_up_what_was_asked_and_the_province_judges_it(
    page: Page, scene: Scene, sign_in: SignIn
) -> None:
    sign_in(page, scene.lan)
    assert_page_weight(page.goto("/ke-hoach/"))
    hold(page, "plans-board")
    page.get_by_role("link", name="Việc được giao").click()
    hold(page, "plans-asked")
    page.get_by_role("link", name="Đổi mới hình thức tuyên truyền, vận động nhân dân", exact=True).click()
    expect(page.get_by_text("quá hạn 5 ngày")).to_be_visible()
    hold(page, "plans-task")
    page.get_by_role("link", name="Báo cáo kết quả").click()
    page.get_by_label("Ngày", exact=True).fill("2026-11-05")
    page.get_by_label("Văn bản").fill("Báo cáo số 40/BC-BCĐ ngày 05/11/2026")
    page.get_by_label("Ghi chú").fill("Đã đổi mới tại 5 thôn")
    page.get_by_role("button", name="Ghi bước").click()
    expect(page.get_by_text("Đã báo cáo kết quả").first).to_be_visible()
    sign_in(page, scene.hung)
    page.goto("/ke-hoach/duoc-giao/")
    page.get_by_role("link", name="Đổi mới hình thức tuyên truyền, vận động nhân dân", exact=True).click()
    expect(page.get_by_role("link", name="Chấp nhận kết quả, kết thúc nhiệm vụ")).to_be_visible()


def test_a_gap_is_closed_from_the_plans_own_page(page: Page, scene: Scene, sign_in: SignIn) -> None:
    sign_in(page, scene.lan)
    page.goto(reverse("plans:plan", args=[scene.plan.record_id]))
    hold(page, "plans-plan")
    page.get_by_role("link", name="Thêm nhiệm vụ để thực hiện").first.click()
    hold(page, "plans-answer")
    page.get_by_role("button", name="Thêm vào kế hoạch").click()
    expect(page.get_by_text("Đã thêm nhiệm vụ vào kế hoạch.")).to_be_visible()
    expect(page.get_by_text("2 nhiệm vụ chưa đưa vào kế hoạch")).to_be_visible()
    for name in ("timeline", "targets", "progress_report"):
        page.goto(reverse(f"plans:{name}", args=[scene.plan.record_id]))
        hold(page, f"plans-{name}")


def test_a_committee_is_composed_anew_on_a_phone(phone: Page, scene: Scene, sign_in: SignIn) -> None:
    sign_in(phone, scene.lan)
    phone.goto(reverse("plans:committee", args=[scene.committee.record_id]))
    hold(phone, "plans-committee")
    phone.get_by_role("link", name="Kiện toàn theo quyết định").first.click()
    hold(phone, "plans-renew")
    phone.get_by_label("Ngày quyết định").fill("2026-11-02")
    phone.get_by_label("Quyết định (số, ngày, trích yếu)").fill("Quyết định số 90/QĐ-UBND ngày 02/11/2026")
    phone.get_by_label("Chức vụ, 4", exact=True).fill("Trưởng Công an xã")
    phone.get_by_label("Cơ quan, đơn vị, 4").fill("Công an xã")
    phone.get_by_role("button", name="Kiện toàn").click()
    expect(phone.get_by_text("3 thành viên")).to_be_visible()
    for name in ("board", "asked"):
        phone.goto(reverse(f"plans:{name}"))
        hold(phone, f"plans-{name}-phone")
    for name, record in (("plan", scene.plan), ("timeline", scene.plan), ("task", scene.line)):
        phone.goto(reverse(f"plans:{name}", args=[record.record_id]))
        hold(phone, f"plans-{name}-phone")
