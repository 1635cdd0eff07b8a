"""Pages of rounds and lists: what they show, to whom, and that numbers open into as many rows."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlparse

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from binhyen.kernel.actors import Role
from binhyen.places.rules.kinds import PlaceKind, Tier
from binhyen.recognition.models import Dossier, Round
from binhyen.recognition.rules import addresses
from tests.accounts.factories import Person, a_person, a_place, anh_nam, ba_lan, chi_mai, ong_hung, signed_in_client
from tests.recognition.factories import (
    NOVEMBER,
    Town,
    a_unit,
    answered,
    more_areas,
    opened,
    recognised,
    registered,
)

HEAVIEST = 60 * 1024
pytestmark = pytest.mark.django_db


@dataclass
class Cast:
    """The town with people who sign in."""

    town: Town
    hung: Client
    lan: Client
    nam: Client
    head: Client
    mai: Client

    @property
    def round(self) -> Round:
        assert self.town.opened
        return self.town.opened


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """It is November."""
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOVEMBER)
    return NOVEMBER


def client_of(person: Person) -> Client:
    return signed_in_client(person)


@pytest.fixture
def cast(round_town: Town, at: datetime) -> Cast:
    land = round_town.land
    head = a_person("thondong", "Nguyễn Văn Đông", Role.RESIDENTIAL_HEAD, land.village, "Trưởng thôn Đông")
    return Cast(
        round_town,
        client_of(ong_hung(land)),
        client_of(ba_lan(land)),
        client_of(anh_nam(land)),
        client_of(head),
        client_of(chi_mai(land)),
    )


def links_of(html: str) -> list[tuple[str, int]]:
    """The numbers of a page with the lists that they open."""
    found = re.findall(r'<a class="by-num" href="([^"]+)">([\d.]+)</a>', html)
    return [(href.replace("&amp;", "&"), int(amount.replace(".", ""))) for href, amount in found]


def rows_of(html: str) -> int:
    return html.count('<th scope="row">')


def test_the_rounds_of_the_province_are_listed(cast: Cast) -> None:
    for client in (cast.hung, cast.lan, cast.head):
        assert "2026" in client.get("/cong-nhan/").content.decode()


def test_every_number_of_a_round_opens_into_as_many_rows(cast: Cast) -> None:
    recognised(cast.town)
    registered(cast.town, "school", cast.town.mai)
    page = cast.hung.get(f"/cong-nhan/vong/{cast.round.pk}/")
    numbers = links_of(page.content.decode())
    assert len(numbers) > 8
    for href, amount in numbers:
        assert rows_of(cast.hung.get(href).content.decode()) == amount, href


def test_a_counters_link_opens_into_as_many_rows(cast: Cast) -> None:
    recognised(cast.town)
    place = cast.town.province.place_id
    href = addresses.dossiers({"year": 2026, "report_kind": "residential_area", "place": place, "result": "recognised"})
    assert rows_of(cast.hung.get(href).content.decode()) == 1
    other = addresses.dossiers({"year": 2026, "place": cast.town.land.elsewhere.place_id})
    assert rows_of(cast.hung.get(other).content.decode()) == 0


def test_a_stranger_sees_a_round_without_others_figures(cast: Cast) -> None:
    html = cast.nam.get(f"/cong-nhan/vong/{cast.round.pk}/").content.decode()
    assert "Thôn Đông" not in html
    assert not links_of(html)
    assert rows_of(cast.nam.get("/cong-nhan/ho-so/").content.decode()) == 0


def test_a_round_of_another_province_does_not_exist(cast: Cast) -> None:
    away = a_person("langson", "Hoàng Văn Xa", Role.PROVINCE_OFFICER, cast.town.land.other_province)
    for path in ("", "bang/", "thiet-lap/"):
        assert client_of(away).get(f"/cong-nhan/vong/{cast.round.pk}/{path}").status_code == 404


def test_the_list_is_searched_without_diacritics(cast: Cast) -> None:
    assert rows_of(cast.lan.get("/cong-nhan/ho-so/?q=thon+dong").content.decode()) == 1
    assert rows_of(cast.lan.get("/cong-nhan/ho-so/?kind=school").content.decode()) == 2


@pytest.mark.parametrize(
    "query", ["round=abc", "round=99999999999999999999", "commune=x&stand=zzz", "page=-3", "state=zz"]
)
def test_bad_words_of_an_address_break_nothing(cast: Cast, query: str) -> None:
    assert cast.lan.get(f"/cong-nhan/ho-so/?{query}").status_code == 200


def test_lists_cost_the_same_however_long(
    town: Town, at: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    more_areas(town, 30)
    opened(town)
    client = client_of(ba_lan(town.land))
    client.get("/cong-nhan/ho-so/")
    assert town.opened
    with django_assert_num_queries(LIST_QUERIES):
        page = client.get("/cong-nhan/ho-so/")
    with django_assert_num_queries(ROUND_QUERIES):
        overview = client.get(f"/cong-nhan/vong/{town.opened.pk}/")
    assert rows_of(page.content.decode()) == 30
    assert (
        '<select class="form-select form-select-sm w-auto" id="whole"' in page.content.decode()
    )  # no box: "all" would tick it
    assert len(page.content) <= HEAVIEST
    assert len(overview.content) <= HEAVIEST


LIST_QUERIES = 11
ROUND_QUERIES = 10


def test_many_units_register_from_paper_or_none(cast: Cast) -> None:
    ids = [cast.town.dossier(name).pk for name in ("area", "school")]
    asked = cast.lan.post("/cong-nhan/ho-so/dang-ky/", {"row": ids})
    assert asked.status_code == 200
    assert Dossier.objects.filter(registered_on__isnull=False).count() == 0
    form = {"row": ids, "now": "1", "signed_on": "25/02/2026"}
    refused_answer = cast.lan.post("/cong-nhan/ho-so/dang-ky/", form)
    assert refused_answer.status_code == 409
    assert 'data-code="recognition.late_without_reason"' in refused_answer.content.decode()
    done = cast.lan.post("/cong-nhan/ho-so/dang-ky/", {**form, "late_reason": "Bản giấy nộp muộn."})
    assert done.status_code == 302
    assert set(Dossier.objects.filter(pk__in=ids).values_list("registered_on", flat=True)) == {date(2026, 2, 25)}


def test_the_whole_list_gets_a_later_day(cast: Cast) -> None:
    form = {"whole": "1", "query": "kind=residential_area", "now": "1", "due_on": "25/11/2026", "reason": "Mưa lũ."}
    assert cast.hung.post("/cong-nhan/ho-so/gia-han/", form).status_code == 302
    assert cast.town.dossier().due_on == date(2026, 11, 25)
    assert cast.town.dossier("school").due_on != date(2026, 11, 25)


def test_what_stands_in_the_way_of_many_is_named(cast: Cast) -> None:
    found = answered(cast.town, answers={})
    answer = cast.lan.post("/cong-nhan/ho-so/nop/", {"row": [found.pk], "now": "1"})
    assert answer.status_code == 409
    assert "Thôn Đông" in answer.content.decode()


def test_a_stranger_does_nothing_to_many(cast: Cast) -> None:
    row = cast.town.dossier().pk
    for path in ("dang-ky", "nop", "gia-han"):
        assert cast.nam.post(f"/cong-nhan/ho-so/{path}/", {"row": [row], "now": "1"}).status_code == 404
        assert cast.lan.get(f"/cong-nhan/ho-so/{path}/").status_code == 405


@pytest.mark.parametrize("row", ["x", "9" * 40, "-1", "²"])
def test_ticks_that_are_none_are_left_out(cast: Cast, row: str) -> None:
    answer = cast.lan.post(
        "/cong-nhan/ho-so/gia-han/", {"row": row, "now": "1", "due_on": "2026-11-25", "reason": "Mưa."}
    )
    assert answer.status_code == 200
    assert "disabled" in answer.content.decode()


def test_the_table_of_communes_goes_out_as_a_workbook(cast: Cast) -> None:
    answer = cast.hung.get(f"/cong-nhan/vong/{cast.round.pk}/bang/")
    assert answer.status_code == 200
    assert answer.content[:2] == b"PK"


def test_a_round_is_opened_with_its_settings(town: Town, at: datetime) -> None:
    client = client_of(ong_hung(town.land))
    shown = client.get("/cong-nhan/vong/mo/")
    assert shown.status_code == 200
    initial = shown.context["form"]
    form = {name: initial[name].value() for name in initial.fields}
    form = {
        k: (v.isoformat() if isinstance(v, date) else v) for k, v in form.items() if v is not None and v is not False
    }
    answer = client.post("/cong-nhan/vong/mo/", {**form, "year": "2026", "threshold": "3/4"})
    assert answer.status_code == 302
    found = Round.objects.get()
    assert found.settings["threshold"] == [3, 4]
    assert found.dossiers.count() == 5
    path = urlparse(answer["Location"]).path
    assert client.post(f"{path}thiet-lap/", {**form, "threshold": "5/4"}).status_code == 200
    assert client.post(f"{path}thiet-lap/", {**form, "appeal_days": "15"}).status_code == 302
    found.refresh_from_db()
    assert found.settings["appeal_days"] == 15


def test_only_the_provinces_officer_opens_rounds(cast: Cast) -> None:
    for client in (cast.lan, cast.nam, cast.head):
        assert client.get("/cong-nhan/vong/mo/").status_code == 403
        assert client.get(f"/cong-nhan/vong/{cast.round.pk}/thiet-lap/").status_code == 403


def test_pages_of_a_large_province_stay_light(town: Town, at: datetime) -> None:
    for number in range(210):
        commune = a_place(f"Nguyễn Huệ Thượng {number}", Tier.COMMUNE, PlaceKind.COMMUNE, town.province)
        a_unit(f"Xã Nguyễn Huệ Thượng {number}", "commune", commune, managing_level="province")
        a_unit(f"Trường Trung học phổ thông Nguyễn Huệ Thượng {number}", "school", commune, highest_level="college")
    opened(town)
    client = client_of(ong_hung(town.land))
    assert town.opened
    for path in (f"/cong-nhan/vong/{town.opened.pk}/", f"/cong-nhan/ho-so/?round={town.opened.pk}"):
        weight = len(client.get(path).content)
        assert weight <= HEAVIEST, (path, weight)


@pytest.mark.parametrize("year", ["2012", "2022", "2100", "abc", "-1", "99999"])
def test_any_year_may_be_asked_for(town: Town, at: datetime, year: str) -> None:
    client = client_of(ong_hung(town.land))
    assert client.get(f"/cong-nhan/vong/mo/?year={year}").status_code == 200


def test_the_page_of_a_unit_leads_to_its_results_over_the_years(cast: Cast) -> None:
    found = recognised(cast.town)
    address = reverse("recognition:unit_results", args=[found.unit_id])
    assert f'href="{address}"' in cast.lan.get(reverse("units:unit", args=[found.unit_id])).content.decode()
    page, part = cast.lan.get(address), cast.lan.get(address, headers={"HX-Request": "true"})
    for shown in (page, part):
        assert reverse("recognition:dossier", args=[found.pk]) in shown.content.decode()
        assert "17/11/2026" in shown.content.decode()
    assert b"<html" not in part.content
    assert cast.nam.get(address).status_code == 404
    assert cast.lan.post(address).status_code == 405
