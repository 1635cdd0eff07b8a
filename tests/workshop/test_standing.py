"""What lasts says of each year what there was: counted anew, added to, or since a day; and ends with its place."""

from datetime import date

import pytest

from binhyen.kernel.amounts import Amount, exactly
from binhyen.workshop.rules.standing import Ground, Move, Standing, Way, Written, ended, moves, rising

GROUND = Ground(7, "xã Tân Mẫu", date(2013, 8, 1))
GROUPS = Standing("forces.groups", Way.RESTATED, {"name": "Các tổ {place}"}, {"groups": "patrol_groups"}, {})
BOXES = Standing("campaigns.boxes", Way.ADDED, {"name": "Hòm thư {place} ({year})"}, {"boxes": "tip_boxes"}, {})
POLICE = Standing("forces.police_posts", Way.POSTED, {}, {"posted": "regular_police_communes"}, {})
END_2014 = date(2014, 12, 31)


def said(standing: Standing, number: int) -> dict[str, Amount]:
    (code,) = standing.amounts.values()
    return {code: exactly(number, 1) if standing.way is Way.POSTED else exactly(number)}


def first(standing: Standing, number: int) -> Written:
    (move,) = moves(standing, GROUND, said(standing, number), (), date(2013, 12, 31))
    return Written(1, move.facts, move.stated)


def then(standing: Standing, before: int, number: int) -> list[Move]:
    return list(moves(standing, GROUND, said(standing, number), [first(standing, before)], END_2014))


def test_an_entry_begins_with_its_place_or_with_the_year() -> None:
    assert first(GROUPS, 3).facts.day("since") == date(2013, 8, 1)
    (later,) = moves(GROUPS, GROUND, said(GROUPS, 3), (), END_2014)
    assert later.facts.day("since") == date(2014, 1, 1)
    assert later.facts.text("name") == "Các tổ xã Tân Mẫu"


def test_of_nothing_no_entry_is_made() -> None:
    assert not list(moves(GROUPS, GROUND, said(GROUPS, 0), (), END_2014))
    assert not list(moves(GROUPS, GROUND, {}, (), END_2014))


def test_another_number_is_counted_anew_at_the_end_of_the_year() -> None:
    (move,) = then(GROUPS, 3, 5)
    (step,) = move.steps
    assert (move.record_id, step.on, step.amounts) == (1, END_2014, {"groups": exactly(5)})


def test_the_same_number_is_not_written_again() -> None:
    assert not then(GROUPS, 3, 3)


@pytest.mark.parametrize(("before", "now", "more"), [(3, 5, [2]), (3, 3, []), (3, 2, [])])
def test_more_boxes_are_one_more_entry(before: int, now: int, more: list[int]) -> None:
    found = then(BOXES, before, now)
    assert [int(move.facts.amount("boxes").number) for move in found] == more
    assert all(move.record_id is None and move.facts.day("since") == END_2014 for move in found)


def test_regular_police_come_once() -> None:
    (move,) = then(POLICE, 0, 1)
    assert (move.record_id, move.facts.day("posted")) == (1, date(2014, 6, 30))
    assert not then(POLICE, 0, 0)
    assert not then(POLICE, 1, 1)


def test_an_entry_ends_with_its_place() -> None:
    standing = Standing("forces.groups", Way.RESTATED, {}, {"groups": "patrol_groups"}, {"dissolution": "Sắp xếp"})
    move = ended(standing, first(GROUPS, 3), date(2020, 2, 1))
    assert (move.facts.day("until"), move.facts.text("dissolution")) == (date(2020, 2, 1), "Sắp xếp")


@pytest.mark.parametrize(
    ("before", "after"), [([5, 7, 6, 8], [5, 6, 6, 8]), ([3, 2, 1], [1, 1, 1]), ([4], [4]), ([], [])]
)
def test_what_was_added_never_falls_and_ends_where_it_did(before: list[int], after: list[int]) -> None:
    assert rising(before) == after
