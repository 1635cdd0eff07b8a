"""What a programme asks in a year, and of whom: usual days are marked as no law's."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from binhyen.indicators.rules.catalogue import Mark
from binhyen.kernel.ports import Duty
from binhyen.programmes.duties import duties
from binhyen.programmes.queries.packs import usual_cycle
from binhyen.programmes.rules.cycle import Due, Own, asked_in, cycle_from_data, is_day_of_year, open_in, years_after
from binhyen.programmes.rules.terms import WIDTH, axis_of, bar, ticks
from tests.accounts.factories import Land, Person, a_land, ba_lan, ong_hung
from tests.programmes.factories import a_plan, a_programme, a_summary
from tests.registers.factories import day

TERM = Own(date(2013, 8, 1), date(2023, 7, 31))
DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))


def asked(year: int, own: Own = TERM) -> list[tuple[Due, date, bool]]:
    return [(one.what, one.on, one.own) for one in asked_in(year, own, usual_cycle())]


def test_the_usual_round_is_inferred_and_says_so() -> None:
    assert usual_cycle().mark is Mark.INFERRED
    assert asked(2015) == [
        (Due.PLAN, date(2015, 3, 31), False),
        (Due.HALF, date(2015, 6, 20), False),
        (Due.YEAR, date(2015, 12, 15), False),
    ]


def test_nothing_is_asked_before_the_term_or_after_it_but_its_summary() -> None:
    assert asked(2013) == [(Due.YEAR, date(2013, 12, 15), False)]
    assert asked(2018)[2] == (Due.REVIEW, date(2018, 8, 1), False)
    assert [one[0] for one in asked(2023)] == [Due.PLAN, Due.HALF, Due.SUMMARY]
    assert asked(2024) == []


def test_a_programme_sets_its_own_days() -> None:
    own = Own(date(2020, 1, 1), None, plan_by="15/02", review_after=3)
    assert asked(2023, own)[0] == (Due.REVIEW, date(2023, 1, 1), True)
    assert asked(2023, own)[1] == (Due.PLAN, date(2023, 2, 15), True)


def test_what_was_done_is_not_asked() -> None:
    found = open_in(2015, TERM, usual_cycle(), {(Due.PLAN, 2015), (Due.YEAR, 2014)})
    assert [one.what for one in found] == [Due.HALF, Due.YEAR]


@pytest.mark.parametrize("text", ["31/02", "29/02", "3", "31-03", "ab/cd", "1/1/2", "٣/٣", ""])
def test_what_is_no_day_of_a_year_is_none(text: str) -> None:
    assert not is_day_of_year(text)


def test_a_broken_pack_is_no_round() -> None:
    with pytest.raises(ValueError, match="no days of a year"):
        cycle_from_data({"plan_by": "31/02", "half_by": "20/06", "year_by": "15/12"})


def test_a_leap_day_is_the_day_before_in_other_years() -> None:
    assert years_after(date(2020, 2, 29), 5) == date(2025, 2, 28)


@given(st.lists(st.tuples(DAYS, st.integers(1, 5000) | st.none()), min_size=1, max_size=5), DAYS)
def test_every_term_lies_on_the_line(terms: list[tuple[date, int | None]], today: date) -> None:
    spans = [(since, date.fromordinal(since.toordinal() + length) if length else None) for since, length in terms]
    axis = axis_of(spans, today)
    for since, until in spans:
        drawn = bar(axis, since, until, today)
        assert 0 <= drawn.x <= WIDTH
        assert 0 <= drawn.over <= max(drawn.width, 0)
        assert drawn.x + drawn.width <= WIDTH + 2
    years = ticks(axis)
    assert [one.year for one in years] == list(range(axis.first.year, axis.last.year + 1))
    assert years[0].named
    assert sum(one.named for one in years) <= 12


# ------------------------------------------------------------------ duties


@pytest.fixture
def land(db: None) -> Land:
    return a_land()


@pytest.fixture
def hung(land: Land) -> Person:
    return ong_hung(land)


def owed(person: Person, on: str) -> dict[str, Duty]:
    moment = datetime.combine(day(on), datetime.min.time(), ZoneInfo("Asia/Ho_Chi_Minh"))
    return {one.code: one for one in duties(person.actor, moment)}


def test_the_plan_of_the_year_is_owed_from_six_weeks_before(land: Land, hung: Person) -> None:
    row = a_programme(land.bac_ninh, hung.actor)
    assert not owed(hung, "10/02/2026")
    duty = owed(hung, "01/03/2026")["programmes.plan"]
    assert (duty.due, duty.state, duty.link) == (date(2026, 3, 31), "todo", f"/phoi-hop/{row.record_id}/")
    assert duty.reason, "the usual day says that no law fixes it"
    assert owed(hung, "01/04/2026")["programmes.plan"].state == "late"
    a_plan(row, land.bac_ninh, hung.actor)
    assert "programmes.plan" not in owed(hung, "01/04/2026")


def test_a_day_that_the_programme_sets_needs_no_excuse(land: Land, hung: Person) -> None:
    a_programme(land.bac_ninh, hung.actor, plan_by="20/02")
    assert not owed(hung, "10/02/2026")["programmes.plan"].reason


def test_reviews_and_summaries_are_owed_once(land: Land, hung: Person) -> None:
    row = a_programme(land.bac_ninh, hung.actor, until=day("30/10/2026"))
    assert {"programmes.half", "programmes.summary"} <= set(owed(hung, "05/11/2026"))
    a_summary(row, land.bac_ninh, hung.actor, kind="half_year", until=day("30/06/2026"))
    a_summary(row, land.bac_ninh, hung.actor, kind="final")
    assert set(owed(hung, "05/11/2026")) == {"programmes.plan"}


def test_a_programme_asks_the_office_of_its_own_place(land: Land, hung: Person) -> None:
    a_programme(land.bac_ninh, hung.actor)
    assert not owed(ba_lan(land), "05/11/2026")
    assert owed(hung, "05/11/2026")


def test_duties_take_three_queries(land: Land, hung: Person, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(5):
        a_programme(land.bac_ninh, hung.actor, number=f"{number}/CTr")
    with django_assert_num_queries(3):
        assert owed(hung, "05/11/2026")
