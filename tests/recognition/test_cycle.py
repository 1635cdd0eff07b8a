"""A dossier's way from the open round to the conclusion of its appraisal."""

from dataclasses import replace
from datetime import date

import pytest
from django.http import Http404
from pytest_django import DjangoAssertNumQueries

from binhyen.audit.models import Entry as LogEntry
from binhyen.kernel.findings import Forbidden, Refused
from binhyen.recognition.actions.answering import Entry, save_answer, save_answers_on_paper
from binhyen.recognition.actions.appraising import (
    Conclusion,
    Opinion,
    appraise_answer,
    conclude_appraisal,
    declare_no_conflict,
    recuse,
    return_dossier,
)
from binhyen.recognition.actions.attaching import Offered, remove_evidence
from binhyen.recognition.actions.registering import (
    Registration,
    close_registration,
    register,
    register_many,
    withdraw_dossier,
)
from binhyen.recognition.actions.remarking import add_remark, resolve_remark
from binhyen.recognition.actions.rounds import change_round_settings, open_dossier_for_new_unit, open_round
from binhyen.recognition.actions.submitting import LaterDay, Submission, extend_deadline, start_from_last_year, submit
from binhyen.recognition.models import AnswerRevision, Dossier, Evidence, Extension, RemarkKind
from binhyen.recognition.rules.assessing import Said
from binhyen.recognition.rules.guards import EvidenceKind
from binhyen.recognition.rules.lifecycle import State
from binhyen.recognition.rules.settings import default_settings
from binhyen.units.actions import settle_mixed_schools
from binhyen.units.rules.facts import MixedSchools
from tests.recognition.factories import (
    AREA_ANSWERS,
    FEBRUARY,
    JANUARY,
    NOVEMBER,
    PENDING,
    YEAR,
    Town,
    a_blob,
    a_unit,
    answered,
    appraised,
    attach,
    more_areas,
    on,
    opened,
    recognised,
    registered,
    save,
    submitted,
)


def trail(dossier: Dossier) -> list[str]:
    rows = LogEntry.objects.filter(subject_type="dossier", subject_id=dossier.pk).order_by("id")
    return [row.action.removeprefix("recognition.") for row in rows]


# ------------------------------------------------------------------ opening


def test_a_school_of_several_levels_is_left_out_where_its_province_settled_so(town: Town) -> None:
    town.units["mixed"] = a_unit("Trường TH và THCS", "school", town.commune, highest_level="lower_secondary")
    town.units["mixed"].teaches_primary = True
    town.units["mixed"].save(update_fields=["teaches_primary"])
    wanted = MixedSchools(town.province.place_id, take_part=False, on=date(2026, 1, 1), instrument="KH 15/KH-BCĐ")
    settle_mixed_schools(wanted=wanted, by=town.hung, at=JANUARY)
    opened(town)
    left = town.dossier("mixed")
    assert left.state == State.OUT_OF_SCOPE
    assert left.scope_code == "mixed_schools=false"
    assert left.scope_source.startswith("KH 15/KH-BCĐ")
    assert town.dossier("school").state == State.OPENED


def test_opening_makes_every_units_dossier_on_the_rounds_map(round_town: Town) -> None:
    found = {row.unit.name: row for row in Dossier.objects.select_related("unit")}
    assert len(found) == 5
    assert found["Thôn Đông"].decider_path == round_town.commune.path
    assert found["Xã An Phú"].decider_path == round_town.province.path
    assert found["Xã An Phú"].report_kind == "commune"
    assert found["Công ty Sông Cầu"].decider_level == "province"
    assert found["Trường Mầm non"].state == State.OUT_OF_SCOPE
    assert "Điều 1 khoản 2" in found["Trường Mầm non"].scope_source
    assert found["Thôn Đông"].pack.code == "tt48-2025"
    assert trail(found["Thôn Đông"]) == ["open_dossier"]


def test_opening_again_adds_only_what_is_new(round_town: Town) -> None:
    a_unit("Trường THPT An Phú", "school", round_town.commune, highest_level="upper_secondary")
    again = open_round(
        province_id=round_town.province.place_id,
        year=YEAR,
        settings=default_settings(YEAR),
        by=round_town.hung,
        at=on(1, 6),
    )
    assert (again.made, again.mended) == (1, 0)
    assert Dossier.objects.count() == 6


