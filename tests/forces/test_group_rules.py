"""Groups: what an entry counts, and what cannot be so."""

from datetime import date
from decimal import Decimal

import pytest

from binhyen.forces.registers import GROUPS
from binhyen.forces.rules.groups import COUNTED, group_findings, group_lines
from binhyen.forces.rules.kinds import KINDS, LAW_SINCE
from binhyen.indicators.queries import catalogue
from binhyen.kernel.amounts import Amount, Bound, exactly, roughly, vaguely
from binhyen.registers.rules.facts import Facts, StepFacts, Value
from binhyen.registers.rules.ledger import Line

FOUNDED, LATER, ENDED = date(2025, 8, 1), date(2026, 2, 1), date(2026, 7, 1)

PATROL: dict[str, Value] = {"kind": "patrol", "name": "Tổ tuần tra", "since": FOUNDED}


def stated(lines: list[Line]) -> list[tuple[str, int, date, date | None]]:
    return [(one.indicator, int(one.amount.number), one.since, one.until) for one in lines]


def said(values: dict[str, Value], **amounts: Amount) -> Facts:
    return Facts(1, PATROL | values, amounts)


def codes(facts: Facts, *steps: StepFacts) -> set[str]:
    return {finding.code for finding in group_findings(facts, steps)}


def test_every_kind_counts_what_the_catalogue_knows_as_stocks_of_forms() -> None:
    known = catalogue().indicators
    for kind in KINDS.values():
        for _, code in kind.counted:
            assert known[code].is_stock, code
            assert ("org" in known[code].dims) == (code in kind.by_org), code
            assert ("reach" in known[code].dims) == kind.by_reach, code


def test_no_two_kinds_count_under_one_indicator() -> None:
    counted = [code for kind in KINDS.values() for _, code in kind.counted]
    assert len(counted) == len(set(counted))
    assert set(counted) == GROUPS.counts


def test_one_entry_may_be_many_groups_of_an_old_summary() -> None:
    lines = group_lines(said({}, groups=exactly(965), members=exactly(3620)), [])
    assert stated(lines) == [
        ("patrol_groups", 965, FOUNDED, None),
        ("patrol_members", 3620, FOUNDED, None),
    ]


def test_a_group_is_one_where_no_number_is_said_and_its_members_hold_until_they_are_counted_anew() -> None:
    anew = StepFacts(COUNTED, LATER, {}, {"members": exactly(9)})
    lines = group_lines(said({"until": ENDED, "dissolution": "QĐ 3"}, members=exactly(7)), [anew])
    assert stated(lines) == [
        ("patrol_groups", 1, FOUNDED, ENDED),
        ("patrol_members", 7, FOUNDED, LATER),
        ("patrol_members", 9, LATER, ENDED),
    ]


def test_organisations_split_only_what_the_catalogue_splits() -> None:
    lines = group_lines(said({"kind": "people_security", "org": "police"}, members=exactly(5)), [])
    assert [(one.indicator, dict(one.dims)) for one in lines] == [
        ("people_security_groups", {}),
        ("people_security_members", {"org": "police"}),
    ]


def test_members_in_a_list_count_themselves() -> None:
    team: dict[str, Value] = {"kind": "grassroots", "members_by": "list", "decision": "QĐ 1"}
    assert [one.indicator for one in group_lines(said(team, members=exactly(3)), [])] == ["grassroots_teams"]
    by_number = group_lines(said(team | {"members_by": "number"}, members=exactly(3)), [])
    assert [one.indicator for one in by_number] == ["grassroots_teams", "grassroots_members"]


def test_a_force_that_the_law_ended_counts_until_that_day_whatever_its_entry_says() -> None:
    guard = said({"kind": "guard_board", "since": date(2015, 1, 1)}, members=exactly(6))
    assert {one.until for one in group_lines(guard, [])} == {LAW_SINCE}
    assert codes(said({"kind": "guard_board", "since": LAW_SINCE})) == {"forces.force_ended"}


@pytest.mark.parametrize(
    ("values", "amounts", "wrong"),
    [
        ({"kind": "grassroots", "decision": "QĐ 1", "since": date(2024, 6, 30)}, {}, {"forces.before_law"}),
        ({"kind": "grassroots"}, {}, {"forces.no_decision"}),
        ({"kind": "grassroots", "decision": "QĐ 1", "since": LAW_SINCE}, {}, set()),
        ({"until": ENDED}, {}, {"forces.no_dissolution"}),
        ({"leaders": 4}, {"members": exactly(3)}, {"forces.leaders_above_members"}),
        ({"leaders": 3}, {"members": exactly(3)}, set()),
        ({"leaders": 4}, {"members": roughly(3, Bound.OVER)}, set()),
        ({"leaders": 4}, {"members": vaguely("nhiều")}, set()),
        ({"quota": 3}, {"members": exactly(4)}, {"forces.above_quota"}),
        (
            {"kind": "civil_defence", "members_by": "list"},
            {"groups": exactly(2)},
            {"forces.list_of_several"},
        ),
    ],
)
def test_what_cannot_be_is_said(values: dict[str, Value], amounts: dict[str, Amount], wrong: set[str]) -> None:
    assert codes(said(values, **amounts)) == wrong


def test_leaders_are_held_to_the_members_of_each_later_count() -> None:
    fewer = StepFacts(COUNTED, LATER, {}, {"members": exactly(2)})
    assert codes(said({"leaders": 3}, members=exactly(5)), fewer) == {"forces.leaders_above_members"}
    both = StepFacts(COUNTED, LATER, {"leaders": 2}, {"members": exactly(2)})
    assert codes(said({"leaders": 3}, members=exactly(5)), both) == set()


def test_nothing_happens_to_a_group_that_ended() -> None:
    ended = said({"until": ENDED, "dissolution": "QĐ 3"})
    assert codes(ended, StepFacts(COUNTED, ENDED, {}, {"groups": exactly(1)})) == {"forces.after_end"}


def test_numbers_of_lines_are_decimals() -> None:
    assert isinstance(group_lines(said({}), [])[0].amount.value, Decimal)
