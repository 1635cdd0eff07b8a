"""Pages of collections: the list, asking for a form, the overview, the table, and what is done to many at once."""

import io
import re
from datetime import date, timedelta
from typing import Any

import pytest

from binhyen.audit.models import Entry
from binhyen.reports.actions.reviewing import accept, close_many
from binhyen.reports.actions.standing import extend, set_standing
from binhyen.reports.actions.talking import add_remark
from binhyen.reports.models import Collection, Extension, Figure, Report, Step
from binhyen.reports.rules.lifecycle import Standing, State
from tests.reports.factories import DUE, NOW, a_content, a_version, at
from tests.reports.office import Office, an_office
from tests.reports.toys import key

pytestmark = pytest.mark.django_db
LATER = date(2026, 11, 27)


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOW)
    return an_office(more=4)


def path(office: Office, rest: str = "") -> str:
    return f"/bao-cao/dot/{office.collection.pk}/{rest}"


def text(answer: Any) -> str:
    return str(answer.content.decode())


# ------------------------------------------------------------------ the list and asking


def test_every_number_of_the_list_opens_into_as_many_reports(office: Office) -> None:
    office.sent()
    client = office.client()
    (row,) = client.get("/bao-cao/dot/").context["rows"]
    assert [(one.heading, one.amount) for one in row.figures] == [
        ("Phải nộp", 6),
        ("Đã nộp", 1),
        ("Đúng hạn", 1),
        ("Đã chấp nhận", 0),
        ("Quá hạn", 0),
    ]
    for figure in row.figures:
        assert client.get(figure.href).context["page"].paginator.count == figure.amount
    assert row.share == "16,7\u00a0%"


def test_the_list_offers_asking_to_the_province_alone(office: Office) -> None:
    assert "/bao-cao/dot/mo/" in text(office.client("hung").get("/bao-cao/dot/"))
    assert "/bao-cao/dot/mo/" not in text(office.client("lan").get("/bao-cao/dot/"))
    assert office.client("lan").get("/bao-cao/dot/mo/").status_code == 403


def test_periods_are_those_of_the_form_and_future_ones_say_why_not(office: Office) -> None:
    answer = office.client().get(f"/bao-cao/dot/mo/?bieu={office.town.version.pk}&nam=2026")
    periods = {one.code: one for one in answer.context["opening"].periods}
    assert len(periods) == 12
    assert periods["2026-11"].opened == office.collection.pk
    assert periods["2026-10"].reason == ""
    assert periods["2026-12"].reason == "Kỳ 2026-12 bắt đầu từ 15/11/2026: chưa thể báo cáo."


def test_a_preview_says_window_days_and_who(office: Office) -> None:
    answer = office.client().get(f"/bao-cao/dot/mo/?bieu={office.town.version.pk}&nam=2026&ky=2026-10")
    seen = answer.context["opening"].preview
    assert (seen.plan.window.data_from, seen.plan.window.data_to) == (date(2026, 9, 15), date(2026, 10, 14))
    assert seen.plan.due_on == date(2026, 10, 16)
    assert len(seen.expected) == 6
    assert "Nghị định 09/2019/NĐ-CP, Điều 12 (đã xác nhận)" in text(answer)
    assert Collection.objects.count() == 1


def previewed(answer: Any) -> list[str]:
    return [one.code for one in answer.context["opening"].preview.findings]


def test_a_day_off_is_said_and_a_day_too_early_is_refused(office: Office) -> None:
    client, base = office.client(), f"/bao-cao/dot/mo/?bieu={office.town.version.pk}&nam=2026&ky=2026-10"
    assert previewed(client.get(f"{base}&due_on=2026-10-18&map_day=2026-10-14")) == ["reports.due_on_day_off"]
    assert previewed(client.get(f"{base}&due_on=2026-10-14&map_day=2026-10-14")) == ["reports.due_too_early"]
    assert previewed(client.get(f"{base}&due_on=2026-10-16&map_day=2026-12-31")) == ["reports.map_in_future"]
    assert previewed(client.get(f"{base}&due_on=2026-10-16&map_day=2020-01-01")) == ["places.not_then"]


def asked(office: Office, **more: str) -> dict[str, object]:
    return {
        "bieu": office.town.version.pk,
        "nam": "2026",
        "ky": "2026-10",
        "due_on": "2026-10-20",
        "map_day": "2026-10-14",
        **more,
    }


