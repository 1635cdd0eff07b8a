"""Many places counted at once: each gets what it would get alone, in as many queries as one takes."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from binhyen.indicators.counting import count_in_registers, count_in_registers_each, countable
from binhyen.kernel import trees
from binhyen.kernel.periods import parse_period
from binhyen.kernel.trees import covering, holders_of
from binhyen.places.models import Lineage
from binhyen.places.queries import scopes_of, scopes_of_each
from binhyen.support.registers import HANDOVERS
from tests.accounts.factories import Land, Person
from tests.registers.factories import day, written
from tests.registers.test_importing import SAID

YEAR = parse_period("2026")


@pytest.fixture
def places(land: Land, hung: Person) -> list[int]:
    """Places with plain amounts, words, bounds and what is counted once; one of them became part of another."""
    for place, melee in (
        (land.an_phu, "3"),
        (land.village, "hàng trăm"),
        (land.village, "4"),
        (land.elsewhere, "hơn 5"),
        (land.bac_ninh, "7"),
    ):
        written(HANDOVERS, place, SAID | {"melee": melee, "until": day("30/06/2026")}, hung.actor)
    return [one.place_id for one in (land.an_phu, land.village, land.bac_ninh, land.elsewhere, land.nation)]


def test_many_get_what_each_gets_alone(places: list[int]) -> None:
    together = count_in_registers_each(countable(), places, YEAR)
    assert together == {one: count_in_registers(countable(), one, YEAR) for one in places}
    assert sum(int(row.value or 0) for row in together[places[4]]) == 19
    assert count_in_registers_each(countable(), [], YEAR) == {}
    assert count_in_registers_each(frozenset(), places, YEAR) == dict.fromkeys(places, ())


def test_many_are_read_from_the_nodes_above_them(places: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trees, "_MOST_SCOPES", 1)
    together = count_in_registers_each({"melee_weapons"}, places[:2], YEAR)
    assert together == {one: count_in_registers({"melee_weapons"}, one, YEAR) for one in places[:2]}


def test_many_take_as_many_queries_as_one(
    places: list[int], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    count_in_registers_each({"melee_weapons"}, places, YEAR)
    for ids in (places[:1], places):
        with django_assert_max_num_queries(4):
            assert count_in_registers_each({"melee_weapons"}, ids, YEAR)


def test_scopes_of_many_are_those_of_each(land: Land) -> None:
    on = date(2025, 7, 1)
    Lineage.objects.create(from_place_id=land.village.place_id, to_place_id=land.an_phu.place_id, on=on, share=1)
    Lineage.objects.create(from_place_id=land.an_phu.place_id, to_place_id=land.elsewhere.place_id, on=on, share=1)
    ids = [one.place_id for one in (land.elsewhere, land.an_phu, land.bac_ninh)]
    found = scopes_of_each(ids, YEAR.end)
    assert {one: (own[0], set(own)) for one, own in found.items()} == {
        one: (scopes_of(one, YEAR.end)[0], set(scopes_of(one, YEAR.end))) for one in ids
    }
    assert len(found[land.elsewhere.place_id]) == 3


def test_paths_are_covered_by_few_and_told_apart_again() -> None:
    paths = ["1.20.3.", "1.20.4.", "1.21.5.", "2."]
    assert covering(paths, 4) == ("1.20.3.", "1.20.4.", "1.21.5.", "2.")
    assert covering(paths, 3) == ("1.20.", "1.21.", "2.")
    assert covering(paths, 1) == ("1.", "2.")
    assert covering([], 1) == ()
    holders = holders_of([("1.20.", "1.20.3."), ("1.",), ("2.",)])
    assert holders("1.20.3.7.") == {0, 1}
    assert holders("3.") == set()
