"""The form builder in a browser: chosen with htmx, dragged with a mouse, read on a phone, printed on A4."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from binhyen.indicators.actions.forms import NewForm, create_form, install_shipped_forms
from binhyen.indicators.models import FormVersion
from binhyen.indicators.queries.forms import content_of
from binhyen.kernel.actors import SYSTEM
from tests.accounts.factories import AT, Land, Person, a_land, ong_hung
from tests.browser.checks import sound
from tests.browser.conftest import SignIn

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def land(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Land:
    settings.SECOND_FACTOR_REQUIRED = False
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: AT)
    return a_land()


@pytest.fixture
def hung(land: Land) -> Person:
    return ong_hung(land)


@pytest.fixture
def draft(land: Land, hung: Person) -> FormVersion:
    month = next(one for one in install_shipped_forms(by=SYSTEM, at=AT) if one.form.code == "phong-trao-thang")
    wanted = NewForm(land.bac_ninh.place_id, "Biểu tháng của tỉnh", month)
    return create_form(wanted=wanted, by=hung.actor, at=AT)


def keys(draft: FormVersion) -> list[str]:
    stored = FormVersion.objects.get(pk=draft.pk)
    return [line.key for line in content_of(stored).sections[0].lines]


def test_an_officer_begins_a_form_and_chooses_split_indicators(page: Page, hung: Person, sign_in: SignIn) -> None:
    sign_in(page, hung)
    sound(page, "/so-lieu/bieu-mau/", "report_forms")
    page.get_by_role("link", name="Biểu mới").click()
    page.get_by_label("Tên trong danh sách").fill("Biểu mô hình")
    page.get_by_role("button", name="Bắt đầu soạn").click()
    page.get_by_role("link", name="Chọn chỉ tiêu").click()
    page.get_by_role("searchbox", name="Tìm chỉ tiêu").fill("mo hinh dang co")
    row = page.get_by_role("row", name="Tổng số mô hình đang có")
    expect(page.get_by_role("row", name="Số mô hình xây dựng mới")).to_have_count(0)
    row.get_by_role("link", name="tách ra").click()
    for value in ("Hoạt động hiệu quả", "Kém hiệu quả"):
        page.get_by_role("checkbox", name=value, exact=True).check()
    page.get_by_role("button", name="Đưa vào biểu").click()
    expect(page.get_by_text("đã có những gì được đánh dấu (2)")).to_be_visible()
    page.get_by_role("link", name="Về biểu").click()
    expect(page.get_by_role("row", name="hoạt động hiệu quả")).to_be_visible()
    sound(page, page.url.partition("#")[0], "edit_form")


def test_a_line_is_dragged_to_its_place(page: Page, hung: Person, draft: FormVersion, sign_in: SignIn) -> None:
    sign_in(page, hung)
    page.goto(f"/so-lieu/bieu-mau/{draft.form.code}/soan/")
    grip = page.locator("[data-line=A4] [data-grip]")
    grip.drag_to(page.locator("[data-line=A1]"), target_position={"x": 80, "y": 4})
    page.wait_for_load_state()
    expect(page.locator("tbody[data-section=A] tr").first).to_have_attribute("data-line", "A4")
    assert keys(draft) == ["A4", "A1", "A2", "A3", "A5"]


def test_a_draft_is_written_and_published_on_a_phone(
    phone: Page, hung: Person, draft: FormVersion, sign_in: SignIn
) -> None:
    sign_in(phone, hung)
    root = f"/so-lieu/bieu-mau/{draft.form.code}/"
    for path, name in (("soan/", "edit_form"), ("soan/chi-tieu/", "choose_indicators"), ("soan/khung/", "settings")):
        sound(phone, f"{root}{path}", name)
    phone.goto(f"{root}soan/")
    phone.get_by_role("button", name="chuyển A2 lên trên").click()
    expect(phone.locator("tbody[data-section=A] tr").first).to_have_attribute("data-line", "A2")
    phone.get_by_role("link", name="Kiểm tra và công bố").click()
    sound(phone, phone.url, "publish_form")
    phone.get_by_role("button", name="Công bố").click()
    expect(phone.get_by_text("Bản 1 đã được áp dụng.")).to_be_visible()
    sound(phone, phone.url, "report_form")


def test_a_form_is_printed_upright_on_a4(page: Page, hung: Person, draft: FormVersion, sign_in: SignIn) -> None:
    sign_in(page, hung)
    sound(page, f"/so-lieu/bieu-mau/{draft.form.code}/ban-in/1/", "form_paper")
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Chính")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_hidden()
    assert page.locator(".by-official table").evaluate("(table) => table.offsetWidth") > 300
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
