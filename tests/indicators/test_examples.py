"""Worked examples: added by the rules that add real figures, for every indicator of the catalogue."""

from decimal import Decimal

import pytest

from binhyen.indicators.queries import catalogue
from binhyen.indicators.rules.catalogue import Indicator, OverPlaces, OverTime
from binhyen.indicators.rules.examples import over_places, over_time
from binhyen.indicators.rules.typed import read_amount, write_amount
from binhyen.kernel.amounts import Bound

EVERY = tuple(catalogue().indicators.values())


def said(code: str, *, time: bool = False) -> str:
    worked = (over_time if time else over_places)(catalogue().indicators[code])
    return write_amount(worked.whole) if worked.whole else ""


def test_places_of_a_count_add_up_and_a_lower_bound_stays_one() -> None:
    assert said("patrol_groups") == "hơn 40"


def test_places_of_a_share_add_up_by_both_numbers() -> None:
    assert said("recognised_units") == "49/60"


def test_money_is_shown_in_whole_dong() -> None:
    assert said("gift_value") == "hơn 40.000.000"


def test_what_may_have_decimals_shows_one() -> None:
    assert said("fireworks_kg") == "hơn 41,5"


@pytest.mark.parametrize(
    ("code", "whole"),
    [("patrols_done", "27"), ("patrol_groups", "9"), ("recognised_units", "9/10"), ("event_delegates", "")],
)
def test_periods_of_flows_add_up_and_of_stocks_the_last_holds(code: str, whole: str) -> None:
    assert said(code, time=True) == whole


@pytest.mark.parametrize("indicator", EVERY, ids=lambda one: one.code)
def test_an_example_keeps_to_the_rule_of_its_indicator(indicator: Indicator) -> None:
    places, periods = over_places(indicator), over_time(indicator)
    assert (places.whole is None) == (indicator.over_places is OverPlaces.NONE)
    assert (periods.whole is None) == (indicator.over_time is OverTime.NONE)
    if places.whole is not None:
        assert places.whole.number == sum((part.number for part in places.parts), Decimal(0))
        assert places.whole.bound in (Bound.EXACT, Bound.OVER)


@pytest.mark.parametrize("indicator", [one for one in EVERY if one.in_forms], ids=lambda one: one.code)
def test_an_example_could_be_typed(indicator: Indicator) -> None:
    for part in (*over_places(indicator).parts, *over_time(indicator).parts):
        amount, finding = read_amount(write_amount(part), indicator)
        assert finding is None
        assert amount == part
