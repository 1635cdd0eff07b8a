"""Boards of a place on a day on which it was not there: they lead to what it was made of, or to what it became."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from binhyen.analytics.components.then import then_ways
from binhyen.analytics.queries.then import Other, Then, then_of
from binhyen.analytics.rules import addresses
from binhyen.places.models import Lineage, PlaceVersion
from binhyen.places.rules.kinds import PlaceKind, Tier
from tests.accounts.factories import a_place, ong_hung
from tests.reports.factories import ReportTown

pytestmark = pytest.mark.django_db
BORN = date(2025, 7, 1)
BEFORE = date(2024, 12, 31)


@pytest.fixture
def heir(town: ReportTown) -> PlaceVersion:
    """A commune of the town's province that was made of another one in 2025."""
    old = a_place("Đông Cũ", Tier.COMMUNE, PlaceKind.COMMUNE, town.land.bac_ninh, since=date(2020, 1, 1))
    PlaceVersion.objects.filter(pk=old.pk).update(valid_to=BORN)
    new = a_place("Đông Mới", Tier.COMMUNE, PlaceKind.COMMUNE, town.land.bac_ninh, since=BORN)
    Lineage.objects.create(from_place=old.place, to_place=new.place, on=BORN, share=1)
    return new


def test_a_board_of_before_a_place_was_there_leads_to_what_it_was_made_of(hung: Client, heir: PlaceVersion) -> None:
    answer = hung.get(reverse("boards:board"), {"noi": heir.place_id, "nam": 2024})
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Ngày 31/12/2024 chưa có Xã Đông Mới" in shown
    assert "Xã Đông Cũ</a>" in shown
    assert f"/bang/?noi={heir.place_id}&amp;nam=2025" in shown


def test_a_way_that_is_offered_can_be_gone(hung: Client, heir: PlaceVersion) -> None:
    shown = hung.get(reverse("boards:board"), {"noi": heir.place_id, "nam": 2024}).content.decode()
    start = shown.index('<li><a href="/bang/?') + len('<li><a href="')
    href = shown[start : shown.index('"', start)].replace("&amp;", "&")
    answer = hung.get(href)
    assert answer.status_code == 200
    assert "Xã Đông Cũ, năm 2024" in answer.content.decode()


def test_a_place_that_is_no_more_leads_to_what_it_became(hung: Client, heir: PlaceVersion) -> None:
    old = Lineage.objects.get(to_place=heir.place).from_place_id
    answer = hung.get(reverse("boards:movement"), {"noi": old, "nam": 2026})
    assert answer.status_code == 409
    assert "không còn Xã Đông Cũ" in answer.content.decode()
    assert "Xã Đông Mới</a>" in answer.content.decode()


def test_nothing_is_told_of_a_place_that_a_person_does_not_cover(lan: Client, heir: PlaceVersion) -> None:
    answer = lan.get(reverse("boards:board"), {"noi": heir.place_id, "nam": 2024})
    assert answer.status_code == 409
    assert "Đông" not in answer.content.decode()


def test_what_was_then_takes_three_queries(
    town: ReportTown, heir: PlaceVersion, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    hung = ong_hung(town.land).actor
    with django_assert_num_queries(3):
        found = then_of(hung, heir.place_id, BEFORE)
    assert found is not None
    assert (found.since, [one.name for one in found.others]) == (BORN, ["Xã Đông Cũ"])


def test_only_pages_that_carry_numbers_offer_todays_map() -> None:
    then = Then("Xã Đông Mới", BORN, (Other(7, "Xã Đông Cũ"),))
    hrefs = [one.href for one in then_ways(then, addresses.MAP, {"noi": ("9",), "den": ("2024",)})]
    assert hrefs == [
        "/bang/ban-do/?noi=7&den=2024",
        "/bang/ban-do/?noi=9&den=2025",
        "/bang/ban-do/?noi=9&den=2024&ban_do=nay",
    ]
    assert len(then_ways(then, addresses.WEEK, {})) == 2
    assert then_ways(Then("Xã Đông Cũ", None, ()), addresses.ROOT, {}) == ()


# ------------------------------------------------------------------ maps of one period


def test_a_map_shows_the_period_that_is_chosen_and_says_the_real_day(hung: Client) -> None:
    asked = {"chi_tieu": "propaganda_sessions", "loai_ky": "quarter", "den": "2026"}
    shown = hung.get(reverse("boards:board_map"), {**asked, "ky": "2026-Q2"}).content.decode()
    assert '<option value="2026-Q2" selected>quý 2/2026</option>' in shown
    assert "ky=2026-Q2" in shown
    assert "31/12/2026" not in hung.get(reverse("boards:board_map"), asked).content.decode()


def test_the_file_of_a_map_holds_its_period_alone(hung: Client) -> None:
    asked = {"chi_tieu": "propaganda_sessions", "loai_ky": "quarter", "ky": "2026-Q4", "duoi": "xa", "dang": "csv"}
    told = hung.get(reverse("boards:pivot_file"), asked).content.decode()
    assert "quý 4/2026" in told
    assert "quý 3/2026" not in told


def test_small_drawings_of_an_indicator_have_one_axis(hung: Client) -> None:
    asked = {"chi_tieu": "propaganda_sessions", "loai_ky": "quarter", "ve": "nho", "duoi": "xa"}
    assert hung.get(reverse("boards:pivot"), asked).content.decode().count('data-top="9"') == 2
