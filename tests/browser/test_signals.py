"""Signals in the browser: the commune answers, the province reads its list; a spot check is drawn and recorded."""

import pytest
from playwright.sync_api import Page, expect

from binhyen.kernel.actors import Role
from binhyen.recognition.models import Dossier
from binhyen.recognition.rules.lifecycle import Outcome, State
from tests.accounts.factories import a_person
from tests.analytics.signals.town import LATER, SHOWN, a_province, looked_at
from tests.browser.checks import assert_no_horizontal_scroll, axe, look, sound
from tests.browser.conftest import SignIn
from tests.recognition.factories import a_town, more_areas, opened
from tests.reports.desks import desks
from tests.reports.factories import at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_commune_answers_and_the_province_reads(
    page: Page, phone: Page, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: LATER)
    seats = desks(a_province())
    looked_at(seats.town)
    seats.client(seats.lan).get("/kiem-chung/")  # the first page of a process loads every storey's doors
    sign_in(phone, seats.lan)
    sound(phone, "/kiem-chung/", "signals-own")
    phone.get_by_role("link", name="Xã An Phú").first.click()
    expect(phone.get_by_role("heading", name="Giống kỳ trước")).to_be_visible()
    sound(phone, phone.url, "report-signals")
    phone.get_by_label("Đã xem lại").first.fill("Đã đối chiếu sổ: số tháng 11 đúng.")
    phone.get_by_role("button", name="Gửi trả lời").first.click()
    expect(phone.get_by_text("Đã đối chiếu sổ")).to_have_count(2)
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: SHOWN)
    sign_in(page, seats.hung)
    sound(page, "/kiem-chung/", "signals")
    expect(page.get_by_text("không được dùng để kỷ luật")).to_be_visible()
    page.get_by_role("link", name="Xã An Phú").click()
    sound(page, page.url, "report-signals")
    page.get_by_label("Tỉnh ghi kết quả").first.fill("Đã cùng xem sổ của xã.")
    page.get_by_role("button", name="Lưu kết quả").first.click()
    expect(page.get_by_text("Nơi báo cáo nhìn thấy nội dung này")).to_be_visible()


def test_a_spot_check_is_drawn_and_recorded(
    page: Page, phone: Page, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: at(20, 12))
    town = a_town()
    more_areas(town, 9)
    opened(town)
    Dossier.objects.filter(scope_code="").update(result=Outcome.RECOGNISED, state=State.DECIDED)
    officer = a_person("tinh.phuctra", "Trần Hùng", Role.PROVINCE_OFFICER, town.land.bac_ninh)
    sign_in(page, officer)
    sound(page, "/kiem-chung/phuc-tra/", "spot-checks")
    page.get_by_role("link", name="Rút thăm phúc tra").first.click()
    sound(page, page.url, "draw-spot-check")
    page.get_by_label("Số đơn vị").fill("6")
    page.get_by_label("Số gốc để rút thăm").fill("4 2 6 1")
    page.get_by_role("button", name="Rút thăm").click()
    boxes = page.get_by_role("combobox")
    for at_ in range(boxes.count()):
        boxes.nth(at_).select_option("holds" if at_ else "differs")
    page.get_by_role("textbox").first.fill("Tiêu chí 3 không còn đạt.")
    look(page, "spot-check-typed")
    page.get_by_role("button", name="Ghi kết quả").click()
    expect(page.get_by_text("Với độ tin cậy 95 %")).to_be_visible()
    axe(page)
    assert_no_horizontal_scroll(page)
    look(page, "spot-check")
    sign_in(phone, officer)
    sound(phone, page.url, "spot-check")
