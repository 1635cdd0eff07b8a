"""Places over time as values: drawings, and properties that hold for every map."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.places.rules.lineage import (
    Became,
    Carried,
    Reason,
    Span,
    as_of,
    carry,
    has_cycle,
    holds,
    overlaps,
    predecessors,
    successors,
)

DAY = date(2025, 7, 1)
EVE = DAY - timedelta(days=1)
HALF = Decimal("0.5")


def whole(old: int, new: int, on: date = DAY) -> Became:
    return Became(old, new, on, Decimal(1))


def amounts_of(**given_: int) -> dict[int, Decimal]:
    return {int(name[1:]): Decimal(value) for name, value in given_.items()}


def test_a_version_holds_from_its_first_day_until_the_day_before_its_end() -> None:
    span = Span(1, date(2020, 2, 1), DAY)
    assert [holds(span, day) for day in (date(2020, 1, 31), date(2020, 2, 1), EVE, DAY)] == [False, True, True, False]


def test_two_versions_on_one_day_are_an_error() -> None:
    spans = [Span(1, date(2020, 1, 1)), Span(1, date(2021, 1, 1))]
    assert overlaps(spans)
    with pytest.raises(ValueError, match="2 versions"):
        as_of(spans, DAY)


def test_two_wholes_add_up_in_the_new_place() -> None:
    carried = carry(amounts_of(p1=3, p2=4), [whole(1, 9), whole(2, 9)], {1: DAY, 2: DAY}, since=EVE, to=DAY)
    assert carried == Carried(amounts_of(p9=7))
    assert carried.comparable


def test_a_known_split_is_shared_out() -> None:
    parts = [Became(1, 8, DAY, HALF), Became(1, 9, DAY, HALF)]
    assert carry(amounts_of(p1=5), parts, {1: DAY}, since=EVE, to=DAY).amounts == {8: Decimal("2.5"), 9: Decimal("2.5")}


def test_a_split_without_a_known_share_is_not_comparable() -> None:
    parts = [Became(1, 8, DAY, None), Became(1, 9, DAY, None)]
    carried = carry(amounts_of(p1=5, p2=1), parts, {1: DAY}, since=EVE, to=DAY)
    assert carried == Carried(amounts_of(p2=1), amounts_of(p1=5), {1: Reason.SPLIT})


def test_a_place_that_ended_without_successors_is_lost() -> None:
    assert carry(amounts_of(p1=5), [], {1: DAY}, since=EVE, to=DAY).reasons == {1: Reason.LOST}


def test_a_place_that_gave_a_known_part_keeps_the_rest() -> None:
    parts = [Became(1, 9, DAY, Decimal("0.25"))]
    assert carry(amounts_of(p1=8), parts, {}, since=EVE, to=DAY).amounts == {9: Decimal("2.00"), 1: Decimal("6.00")}


def test_known_parts_that_do_not_make_a_whole_are_not_comparable() -> None:
    parts = [Became(1, 9, DAY, HALF)]
    assert carry(amounts_of(p1=8), parts, {1: DAY}, since=EVE, to=DAY).reasons == {1: Reason.SPLIT}


def test_two_steps_on_one_day_follow_each_other() -> None:
    steps = [whole(2, 3), whole(1, 2)]
    assert carry(amounts_of(p1=5), steps, {1: DAY, 2: DAY}, since=EVE, to=DAY).amounts == amounts_of(p3=5)


def test_steps_follow_one_another_over_the_years() -> None:
    first = date(2024, 12, 1)
    steps = [whole(1, 2, first), whole(2, 3)]
    ends = {1: first, 2: DAY}
    assert carry(amounts_of(p1=5), steps, ends, since=date(2022, 1, 1), to=EVE).amounts == amounts_of(p2=5)
    assert carry(amounts_of(p1=5), steps, ends, since=date(2022, 1, 1), to=DAY).amounts == amounts_of(p3=5)
    assert successors(1, steps, until=EVE) == {2}
    assert successors(1, steps, until=DAY) == {2, 3}
    assert predecessors(3, steps, since=date(2022, 1, 1)) == {1, 2}
    assert predecessors(3, steps, since=EVE) == {2}
    assert predecessors(3, steps, since=DAY) == set()


def test_amounts_are_not_carried_backwards() -> None:
    with pytest.raises(ValueError, match="forwards"):
        carry({}, [], {}, since=DAY, to=EVE)


def test_a_place_that_becomes_itself_is_a_cycle() -> None:
    assert has_cycle([whole(1, 2), whole(2, 1)])
    assert not has_cycle([whole(1, 2), whole(2, 1, on=DAY + timedelta(days=1))])


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Became], dict[int, date]]:
    """A country whose places, day after day, merge, split in known and unknown parts, and end."""
    alive, fresh = list(range(6)), 100
    steps: list[Became] = []
    ends: dict[int, date] = {}
    for offset in range(draw(st.integers(1, 4))):
        day = DAY + timedelta(days=offset)
        for place in draw(st.lists(st.sampled_from(alive), unique=True, max_size=3)):
            targets = [*[one for one in alive if one != place and one not in ends][:2], fresh, fresh + 1]
            chosen = draw(st.lists(st.sampled_from(targets), unique=True, max_size=3))
            cuts = sorted(draw(st.lists(st.integers(1, 99), min_size=len(chosen), max_size=len(chosen))))
            known = draw(st.booleans())
            shares = [Decimal(high - low) / 100 for low, high in zip([0, *cuts], [*cuts[:-1], 100], strict=False)]
            steps += [
                Became(place, new, day, share if known else None) for new, share in zip(chosen, shares, strict=False)
            ]
            ends[place] = day
            alive.remove(place)
            alive += [one for one in (fresh, fresh + 1) if one in chosen]
            fresh += 2
        if len(alive) < 2:
            break
    return [one for one in steps if one.new not in ends or ends[one.new] > one.on], ends


AMOUNTS = st.dictionaries(st.integers(0, 5), st.decimals(0, 10**6, places=2), max_size=6)


@given(AMOUNTS, histories())
def test_carrying_conserves_sums(amounts: dict[int, Decimal], history: tuple[list[Became], dict[int, date]]) -> None:
    carried = carry(amounts, *history, since=EVE, to=DAY + timedelta(days=9))
    assert sum(carried.amounts.values()) + sum(carried.left.values()) == sum(amounts.values())


@given(AMOUNTS, histories())
def test_carrying_to_the_same_day_is_the_identity(
    amounts: dict[int, Decimal], history: tuple[list[Became], dict[int, date]]
) -> None:
    assert carry(amounts, *history, since=DAY, to=DAY) == Carried(amounts)


@given(AMOUNTS, histories())
def test_nothing_is_carried_into_a_place_that_is_no_more(
    amounts: dict[int, Decimal], history: tuple[list[Became], dict[int, date]]
) -> None:
    steps, ends = history
    carried = carry(amounts, steps, ends, since=EVE, to=DAY + timedelta(days=9))
    assert not carried.amounts.keys() & ends.keys()


@given(AMOUNTS, histories())
def test_a_place_with_an_unknown_share_is_never_guessed(
    amounts: dict[int, Decimal], history: tuple[list[Became], dict[int, date]]
) -> None:
    steps, ends = history
    carried = carry(amounts, steps, ends, since=EVE, to=DAY + timedelta(days=9))
    unknown = {one.old for one in steps if one.share is None} & amounts.keys()
    assert unknown <= carried.reasons.keys()


@given(AMOUNTS, histories(), st.integers(0, 4))
def test_carrying_in_two_steps_is_carrying_in_one_when_all_is_known(
    amounts: dict[int, Decimal], history: tuple[list[Became], dict[int, date]], offset: int
) -> None:
    steps, ends = history
    midday, last = DAY + timedelta(days=offset), DAY + timedelta(days=9)
    halfway = carry(amounts, steps, ends, since=EVE, to=midday)
    if halfway.comparable:
        assert carry(halfway.amounts, steps, ends, since=midday, to=last) == carry(
            amounts, steps, ends, since=EVE, to=last
        )


@given(st.lists(st.dates(date(2020, 1, 1), date(2030, 1, 1)), unique=True, min_size=2, max_size=6), st.dates())
def test_a_chain_of_versions_gives_one_version_a_day(cuts: list[date], day: date) -> None:
    days = sorted(cuts)
    spans = [Span(1, begun, ended) for begun, ended in zip(days, [*days[1:], None], strict=True)]
    assert not overlaps(spans)
    version = as_of(spans, day)
    assert (version is None) == (day < days[0])
