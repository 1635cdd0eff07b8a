"""Whether two periods can be compared: a table of who spoke when."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.narrative.writer.coverage import Coverage, Gap, Spoken, Unlike, unlike, why_not

COMMUNES = [f"1.{number}." for number in range(2, 42)]
YEAR = (0, 11)


def told(*months: tuple[int, int], places: list[str] = COMMUNES, wide: bool = False) -> Coverage:
    """Let places speak of each of some spans of months."""
    return Coverage([Spoken(place, first, last, wide) for place in places for first, last in months])


def monthly(first: int, last: int, places: list[str] = COMMUNES) -> Coverage:
    """Let places speak month by month."""
    return told(*((one, one) for one in range(first, last + 1)), places=places)


PROVINCE = told(YEAR, places=["1."], wide=True)
REGISTER = Coverage()
SUMS = {
    "the same months and places": (monthly(0, 11), monthly(0, 11), None),
    "months here, a whole year there": (monthly(0, 11), told(YEAR), None),
    "the same unfinished year": (monthly(0, 9), monthly(0, 9), None),
    "two months against eleven": (monthly(0, 10), monthly(10, 11), Unlike(Gap.FEWER_BEFORE, 2)),
    "eleven months against a year": (monthly(0, 10), monthly(0, 11), Unlike(Gap.FEWER_NOW, 11)),
    "as many months, others": (monthly(0, 5), monthly(6, 11), Unlike(Gap.OTHER_MONTHS)),
    "one of forty missing": (monthly(0, 11), monthly(0, 11, COMMUNES[1:]), None),
    "half of the places": (monthly(0, 11), monthly(0, 11, COMMUNES[:20]), Unlike(Gap.OTHER_PLACES)),
    "other places": (monthly(0, 11, COMMUNES[:20]), monthly(0, 11, COMMUNES[20:]), Unlike(Gap.OTHER_PLACES)),
    "the province for all, all communes": (monthly(0, 11), PROVINCE, None),
    "the province for all, few communes": (monthly(0, 11, COMMUNES[:3]), PROVINCE, Unlike(Gap.OTHER_PLACES)),
    "the province in both": (PROVINCE, PROVINCE, None),
    "a register in both": (REGISTER, REGISTER, None),
    "a register now": (REGISTER, monthly(0, 11), Unlike(Gap.OTHER_SOURCE)),
    "a register before": (monthly(0, 11), REGISTER, Unlike(Gap.OTHER_SOURCE)),
}
LEVELS = {
    "both at the end": (monthly(0, 11), monthly(10, 11), None),
    "eleven months on, the end of the year before": (monthly(7, 10), monthly(11, 11), None),
    "early the year before": (monthly(0, 10), monthly(0, 1), Unlike(Gap.EARLY_BEFORE, 2)),
    "early now": (monthly(0, 0), monthly(0, 11), Unlike(Gap.EARLY_NOW, 1)),
    "half of the places": (monthly(0, 11), monthly(0, 11, COMMUNES[:20]), Unlike(Gap.OTHER_PLACES)),
    "the province for all": (monthly(11, 11), PROVINCE, None),
    "a register before": (monthly(11, 11), REGISTER, Unlike(Gap.OTHER_SOURCE)),
}


@pytest.mark.parametrize(("now", "before", "wanted"), SUMS.values(), ids=SUMS)
def test_sums_are_compared_where_the_same_months_and_places_tell(
    now: Coverage, before: Coverage, wanted: Unlike | None
) -> None:
    assert unlike(now, before, level=False, below=COMMUNES) == wanted


@pytest.mark.parametrize(("now", "before", "wanted"), LEVELS.values(), ids=LEVELS)
def test_levels_are_compared_where_both_are_told_late_by_the_same_places(
    now: Coverage, before: Coverage, wanted: Unlike | None
) -> None:
    assert unlike(now, before, level=True, below=COMMUNES) == wanted


SPOKEN = st.lists(
    st.builds(Spoken, st.sampled_from(["1.", *COMMUNES[:4]]), st.integers(0, 5), st.integers(6, 11), st.booleans())
)


@given(SPOKEN, st.booleans())
def test_a_period_is_like_itself_and_unlike_both_ways(spoken: list[Spoken], level: bool) -> None:
    one, other = Coverage(spoken), monthly(0, 1)
    assert unlike(one, one, level=level, below=COMMUNES) is None
    here, there = (unlike(*pair, level=level, below=COMMUNES) for pair in ((one, other), (other, one)))
    assert (here is None) == (there is None)


def test_the_reason_names_the_months_and_no_year() -> None:
    assert why_not(Unlike(Gap.FEWER_BEFORE, 2)) == "kỳ trước mới có số liệu 2 tháng"
    assert all(why_not(Unlike(gap, 3)) for gap in Gap)
