"""Places for programs: any day's map by codes, in parts, with every place's story."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from binhyen.kernel.scopes import Scope
from binhyen.places.models import Lineage, PlaceVersion
from binhyen.places.rules.kinds import PlaceKind, Tier
from tests.accounts.factories import AT, START, Land, a_key, a_land, a_place, ba_lan, program

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: AT)


@pytest.fixture
def land(db: None) -> Land:
    land = a_land()
    codes = {"VN": land.nation, "24": land.bac_ninh, "20": land.other_province, "09001": land.an_phu}
    codes |= {"09002": land.elsewhere, "09001-1": land.village}
    for code, version in codes.items():
        version.code = code
        version.save()
    return land


@pytest.fixture
def client(land: Land) -> Client:
    return program(a_key(ba_lan(land), Scope.PLACES_READ))


def listed(client: Client, asked: str = "") -> list[str]:
    return [one["code"] for one in client.get(f"/api/v1/places{asked}").json()["items"]]


def test_the_map_of_today_comes_in_the_order_of_codes(client: Client) -> None:
    answer = client.get("/api/v1/places").json()
    assert [one["code"] for one in answer["items"]] == ["09001", "09001-1", "09002", "20", "24", "VN"]
    assert (answer["on"], answer["next"]) == (AT.date().isoformat(), None)
    assert answer["items"][0] == {
        "code": "09001",
        "name": "An Phú",
        "full_name": "Xã An Phú",
        "kind": "commune",
        "tier": "commune",
        "parent": "24",
        "valid_from": START.isoformat(),
        "valid_to": None,
    }


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ("?tier=province", ["20", "24"]),
        ("?under=24&tier=commune", ["09001", "09002"]),
        ("?under=09001", ["09001", "09001-1"]),
        ("?q=phuc%20loc", ["09002"]),
        ("?q=PHÚC", ["09002"]),
        ("?q=24", ["24"]),
        ("?on=2025-06-30", []),
        ("?after=20", ["24", "VN"]),
    ],
)
def test_the_map_is_narrowed(client: Client, asked: str, codes: list[str]) -> None:
    assert listed(client, asked) == codes


def test_following_next_gives_every_place_once(client: Client) -> None:
    found: list[str] = []
    after: str | None = ""
    while after is not None:
        answer = client.get(f"/api/v1/places?limit=2&after={after}").json()
        found += [one["code"] for one in answer["items"]]
        after = answer["next"]
    assert found == listed(client)


@pytest.mark.parametrize(
    ("asked", "code", "parameter"),
    [
        ("?under=99", "places.unknown", "under"),
        ("?tier=village", "api.not_offered", "tier"),
        ("?on=hom-nay", "api.no_day", "on"),
        ("?limit=100000", "api.too_great", "limit"),
        ("?unde=24", "api.unknown_name", "unde"),
    ],
)
def test_what_can_not_be_asked_is_told(client: Client, asked: str, code: str, parameter: str) -> None:
    answer = client.get(f"/api/v1/places{asked}")
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["code"], error["parameter"]) == (422, code, parameter)


def test_a_place_tells_its_story(client: Client, land: Land) -> None:
    old = a_place("Bắc Giang", Tier.PROVINCE, PlaceKind.PROVINCE, land.nation, date(2020, 1, 1))
    PlaceVersion.objects.filter(pk=old.pk).update(code="24", valid_to=START)
    PlaceVersion.objects.filter(pk=land.nation.pk).update(valid_from=date(2000, 1, 1))
    Lineage.objects.create(from_place=old.place, to_place=land.bac_ninh.place, on=START, share=1, instrument="NQ 202")
    story = client.get("/api/v1/places/24").json()
    assert story["place"]["full_name"] == "Tỉnh Bắc Ninh"
    (kin,) = story["came_from"]
    assert (kin["full_name"], kin["on"], kin["share"], kin["instrument"]) == (
        "Tỉnh Bắc Giang",
        "2025-07-01",
        "1",
        "NQ 202",
    )
    before = client.get("/api/v1/places/24?on=2024-12-31").json()
    assert before["place"]["full_name"] == "Tỉnh Bắc Giang"
    assert [one["valid_to"] for one in before["versions"]] == [START.isoformat()]
    assert [one["code"] for one in before["became"]] == ["24"]
    assert before["versions"][0]["parent"] == "VN"


def test_a_code_that_nothing_bore_is_not_there(client: Client) -> None:
    answer = client.get("/api/v1/places/24?on=1999-01-01")
    assert answer.status_code == 404
    assert answer.json()["errors"][0]["code"] == "places.unknown"


def test_every_list_costs_the_same(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    client.get("/api/v1/places")
    for asked in ("?limit=1", "?limit=1000", "?tier=commune"):
        with django_assert_num_queries(5):  # the key, what its post covers (2), the places, those above them
            client.get(f"/api/v1/places{asked}")


def test_a_story_costs_few_queries(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    client.get("/api/v1/places")
    with django_assert_num_queries(8):
        answer: Any = client.get("/api/v1/places/09001")
    assert answer.json()["place"]["parent"] == "24"