def test_asking_twice_opens_one_collection(office: Office) -> None:
    client = office.client()
    first, second = (client.post("/bao-cao/dot/mo/", asked(office)) for _ in range(2))
    made = Collection.objects.get(period="2026-10")
    assert first.headers["Location"] == second.headers["Location"] == f"/bao-cao/dot/{made.pk}/"
    assert made.due_on == date(2026, 10, 20)
    assert made.reports.count() == 6


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"ky": "2026-12"}, "reports.period_in_future"),
        ({"ky": "2026"}, "reports.wrong_period"),
        ({"ky": "xx"}, "reports.nothing_chosen"),
        ({"due_on": "2026-10-01"}, "reports.due_too_early"),
        ({"due_on": ""}, "reports.nothing_chosen"),
    ],
)
def test_what_cannot_be_asked_for_is_refused_on_the_page(office: Office, words: dict[str, str], code: str) -> None:
    if code == "reports.nothing_chosen" and "due_on" in words:
        words = {"due_on": "hôm nào"}
    answer = office.client().post("/bao-cao/dot/mo/", asked(office, **words))
    assert answer.status_code == 409
    assert next(one.code for one in answer.context["findings"]) == code
    assert Collection.objects.count() == 1


def test_a_province_s_own_form_is_not_offered_elsewhere(office: Office) -> None:
    own = a_version(a_content("leaflets"), "rieng")
    own.form.province = office.land.other_province.place
    own.form.save()
    offered = office.client().get("/bao-cao/dot/mo/").context["opening"].versions
    assert [one.pk for one in offered] == [office.town.version.pk]


# ------------------------------------------------------------------ the overview and its table


def test_a_stranger_finds_no_collection(office: Office) -> None:
    other = office.town.stranger
    from tests.accounts.factories import a_person, signed_in_client

    person = a_person("langson", "Người Lạng Sơn", other.role, office.land.other_province)
    client = signed_in_client(person)
    for rest in ("", "danh-sach/", "bang/", "dang-xem/"):
        assert client.get(path(office, rest)).status_code == 404
    for rest in ("nhan/", "dong/", "gia-han/", "mien/"):
        assert client.post(path(office, rest), {"row": office.report().pk}).status_code == 404


def test_lines_lead_the_office_to_the_desk_and_others_to_the_report(office: Office) -> None:
    pk = office.report().pk
    assert f"/bao-cao/{pk}/nhan/" in text(office.client().get(path(office)))
    shown = text(office.client("lan").get(path(office)))
    assert f'href="/bao-cao/{pk}/"' in shown
    assert "Xã Phúc Lộc" not in shown


def test_the_table_holds_what_the_list_shows(office: Office) -> None:
    office.sent()
    answer = office.client().get(path(office, "danh-sach/?q=an+phu"))
    import python_calamine

    rows = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows if str(row[0]).startswith("Xã")] == ["Xã An Phú"]
    (line,) = [row for row in rows if row[0] == "Xã An Phú"]
    assert line[2:5] == ["Đã nộp, chờ nhận", "Đúng hạn", DUE]


def test_the_table_comes_as_csv_that_computes_nothing(office: Office) -> None:
    Report.objects.filter(pk=office.report().pk).update(name="=1+1")
    answer = office.client().get(path(office, "danh-sach/?dang=csv&noi=") + office.land.an_phu.path)
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Đơn vị báo cáo,Địa bàn,Trạng thái")
    assert lines[1:] == ["'=1+1,,Chưa bắt đầu,Chưa đến hạn,17/11/2026,,0,0,8,1,"]


# ------------------------------------------------------------------ many at once


def picked(answer: Any) -> str:
    found = re.search(r'name="picked" value="([^"]*)"', text(answer))
    assert found
    return str(found.group(1))


def test_accepting_many_shows_exceptions_first_then_accepts_the_rest(office: Office) -> None:
    office.sent()
    asked_about = office.sent(office.land.elsewhere)
    add_remark(report_id=asked_about.pk, cell=key("leaflets"), text="Đủ chưa?", by=office.hung.actor, at=NOW)
    unsent = office.report(office.communes[0])
    client = office.client()
    ids = [office.report().pk, asked_about.pk, unsent.pk]
    answer = client.post(path(office, "nhan/"), {"row": ids})
    found = answer.context["sorted"]
    assert [one.report.pk for one in found.blocked] == [unsent.pk]
    assert [one.report.pk for one in found.noticed] == [asked_about.pk]
    assert [one.report.pk for one in found.plain] == [office.report().pk]
    done = client.post(path(office, "nhan/"), {"now": "1", "picked": picked(answer), "leave": asked_about.pk})
    assert done.status_code == 302
    assert office.report().state == State.ACCEPTED
    assert office.report(office.land.elsewhere).state == State.SUBMITTED


def test_what_changed_since_the_preview_is_not_accepted(office: Office) -> None:
    office.sent()
    client = office.client()
    seen = picked(client.post(path(office, "nhan/"), {"row": office.report().pk}))
    Report.objects.filter(pk=office.report().pk).update(version=office.report().version + 1)
    answer = client.post(path(office, "nhan/"), {"now": "1", "picked": seen})
    assert answer.status_code == 409
    assert [one.code for one in answer.context["findings"]] == ["reports.changed_since"]
    assert office.report().state == State.SUBMITTED