def test_opening_again_mends_what_nobody_registered(round_town: Town) -> None:
    kindergarten = round_town.units["kindergarten"]
    kindergarten.highest_level = "lower_secondary"
    kindergarten.save()
    again = opened(round_town)
    assert again.dossier("kindergarten").state == State.OPENED
    assert again.dossier("kindergarten").scope_source == ""


def test_only_the_province_opens_its_round(town: Town) -> None:
    with pytest.raises(Forbidden):
        open_round(
            province_id=town.province.place_id, year=YEAR, settings=default_settings(YEAR), by=town.lan, at=JANUARY
        )
    assert not Dossier.objects.exists()


def test_a_new_unit_gets_its_dossier_once(round_town: Town) -> None:
    unit = a_unit("Trường THPT", "school", round_town.commune, highest_level="upper_secondary")
    assert round_town.opened is not None
    round_id = round_town.opened.pk
    open_dossier_for_new_unit(round_id=round_id, unit_id=unit.pk, by=round_town.hung, at=on(4, 1))
    with pytest.raises(Refused) as refusal:
        open_dossier_for_new_unit(round_id=round_id, unit_id=unit.pk, by=round_town.hung, at=on(4, 1))
    assert refusal.value.code == "recognition.has_dossier"


# ------------------------------------------------------------------ registration


def test_a_unit_registers_in_the_first_quarter(round_town: Town) -> None:
    dossier = registered(round_town)
    assert dossier.state == State.REGISTERED
    assert dossier.registered_on == date(2026, 2, 25)
    assert trail(dossier)[-1] == "register"


@pytest.mark.parametrize("signed", [date(2026, 3, 1), date(2025, 12, 30)])
def test_a_registration_is_of_this_year_and_not_to_come(round_town: Town, signed: date) -> None:
    dossier = round_town.dossier()
    with pytest.raises(Refused) as refusal:
        register(dossier_id=dossier.pk, registration=Registration(signed), by=round_town.head, at=FEBRUARY)
    assert refusal.value.code == "recognition.registration_date"
    assert round_town.dossier().state == State.OPENED


def test_late_registration_is_the_offices_and_needs_a_reason(round_town: Town) -> None:
    dossier, late = round_town.dossier(), Registration(date(2026, 4, 2))
    with pytest.raises(Forbidden):
        register(dossier_id=dossier.pk, registration=late, by=round_town.head, at=on(4, 3))
    with pytest.raises(Refused) as refusal:
        register(dossier_id=dossier.pk, registration=late, by=round_town.lan, at=on(4, 3))
    assert refusal.value.code == "recognition.late_without_reason"
    with_reason = Registration(date(2026, 4, 2), "Thôn mới thành lập.")
    done = register(dossier_id=dossier.pk, registration=with_reason, by=round_town.lan, at=on(4, 3))
    assert done.late_reason == "Thôn mới thành lập."
    assert done.on_behalf


def test_a_unit_out_of_scope_cannot_register(round_town: Town) -> None:
    with pytest.raises(Refused) as refusal:
        registered(round_town, "kindergarten", round_town.lan)
    assert refusal.value.code == "lifecycle.no_such_move"


def test_strangers_find_no_dossier(round_town: Town) -> None:
    with pytest.raises(Http404):
        registered(round_town, by=round_town.nam)


def test_many_register_as_one_by_one_or_not_at_all(town: Town) -> None:
    more_areas(town, 3)
    opened(town)
    ids = [town.dossier(name).pk for name in ("area1", "area2", "area3")]
    assert register_many(dossier_ids=ids, registration=Registration(date(2026, 2, 1)), by=town.lan, at=FEBRUARY) == 3
    with pytest.raises(Refused):
        register_many(
            dossier_ids=[town.dossier().pk, *ids], registration=Registration(date(2026, 2, 1)), by=town.lan, at=FEBRUARY
        )
    assert town.dossier().state == State.OPENED


def test_registration_closes_after_its_last_day(round_town: Town) -> None:
    ids = [round_town.dossier().pk]
    with pytest.raises(Refused) as refusal:
        close_registration(dossier_ids=ids, by=round_town.lan, at=FEBRUARY)
    assert refusal.value.code == "recognition.registration_open"
    close_registration(dossier_ids=ids, by=round_town.lan, at=on(4, 1))
    assert round_town.dossier().state == State.NOT_REGISTERED


