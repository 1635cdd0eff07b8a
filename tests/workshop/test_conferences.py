"""What conferences published is counted from the registers, or the demonstration is not built."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from binhyen.indicators.counting import count_all
from binhyen.indicators.rules.cells import parse_cell_key
from binhyen.kernel.actors import SYSTEM
from binhyen.kernel.amounts import Bound, Origin, exactly
from binhyen.kernel.periods import parse_period
from binhyen.kernel.ports import CountedRow
from binhyen.places.actions import load_places
from binhyen.places.queries import place_named
from binhyen.places.rules.country import country
from binhyen.plans.models import PlanTask, YearPlan
from binhyen.registers.models import Link, Record
from binhyen.reports.models import Figure, Report
from binhyen.reports.rules.lifecycle import State
from binhyen.workshop.actions import conferences
from binhyen.workshop.actions.conferences import check_published, play_conferences
from binhyen.workshop.actions.directions import play_directions
from binhyen.workshop.actions.months import install_forms
from binhyen.workshop.actions.staging import Offices
from binhyen.workshop.bench.plan import moment
from binhyen.workshop.queries import CONFERENCES, pack_data
from binhyen.workshop.rules.plan import PlanMismatch

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def played(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The conferences with their registers, played once for all tests of this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_places(country(), by=SYSTEM, at=moment(2013, 1, 2))
        install_forms()
        offices = Offices()
        play_directions(offices)
        play_conferences(offices)
        yield
        transaction.set_rollback(True)


def counted(slug: str, code: str) -> list[CountedRow]:
    period = parse_period(code)
    return list(count_all(place_named(slug, period.end).place_id, period))


@pytest.mark.parametrize(
    ("slug", "period", "indicator", "value", "bound"),
    [
        ("lang-son", "2022", "mobilisation_events", 32, Bound.EXACT),
        ("lang-son", "2022", "models_total", 66, Bound.EXACT),
        ("lang-son", "2022", "models_new", 16, Bound.EXACT),
        ("lang-son", "2022", "awards_collective", 36, Bound.EXACT),
        ("bac-ninh", "2019-2024", "models_total", 250, Bound.EXACT),
        ("bac-ninh", "2019-2024", "offenders_managed", 48, Bound.EXACT),
        ("bac-ninh", "2019-2024", "reintegration_loan_persons", 59, Bound.EXACT),
        ("bac-ninh", "2019-2024", "reintegration_loan_amount", 5_400_000_000, Bound.EXACT),
        ("bac-ninh", "2019-2024", "melee_weapons", 200, Bound.OVER),
        ("bac-ninh", "2019-2024", "fireworks_kg", 300, Bound.OVER),
        ("bac-ninh", "2019-2024", "tips_received", 5_000, Bound.OVER),
        ("bac-ninh", "2019-2024", "exemplars_honoured", 60, Bound.OVER),
        ("bac-ninh", "2019-2024", "awards_individual", 7, Bound.EXACT),
        ("bac-kan", "2017", "awards_collective", 61, Bound.EXACT),
        ("bac-kan", "2017", "awards_individual", 50, Bound.EXACT),
    ],
)
def test_a_published_number_is_counted(
    played: None, slug: str, period: str, indicator: str, value: int, bound: Bound
) -> None:
    rows = [row for row in counted(slug, period) if row.indicator == indicator]
    assert sum(row.value or Decimal(0) for row in rows) == value
    assert {row.bound for row in rows} == {bound}
    assert {row.origin for row in rows} == {Origin.COUNTED}
    assert all(row.link.startswith("/so/dem/") for row in rows)


def test_words_without_a_number_are_counted_as_they_were_said(played: None) -> None:
    (row,) = [row for row in counted("bac-ninh", "2019-2024") if row.indicator == "ammo_kg"]
    assert (row.words, row.value, row.origin) == ("hàng trăm kg", None, Origin.COUNTED)


def test_the_province_s_summary_took_its_numbers_from_the_registers(played: None) -> None:
    reports = Report.objects.filter(collection__version__form__code__startswith="tong-hop-tinh")
    assert {one.state for one in reports} == {State.CLOSED}
    assert len(reports) == len(CONFERENCES)
    assert set(Figure.objects.filter(report__in=reports).values_list("origin", flat=True)) == {Origin.COUNTED}


@pytest.mark.parametrize("name", CONFERENCES)
def test_a_number_that_differs_stops_the_demonstration(played: None, name: str) -> None:
    pack = pack_data(name)
    cell = next(iter(pack["published"]))
    wrong = {**pack, "published": {**pack["published"], cell: 4711}}
    with pytest.raises(PlanMismatch, match="4711"):
        check_published(wrong)


def test_a_number_that_is_typed_or_leads_nowhere_stops_it_too(played: None, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = tuple(counted("lang-son", "2022"))
    for change in ({"origin": Origin.TYPED}, {"link": ""}):
        other = tuple(replace(row, **change) for row in rows)
        monkeypatch.setattr(conferences, "count_all", lambda _place, _period, known=other: known)
        with pytest.raises(PlanMismatch, match="models_total"):
            check_published(pack_data("lang-son-2022-registers"))


def test_a_share_is_told_from_a_number() -> None:
    cell = parse_cell_key("regular_police_communes")
    row = CountedRow(cell.indicator, {}, numerator=Decimal(101), denominator=Decimal(102), link="/so/dem/")
    assert conferences._off(cell, exactly(101, 102), (row,)) == []
    assert conferences._off(cell, exactly(102, 102), (row,))


def test_directions_of_a_conference_are_tasks_of_the_next_year_s_plan(played: None) -> None:
    plan = YearPlan.objects.get(year=2024, superseded_at=None)
    tasks = PlanTask.objects.filter(plan_id=plan.record_id, superseded_at=None)
    assert len(tasks) == 32
    assert {one.state for one in tasks} == {"closed"}
    assert {one.issued_on for one in tasks} == {date(2024, 1, 18)}
    conference = Record.objects.get(register="campaigns.events", title__contains="năm 2023")
    linked = Link.objects.filter(other=conference, record_id__in=[one.record_id for one in tasks])
    assert linked.count() == len(tasks)
