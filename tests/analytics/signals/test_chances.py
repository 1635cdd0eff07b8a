"""The mathematics of signals against tables and brute force."""

from itertools import product
from math import comb, exp, isclose, lgamma
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.analytics.rules.signals.chances import (
    binomial_at_least,
    chi_square_below,
    median,
    same_by_chance,
    several_unlikely,
    spread,
    surprise,
    two_sided,
    weighted_at_least,
)

events = st.lists(st.tuples(st.floats(0.001, 0.5), st.integers(1, 14)), min_size=1, max_size=8)
ALONE = 1e-9


@given(events, st.integers(1, 60))
def test_the_tail_of_weighted_events_equals_counting_all_their_outcomes(
    listed: list[tuple[float, int]], score: int
) -> None:
    whole = 0.0
    for outcome in product((False, True), repeat=len(listed)):
        if sum(weight for happened, (_, weight) in zip(outcome, listed, strict=True) if happened) >= score:
            part = 1.0
            for happened, (chance, _) in zip(outcome, listed, strict=True):
                part *= chance if happened else 1 - chance
            whole += part
    assert isclose(weighted_at_least(score, listed, ALONE), whole, abs_tol=1e-9)


@given(st.integers(1, 20), st.integers(1, 20), st.floats(0.01, 0.99))
def test_equal_chances_make_a_binomial_tail(count: int, tries: int, chance: float) -> None:
    found = weighted_at_least(count, [(chance, 1)] * tries, ALONE)
    assert isclose(found, binomial_at_least(count, tries, chance), abs_tol=1e-9)


def beta_binomial(count: int, tries: int, a: float, b: float) -> float:
    def log_beta(one: float, other: float) -> float:
        return lgamma(one) + lgamma(other) - lgamma(one + other)

    return sum(comb(tries, k) * exp(log_beta(k + a, tries - k + b) - log_beta(a, b)) for k in range(count, tries + 1))


@given(st.integers(1, 12), st.floats(0.05, 0.5), st.floats(0.002, 0.3))
def test_a_habit_makes_a_beta_binomial_of_equal_chances(count: int, chance: float, correlation: float) -> None:
    whole = 1 / correlation - 1  # at the edge, 0.05 and 0.3, 24 steps come out 18 % likelier
    expected = beta_binomial(count, 12, chance * whole, (1 - chance) * whole)
    assert weighted_at_least(count, [(chance, 1)] * 12, correlation) == pytest.approx(expected, rel=0.2)


@given(events, st.integers(1, 60), st.floats(0.001, 0.6))
def test_a_higher_score_is_never_likelier(listed: list[tuple[float, int]], score: int, correlation: float) -> None:
    tails = [weighted_at_least(one, listed, correlation) for one in (score, score + 1)]
    assert 0 <= tails[1] <= tails[0] + 1e-12 <= 1 + 1e-9


def test_several_unlikely_things_are_less_likely_than_the_least_likely_alone() -> None:
    assert several_unlikely([0.01, 0.01, 0.01, *[0.5] * 9], 5) < several_unlikely([0.01, *[0.5] * 11], 5) / 10
    assert several_unlikely([], 5) == 1.0


def test_several_unlikely_things_are_no_rarer_than_told() -> None:
    luck = Random("several")
    told = [several_unlikely([luck.random() for _ in range(20)], 5) for _ in range(4_000)]
    assert sum(one <= 0.05 for one in told) <= 0.05 * len(told)


@pytest.mark.parametrize(
    ("freedom", "value", "below"),
    [(1, 3.841, 0.95), (2, 5.991, 0.95), (10, 3.940, 0.05), (10, 18.307, 0.95), (50, 34.764, 0.05), (4.5, 0.0, 0.0)],
)
def test_chi_square_stands_as_in_printed_tables(freedom: float, value: float, below: float) -> None:
    assert chi_square_below(freedom, value) == pytest.approx(below, abs=2e-4)


def test_far_values_are_certain() -> None:
    assert chi_square_below(3, 1e6) == 1.0
    assert two_sided(1.96) == pytest.approx(0.05, abs=1e-4)


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
