"""What reports ask of people: reporters, offices, those who answer."""

from datetime import datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from binhyen.indicators.rules.cells import parse_cell_key
from binhyen.kernel.actors import Actor, Role
from binhyen.kernel.ports import Duty
from binhyen.reports.actions.correcting import correct
from binhyen.reports.actions.reviewing import Answer, return_report
from binhyen.reports.actions.standing import set_standing
from binhyen.reports.actions.talking import Raised, answer_difficulty, raise_difficulty
from binhyen.reports.duties import duties
from binhyen.reports.rules.lifecycle import Standing
from binhyen.reports.rules.threads import DifficultyKind
from tests.reports.factories import DUE, NOW, ReportTown, at

pytestmark = pytest.mark.django_db


def owed(actor: Actor, when: datetime = NOW) -> dict[str, Duty]:
    return {one.code: one for one in duties(actor, when)}


def test_a_report_is_owed_by_its_day(town: ReportTown) -> None:
    (one,) = owed(town.lan).values()
    assert (one.code, one.due, one.state) == ("reports.enter", DUE, "todo")
    assert one.link == f"/bao-cao/{town.report().pk}/"


def test_a_report_whose_day_is_over_is_late(town: ReportTown) -> None:
    assert owed(town.lan, at(18))["reports.enter"].state == "late"
    late = owed(town.hung, at(18))["reports.overdue"]
    assert (late.count, late.state) == (2, "late")
    assert "reports.overdue" not in owed(town.hung)


def test_a_returned_report_names_how_many_cells_are_to_be_corrected(town: ReportTown) -> None:
    report = town.sent()
    reasons = {parse_cell_key(cell): "Xem lại." for cell in ("leaflets", "models_new")}
    return_report(report_id=report.pk, answer=Answer(reasons=reasons), by=town.hung, at=NOW)
    one = owed(town.lan)["reports.correct"]
    assert (one.params["count"], one.state) == (2, "returned")


def test_a_sent_report_is_owed_by_the_office_alone(town: ReportTown) -> None:
    town.sent()
    assert owed(town.lan) == {}
    assert owed(town.hung)["reports.receive"].count == 1
    assert owed(town.stranger) == {}


def test_an_open_correction_is_owed_and_is_not_late(town: ReportTown) -> None:
    report = town.accepted()
    correct(report_id=report.pk, reason="Cộng thiếu.", by=town.lan, at=NOW)
    assert owed(town.lan, at(20))["reports.revise"].state == "waiting"


def test_an_exempt_report_is_owed_by_nobody(town: ReportTown) -> None:
    pk = town.report().pk
    set_standing(report_ids=[pk], standing=Standing.EXEMPT, reason="Bão.", by=town.hung, at=NOW)
    assert owed(town.lan) == {}


def test_a_difficulty_is_owed_by_whom_it_was_put_to_until_it_is_answered(town: ReportTown) -> None:
    raised = Raised(DifficultyKind.DIFFICULTY, "Thiếu loa.", town.land.bac_ninh.place_id, due_on=at(10).date())
    made = raise_difficulty(report_id=town.report().pk, raised=raised, by=town.lan, at=NOW)
    one = owed(town.hung)["reports.answer"]
    assert (one.count, one.due, one.state) == (1, at(10).date(), "waiting")
    assert owed(town.hung, at(11))["reports.answer"].state == "late"
    answer_difficulty(difficulty_id=made.pk, answer="Cấp quý I.", by=town.hung, at=NOW)
    assert "reports.answer" not in owed(town.hung)
    assert owed(town.lan)["reports.confirm"].count == 1


def test_those_who_only_look_owe_nothing(town: ReportTown) -> None:
    assert owed(town.actor(Role.AUDITOR, town.land.bac_ninh)) == {}


@pytest.mark.parametrize("who", ["lan", "hung"])
def test_duties_ask_few_queries(
    town: ReportTown, who: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for period in ("2026-10", "2026-09", "2026-08"):
        town.collect(period)
    with django_assert_max_num_queries(7):
        list(duties(getattr(town, who), NOW))
