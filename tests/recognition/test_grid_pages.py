"""The grid from signed papers: typed as it stands on paper, saved whole or not at all."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from binhyen.recognition.models import Answer, Dossier
from binhyen.recognition.rules.assessing import Said
from tests.accounts.factories import anh_nam, ba_lan, chi_mai
from tests.recognition.factories import Town, more_areas, opened, registered, save
from tests.recognition.test_pages import HEAVIEST, at, client_of

__all__ = ["at"]
pytestmark = pytest.mark.django_db
GRID_QUERIES = 10


@pytest.fixture
def areas(town: Town, at: datetime) -> list[Dossier]:
    """Three villages that registered."""
    more_areas(town, 2)
    opened(town)
    return [registered(town, name, town.lan) for name in ("area", "area1", "area2")]


@pytest.fixture
def lan(town: Town) -> Client:
    return client_of(ba_lan(town.land))


def path_of(town: Town) -> str:
    assert town.opened
    return reverse("recognition:paper_grid", args=[town.opened.pk])


def typed(dossier: Dossier, residing: str = "212") -> dict[str, str]:
    return {
        f"{dossier.pk}.KDC-1a.party_cell_resolution_date": "18/02/2026",
        f"{dossier.pk}.KDC-1c.households_registered": "212",
        f"{dossier.pk}.KDC-1c.households_residing": residing,
        f"{dossier.pk}.KDC-2.judgement": "met",
        f"{dossier.pk}.KDC-3.judgement": "met",
        f"{dossier.pk}.KDC-3.reference": "15/KL-CA",
    }


def test_a_grid_is_saved_whole_and_on_behalf(town: Town, areas: list[Dossier], lan: Client) -> None:
    form = {"signed_on": "2026-11-02"} | typed(areas[0]) | typed(areas[1])
    assert lan.post(path_of(town), form).status_code == 302
    answers = Answer.objects.filter(dossier=areas[0])
    assert {one.criterion for one in answers} == {"KDC-1a", "KDC-1c", "KDC-2", "KDC-3"}
    assert all(one.on_behalf for one in answers)
    assert answers.get(criterion="KDC-1a").facts == {"party_cell_resolution_date": "2026-02-18"}
    assert answers.get(criterion="KDC-2").explanation == "Theo bản giấy đã ký ngày 02/11/2026."
    assert answers.get(criterion="KDC-3").explanation == ""
    assert not Answer.objects.filter(dossier=areas[2]).exists()


@pytest.mark.parametrize(("residing", "status"), [("100", 409), ("nhiều", 422), ("-3", 422), ("9" * 30, 422)])
def test_one_wrong_cell_keeps_everything_back(
    town: Town, areas: list[Dossier], lan: Client, residing: str, status: int
) -> None:
    form = {"signed_on": "2026-11-02"} | typed(areas[0]) | typed(areas[1], residing)
    answer = lan.post(path_of(town), form)
    assert answer.status_code == status
    html = answer.content.decode()
    assert 'class="wrong"' in html
    assert f'value="{residing}"' in html
    assert not Answer.objects.exists()


def test_the_day_on_the_paper_is_asked_for(town: Town, areas: list[Dossier], lan: Client) -> None:
    assert lan.post(path_of(town), typed(areas[0])).status_code == 422
    assert not Answer.objects.exists()


def test_what_somebody_saved_in_between_is_not_written_over(town: Town, areas: list[Dossier], lan: Client) -> None:
    said = Said({"households_registered": 214, "households_residing": 214}, explanation="Đủ cả.")
    save(town, areas[0].pk, "KDC-1c", said)
    answer = lan.post(path_of(town), {"signed_on": "2026-11-02"} | typed(areas[0]))
    assert answer.status_code == 409
    assert Answer.objects.get().explanation == "Đủ cả."
    shown = lan.get(path_of(town)).content.decode()
    assert f'name="{areas[0].pk}.v" value="KDC-1c:1"' in shown
    form = {"signed_on": "2026-11-02", f"{areas[0].pk}.v": "KDC-1c:1"} | typed(areas[0])
    assert lan.post(path_of(town), form).status_code == 302
    assert Answer.objects.get(criterion="KDC-1c").facts["households_residing"] == 212


def test_an_unchanged_grid_writes_nothing(town: Town, areas: list[Dossier], lan: Client) -> None:
    assert lan.post(path_of(town), {"signed_on": "2026-11-02"}).status_code == 302
    assert not Answer.objects.exists()


def test_strangers_find_an_empty_grid_and_units_none(town: Town, areas: list[Dossier]) -> None:
    nam = client_of(anh_nam(town.land))
    assert "Thôn Đông" not in nam.get(path_of(town)).content.decode()
    nam.post(path_of(town), {"signed_on": "2026-11-02"} | typed(areas[0]))
    assert not Answer.objects.exists()
    mai = client_of(chi_mai(town.land))
    assert mai.get(path_of(town)).status_code == 403
    assert mai.put(path_of(town)).status_code == 405


def test_a_full_grid_is_light_and_costs_the_same(
    town: Town, at: datetime, lan: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    more_areas(town, 24)
    opened(town)
    for number in range(1, 23):
        registered(town, f"area{number}", town.lan)
    lan.get(path_of(town))
    with django_assert_num_queries(GRID_QUERIES):
        answer = lan.get(path_of(town))
    assert answer.content.decode().count('<th scope="row">') == 20
    assert len(answer.content) <= HEAVIEST
