"""The receiving desk: who finds it, what stands beside each cell, accepting, returning in part, asking; its queue."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from binhyen.audit.models import Entry
from binhyen.kernel.actors import Role
from binhyen.kernel.amounts import exactly
from binhyen.reports.actions.correcting import correct
from binhyen.reports.actions.entering import save_cells
from binhyen.reports.actions.reviewing import Answer, return_report
from binhyen.reports.actions.sending import submit
from binhyen.reports.actions.standing import Delegated, delegate
from binhyen.reports.actions.talking import add_remark, explain
from binhyen.reports.models import CellRemark, Figure, Report
from binhyen.reports.queries.receiving import queue_around, waiting_for
from binhyen.reports.rules.entering import CellEntry
from binhyen.reports.rules.lifecycle import State
from tests.accounts.factories import a_person, signed_in_client
from tests.reports.factories import NOW, at, entries
from tests.reports.office import Office, a_department, an_office
from tests.reports.toys import key

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
OTHER = {"propaganda_sessions": 7, "propaganda_attendance": 398, "leaflets": 300, "models_new": 0, "fireworks_kg": 1}
"""Numbers of another month: five that are the same would look copied."""


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOW)
    return an_office(more=3)


def desk(report: Report, rest: str = "") -> str:
    return f"/bao-cao/{report.pk}/nhan/{rest}"


def row(answer: Any, cell: str) -> Any:
    return next(one for group in answer.context["groups"] for one in group.rows if one.cell == cell)


# ------------------------------------------------------------------ who finds it


def test_the_desk_is_the_office_s_alone(office: Office) -> None:
    report = office.sent()
    assert office.client("hung").get(desk(report)).status_code == 200
    assert office.client("lan").get(desk(report)).status_code == 403
    assert office.client("nam").get(desk(report)).status_code == 404


def test_a_department_receives_what_was_delegated_to_it(office: Office) -> None:
    report, clerk = office.sent(), a_department(office)
    client = signed_in_client(clerk)
    assert client.get(desk(report)).status_code == 404
    wanted = Delegated(clerk.post.pk, office.land.an_phu.place_id, date(2026, 11, 1), None, "Phân công theo dõi")
    delegate(delegated=wanted, by=office.hung.actor, at=NOW)
    assert client.get(desk(report)).status_code == 200
    assert [one.pk for one in waiting_for(clerk.actor, TODAY)] == [report.pk]
    assert client.post(desk(report, "chap-nhan/"), {"seen": report.version}).status_code == 302
    assert office.report().state == State.ACCEPTED
    assert client.get(desk(office.sent(office.land.elsewhere))).status_code == 404


def test_an_association_receives_only_what_was_delegated_to_it(office: Office) -> None:
    report = office.sent()
    person = a_person("hoi.phunu", "Hội viên", Role.ASSOCIATION_OFFICER, office.land.bac_ninh, "Ủy viên")
    assert signed_in_client(person).get(desk(report)).status_code == 404
    wanted = Delegated(person.post.pk, office.land.an_phu.place_id, date(2026, 11, 1), None, "Phân công theo dõi")
    delegate(delegated=wanted, by=office.hung.actor, at=NOW)
    assert signed_in_client(person).get(desk(report)).status_code == 200


# ------------------------------------------------------------------ what it shows


def test_each_cell_stands_beside_its_past_and_its_source(office: Office) -> None:
    office.town.collect("2026-10")
    office.sent(values={"leaflets": 300}, period="2026-10")
    report = office.sent()
    answer = office.client().get(desk(report))
    shown = row(answer, "leaflets")
    assert (shown.now, shown.before, shown.last_year) == ("350", "300", "–")
    assert shown.source == "nhập tay"
    assert row(answer, "fireworks_kg").now == "2"


def test_a_number_over_a_count_is_shown_as_such(office: Office) -> None:
    report = office.report()
    typed = CellEntry(key("leaflets"), exactly(5), 0, "Phát thêm", counted=Decimal(3))
    save_cells(report_id=report.pk, entries=[typed], by=office.lan.actor, at=NOW)
    shown = row(office.client().get(desk(report)), "leaflets")
    assert (shown.look, shown.source, shown.note) == ("over", "sửa tay; sổ đếm được 3", "Phát thêm")


def test_findings_among_peers_explanations_and_talk_stand_at_their_cell(office: Office) -> None:
    for place in office.communes:
        office.sent(place)
    report, by = office.report(), office.lan.actor
    many = {"leaflets": 40_000}
    values = {"propaganda_sessions": 8, "propaganda_attendance": 412, "models_total": 9, "models_new": 1}
    rest = {"patrol_groups": 14, "patrol_members": 42, "fireworks_kg": 2}
    save_cells(report_id=report.pk, entries=entries(report, values | many | rest), by=by, at=NOW)
    explain(report_id=report.pk, cell=key("leaflets"), check_code="flow_above_peers", reason="Lễ hội", by=by, at=NOW)
    add_remark(report_id=report.pk, cell=key("leaflets"), text="Đã kiểm", by=by, at=NOW)
    shown = row(office.client().get(desk(report)), "leaflets")
    assert [one.code for one in shown.findings] == ["check.flow_above_peers"]
    assert [one.note for one in shown.explained] == ["Lễ hội"]
    assert [one.note for one in shown.talk] == ["Đã kiểm"]


def test_a_correction_shows_what_it_changes(office: Office) -> None:
    report = office.accepted()
    assert not office.client().get(desk(report)).context["changes"]
    correct(report_id=report.pk, reason="Cộng sót", by=office.lan.actor, at=at(20))
    fixed = CellEntry(key("leaflets"), exactly(360), 1, "Thêm thôn Hạ")
    save_cells(report_id=report.pk, entries=[fixed], by=office.lan.actor, at=at(20))
    (change,) = office.client().get(desk(report)).context["changes"]
    assert (change.old, change.new, change.note) == ("350", "360", "Thêm thôn Hạ")


@pytest.mark.parametrize("waiting", [1, 3])
def test_the_desk_asks_the_same_queries_whatever_waits(
    office: Office, waiting: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    report = office.sent()
    for place in office.communes[:waiting]:
        office.sent(place)
    client = office.client()
    client.get(desk(report))
    with django_assert_num_queries(QUERIES):
        client.get(desk(report))


QUERIES = 25


# ------------------------------------------------------------------ answers


def test_a_report_is_accepted_as_it_was_looked_at_and_the_next_comes(office: Office) -> None:
    first, second = office.sent(), office.sent(office.land.elsewhere)
    answer = office.client().post(desk(first, "chap-nhan/"), {"seen": first.version})
    assert answer.headers["Location"] == desk(second)
    assert office.report().state == State.ACCEPTED
    last = office.client().post(desk(second, "chap-nhan/"), {"seen": second.version})
    assert last.headers["Location"] == f"/bao-cao/dot/{office.collection.pk}/"


def test_what_changed_since_is_refused_and_shown(office: Office) -> None:
    report = office.sent()
    client = office.client()
    before = client.get(desk(report)).context
    return_report(report_id=report.pk, answer=Answer(reason="Xem lại"), by=office.hung.actor, at=at(6))
    changed = CellEntry(key("leaflets"), exactly(360), 1)
    save_cells(report_id=report.pk, entries=[changed], by=office.lan.actor, at=at(7))
    submit(report_id=report.pk, by=office.lan.actor, at=at(7))
    sent = {"seen": before["report"].version, "since": before["since"], "ly-do:models_total": "Có đúng không?"}
    answer = client.post(desk(report, "chap-nhan/"), sent)
    assert answer.status_code == 409
    assert [one.code for one in answer.context["findings"]] == ["reports.changed_since"]
    assert row(answer, "leaflets").fresh
    assert not row(answer, "models_total").fresh
    assert row(answer, "models_total").reason == "Có đúng không?"
    assert office.report().state == State.SUBMITTED


def test_cells_are_returned_with_reasons_while_the_rest_is_accepted(office: Office) -> None:
    report = office.sent()
    sent = {"seen": report.version, "accept_rest": "1", "ly-do:leaflets": "Thiếu thôn Hạ", "ly-do:models_new": " "}
    answer = office.client().post(desk(report, "tra-lai/"), sent)
    assert answer.status_code == 302
    assert office.report().state == State.RETURNED
    assert list(CellRemark.objects.values_list("cell__indicator", "text")) == [("leaflets", "Thiếu thôn Hạ")]
    open_ones = Figure.objects.filter(report=report, accepted_at=None).values_list("cell__indicator", flat=True)
    assert list(open_ones) == ["leaflets"]


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ({}, "reports.reason_for_return"),
        ({"accept_rest": "1", "reason": "x"}, "reports.cells_for_return"),
        ({"ly-do:khong_co": "x"}, "reports.not_in_form"),
        ({"ly-do:a|b": "x"}, "reports.not_in_form"),
        ({"reason": "x", "seen": "999"}, "reports.changed_since"),
    ],
)
def test_a_return_without_a_reason_changes_nothing(office: Office, sent: dict[str, str], code: str) -> None:
    report, before = office.sent(), Entry.objects.count()
    answer = office.client().post(desk(report, "tra-lai/"), sent)
    assert answer.status_code == 409
    assert [one.code for one in answer.context["findings"]] == [code]
    assert office.report().state == State.SUBMITTED
    assert Entry.objects.count() == before


def test_the_office_asks_at_a_cell_and_settles_its_question(office: Office) -> None:
    report, client = office.sent(), office.client()
    answer = client.post(desk(report, "hoi/"), {"cell": "leaflets", "text": "Tờ nào?"})
    assert answer.headers["Location"] == f"{desk(report)}?o=leaflets#leaflets"
    remark = CellRemark.objects.get()
    assert row(client.get(desk(report)), "leaflets").questions == [remark]
    client.post(desk(report, "xong/"), {"remark": remark.pk})
    remark.refresh_from_db()
    assert remark.resolved_at == NOW
    assert client.post(desk(report, "hoi/"), {"cell": "leaflets", "text": " "}).status_code == 409


def test_nobody_else_answers_for_the_office(office: Office) -> None:
    report, before = office.sent(), Entry.objects.count()
    for name, status in (("lan", 403), ("nam", 404)):
        for rest in ("chap-nhan/", "tra-lai/", "hoi/", "xong/"):
            answer = office.client(name).post(desk(report, rest), {"reason": "x", "cell": "leaflets", "text": "x"})
            assert answer.status_code == status, (name, rest)
    assert Entry.objects.count() == before


# ------------------------------------------------------------------ the queue and the trail


def test_those_of_the_same_collection_come_first_and_the_rest_after(office: Office) -> None:
    office.town.collect("2026-10")
    older = office.sent(period="2026-10", values=OTHER)
    first, second = office.sent(), office.sent(office.land.elsewhere)
    queue = queue_around(office.hung.actor, first, TODAY)
    assert (queue.waiting, queue.before, queue.after) == (2, None, second.pk)
    assert queue_around(office.hung.actor, second, TODAY).after == older.pk
    assert office.client().get("/bao-cao/nhan/").headers["Location"] == desk(first)


def test_where_nothing_waits_the_list_is_shown(office: Office) -> None:
    assert office.client().get("/bao-cao/nhan/").headers["Location"] == "/bao-cao/dot/"
    assert office.client("lan").get("/bao-cao/nhan/").headers["Location"] == "/bao-cao/dot/"
    assert not waiting_for(office.lan.actor, TODAY).exists()


def test_the_trail_says_every_step(office: Office) -> None:
    report = office.accepted()
    answer = office.client("lan").get(f"/bao-cao/{report.pk}/nhat-ky/")
    assert [one.text for one in answer.context["knots"]] == ["Lưu số liệu", "Nộp báo cáo", "Đã chấp nhận"]
    assert office.client("nam").get(f"/bao-cao/{report.pk}/nhat-ky/").status_code == 404


def test_the_course_says_what_was_and_what_comes(office: Office) -> None:
    report = office.sent()
    return_report(report_id=report.pk, answer=Answer(reason="Xem lại"), by=office.hung.actor, at=at(6))
    course = office.client().get(desk(report)).context["course"]
    assert [(one.look, one.note) for one in course] == [("done", ""), ("done", "Xem lại"), ("now", ""), ("todo", "")]
    assert course[2].text == "Nộp trước hết ngày 17/11/2026"
