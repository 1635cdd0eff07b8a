"""Members of public forces: whether they fit their team, who they serve beside, how long they served."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.forces.rules.kinds import LAW_SINCE
from binhyen.forces.rules.members import (
    LEADER,
    MEMBER,
    Service,
    Team,
    companions,
    member_findings,
    member_lines,
    name_key,
    team_findings,
)
from binhyen.forces.rules.service import Span, months, worked
from binhyen.registers.rules.facts import Facts, Value

SINCE, UNTIL = date(2025, 8, 1), date(2026, 8, 1)
DAYS = st.dates(date(2010, 1, 1), date(2030, 12, 31))
TEAM = Team(7, "grassroots", "Tổ thôn Đông", 1, True, SINCE, None)


def said(values: dict[str, Value]) -> Facts:
    member: dict[str, Value] = {"force": "grassroots", "name": "Lan", "role": MEMBER, "since": SINCE, "decision": "QĐ"}
    return Facts(1, member | values)


def serving(
    name: str, role: str = MEMBER, *, group: int = 7, commune: str = "1.2.3.", until: date | None = None
) -> Service:
    return Service(name, role, SINCE, until, group, commune, f"Tổ {group}")


def test_a_member_counts_once_while_serving() -> None:
    [line] = member_lines(said({"until": UNTIL, "ended_by": "QĐ 9"}), [])
    assert (line.indicator, int(line.amount.number), line.since, line.until) == ("grassroots_members", 1, SINCE, UNTIL)


def test_a_member_of_a_force_that_ended_counts_until_its_end() -> None:
    [line] = member_lines(said({"force": "guard_board", "since": date(2020, 1, 1)}), [])
    assert (line.indicator, line.until) == ("guard_members", LAW_SINCE)


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({}, set()),
        ({"decision": ""}, {"forces.member_without_decision"}),
        ({"since": date(2024, 6, 30)}, {"forces.before_law"}),
        ({"until": UNTIL}, {"forces.member_end_without_decision"}),
        ({"force": "civil_defence", "decision": ""}, set()),
    ],
)
def test_what_cannot_be_is_said(values: dict[str, Value], wrong: set[str]) -> None:
    assert {finding.code for finding in member_findings(said(values), [])} == wrong


@pytest.mark.parametrize(
    ("values", "team", "wrong"),
    [
        ({}, TEAM, set()),
        ({}, None, set()),
        ({"force": "civil_defence"}, TEAM, {"forces.other_force"}),
        ({}, Team(7, "grassroots", "Tổ", 1, False, SINCE, None), {"forces.counted_by_number"}),
        ({}, Team(7, "grassroots", "Tổ", 2, True, SINCE, None), {"forces.other_place"}),
        ({"since": SINCE - timedelta(days=1)}, TEAM, {"forces.before_team"}),
        ({}, Team(7, "grassroots", "Tổ", 1, True, SINCE, UNTIL), {"forces.after_team"}),
        ({"until": UNTIL}, Team(7, "grassroots", "Tổ", 1, True, SINCE, UNTIL), set()),
    ],
)
def test_a_member_fits_the_team(values: dict[str, Value], team: Team | None, wrong: set[str]) -> None:
    assert {finding.code for finding in team_findings(said(values), team)} == wrong


@pytest.mark.parametrize(
    ("mine", "other", "wrong"),
    [
        (serving("Nguyễn Văn An"), serving("NGUYỄN VĂN  AN", group=8), {"forces.two_teams"}),
        (serving("Nguyễn Văn An"), serving("Nguyễn Văn Ân", group=8), set()),
        (serving("Nguyễn Văn An"), serving("Nguyễn Văn An", group=8, until=SINCE), set()),
        (serving("An"), serving("An", group=8, commune="1.2.4."), {"forces.same_name_elsewhere"}),
        (serving("An", LEADER), serving("Bình", LEADER), {"forces.two_leaders"}),
        (serving("An", LEADER), serving("Bình", LEADER, group=8), set()),
    ],
)
def test_nobody_serves_twice_and_a_team_has_one_leader(mine: Service, other: Service, wrong: set[str]) -> None:
    assert {finding.code for finding in companions(mine, [other])} == wrong


def test_the_other_team_is_named_only_within_the_commune() -> None:
    [near] = companions(serving("An"), [serving("An", group=8)])
    [far] = companions(serving("An"), [serving("An", group=9, commune="1.2.4.")])
    assert near.params == {"team": "Tổ 8"}
    assert "Tổ 9" not in str(far)


def test_names_are_compared_without_capitals_but_with_their_marks() -> None:
    assert name_key(" TRẦN  Thị Lan ") == name_key("Trần thị lan")
    assert name_key("Lân") != name_key("Lan")


# ------------------------------------------------------------------ months of service


@pytest.mark.parametrize(
    ("spans", "on", "wanted"),
    [
        ([Span(date(2025, 1, 1), date(2026, 1, 1))], date(2027, 1, 1), 12),
        ([Span(date(2025, 1, 1))], date(2025, 7, 1), 6),
        ([Span(date(2025, 1, 1))], date(2024, 7, 1), 0),
        ([Span(date(2025, 1, 1), date(2026, 1, 1), hard=True)], date(2027, 1, 1), 24),
        (
            [Span(date(2025, 1, 1), date(2026, 1, 1)), Span(date(2025, 7, 1), date(2026, 1, 1), hard=True)],
            date(2027, 1, 1),
            18,
        ),
        ([Span(date(2025, 1, 1), date(2026, 1, 1)), Span(date(2025, 3, 1), date(2025, 9, 1))], date(2027, 1, 1), 12),
        ([Span(date(2025, 1, 1), date(2025, 1, 16)), Span(date(2025, 3, 1), date(2025, 3, 16))], date(2027, 1, 1), 1),
    ],
)
def test_months_of_service_count_each_day_once_at_its_coefficient(spans: list[Span], on: date, wanted: int) -> None:
    assert months(spans, on) == wanted


@given(DAYS, DAYS, DAYS)
def test_saying_a_span_twice_adds_nothing(since: date, until: date, on: date) -> None:
    span = Span(min(since, until), max(since, until))
    assert months([span, span], on) == months([span], on)


@given(DAYS, DAYS, DAYS)
def test_service_never_shrinks_as_time_goes_on(since: date, on: date, later: date) -> None:
    spans = [Span(since)]
    assert months(spans, min(on, later)) <= months(spans, max(on, later))


@given(DAYS, DAYS, DAYS)
def test_hard_areas_count_no_more_than_twice_and_never_less(since: date, until: date, on: date) -> None:
    first, last = min(since, until), max(since, until)
    plain, hard = months([Span(first, last)], on), months([Span(first, last, hard=True)], on)
    assert plain * 2 <= hard <= plain * 2 + 1 + 1


@pytest.mark.parametrize(
    ("since", "until", "wanted"),
    [
        (date(2020, 1, 1), None, 12),
        (date(2026, 2, 15), None, 9),
        (date(2026, 2, 16), None, 8),
        (date(2020, 1, 1), date(2026, 8, 15), 9),
        (date(2027, 1, 1), None, 0),
    ],
)
def test_months_within_a_rating_year(since: date, until: date | None, wanted: int) -> None:
    assert worked(since, until, date(2025, 11, 15), date(2026, 11, 14)) == wanted
