"""Amounts add up exactly, and words keep what they say."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.kernel.amounts import (
    EMPTY,
    NOTHING,
    Amount,
    Bound,
    Said,
    add_up,
    exactly,
    joined,
    roughly,
    vaguely,
)

numbers = st.decimals(0, Decimal(10) ** 9, places=4)
amounts = st.one_of(
    st.just(EMPTY),
    st.just(NOTHING),
    st.builds(exactly, numbers),
    st.builds(roughly, numbers, st.sampled_from([Bound.OVER, Bound.NEARLY, Bound.ABOUT, Bound.AT_LEAST])),
    st.builds(vaguely, st.sampled_from(["hàng trăm", "nhiều"])),
)


def test_zero_nothing_a_vague_word_and_an_empty_cell_are_four_things() -> None:
    assert len({exactly(0), NOTHING, vaguely("nhiều"), EMPTY}) == 4
    assert add_up([NOTHING]).value == 0
    assert add_up([EMPTY]).value is None
    assert add_up([vaguely("hàng trăm")]).value is None


def test_a_share_is_added_by_its_two_numbers() -> None:
    found = add_up([exactly(1, 2), exactly(99, 100)])
    assert (found.value, found.denominator) == (Decimal(100), Decimal(102))


def test_vague_words_stand_beside_a_sum_that_is_then_a_lower_bound() -> None:
    found = add_up([exactly(5), vaguely("hàng trăm kg")])
    assert (found.value, found.bound, found.vague) == (Decimal(5), Bound.AT_LEAST, ("hàng trăm kg",))


@pytest.mark.parametrize(
    ("bounds", "vague", "found"),
    [
        ([Bound.EXACT, Bound.EXACT], False, Bound.EXACT),
        ([Bound.EXACT, Bound.OVER], False, Bound.OVER),
        ([Bound.AT_LEAST, Bound.EXACT], False, Bound.AT_LEAST),
        ([Bound.AT_LEAST, Bound.OVER], False, Bound.OVER),
        ([Bound.NEARLY, Bound.EXACT], False, Bound.NEARLY),
        ([Bound.NEARLY, Bound.OVER], False, Bound.ABOUT),
        ([Bound.NEARLY], True, Bound.ABOUT),
        ([Bound.ABOUT, Bound.OVER], False, Bound.ABOUT),
        ([], False, Bound.EXACT),
    ],
)
def test_bounds_join(bounds: list[Bound], found: Bound, *, vague: bool) -> None:
    assert joined(bounds, vague=vague) is found


@given(st.lists(amounts), st.lists(amounts))
def test_adding_in_two_steps_is_adding_at_once(first: list[Amount], second: list[Amount]) -> None:
    whole, one, other = add_up([*first, *second]), add_up(first), add_up(second)
    assert (whole.value or 0) == (one.value or 0) + (other.value or 0)
    assert whole.vague == one.vague + other.vague
    assert whole.cells == one.cells + other.cells


@given(st.lists(amounts))
def test_the_order_changes_nothing(listed: list[Amount]) -> None:
    forwards, backwards = add_up(listed), add_up(listed[::-1])
    assert (forwards.value, forwards.bound) == (backwards.value, backwards.bound)


def test_only_numbers_and_nothing_count() -> None:
    assert [one.counts for one in (exactly(1), NOTHING, vaguely("vài"), EMPTY)] == [True, True, False, False]
    assert Amount(Said.EMPTY) == EMPTY