def test_a_unit_that_is_gone_is_withdrawn_with_a_reason(round_town: Town) -> None:
    pk = round_town.dossier().pk
    with pytest.raises(Refused):
        withdraw_dossier(dossier_id=pk, reason=" ", by=round_town.lan, at=FEBRUARY)
    withdraw_dossier(dossier_id=pk, reason="Sáp nhập thôn.", by=round_town.lan, at=FEBRUARY)
    assert round_town.dossier().state == State.WITHDRAWN


# ------------------------------------------------------------------ answers


def test_an_answer_is_saved_with_its_version_and_verdict(round_town: Town) -> None:
    dossier = registered(round_town)
    answer = save(round_town, dossier.pk, "KDC-1a", AREA_ANSWERS["KDC-1a"])
    assert (answer.version, answer.verdict) == (1, "met")
    assert round_town.dossier().state == State.ASSESSING
    assert trail(dossier)[-1] == "save_answer"


def test_saving_the_same_again_changes_nothing(round_town: Town) -> None:
    dossier = registered(round_town)
    save(round_town, dossier.pk, "KDC-1a", AREA_ANSWERS["KDC-1a"])
    again = save(round_town, dossier.pk, "KDC-1a", AREA_ANSWERS["KDC-1a"])
    assert again.version == 1
    assert AnswerRevision.objects.count() == 1


def test_two_editors_meet_in_a_conflict_and_nobody_loses_text(round_town: Town) -> None:
    dossier = registered(round_town)
    first = Said({"households_registered": 214, "households_residing": 214})
    save(round_town, dossier.pk, "KDC-1c", first)
    mine = Said({"households_registered": 212, "households_residing": 214})
    with pytest.raises(Refused) as refusal:
        save(round_town, dossier.pk, "KDC-1c", mine, by=round_town.lan)
    finding = refusal.value.findings[0]
    assert finding.code == "recognition.conflict"
    assert (finding.params["theirs"], finding.params["yours"]) == (first, mine)
    assert finding.params["their_account"] == round_town.head.account_id
    saved = save(round_town, dossier.pk, "KDC-1c", mine, base=1, by=round_town.lan)
    assert (saved.version, saved.on_behalf, saved.verdict) == (2, True, "not_met")
    assert list(AnswerRevision.objects.order_by("version").values_list("facts__households_registered", flat=True)) == [
        214,
        212,
    ]


@pytest.mark.parametrize(
    ("criterion", "said", "code"),
    [
        ("KDC-1c", Said({"households_registered": 9, "households_residing": 8}), "recognition.fact_impossible"),
        ("KDC-1c", Said({"households_registered": "nhiều"}), "recognition.fact_ill_typed"),
        ("KDC-1a", Said({"households_registered": 9}), "recognition.fact_not_asked"),
        ("KDC-3", Said({}, "not_met", explanation="Ông A đã …"), "recognition.no_narrative"),
        ("KDC-2", Said({}, "rất tốt"), "recognition.no_verdict"),
        ("XA-4b", Said(), "recognition.no_such_criterion"),
    ],
)
def test_what_cannot_be_said_is_refused(round_town: Town, criterion: str, said: Said, code: str) -> None:
    dossier = registered(round_town)
    with pytest.raises(Refused) as refusal:
        save(round_town, dossier.pk, criterion, said)
    assert refusal.value.code == code
    assert round_town.dossier().state == State.REGISTERED


def test_counts_of_a_commune_are_never_typed(round_town: Town) -> None:
    dossier = registered(round_town, "commune", round_town.lan)
    with pytest.raises(Refused) as refusal:
        save(round_town, dossier.pk, "XA-4b", Said({"units_recognised": 99}), by=round_town.lan)
    assert refusal.value.code == "recognition.fact_not_asked"


def test_a_grid_is_entered_from_paper_for_many(town: Town) -> None:
    more_areas(town, 2)
    opened(town)
    ids = [town.dossier(name).pk for name in ("area1", "area2")]
    register_many(dossier_ids=ids, registration=Registration(date(2026, 2, 1)), by=town.lan, at=FEBRUARY)
    grid = [Entry(pk, criterion, said) for pk in ids for criterion, said in AREA_ANSWERS.items()]
    assert save_answers_on_paper(entries=grid, by=town.lan, at=NOVEMBER) == 2
    assert town.dossier("area1").on_behalf
    assert town.dossier("area1").verdict == "cannot_conclude"


