"""Measures for programs: what they answer and refuse, what stays hidden, and how much is asked of the database."""

import csv
import io
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from binhyen.analytics import api as measures
from binhyen.analytics.components.plain_columns import as_columns, as_csv, as_rows
from binhyen.kernel.scopes import Scope
from binhyen.places.models import PlaceVersion
from tests.accounts.factories import a_key, ba_lan, ong_hung, program
from tests.reports.factories import NOW, ReportTown, a_report_town

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/measures"
NOVEMBER = {"indicator": "propaganda_sessions", "period": "2026-11"}


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOW)


@pytest.fixture
def town(db: None) -> ReportTown:
    """Two communes report; of the one nine sessions."""
    found = a_report_town()
    found.accepted()
    found.save({"propaganda_sessions": 9}, found.report(place=found.land.elsewhere), found.nam)
    for code, version in (("24", found.land.bac_ninh), ("09001", found.land.an_phu), ("09002", found.land.elsewhere)):
        PlaceVersion.objects.filter(pk=version.pk).update(code=code)
    return found


@pytest.fixture
def hung(town: ReportTown) -> Client:
    """The province's program."""
    return program(a_key(ong_hung(town.land)))


@pytest.fixture
def lan(town: ReportTown) -> Client:
    """The commune's program."""
    return program(a_key(ba_lan(town.land)))


def asked(client: Client, code: str = "totals", /, **said: str) -> Any:
    return client.get(f"{ADDRESS}/{code}", said)


def body(answer: Any) -> Any:
    assert answer.status_code == 200, answer.content
    return json.loads(answer.content, parse_float=Decimal)


def noes(answer: Any) -> list[tuple[str, str]]:
    assert answer.status_code == 422, answer.content
    return [(one["code"], one.get("parameter", "")) for one in json.loads(answer.content)["errors"]]


def numbers(said: Mapping[str, Any]) -> dict[str, Any]:
    return {row["place"]: row["amount"] for row in said["rows"]}


def test_what_is_saved_is_in_the_very_next_answer(hung: Client, town: ReportTown) -> None:
    before = body(asked(hung, **NOVEMBER))
    town.save({"propaganda_sessions": 11}, town.report(place=town.land.elsewhere), town.nam)
    after = body(asked(hung, **NOVEMBER))
    assert after["rows"][0]["amount"] - before["rows"][0]["amount"] == 2
    assert (after["basis"], after["as_of"], after["tier"]) == ("saved", NOW.isoformat(timespec="seconds"), "province")


def test_every_form_says_the_same(hung: Client) -> None:
    said = {**NOVEMBER, "tier": "commune"}
    rows = body(asked(hung, **said))["rows"]
    columns = body(asked(hung, **said, format="columns"))["columns"]
    assert [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)] == rows
    answer = asked(hung, **said, format="csv")
    assert (answer.headers["As-Of"], answer.headers["Basis"]) == (NOW.isoformat(timespec="seconds"), "saved")
    table = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert [(one["place"], one["amount"]) for one in table] == [(one["place"], str(one["amount"])) for one in rows]
    stream = pa.ipc.open_stream(asked(hung, **said, format="arrow").content)
    assert stream.schema.metadata[b"basis"] == b"saved"
    assert stream.read_all()["place"].to_pylist() == [one["place"] for one in rows]


def test_what_is_accepted_is_a_basis_of_its_own(hung: Client) -> None:
    saved, accepted = (body(asked(hung, **NOVEMBER, basis=one)) for one in ("saved", "accepted"))
    assert saved["rows"][0]["amount"] - accepted["rows"][0]["amount"] == 9
    assert accepted["basis"] == "accepted"


def test_periods_may_be_asked_by_their_type(hung: Client) -> None:
    said = {"indicator": "propaganda_sessions", "grain": "month", "first": "2026-01-01", "last": "2026-12-31"}
    assert [one["period"] for one in body(asked(hung, **said))["rows"]] == ["2026-11"]


def test_a_post_is_told_of_its_own_places_alone(lan: Client, hung: Client) -> None:
    assert body(asked(lan, **NOVEMBER))["place"] == "09001"
    assert [asked(lan, **NOVEMBER, place=one).status_code for one in ("09002", "24")] == [404, 404]
    assert body(asked(hung, **NOVEMBER, place="09002"))["rows"][0]["amount"] == 9


