"""Small counts stay hidden on one page and in one answer, whatever stands beside them."""

import json
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from binhyen.analytics.boards.shading import address_of, hidden_in
from binhyen.analytics.rules.answers import Cell
from binhyen.analytics.rules.hiding import last_sums, period_sums
from binhyen.indicators.rules.guards import SMALL
from binhyen.indicators.rules.suppression import Sum
from binhyen.kernel.actors import SYSTEM
from binhyen.places.models import PlaceVersion
from binhyen.places.rules.kinds import Tier
from tests.accounts.factories import a_key, a_land, ong_hung, program, signed_in_client
from tests.reports.factories import ReportTown, a_content, a_report_town, a_version

FLOW, STOCK = "offenders_helped", "ex_offenders_resident"
MONTHS = [f"2026-{month:02d}" for month in range(1, 13)]
MADE = {
    **{f"2026-Q{at + 1}": MONTHS[3 * at : 3 * at + 3] for at in range(4)},
    "2026-H1": MONTHS[:6],
    "2026-H2": MONTHS[6:],
    "2026-9M": MONTHS[:9],
    "2026": MONTHS,
}
HUNG = SYSTEM.__class__(1, 1, SYSTEM.role, 1, "9.", ("9.",))


# ------------------------------------------------------------------ which periods make which


def test_periods_are_held_against_those_that_make_them() -> None:
    found = period_sums(("2026", "2026-9M", "2026-H1", "2026-Q3", "2026-Q4"))
    assert Sum(("2026-H1", "2026-Q3"), "2026-9M") in found
    assert Sum(("2026-9M", "2026-Q4"), "2026") in found
    assert Sum(("2026-H1", "2026-Q3", "2026-Q4"), "2026") in found


def test_months_are_held_against_a_quarter_that_can_be_asked_for() -> None:
    assert period_sums(("2026-01", "2026-02", "2026-04")) == (Sum(("2026-01", "2026-02")), Sum(("2026-04",)))
    assert period_sums(("2026-Q1", "2026-Q2")) == (Sum(("2026-Q1", "2026-Q2")),)
    assert period_sums(("2025", "2026")) == ()


def test_many_ways_to_make_a_period_are_not_followed_for_ever() -> None:
    codes = tuple(f"{year}{part}" for year in range(2010, 2020) for part in ("", "-H1", "-H2", "-Q1", "-Q2"))
    assert len(period_sums(("2010-2019", *codes))) < 1_000


def test_a_stock_says_of_a_year_what_it_says_of_its_last_month() -> None:
    assert list(last_sums(["2026-11", "2026-12", "2026-Q4"])) == [Sum(("2026-12",), "2026-Q4")]


# ------------------------------------------------------------------ nothing is one subtraction away


def cells(counts: dict[tuple[int, str], int], periods: list[str]) -> list[Cell]:
    """Return flows of places by month as totals of periods."""
    places = sorted({place for place, _ in counts})
    found = []
    for place, period in product(places, periods):
        said = [counts[place, month] for month in MADE.get(period, [period]) if (place, month) in counts]
        if said:
            found.append(Cell(FLOW, place, period, amount=Decimal(sum(said))))
    return found


@pytest.mark.django_db
@given(
    st.dictionaries(st.tuples(st.integers(1, 4), st.sampled_from(MONTHS)), st.integers(0, 20), min_size=1),
    st.sets(st.sampled_from([*MONTHS, *MADE]), min_size=1),
)
def test_no_hidden_number_is_one_subtraction_away(counts: dict[tuple[int, str], int], asked: set[str]) -> None:
    told = cells(counts, sorted(asked))
    hidden = hidden_in(HUNG, Tier.COMMUNE, told, periods=asked)
    shown = {(one.place_id, one.period): one for one in told if address_of(one) not in hidden}
    assert all(one.amount is not None and one.amount >= SMALL for one in shown.values())
    unknown = {(one.place_id, one.period) for one in told} - shown.keys()
    places = {place for place, _ in counts}
    for period in asked:  # over places: the total of all stands on another page
        line = {(place, period) for place in places} & (unknown | shown.keys())
        assert len(line & unknown) != 1 or len(line) == 1
    for place in places:  # over periods: what lies beside one in the same quarter, half-year or year
        for whole, months in MADE.items():
            for parts in (months, [one for one in MADE if one != whole and set(MADE[one]) < set(months)]):
                _not_alone(place, whole, [one for one in parts if one in asked], unknown, shown)


def _not_alone(
    place: int, whole: str, parts: list[str], unknown: set[tuple[int | None, str]], shown: dict[Any, Cell]
) -> None:
    """Hold that a period in the answer is not made of parts of which one alone is hidden."""
    covered = [month for part in parts for month in MADE.get(part, [part])]
    if sorted(covered) != sorted(MADE[whole]) or (place, whole) not in unknown | shown.keys():
        return
    numbers = {(place, part) for part in parts} | {(place, whole)}
    assert len(numbers & unknown) != 1


