"""Who sees which dossiers, how much of them, in how many queries; what is counted and owed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.http import Http404
from pytest_django import DjangoAssertNumQueries

from binhyen.kernel.actors import Actor, Role
from binhyen.kernel.periods import parse_period
from binhyen.kernel.ports import CountedRow, Question
from binhyen.places.models import PlaceVersion
from binhyen.recognition.actions.deciding import decide
from binhyen.recognition.actions.remarking import add_remark
from binhyen.recognition.counters import COUNTERS
from binhyen.recognition.duties import duties
from binhyen.recognition.models import RemarkKind
from binhyen.recognition.queries.decisions import decision_seen_by, decisions_seen_by, preview_decision
from binhyen.recognition.queries.dossiers import (
    DossierFilter,
    appraisal_desk,
    dossier_page,
    dossier_seen_by,
    dossiers_seen_by,
    evidence_seen_by,
    trail_of_dossier,
)
from binhyen.recognition.queries.rounds import (
    communes_of_round,
    results_of,
    round_overview,
    round_seen_by,
    rounds_seen_by,
)
from binhyen.recognition.queries.standing import facts_of_year, known_of
from binhyen.recognition.rules.lifecycle import State
from binhyen.recognition.rules.model import Verdict
from binhyen.units.models import UnitVersion
from tests.recognition.factories import (
    DECIDED_AT,
    NOVEMBER,
    RECOGNISE,
    YEAR,
    Town,
    a_paper,
    answered,
    appraised,
    attach,
    in_office,
    more_areas,
    on,
    opened,
    recognised,
    refused,
    registered,
    submitted,
)


def names(actor: Actor, wanted: DossierFilter | None = None) -> set[str]:
    return {row.name for row in dossiers_seen_by(actor, wanted)}


def test_everybody_sees_what_the_post_stands_to(round_town: Town) -> None:
    everything = {"Thôn Đông", "Xã An Phú", "Trường THCS An Phú", "Công ty Sông Cầu", "Trường Mầm non"}
    assert names(round_town.head) == {"Thôn Đông"}
    assert names(round_town.mai) == {"Trường THCS An Phú"}
    assert names(round_town.lan) == everything
    assert names(round_town.hung) == everything
    assert names(round_town.nam) == set()
    assert names(round_town.actor(Role.AUDITOR, round_town.province)) == everything
    assert names(round_town.actor(Role.OPERATOR, round_town.land.nation)) == set()
    assert names(round_town.actor(Role.COUNCIL_MEMBER, round_town.province)) == {"Xã An Phú", "Công ty Sông Cầu"}


def test_a_list_is_narrowed_and_ignores_diacritics(round_town: Town) -> None:
    assert names(round_town.lan, DossierFilter(text="truong thcs")) == {"Trường THCS An Phú"}
    assert names(round_town.lan, DossierFilter(state=State.OUT_OF_SCOPE)) == {"Trường Mầm non"}
    assert names(round_town.lan, DossierFilter(decided_here=True, kind="school")) == {
        "Trường THCS An Phú",
        "Trường Mầm non",
    }
    assert names(round_town.lan, DossierFilter(path=round_town.area.path)) == {"Thôn Đông"}
    registered(round_town)
    assert names(round_town.hung, DossierFilter(registered=True)) == {"Thôn Đông"}


def test_a_list_costs_one_query(round_town: Town, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        assert len(list(dossiers_seen_by(round_town.hung)[:20])) == 5


def test_a_stranger_finds_nothing(round_town: Town) -> None:
    dossier = round_town.dossier()
    with pytest.raises(Http404):
        dossier_seen_by(round_town.nam, dossier.pk)
    with pytest.raises(Http404):
        dossier_page(round_town.mai, dossier.pk)


# ------------------------------------------------------------------ one dossier


def test_the_page_holds_everything_in_a_fixed_number_of_queries(
    round_town: Town, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    dossier = appraised(round_town)
    with django_assert_max_num_queries(10):
        page = dossier_page(round_town.lan, dossier.pk)
    assert [line.criterion.id for line in page.lines if line.criterion.id.startswith("KDC")] == [
        "KDC-1a",
        "KDC-1b",
        "KDC-1c",
        "KDC-2",
        "KDC-3",
        "KDC-4",
        "KDC-5",
    ]
    assert page.evaluation is not None
    assert page.evaluation.verdict is Verdict.MET


def test_criteria_are_for_the_unit_and_its_deciders_alone(round_town: Town) -> None:
    dossier = refused(round_town)
    assert dossier_page(round_town.head, dossier.pk).lines[2].result is not None
    from_above = dossier_page(round_town.hung, dossier.pk)
    assert from_above.evaluation is None
    assert all(line.answer is None and line.result is None for line in from_above.lines)
    with pytest.raises(Http404):
        trail_of_dossier(round_town.hung, dossier.pk)
    assert trail_of_dossier(round_town.head, dossier.pk)


def test_a_running_appraisal_is_kept_from_its_unit(round_town: Town) -> None:
    dossier = appraised(round_town)
    seen = dossier_page(round_town.head, dossier.pk)
    assert all(not line.answer.appraiser_verdict for line in seen.lines if line.answer)
    assert seen.dossier.appraised_verdict == ""
    assert seen.evaluation is not None
    assert seen.evaluation.verdict is Verdict.CANNOT_CONCLUDE
    chair = in_office(round_town.chair, round_town.commune)
    decide(dossier_id=dossier.pk, ruling=RECOGNISE, paper=a_paper(), by=chair, at=DECIDED_AT)
    after = dossier_page(round_town.head, dossier.pk)
    assert after.evaluation is not None
    assert after.evaluation.verdict is Verdict.MET


def test_units_never_see_internal_remarks(round_town: Town) -> None:
    dossier = submitted(round_town)
    for kind in (RemarkKind.INTERNAL, RemarkKind.QUESTION):
        add_remark(dossier_id=dossier.pk, criterion="", kind=kind, text=str(kind), by=round_town.lan, at=NOVEMBER)
    assert [one.kind for one in dossier_page(round_town.head, dossier.pk).remarks] == ["question"]
    assert [one.kind for one in dossier_page(round_town.lan, dossier.pk).remarks] == ["internal", "question"]


def test_an_appraiser_sees_others_conclusions_after_the_own(round_town: Town) -> None:
    dossier = appraised(round_town)
    other = replace(round_town.lan, account_id=77)
    assert dossier_page(other, dossier.pk).appraisals == []
    assert len(dossier_page(round_town.lan, dossier.pk).appraisals) == 1
    assert dossier_page(round_town.head, dossier.pk).appraisals == []


def test_evidence_is_reached_only_through_its_dossier(round_town: Town) -> None:
    dossier = registered(round_town)
    pk = attach(round_town, dossier.pk, "KDC-1a")
    assert evidence_seen_by(round_town.head, pk).pk == pk
    for stranger in (round_town.nam, round_town.mai, round_town.hung):
        with pytest.raises(Http404):
            evidence_seen_by(stranger, pk)


# ------------------------------------------------------------------ rounds


def test_the_overview_counts_in_one_query(round_town: Town, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    recognised(round_town)
    assert round_town.opened is not None
    with django_assert_num_queries(1):
        rows = {row.kind: row for row in round_overview(round_town.hung, round_town.opened, date(2026, 11, 24))}
    assert (rows["residential_area"].must, rows["residential_area"].met) == (1, 1)
    assert (rows["school"].must, rows["school"].out_of_scope, rows["school"].doing) == (1, 1, 1)
    assert rows["commune"].late == 1


def test_communes_stand_by_what_is_late_in_two_queries(
    round_town: Town, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    recognised(round_town)
    assert round_town.opened is not None
    with django_assert_num_queries(2):
        rows = communes_of_round(round_town.hung, round_town.opened, date(2026, 11, 24))
    assert [(row.areas_met, row.areas_total, row.units_met, row.units_total) for row in rows] == [(1, 1, 0, 1)]
    assert (rows[0].recognised, rows[0].eligible) == (1, 2)


def test_a_commune_counts_its_units_live(round_town: Town) -> None:
    commune = registered(round_town, "commune", round_town.lan)
    before = dossier_page(round_town.lan, commune.pk).evaluation
    recognised(round_town)
    after = dossier_page(round_town.lan, commune.pk).evaluation
    assert before is not None
    assert after is not None
    shares = [one.result("XA-4b") for one in (before, after)]
    assert [one.facts["units_recognised"] for one in shares if one] == [0, 1]


def test_rounds_are_those_of_the_own_province(round_town: Town) -> None:
    assert round_town.opened is not None
    assert [one.pk for one in rounds_seen_by(round_town.head)] == [round_town.opened.pk]
    elsewhere = round_town.actor(Role.PROVINCE_OFFICER, round_town.land.other_province)
    with pytest.raises(Http404):
        round_seen_by(elsewhere, round_town.opened.pk)


# ------------------------------------------------------------------ desk, decisions


def test_the_desk_holds_what_waits(round_town: Town) -> None:
    submitted(round_town)
    assert [row.name for row in appraisal_desk(round_town.lan)] == ["Thôn Đông"]
    assert list(appraisal_desk(round_town.hung)) == []


def test_a_preview_shows_exceptions_and_writes_nothing(town: Town) -> None:
    more_areas(town, 1)
    opened(town)
    appraised(town)
    answered(town, "area1", town.lan)
    preview = preview_decision(in_office(town.chair, town.commune), DossierFilter(kind="residential_area"), RECOGNISE)
    assert [one.name for one in preview.ready] == ["Thôn Đông"]
    assert preview.exceptions == []
    assert town.dossier().state == State.APPRAISED


def test_decisions_are_seen_by_who_sees_a_dossier_in_them(round_town: Town) -> None:
    recognised(round_town)
    decision = decisions_seen_by(round_town.head).get()
    assert decision.named == 1  # type: ignore[attr-defined]  # annotated
    assert decision_seen_by(round_town.hung, decision.pk) == decision
    with pytest.raises(Http404):
        decision_seen_by(round_town.nam, decision.pk)


def test_results_are_those_of_the_year(round_town: Town) -> None:
    recognised(round_town)
    assert [row.name for row in results_of((round_town.province.path,), 2026)] == ["Thôn Đông"]
    assert list(results_of((round_town.province.path,), 2025)) == []


# ------------------------------------------------------------------ counters, duties


def counted(town: Town, indicator: str, period: str = "2026") -> dict[tuple[str, ...], CountedRow]:
    counter = next(one for one in COUNTERS if indicator in one.indicators)
    question = Question(frozenset({indicator}), town.province.place_id, (town.province.path,), parse_period(period))
    return {tuple(row.dims.values()): row for row in counter.count(question)}


def test_recognised_units_are_shares_of_all_in_scope(round_town: Town) -> None:
    recognised(round_town)
    rows = counted(round_town, "recognised_units")
    areas = rows["residential_area",]
    assert (areas.numerator, areas.denominator, areas.value) == (Decimal(1), Decimal(1), None)
    assert (rows["school", "commune"].numerator, rows["school", "commune"].denominator) == (Decimal(0), Decimal(1))
    assert rows["enterprise", "province"].denominator == 1
    assert "year=2026" in areas.link
    assert "report_kind=residential_area" in areas.link


def test_a_commune_counts_its_own_and_a_neighbour_nothing(
    round_town: Town, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    recognised(round_town)
    counter, period = COUNTERS[0], parse_period("2026")

    def rows(place: PlaceVersion) -> list[tuple[str, Decimal | None]]:
        found = counter.count(Question(frozenset({"recognised_units"}), place.place_id, (place.path,), period))
        return [(row.dims["unit_kind"], row.numerator) for row in found]

    with django_assert_max_num_queries(3):
        below = rows(round_town.commune)
    assert below == rows(round_town.province)
    assert ("residential_area", Decimal(1)) in below
    assert rows(round_town.area) == [("residential_area", Decimal(1))]
    assert rows(round_town.land.elsewhere) == []


def test_many_places_are_counted_as_each_alone(
    round_town: Town, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    recognised(round_town)
    counter = COUNTERS[0]
    asked = [
        Question(counter.indicators, one.place_id, (one.path,), parse_period("2026"))
        for one in (round_town.province, round_town.commune, round_town.area, round_town.land.elsewhere)
    ]
    alone = [counter.count(one) for one in asked]
    assert [bool(rows) for rows in alone] == [True, True, True, False]
    with django_assert_num_queries(2):
        assert counter.count_each(asked) == alone
    assert counter.count_each([]) == []


def test_counts_are_of_years_not_of_parts(round_town: Town) -> None:
    recognised(round_town)
    assert counted(round_town, "recognised_units", "2026-H1") == {}
    assert counted(round_town, "recognised_units", "2025") == {}
    assert counted(round_town, "recognised_units", "2020-2026")["residential_area",].numerator == 1


def test_not_recognised_are_decided_and_not_met(round_town: Town) -> None:
    refused(round_town)
    rows = counted(round_town, "units_not_recognised")
    assert {dims: row.value for dims, row in rows.items()} == {("residential_area",): Decimal(1)}
    assert counted(round_town, "units_registered_safe")["residential_area",].numerator == 1


def test_each_role_owes_its_own(round_town: Town, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    def owed(actor: Actor, month: int = 11) -> list[str]:
        with django_assert_max_num_queries(5):
            return [duty.code.removeprefix("recognition.") for duty in duties(actor, on(month, 5))]

    assert owed(round_town.head, 1) == ["register"]
    submitted(round_town)
    assert owed(round_town.head) == []
    assert owed(round_town.lan) == ["register", "register_units", "appraise"]
    assert owed(round_town.nam) == []
    assert owed(round_town.actor(Role.AUDITOR, round_town.province)) == []


def test_the_chair_owes_a_decision(round_town: Town) -> None:
    appraised(round_town)
    found = {duty.code: duty for duty in duties(round_town.chair, on(11, 24))}
    assert found["recognition.decide"].count == 1
    assert found["recognition.decide"].state == "late"


def test_a_past_year_is_measured_by_its_own_facts(
    round_town: Town, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """A firm without a party organisation in its year keeps that year, whatever it has today."""
    firm = round_town.units["enterprise"]
    UnitVersion.objects.create(
        unit=firm,
        managing_level=firm.managing_level,
        enterprise_size="medium",
        has_party_organisation=False,
        valid_from=date(2025, 7, 1),
        valid_to=date(YEAR + 1, 3, 1),
        name=firm.name,
    )
    firm.has_party_organisation, firm.enterprise_size = True, "large"
    firm.save(update_fields=["has_party_organisation", "enterprise_size"])
    rows = [round_town.dossier(name) for name in ("enterprise", "school", "area")]
    with django_assert_num_queries(1):
        facts = facts_of_year(rows)
    known = known_of(rows[0], None, facts)
    assert known.unit["has_party_organisation"] is False
    assert known.unit["enterprise_size"] == "medium"
    page = dossier_page(round_town.hung, rows[0].pk)
    assert page.evaluation is not None
    clause = page.evaluation.result("CD-1a")
    assert clause is not None
    assert clause.verdict is Verdict.NOT_APPLICABLE
