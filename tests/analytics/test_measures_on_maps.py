"""Measures on the map of the day, and on later ones: what merged is carried, what was split is not guessed."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from binhyen.analytics.marts.tables import Mart
from binhyen.analytics.measures import answer
from binhyen.analytics.rules.questions import Question, Within
from binhyen.kernel.periods import parse_period, year
from binhyen.places.rules.kinds import Tier
from tests.analytics.marts import lie, mart, numbers, question
from tests.analytics.rows import figure

FLOW = "leaflets"
MARCH = {"start": date(2025, 3, 1), "end": date(2025, 3, 31)}
OCTOBER = {"start": date(2025, 10, 1), "end": date(2025, 10, 31)}


def early(commune: int, amount: int, **said: Any) -> dict[str, Any]:
    """Return what a commune of province 2 told of March 2025, before the map changed."""
    return figure(indicator=FLOW, amount=Decimal(amount), commune=commune, **MARCH, **said)


def late(commune: int, amount: int) -> dict[str, Any]:
    """Return what a commune of province 5 told of October 2025."""
    return figure(indicator=FLOW, amount=Decimal(amount), commune=commune, province=5, **OCTOBER)


def merged() -> Mart:
    """Communes 30 and 31 became 50 of province 5."""
    now = {"commune_now": 50, "province_now": 5}
    return mart(early(30, 3, **now), early(31, 4, **now), late(50, 10), lies=[lie(30, 50, "1"), lie(31, 50, "1")])


def of_year(**said: Any) -> Question:
    return question(FLOW, **({"periods": (year(2025),)} | said))


def test_a_month_before_the_merger_is_told_as_it_was() -> None:
    asked = of_year(periods=(parse_period("2025-03"), parse_period("2025-10")), tier=Tier.COMMUNE)
    assert numbers("totals", merged(), asked) == {(30, "2025-03"): 3, (31, "2025-03"): 4, (50, "2025-10"): 10}


def test_a_year_is_told_on_the_map_of_its_last_day() -> None:
    assert numbers("totals", merged(), of_year(tier=Tier.COMMUNE)) == {(50, "2025"): 17}
    assert numbers("totals", merged(), of_year(tier=Tier.PROVINCE)) == {(5, "2025"): 17}
    assert numbers("totals", merged(), of_year(tier=Tier.NATION)) == {(1, "2025"): 17}


def test_a_past_month_is_shown_on_todays_map_when_asked() -> None:
    asked = of_year(periods=(parse_period("2025-03"),), on_map=date(2026, 11, 27), tier=Tier.COMMUNE)
    assert numbers("totals", merged(), asked) == {(50, "2025-03"): 7}
    inside = of_year(periods=asked.periods, on_map=asked.on_map, tier=Tier.COMMUNE, within=(Within(Tier.PROVINCE, 5),))
    assert numbers("totals", merged(), inside) == {(50, "2025-03"): 7}


def test_what_was_told_of_a_day_before_its_place_is_there_lies_on_todays_map_as_it_says_itself() -> None:
    """A list of 2025 that was typed for a commune of later."""
    row = early(34, 6, commune_now=50, province_now=5)
    lake = mart(row, lies=[lie(34, 50, "1") | {"told_from": date(2025, 6, 1)}])
    asked = of_year(periods=(parse_period("2025-03"),), on_map=date(2026, 11, 27), tier=Tier.PROVINCE)
    assert numbers("totals", lake, asked) == {(5, "2025-03"): 6}


def test_months_on_maps_of_their_own_are_answered_at_once() -> None:
    """March as it was told, June on the map of its last days, October on the newest one."""
    days = {"start": date(2025, 6, 1), "end": date(2025, 6, 30), "map_day": date(2025, 6, 1)}
    june = figure(indicator=FLOW, amount=Decimal(2), commune=30, commune_now=50, **days)
    lake = mart(
        early(30, 3, commune_now=50),
        june,
        late(50, 10),
        lies=[lie(30, 50, "1", since=date(2025, 6, 15), told_to=date(2025, 6, 15))],
    )
    months = tuple(parse_period(f"2025-{month}") for month in ("03", "06", "10"))
    found = numbers("totals", lake, of_year(periods=months, tier=Tier.COMMUNE))
    assert found == {(30, "2025-03"): 3, (50, "2025-06"): 2, (50, "2025-10"): 10}


def test_changes_stand_on_one_map() -> None:
    lake = merged()
    asked = of_year(periods=(parse_period("2025-10"),), tier=Tier.COMMUNE)
    [found] = answer("since_before", lake, asked)
    assert (found.place_id, found.amount, found.other) == (50, 10, None)
    last_year = figure(
        indicator=FLOW,
        amount=Decimal(8),
        start=date(2024, 10, 1),
        end=date(2024, 10, 31),
        commune_now=50,
        province_now=5,
    )
    [found] = answer("since_last_year", mart(last_year, late(50, 10), lies=[lie(30, 50, "1")]), asked)
    assert (found.place_id, found.other, found.difference) == (50, 8, 2)


def test_known_parts_are_weighed() -> None:
    row = early(33, 10, commune_now=None, province_now=5)
    lake = mart(row, lies=[lie(33, 50, "0.4"), lie(33, 51, "0.6")])
    assert numbers("totals", lake, of_year(tier=Tier.COMMUNE)) == {(50, "2025"): 4, (51, "2025"): 6}
    assert numbers("totals", lake, of_year(tier=Tier.PROVINCE)) == {(5, "2025"): 10}


def test_large_amounts_are_weighed_to_the_last_digit() -> None:
    """The largest amounts of a figure, thirty of them: more than a product of two wide decimals holds."""
    most = Decimal("99999999999999.9999")
    rows = [early(33, 0, commune_now=None, province_now=5) | {"amount": most} for _ in range(30)]
    lake = mart(*rows, lies=[lie(33, 50, "0.25"), lie(33, 51, "0.75")])
    found = {cell.place_id: cell.amount for cell in answer("totals", lake, of_year(tier=Tier.COMMUNE))}
    assert found == {50: Decimal("749999999999999.9993"), 51: Decimal("2249999999999999.9978")}


def test_parts_that_nobody_knows_are_not_guessed_and_count_in_full_where_all_lie_inside() -> None:
    row = early(33, 10, commune_now=None, province_now=5)
    lake = mart(row, late(50, 3), lies=[lie(33, 50, None), lie(33, 51, None)])
    found = {cell.place_id: cell for cell in answer("totals", lake, of_year(tier=Tier.COMMUNE))}
    assert [(place, cell.amount, cell.uncarried, cell.figures) for place, cell in sorted(found.items())] == [
        (50, None, 1, 1),
        (51, None, 1, 0),
    ]
    assert not found[50].comparable
    assert numbers("totals", lake, of_year(tier=Tier.PROVINCE)) == {(5, "2025"): 13}


def test_what_was_lost_is_comparable_nowhere() -> None:
    lake = mart(early(33, 10, commune_now=None, province_now=None), lies=[lie(33, None, None)])
    for tier, place in ((Tier.COMMUNE, 33), (Tier.PROVINCE, 2), (Tier.NATION, 1)):
        [cell] = answer("totals", lake, of_year(tier=tier))
        assert (cell.place_id, cell.amount, cell.uncarried) == (place, None, 1)


@pytest.mark.parametrize(("period", "place"), [("2025-03", 30), ("2025", 50), ("2024-2026", 60)])
def test_between_two_changes_the_map_of_the_day_holds(period: str, place: int) -> None:
    """Commune 30 became 50 in July 2025 and that one 60 in 2026: a year ends on the map between."""
    second = date(2026, 1, 1)
    ways = [
        lie(30, 50, "1", until=second),
        lie(30, 60, "1", since=second),
        lie(50, 60, "1", told_from=date(2025, 7, 1), told_to=second, since=second),
    ]
    lake = mart(early(30, 3, commune_now=60, province_now=5), lies=ways)
    assert numbers("totals", lake, of_year(periods=(parse_period(period),), tier=Tier.COMMUNE)) == {(place, period): 3}


def test_villages_go_with_their_commune_on_any_map() -> None:
    row = early(30, 3, area=400, commune_now=50, province_now=5)
    lake = mart(row, lies=[lie(400, 400, "1", area=400, commune=50)])
    assert numbers("totals", lake, of_year(tier=Tier.AREA)) == {(400, "2025"): 3}
    assert numbers("totals", lake, of_year(tier=Tier.COMMUNE)) == {(50, "2025"): 3}
