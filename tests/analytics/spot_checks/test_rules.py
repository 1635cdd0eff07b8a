"""Lots and estimates: repeatable draws, strata by their share, intervals that hold what they promise."""

from math import comb, isclose
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from binhyen.analytics.rules.spot_checks.drawing import (
    LEAST_A_STRATUM,
    InFrame,
    allotted,
    check_drawing,
    draw,
    frame_hash,
    lot,
)
from binhyen.analytics.rules.spot_checks.estimating import LEVEL, Looked, estimate, exact, wilson
from binhyen.kernel.findings import Refused

sizes = st.dictionaries(st.sampled_from("abcde"), st.integers(1, 400), min_size=1)


def a_frame(held: dict[str, int]) -> list[InFrame]:
    return [InFrame(number * 10 + at, name) for at, (name, size) in enumerate(held.items()) for number in range(size)]


@given(sizes, st.text(min_size=1, max_size=12), st.integers(1, 60), st.randoms(use_true_random=False))
def test_the_same_seed_draws_the_same_units_whatever_the_order_of_the_list(
    held: dict[str, int], seed: str, asked: int, luck: Random
) -> None:
    frame = a_frame(held)
    drawn = draw(frame, seed, asked)
    luck.shuffle(frame)
    assert draw(frame, seed, asked) == drawn
    numbers = [number for one in drawn for number in one.numbers]
    assert len(numbers) == len(set(numbers))
    strata = {one.number: one.stratum for one in frame}
    assert all(strata[number] == one.stratum for one in drawn for number in one.numbers)
    assert all(list(one.numbers) == sorted(one.numbers, key=lambda number: lot(seed, number)) for one in drawn)


@given(sizes, st.integers(1, 600))
def test_every_stratum_is_looked_at_and_gives_about_its_share(held: dict[str, int], asked: int) -> None:
    asked = min(asked, sum(held.values()))
    shares = allotted(held, asked)
    for name, size in held.items():
        exact_share = asked * size / sum(held.values())
        assert min(size, LEAST_A_STRATUM) <= shares[name] <= size
        assert shares[name] <= max(LEAST_A_STRATUM, exact_share + 1)
        assert shares[name] >= min(size, int(exact_share))
    assert asked <= sum(shares.values()) <= asked + LEAST_A_STRATUM * len(held)


def test_another_seed_draws_others_and_another_list_has_another_hash() -> None:
    frame = a_frame({"a": 300})
    assert draw(frame, "17-03-88", 30) != draw(frame, "17-03-89", 30)
    assert frame_hash(frame) == frame_hash(frame[::-1])
    assert frame_hash(frame) != frame_hash(frame[1:])


@pytest.mark.parametrize(
    ("seed", "asked", "units", "code"),
    [
        (" ", 5, 10, "analytics.no_seed"),
        ("x" * 41, 5, 10, "analytics.no_seed"),
        ("1", 0, 10, "analytics.sample_size"),
        ("1", 11, 10, "analytics.sample_size"),
        ("1", 5, 0, "analytics.nothing_recognised"),
    ],
)
def test_a_drawing_needs_a_seed_and_a_possible_size(seed: str, asked: int, units: int, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        check_drawing(seed, asked, units)
    assert refusal.value.code == code


# ------------------------------------------------------------------ estimates

strata = st.lists(
    st.integers(1, 120).flatmap(
        lambda units: st.integers(1, units).flatmap(
            lambda looked: st.integers(0, looked).map(lambda hold: Looked(units, looked, hold))
        )
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=60, deadline=None)
@given(strata)
def test_the_rate_lies_between_its_bounds_and_bounds_between_nothing_and_all(looked: list[Looked]) -> None:
    found = estimate(looked)
    assert found is not None
    assert 0 <= found.low <= found.rate + 1e-9 <= found.high + 2e-9 <= 1 + 1e-6
    assert found.surely_low <= found.rate + 1e-9
    assert found.rate <= found.surely_high + 1e-9
    assert found.looked_at == sum(one.looked_at for one in looked)


@settings(max_examples=60, deadline=None)
@given(strata)
def test_no_bound_says_what_was_already_seen_to_be_otherwise(looked: list[Looked]) -> None:
    found = estimate(looked)
    assert found is not None
    units = sum(one.units for one in looked)
    assert found.low * units >= sum(one.hold for one in looked) - 1e-6
    assert found.high * units <= sum(one.units - one.looked_at + one.hold for one in looked) + 1e-6


def test_who_looked_at_all_knows() -> None:
    found = estimate([Looked(40, 40, 37), Looked(10, 10, 10)])
    assert found is not None
    assert found.low == found.high == found.rate == found.surely_low == found.surely_high == 0.94


def test_nothing_looked_at_says_nothing() -> None:
    assert estimate([Looked(40, 0, 0)]) is None


def test_wilsons_interval_is_as_printed() -> None:
    low, high = wilson(0.9, 100)
    assert (round(low, 4), round(high, 4)) == (0.8256, 0.9448)


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 60), st.data())
def test_exact_ends_are_the_last_numbers_that_are_not_too_strange(units: int, data: st.DataObject) -> None:
    looked = data.draw(st.integers(1, units))
    hold = data.draw(st.integers(0, looked))
    tail = (1 - LEVEL) / 2

    def chance(true: int, more: bool) -> float:
        wanted = range(hold, looked + 1) if more else range(hold + 1)
        return sum(comb(true, n) * comb(units - true, looked - n) for n in wanted) / comb(units, looked)

    possible = range(hold, units - looked + hold + 1)
    likely = [true for true in possible if chance(true, more=True) > tail and chance(true, more=False) > tail]
    low, high = exact(Looked(units, looked, hold), tail)
    assert (low, high) == (min(likely), max(likely)) or isclose(chance(low, more=True), tail, rel_tol=1e-9)


def covered(true: dict[int, int], drawn: dict[int, int], sure: bool) -> float:
    """Return how often the interval holds the true share over many draws: strata by size with how many hold."""
    luck, hits, turns = Random("coverage"), 0, 400
    share = sum(true.values()) / sum(true)
    for _ in range(turns):
        looked = []
        for units, hold in true.items():
            sample = luck.sample(range(units), drawn[units])
            looked.append(Looked(units, drawn[units], sum(one < hold for one in sample)))
        found = estimate(looked)
        assert found is not None
        low, high = (found.surely_low, found.surely_high) if sure else (found.low, found.high)
        hits += low - 1e-9 <= share <= high + 1e-9
    return hits / turns


@pytest.mark.parametrize(
    ("true", "drawn"),
    [
        ({600: 540}, {600: 60}),
        ({500: 460, 80: 60, 40: 30}, {500: 60, 80: 10, 40: 5}),
        ({900: 880, 100: 70}, {900: 90, 100: 20}),
    ],
)
def test_intervals_hold_the_truth_as_often_as_they_say(true: dict[int, int], drawn: dict[int, int]) -> None:
    assert covered(true, drawn, sure=False) >= 0.92
    assert covered(true, drawn, sure=True) >= 0.95
