"""What an event counts and what it cannot say, by tables; no database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.campaigns.registers.events import EVENTS, FIELDS
from binhyen.campaigns.rules import events, kinds
from binhyen.indicators.queries import catalogue, dims
from binhyen.kernel.amounts import Amount, Bound, exactly, roughly, vaguely
from binhyen.registers.rules.facts import Facts, Value
from binhyen.registers.rules.fields import FieldKind
from binhyen.registers.rules.ledger import Line

DAY = date(2026, 3, 12)


def facts(kind: str, amounts: dict[str, Amount] | None = None, **values: Value) -> Facts:
    return Facts(7, {"kind": kind, "name": "Buổi", "since": DAY, **values}, amounts or {})


def lines(one: Facts) -> list[Line]:
    return list(EVENTS.lines(one, ()))


def codes(one: Facts) -> set[str]:
    return {finding.code for finding in EVENTS.findings(one, ())}


@pytest.mark.parametrize(("kind", "indicator"), kinds.SESSIONS_AS.items())
def test_each_kind_counts_once_under_its_own_indicator(kind: str, indicator: str) -> None:
    [line] = lines(facts(kind))
    assert (line.indicator, line.amount, line.since) == (indicator, exactly(1), DAY)


@pytest.mark.parametrize(("kind", "indicator"), kinds.ATTENDANCE_AS.items())
def test_attendance_counts_under_the_indicator_of_its_kind(kind: str, indicator: str) -> None:
    found = lines(facts(kind, {"attendance": roughly(300, Bound.OVER)}))
    [people] = [line for line in found if line.indicator == indicator]
    assert people.amount == roughly(300, Bound.OVER)


@pytest.mark.parametrize("kind", sorted(set(kinds.KINDS) - set(kinds.SESSIONS_AS)))
def test_kinds_without_an_indicator_of_their_own_count_nothing_by_being_held(kind: str) -> None:
    assert lines(facts(kind)) == []


@pytest.mark.parametrize("standing", sorted(kinds.NOT_HELD))
@pytest.mark.parametrize("kind", sorted(kinds.KINDS))
def test_what_was_not_held_counts_nothing(kind: str, standing: str) -> None:
    assert lines(facts(kind, {"times": exactly(3)}, standing=standing)) == []


@pytest.mark.parametrize(("kind", "counted"), [("interim", 1), ("final", 1), ("topic", 0), ("rollout", 0)])
def test_only_reviews_count_as_review_conferences(kind: str, counted: int) -> None:
    found = lines(facts("conference", conference_kind=kind))
    assert len(found) == counted
    assert all(line.dims == {"conference_kind": kind} for line in found)


def test_delegates_of_a_conference_are_never_added() -> None:
    found = lines(facts("conference", {"attendance": exactly(250)}, conference_kind="final"))
    assert [line.indicator for line in found] == ["review_conferences"]


def test_an_entry_may_stand_for_many_sessions_with_their_bound() -> None:
    [line] = lines(facts("lesson", {"times": roughly(2100, Bound.OVER)}, org="fatherland_front", form_of_work="wide"))
    assert line.amount == roughly(2100, Bound.OVER)
    assert line.dims == {"org": "fatherland_front", "form_of_work": "wide"}


def test_sessions_counted_in_words_stay_words() -> None:
    [line] = lines(facts("lesson", {"times": vaguely("hàng trăm buổi")}))
    assert line.amount == vaguely("hàng trăm buổi")


def test_flows_stand_on_the_last_day_but_a_peak_campaign_on_its_first() -> None:
    later = date(2026, 4, 30)
    assert [line.since for line in lines(facts("lesson", until=later))] == [later]
    assert [line.since for line in lines(facts("peak", until=later))] == [DAY]


def test_a_village_counts_as_one_site_however_often_it_was_launched_there() -> None:
    first = [line for line in lines(facts("launch", unit_kind="residential_area")) if line.indicator == kinds.SITES]
    again = [line for line in lines(facts("launch", unit_kind="residential_area")) if line.indicator == kinds.SITES]
    assert [line.token for line in first] == [line.token for line in again] == ["7"]


def test_a_school_is_a_site_beside_the_village_in_which_it_stands() -> None:
    found = lines(facts("launch", unit_kind="school", venue="Trường THCS An Phú"))
    [site] = [line for line in found if line.indicator == kinds.SITES]
    assert site.token == "7:school:truong thcs an phu"


def test_commitments_are_told_apart_by_their_signers() -> None:
    found = lines(facts("drive", {"commitments_households": exactly(120), "commitments_units": exactly(4)}))
    assert {(line.dims.get("signer"), int(line.amount.number)) for line in found} == {("household", 120), ("unit", 4)}


def test_what_was_handed_in_keeps_how_it_came_in() -> None:
    found = lines(facts("drive", {"guns": exactly(3), "ammo_kg": vaguely("hàng trăm kg")}, way="voluntary"))
    assert {(line.indicator, line.dims.get("way")) for line in found} == {("guns", "voluntary"), ("ammo_kg", None)}


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (facts("launch", {"attendance": exactly(90)}, standing="planned"), "campaigns.not_held"),
        (facts("launch", {"leaflets": exactly(90)}, standing="cancelled"), "campaigns.not_held"),
        (facts("training", {"guns": exactly(1)}), "campaigns.result_of_another_kind"),
        (facts("legal_aid", {"gifts": exactly(1)}), "campaigns.result_of_another_kind"),
        (facts("broadcast", {"attendance": exactly(90)}), "campaigns.no_attendance"),
        (facts("lesson", {"times": exactly(0)}), "campaigns.no_session"),
        (facts("lesson", begins="15:00", ends="14:00"), "campaigns.hours_reversed"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(said: Facts, code: str) -> None:
    assert codes(said) == {code}


def test_hours_may_run_over_midnight_into_another_day() -> None:
    assert codes(facts("meeting", begins="20:00", ends="06:00", until=date(2026, 3, 13))) == set()


def test_every_counting_field_is_of_the_catalogue_and_splits_only_as_it_may() -> None:
    known = catalogue().indicators
    for one in (field for field in FIELDS if field.kind is FieldKind.AMOUNT):
        found = known[one.indicator]
        assert found.in_forms, one.name
        assert {*one.dims, *one.split_by} <= set(found.dims), one.name
        assert all(value in dims()[code].values for code, value in one.dims.items()), one.name


def test_sessions_and_people_split_only_as_the_catalogue_does() -> None:
    known = catalogue().indicators
    assert all(set(split) <= set(known[code].dims) for code, split in events._SPLIT_BY.items())


@given(
    kind=st.sampled_from(sorted(kinds.KINDS)),
    standing=st.sampled_from(["", *kinds.STANDINGS]),
    amounts=st.dictionaries(
        st.sampled_from([one.name for one in FIELDS if one.kind is FieldKind.AMOUNT]),
        st.integers(1, 10_000).map(exactly),
        max_size=8,
    ),
)
def test_an_event_without_findings_gives_each_of_its_numbers_exactly_once(
    kind: str, standing: str, amounts: dict[str, Amount]
) -> None:
    one = facts(kind, amounts, standing=standing)
    if codes(one):
        return
    found = lines(one)
    results = [name for name in amounts if name not in {"times", "attendance"}]
    own = (kind in kinds.SESSIONS_AS) + ("attendance" in amounts and kind in kinds.ATTENDANCE_AS)
    expected = len(results) + own if events.was_held(one) else 0
    assert len(found) == expected
    assert {line.indicator for line in found} <= EVENTS.indicators
