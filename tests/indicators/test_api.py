"""Metadata for programs: the catalogue with its guards, dimensions, and forms that the post may see."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from binhyen.indicators.actions.forms import install_shipped_forms
from binhyen.indicators.models import Form, FormVersion
from binhyen.indicators.queries import catalogue, dims
from binhyen.indicators.queries.forms import content_of, shipped_forms
from binhyen.indicators.rules.forms import FormContent
from binhyen.indicators.rules.plain import form_hash, form_to_data
from binhyen.indicators.rules.versions import FormState
from binhyen.kernel.actors import SYSTEM
from binhyen.kernel.scopes import Scope
from binhyen.places.models import Place
from tests.accounts.factories import AT, Land, a_key, a_land, ba_lan, program

pytestmark = pytest.mark.django_db
BASE = "/api/v1/metadata"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: AT)


@pytest.fixture
def land(db: None) -> Land:
    return a_land()


@pytest.fixture
def client(land: Land) -> Client:
    found = program(a_key(ba_lan(land), Scope.METADATA_READ))
    found.get(f"{BASE}/dims")
    return found


def asked(client: Client, path: str) -> Any:
    answer = client.get(f"{BASE}{path}")
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_the_whole_catalogue_is_told(client: Client) -> None:
    told = asked(client, "/indicators")
    assert told["version"] == catalogue().version
    assert [one["code"] for one in told["indicators"]] == list(catalogue().indicators)
    stored = [one for one in told["indicators"] if one["use"] == "form"]
    assert all(
        {"unit", "kinds", "over_places", "over_time", "definition", "source", "mark"} <= set(one) for one in stored
    )


def test_of_what_is_only_recognised_nothing_is_told_but_its_use(client: Client) -> None:
    hidden = [one for one in asked(client, "/indicators")["indicators"] if one["use"] == "reader_only"]
    assert hidden
    assert all(set(one) == {"code", "name", "name_en", "use"} for one in hidden)
    assert asked(client, f"/indicators/{hidden[0]['code']}") == hidden[0]


def test_one_indicator_is_told_exactly(client: Client) -> None:
    code, one = next((code, one) for code, one in catalogue().indicators.items() if one.in_forms and one.dims)
    told = asked(client, f"/indicators/{code}")
    assert told["name"] == one.name
    assert told["dims"] == list(one.dims)
    assert told["least"] == str(one.least)
    assert client.get(f"{BASE}/indicators/khong_co").status_code == 404


def test_every_dimension_of_an_indicator_is_told(client: Client) -> None:
    told = {one["code"]: one for one in asked(client, "/dims")["dims"]}
    assert set(told) == set(dims())
    assert all(code in told for one in catalogue().indicators.values() for code in one.dims)


def a_form(code: str, province: Place | None, state: FormState) -> FormVersion:
    content: FormContent = replace(next(iter(shipped_forms().values())), title=f"Biểu {code}")
    form = Form.objects.create(code=code, name=content.title, province=province, created_by_account=0, created_at=AT)
    return FormVersion.objects.create(
        form=form,
        number=1,
        state=state,
        title=content.title,
        filled_by=content.filled_by,
        period_type=content.period_type,
        content=form_to_data(content),
        content_hash=form_hash(content),
        created_by_account=0,
        created_at=AT,
    )


def test_forms_are_those_shipped_and_those_of_the_own_province(client: Client, land: Land) -> None:
    a_form("cua-tinh", land.bac_ninh.place, FormState.PUBLISHED)
    a_form("cua-tinh-khac", land.other_province.place, FormState.PUBLISHED)
    a_form("dang-soan", None, FormState.DRAFT)
    a_form("chung", None, FormState.RETIRED)
    told = asked(client, "/forms")["forms"]
    assert [(one["code"], one["own"], one["versions"][0]["state"]) for one in told] == [
        ("chung", False, "retired"),
        ("cua-tinh", True, "published"),
    ]
    for hidden in ("cua-tinh-khac", "dang-soan", "khong-co"):
        assert client.get(f"{BASE}/forms/{hidden}/versions/1").status_code == 404


def test_a_version_is_told_line_by_line(client: Client) -> None:
    for version in install_shipped_forms(by=SYSTEM, at=AT):
        told = asked(client, f"/forms/{version.form.code}/versions/{version.number}")
        lines = [line for section in told["sections"] for line in section["lines"]]
        assert [line["cell"] for line in lines] == [str(cell) for cell in content_of(version).cells]
        assert told["content_hash"] == version.content_hash


@pytest.mark.parametrize("number", ["0", "-1", str(10**30)])
def test_a_number_that_no_version_has_is_not_there(client: Client, number: str) -> None:
    assert client.get(f"{BASE}/forms/x/versions/{number}").status_code == 404


def test_a_word_that_is_no_number_is_told(client: Client) -> None:
    answer = client.get(f"{BASE}/forms/x/versions/mot")
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (422, "number")


def test_metadata_costs_few_queries(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    version = install_shipped_forms(by=SYSTEM, at=AT)[0]
    for path, more in (("/indicators", 0), ("/dims", 0), ("/forms", 1), (f"/forms/{version.form.code}/versions/1", 1)):
        with django_assert_num_queries(3 + more):  # the key, what its post covers (2)
            asked(client, path)
