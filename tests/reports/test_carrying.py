"""What became of reporting places: mergers carry whole, splits are comparable only where nothing crosses the border."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.kernel.periods import parse_period
from binhyen.places.rules.lineage import Became, Reason
from binhyen.reports.rules.carrying import Fate, Lies, Steps, fate_of, lies_in, map_findings

THEN, SPLIT, LATER = date(2020, 12, 31), date(2022, 1, 1), date(2026, 12, 31)
WHOLE = Decimal(1)
PARTS = {
    "merger": ([Became(1, 10, SPLIT, WHOLE)], {1: SPLIT}),
    "known": ([Became(1, 10, SPLIT, Decimal("0.25")), Became(1, 11, SPLIT, Decimal("0.75"))], {1: SPLIT}),
    "unknown": ([Became(1, 10, SPLIT, None), Became(1, 11, SPLIT, None)], {1: SPLIT}),
    "left": ([Became(1, 10, SPLIT, None)], {}),
    "left, known": ([Became(1, 10, SPLIT, Decimal("0.25"))], {}),
    "lost": ([], {1: SPLIT}),
}


def fate(name: str, to: date = LATER) -> Fate:
    lineage, ends = PARTS[name]
    return fate_of(1, Steps(lineage, ends), since=THEN, to=to)


@pytest.mark.parametrize(
    ("name", "inside", "lies"),
    [
        ("merger", {10}, Lies(WHOLE)),
        ("merger", {11}, Lies(Decimal(0))),
        ("known", {10}, Lies(Decimal("0.25"))),
        ("known", {10, 11}, Lies(WHOLE)),
        ("known", {12}, Lies(Decimal(0))),
        ("left, known", {1}, Lies(Decimal("0.75"))),
        ("left, known", {10}, Lies(Decimal("0.25"))),
        ("unknown", {10}, Lies(Decimal(0), comparable=False)),
        ("unknown", {10, 11}, Lies(WHOLE)),
        ("unknown", {12}, Lies(Decimal(0))),
        ("left", {1}, Lies(Decimal(0), comparable=False)),
        ("left", {1, 10}, Lies(WHOLE)),
        ("lost", {1, 10, 11}, Lies(Decimal(0), comparable=False)),
    ],
)
def test_a_place_lies_in_another_as_far_as_is_known(name: str, inside: set[int], lies: Lies) -> None:
    assert lies_in(fate(name), inside) == lies


@pytest.mark.parametrize("name", PARTS)
def test_on_the_map_of_its_own_day_a_place_is_itself(name: str) -> None:
    for day in (THEN, date(2021, 6, 1)):
        assert fate(name, day).shares == {1: WHOLE}
        assert lies_in(fate(name, day), {1}) == Lies(WHOLE)
    assert lies_in(fate_of(1, Steps(*PARTS[name]), since=LATER, to=THEN), {1}) == Lies(WHOLE)


def test_the_reason_is_told() -> None:
    assert (fate("unknown").reason, fate("lost").reason, fate("merger").reason) == (Reason.SPLIT, Reason.LOST, None)


def test_a_place_is_followed_through_two_mergers() -> None:
    steps = Steps(
        [Became(1, 10, SPLIT, WHOLE), Became(10, 20, date(2025, 7, 1), WHOLE)], {1: SPLIT, 10: date(2025, 7, 1)}
    )
    found = fate_of(1, steps, since=THEN, to=LATER)
    assert (found.shares, found.heirs) == ({20: WHOLE}, frozenset({20}))


def shares(cuts: set[int]) -> list[Decimal]:
    """Cut a whole at hundredths."""
    edges = [0, *sorted(cuts), 100]
    return [Decimal(there - here) / 100 for here, there in pairwise(edges)]


CUTS = st.sets(st.integers(1, 99), max_size=4)


@given(CUTS, CUTS, st.sets(st.integers(10, 30)))
def test_carrying_conserves_sums(first: set[int], second: set[int], inside: set[int]) -> None:
    """A place in known parts, one of which is parted again: what lies inside and outside makes one."""
    steps = [Became(1, 10 + index, SPLIT, share) for index, share in enumerate(shares(first))]
    steps += [Became(10, 20 + index, LATER, share) for index, share in enumerate(shares(second))]
    found = fate_of(1, Steps(steps, {1: SPLIT, 10: LATER}), since=THEN, to=LATER)
    outside = frozenset(range(10, 31)) - inside
    assert sum(found.shares.values()) == 1
    assert lies_in(found, inside).share + lies_in(found, outside).share == 1


@given(CUTS, st.sets(st.integers(10, 14)))
def test_a_split_without_shares_is_comparable_where_all_or_nothing_is_inside(cuts: set[int], inside: set[int]) -> None:
    steps = [Became(1, 10 + index, SPLIT, None) for index, _ in enumerate(shares(cuts))]
    heirs = {step.new for step in steps}
    found = lies_in(fate_of(1, Steps(steps, {1: SPLIT}), since=THEN, to=LATER), inside)
    assert found.comparable is (heirs <= inside or not heirs & inside)
    assert found.share == (1 if heirs <= inside else 0)


def test_figures_are_not_carried_backwards() -> None:
    period = parse_period("2023")
    (finding,) = map_findings(date(2023, 6, 30), period)
    assert (finding.code, finding.params) == ("reports.older_map", {"period": "2023", "day": "30/06/2023"})
    assert map_findings(date(2023, 12, 31), period) == map_findings(None, period) == []
