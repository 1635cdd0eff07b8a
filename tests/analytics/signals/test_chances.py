"""The mathematics of signals against tables and brute force."""

from itertools import product
from math import comb, isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.analytics.rules.signals.chances import (
    at_least,
    beta_binomial_at_least,
    binomial_at_least,
    chi_square_above,
    chi_square_below,
    median,
    same_by_chance,
    spread,
    surprise,
    two_sided,
)

chances = st.lists(st.floats(0, 1), max_size=8)


@given(chances, st.integers(0, 9))
def test_the_tail_of_events_equals_counting_all_their_outcomes(listed: list[float], count: int) -> None:
    whole = 0.0
    for outcome in product((False, True), repeat=len(listed)):
        if sum(outcome) >= count:
            part = 1.0
            for happened, chance in zip(outcome, listed, strict=True):
                part *= chance if happened else 1 - chance
            whole += part
    assert isclose(at_least(count, listed), whole, abs_tol=1e-9)


@given(st.integers(0, 20), st.integers(0, 20), st.floats(0.01, 0.99))
def test_equal_chances_make_a_binomial_tail(count: int, tries: int, chance: float) -> None:
    assert isclose(at_least(count, [chance] * tries), binomial_at_least(count, tries, chance), abs_tol=1e-9)


@given(st.integers(1, 25))
def test_a_flat_beta_makes_every_count_equally_likely(tries: int) -> None:
    for count in range(tries + 1):
        expected = (tries + 1 - count) / (tries + 1)
        assert isclose(beta_binomial_at_least(count, tries, 1, 1), expected, abs_tol=1e-9)


@given(st.integers(1, 12), st.floats(0.05, 0.95))
def test_a_narrow_beta_is_a_binomial(tries: int, chance: float) -> None:
    narrow = beta_binomial_at_least(tries, tries, chance * 1e7, (1 - chance) * 1e7)
    assert isclose(narrow, chance**tries, rel_tol=1e-3, abs_tol=1e-9)


@pytest.mark.parametrize(
    ("freedom", "value", "below"),
    [(1, 3.841, 0.95), (2, 5.991, 0.95), (10, 3.940, 0.05), (10, 18.307, 0.95), (50, 34.764, 0.05), (4.5, 0.0, 0.0)],
)
def test_chi_square_stands_as_in_printed_tables(freedom: float, value: float, below: float) -> None:
    assert chi_square_below(freedom, value) == pytest.approx(below, abs=2e-4)
    assert chi_square_above(freedom, value) == pytest.approx(1 - below, abs=2e-4)


def test_far_values_are_certain() -> None:
    assert chi_square_below(3, 1e6) == 1.0
    assert two_sided(1.96) == pytest.approx(0.05, abs=1e-4)
    assert comb(4, 2) == 6


@pytest.mark.parametrize(("mean", "expected"), [(0, 1.0), (100, 0.0282), (10_000, 0.00282)])
def test_two_counts_are_the_same_by_chance_the_more_seldom_the_larger_they_are(mean: float, expected: float) -> None:
    assert same_by_chance(mean) == pytest.approx(expected, rel=0.01)


def test_a_few_strange_values_move_neither_middle_nor_spread() -> None:
    assert median([]) == 0.0
    assert median([3, 1, 2]) == 2
    assert spread([1, 2, 3, 4, 1_000]) == pytest.approx(1.4826)


@given(st.floats(0, 1))
def test_surprise_is_bounded(chance: float) -> None:
    assert 0 <= surprise(chance) <= 12
