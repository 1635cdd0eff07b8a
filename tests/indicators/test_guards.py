"""Guards: small counts are hidden and cannot be reckoned, floors hold, what presses people is never scored."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.indicators.rules.catalogue import Floor, Indicator, Kind, Use
from binhyen.indicators.rules.forms import FilledBy
from binhyen.indicators.rules.guards import (
    HIDDEN,
    SMALL,
    Shown,
    hide_parts,
    hide_small,
    may_be_asked_of,
    may_be_kept_at,
    scorable,
)
from binhyen.places.rules.kinds import Tier
from tests.indicators.cast import flow

OPEN = flow("sessions")
GUARDED = flow("returned", "người", floor=Floor.COMMUNE)
LOANS = flow("loans", "đồng", floor=Floor.COMMUNE, kinds=(Kind.AMOUNT,))
READ_ONLY = flow("violators", use=Use.READER_ONLY)

counts = st.integers(0, 30).map(Decimal)
parts = st.lists(st.one_of(st.none(), counts), max_size=8)


@pytest.mark.parametrize(
    ("value", "indicator", "hidden"),
    [
        (0, GUARDED, True),
        (1, GUARDED, True),
        (4, GUARDED, True),
        (5, GUARDED, False),
        (3, OPEN, False),
        (3, LOANS, False),
    ],
)
def test_counts_under_five_are_hidden_where_people_would_be_known(
    value: int, indicator: Indicator, hidden: bool
) -> None:
    assert hide_small(Decimal(value), indicator) == (HIDDEN if hidden else Shown(Decimal(value)))


def test_totals_stand_and_empty_cells_hide_nothing() -> None:
    assert hide_small(Decimal(3), GUARDED, total=True) == Shown(Decimal(3))
    assert hide_small(None, GUARDED) == Shown(None)


def hidden(values: list[int]) -> list[int]:
    shown = hide_parts([Decimal(value) for value in values], GUARDED)
    return [value for value, one in zip(values, shown, strict=True) if one.hidden]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([10, 20], []), ([3, 10, 20], [3, 10]), ([20, 3, 10], [3, 10]), ([3, 2, 20], [3, 2]), ([3], [3]),
        ([4, 4, 9], [4, 4, 9]), ([4, 3, 9], [4, 3]), ([3, 10, 10], [3, 10]),
    ],
)  # fmt: skip
def test_a_lone_hidden_part_takes_the_next_smallest_with_it(values: list[int], expected: list[int]) -> None:
    assert hidden(values) == expected


@given(parts)
def test_no_small_part_is_shown_and_no_hidden_one_says_anything(values: list[Decimal | None]) -> None:
    shown = hide_parts(values, GUARDED)
    assert len(shown) == len(values)
    assert all(one.value is None for one in shown if one.hidden)
    assert all(one.value is None or one.value >= SMALL for one in shown)
    assert all(one.hidden or one.value == value for one, value in zip(shown, values, strict=True))


@given(parts)
def test_no_hidden_part_is_the_total_less_the_others(values: list[Decimal | None]) -> None:
    said = [value for value in values if value is not None]
    count = sum(one.hidden for one in hide_parts(values, GUARDED))
    assert count != 1 or len(said) == 1


@given(parts)
def test_no_more_is_hidden_than_needed(values: list[Decimal | None]) -> None:
    small = sum(value is not None and value < SMALL for value in values)
    count = sum(one.hidden for one in hide_parts(values, GUARDED))
    assert small <= count <= small + (small > 0)
    assert not any(one.hidden for one in hide_parts(values, OPEN))


@given(st.sampled_from(list(Tier)), st.sampled_from(list(Floor)), st.sampled_from(list(Use)))
def test_figures_with_a_floor_are_kept_for_communes_and_above(tier: Tier, floor: Floor, use: Use) -> None:
    kept = may_be_kept_at(flow("x", floor=floor, use=use), tier)
    assert kept == (use is Use.FORM and (floor is Floor.NONE or tier is not Tier.AREA))


def test_residential_areas_and_units_are_not_asked_what_has_a_floor() -> None:
    asked = [one for one in FilledBy if may_be_asked_of(GUARDED, one)]
    assert asked == [FilledBy.COMMUNE, FilledBy.ASSOCIATION, FilledBy.PROVINCE]
    assert all(may_be_asked_of(OPEN, one) for one in FilledBy)
    assert not any(may_be_asked_of(READ_ONLY, one) for one in FilledBy)


@given(st.booleans(), st.sampled_from(list(Use)))
def test_only_what_the_catalogue_lets_be_scored_is_scored(scored: bool, use: Use) -> None:
    assert scorable(flow("x", scored=scored, use=use)) == (scored and use is Use.FORM)
