"""The grid of many reports: several places filled in at once, and nobody sees or writes those of others."""

import pytest
from pytest_django import DjangoAssertNumQueries

from binhyen.reports.models import Figure
from tests.reports.desks import Desks
from tests.reports.factories import GOOD
from tests.reports.grid import SCRIPT, body, fields, shown, value

pytestmark = pytest.mark.django_db


def many(seats: Desks) -> str:
    return f"/bao-cao/dot/{seats.town.collections['2026-11'].pk}/nhap/"


def test_the_province_fills_in_many_places_at_once(seats: Desks) -> None:
    client = seats.client(seats.hung)
    page = shown(client, many(seats))
    assert page.count("data-cell=") == 2 * len(GOOD)
    one, two = seats.town.report(), seats.town.report(place=seats.town.land.elsewhere)
    sent = fields(one, {"leaflets": "350"}) | fields(two, {"leaflets": "ba trăm", "models_new": "1"})
    answer = client.post(f"{many(seats)}luu/", sent, headers=SCRIPT)
    assert answer.status_code == 200
    assert "Xã Phúc Lộc" in body(answer)
    assert value(one, "leaflets").amount == 350
    assert value(two, "models_new").amount == 1
    assert Figure.objects.count() == 2


def test_without_scripts_the_grid_of_many_is_one_form(seats: Desks) -> None:
    client, report = seats.client(seats.hung), seats.town.report()
    assert client.post(f"{many(seats)}luu/", fields(report, {"leaflets": "350"})).status_code == 302
    refused = client.post(f"{many(seats)}luu/", fields(report, {"leaflets": "360", "models_new": "hai"}))
    assert refused.status_code == 409
    assert 'value="hai"' in body(refused)
    assert "by-conflict" in body(refused)


def test_the_grid_of_many_finds_places_without_diacritics_and_leaves_others_alone(seats: Desks) -> None:
    page = shown(seats.client(seats.hung), f"{many(seats)}?q=phuc loc")
    assert "Xã Phúc Lộc" in page
    assert "Xã An Phú" not in page
    other = seats.town.report(place=seats.town.land.elsewhere)
    client = seats.client(seats.lan)
    assert "Phúc Lộc" not in shown(client, many(seats))
    assert client.post(f"{many(seats)}luu/", fields(other, {"leaflets": "1"})).status_code == 404
    assert Figure.objects.count() == 0


def test_a_sent_report_takes_nothing_in_the_grid_of_many_and_the_others_do(seats: Desks) -> None:
    sent_one = seats.town.sent()
    other = seats.town.report(place=seats.town.land.elsewhere)
    client = seats.client(seats.hung)
    sent = fields(sent_one, {"leaflets": "1"}, 1) | fields(other, {"leaflets": "5"})
    answer = client.post(f"{many(seats)}luu/", sent, headers=SCRIPT)
    assert "đã nộp" in body(answer)
    assert value(other, "leaflets").amount == 5
    assert value(sent_one, "leaflets").amount == 350


def test_the_grid_of_many_asks_a_fixed_number_of_queries(
    seats: Desks, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = seats.client(seats.hung)
    seats.town.save(GOOD, by=seats.lan.actor)
    shown(client, many(seats))
    with django_assert_max_num_queries(18):
        shown(client, many(seats))
