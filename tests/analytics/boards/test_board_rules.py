"""What boards decide without a lake: layouts, periods, bands of peers, what is hidden, how numbers are written."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.analytics.boards.home import Result
from binhyen.analytics.boards.peers import FEWEST, Band, band_of, comparable_indicators, peers_of
from binhyen.analytics.boards.places import map_day_of
from binhyen.analytics.boards.shading import address_of, hidden_in
from binhyen.analytics.boards.words import mark_of, percent_text
from binhyen.analytics.components.home import opened
from binhyen.analytics.rules.addresses import PIVOT, page
from binhyen.analytics.rules.answers import Cell, Spread
from binhyen.analytics.rules.pivots import Axis, findings, layout_of, periods_of
from binhyen.indicators.queries import catalogue
from binhyen.indicators.rules.forms import PeriodType
from binhyen.indicators.rules.guards import SMALL, is_guarded, scorable
from binhyen.kernel.actors import SYSTEM
from binhyen.kernel.amounts import Bound
from binhyen.kernel.findings import Refused
from binhyen.places.rules.kinds import PlaceKind, Tier
from binhyen.reports.rules.totals import Basis
from tests.accounts.factories import a_land, a_place, ong_hung

GUARDED = "offenders_helped"


# ---------------------------------------------------------------- pivots


@given(st.text(max_size=9), st.lists(st.sampled_from([*Axis, "x", ""]), max_size=6))
def test_every_layout_has_each_axis_once(across: str, down: list[str]) -> None:
    layout = layout_of(across, down)
    assert sorted((layout.across, *layout.down)) == sorted(Axis)


def test_a_layout_keeps_the_order_that_was_asked_for() -> None:
    layout = layout_of("noi", ["tach", "ky"])
    assert layout.across is Axis.PLACE
    assert layout.down[:2] == (Axis.SPLIT, Axis.PERIOD)


def test_periods_that_have_not_begun_are_left_out() -> None:
    found = periods_of(PeriodType.QUARTER, 2025, 2026, date(2026, 4, 1))
    assert [one.code for one in found][-2:] == ["2026-Q1", "2026-Q2"]


def test_too_much_is_named() -> None:
    periods = periods_of(PeriodType.MONTH, 2020, 2026, date(2026, 12, 1))
    codes = [one.code for one in findings([str(number) for number in range(11)], periods)]
    assert codes == ["analytics.too_many_indicators", "analytics.too_many_periods"]
    assert [one.code for one in findings(["a"], ())] == ["analytics.no_period_begun"]


def test_an_address_leaves_out_what_is_empty() -> None:
    assert (
        page(PIVOT, {"noi": 3, "chi_tieu": ("a", "b"), "co_so": "", "ve": None})
        == "/bang/xoay/?noi=3&chi_tieu=a&chi_tieu=b"
    )
    assert page(PIVOT) == "/bang/xoay/"


# ---------------------------------------------------------------- numbers


@pytest.mark.parametrize(
    ("cell", "text", "value"),
    [
        (Cell("models_total", 1, "2026", amount=Decimal("1234.0000")), "1.234", Decimal(1234)),
        (Cell("leaflets", 1, "2026", amount=Decimal(5350), bound=Bound.OVER), "hơn 5.350", Decimal(5350)),
        (
            Cell(
                "recognised_units", 1, "2026", amount=Decimal(194), denominator=Decimal(213), share=Decimal("0.910798")
            ),
            "194/213 (91,1\u00a0%)",
            Decimal("91.1"),
        ),
        (Cell("models_total", 1, "2026"), "–", None),
        (Cell("leaflets", 1, "2026", vague=1), "chỉ ghi bằng lời", None),
        (Cell("models_total", 1, "2026", amount=Decimal(3), uncarried=2), "–", None),
        (Cell("models_total", 1, "2026", adds_up=False), "không cộng", None),
    ],
)
def test_totals_are_written_with_their_bounds_and_open(cell: Cell, text: str, value: Decimal | None) -> None:
    mark = mark_of(cell, Basis.SAVED)
    assert (mark.text, mark.value) == (text, value)
    assert mark.href == f"/bao-cao/tong/?noi=1&ky=2026&chi_tieu={cell.indicator}"


def test_where_nothing_was_recognised_nothing_opens() -> None:
    assert opened(Result(Decimal(0), Decimal(54), "/cong-nhan/")) == ""
    assert opened(Result(Decimal(2), Decimal(54), "/cong-nhan/")) == "/cong-nhan/"


def test_a_result_that_could_not_be_carried_has_no_share() -> None:
    assert (Result(Decimal(1), Decimal(2)) + Result(Decimal(1), Decimal(2))).share == Decimal("0.5")
    assert (Result(Decimal(1), Decimal(2)) + Result(uncarried=1)).share is None
    assert percent_text(None) == "–"


# ---------------------------------------------------------------- peers

SPREAD = Spread("a", "2026", "", 20, *(Decimal(number) for number in (0, 2, 5, 10, 15, 18, 99)))


@pytest.mark.parametrize(
    ("value", "band"),
    [
        (1, Band.LOWEST_TENTH),
        (2, Band.LOW),
        (4, Band.LOW),
        (5, Band.MIDDLE),
        (15, Band.MIDDLE),
        (16, Band.HIGH),
        (18, Band.HIGH),
        (19, Band.HIGHEST_TENTH),
    ],
)
def test_a_number_lies_in_one_part_of_its_peers(value: int, band: Band) -> None:
    assert band_of(Decimal(value), SPREAD) is band


def test_nothing_is_said_where_nothing_is_known() -> None:
    assert band_of(None, SPREAD) is Band.UNKNOWN
    assert band_of(Decimal(3), None) is Band.UNKNOWN


def test_what_presses_people_or_is_small_is_not_compared() -> None:
    known = catalogue().indicators
    found = comparable_indicators()
    assert found
    assert all(scorable(known[code]) and not is_guarded(known[code]) for code in found)


@pytest.mark.django_db
def test_peers_are_of_the_same_kind_and_size_where_enough_are() -> None:
    land = a_land()
    communes = [a_place(f"Xã {n}", Tier.COMMUNE, PlaceKind.COMMUNE, land.bac_ninh) for n in range(3 * FEWEST - 2)]
    wards = [a_place(f"Phường {n}", Tier.COMMUNE, PlaceKind.WARD, land.bac_ninh) for n in range(FEWEST)]
    for number, commune in enumerate(communes[: 2 * FEWEST]):
        for area in range(1 + number // FEWEST):
            a_place(f"Thôn {number}.{area}", Tier.AREA, PlaceKind.VILLAGE, commune)
    large = peers_of(communes[2 * FEWEST - 1], date(2026, 11, 5))
    assert large.same_size
    assert set(large.place_ids) == {one.place_id for one in communes[FEWEST : 2 * FEWEST]}
    assert not peers_of(wards[0], date(2026, 11, 5)).same_size
    with pytest.raises(Refused) as refused:
        peers_of(a_place("Đảo", Tier.COMMUNE, PlaceKind.SPECIAL_ZONE, land.bac_ninh), date(2026, 11, 5))
    assert refused.value.code == "analytics.too_few_peers"


@pytest.mark.django_db
def test_provinces_are_compared_by_kind_and_size_and_with_all_where_few_are_of_a_kind() -> None:
    land, day = a_land(), date(2026, 11, 5)
    provinces = [a_place(f"Tỉnh {n}", Tier.PROVINCE, PlaceKind.PROVINCE, land.nation) for n in range(3 * FEWEST - 2)]
    city = a_place("Cần Thơ", Tier.PROVINCE, PlaceKind.CENTRAL_CITY, land.nation)
    for number, province in enumerate(provinces):
        for commune in range(2 + number // FEWEST):
            a_place(f"Xã {number}.{commune}", Tier.COMMUNE, PlaceKind.COMMUNE, province)
    found = peers_of(provinces[-1], day)
    assert (found.same_size, len(found.place_ids)) == (True, FEWEST)
    assert provinces[0].place_id not in found.place_ids
    assert len(peers_of(city, day).place_ids) == 3 * FEWEST + 1
    assert not peers_of(city, day).kind
    with pytest.raises(Refused) as refused:
        peers_of(land.nation, day)
    assert refused.value.code == "analytics.not_compared"


# ---------------------------------------------------------------- small counts


def parts(*amounts: int, indicator: str = GUARDED) -> list[Cell]:
    return [Cell(indicator, place, "2026", amount=Decimal(amount)) for place, amount in enumerate(amounts, start=1)]


@pytest.mark.django_db
def test_small_counts_of_low_places_are_hidden_with_what_would_give_them_away() -> None:
    hung = ong_hung(a_land()).actor
    hidden = hidden_in(hung, Tier.COMMUNE, parts(3, 40, 60))
    assert {place for _, place, _, _ in hidden} == {1, 2}
    assert hidden_in(hung, Tier.COMMUNE, parts(3, 40, 60), own={1}) == frozenset()
    assert hidden_in(hung, Tier.PROVINCE, parts(3, 40)) == frozenset()
    assert hidden_in(hung, Tier.COMMUNE, parts(3, 40, indicator="models_total")) == frozenset()
    assert hidden_in(SYSTEM, Tier.COMMUNE, parts(3)) == frozenset()


@pytest.mark.django_db
@given(st.lists(st.integers(0, 30), min_size=1, max_size=8))
def test_whatever_is_shown_is_not_small(amounts: list[int]) -> None:
    hung = SYSTEM.__class__(1, 1, SYSTEM.role, 1, "9.", ("9.",))
    cells = parts(*amounts)
    hidden = hidden_in(hung, Tier.COMMUNE, cells)
    shown = [one.amount for one in cells if address_of(one) not in hidden]
    assert all(amount is not None and amount >= SMALL for amount in shown)


# ---------------------------------------------------------------- which map


@pytest.mark.django_db
def test_a_year_that_still_runs_is_shown_on_todays_map_unless_it_is_known_to_change() -> None:
    land, today = a_land(), date(2026, 11, 5)
    assert map_day_of(date(2025, 12, 31), today) == date(2025, 12, 31)
    assert map_day_of(date(2026, 12, 31), today) == today
    a_place("Mới", Tier.COMMUNE, PlaceKind.COMMUNE, land.bac_ninh, date(2026, 12, 1))
    assert map_day_of(date(2026, 12, 31), today) == date(2026, 12, 1)