@pytest.mark.django_db
def test_a_stock_that_is_hidden_in_its_month_is_hidden_in_its_year() -> None:
    told = [Cell(STOCK, place, period, amount=Decimal(number)) for place, period, number in STOCKS]
    found = hidden_in(HUNG, Tier.COMMUNE, told)
    assert {(place, period) for _, place, period, _ in found} == {
        (1, "2026-12"),
        (1, "2026"),
        (2, "2026-12"),
        (2, "2026"),
    }


STOCKS = [(1, "2026-12", 3), (1, "2026", 3), (2, "2026-12", 8), (2, "2026", 8), (3, "2026-12", 9), (3, "2026", 9)]


# ------------------------------------------------------------------ pages and programs


@pytest.fixture
def town(db: None) -> ReportTown:
    """An Phú helped 8, 3 and 9 people in three months of a quarter, Phúc Lộc 20 each month."""
    found = a_report_town()
    version = a_version(a_content(FLOW), code="bieu-giup-do")
    for month, number in (("2026-07", 8), ("2026-08", 3), ("2026-09", 9)):
        found.collect(month, version)
        found.save({FLOW: number}, found.report(month), found.lan)
        found.save({FLOW: 20}, found.report(month, found.land.elsewhere), found.nam)
    return found


def test_a_month_is_not_its_quarter_less_the_others(town: ReportTown) -> None:
    client = signed_in_client(ong_hung(town.land))
    asked = {"chi_tieu": FLOW, "loai_ky": "month", "tu": "2026", "den": "2026", "duoi": "xa"}
    shown = client.get(reverse("boards:pivot"), asked).content.decode()
    table = shown[shown.index("by-pivot") :]
    assert ">8</a>" not in table
    assert ">3</a>" not in table
    assert ">9</a>" in table
    assert table.count(">đã ẩn</a>") == 4
    assert "số bị ẩn" in shown
    one = {**asked, "ky": "2026-08", "duoi": ""}
    assert "số bị ẩn" in client.get(reverse("boards:board_map"), one).content.decode()


def test_a_change_does_not_tell_what_the_period_before_hides(town: ReportTown) -> None:
    client: Client = program(a_key(ong_hung(town.land)))
    asked = {"indicator": FLOW, "period": ["2026-08", "2026-09"], "tier": "commune"}
    rows = json.loads(client.get("/api/v1/measures/since_before", asked).content)["rows"]
    by_place = {(one["place"], one["period"]): one for one in rows}
    land = town.land
    own = {period: by_place[str(land.an_phu.place_id), period] for period in ("2026-08", "2026-09")}
    assert all(one["hidden"] and one["amount"] is None and one["other"] is None for one in own.values())


def test_one_answer_of_months_and_quarter_hides_two(town: ReportTown) -> None:
    client: Client = program(a_key(ong_hung(town.land)))
    PlaceVersion.objects.filter(pk=town.land.an_phu.pk).update(code="09001")
    asked = {"indicator": FLOW, "period": ["2026-07", "2026-08", "2026-09", "2026-Q3"], "place": "09001"}
    rows = json.loads(client.get("/api/v1/measures/totals", asked).content)["rows"]
    assert {one["period"]: one["amount"] for one in rows} == {
        "2026-07": None,
        "2026-08": None,
        "2026-09": 9,
        "2026-Q3": 20,
    }


def test_the_pages_of_totals_hide_the_part_that_gives_another_away(db: None) -> None:
    town = a_report_town()
    split = [
        "offenders_managed",
        *(f"offenders_managed|org={one}" for one in ("womens_union", "youth_union", "veterans_association")),
    ]
    town.collect("2026-10", a_version(a_content(*split), code="bieu-phan-theo"))
    town.save(dict(zip(split, (49, 3, 20, 26), strict=True)), town.report("2026-10"), town.lan)
    client = signed_in_client(ong_hung(town.land))
    asked = {"noi": str(town.land.an_phu.place_id), "ky": "2026-10"}
    shown = client.get("/bao-cao/tong/", asked).content.decode()
    assert ">49<" in shown
    assert ">26<" in shown
    assert ">20<" not in shown
    assert ">3<" not in shown
    opened = client.get("/bao-cao/tong/", {**asked, "chi_tieu": "offenders_managed", "tach": "org=youth_union"})
    assert ">20<" not in opened.content.decode()


@pytest.mark.django_db
def test_where_nothing_is_small_nothing_is_reckoned() -> None:
    hung = ong_hung(a_land()).actor
    told = [Cell(FLOW, place, "2026-10", amount=Decimal(9)) for place in range(1, 4)]
    assert hidden_in(hung, Tier.COMMUNE, told) == frozenset()
