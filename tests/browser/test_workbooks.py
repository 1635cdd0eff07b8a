"""Journeys of a workbook: downloaded, filled in without a network, looked at, mended, taken in; and several at once."""

from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from binhyen.indicators.queries.forms import shipped_forms
from binhyen.kernel.amounts import exactly
from binhyen.reports.models import Figure
from binhyen.reports.queries.figures import amount_of, values_at
from tests.browser.checks import assert_no_horizontal_scroll, axe, look, sound
from tests.browser.conftest import SignIn
from tests.reports.desks import Desks, desks
from tests.reports.factories import NOW, a_report_town
from tests.sheets.books import typed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TYPED = {
    "propaganda_sessions": 8,
    "propaganda_attendance": 412,
    "leaflets": "1,234.5",
    "models_total": "9",
    "models_new": "KPS",
    "fireworks_kg": "2,5",
}


@pytest.fixture
def seats(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Desks:
    """An Phú's month, with one behind it."""
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOW)
    monkeypatch.setattr(settings, "VAR_DIR", tmp_path)
    found = desks(a_report_town(shipped_forms()["phong-trao-thang"]))
    found.town.collect("2026-10")
    found.town.save({"propaganda_sessions": 7, "leaflets": 350}, found.town.report("2026-10"), found.lan.actor)
    return found


def choose(window: Page, label: str, *files: Path) -> None:
    """Choose files and ask what they would change."""
    window.get_by_label(label).set_input_files(list(files))
    window.get_by_role("button", name="Xem trước").click()


def seen(window: Page, name: str) -> None:
    """Hold the page that is open to what every page must be."""
    assert_no_horizontal_scroll(window)
    look(window, name)
    axe(window)


@pytest.mark.parametrize("width", [1366, 390])
def test_a_workbook_is_downloaded_filled_in_mended_and_taken_in(
    page: Page, sign_in: SignIn, seats: Desks, tmp_path: Path, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    report = seats.town.report()
    sign_in(page, seats.lan)
    sound(page, f"/bao-cao/{report.pk}/nhap-bieu/", "upload-workbook")
    with page.expect_download() as coming:
        page.get_by_role("link", name="Tải biểu").click()
    book = tmp_path / coming.value.suggested_filename
    book.write_bytes(typed(Path(coming.value.path()).read_bytes(), TYPED, {"models_new": "tháng này không có"}))
    choose(page, "Bảng tính (.xlsx, .xls, .ods)", book)
    expect(page.get_by_role("heading", level=1)).to_have_text("Biểu sẽ thay đổi những gì")
    expect(page.get_by_text("1.234,5")).to_be_visible()
    seen(page, "workbook")
    with page.expect_download() as back:
        page.get_by_role("link", name="Tải bảng có ghi lỗi").click()
    mended = tmp_path / "mended.xlsx"
    mended.write_bytes(typed(Path(back.value.path()).read_bytes(), {"leaflets": "1.234"}))
    page.get_by_role("link", name="Chọn").first.click()
    choose(page, "Bảng tính (.xlsx, .xls, .ods)", mended)
    page.get_by_role("button", name="Lưu 6 ô").click()
    expect(page.get_by_text("Đã nhập 6 ô từ biểu.")).to_be_visible()
    said = {str(cell): amount_of(one) for cell, one in values_at(report.pk, None).items()}
    assert said["leaflets"] == exactly(1234)


def test_several_workbooks_are_looked_at_and_taken_in_together(
    page: Page, sign_in: SignIn, seats: Desks, tmp_path: Path
) -> None:
    sign_in(page, seats.hung)
    collection = seats.town.collections["2026-11"]
    files = []
    for place in (seats.town.land.an_phu, seats.town.land.elsewhere):
        report = seats.town.report(place=place)
        content = page.request.get(f"/bao-cao/{report.pk}/bieu.xlsx").body()
        files.append(tmp_path / f"{place.name}.xlsx")
        files[-1].write_bytes(typed(content, TYPED if place == seats.town.land.an_phu else {"leaflets": 6}))
    page.goto(f"/bao-cao/dot/{collection.pk}/")
    expect(page.get_by_role("link", name="Tải biểu của tất cả")).to_be_visible()
    page.goto("/bao-cao/")
    page.get_by_role("link", name="Nhập nhiều biểu").click()
    choose(page, "Các biểu Excel (.xlsx, .xls, .ods)", *files)
    seen(page, "workbooks")
    page.get_by_role("button", name="Lưu 1 biểu đúng").click()
    expect(page.get_by_text("2 biểu, đã lưu 1 ô.")).to_be_visible()
    seen(page, "workbooks-taken")
    assert Figure.objects.filter(report__collection=collection).count() == 1
