"""A conference in the browser: its programme is arranged, delegates are let in, conclusions become tasks."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from binhyen.campaigns.actions.conferences import Invitation, invite
from binhyen.campaigns.actions.event_letters import draft_event_letter
from binhyen.campaigns.components.conference import TABS
from binhyen.campaigns.models import Delegate, Event
from binhyen.campaigns.queries.badges import word_of
from binhyen.documents.rules.content import LetterKind
from tests.browser.checks import sound
from tests.browser.conftest import SignIn
from tests.campaigns.conference_factories import NOW, Stage
from tests.campaigns.test_event_letters import a_full_stage, drafted

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def stage(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOW)
    stage = a_full_stage()
    event, by = Event.objects.get(pk=stage.event.pk), stage.office.actor
    invite(event=event, lines=[Invitation("Ủy ban Mặt trận Tổ quốc tỉnh", "Đại biểu", 60)], by=by, at=NOW)
    draft_event_letter(event=event, letter=drafted(event, LetterKind.MINUTES), by=by, at=NOW)
    return stage


def inside(stage: Stage, tail: str = "ben-trong/") -> str:
    return f"/hoat-dong/{stage.event_id}/{tail}"


def badge(stage: Stage) -> str:
    row = Delegate.objects.filter(superseded_at=None, state="").earliest("pk")
    return f"/hoat-dong/diem-danh/{word_of(row.record_id)}/"


def every_page(stage: Stage) -> dict[str, str]:
    tails = {
        "door": "diem-danh/",
        "badges": "the-dai-bieu/",
        "invite": "moi-du/",
        "conclude": "ben-trong/ket-luan/",
        "stage": "dang-trinh-bay/",
        "letter": "van-ban/BB/",
        "add": "ben-trong/them/papers/",
    }
    tabs = {f"inside-{tab}": f"{inside(stage)}?muc={tab}" for tab in TABS}
    return tabs | {name: inside(stage, tail) for name, tail in tails.items()} | {"check-in": badge(stage)}


def test_every_page_of_a_conference_is_sound_on_a_desk(page: Page, stage: Stage, sign_in: SignIn) -> None:
    sign_in(page, stage.office)
    for name, path in every_page(stage).items():
        sound(page, path, f"conference-{name}")
    assert page.locator("h1").inner_text() == "Điểm danh"


def test_every_page_of_a_conference_is_sound_on_a_phone(phone: Page, stage: Stage, sign_in: SignIn) -> None:
    sign_in(phone, stage.office)
    for name, path in every_page(stage).items():
        sound(phone, path, f"conference-{name}")
    assert phone.locator("h1").inner_text() == "Điểm danh"


def test_an_item_is_moved_and_the_clock_follows(page: Page, stage: Stage, sign_in: SignIn) -> None:
    sign_in(page, stage.office)
    page.goto(f"{inside(stage)}?muc=chuong-trinh")
    page.get_by_role("button", name="Chuyển lên: Phát biểu khai mạc").click()
    first = page.locator(".by-timetable > li:not(.head)").first
    expect(first).to_contain_text("Phát biểu khai mạc")
    expect(first).to_contain_text("08:00 – 08:10")


def test_a_badge_is_held_before_a_phone_twice(phone: Page, stage: Stage, sign_in: SignIn) -> None:
    sign_in(phone, stage.office)
    address = badge(stage)
    phone.goto(address)
    phone.get_by_role("button", name="Xác nhận có mặt").click()
    expect(phone.get_by_text("Kính chào đại biểu.")).to_be_visible()
    phone.goto(address)
    expect(phone.get_by_text("Thẻ này đã được điểm danh.")).to_be_visible()
    phone.get_by_role("link", name="Về danh sách điểm danh").click()
    expect(phone.locator(".by-doorway")).to_contain_text("2 / 63")


def test_a_conclusion_is_made_a_task(page: Page, stage: Stage, sign_in: SignIn) -> None:
    sign_in(page, stage.office)
    page.goto(inside(stage, "ben-trong/ket-luan/"))
    page.get_by_role("button", name="Lưu và giao nhiệm vụ").click()
    expect(page.get_by_text("Đã ghi 1 kết luận, giao 1 nhiệm vụ.")).to_be_visible()
    expect(page.get_by_role("link", name="Nhiệm vụ: Rà soát, nhân rộng mô hình hiệu quả")).to_be_visible()


def test_the_hall_follows_the_clock_by_itself(
    page: Page, stage: Stage, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(page, stage.office)
    page.clock.install()
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOW.replace(hour=8, minute=7))
    page.goto(inside(stage, "dang-trinh-bay/"))
    expect(page.locator(".by-stage .now")).to_have_text("Phát biểu khai mạc")
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOW.replace(hour=8, minute=20))
    page.clock.fast_forward(31_000)
    expect(page.locator(".by-stage .now")).to_contain_text("Báo cáo kết quả")
