"""Shares that are too alike ask a question: rarely where chance made them, and never of few places or units."""

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.analytics.boards.home import LEADING, Home, KindResult, Result
from binhyen.analytics.boards.places import About
from binhyen.analytics.components.attention import even_line
from binhyen.analytics.rules.evenness import FEWEST, Part, too_even
from tests.accounts.factories import a_land


def parts(*pairs: tuple[int, int]) -> list[Part]:
    return [Part(Decimal(part), Decimal(whole)) for part, whole in pairs]


LANG_SON = parts(*[(152, 157)] * 4, *[(153, 157)] * 6, (154, 157))
"""Eleven places of 157 units each: all within a percent and a half."""


def test_places_within_a_hair_of_one_share_are_asked_about() -> None:
    found = too_even(LANG_SON)
    assert found is not None
    assert (found.inside, found.places) == (10, 11)
    assert (round(found.low, 3), round(found.high, 3)) == (Decimal("0.968"), Decimal("0.975"))


def test_what_chance_makes_is_not_asked_about() -> None:
    chance, tries = Random(7), 400
    asked = sum(
        too_even([Part(Decimal(sum(chance.random() < 0.9 for _ in range(60))), Decimal(60)) for _ in range(12)])
        is not None
        for _ in range(tries)
    )
    assert asked <= tries * 0.03


@given(st.lists(st.tuples(st.integers(0, 20), st.just(20)), max_size=20))
def test_nothing_is_said_of_few_units(pairs: list[tuple[int, int]]) -> None:
    share = sum(part for part, _ in pairs) / max(1, 20 * len(pairs))
    assert 20 * min(share, 1 - share) >= 2 or too_even(parts(*pairs)) is None


@given(st.lists(st.integers(1, 500), max_size=FEWEST - 1))
def test_nothing_is_said_of_few_places(wholes: list[int]) -> None:
    assert too_even([Part(Decimal(one // 2), Decimal(one)) for one in wholes]) is None


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(200, 300)), min_size=FEWEST, max_size=20))
def test_a_span_holds_nine_tenths(pairs: list[tuple[int, int]]) -> None:
    found = too_even(parts(*pairs))
    assert found is None or (found.inside * 10 >= found.places * 9 and found.low <= found.high)


def test_where_all_reach_everything_there_is_nothing_to_compare() -> None:
    assert too_even(parts(*[(90, 90)] * 12)) is None


@pytest.mark.django_db
def test_it_is_said_as_a_question_with_both_readings() -> None:
    land = a_land()
    places = {at: Result(one.part, one.whole) for at, one in enumerate(LANG_SON)}
    board = Home(About(land.bac_ninh), 2026, (KindResult(LEADING, Result(), places),), {}, by_round=True)
    said = even_line(board)
    assert said is not None
    assert "10 trong 11 nơi" in said
    assert "96,8\u00a0%" in said
    assert "có thể là kết quả thật" in said.lower()
    assert even_line(Home(About(land.bac_ninh), 2026, (), {}, by_round=True)) is None