def test_the_whole_list_is_taken_as_it_was_narrowed(office: Office) -> None:
    answer = office.client().post(path(office, "gia-han/"), {"whole": "1", "query": "q=so"})
    assert sorted(one.report.name for one in answer.context["sorted"].plain) == [f"Xã Số 00{n}" for n in range(1, 5)]


def test_later_days_and_exemptions_say_why(office: Office) -> None:
    client, ids = office.client(), [one.pk for one in Report.objects.order_by("pk")[:3]]
    seen = picked(client.post(path(office, "gia-han/"), {"row": ids}))
    assert client.post(path(office, "gia-han/"), {"now": "1", "picked": seen}).context["form"].errors
    sent = {"now": "1", "picked": seen, "due_on": LATER.isoformat(), "reason": "Lũ lụt"}
    assert client.post(path(office, "gia-han/"), sent).status_code == 302
    assert set(Extension.objects.values_list("report_id", "due_on", "reason")) == {(pk, LATER, "Lũ lụt") for pk in ids}
    seen = picked(client.post(path(office, "mien/"), {"row": ids[:1]}))
    client.post(path(office, "mien/"), {"now": "1", "picked": seen, "standing": "exempt", "reason": "Mới chia tách"})
    assert Report.objects.get(pk=ids[0]).standing == Standing.EXEMPT


def test_accepted_reports_are_closed_together(office: Office) -> None:
    office.accepted()
    client = office.client()
    seen = picked(client.post(path(office, "dong/"), {"row": office.report().pk}))
    client.post(path(office, "dong/"), {"now": "1", "picked": seen})
    assert office.report().state == State.CLOSED


def test_a_reporter_does_nothing_to_many(office: Office) -> None:
    office.sent()
    client, before = office.client("lan"), Entry.objects.count()
    for rest in ("nhan/", "dong/", "gia-han/", "mien/"):
        answer = client.post(path(office, rest), {"row": office.report().pk})
        assert not answer.context["sorted"].ready
        sent = {"now": "1", "picked": f"{office.report().pk}.{office.report().version}", "reason": "x"}
        sent |= {"due_on": LATER.isoformat(), "standing": "exempt"}
        assert client.post(path(office, rest), sent).status_code == 403
    assert Entry.objects.count() == before


# ------------------------------------------------------------------ many is as one by one


def traces(office: Office) -> dict[str, object]:
    """Everything that a step leaves, by the name of its reporter."""
    return {
        "reports": list(
            Report.objects.order_by("name").values_list("name", "state", "standing", "due_on", "accepted_at", "version")
        ),
        "figures": list(
            Figure.objects.order_by("report__name", "cell_id", "version").values_list(
                "report__name", "cell_id", "version", "accepted_at", "displaced_at"
            )
        ),
        "steps": list(Step.objects.order_by("report__name", "id").values_list("report__name", "event", "state", "at")),
        "log": sorted(Entry.objects.filter(action__startswith="reports.").values_list("action", "subject_id")),
    }


def deeds(office: Office, name: str, ids: list[int]) -> None:
    by = office.hung.actor
    if name == "accept":
        for pk in ids:
            accept(report_id=pk, by=by, at=at(18))
    elif name == "close":
        close_many(report_ids=ids, by=by, at=at(19))
    elif name == "extend":
        extend(report_ids=ids, due_on=LATER, reason="Lũ lụt", by=by, at=at(6))
    else:
        set_standing(report_ids=ids, standing=Standing.EXEMPT, reason="Mới chia tách", by=by, at=at(6))


@pytest.mark.parametrize("name", ["accept", "close", "extend", "exempt"])
@pytest.mark.parametrize("chosen", [(0,), (0, 1), (1, 2, 3), (3, 0, 2, 1)])
def test_many_together_are_as_one_by_one(office: Office, name: str, chosen: tuple[int, ...]) -> None:
    """The same reports, once in one action and once each by itself, from the same beginning."""
    from django.db import transaction

    from binhyen.reports.actions.reviewing import accept_many

    places = office.communes
    for place in places:
        office.sent(place) if name in {"accept", "close"} else None
        if name == "close":
            accept(report_id=office.report(place).pk, by=office.hung.actor, at=at(18))
    ids = [office.report(places[index]).pk for index in chosen]
    found = []
    for together in (True, False):
        mark = transaction.savepoint()
        if together and name == "accept":
            accept_many(report_ids=ids, by=office.hung.actor, at=at(18))
        elif together:
            deeds(office, name, ids)
        else:
            for pk in ids:
                deeds(office, name, [pk])
        found.append(traces(office))
        transaction.savepoint_rollback(mark)
    assert found[0] == found[1]
    assert timedelta(days=10) == LATER - DUE
