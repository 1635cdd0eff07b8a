"""The yearly rating: its pack, what hinders a level, and the share of the best."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from binhyen.forces.apps import check_packs
from binhyen.forces.rules.rating import PERSON, TEAM, Subject, findings_of, hindering, may_be_rated
from binhyen.forces.rules.rating_pack import PACKS, RatingPack, pack_faults, pack_named, pack_of, year_to_rate
from binhyen.kernel.findings import Refused

YEAR = 2026
LONG_AGO = date(2024, 7, 1)


@pytest.fixture
def pack() -> RatingPack:
    return pack_of(YEAR)


def a_team(record_id: int, level: str = "good", **more: Any) -> Subject:
    return Subject(record_id, TEAM, LONG_AGO, group_id=record_id, level=level, **more)


def a_member(record_id: int, level: str = "good", **more: Any) -> Subject:
    return replace(Subject(record_id, PERSON, LONG_AGO, group_id=1, role="member", level=level), **more)


def codes(pack: RatingPack, *subjects: Subject) -> dict[int, set[str]]:
    found = findings_of(pack, YEAR, subjects)
    return {key: {finding.code for finding in findings} for key, findings in found.items()}


def test_the_shipped_pack_is_sound_and_says_where_it_is_not_sure(pack: RatingPack) -> None:
    assert check_packs() == []
    assert pack.window(2026) == (date(2025, 11, 15), date(2026, 11, 14))
    assert (pack.percent, pack.rounding, pack.cap_of) == (20, "floor", ("good",))
    written = yaml.safe_load((PACKS / "hd01-2026" / "pack.yaml").read_text(encoding="utf-8"))
    assert (written["source"]["mark"], written["cap"]["mark"]) == ("secondary", "not_found")


def test_years_before_the_guidance_have_no_rules() -> None:
    with pytest.raises(Refused) as refusal:
        pack_of(2025)
    assert refusal.value.code == "forces.no_rules"


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (lambda data: data.pop("cap"), "cap"),
        (lambda data: data["cap"].update(level="best"), "best is not among them"),
        (lambda data: data["window"].update(begins="31/2"), "31/2 is no day"),
        (lambda data: data["levels"].append(data["levels"][0]), "twice"),
        (lambda data: data["source"].update(mark="sure"), "sure"),
        (lambda data: data.update(extra=1), "extra"),
    ],
)
def test_a_broken_pack_is_found(spoil: Callable[[dict[str, Any]], object], fault: str) -> None:
    schema = json.loads((PACKS / "rating.schema.json").read_text(encoding="utf-8"))
    data = yaml.safe_load((PACKS / "hd01-2026" / "pack.yaml").read_text(encoding="utf-8"))
    spoil(data)
    assert any(fault in line for line in pack_faults(data, schema))


@pytest.mark.parametrize(
    ("subject", "wrong"),
    [
        (a_member(2), set()),
        (a_member(2, ""), {"forces.not_rated"}),
        (a_member(2, complaint=True), {"forces.complaint_pending"}),
        (a_member(2, "", complaint=True), set()),
        (a_member(2, since=date(2026, 2, 16)), {"forces.served_too_short"}),
        (a_member(2, since=date(2026, 2, 15)), set()),
        (a_member(2, "", since=date(2026, 5, 1)), set()),
        (a_member(2, "excellent", tasks=96), set()),
        (a_member(2, "excellent", tasks=95), {"forces.too_few_tasks"}),
        (a_member(2, "excellent"), {"forces.too_few_tasks"}),
        (a_member(2, "excellent", role="leader", tasks=99), {"forces.leader_above_team"}),
        (a_member(2, "good", role="leader"), set()),
        (a_member(2, "done", role="deputy"), set()),
    ],
)
def test_what_hinders_a_level_of_a_member(pack: RatingPack, subject: Subject, wrong: set[str]) -> None:
    others = [a_member(number) for number in range(10, 20)]
    assert codes(pack, a_team(1, area_met=True), subject, *others).get(2, set()) == wrong


def test_the_best_level_asks_for_an_area_that_meets_the_standard(pack: RatingPack) -> None:
    others = [a_team(number) for number in range(10, 20)]
    assert codes(pack, a_team(1, "excellent", tasks=98), *others) == {1: {"forces.area_not_met"}}
    assert codes(pack, a_team(1, "excellent", tasks=98, area_met=True), *others) == {}


@pytest.mark.parametrize(
    ("good", "best", "fits"), [(4, 1, False), (5, 1, True), (9, 2, False), (10, 2, True), (0, 0, True)]
)
def test_the_best_are_a_fifth_of_the_good_rounded_down(pack: RatingPack, good: int, best: int, fits: bool) -> None:
    teams = [a_team(number) for number in range(1, good + 1)]
    teams += [a_team(100 + number, "excellent", tasks=99, area_met=True) for number in range(best)]
    assert (codes(pack, *teams) == {}) is fits
    assert codes(pack, *teams).get(0, set()) == (set() if fits else {"forces.too_many_best_teams"})


def test_teams_and_members_have_each_their_own_share(pack: RatingPack) -> None:
    members = [a_member(number) for number in range(10, 20)]
    best = a_member(2, "excellent", tasks=99)
    assert codes(pack, a_team(1, area_met=True), best, *members) == {}
    short = codes(pack, a_team(1, area_met=True), best)
    assert short == {0: {"forces.too_many_best_members"}}


@given(st.integers(0, 10_000))
def test_the_share_is_never_passed_and_never_one_short(base: int) -> None:
    most = pack_named("hd01-2026").most(base)
    assert most * 100 <= base * 20 < (most + 1) * 100


def test_who_may_be_rated(pack: RatingPack) -> None:
    assert may_be_rated(pack, YEAR, a_member(2))
    assert not may_be_rated(pack, YEAR, a_member(2, complaint=True))
    assert may_be_rated(pack, YEAR, replace(a_team(1), since=date(2026, 10, 1)))


def test_what_hinders_a_decision_is_everything_found(pack: RatingPack) -> None:
    found = findings_of(pack, YEAR, [a_team(1, ""), a_member(2, "excellent")])
    assert {finding.code for finding in hindering(found)} >= {"forces.not_rated", "forces.too_few_tasks"}


@pytest.mark.parametrize(
    ("today", "year"),
    [
        (date(2026, 10, 15), None),
        (date(2026, 10, 16), 2026),
        (date(2026, 12, 31), 2026),
        (date(2027, 10, 15), 2026),
        (date(2027, 10, 16), 2027),
    ],
)
def test_a_rating_is_due_from_a_month_before_its_year_ends(today: date, year: int | None) -> None:
    assert year_to_rate(today) == year
