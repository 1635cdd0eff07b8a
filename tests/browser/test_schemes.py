"""A scheme is found by its problem, copied to another commune, given sites, reviewed and seen in the gallery."""

import pytest
from playwright.sync_api import Page, expect

from binhyen.registers.actions.stepping import take_step
from binhyen.registers.models import Entry
from binhyen.schemes.registers import SCHEMES
from tests.accounts.factories import Land, Person, a_land, anh_nam, ba_lan
from tests.browser.conftest import SignIn
from tests.registers.factories import NOW, day
from tests.schemes.factories import a_scheme, a_site, an_exemplar, step

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def land() -> Land:
    return a_land()


@pytest.fixture
def nam(land: Land) -> Person:
    return anh_nam(land)


@pytest.fixture
def lan(land: Land) -> Person:
    return ba_lan(land)


@pytest.fixture
def cameras(land: Land, nam: Person) -> Entry:
    """Phúc Lộc's cameras work well at two sites; another scheme there does not."""
    made = a_scheme(land.elsewhere, nam.actor, since=day("10/07/2025"), results="Trộm cắp giảm từ 12 vụ còn 3 vụ.")
    a_site(
        made, land.elsewhere, nam.actor, name="Thôn Tây", since=day("10/07/2025"), members="24", cameras="12", groups=2
    )
    a_site(made, land.elsewhere, nam.actor, name="Chợ Lộc", since=day("01/03/2026"), members="9", cameras="hơn 4")
    for row, level in ((made, "effective"), (_gong(land, nam), "ineffective")):
        one = step("reviewed", "01/10/2026", year=2026, level=level, score=86)
        take_step(register=SCHEMES, record_id=row.record_id, step=one, by=nam.actor, at=NOW)
    an_exemplar(land.elsewhere, nam.actor)
    return made


def _gong(land: Land, nam: Person) -> Entry:
    return a_scheme(land.elsewhere, nam.actor, name="Tiếng kẻng an ninh", kind="gong", topics=("disorder",), problem="")


def test_what_works_elsewhere_is_found_by_its_problem_and_copied(
    page: Page, cameras: Entry, lan: Person, sign_in: SignIn
) -> None:
    sign_in(page, lan)
    page.goto("/mo-hinh/?q=trom+cap")
    expect(page.get_by_role("listitem").filter(has_text="Hoạt động hiệu quả")).to_have_count(1)
    page.get_by_role("link", name="Camera an ninh").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Camera an ninh")
    expect(page.get_by_text("Chợ Lộc")).to_be_visible()
    page.get_by_role("link", name="Nhân rộng mô hình này").click()
    expect(page.get_by_label("Cách thức hoạt động")).to_have_value(
        "Hộ dân góp tiền lắp camera ở các ngõ, Công an xã theo dõi."
    )
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Camera an ninh")
    expect(page.get_by_text("Đang chuẩn bị").first).to_be_visible()


def test_a_review_is_written_on_a_phone(phone: Page, cameras: Entry, nam: Person, sign_in: SignIn) -> None:
    sign_in(phone, nam)
    phone.goto("/mo-hinh/?loai=gong")
    phone.get_by_role("link", name="Tiếng kẻng an ninh").click()
    phone.get_by_role("link", name="Đánh giá hằng năm").click()
    for field in phone.get_by_role("spinbutton").all()[1:]:
        field.fill("10")
    phone.get_by_label("Năm đánh giá").fill("2025")
    phone.get_by_label("Mức xếp loại").select_option(label="Hoạt động bình thường")
    phone.get_by_label("Văn bản (số, ngày, trích yếu)").fill("Biên bản số 7")
    phone.get_by_role("button", name="Lưu kết quả đánh giá").click()
    expect(phone.get_by_text("năm đó mô hình chưa hoạt động").first).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("path", ["", "theo-loai/", "theo-nam/", "dien-hinh/", "bang-diem/", "scheme"])
def test_pages_fit_a_phone(phone: Page, cameras: Entry, nam: Person, sign_in: SignIn, path: str) -> None:
    sign_in(phone, nam)
    phone.goto(f"/mo-hinh/{cameras.record_id}/" if path == "scheme" else f"/mo-hinh/{path}")
    expect(phone.get_by_role("heading", level=1)).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
