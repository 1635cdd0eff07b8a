"""Journeys through a report: typed by keyboard, pasted, two editors, a lost network, a session over, without scripts."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from binhyen.accounts.http.sessions import LOCKED_KEY
from binhyen.indicators.queries.forms import shipped_forms
from binhyen.indicators.rules.cells import parse_cell_key
from binhyen.kernel.amounts import exactly
from binhyen.kernel.periods import parse_period
from binhyen.reports.actions.collecting import default_plan, open_collection
from binhyen.reports.actions.correcting import correct
from binhyen.reports.actions.reviewing import Answer, accept, return_report
from binhyen.reports.actions.sending import submit
from binhyen.reports.models import Figure, Report
from tests.accounts.factories import PASSWORD
from tests.browser.checks import look, sound
from tests.browser.conftest import SignIn
from tests.reports.desks import Desks, desks
from tests.reports.factories import NOW, a_report_town, a_version

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MONTH = "phong-trao-thang"
OCTOBER = {
    "mobilisation_events": 1,
    "mobilisation_attendance": 120,
    "propaganda_sessions": 7,
    "propaganda_attendance": 398,
    "leaflets": 350,
    "tips_received": 6,
    "tips_valuable": 2,
    "cases_from_tips": 1,
    "patrols_done": 24,
    "mediation_cases": 3,
    "security_cases": 1,
    "models_total": 9,
    "models_new": 1,
    "models_dissolved": 0,
    "security_cameras": 64,
    "grassroots_teams": 14,
    "grassroots_members": 42,
    "selfgov_groups": 22,
    "guns": 0,
    "ammo_rounds": 0,
    "melee_weapons": 3,
    "fireworks_kg": 2,
    "awards_collective": 1,
    "awards_individual": 2,
}


@pytest.fixture
def seats(monkeypatch: pytest.MonkeyPatch) -> Desks:
    """An Phú's month, with four months behind it."""
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOW)
    found = desks(a_report_town(shipped_forms()[MONTH]))
    for back, period in enumerate(("2026-10", "2025-11", "2026-09", "2026-08")):
        found.town.collect(period)
        values = {cell: max(0, amount - back) for cell, amount in OCTOBER.items()}
        found.town.save(values, found.town.report(period), found.lan.actor)
    return found


@pytest.fixture(params=["page", "phone"])
def window(request: pytest.FixtureRequest) -> Page:
    """A desk or a phone."""
    opened: Page = request.getfixturevalue(request.param)
    return opened


