"""A report in words from its first draft to the signature: on a desk and a phone, by what people see."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from binhyen.kernel.actors import Role
from binhyen.narrative.actions.signing import submit_report
from tests.accounts.factories import Person, a_person, ong_hung
from tests.browser.checks import assert_no_horizontal_scroll, axe, look
from tests.browser.conftest import SignIn
from tests.narrative.writer.town import WritingTown, a_writing_town
from tests.reports.factories import NOW

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def town(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WritingTown:
    settings.VAR_DIR = tmp_path
    settings.SECOND_FACTOR_REQUIRED = False
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOW)
    return a_writing_town()


def a_leader(town: WritingTown) -> Person:
    place = town.town.land.bac_ninh
    return a_person("tinh.lanhdao", "Nguyễn Văn Đức", Role.PROVINCE_LEADER, place, "Chủ tịch UBND tỉnh Bắc Ninh")


def hold(page: Page, name: str) -> None:
    look(page, name)
    assert_no_horizontal_scroll(page)
    axe(page)


def test_a_report_is_written_changed_and_signed(page: Page, sign_in: SignIn, town: WritingTown) -> None:
    sign_in(page, ong_hung(town.town.land))
    page.goto("/soan-bao-cao/")
    page.get_by_role("link", name="Soạn báo cáo mới").first.click()
    page.get_by_label("Báo cáo", exact=True).select_option("year-end")
    page.get_by_label("Năm", exact=True).fill("2026")
    page.get_by_role("button", name="Viết dự thảo").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Báo cáo tổng kết năm, năm 2026")
    expect(page.get_by_text("không có gì đổi")).to_be_visible()
    hold(page, "written-report")
    page.locator("#muc-danh-gia-chung").get_by_role("link", name=re.compile("Viết tay")).click()
    hold(page, "written-part")
    page.get_by_label("Lời văn của mục này").fill("Phong trào có chuyển biến, hiện có {models_total} mô hình.")
    page.get_by_role("button", name="Lưu").click()
    expect(page.locator("#muc-danh-gia-chung")).to_contain_text("hiện có 12 mô hình.")
    town.town.collect("2026-12", when=NOW + timedelta(days=20))
    town.town.save({"models_total": 11, "models_new": 2}, town.town.report("2026-12"))
    page.get_by_role("button", name="Lấy lại số liệu").click()
    expect(page.locator("#muc-danh-gia-chung .live--new")).to_have_text("14")
    hold(page, "written-report-refreshed")


def test_the_leader_signs_on_a_phone(phone: Page, sign_in: SignIn, town: WritingTown) -> None:
    report = submit_report(report_id=town.begun().pk, by=town.hung, at=NOW)
    sign_in(phone, a_leader(town))
    phone.goto(f"/soan-bao-cao/{report.pk}/")
    hold(phone, "written-report-phone")
    phone.get_by_role("link", name="Ký", exact=True).click()
    hold(phone, "written-report-sign-phone")
    phone.get_by_role("button", name="Ký", exact=True).click()
    expect(phone.get_by_text("Báo cáo đã ký và giữ nguyên số liệu.")).to_be_visible()
    expect(phone.get_by_role("link", name="01/BC-UBND").first).to_be_visible()
