"""Measures over figures, against numbers counted by hand."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from binhyen.analytics.measures import answer
from binhyen.analytics.measures.totals import TOTALS
from binhyen.analytics.rules.answers import Cell, Spread
from binhyen.analytics.rules.questions import Target, Within, periods_between
from binhyen.indicators.rules.forms import PeriodType
from binhyen.kernel.amounts import Amount, Bound, Said, add_up
from binhyen.kernel.periods import parse_period, year
from binhyen.places.rules.kinds import Tier
from binhyen.reports.rules.totals import Basis
from tests.analytics.marts import mart, numbers, question
from tests.analytics.rows import figure

FLOW, STOCK, SHARE, RATE = "leaflets", "models_total", "mediation_success", "reoffending_rate"
MONTHS = periods_between(PeriodType.MONTH, date(2026, 1, 1), date(2026, 12, 31))
QUARTER = {"start": date(2026, 1, 1), "end": date(2026, 3, 31)}


def told(month: int, amount: int, **said: Any) -> dict[str, Any]:
    """Return what a commune told of a month of 2026."""
    span = MONTHS[month - 1]
    return figure(indicator=FLOW, start=span.start, end=span.end, amount=Decimal(amount), **said)


def one(code: str, lake: Any, asked: Any) -> Any:
    [found] = answer(code, lake, asked)
    return found


# ------------------------------------------------------------------ totals


def test_a_total_adds_the_places_of_a_province_and_says_what_is_not_accepted() -> None:
    lake = mart(told(1, 5), told(1, 7, commune=31, accepted=True), told(1, 100, commune=60, province=3))
    found = answer("totals", lake, question(FLOW)).rows()
    assert [(cell.place_id, cell.amount, cell.figures, cell.not_accepted) for cell in found] == [
        (2, Decimal(12), 2, 1),
        (3, Decimal(100), 1, 1),
    ]


def test_each_basis_has_its_own_figures() -> None:
    lake = mart(told(1, 5), accepted=[told(1, 4, accepted=True)])
    assert one("totals", lake, question(FLOW, basis=Basis.SAVED)).amount == 5
    assert one("totals", lake, question(FLOW, basis=Basis.ACCEPTED)).amount == 4


def test_a_figure_counts_in_every_asked_period_in_which_it_lies() -> None:
    lake = mart(told(1, 5), told(2, 7), told(6, 1))
    periods = (*MONTHS[:2], parse_period("2026-Q1"), parse_period("2026-H1"))
    assert numbers("totals", lake, question(FLOW, periods=periods)) == {
        (2, "2026-01"): 5,
        (2, "2026-02"): 7,
        (2, "2026-Q1"): 12,
        (2, "2026-H1"): 13,
    }


def test_what_another_figure_says_is_left_out_where_both_are_asked_about() -> None:
    span = {"out1_from": QUARTER["start"], "out1_to": QUARTER["end"]}
    lake = mart(told(1, 5, **span), told(2, 7, **span), figure(indicator=FLOW, amount=Decimal(15), **QUARTER))
    periods = (MONTHS[0], parse_period("2026-Q1"), year(2026))
    assert numbers("totals", lake, question(FLOW, periods=periods)) == {
        (2, "2026-01"): 5,
        (2, "2026-Q1"): 15,
        (2, "2026"): 15,
    }


def test_of_a_stock_the_last_value_of_each_place_holds() -> None:
    january = {"start": date(2026, 1, 1), "end": date(2026, 1, 31), "next_end": date(2026, 2, 28)}
    february = {"start": date(2026, 2, 1), "end": date(2026, 2, 28)}
    lake = mart(
        figure(indicator=STOCK, amount=Decimal(3), **january),
        figure(indicator=STOCK, amount=Decimal(4), **february),
        figure(indicator=STOCK, amount=Decimal(9), commune=31, **(january | {"heir_end": date(2026, 3, 31)})),
    )
    periods = (MONTHS[0], MONTHS[1], parse_period("2026-Q1"))
    found = numbers("stocks", lake, question(STOCK, periods=periods))
    assert found == {(2, "2026-01"): 12, (2, "2026-02"): 4, (2, "2026-Q1"): 4}


def test_a_share_is_the_ratio_of_the_sums() -> None:
    rows = [(Decimal(1), Decimal(2), 30), (Decimal(9), Decimal(10), 31), (Decimal(0), Decimal(3), 32)]
    lake = mart(*(figure(indicator=SHARE, amount=part, denominator=of, commune=at) for part, of, at in rows))
    found = one("shares", lake, question(SHARE))
    assert (found.amount, found.denominator, found.share) == (10, 15, Decimal("0.666667"))


def test_a_rate_makes_no_number_of_several_places_or_periods() -> None:
    lake = mart(figure(indicator=RATE, amount=Decimal(4)), figure(indicator=RATE, amount=Decimal(6), commune=31))
    found = one("totals", lake, question(RATE))
    assert (found.amount, found.adds_up, found.figures) == (None, False, 2)
    by_commune = answer("totals", lake, question(RATE, tier=Tier.COMMUNE)).rows()
    assert [cell.amount for cell in by_commune] == [4, 6]


def test_nothing_to_report_is_zero_and_words_stand_beside_a_lower_bound() -> None:
    lake = mart(told(1, 0, said="nothing") | {"amount": None}, told(1, 0, commune=31, said="vague", bound="vague"))
    rows = [told(1, 0, said="nothing") | {"amount": None}]
    assert one("totals", mart(*rows), question(FLOW)).amount == 0
    found = one("totals", lake, question(FLOW))
    assert (found.amount, found.bound, found.vague, found.figures) == (0, Bound.AT_LEAST, 1, 2)
    words = mart(told(1, 0, said="vague", bound="vague") | {"amount": None})
    assert (one("totals", words, question(FLOW)).amount, one("totals", words, question(FLOW)).bound) == (
        None,
        Bound.VAGUE,
    )


def test_totals_are_split_by_the_asked_dimensions_and_narrowed_to_values() -> None:
    lake = mart(
        told(1, 5, dims="channel=phone;org=police"),
        told(1, 7, dims="channel=vneid"),
        told(1, 1, dims=""),
    )
    asked = question("tips_received", split=("channel",))
    rows = mart(*(row | {"indicator": "tips_received"} for row in _tips()))
    assert {cell.split: cell.amount for cell in answer("totals", rows, asked)} == {
        "": 1,
        "channel=phone": 5,
        "channel=vneid": 7,
    }
    only = question("tips_received", only=(("channel", ("vneid",)),))
    assert one("totals", rows, only).amount == 7
    assert one("totals", lake, question(FLOW)).amount == 13


def _tips() -> list[dict[str, Any]]:
    return [told(1, 5, dims="channel=phone"), told(1, 7, dims="channel=vneid"), told(1, 1)]


def test_a_line_of_a_form_by_itself_is_told_though_another_one_says_it_again() -> None:
    part = figure(indicator=STOCK, dims="status=effective", amount=Decimal(4), counts=False)
    other = part | {"figure_id": part["figure_id"] + 1000, "place_id": 31, "commune": 31, "path": "1.2.31.", "land": 31}
    lake = mart(figure(indicator=STOCK, amount=Decimal(10)), part, other)
    assert one("totals", lake, question(STOCK)).amount == 10
    assert one("totals", lake, question(STOCK, cell="status=effective")).amount == 8
    assert one("totals", lake, question(STOCK, cell="")).amount == 10


def test_viewers_get_what_their_scopes_cover_and_no_more() -> None:
    lake = mart(told(1, 5), told(1, 7, commune=31), told(1, 100, commune=60, province=3))
    assert numbers("totals", lake, question(FLOW, scopes=("1.2.",))) == {(2, "2026"): 12}
    places = {"places": [_place(31, "commune", "1.2.31.")]}
    commune = question(FLOW, scopes=("1.2.31.",), tier=Tier.COMMUNE)
    rows = [told(1, 5), told(1, 7, commune=31)]
    assert numbers("totals", mart(*rows, **places), commune) == {(31, "2026"): 7}


def _place(place: int, tier: str, path: str) -> dict[str, Any]:
    return {"place_id": place, "tier": tier, "path": path, "from": date(2020, 1, 1), "to": None}


def test_a_question_can_be_narrowed_to_places() -> None:
    lake = mart(told(1, 5), told(1, 7, commune=31), told(1, 100, commune=60, province=3))
    asked = question(FLOW, tier=Tier.COMMUNE, within=(Within(Tier.PROVINCE, 2),))
    assert numbers("totals", lake, asked) == {(30, "2026"): 5, (31, "2026"): 7}
    whole = question(FLOW, tier=Tier.NATION, within=(Within(Tier.COMMUNE, 31), Within(Tier.COMMUNE, 60)))
    assert numbers("totals", lake, whole) == {(1, "2026"): 107}


# ------------------------------------------------------------------ through the year


def test_running_totals_add_up_from_new_year_and_end_in_the_years_total() -> None:
    lake = mart(told(1, 5), told(2, 7), told(12, 1))
    found = numbers("running", lake, question(FLOW, periods=MONTHS))
    assert [found[2, span.code] for span in MONTHS] == [5, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 13]
    assert found[2, "2026-12"] == one("totals", lake, question(FLOW)).amount


# ------------------------------------------------------------------ changes


def test_a_change_is_told_as_a_number_and_as_a_part_of_the_earlier_one() -> None:
    lake = mart(told(1, 8), told(2, 6), told(2, 5, commune=31), told(1, 3, commune=32))
    asked = question(FLOW, periods=(MONTHS[1],), tier=Tier.COMMUNE)
    found = {row.place_id: row for row in answer("since_before", lake, asked)}
    assert (found[30].difference, found[30].relative, found[30].against) == (-2, Decimal("-0.25"), "2026-01")
    assert (found[31].amount, found[31].other, found[31].difference) == (5, None, None)
    assert (found[32].amount, found[32].other, found[32].difference) == (None, 3, None)


def test_a_share_changes_by_parts_of_one() -> None:
    early = {"start": date(2025, 1, 1), "end": date(2025, 12, 31)}
    lake = mart(
        figure(indicator=SHARE, amount=Decimal(1), denominator=Decimal(2), **early),
        figure(indicator=SHARE, amount=Decimal(3), denominator=Decimal(5)),
    )
    found = one("since_last_year", lake, question(SHARE))
    assert (found.other, found.difference, found.relative) == (Decimal("0.5"), Decimal("0.1"), Decimal("0.2"))


def test_from_nothing_there_is_no_part() -> None:
    found = one("since_before", mart(told(1, 0), told(2, 5)), question(FLOW, periods=(MONTHS[1],)))
    assert (found.difference, found.relative) == (5, None)


def test_targets_stand_beside_what_was_reached_even_where_nobody_reported() -> None:
    targets = (Target(FLOW, 30, "2026", Decimal(20)), Target(FLOW, 31, "2026", Decimal(10)))
    lake = mart(told(1, 5))
    found = answer("against_targets", lake, question(FLOW, tier=Tier.COMMUNE, targets=targets)).rows()
    assert [(row.place_id, row.amount, row.target, row.difference, row.relative) for row in found] == [
        (30, 5, 20, -15, Decimal("0.25")),
        (31, None, 10, None, None),
    ]


def test_a_target_of_a_share_is_one_of_its_numerator() -> None:
    lake = mart(figure(indicator=SHARE, amount=Decimal(3), denominator=Decimal(5)))
    asked = question(SHARE, tier=Tier.COMMUNE, targets=(Target(SHARE, 30, "2026", Decimal(4)),))
    (found,) = answer("against_targets", lake, asked).rows()
    assert (found.amount, found.difference, found.relative) == (3, -1, Decimal("0.75"))


def test_who_made_a_change_comes_first_whichever_the_sign() -> None:
    lake = mart(told(1, 8), told(2, 6), told(2, 5, commune=31), told(1, 1, commune=32), told(2, 2, commune=32))
    asked = question(FLOW, periods=(MONTHS[1],), tier=Tier.COMMUNE)
    found = answer("movers", lake, asked).rows()
    assert [(row.place_id, row.difference, row.whole, row.part, row.order) for row in found] == [
        (31, 5, 4, Decimal("1.25"), 1),
        (30, -2, 4, Decimal("-0.5"), 2),
        (32, 1, 4, Decimal("0.25"), 3),
    ]


# ------------------------------------------------------------------ among peers


def test_places_that_are_alike_share_the_better_rank() -> None:
    lake = mart(*(told(1, amount, commune=30 + at) for at, amount in enumerate((7, 9, 7, 1))))
    found = answer("standings", lake, question(FLOW, tier=Tier.COMMUNE)).rows()
    assert [(row.place_id, row.rank, row.alike, row.below, row.peers) for row in found] == [
        (31, 1, 1, 3, 4),
        (30, 2, 2, 1, 4),
        (32, 2, 2, 1, 4),
        (33, 4, 1, 0, 4),
    ]


def test_quantiles_are_values_that_places_have() -> None:
    lake = mart(*(told(1, amount, commune=30 + amount) for amount in range(1, 11)))
    assert one("spread", lake, question(FLOW, tier=Tier.COMMUNE)) == Spread(
        FLOW, "2026", "", 10, *(Decimal(value) for value in (1, 1, 3, 5, 8, 9, 10))
    )


# ------------------------------------------------------------------ properties

AMOUNTS = st.one_of(
    st.builds(
        Amount,
        st.just(Said.NUMBER),
        st.decimals(0, 10**13, places=4),
        st.none(),
        st.sampled_from([one for one in Bound if one is not Bound.VAGUE]),
    ),
    st.just(Amount(Said.NOTHING)),
    st.just(Amount(Said.VAGUE, bound=Bound.VAGUE, words="hàng trăm")),
)
ROWS = st.lists(st.tuples(AMOUNTS, st.integers(1, 12), st.integers(30, 33), st.integers(2, 3)), min_size=1, max_size=12)


def _figures(rows: Any) -> list[dict[str, Any]]:
    return [
        told(month, 0, commune=commune * 10 + province, province=province, said=amount.said.value)
        | {"amount": amount.value, "bound": amount.bound.value, "words": amount.words}
        for amount, month, commune, province in rows
    ]


@settings(max_examples=25)
@given(ROWS)
def test_a_total_says_what_adding_its_amounts_says(rows: Any) -> None:
    found = answer("totals", mart(*_figures(rows)), question(FLOW, tier=Tier.NATION)).rows()
    added = add_up(amount for amount, *_ in rows)
    assert [(cell.amount, cell.bound, cell.vague, cell.figures) for cell in found] == [
        (added.value, added.bound, len(added.vague), added.cells)
    ]


@settings(max_examples=25)
@given(ROWS)
def test_parts_add_up_to_the_whole_over_places_and_through_the_year(rows: Any) -> None:
    lake = mart(*_figures(rows))
    whole = one("totals", lake, question(FLOW, tier=Tier.NATION)).amount
    for tier in (Tier.PROVINCE, Tier.COMMUNE):
        parts = [cell.amount for cell in answer("totals", lake, question(FLOW, tier=tier)) if cell.amount is not None]
        assert (sum(parts) if parts else None) == whole
    running = numbers("running", lake, question(FLOW, tier=Tier.NATION, periods=MONTHS))
    assert running[1, "2026-12"] == whole


@settings(max_examples=25)
@given(st.lists(st.tuples(st.decimals(0, 10**12, places=4), st.decimals(0, 10**12, places=4)), min_size=1, max_size=9))
def test_a_share_is_rounded_as_decimals_are(pairs: list[tuple[Decimal, Decimal]]) -> None:
    rows = [(min(pair), max(pair)) for pair in pairs]
    lake = mart(
        *(figure(indicator=SHARE, amount=part, denominator=of, commune=at) for at, (part, of) in enumerate(rows, 30))
    )
    found = one("shares", lake, question(SHARE))
    part, whole = sum(part for part, _ in rows), sum(of for _, of in rows)
    expected = (part / whole).quantize(Decimal("0.000001"), rounding="ROUND_HALF_UP") if whole else None
    assert (found.amount, found.denominator, found.share) == (part, whole, expected)


def test_some_columns_of_an_answer_come_row_by_row() -> None:
    found = answer("totals", mart(told(1, 5), told(1, 7, commune=31)), question(FLOW, tier=Tier.COMMUNE))
    assert TOTALS.columns == tuple(Cell.__dataclass_fields__)
    assert list(found.picked("place_id", "amount")) == [(30, 5), (31, 7)]
    assert len(found) == 2


@pytest.mark.parametrize(
    "bounds", [("over", "at_least"), ("at_least", "exact"), ("nearly", "over"), ("about", "exact")]
)
def test_bounds_are_joined_as_the_kernel_joins_them(bounds: tuple[str, str]) -> None:
    lake = mart(*(told(1, 1, commune=30 + at, bound=bound) for at, bound in enumerate(bounds)))
    expected = add_up(Amount(Said.NUMBER, Decimal(1), bound=Bound(bound)) for bound in bounds)
    assert one("totals", lake, question(FLOW)).bound is expected.bound