@pytest.fixture
def second(browser: Browser, live_server: LiveServer, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """Another person's window."""
    context = browser.new_context(**{**browser_context_args, "base_url": live_server.url})
    context.set_default_timeout(5_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def scriptless(browser: Browser, live_server: LiveServer, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """A window whose scripts are switched off."""
    context = browser.new_context(**{**browser_context_args, "base_url": live_server.url, "java_script_enabled": False})
    context.set_default_timeout(5_000)
    yield context.new_page()
    context.close()


def box(window: Page, cell: str) -> Locator:
    """The field of a cell, by its address."""
    return window.locator(f'input[name$=".{cell}"][name^="v."]')


def stored(report: Report, cell: str) -> Decimal | None:
    """What a cell says now."""
    found = Figure.objects.filter(report=report, cell__indicator=cell, superseded_at=None).first()
    return found.amount if found else None


def paste(window: Page, text: str) -> None:
    """Paste into the field that has the focus."""
    window.evaluate(
        """(text) => { const data = new DataTransfer(); data.setData('text/plain', text);
          document.activeElement.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})); }""",
        text,
    )


def saved(window: Page, count: int) -> None:
    """Wait until the foot says that so many cells are saved."""
    expect(window.locator('[data-slot="saved"]')).to_contain_text(f"Đã lưu {count} ô")


def opened(window: Page, seats: Desks) -> Report:
    """Open An Phú's month."""
    report = seats.town.report()
    window.goto(f"/bao-cao/{report.pk}/")
    return report


def test_the_pages_hold(window: Page, seats: Desks, sign_in: SignIn) -> None:
    sign_in(window, seats.lan)
    report = seats.town.report()
    sound(window, "/bao-cao/", "entry-home")
    sound(window, f"/bao-cao/{report.pk}/", "entry")
    sound(window, f"/bao-cao/{report.pk}/o/leaflets/", "entry-cell-empty")
    sound(window, f"/bao-cao/{seats.town.report('2026-10').pk}/o/leaflets/", "entry-cell")


def test_the_states_of_a_report_hold(window: Page, seats: Desks, sign_in: SignIn) -> None:
    sign_in(window, seats.lan)
    town, period = seats.town, "2026-10"
    report = town.report(period)
    town.save(
        {**OCTOBER, "leaflets": 2100, "grassroots_members": 12, "mediation_success": exactly(2, 3)},
        report,
        seats.lan.actor,
    )
    sound(window, f"/bao-cao/{report.pk}/?o=leaflets", "state-warned")
    report = town.sent({**OCTOBER, "mediation_success": exactly(2, 3)}, report)
    reasons = {
        parse_cell_key("leaflets"): "Đối chiếu với sổ phát tờ rơi.",
        parse_cell_key("models_new"): "Thiếu quyết định.",
    }
    answer = Answer(reasons=reasons, reason="Hai số chưa khớp với sổ.", accept_rest=True)
    return_report(report_id=report.pk, answer=answer, by=seats.hung.actor, at=NOW)
    sound(window, f"/bao-cao/{report.pk}/", "state-returned")
    sound(window, "/bao-cao/", "state-home")
    submit(report_id=report.pk, by=seats.lan.actor, at=NOW)
    accept(report_id=report.pk, by=seats.hung.actor, at=NOW)
    sound(window, f"/bao-cao/{report.pk}/", "state-accepted")
    correct(report_id=report.pk, reason="Cộng thiếu một buổi tối.", by=seats.lan.actor, at=NOW)
    town.save({"propaganda_sessions": 8}, report, seats.lan.actor)
    sound(window, f"/bao-cao/{report.pk}/?o=propaganda_sessions", "state-correcting")
    sound(window, f"/bao-cao/{report.pk}/o/propaganda_sessions/", "state-cell")


def test_a_years_form_holds(window: Page, seats: Desks, sign_in: SignIn) -> None:
    form = shipped_forms()["phong-trao-nam"]
    version = a_version(form, "nam")
    town, land = seats.town, seats.town.land
    plan = default_plan(form, parse_period("2025"), NOW.date())
    made = open_collection(province_id=land.bac_ninh.place_id, version_id=version.pk, plan=plan, by=town.hung, at=NOW)
    report = Report.objects.get(collection=made, place_id=land.an_phu.place_id)
    sign_in(window, seats.lan)
    sound(window, f"/bao-cao/{report.pk}/", "entry-year")


def test_the_grid_of_many_places_holds_and_is_pasted(window: Page, seats: Desks, sign_in: SignIn) -> None:
    sign_in(window, seats.hung)
    sound(window, f"/bao-cao/dot/{seats.town.collections['2026-11'].pk}/nhap/", "entry-many")
    first = window.locator("input[data-cell]").first
    first.focus()
    paste(window, "1\t20\t3\n2\t40\tsáu")
    expect(window.locator("[data-net]")).not_to_contain_text("lưu…")
    expect(window.get_by_text("1 ô chưa lưu")).to_be_visible()
    assert Figure.objects.filter(report__collection__period="2026-11").count() == 5
    look(window, "entry-many-pasted")


def test_numbers_are_typed_by_keyboard_and_each_saves_itself(page: Page, seats: Desks, sign_in: SignIn) -> None:
    sign_in(page, seats.lan)
    report = opened(page, seats)
    box(page, "propaganda_sessions").focus()
    page.keyboard.type("8")
    page.keyboard.press("Enter")
    expect(box(page, "propaganda_attendance")).to_be_focused()
    page.keyboard.type("1.412")
    page.keyboard.press("ArrowDown")
    expect(box(page, "leaflets")).to_be_focused()
    page.keyboard.press("=")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    saved(page, 4)
    assert stored(report, "propaganda_sessions") == 8
    assert stored(report, "propaganda_attendance") == 1412
    assert stored(report, "leaflets") == stored(seats.town.report("2026-10"), "leaflets")
    assert Figure.objects.filter(report=report, said="nothing").count() == 1
    look(page, "entry-typed")


def test_the_letter_k_begins_a_word_all_the_same(page: Page, seats: Desks, sign_in: SignIn) -> None:
    sign_in(page, seats.lan)
    report = opened(page, seats)
    box(page, "propaganda_attendance").focus()
    page.keyboard.type("khoảng 400")
    page.keyboard.press("Enter")
    saved(page, 1)
    assert Figure.objects.get(report=report).bound == "about"


def test_a_column_is_pasted_and_what_cannot_be_saved_says_why_at_its_cell(
    window: Page, seats: Desks, sign_in: SignIn
) -> None:
    sign_in(window, seats.lan)
    report = opened(window, seats)
    box(window, "propaganda_sessions").focus()
    paste(window, "3\tBuổi tuyên truyền\t8\n4\tLượt người\t1,234.5\n5\tTờ rơi\t350\n")
    saved(window, 2)
    expect(box(window, "propaganda_attendance")).to_have_value("1,234.5")
    expect(window.locator("tr.finding:visible", has_text="1.234,5")).to_have_count(1)
    assert stored(report, "leaflets") == 350
    assert stored(report, "propaganda_attendance") is None
    look(window, "entry-pasted")


def test_two_editors_meet_in_one_cell_and_nothing_is_lost(
    page: Page, second: Page, seats: Desks, sign_in: SignIn
) -> None:
    sign_in(page, seats.lan)
    sign_in(second, seats.tuan)
    report = opened(page, seats)
    opened(second, seats)
    box(second, "propaganda_attendance").fill("421")
    box(second, "propaganda_attendance").blur()
    saved(second, 1)
    box(page, "propaganda_attendance").fill("412")
    box(page, "leaflets").fill("350")
    box(page, "leaflets").blur()
    conflict = page.locator(".by-conflict")
    expect(conflict).to_contain_text("Phó Trưởng Công an xã")
    expect(conflict).to_contain_text("421")
    expect(box(page, "propaganda_attendance")).to_have_value("412")
    assert stored(report, "leaflets") == 350
    look(page, "entry-conflict")
    page.get_by_role("button", name="Dùng 412").click()
    expect(conflict).to_have_count(0)
    assert stored(report, "propaganda_attendance") == 412
    assert Figure.objects.filter(report=report, cell__indicator="propaganda_attendance").count() == 2


def test_the_other_persons_value_is_kept_by_choice(page: Page, second: Page, seats: Desks, sign_in: SignIn) -> None:
    sign_in(page, seats.lan)
    sign_in(second, seats.tuan)
    report = opened(page, seats)
    opened(second, seats)
    box(second, "leaflets").fill("412")
    box(second, "leaflets").blur()
    saved(second, 1)
    box(page, "leaflets").fill("430")
    box(page, "leaflets").blur()
    expect(page.locator(".by-conflict")).to_contain_text("412")
    page.get_by_role("button", name="Giữ 412").click()
    expect(box(page, "leaflets")).to_have_value("412")
    expect(page.locator(".by-conflict")).to_have_count(0)
    assert stored(report, "leaflets") == 412


def test_a_warning_is_explained_beside_the_grid(page: Page, seats: Desks, sign_in: SignIn) -> None:
    sign_in(page, seats.lan)
    report = opened(page, seats)
    box(page, "leaflets").fill("2.100")
    box(page, "leaflets").press("Enter")
    note = page.locator("tr.finding:visible .by-note--warn")
    expect(note).to_have_count(1)
    look(page, "entry-warned")
    note.get_by_text("Giải trình và giữ").click()
    words = page.locator(".by-explain textarea")
    expect(words).to_be_focused()
    words.fill("Công an tỉnh cấp thêm 1.800 tờ.")
    page.locator(".by-explain button").click()
    expect(page.locator("tr.finding:visible")).to_contain_text("Đã giải trình: Công an tỉnh cấp thêm")
    assert report.waivers.count() == 1


def test_what_is_typed_without_a_network_is_sent_when_it_is_back(page: Page, seats: Desks, sign_in: SignIn) -> None:
    sign_in(page, seats.lan)
    report = opened(page, seats)
    page.context.set_offline(True)
    box(page, "leaflets").fill("350")
    box(page, "propaganda_sessions").fill("8")
    box(page, "propaganda_sessions").blur()
    expect(page.locator(".by-status--off")).to_contain_text("Mất mạng. 2 ô nằm trong trang này")
    look(page, "entry-offline")
    page.context.set_offline(False)
    saved(page, 2)
    expect(page.locator(".by-status--off")).to_have_count(0)
    assert [stored(report, "leaflets"), stored(report, "propaganda_sessions")] == [350, 8]


def told_after_a_rest(window: Page) -> Locator:
    """Let every session have rested too long, tell 350 leaflets, and type the password that is asked for."""
    window.wait_for_load_state("networkidle")  # the page has asked for all it asks by itself
    for row in Session.objects.all():
        row.session_data = Session.objects.encode(row.get_decoded() | {LOCKED_KEY: True})
        row.save()
    box(window, "leaflets").fill("350")
    box(window, "leaflets").blur()
    asked = window.locator("#session-over input[type=password]")
    asked.fill(PASSWORD)
    return asked


def test_a_session_that_rested_asks_for_the_password_in_place(page: Page, seats: Desks, sign_in: SignIn) -> None:
    sign_in(page, seats.lan)
    report = opened(page, seats)
    asked = told_after_a_rest(page)
    asked.press("Enter")
    saved(page, 1)
    expect(box(page, "leaflets")).to_have_value("350")
    assert stored(report, "leaflets") == 350


def test_another_request_that_is_refused_takes_nothing_from_who_types_the_password(
    page: Page, seats: Desks, sign_in: SignIn
) -> None:
    """The number of tasks is asked for by itself, and may be refused while the password is typed."""
    sign_in(page, seats.lan)
    report = opened(page, seats)
    asked = told_after_a_rest(page)
    with page.expect_response("**/viec-cua-toi/so-viec/?lai=1") as refused:
        page.evaluate("htmx.ajax('GET', '/viec-cua-toi/so-viec/?lai=1', {target: '[hx-get$=\"so-viec/\"]'})")
    assert refused.value.status == 401
    page.wait_for_timeout(200)
    expect(asked).to_have_value(PASSWORD)
    asked.press("Enter")
    saved(page, 1)
    assert stored(report, "leaflets") == 350


def test_without_scripts_the_grid_is_one_form_with_the_same_findings(
    scriptless: Page, seats: Desks, sign_in: SignIn
) -> None:
    sign_in(scriptless, seats.lan)
    report = opened(scriptless, seats)
    box(scriptless, "propaganda_sessions").fill("8")
    box(scriptless, "propaganda_attendance").fill("NaN")
    scriptless.get_by_role("button", name="Lưu", exact=True).last.click()
    expect(box(scriptless, "propaganda_attendance")).to_have_value("NaN")
    expect(scriptless.locator("tr.finding:visible")).to_have_count(1)
    assert stored(report, "propaganda_sessions") == 8
    box(scriptless, "propaganda_attendance").fill("412")
    scriptless.get_by_role("button", name="Không đổi với mọi chỉ tiêu lũy kế").click()
    expect(scriptless.get_by_text("Đã lưu", exact=False).first).to_be_visible()
    assert stored(report, "propaganda_attendance") == 412
    assert stored(report, "grassroots_members") == stored(seats.town.report("2026-10"), "grassroots_members")


def test_a_whole_month_is_filled_and_sent(page: Page, seats: Desks, sign_in: SignIn) -> None:
    sign_in(page, seats.lan)
    report = opened(page, seats)
    page.get_by_role("button", name="Không đổi với mọi chỉ tiêu lũy kế").click()
    expect(page.locator('[data-slot="saved"]')).not_to_contain_text("Đã lưu 0 ô")
    for cell in ("propaganda_sessions", "propaganda_attendance", "leaflets", "patrols_done"):
        box(page, cell).fill(str(OCTOBER[cell] + 1))
    page.get_by_text("Phần còn lại không phát sinh").click()
    page.get_by_role("button", name="Ghi KPS").click()
    saved(page, 25)
    page.get_by_role("button", name="Nộp báo cáo").click()
    expect(page.get_by_text("Đã nộp. Cơ quan tiếp nhận đã thấy báo cáo.")).to_be_visible()
    report.refresh_from_db()
    assert report.state == "submitted"
    look(page, "entry-sent")