def test_saving_takes_a_handful_of_queries(
    round_town: Town, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    dossier = answered(round_town)
    changed = Said({"households_registered": 211, "households_residing": 212}, explanation="Một hộ mới đến.")
    entry = Entry(dossier.pk, "KDC-1c", changed, 1)
    with django_assert_max_num_queries(8):
        save_answer(entry=entry, by=round_town.head, at=NOVEMBER)


# ------------------------------------------------------------------ evidence


def test_evidence_is_attached_and_taken_away_but_its_row_stays(round_town: Town) -> None:
    dossier = registered(round_town)
    pk = attach(round_town, dossier.pk, "KDC-1a")
    with pytest.raises(Refused) as refusal:
        remove_evidence(evidence_id=pk, reason=" ", by=round_town.head, at=NOVEMBER)
    assert refusal.value.findings[0].code == "recognition.no_reason"
    remove_evidence(evidence_id=pk, reason="Đính nhầm tệp.", by=round_town.head, at=NOVEMBER)
    assert Evidence.objects.get(pk=pk).removed_at == NOVEMBER
    assert trail(dossier)[-2:] == ["add_evidence", "remove_evidence"]


@pytest.mark.parametrize(
    ("kind", "name", "code"),
    [
        (EvidenceKind.HOUSEHOLD_LIST, "tệp.pdf", "recognition.household_list"),
        (EvidenceKind.PERSON_LIST, "tệp.pdf", "recognition.household_list"),
        (EvidenceKind.OTHER, "Danh_sách-hộ chưa ký.xlsx", "recognition.household_list"),
    ],
)
def test_lists_of_households_are_refused(round_town: Town, kind: EvidenceKind, name: str, code: str) -> None:
    dossier = registered(round_town)
    with pytest.raises(Refused) as refusal:
        attach(round_town, dossier.pk, "KDC-1c", Offered(a_blob().sha256, kind, name))
    assert refusal.value.code == code
    assert not Evidence.objects.exists()


def test_security_events_take_a_conclusion_only(round_town: Town) -> None:
    dossier = registered(round_town)
    with pytest.raises(Refused) as refusal:
        attach(round_town, dossier.pk, "KDC-3", Offered(a_blob().sha256, EvidenceKind.REPORT, "vụ việc.pdf"))
    assert refusal.value.code == "recognition.conclusion_only"


# ------------------------------------------------------------------ submitting


def test_a_complete_dossier_is_submitted(round_town: Town) -> None:
    dossier = submitted(round_town)
    assert dossier.state == State.SUBMITTED
    assert dossier.submitted_at == NOVEMBER
    assert trail(dossier)[-1] == "submit"


def test_gaps_block_submission_each_at_its_criterion(round_town: Town) -> None:
    dossier = answered(round_town, answers={"KDC-1a": AREA_ANSWERS["KDC-1a"]})
    with pytest.raises(Refused) as refusal:
        submit(dossier_id=dossier.pk, submission=Submission(), by=round_town.head, at=NOVEMBER)
    assert {finding.where for finding in refusal.value.findings} == {"KDC-1c", "KDC-2", "KDC-3"}
    assert round_town.dossier().state == State.ASSESSING


def test_a_warning_wants_a_note(round_town: Town) -> None:
    short = AREA_ANSWERS | {
        "KDC-1c": Said({"households_registered": 1, "households_residing": 2}, explanation="Thiếu.")
    }
    dossier = answered(round_town, answers=short)
    with pytest.raises(Refused) as refusal:
        submit(dossier_id=dossier.pk, submission=Submission(), by=round_town.head, at=NOVEMBER)
    assert refusal.value.code == "recognition.note_needed"
    submit(dossier_id=dossier.pk, submission=Submission("Đã rõ."), by=round_town.head, at=NOVEMBER)


def test_the_clock_is_the_servers_with_five_minutes_for_who_had_begun(round_town: Town) -> None:
    dossier = answered(round_town)
    begun = Submission("", on(11, 10, 23, 58))
    with pytest.raises(Refused) as refusal:
        submit(dossier_id=dossier.pk, submission=Submission(), by=round_town.head, at=on(11, 11, 0, 3))
    assert refusal.value.code == "recognition.too_late"
    with pytest.raises(Refused):
        submit(dossier_id=dossier.pk, submission=begun, by=round_town.head, at=on(11, 11, 0, 6))
    submit(dossier_id=dossier.pk, submission=begun, by=round_town.head, at=on(11, 11, 0, 3))


def test_a_later_day_is_visible_and_has_its_reason(round_town: Town) -> None:
    dossier = answered(round_town)
    with pytest.raises(Refused):
        extend_deadline(
            dossier_ids=[dossier.pk], later=LaterDay(date(2026, 11, 9), "x"), by=round_town.lan, at=NOVEMBER
        )
    later = LaterDay(date(2026, 11, 14), "Mưa lũ.")
    extend_deadline(dossier_ids=[dossier.pk], later=later, by=round_town.lan, at=NOVEMBER)
    assert round_town.dossier().due_on == date(2026, 11, 14)
    assert Extension.objects.get().reason == "Mưa lũ."
    submit(dossier_id=dossier.pk, submission=Submission(), by=round_town.head, at=on(11, 12))


# ------------------------------------------------------------------ appraisal


def test_appraisal_concludes_from_facts_and_named_judgements(round_town: Town) -> None:
    dossier = appraised(round_town)
    assert dossier.state == State.APPRAISED
    assert dossier.appraised_verdict == "met"
    assert trail(dossier)[-2:] == ["appraisal_declared", "conclude_appraisal"]


def test_without_a_judgement_on_unseen_text_nothing_is_met(round_town: Town) -> None:
    dossier = submitted(round_town)
    declare_no_conflict(dossier_id=dossier.pk, by=round_town.lan, at=NOVEMBER)
    conclude_appraisal(dossier_id=dossier.pk, conclusion=Conclusion(), by=round_town.lan, at=NOVEMBER)
    assert round_town.dossier().appraised_verdict == "cannot_conclude"


def test_nobody_appraises_before_declaring_or_after_standing_back(round_town: Town) -> None:
    dossier = submitted(round_town)
    opinion = Opinion("met")
    with pytest.raises(Refused) as refusal:
        appraise_answer(dossier_id=dossier.pk, criterion="KDC-4", opinion=opinion, by=round_town.lan, at=NOVEMBER)
    assert refusal.value.code == "recognition.not_declared"
    recuse(dossier_id=dossier.pk, by=round_town.lan, at=NOVEMBER)
    with pytest.raises(Refused) as refusal:
        conclude_appraisal(dossier_id=dossier.pk, conclusion=Conclusion(PENDING), by=round_town.lan, at=NOVEMBER)
    assert refusal.value.code == "recognition.recused"


def test_an_appraiser_lowers_but_never_raises_what_facts_say(round_town: Town) -> None:
    short = AREA_ANSWERS | {
        "KDC-1c": Said({"households_registered": 1, "households_residing": 2}, explanation="Thiếu.")
    }
    dossier = submitted(round_town, answers=short)
    declare_no_conflict(dossier_id=dossier.pk, by=round_town.lan, at=NOVEMBER)
    with pytest.raises(Refused) as refusal:
        appraise_answer(
            dossier_id=dossier.pk, criterion="KDC-1c", opinion=Opinion("met"), by=round_town.lan, at=NOVEMBER
        )
    assert refusal.value.code == "recognition.facts_say_otherwise"
    appraise_answer(
        dossier_id=dossier.pk, criterion="KDC-1a", opinion=Opinion("not_met"), by=round_town.lan, at=NOVEMBER
    )
    conclude_appraisal(dossier_id=dossier.pk, conclusion=Conclusion(PENDING), by=round_town.lan, at=NOVEMBER)
    assert round_town.dossier().appraised_verdict == "not_met"


def test_a_return_carries_its_reasons_and_the_unit_answers_again(round_town: Town) -> None:
    dossier = appraised(round_town)
    with pytest.raises(Refused):
        return_dossier(dossier_id=dossier.pk, reasons={"KDC-1c": " "}, by=round_town.lan, at=NOVEMBER)
    return_dossier(dossier_id=dossier.pk, reasons={"KDC-1c": "Tính đến ngày nào?"}, by=round_town.lan, at=NOVEMBER)
    assert round_town.dossier().state == State.RETURNED
    remark = dossier.remarks.get()
    add_remark(
        dossier_id=dossier.pk,
        criterion="KDC-1c",
        kind=RemarkKind.REPLY,
        text="Đến 31/3.",
        by=round_town.head,
        at=NOVEMBER,
    )
    changed = Said({"households_registered": 213, "households_residing": 213}, explanation="Đến 31/3.")
    save(round_town, dossier.pk, "KDC-1c", changed, base=1)
    submit(dossier_id=dossier.pk, submission=Submission(), by=round_town.head, at=NOVEMBER)
    with pytest.raises(Refused) as refusal:
        conclude_appraisal(dossier_id=dossier.pk, conclusion=Conclusion(), by=round_town.lan, at=NOVEMBER)
    assert refusal.value.code == "recognition.open_remark"
    resolve_remark(remark_id=remark.pk, by=round_town.lan, at=NOVEMBER)
    conclude_appraisal(dossier_id=dossier.pk, conclusion=Conclusion(), by=round_town.lan, at=NOVEMBER)
    assert round_town.dossier().appraised_verdict == "met"


def test_units_reply_and_do_not_demand(round_town: Town) -> None:
    dossier = submitted(round_town)
    with pytest.raises(Forbidden):
        add_remark(
            dossier_id=dossier.pk, criterion="", kind=RemarkKind.INTERNAL, text="?", by=round_town.head, at=NOVEMBER
        )


# ------------------------------------------------------------------ from last year


def next_year(town: Town) -> Dossier:
    """Open 2027 and register the village in it."""
    open_round(
        province_id=town.province.place_id,
        year=YEAR + 1,
        settings=default_settings(YEAR + 1),
        by=town.hung,
        at=JANUARY.replace(year=YEAR + 1),
    )
    found = Dossier.objects.get(unit=town.units["area"], round__year=YEAR + 1)
    signed = Registration(date(YEAR + 1, 2, 1))
    return register(dossier_id=found.pk, registration=signed, by=town.head, at=FEBRUARY.replace(year=YEAR + 1))


def test_last_years_notes_are_copied_and_its_results_are_not(round_town: Town) -> None:
    last = registered(round_town)
    attach(round_town, last.pk, "KDC-1a")
    save(round_town, last.pk, "KDC-1a", AREA_ANSWERS["KDC-1a"], base=1)
    save(round_town, last.pk, "KDC-3", AREA_ANSWERS["KDC-3"])
    fresh = next_year(round_town)
    at = NOVEMBER.replace(year=YEAR + 1)
    assert start_from_last_year(dossier_id=fresh.pk, by=round_town.head, at=at) == 2
    carried = fresh.answers.get(criterion="KDC-1a")
    assert (carried.explanation, carried.carried_over) == ("Nghị quyết số 3.", True)
    assert (carried.facts, carried.judgement, carried.appraiser_verdict) == ({}, "", "")
    assert carried.verdict == "cannot_conclude"
    assert carried.evidence.get().carried_over
    assert fresh.answers.get(criterion="KDC-3").reference == ""
    with pytest.raises(Refused) as refusal:
        submit(dossier_id=fresh.pk, submission=Submission("x"), by=round_town.head, at=at)
    assert "recognition.carried_over" in {finding.code for finding in refusal.value.findings}


def test_confirming_what_was_carried_over_ends_the_mark(round_town: Town) -> None:
    last = registered(round_town)
    save(round_town, last.pk, "KDC-2", AREA_ANSWERS["KDC-2"])
    fresh = next_year(round_town)
    at = NOVEMBER.replace(year=YEAR + 1)
    start_from_last_year(dossier_id=fresh.pk, by=round_town.head, at=at)
    confirmed = save_answer(
        entry=Entry(fresh.pk, "KDC-2", Said({}, "", explanation="Báo cáo năm."), 1), by=round_town.head, at=at
    )
    assert not confirmed.carried_over


def test_a_first_year_has_nothing_to_start_from(round_town: Town) -> None:
    dossier = registered(round_town)
    with pytest.raises(Refused) as refusal:
        start_from_last_year(dossier_id=dossier.pk, by=round_town.head, at=NOVEMBER)
    assert refusal.value.code == "recognition.no_last_year"


# ------------------------------------------------------------------ settings


def test_settings_move_days_that_nobody_extended(round_town: Town) -> None:
    assert round_town.opened is not None
    later = replace(default_settings(YEAR), submit_by={"residential_area": date(2026, 11, 12)})
    change_round_settings(round_id=round_town.opened.pk, settings=later, by=round_town.hung, at=on(10, 1))
    assert round_town.dossier().due_on == date(2026, 11, 12)


def test_settings_stay_once_something_was_decided(round_town: Town) -> None:
    recognised(round_town)
    assert round_town.opened is not None
    with pytest.raises(Refused) as refusal:
        change_round_settings(
            round_id=round_town.opened.pk, settings=default_settings(YEAR), by=round_town.hung, at=on(12, 1)
        )
    assert refusal.value.code == "recognition.round_decided"