def test_small_counts_of_communes_are_hidden_as_on_the_boards(
    hung: Client, lan: Client, town: ReportTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("binhyen.analytics.boards.telling.is_guarded", lambda _one: True)
    monkeypatch.setattr("binhyen.analytics.boards.shading.is_guarded", lambda _one: True)
    monkeypatch.setattr("binhyen.indicators.rules.guards.is_guarded", lambda _one: True)
    town.save({"propaganda_sessions": 3}, town.report(place=town.land.elsewhere), town.nam)
    said = body(asked(hung, **NOVEMBER, tier="commune"))
    assert said["hidden"] == 2
    assert {(row["amount"], row["figures"], row["hidden"]) for row in said["rows"]} == {(None, None, True)}
    assert [row["hidden"] for row in body(asked(hung, **NOVEMBER))["rows"]] == [False]
    assert body(asked(lan, **NOVEMBER))["hidden"] == 0
    for code in ("running", "standings", "spread"):
        told = body(asked(hung, code, **NOVEMBER, tier="commune"))
        assert told["hidden"] == told["count"] > 0, code


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, [("analytics.no_period", "period"), ("analytics.no_indicator", "indicator")]),
        ({**NOVEMBER, "indicator": "nothing"}, [("analytics.unknown_indicator", "indicator")]),
        ({**NOVEMBER, "period": "2026-13"}, [("period.unreadable", "period")]),
        ({**NOVEMBER, "place": "nowhere"}, [("places.unknown", "place")]),
        ({**NOVEMBER, "tier": "nation"}, [("analytics.above_place", "tier")]),
        ({**NOVEMBER, "tier": "street"}, [("api.not_offered", "tier")]),
        ({**NOVEMBER, "split": "status"}, [("analytics.unknown_dim", "split")]),
        ({**NOVEMBER, "on_map": "2026-01-01"}, [("reports.older_map", "on_map")]),
        ({**NOVEMBER, "grain": "month"}, [("analytics.grain_and_period", "period")]),
        (
            {"indicator": "leaflets", "grain": "month", "first": "2000-01-01", "last": "2026-12-31"},
            [("analytics.too_many_periods_asked", "period")],
        ),
        ({**NOVEMBER, "perod": "2026"}, [("api.unknown_name", "perod")]),
    ],
)
def test_what_cannot_be_asked_is_said_by_its_parameter(
    hung: Client, said: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    assert noes(asked(hung, **said)) == expected


def test_many_rows_are_told_by_columns_alone(hung: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measures, "MOST_ROWS", 1)
    said = {**NOVEMBER, "tier": "commune"}
    assert noes(asked(hung, **said)) == [("analytics.too_many_rows", "format")]
    assert body(asked(hung, **said, format="columns"))["count"] == 2


def test_the_list_names_every_measure_that_can_be_asked(hung: Client) -> None:
    listed = body(hung.get(ADDRESS))["measures"]
    codes = {one["code"] for one in listed}
    assert {"totals", "recognition", "punctuality", "against_targets"} < codes
    for code in codes:
        assert asked(hung, code, indicator="leaflets", period="2026").status_code in {200, 422}, code
    assert asked(hung, "nothing", **NOVEMBER).status_code == 404


def test_a_key_needs_its_scope(town: ReportTown) -> None:
    client = program(a_key(ba_lan(town.land), Scope.REPORTS_READ))
    assert {asked(client, **NOVEMBER).status_code, client.get(ADDRESS).status_code} == {403}


def test_an_answer_asks_few_things_of_the_database(
    hung: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    asked(hung, **NOVEMBER)
    with django_assert_num_queries(QUERIES):
        asked(hung, **NOVEMBER)
    with django_assert_num_queries(QUERIES):
        asked(hung, **NOVEMBER, tier="commune", format="csv")


QUERIES = 7


def test_texts_and_numbers_are_written_exactly() -> None:
    table = pa.table(
        {
            "text": pa.array(['a "b"', None, "ấp"]),
            "amount": pa.array([Decimal("100.0000"), Decimal("0.5000"), None], pa.decimal128(38, 4)),
            "share": pa.array([Decimal("0.000001"), Decimal(0), Decimal("1.5")], pa.decimal128(38, 6)),
            "count": pa.array([1, None, 3]),
            "known": pa.array([True, False, None]),
        }
    )
    said = {
        "text": ['a "b"', None, "ấp"],
        "amount": [100, Decimal("0.5"), None],
        "share": [Decimal("0.000001"), 0, Decimal("1.5")],
        "count": [1, None, 3],
        "known": [True, False, None],
    }
    assert json.loads(as_columns(table), parse_float=Decimal) == said
    rows = json.loads(as_rows(table), parse_float=Decimal)
    assert [list(one.values()) for one in rows] == [list(one) for one in zip(*said.values(), strict=True)]
    assert json.loads(as_rows(table.slice(0, 0))) == []
    assert json.loads(as_columns(table.slice(0, 0))) == {name: [] for name in said}
    assert as_csv(table).decode().splitlines()[1] == '"a ""b""",100,0.000001,1,true'
