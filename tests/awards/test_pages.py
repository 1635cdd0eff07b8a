"""The pages of awards: what each shows to whom, what forms do, how many queries lists cost."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from binhyen.awards.actions.deciding import Paper, decide_many
from binhyen.awards.duties import duties
from binhyen.awards.models import AwardDecision, AwardEntry, AwardRule, PrintStock, ProposalPaper
from binhyen.awards.queries.council import quorum_percent
from binhyen.awards.queries.decisions import budget_of
from binhyen.awards.queries.roll import honour_roll
from binhyen.awards.queries.statistics import statistics
from binhyen.awards.registers import BUDGETS
from binhyen.awards.rules.deciding import Ruling
from binhyen.awards.rules.shelf import law
from binhyen.documents.models import Document
from binhyen.kernel.actors import Role
from binhyen.kernel.periods import year
from binhyen.registers.models import Record
from tests.accounts.factories import Land, Person, a_land, a_person, anh_nam, ba_lan, ong_hung, signed_in_client
from tests.awards.factories import (
    TODAY,
    Values,
    a_chair,
    a_council,
    a_desk,
    a_meeting,
    appraised,
    award,
    proposal,
    settled,
    step,
    submitted,
    to_sign,
)
from tests.registers.factories import NOW, day, written

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: LATER)


@pytest.fixture
def land() -> Land:
    return a_land()


@pytest.fixture
def lan(land: Land) -> Person:
    return ba_lan(land)


@pytest.fixture
def hung(land: Land) -> Person:
    return ong_hung(land)


def shown(client: Client, name: str, *args: object, **query: Any) -> str:
    answer = client.get(reverse(f"awards:{name}", args=args), query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def a_decision(land: Land, lan: Person, hung: Person, *names: str) -> AwardDecision:
    entries = [to_sign(land.an_phu, lan.actor, hung.actor, recipient=name) for name in names]
    return decide_many(
        record_ids=[one.record_id for one in entries],
        ruling=Ruling(TODAY, "province_fund"),
        paper=Paper(a_desk()),
        by=a_chair(land).actor,
        at=LATER,
    )


# ------------------------------------------------------------------ the desk


def test_the_desk_shows_what_waits_and_takes_a_step_for_many(land: Land, lan: Person, hung: Person) -> None:
    entries = [submitted(land.an_phu, lan.actor, recipient=name) for name in ("Lê Mẫu", "Trần Mẫu")]
    client = signed_in_client(hung)
    page = shown(client, "awards")
    assert "Lê Mẫu" in page
    assert "Trần Mẫu" in page
    rows = [one.record_id for one in entries]
    given = {"row": rows, "code": "receive", "on": TODAY.isoformat(), "note": ""}
    assert client.post(reverse("awards:move_proposals"), given).status_code == 302
    assert {Record.objects.get(pk=one).state for one in rows} == {"received"}
    again = client.post(reverse("awards:move_proposals"), given)
    assert again.status_code == 409


def test_nobody_elsewhere_sees_a_proposal(land: Land, lan: Person) -> None:
    entry = submitted(land.an_phu, lan.actor)
    client = signed_in_client(anh_nam(land))
    assert "Nguyễn Văn Mẫu" not in shown(client, "awards")
    assert client.get(reverse("awards:proposal", args=[entry.record_id])).status_code == 404


def test_the_desk_costs_the_same_for_many(
    land: Land, lan: Person, hung: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in_client(hung)
    for number in range(12):
        submitted(land.an_phu, lan.actor, recipient=f"Người số {number}")
    shown(client, "awards")
    with django_assert_max_num_queries(14):
        shown(client, "awards")


def test_a_submission_is_drafted_for_the_ticked(land: Land, lan: Person) -> None:
    entries = [proposal(land.an_phu, lan.actor, recipient=name) for name in ("Lê Mẫu", "Trần Mẫu")]
    client = signed_in_client(lan)
    rows = [one.record_id for one in entries]
    answer = client.post(reverse("awards:draft_submission"), {"row": rows})
    assert answer.status_code == 302
    content = str(Document.objects.get().content)
    assert "02 cá nhân" in content
    assert "Chủ tịch UBND tỉnh" in content
    assert "Trần Mẫu" in content


# ------------------------------------------------------------------ one proposal


def test_a_proposals_page_shows_principles_money_and_missing_papers(land: Land, lan: Person) -> None:
    entry = proposal(land.an_phu, lan.actor)
    page = shown(signed_in_client(lan), "proposal", entry.record_id)
    for word in ("A1", "A8", "3.800.000", "Biên bản bình xét", "Luật Thi đua, khen thưởng, Điều 5"):
        assert word in page


def test_a_proposals_page_names_the_award_that_was_given_already(land: Land, lan: Person) -> None:
    span: Values = {"achieved_since": day("01/01/2026"), "achieved_until": day("01/10/2026")}
    entry = proposal(land.an_phu, lan.actor, **span)
    award(land.an_phu, lan.actor, recipient_kind="individual", recipient="Nguyễn Văn Mẫu", apart="khác", **span)
    page = shown(signed_in_client(lan), "proposal", entry.record_id)
    assert "104/QĐ-UBND" in page


def test_papers_are_laid_in_and_taken_out(land: Land, lan: Person) -> None:
    entry = proposal(land.an_phu, lan.actor)
    client = signed_in_client(lan)
    put = reverse("awards:put_paper", args=[entry.record_id])
    assert client.post(put, {"code": "minutes", "words": "Biên bản số 3"}).status_code == 302
    paper = ProposalPaper.objects.get()
    assert "Biên bản số 3" in shown(client, "proposal", entry.record_id)
    client.post(reverse("awards:take_paper", args=[entry.record_id, paper.pk]))
    paper.refresh_from_db()
    assert paper.removed_at is not None


def test_achievements_are_chosen_from_what_is_seen(land: Land, lan: Person) -> None:
    entry = proposal(land.an_phu, lan.actor)
    earlier = award(land.an_phu, lan.actor, recipient="Thôn Đông", achievement_type="merit")
    hidden = award(land.an_phu, lan.actor, recipient="Thôn Tây", achievement_type="sudden")
    client = signed_in_client(lan)
    page = shown(client, "achievements", entry.record_id)
    assert "Thôn Đông" in page
    assert "Thôn Tây" not in page
    address = reverse("awards:achievements", args=[entry.record_id])
    assert client.post(address, {"other": hidden.record_id}).status_code == 404
    assert client.post(address, {"other": earlier.record_id}).status_code == 302
    assert "Thôn Đông" in shown(client, "proposal", entry.record_id)


# ------------------------------------------------------------------ the council


def test_the_council_page_puts_votes_and_takes_them_over(land: Land, lan: Person, hung: Person) -> None:
    settled(hung.actor)
    committee, people = a_council(land.bac_ninh)
    entry = appraised(land.an_phu, lan.actor, hung.actor)
    meeting = a_meeting(committee, hung.actor, present=5)
    client = signed_in_client(hung)
    page = shown(client, "council")
    assert "86/2025/QĐ-UBND" in page
    given = {"row": entry.record_id, "meeting": meeting.pk, "title": "Đề nghị khen thưởng"}
    assert client.post(reverse("awards:put_to_council"), given).status_code == 302
    motion = meeting.motions.get()
    from binhyen.units.actions.votes import cast_ballot, close_motion
    from binhyen.units.rules.voting import Choice

    for member in people:
        cast_ballot(motion=motion, choice=Choice.FOR, by=member, at=NOW)
    close_motion(motion=motion, by=hung.actor, at=NOW)
    assert client.post(reverse("awards:take_votes")).status_code == 302
    assert Record.objects.get(pk=entry.record_id).state == "voted"
    assert client.post(reverse("awards:draft_minutes", args=[meeting.pk])).status_code == 302
    content = str(Document.objects.get().content)
    assert "5/5" in content
    assert "Đề nghị khen thưởng" in content


def test_the_quorum_is_exact_in_whole_percents() -> None:
    council = law().examples[0].council
    for members in range(1, 60):
        percent, least = quorum_percent(council, members), -(-members * 2 // 3)
        assert least * 100 >= percent * members
        assert (least - 1) * 100 < percent * members


# ------------------------------------------------------------------ decisions


def test_a_decision_is_looked_at_and_made(land: Land, lan: Person, hung: Person) -> None:
    entries = [to_sign(land.an_phu, lan.actor, hung.actor, recipient=name) for name in ("Lê Mẫu", "Trần Mẫu")]
    client = signed_in_client(a_chair(land))
    assert "Lê Mẫu" in shown(client, "decisions")
    rows = [one.record_id for one in entries]
    page = shown(client, "decide", row=rows)
    assert "7.600.000" in page
    given = {"row": rows, "on": TODAY.isoformat(), "budget_source": "province_fund"}
    answer = client.post(reverse("awards:decide"), given)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    made = AwardDecision.objects.get()
    page = shown(client, "decision", made.pk)
    assert "01/2026" in page
    assert "3.800.000" in page


def test_an_office_enters_the_number_of_a_decision_from_elsewhere(land: Land, lan: Person, hung: Person) -> None:
    entry = to_sign(land.an_phu, lan.actor, hung.actor, authority="minister")
    client = signed_in_client(hung)
    given = {"row": entry.record_id, "on": TODAY.isoformat(), "symbol": ""}
    assert client.post(reverse("awards:decide"), given).status_code == 409
    assert client.post(reverse("awards:decide"), given | {"symbol": "5012/QĐ-BCA"}).status_code == 302
    assert AwardEntry.objects.get().decision == "5012/QĐ-BCA"


def test_revoking_asks_why(land: Land, lan: Person, hung: Person) -> None:
    decision = a_decision(land, lan, hung, "Lê Mẫu")
    record_id = decision.items.get().proposal_id
    client = signed_in_client(hung)
    address = reverse("awards:revoke_award", args=[record_id])
    assert client.post(address, {"on": TODAY.isoformat()}).status_code == 409
    given = {"on": TODAY.isoformat(), "document": "Quyết định số 9", "note": "Kê khai không đúng"}
    assert client.post(address, given).status_code == 302
    assert AwardEntry.objects.get().state == "revoked"


# ------------------------------------------------------------------ certificates


def test_certificates_are_shown_over_their_sheet_and_printed_together(land: Land, lan: Person, hung: Person) -> None:
    decision = a_decision(land, lan, hung, "Lê Mẫu", "Trần Mẫu")
    client = signed_in_client(hung)
    page = shown(client, "print_certificates", decision.pk)
    assert "<svg" in page
    assert "TẶNG" in page
    answer = client.get(reverse("awards:print_certificates", args=[decision.pk]), {"pdf": 1})
    content = b"".join(answer) if answer.streaming else answer.content
    from io import BytesIO

    from pypdf import PdfReader

    pages = PdfReader(BytesIO(content)).pages
    assert len(pages) == 2
    text = pages[1].extract_text()
    assert "Trần Mẫu" in text
    assert "Nguyễn Văn Ký" in text
    assert "02/2026" in text


def test_stock_is_measured_anew_and_used(land: Land, hung: Person) -> None:
    client = signed_in_client(hung)
    assert "Bằng khen" in shown(client, "stocks")
    assert "<svg" in shown(client, "stock", "certificate_of_merit", mau="a4-landscape")
    given = {"name": "Phôi mới", "width": 297, "height": 210, "shift_x": "1.5", "shift_y": "-0.5"}
    given |= {"recipient-x": 40, "recipient-y": 90, "recipient-width": 217, "recipient-size": 24}
    address = reverse("awards:stock", args=["certificate_of_merit"])
    assert client.post(address, given | {"recipient-width": 400}).status_code == 409
    assert client.post(address, given).status_code == 302
    row = PrintStock.objects.get()
    assert (str(row.shift_x), row.fields[0]["field"]) == ("1.5", "recipient")
    sheet = client.get(reverse("awards:calibration", args=["certificate_of_merit"]))
    assert sheet["Content-Type"] == "application/pdf"
    assert client.get(reverse("awards:stock", args=["medal"])).status_code == 404


# ------------------------------------------------------------------ numbers


def test_statistics_agree_with_what_reports_count_and_open_into_lines(land: Land, lan: Person, hung: Person) -> None:
    award(land.an_phu, lan.actor)
    award(land.an_phu, lan.actor, recipient="Thôn Đông", decision="105/QĐ-UBND")
    award(land.village, lan.actor, recipient_kind="household", recipient="Hộ ông Lê Mẫu")
    total: Values = {
        "recipient_kind": "published",
        "form": "unsplit",
        "authority": "unsplit",
        "decided_on": day("01/03/2026"),
    }
    from binhyen.awards.registers import AWARDS

    written(AWARDS, land.bac_ninh, total | {"together": "gần 180"}, hung.actor)
    rows = {(one.form, one.authority): one for one in statistics(land.bac_ninh.place_id, hung.actor.scopes, year(2026))}
    merit = rows["certificate_of_merit", "province_chair"]
    assert {name: one.text for name, one in merit.cells.items()} == {"collective": "2", "household": "1"}
    assert rows["unsplit", "unsplit"].cells["together"].text == "gần 180"
    client = signed_in_client(hung)
    page = shown(client, "statistics", nam=2026)
    assert "gần 180" in page
    answer = client.get(merit.cells["collective"].href)
    assert answer.status_code == 200
    assert "Thôn Đông" in answer.content.decode()


def test_a_budget_stands_against_what_decisions_spent(land: Land, lan: Person, hung: Person) -> None:
    plan: Values = {
        "year": 2026,
        "source": "province_fund",
        "planned": 3_000_000,
        "approved_on": day("05/01/2026"),
        "document": "QĐ 3",
    }
    written(BUDGETS, land.bac_ninh, plan, hung.actor)
    a_decision(land, lan, hung, "Lê Mẫu")
    [line] = budget_of(hung.actor, 2026)
    assert (line.planned, line.spent, line.awards, line.left, line.over) == (3_000_000, 3_800_000, 1, -800_000, True)
    assert "3.800.000" in shown(signed_in_client(hung), "budget", nam=2026)


# ------------------------------------------------------------------ everybody


def test_the_roll_shows_everybody_only_who_agreed(land: Land, lan: Person, client: Client) -> None:
    award(land.an_phu, lan.actor, recipient="Công an xã An Phú")
    person: Values = {"recipient_kind": "individual"}
    award(land.an_phu, lan.actor, recipient="Lê Kín", **person)
    award(land.an_phu, lan.actor, recipient="Trần Công Khai", publish="yes", **person)
    award(land.an_phu, lan.actor, recipient="Thôn Kín", against_crime=True)
    page = shown(client, "honour_roll")
    assert "Công an xã An Phú" in page
    assert "Trần Công Khai" in page
    assert "Kín" not in page
    assert [one.name for one in honour_roll(words="cong khai").lines] == ["Trần Công Khai"]
    assert honour_roll(year=2020).lines == []
    assert honour_roll(land.other_province.path).lines == []


def test_the_roll_costs_two_queries(land: Land, lan: Person, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(5):
        award(land.an_phu, lan.actor, recipient=f"Thôn số {number}")
    with django_assert_num_queries(2):
        assert len(honour_roll().lines) == 5


# ------------------------------------------------------------------ settings and duties


def test_a_province_begins_as_bac_ninh_did(land: Land, hung: Person) -> None:
    client = signed_in_client(hung)
    page = shown(client, "rules", mau="bac-ninh-2025")
    assert "86/2025/QĐ-UBND" in page
    given = {
        "instrument": "Quyết định số 1/2026/QĐ-UBND",
        "valid_from": "2026-01-01",
        "threshold_percent": 80,
        "threshold_base": "members",
        "quorum": "2/3",
        "year_end_by": "10/12",
        "standing_council": ["certificate_of_merit"],
    }
    assert client.post(reverse("awards:rules"), given | {"year_end_by": "31/02"}).status_code == 409
    assert client.post(reverse("awards:rules"), given).status_code == 302
    row = AwardRule.objects.get()
    assert (row.year_end_by, row.quorum_numerator, row.standing_council) == ("12-10", 2, ["certificate_of_merit"])


def test_everybody_is_asked_for_what_waits_at_their_desk(
    land: Land, lan: Person, hung: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    settled(hung.actor)
    proposal(land.an_phu, lan.actor, recipient="Người Một")
    back = submitted(land.an_phu, lan.actor, recipient="Người Hai")
    step(back, "ask", hung.actor, note="Thiếu biên bản")
    submitted(land.an_phu, lan.actor, recipient="Người Ba", event_on=day("10/11/2026"))
    with django_assert_max_num_queries(6):
        own = list(duties(lan.actor, LATER))
    assert {one.code for one in own} == {"awards.submit", "awards.complete"}
    with django_assert_max_num_queries(8):
        desk = {one.code: one for one in duties(hung.actor, LATER)}
    assert desk["awards.submitted"].count == 1
    assert desk["awards.submitted"].state == "late"
    chair = a_chair(land)
    to_sign_here = appraised(land.an_phu, lan.actor, hung.actor, recipient="Cờ", recipient_kind="household")
    assert to_sign_here.pk
    assert list(duties(chair.actor, LATER)) == []
    auditor = a_person("kiemtra", "Bùi Văn Kiểm", Role.AUDITOR, land.bac_ninh)
    assert list(duties(auditor.actor, LATER)) == []
