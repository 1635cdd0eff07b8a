"""Difficulties and proposals, and delegated receiving: their pages, who finds what, each refusal with nothing changed."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from binhyen.audit.models import Entry
from binhyen.kernel.actors import Role
from binhyen.reports.actions.talking import Raised, answer_difficulty, raise_difficulty
from binhyen.reports.models import Delegation, Difficulty
from binhyen.reports.rules.threads import DifficultyKind, DifficultyState
from tests.accounts.factories import a_person, signed_in_client
from tests.reports.factories import NOW
from tests.reports.office import Office, a_department, an_office

pytestmark = pytest.mark.django_db
LIST = "/bao-cao/kho-khan/"
DELEGATIONS = "/bao-cao/uy-quyen/"


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOW)
    return an_office(more=2)


def raised(office: Office, text: str = "Thiếu kinh phí", due_on: date | None = None) -> Difficulty:
    wanted = Raised(DifficultyKind.DIFFICULTY, text, office.land.bac_ninh.place_id, "Sở Tài chính", due_on)
    return raise_difficulty(report_id=office.report().pk, raised=wanted, by=office.lan.actor, at=NOW)


def typed(office: Office, **changes: object) -> dict[str, object]:
    fields = {
        "kind": "proposal",
        "text": "Đề nghị cấp loa",
        "addressee": office.land.bac_ninh.place_id,
        "agency": "",
        "due_on": "2026-12-01",
        **changes,
    }
    return {f"khokhan-{name}": value for name, value in fields.items()}


def listed(office: Office, name: str, query: str = "") -> list[str]:
    entries = office.client(name).get(f"{LIST}{query}").context["entries"]
    return [one.row.difficulty.text for one in entries]


# ------------------------------------------------------------------ difficulties


def test_a_reporter_puts_it_to_the_province_and_confirms_that_it_is_solved(office: Office) -> None:
    client, office_client = office.client("lan"), office.client("hung")
    answer = client.post(f"/bao-cao/{office.report().pk}/kho-khan/", typed(office) | {"back": LIST})
    assert answer.headers["Location"] == LIST
    found = Difficulty.objects.get()
    assert (found.kind, found.due_on, found.addressee_id) == (
        "proposal",
        date(2026, 12, 1),
        office.land.bac_ninh.place_id,
    )
    office_client.post(f"{LIST}{found.pk}/tra-loi/", {"answer": "Đã cấp"})
    found.refresh_from_db()
    assert found.state == DifficultyState.ANSWERED
    client.post(f"{LIST}{found.pk}/xac-nhan/", {"solved": "1"})
    found.refresh_from_db()
    assert found.state == DifficultyState.SOLVED
    client.post(f"{LIST}{found.pk}/xac-nhan/", {"solved": "0"})
    found.refresh_from_db()
    assert found.state == DifficultyState.OPEN


def test_each_side_finds_its_own(office: Office) -> None:
    raised(office)
    assert listed(office, "hung", "?phia=here") == ["Thiếu kinh phí"]
    assert listed(office, "hung", "?phia=mine") == []
    assert listed(office, "lan", "?phia=mine") == ["Thiếu kinh phí"]
    assert listed(office, "lan", "?phia=here") == []
    assert listed(office, "nam") == []
    leader = a_person("tinh.lanhdao", "Hồ Thị Lý", Role.PROVINCE_LEADER, office.land.bac_ninh)
    assert len(signed_in_client(leader).get(f"{LIST}?phia=here").context["entries"]) == 1


def test_what_waits_past_its_day_stands_first_and_filters_hold(office: Office) -> None:
    answered = raised(office, "Đã trả lời")
    answer_difficulty(difficulty_id=answered.pk, answer="Xong", by=office.hung.actor, at=NOW)
    raised(office, "Không hạn")
    raised(office, "Quá hạn", date(2026, 11, 1))
    assert listed(office, "hung") == ["Quá hạn", "Không hạn", "Đã trả lời"]
    assert listed(office, "hung", "?trang_thai=late") == ["Quá hạn"]
    assert listed(office, "hung", "?trang_thai=answered") == ["Đã trả lời"]
    assert listed(office, "hung", f"?loai=difficulty&dot={office.collection.pk}") == [
        "Quá hạn",
        "Không hạn",
        "Đã trả lời",
    ]
    assert listed(office, "hung", "?loai=proposal") == []


@pytest.mark.parametrize("amount", [2, 12])
def test_the_list_asks_the_same_queries_whatever_its_length(
    office: Office, amount: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(amount):
        raised(office, f"Việc {number}")
    client = office.client()
    client.get(LIST)
    with django_assert_num_queries(12):
        client.get(LIST)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text": " "}, "text"),
        ({"due_on": "2020-01-01"}, "due_on"),
        ({"addressee": "999999"}, "addressee"),
        ({"kind": "x"}, "kind"),
    ],
)
def test_what_cannot_be_put_is_shown_again_with_what_was_typed(
    office: Office, changes: dict[str, object], field: str
) -> None:
    answer = office.client("lan").post(f"/bao-cao/{office.report().pk}/kho-khan/", typed(office, **changes))
    assert answer.status_code == 409
    assert list(answer.context["panel"].form.errors) == [field]
    assert not Difficulty.objects.exists()


def test_nobody_else_raises_answers_or_confirms(office: Office) -> None:
    found, before = raised(office), Entry.objects.count()
    report = office.report().pk
    assert office.client("nam").post(f"/bao-cao/{report}/kho-khan/", typed(office)).status_code == 404
    assert office.client("nam").post(f"{LIST}{found.pk}/tra-loi/", {"answer": "x"}).status_code == 404
    assert office.client("lan").post(f"{LIST}{found.pk}/tra-loi/", {"answer": "x"}).status_code == 403
    assert office.client("hung").post(f"{LIST}{found.pk}/xac-nhan/", {"solved": "1"}).status_code == 403
    assert office.client("hung").post(f"{LIST}{found.pk}/tra-loi/", {"answer": " "}).status_code == 409
    assert Entry.objects.count() == before


def test_a_page_elsewhere_is_not_gone_back_to(office: Office) -> None:
    found = raised(office)
    sent = {"answer": "Đã cấp", "back": "https://example.com/"}
    assert office.client().post(f"{LIST}{found.pk}/tra-loi/", sent).headers["Location"] == LIST


# ------------------------------------------------------------------ delegations


def form(office: Office, post: int, **changes: object) -> dict[str, object]:
    return {
        "post": post,
        "place": office.land.an_phu.place_id,
        "valid_from": "2026-11-05",
        "valid_to": "",
        "reason": "QĐ 5",
    } | changes


def test_the_province_delegates_and_ends_it(office: Office) -> None:
    clerk, client = a_department(office), office.client()
    assert client.post(DELEGATIONS, form(office, clerk.post.pk)).status_code == 302
    found = Delegation.objects.get()
    (row,) = client.get(DELEGATIONS).context["rows"]
    assert (row.place, row.running) == ("Xã An Phú", True)
    client.post(f"{DELEGATIONS}{found.pk}/ket-thuc/")
    found.refresh_from_db()
    assert found.valid_to == NOW.date()
    assert not client.get(DELEGATIONS).context["rows"][0].running


def test_only_posts_that_may_receive_are_offered(office: Office) -> None:
    clerk = a_department(office)
    leader = a_person("tinh.lanhdao", "Hồ Thị Lý", Role.PROVINCE_LEADER, office.land.bac_ninh)
    offered = dict(office.client().get(DELEGATIONS).context["form"].fields["post"].choices)
    assert clerk.post.pk in offered
    assert leader.post.pk not in offered
    assert office.hung.post.pk not in offered
    answer = office.client().post(DELEGATIONS, form(office, leader.post.pk))
    assert answer.status_code == 409
    assert list(answer.context["form"].errors) == ["post"]


@pytest.mark.parametrize("changes", [{"valid_to": "2026-11-01"}, {"reason": ""}, {"place": "999999"}])
def test_a_delegation_that_runs_back_or_gives_no_reason_is_refused(office: Office, changes: dict[str, object]) -> None:
    clerk = a_department(office)
    answer = office.client().post(DELEGATIONS, form(office, clerk.post.pk, **changes))
    assert answer.status_code == 409
    assert list(answer.context["form"].errors) == list(changes)
    assert not Delegation.objects.exists()


def test_others_neither_see_nor_end_delegations(office: Office) -> None:
    clerk = a_department(office)
    office.client().post(DELEGATIONS, form(office, clerk.post.pk))
    found = Delegation.objects.get()
    assert office.client("lan").get(DELEGATIONS).status_code == 403
    assert office.client("nam").post(f"{DELEGATIONS}{found.pk}/ket-thuc/").status_code == 404
    assert signed_in_client(clerk).post(f"{DELEGATIONS}{found.pk}/ket-thuc/").status_code == 403
    found.refresh_from_db()
    assert found.valid_to is None
