"""Reports for programs: cells over the versions that were read, values of many reports at once, tables out."""

import json
from typing import Any

import pytest
from django.test import Client

from binhyen.kernel.amounts import Origin
from binhyen.kernel.scopes import Scope
from binhyen.places.models import PlaceVersion
from binhyen.reports.models import Figure
from tests.accounts.factories import a_key, ba_lan, ong_hung, program
from tests.reports.factories import GOOD, NOW, ReportTown

pytestmark = pytest.mark.django_db
API = "/api/v1"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOW)


@pytest.fixture
def coded(town: ReportTown) -> ReportTown:
    """Give the places official codes."""
    codes = {"24": town.land.bac_ninh, "09001": town.land.an_phu, "09002": town.land.elsewhere}
    for code, version in codes.items():
        PlaceVersion.objects.filter(pk=version.pk).update(code=code)
    return town


@pytest.fixture
def lan(coded: ReportTown) -> Client:
    return program(a_key(ba_lan(coded.land)))


@pytest.fixture
def hung(coded: ReportTown) -> Client:
    return program(a_key(ong_hung(coded.land)))


def put(client: Client, report_id: int, cells: list[dict[str, Any]], **more: object) -> Any:
    sent = json.dumps({"cells": cells, **more})
    return client.put(f"{API}/reports/{report_id}/cells", sent, content_type="application/json")


def body(answer: Any) -> Any:
    return json.loads(answer.content)


# ------------------------------------------------------------------ one report


def test_a_program_finds_what_its_post_sees(lan: Client, hung: Client, coded: ReportTown) -> None:
    assert [one["place"] for one in body(lan.get(f"{API}/reports"))["items"]] == ["09001"]
    assert [one["place"] for one in body(hung.get(f"{API}/reports"))["items"]] == ["09001", "09002"]
    assert body(lan.get(f"{API}/reports?period=2026-10"))["items"] == []
    other = coded.report(place=coded.land.elsewhere).pk
    assert lan.get(f"{API}/reports/{other}").status_code == 404


def test_a_list_goes_on_where_it_stopped(hung: Client) -> None:
    first = body(hung.get(f"{API}/reports?limit=1"))
    second = body(hung.get(f"{API}/reports?limit=1&after={first['next']}"))
    assert (first["items"][0]["place"], second["items"][0]["place"], second["next"]) == ("09001", "09002", None)


def test_cells_are_written_over_the_version_that_was_read(lan: Client, coded: ReportTown) -> None:
    number = coded.report().pk
    cells = body(lan.get(f"{API}/reports/{number}"))["cells"]
    assert {(one["said"], one["version"]) for one in cells} == {("empty", 0)}
    sent: list[dict[str, Any]] = [
        {"cell": "leaflets", "value": 350},
        {"cell": "fireworks_kg", "said": "vague", "words": "hàng trăm kg"},
    ]
    answer = body(put(lan, number, sent))
    assert answer == {"saved": 2, "versions": {"leaflets": 1, "fireworks_kg": 1}, "refused": []}
    assert body(put(lan, number, sent[:1]))["saved"] == 0


def test_a_conflict_is_409_with_both_values(lan: Client, coded: ReportTown) -> None:
    coded.save({"leaflets": 340})
    answer = put(lan, coded.report().pk, [{"cell": "leaflets", "value": 350, "version": 0}])
    told = body(answer)
    assert (answer.status_code, answer["Content-Type"]) == (409, "application/problem+json")
    assert told["errors"][0]["code"] == "reports.conflict"
    assert [row.amount for row in Figure.objects.all()] == [340]


def test_of_a_half_valid_body_nothing_is_saved_or_the_stated_part(lan: Client, coded: ReportTown) -> None:
    number = coded.report().pk
    sent = [{"cell": "leaflets", "value": 350}, {"cell": "models_new", "value": -1}]
    assert put(lan, number, sent).status_code == 409
    assert not Figure.objects.exists()
    answer = body(put(lan, number, sent, partly=True))
    assert answer["saved"] == 1
    assert [(one["cell"], one["code"]) for one in answer["refused"]] == [("models_new", "reports.negative")]


