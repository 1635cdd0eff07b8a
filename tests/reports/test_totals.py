"""How figures of many reports make one: tables, drawings of places, and properties."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.indicators.rules.catalogue import Indicator
from binhyen.indicators.rules.cells import CellKey, parse_cell_key
from binhyen.kernel.amounts import EMPTY, NOTHING, Amount, Bound, Sum, exactly, roughly, vaguely
from binhyen.kernel.periods import parse_period
from binhyen.kernel.trees import node_of
from binhyen.reports.rules.totals import (
    Contribution,
    apart,
    of_which,
    parts_of_total,
    taken,
    total_of,
    totals_by_cell,
)
from tests.reports.toys import FLOW, RATE, SHARE, STOCK, an_indicator

NATION, PROVINCE = "1.", "1.20."
AN_PHU, PHUC_LOC, HOA_BINH = "1.20.7.", "1.20.8.", "1.20.9."
DONG, TAY = "1.20.7.71.", "1.20.7.72."
COMMUNES = (AN_PHU, PHUC_LOC, HOA_BINH)
VILLAGES = (DONG, TAY)
_NUMBERS = count(1)


def says(path: str, amount: Amount | int, period: str = "2026-11", cell: str = "sessions", **more: Any) -> Contribution:
    """Let a place say something for a period; it speaks for everything below unless told otherwise."""
    span = parse_period(period)
    number = next(_NUMBERS)
    made = Contribution(
        figure_id=number,
        report_id=number,
        cell=parse_cell_key(cell),
        place_id=node_of(path),
        path=path,
        start=span.start,
        end=span.end,
        covers=True,
        amount=amount if isinstance(amount, Amount) else exactly(amount),
    )
    return replace(made, **more)


def value(indicator: Indicator, contributions: Sequence[Contribution]) -> Decimal | None:
    """Add up everything that takes part, over all cells."""
    return total_of(indicator, parts_of_total(indicator, contributions)).sum.value


MONTHS = tuple(f"2026-{month:02d}" for month in range(1, 13))
SOME = st.integers(0, 10**6)

# ------------------------------------------------------------------ what is apart


@pytest.mark.parametrize(
    ("one", "other", "are"),
    [
        ("x|status=new", "x|status=old", True),
        ("x|level=a;status=new", "x|level=a;status=old", True),
        ("x|status=unsplit", "x|status=new", True),
        ("x", "x", False),
        ("x", "x|status=new", False),
        ("x|level=a", "x|status=new", False),
        ("x|level=a", "x|level=a;status=new", False),
    ],
)
def test_cells_are_apart_when_a_dimension_of_both_differs(one: str, other: str, are: bool) -> None:
    assert apart(parse_cell_key(one), parse_cell_key(other)) is are
    assert apart(parse_cell_key(other), parse_cell_key(one)) is are


# ------------------------------------------------------------------ flows


@given(st.lists(st.tuples(st.sampled_from(COMMUNES), st.sampled_from(MONTHS), SOME), unique_by=lambda one: one[:2]))
def test_a_flow_of_the_parent_is_the_sum_of_its_children(rows: list[tuple[str, str, int]]) -> None:
    every = [says(place, number, month) for place, month, number in rows]
    apiece = [value(FLOW, [one for one in every if one.path == place]) or 0 for place in COMMUNES]
    assert (value(FLOW, every) or 0) == sum(apiece) == sum(number for _, _, number in rows)


@given(st.lists(SOME, min_size=12, max_size=12), SOME, st.permutations(range(13)))
def test_the_year_speaks_for_its_months_in_any_order(months: list[int], year: int, order: list[int]) -> None:
    every = [says(AN_PHU, number, month) for number, month in zip(months, MONTHS, strict=True)]
    every.append(says(AN_PHU, year, "2026"))
    assert value(FLOW, [every[index] for index in order]) == year


def test_the_year_speaks_for_what_its_months_split() -> None:
    said = [says(AN_PHU, 3, "2026-01", "sessions|status=new"), says(AN_PHU, 20, "2026")]
    assert value(FLOW, said) == 20
    other_way = [says(AN_PHU, 3, "2026-01"), says(AN_PHU, 20, "2026", "sessions|status=new")]
    assert value(FLOW, other_way) == 20


def test_an_empty_year_keeps_no_month_from_speaking() -> None:
    assert value(FLOW, [says(AN_PHU, 3, "2026-01"), says(AN_PHU, EMPTY, "2026")]) == 3


def test_nothing_to_report_for_the_year_is_said() -> None:
    assert value(FLOW, [says(AN_PHU, 3, "2026-01"), says(AN_PHU, NOTHING, "2026")]) == 0


@given(st.lists(SOME, min_size=2, max_size=2), SOME)
def test_a_commune_that_covers_speaks_for_its_villages(villages: list[int], commune: int) -> None:
    below = [says(place, number) for place, number in zip(VILLAGES, villages, strict=True)]
    assert value(FLOW, [*below, says(AN_PHU, commune)]) == commune
    assert value(FLOW, [*below, says(AN_PHU, commune, covers=False)]) == commune + sum(villages)


def test_a_commune_speaks_for_its_villages_and_no_others() -> None:
    assert value(FLOW, [says(DONG, 3), says(AN_PHU, 5), says(PHUC_LOC, 7)]) == 12
    assert value(FLOW, [says("1.20.70.", 3), says(AN_PHU, 5)]) == 8


def test_villages_speak_for_the_months_in_which_the_commune_does_not() -> None:
    assert value(FLOW, [says(DONG, 3, "2026-10"), says(DONG, 4, "2026-11"), says(AN_PHU, 9, "2026-11")]) == 12


def test_a_province_that_reports_the_year_speaks_for_all_months_of_all_communes() -> None:
    below = [says(place, 5, month) for place in COMMUNES for month in MONTHS]
    assert value(FLOW, [*below, says(PROVINCE, 200, "2026")]) == 200


@given(st.lists(SOME, min_size=1, max_size=4), SOME)
def test_units_and_associations_speak_for_themselves_alone(numbers: list[int], commune: int) -> None:
    units = [says(AN_PHU, number, reporter=index + 1) for index, number in enumerate(numbers)]
    village = says(DONG, 9)
    assert value(FLOW, [*units, village]) == sum(numbers) + 9
    assert value(FLOW, [*units, village, says(AN_PHU, commune)]) == commune
    association = says(PROVINCE, 2, reporter=-5)
    assert value(FLOW, [association, says(AN_PHU, commune), says(PHUC_LOC, 1)]) == commune + 3


# ------------------------------------------------------------------ splits

CELLS = ("sessions", "sessions|status=new", "sessions|status=old", "sessions|level=a", "sessions|level=a;status=new")


@given(st.lists(st.tuples(st.sampled_from(COMMUNES), st.sampled_from(CELLS), SOME), unique_by=lambda one: one[:2]))
def test_a_total_and_its_parts_are_never_added_twice(rows: list[tuple[str, str, int]]) -> None:
    found = parts_of_total(FLOW, [says(place, number, cell=cell) for place, cell, number in rows])
    for one in found:
        for other in found:
            assert one is other or one.path != other.path or apart(one.cell, other.cell)


@given(st.lists(st.tuples(st.sampled_from(COMMUNES), st.sampled_from(CELLS), SOME), unique_by=lambda one: one[:2]))
def test_totals_of_cells_add_up_to_the_total(rows: list[tuple[str, str, int]]) -> None:
    said = [says(place, number, cell=cell) for place, cell, number in rows]
    cells = totals_by_cell(FLOW, said)
    assert sum((one.sum.value or 0 for one in cells.values()), Decimal(0)) == (value(FLOW, said) or 0)


def test_what_is_said_again_stands_beside_the_total() -> None:
    said = [says(place, 10) for place in COMMUNES] + [says(AN_PHU, 4, cell="sessions|status=new")]
    cells = totals_by_cell(FLOW, said)
    assert {str(cell): one.sum.value for cell, one in cells.items()} == {"sessions": 30}
    again = of_which(FLOW, said, cells)
    assert {str(cell): one.sum.value for cell, one in again.items()} == {"sessions|status=new": 4}


def test_all_places_choose_the_same_split_whoever_saved_first() -> None:
    first = [says(AN_PHU, 1, cell="sessions|level=a"), says(AN_PHU, 1, cell="sessions|status=new")]
    second = [says(PHUC_LOC, 2, cell="sessions|status=new"), says(PHUC_LOC, 2, cell="sessions|level=a")]
    assert {str(cell): one.sum.value for cell, one in totals_by_cell(FLOW, [*first, *second]).items()} == {
        "sessions|level=a": 3
    }


# ------------------------------------------------------------------ stocks


@given(st.lists(st.tuples(st.sampled_from(COMMUNES), st.sampled_from(MONTHS), SOME), unique_by=lambda one: one[:2]))
def test_of_a_stock_the_last_value_of_each_place_holds(rows: list[tuple[str, str, int]]) -> None:
    lasts = {place: number for place, _, number in sorted(rows, key=lambda one: one[1])}
    assert (value(STOCK, [says(place, number, month) for place, month, number in rows]) or 0) == sum(lasts.values())


def test_each_split_of_a_stock_holds_its_last_value() -> None:
    said = [
        says(AN_PHU, 3, "2026-10", "groups|status=new"),
        says(AN_PHU, 5, "2026-10", "groups|status=old"),
        says(AN_PHU, 6, "2026-11", "groups|status=old"),
    ]
    assert value(STOCK, said) == 9


def test_the_last_value_of_a_stock_is_the_years_where_the_year_speaks() -> None:
    assert value(STOCK, [says(AN_PHU, 12, "2026-12"), says(AN_PHU, 11, "2026"), says(PHUC_LOC, 4, "2026-12")]) == 15


@pytest.mark.parametrize(("wide", "narrow"), [("2026-06", "2026-11"), ("2026-12", "2026-11")])
def test_a_stock_is_not_counted_in_a_place_and_in_its_parts_at_different_days(wide: str, narrow: str) -> None:
    said = [says(PROVINCE, 900, wide), says(AN_PHU, 5, narrow), says(PHUC_LOC, 7, narrow)]
    assert value(STOCK, said) == 900


def test_a_commune_that_merged_is_not_counted_beside_its_heir() -> None:
    gone: dict[str, Any] = {"gone": date(2026, 7, 1), "heirs": frozenset({9})}
    said = [says(AN_PHU, 5, "2026-06", **gone), says(PHUC_LOC, 7, "2026-06", **gone)]
    assert value(STOCK, said) == 12
    assert value(STOCK, [*said, says(HOA_BINH, 3, "2026-06")]) == 15
    assert value(STOCK, [*said, says(HOA_BINH, 14, "2026-07")]) == 14
    assert value(FLOW, [*said, says(HOA_BINH, 14, "2026-07")]) == 26


# ------------------------------------------------------------------ places that moved

MERGED: dict[str, Any] = {"gone": date(2026, 7, 1), "heirs": frozenset({9}), "now": HOA_BINH, "since": date(2026, 7, 1)}
MOVED: dict[str, Any] = {"now": "1.50.7.", "since": date(2026, 7, 1)}


def test_the_year_of_an_heir_speaks_for_the_months_of_what_it_took_in() -> None:
    assert value(FLOW, [says(AN_PHU, 5, "2026-03", **MERGED), says(HOA_BINH, 40, "2026")]) == 40


def test_before_the_merger_each_spoke_for_itself() -> None:
    assert value(FLOW, [says(AN_PHU, 5, "2026-03", **MERGED), says(HOA_BINH, 4, "2026-03")]) == 9


def test_a_commune_under_another_province_speaks_for_its_own_year() -> None:
    assert value(FLOW, [says(AN_PHU, 5, "2026-03", **MOVED), says("1.50.7.", 60, "2026", place_id=7)]) == 60


def test_the_new_province_speaks_for_a_commune_from_the_day_that_it_came() -> None:
    old = says(AN_PHU, 5, "2026-03", **MOVED)
    assert value(FLOW, [old, says("1.50.", 60, "2026")]) == 60
    assert value(FLOW, [old, says("1.50.", 60, "2026-03")]) == 65
    assert value(FLOW, [old, says(PROVINCE, 30, "2026-03")]) == 30


# ------------------------------------------------------------------ shares, rates, bounds


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(50, 99)), min_size=1, max_size=3))
def test_a_share_is_the_ratio_of_sums(pairs: list[tuple[int, int]]) -> None:
    said = [says(place, exactly(*pair), cell="recognised") for place, pair in zip(COMMUNES, pairs, strict=False)]
    found = total_of(SHARE, parts_of_total(SHARE, said)).sum
    assert found.value == sum(a for a, _ in pairs)
    assert found.denominator == sum(b for _, b in pairs)


def test_rates_of_places_make_no_number() -> None:
    said = [says(AN_PHU, 40, cell="rate"), says(PHUC_LOC, 60, cell="rate")]
    (found,) = totals_by_cell(RATE, said).values()
    assert (found.adds_up, found.sum.value, found.figures) == (False, None, 2)
    (alone,) = totals_by_cell(RATE, said[:1]).values()
    assert alone.adds_up
    assert alone.sum.value == 40


def test_what_belongs_to_one_occasion_is_not_added_over_periods() -> None:
    once = an_indicator("rate", over_time=RATE.over_time)
    said = [says(AN_PHU, 40, "2026-01", "rate"), says(AN_PHU, 60, "2026-02", "rate")]
    assert parts_of_total(once, said) == []
    (found,) = totals_by_cell(once, said).values()
    assert (found.adds_up, found.figures) == (False, 2)


def test_bounds_are_joined_and_words_are_kept() -> None:
    said = [says(AN_PHU, roughly(200, Bound.OVER)), says(PHUC_LOC, 3), says(HOA_BINH, vaguely("hàng trăm"))]
    found = total_of(FLOW, parts_of_total(FLOW, said)).sum
    assert found == Sum(Decimal(203), None, Bound.OVER, ("hàng trăm",), 3)


def test_only_words_make_no_number() -> None:
    found = total_of(FLOW, parts_of_total(FLOW, [says(AN_PHU, vaguely("hàng trăm"))])).sum
    assert (found.value, found.bound, found.vague) == (None, Bound.VAGUE, ("hàng trăm",))


def test_a_known_part_of_a_place_weighs_its_part() -> None:
    half = says(AN_PHU, exactly(10, 20), cell="recognised", share=Decimal("0.5"))
    found = total_of(SHARE, [half, says(PHUC_LOC, exactly(1, 4), cell="recognised")]).sum
    assert found == Sum(Decimal(6), Decimal(14), cells=2)


def test_a_total_says_how_much_of_it_is_accepted() -> None:
    found = total_of(FLOW, taken([says(AN_PHU, 3, accepted=True), says(PHUC_LOC, 4)]))
    assert (found.figures, found.accepted, found.not_accepted) == (2, 1, 1)


# ------------------------------------------------------------------ in general

ANY = st.tuples(
    st.sampled_from((PROVINCE, *COMMUNES, *VILLAGES)),
    st.sampled_from((*MONTHS, "2026", "2026-Q1", "2026-H2")),
    st.sampled_from(CELLS),
    st.sampled_from((EMPTY, NOTHING, exactly(3), roughly(7, Bound.NEARLY), vaguely("vài"))),
    st.booleans(),
)


@given(st.lists(ANY, max_size=12, unique_by=lambda one: one[:3]), st.randoms())
def test_the_order_of_figures_does_not_matter(rows: list[tuple[str, str, str, Amount, bool]], chance: object) -> None:
    said = [says(place, amount, period, cell, covers=covers) for place, period, cell, amount, covers in rows]
    mixed = list(said)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    for indicator in (FLOW, STOCK):
        assert totals_by_cell(indicator, said) == totals_by_cell(indicator, mixed)


@given(st.lists(ANY, max_size=12, unique_by=lambda one: one[:3]))
def test_no_two_parts_say_the_same_of_the_same_land_and_days(rows: list[tuple[str, str, str, Amount, bool]]) -> None:
    found = taken(says(place, amount, period, cell, covers=covers) for place, period, cell, amount, covers in rows)
    for one in found:
        for other in found:
            meet = one.start <= other.end and other.start <= one.end
            over = other.path.startswith(one.path) and (one.covers or other.path == one.path)
            assert one is other or not (meet and over) or apart(one.cell, other.cell)


def test_nothing_said_is_no_total() -> None:
    assert totals_by_cell(FLOW, []) == {}
    assert of_which(FLOW, [], ()) == {}
    assert CellKey("sessions") not in totals_by_cell(FLOW, [says(AN_PHU, EMPTY)])
