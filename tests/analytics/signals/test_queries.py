"""Who sees which signals, from which day, in how many queries."""

from datetime import timedelta

import pytest
from django.http import Http404
from pytest_django import DjangoAssertNumQueries

from binhyen.analytics.duties import duties
from binhyen.analytics.models import Signal
from binhyen.analytics.queries.signals import (
    collections_looked_at,
    collections_to_look_at,
    own_signals,
    review_list,
    signal_seen_by,
    signals_at,
    signals_seen_by,
    waiting_hidden,
)
from binhyen.analytics.rules.signals.rights import OWN, PROVINCE, Ability
from binhyen.analytics.signals.inputs import said_in
from binhyen.kernel.actors import Role
from tests.analytics.signals.town import LATER, SHOWN, a_province, looked_at
from tests.reports.factories import ReportTown

pytestmark = pytest.mark.django_db
TODAY, DAY = LATER.date(), SHOWN.date()


@pytest.fixture
def province() -> ReportTown:
    return a_province()


def test_the_reporter_sees_its_signals_at_once_and_the_province_from_the_day_set(province: ReportTown) -> None:
    signal = looked_at(province)
    november = province.collections["2026-11"]
    assert signal in signals_seen_by(province.lan, TODAY)
    assert not signals_seen_by(province.hung, TODAY).exists()
    assert review_list(province.hung, november, TODAY) == []
    assert waiting_hidden(november, TODAY) > 0
    assert signal in signals_seen_by(province.hung, DAY)
    assert [one.report.name for one in review_list(province.hung, november, DAY)] == sorted(
        one.report.name for one in review_list(province.hung, november, DAY)
    )
    assert waiting_hidden(november, DAY) == 0


def test_neither_neighbours_nor_other_provinces_nor_auditors_see_a_signal(province: ReportTown) -> None:
    signal = looked_at(province)
    auditor = province.actor(Role.AUDITOR, province.land.bac_ninh)
    head = province.actor(Role.RESIDENTIAL_HEAD, province.land.village)
    for actor in (province.nam, province.stranger, auditor, head):
        assert signal not in signals_seen_by(actor, DAY)
        with pytest.raises(Http404):
            signal_seen_by(actor, signal.pk, DAY)
        with pytest.raises(Http404):
            signals_at(actor, signal.report_id, DAY)
    with pytest.raises(Http404):
        review_list(auditor, province.collections["2026-11"], DAY)
    with pytest.raises(Http404):
        review_list(province.stranger, province.collections["2026-11"], DAY)


def test_the_communes_chair_sees_what_is_asked_and_the_leader_the_list(province: ReportTown) -> None:
    signal = looked_at(province)
    chair = province.actor(Role.COMMUNE_CHAIR, province.land.an_phu)
    leader = province.actor(Role.PROVINCE_LEADER, province.land.bac_ninh)
    assert signal in own_signals(chair)
    assert list(duties(chair, LATER)) == []
    assert any(one.report.pk == signal.report_id for one in review_list(leader, province.collections["2026-11"], DAY))


def test_ended_signals_stay_on_their_reports_page_and_leave_the_list(province: ReportTown) -> None:
    signal = looked_at(province)
    Signal.objects.filter(report=signal.report).update(ended_at=LATER)
    assert signals_at(province.lan, signal.report_id, DAY)
    assert signal not in own_signals(province.lan)
    listed = review_list(province.hung, province.collections["2026-11"], DAY)
    assert signal.report_id not in [one.report.pk for one in listed]


def test_a_signal_is_a_duty_until_it_is_answered(province: ReportTown) -> None:
    signal = looked_at(province)
    (duty,) = duties(province.lan, LATER)
    assert (duty.code, duty.due, duty.link) == ("signals.answer", signal.shown_on, "/kiem-chung/")
    (late,) = duties(province.lan, SHOWN + timedelta(days=1))
    assert late.state == "late"
    Signal.objects.filter(report=signal.report).update(answered_at=LATER)
    assert list(duties(province.lan, LATER)) == []


def test_periods_are_offered_to_the_provinces_officer(province: ReportTown) -> None:
    assert collections_looked_at(province.hung) == []
    looked_at(province)
    assert [one.period for one in collections_looked_at(province.hung)] == ["2026-11"]
    assert [one.period for one in collections_to_look_at(province.hung)] == ["2026-11", "2026-10"]
    assert collections_to_look_at(province.stranger) == []


def test_inputs_hold_the_year_behind_and_no_author(
    province: ReportTown, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(60):
        said = said_in(province.collections["2026-11"])
    mine = next(one for one in said if one.report == province.report().pk)
    cell = next(one for one in mine.cells if one.cell == "propaganda_attendance")
    assert cell.before == cell.value == 863
    assert cell.typed
    assert len(cell.history) == 12
    assert next(one for one in mine.cells if one.cell == "models_total").stock
    assert not {name for name in type(cell).__slots__ if "account" in name or "post" in name or "by_" in name}


def test_the_number_of_queries_does_not_grow_with_reports(
    province: ReportTown, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    number = looked_at(province).report_id
    with django_assert_num_queries(1):
        review_list(province.hung, province.collections["2026-11"], DAY)
    with django_assert_num_queries(1):
        signals_at(province.lan, number, TODAY)


def test_the_table_gives_no_role_the_list_but_the_provinces() -> None:
    assert {role for role, granted in PROVINCE.items() if Ability.SEE_LIST in granted} == {
        Role.PROVINCE_OFFICER,
        Role.PROVINCE_LEADER,
    }
    assert Role.AUDITOR not in OWN
    assert Role.OPERATOR not in {*OWN, *PROVINCE}