@pytest.mark.parametrize(
    ("cell", "status", "code"),
    [
        ({"cell": "leaflets", "value": "1e30"}, 409, "reports.too_large"),
        ({"cell": "leaflets", "value": "NaN"}, 422, ""),
        ({"cell": "leaflets", "value": "1.5"}, 409, "reports.not_whole"),
        ({"cell": "leaflets"}, 409, "reports.not_a_number"),
        ({"cell": "|x", "value": 1}, 422, "indicators.no_cell"),
        ({"cell": "suspects_arrested", "value": 1}, 409, "reports.not_in_form"),
        ({"cell": "leaflets", "value": 1, "stored_by": "x"}, 422, ""),
    ],
)
def test_what_is_no_value_is_told_cell_by_cell(
    lan: Client, coded: ReportTown, cell: dict[str, Any], status: int, code: str
) -> None:
    answer = put(lan, coded.report().pk, [cell])
    assert answer.status_code == status
    errors = body(answer)["errors"]
    assert errors
    assert not code or errors[0]["code"] == code
    assert not Figure.objects.exists()


def test_a_report_is_sent_or_says_what_keeps_it_back(lan: Client, coded: ReportTown) -> None:
    number = coded.report().pk
    refused = lan.post(f"{API}/reports/{number}/submit")
    assert (refused.status_code, body(refused)["errors"][0]["code"]) == (409, "reports.empty_cell")
    coded.save(GOOD)
    assert body(lan.post(f"{API}/reports/{number}/submit"))["state"] == "submitted"


def test_a_key_that_may_only_read_writes_nothing(coded: ReportTown) -> None:
    client = program(a_key(ba_lan(coded.land), Scope.REPORTS_READ))
    assert put(client, coded.report().pk, [{"cell": "leaflets", "value": 1}]).status_code == 403
    assert not Figure.objects.exists()


# ------------------------------------------------------------------ many reports


def a_document(*values: tuple[str, str, str]) -> str:
    listed = [{"orgUnit": place, "dataElement": cell, "value": value} for place, cell, value in values]
    return json.dumps({"dataSet": "bieu-thu", "period": "202611", "dataValues": listed})


def send(client: Client, document: str, asked: str = "") -> Any:
    return client.post(f"{API}/values/dataValueSets{asked}", document, content_type="application/json")


def test_dhis2_values_of_many_places_come_in(hung: Client, coded: ReportTown) -> None:
    document = a_document(("09001", "leaflets", "350"), ("09002", "leaflets", "200"), ("09001", "models_total", "9"))
    answer = body(send(hung, document))
    assert (answer["status"], answer["read"], answer["changed"], answer["reports"]) == ("SUCCESS", 3, 3, 2)
    assert set(Figure.objects.values_list("origin", "origin_ref")) == {(Origin.IMPORTED, "dhis2")}
    assert body(send(hung, document))["changed"] == 0


def test_what_stood_there_stays_in_the_history(hung: Client, coded: ReportTown) -> None:
    coded.save({"leaflets": 340})
    send(hung, a_document(("09001", "leaflets", "350")))
    assert [row.amount for row in Figure.objects.order_by("version")] == [340, 350]


def test_of_a_wrong_document_nothing_is_saved_unless_a_part_is_asked_for(hung: Client, coded: ReportTown) -> None:
    document = a_document(("09001", "leaflets", "350"), ("09001", "models_new", "-2"), ("99999", "leaflets", "1"))
    answer = send(hung, document)
    told = body(answer)
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert {(one["pointer"], one["code"]) for one in told["errors"]} == {
        ("/dataValues/1", "reports.negative"),
        ("/dataValues/2", "reports.no_such_report"),
    }
    assert not Figure.objects.exists()
    partly = body(send(hung, document, "?partly=true"))
    assert (partly["status"], partly["changed"]) == ("WARNING", 1)


def test_what_goes_out_comes_in_again_and_changes_nothing(hung: Client, coded: ReportTown) -> None:
    coded.save({**GOOD, "fireworks_kg": 3})
    for path, media in (("dataValueSets", "application/json"), ("adx", "application/xml")):
        out = hung.get(f"{API}/values/{path}?form=bieu-thu&period=2026-11")
        document = b"".join(out.streaming_content)  # type: ignore[attr-defined]
        answer = body(hung.post(f"{API}/values/{path}", document, content_type=media))
        assert (answer["status"], answer["changed"]) == ("SUCCESS", 0), answer


