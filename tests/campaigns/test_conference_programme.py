"""A programme on the clock: what follows what, what does not fit, what is moved."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.campaigns.rules.conference_programme import (
    CONFERENCE,
    FESTIVAL,
    PARTS,
    Item,
    clock,
    length_of,
    minutes_of,
    moved,
    on_stage,
    programme_findings,
    timetable,
    usual_order,
)


def item(number: int, minutes: int, starts: str = "") -> Item:
    return Item(number, "work", starts, minutes, f"Mục {number}")


@pytest.mark.parametrize(
    ("text", "minutes"), [("07:30", 450), ("7:05", 425), ("23:59", 1439), ("24:00", None), ("sáng", None), ("", None)]
)
def test_a_time_is_read_as_minutes_after_midnight(text: str, minutes: int | None) -> None:
    assert minutes_of(text) == minutes


@given(st.integers(0, 1439))
def test_every_minute_of_the_day_is_written_and_read_again(minutes: int) -> None:
    assert minutes_of(clock(minutes)) == minutes


def test_items_follow_each_other_from_the_opening_hour() -> None:
    timed = timetable([item(1, 15), item(2, 30), item(3, 10, "09:00"), item(4, 5)], "08:00")
    assert [one.span for one in timed] == ["08:00 – 08:15", "08:15 – 08:45", "09:00 – 09:10", "09:10 – 09:15"]


def test_without_an_opening_hour_items_have_no_place_on_the_clock_until_one_says_its_own() -> None:
    timed = timetable([item(1, 15), item(2, 30, "08:00"), item(3, 0)])
    assert [one.span for one in timed] == ["", "08:00 – 08:30", "08:30"]


def test_an_item_that_begins_before_the_one_before_it_ends_is_remarked_with_both_names() -> None:
    [finding] = programme_findings(timetable([item(1, 60, "08:00"), item(2, 10, "08:30")]))
    assert finding.code == "campaigns.items_overlap"
    assert finding.where == "2"
    assert dict(finding.params) == {"after": "Mục 2", "begins": "08:30", "one": "Mục 1", "ends": "09:00"}


def test_items_without_a_length_and_programmes_past_midnight_are_remarked() -> None:
    timed = timetable([item(1, 0, "23:30"), item(2, 60)])
    assert [one.code for one in programme_findings(timed)] == ["campaigns.no_length", "campaigns.past_midnight"]


@given(st.lists(st.integers(0, 120), max_size=20), st.integers(0, 600))
def test_lengths_alone_never_overlap_and_the_end_is_the_opening_plus_their_sum(lengths: list[int], at: int) -> None:
    items = [item(number, minutes) for number, minutes in enumerate(lengths)]
    timed = timetable(items, clock(at))
    assert not [one for one in programme_findings(timed) if one.code == "campaigns.items_overlap"]
    assert not timed or timed[-1].ends == at + length_of(items)


@given(st.lists(st.integers(1, 9), unique=True), st.integers(1, 9), st.booleans())
def test_moving_keeps_every_item_and_moving_back_undoes_it(order: list[int], chosen: int, up: bool) -> None:
    after = moved(order, chosen, up=up)
    assert sorted(after) == sorted(order)
    if list(after) != order:
        assert list(moved(after, chosen, up=not up)) == order


def test_a_festival_begins_with_its_ceremony_and_ends_with_its_festivity() -> None:
    parts = [one.part for one in usual_order("festival")]
    assert parts == sorted(parts, key=["ceremony", "festive"].index)
    assert {one.part for one in (*FESTIVAL, *CONFERENCE)} == set(PARTS)
    assert usual_order("conference") == CONFERENCE


@pytest.mark.parametrize(
    ("at", "now", "after"),
    [
        ("07:59", None, "Mục 1"),
        ("08:00", "Mục 1", "Mục 2"),
        ("08:15", "Mục 2", "Mục 3"),
        ("08:50", None, "Mục 3"),
        ("09:05", "Mục 3", None),
        ("09:10", None, None),
    ],
)
def test_the_stage_shows_what_runs_and_what_comes_next(at: str, now: str | None, after: str | None) -> None:
    timed = timetable([item(0, 30), item(1, 15, "08:00"), item(2, 30), item(3, 10, "09:00")])
    found = on_stage(timed, minutes_of(at) or 0)
    assert [one and one.item.content for one in found] == [now, after]
