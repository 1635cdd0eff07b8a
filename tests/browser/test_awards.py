"""An award is proposed, decided, put in the book, printed on stock, and seen by everybody who may."""

import pytest
from playwright.sync_api import Page, expect

from binhyen.awards.actions.deciding import Paper, decide_many
from binhyen.awards.models import AwardDecision
from binhyen.awards.registers import BUDGETS
from binhyen.awards.rules.deciding import Ruling
from binhyen.registers.rules.facts import Value
from tests.accounts.factories import Land, Person, a_land, ba_lan, ong_hung
from tests.awards.factories import (
    TODAY,
    a_chair,
    a_council,
    a_desk,
    appraised,
    award,
    proposal,
    settled,
    submitted,
    to_sign,
)
from tests.browser.checks import axe, sound
from tests.browser.conftest import SignIn
from tests.registers.factories import NOW, day, written

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def land() -> Land:
    return a_land()


@pytest.fixture
def lan(land: Land) -> Person:
    return ba_lan(land)


@pytest.fixture
def hung(land: Land) -> Person:
    return ong_hung(land)


@pytest.fixture
def decision(land: Land, lan: Person, hung: Person) -> AwardDecision:
    """Two awards of the province's chair, one budget, and proposals at every step."""
    entries = [
        to_sign(land.an_phu, lan.actor, hung.actor),
        to_sign(land.an_phu, lan.actor, hung.actor, recipient="Thôn Đông", recipient_kind="collective"),
    ]
    waiting = to_sign(land.an_phu, lan.actor, hung.actor, recipient="Phạm Thị Mẫu")
    settled(hung.actor)
    a_council(land.bac_ninh)
    appraised(land.an_phu, lan.actor, hung.actor, recipient="Lê Thị Mẫu", women=True)
    submitted(land.an_phu, lan.actor, recipient="Trần Văn Mẫu")
    budget: dict[str, Value] = {"year": 2026, "source": "province_fund", "planned": 20_000_000, "document": "QĐ 3"}
    written(BUDGETS, land.bac_ninh, {**budget, "approved_on": day("05/01/2026")}, hung.actor)
    award(land.an_phu, lan.actor)
    assert waiting.pk
    return decide_many(
        record_ids=[one.record_id for one in entries],
        ruling=Ruling(TODAY, "province_fund"),
        paper=Paper(a_desk()),
        by=a_chair(land).actor,
        at=NOW,
    )


def test_what_is_missing_and_what_was_awarded_already_stands_on_a_proposals_page(
    page: Page, land: Land, lan: Person, sign_in: SignIn
) -> None:
    entry = proposal(land.an_phu, lan.actor)
    sign_in(page, lan)
    page.goto(f"/khen-thuong/de-nghi/{entry.record_id}/")
    expect(page.get_by_text("thiếu 3 giấy tờ")).to_be_visible()
    page.get_by_label("Hoặc số, ngày của giấy tờ").first.fill("Tờ trình số 5")
    page.get_by_role("button", name="Đưa vào hồ sơ").first.click()
    expect(page.get_by_text("thiếu 2 giấy tờ")).to_be_visible()
    axe(page)


PAGES = {
    "awards": "",
    "council": "hoi-dong/",
    "decisions": "quyet-dinh/",
    "decision": "quyet-dinh/{decision}/",
    "print": "quyet-dinh/{decision}/in/",
    "stocks": "phoi/",
    "stock": "phoi/certificate_of_merit/",
    "statistics": "thong-ke/?nam=2026",
    "budget": "kinh-phi/?nam=2026",
    "rules": "quy-dinh/?mau=bac-ninh-2025",
    "proposal": "de-nghi/{proposal}/",
    "roll": "so-vang/",
}


@pytest.mark.parametrize("window", ["page", "phone"])
def test_every_page_of_awards_is_sound(
    window: str, request: pytest.FixtureRequest, decision: AwardDecision, hung: Person, sign_in: SignIn
) -> None:
    page: Page = request.getfixturevalue(window)
    sign_in(page, hung)
    proposal_id = decision.items.order_by("position")[0].proposal_id
    for name, path in PAGES.items():
        sound(page, f"/khen-thuong/{path.format(decision=decision.pk, proposal=proposal_id)}", f"awards-{name}")