def test_a_table_goes_out_with_its_schema(hung: Client, coded: ReportTown) -> None:
    coded.save({"leaflets": 350})
    out = hung.get(f"{API}/values/values.csv?form=bieu-thu&period=2026-11")
    head, row = b"".join(out.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    schema = body(hung.get(f"{API}/values/values.schema.json"))
    assert head.split(",") == [field["name"] for field in schema["fields"]]
    assert row.split(",")[:8] == ["09001", "Xã An Phú", "2026-11", "bieu-thu", "leaflets", "", "number", "350"]


def test_a_form_that_nobody_is_asked_for_is_not_there(hung: Client) -> None:
    assert hung.get(f"{API}/values/values.csv?form=khong-co&period=2026-11").status_code == 404


# ------------------------------------------------------------------ totals


def test_a_total_is_there_with_the_next_question(hung: Client, lan: Client, coded: ReportTown) -> None:
    put(lan, coded.report().pk, [{"cell": "leaflets", "value": 350}])
    told = body(hung.get(f"{API}/totals?indicator=leaflets&period=2026-11&place=24"))
    assert (told["total"]["value"], told["total"]["figures"], told["total"]["accepted"]) == (350, 1, 0)
    accepted = body(hung.get(f"{API}/totals?indicator=leaflets&period=2026&place=24&basis=accepted"))
    assert accepted["rows"] == []


def test_totals_of_other_places_are_not_there(lan: Client, coded: ReportTown) -> None:
    assert lan.get(f"{API}/totals?indicator=leaflets&period=2026-11&place=24").status_code == 404
    assert lan.get(f"{API}/totals?indicator=leaflets&period=2026-11&place=09001").status_code == 200


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ("indicator=leaflet&period=2026-11&place=24", 409, "reports.unknown_indicator"),
        ("indicator=leaflets&period=thang&place=24", 422, "period.unreadable"),
        ("indicator=leaflets&period=2026-11&place=99", 422, "places.unknown"),
        ("indicator=leaflets&period=2026-11&place=24&on_map=2026-01-01", 422, "reports.older_map"),
    ],
)
def test_what_is_asked_wrongly_is_told(hung: Client, asked: str, status: int, code: str) -> None:
    answer = hung.get(f"{API}/totals?{asked}")
    assert (answer.status_code, body(answer)["errors"][0]["code"]) == (status, code)


def test_completeness_never_passes_the_whole(hung: Client, coded: ReportTown) -> None:
    coded.sent()
    told = body(hung.get(f"{API}/completeness?form=bieu-thu&period=2026-11"))
    assert (told["expected"], told["sent"], told["on_time"], told["accepted"]) == (2, 1, 1, 0)
    assert hung.get(f"{API}/completeness?form=khong&period=2026-11").status_code == 404


def test_small_counts_of_tips_leave_for_nobody_but_their_own_place() -> None:
    from tests.reports.factories import a_content, a_report_town

    town = a_report_town(a_content("tips_received", "leaflets"))
    for code, version in {"24": town.land.bac_ninh, "09001": town.land.an_phu, "09002": town.land.elsewhere}.items():
        PlaceVersion.objects.filter(pk=version.pk).update(code=code)
    hung, lan = program(a_key(ong_hung(town.land))), program(a_key(ba_lan(town.land)))
    town.save({"tips_received": 3, "leaflets": 3})
    town.save({"tips_received": 40}, town.report(place=town.land.elsewhere), town.nam)
    cells = {one["cell"]: one for one in body(hung.get(f"{API}/reports/{town.report().pk}"))["cells"]}
    assert (cells["tips_received"]["value"], cells["tips_received"]["hidden"], cells["leaflets"]["value"]) == (
        None,
        True,
        "3",
    )
    own = {one["cell"]: one for one in body(lan.get(f"{API}/reports/{town.report().pk}"))["cells"]}
    assert own["tips_received"]["value"] == "3"
    out = hung.get(f"{API}/values/values.csv?form=bieu-thu&period=2026-11")
    rows = b"".join(out.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert sorted(row.split(",")[6:8] for row in rows if "tips_received" in row) == [["hidden", ""], ["hidden", ""]]
    told = body(hung.get(f"{API}/totals?indicator=tips_received&period=2026-11&place=24"))
    assert told["total"]["value"] == 43
    below = body(hung.get(f"{API}/totals?indicator=tips_received&period=2026-11&place=09001"))
    assert (below["total"]["value"], below["total"]["hidden"]) == (None, True)
