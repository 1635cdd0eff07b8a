"""Decisions: who, when, on what; one number for many; certificates, revocation, appeals."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from django.http import Http404

from binhyen.audit.models import Entry as LogEntry
from binhyen.documents.models import Document
from binhyen.kernel.findings import Forbidden, Refused
from binhyen.recognition.actions.answering import Entry, save_answers_on_paper
from binhyen.recognition.actions.appealing import Review, decide_appeal, file_appeal, review_appeal
from binhyen.recognition.actions.appraising import (
    Conclusion,
    Opinion,
    conclude_appraisal_many,
    declare_no_conflict_many,
)
from binhyen.recognition.actions.deciding import decide, decide_many, issue_certificates, revoke
from binhyen.recognition.actions.registering import Registration, register_many
from binhyen.recognition.actions.submitting import Submission, submit_many
from binhyen.recognition.models import Appeal, Decision, DecisionItem, Dossier
from binhyen.recognition.rules.deciding import Appealed, Ruling, appeal_findings, put_findings
from binhyen.recognition.rules.lifecycle import DecisionKind, Outcome, State
from binhyen.recognition.rules.settings import default_settings
from tests.recognition.factories import (
    AREA_ANSWERS,
    CERTIFICATES,
    DECIDED_AT,
    FEBRUARY,
    NOVEMBER,
    PENDING,
    RECOGNISE,
    REFUSE,
    SHORT,
    YEAR,
    Town,
    a_paper,
    appraised,
    in_office,
    more_areas,
    on,
    opened,
    recognised,
    refused,
    submitted,
)


def test_a_met_dossier_is_recognised_with_a_number_and_a_trace(round_town: Town) -> None:
    dossier = recognised(round_town)
    assert (dossier.state, dossier.result, dossier.decided_on) == (State.DECIDED, "recognised", date(2026, 11, 17))
    item = DecisionItem.objects.select_related("decision__document").get()
    assert item.decision.document.symbol == "01/QĐ-UBND"
    assert item.decision.authority_id == round_town.commune.place_id
    entry = LogEntry.objects.filter(subject_type="dossier", subject_id=dossier.pk).latest("id")
    assert entry.action == "recognition.recognise"
    assert entry.data["symbol"] == "01/QĐ-UBND"


@pytest.mark.parametrize(
    ("ruling", "at", "code"),
    [
        (Ruling(DecisionKind.RECOGNISE, date(2026, 11, 18)), DECIDED_AT, "recognition.day_to_come"),
        (Ruling(DecisionKind.RECOGNISE, date(2026, 10, 31)), DECIDED_AT, "recognition.window_open"),
        (Ruling(DecisionKind.REFUSE, date(2026, 11, 17)), DECIDED_AT, "recognition.no_ground"),
        (REFUSE, DECIDED_AT, "recognition.met_is_not_refused"),
    ],
)
def test_a_decision_that_may_not_be_is_refused_and_leaves_nothing(
    round_town: Town, ruling: Ruling, at: datetime, code: str
) -> None:
    dossier = appraised(round_town)
    chair = in_office(round_town.chair, round_town.commune)
    with pytest.raises(Refused) as refusal:
        decide(dossier_id=dossier.pk, ruling=ruling, paper=a_paper(), by=chair, at=at)
    assert code in {finding.code for finding in refusal.value.findings}
    assert round_town.dossier().state == State.APPRAISED
    assert not Decision.objects.exists()
    assert not Document.objects.exists()


def test_what_is_not_met_is_not_recognised(round_town: Town) -> None:
    dossier = appraised(round_town, answers=SHORT)
    chair = in_office(round_town.chair, round_town.commune)
    with pytest.raises(Refused) as refusal:
        decide(dossier_id=dossier.pk, ruling=RECOGNISE, paper=a_paper(), by=chair, at=DECIDED_AT)
    assert refusal.value.code == "recognition.verdict_not_met"


def test_what_is_not_appraised_is_not_decided(round_town: Town) -> None:
    dossier = submitted(round_town)
    chair = in_office(round_town.chair, round_town.commune)
    with pytest.raises(Refused) as refusal:
        decide(dossier_id=dossier.pk, ruling=RECOGNISE, paper=a_paper(), by=chair, at=DECIDED_AT)
    assert refusal.value.code == "lifecycle.no_such_move"


def test_another_authority_decides_nothing(round_town: Town) -> None:
    dossier = appraised(round_town)
    with pytest.raises(Forbidden):
        decide(dossier_id=dossier.pk, ruling=RECOGNISE, paper=a_paper(), by=round_town.leader, at=DECIDED_AT)
    with pytest.raises(Http404):
        decide(dossier_id=dossier.pk, ruling=RECOGNISE, paper=a_paper(), by=round_town.nam, at=DECIDED_AT)


def test_a_signer_out_of_office_signs_nothing(round_town: Town) -> None:
    dossier = appraised(round_town)
    gone = in_office(round_town.chair, round_town.commune, until=date(2026, 11, 1))
    with pytest.raises(Refused) as refusal:
        decide(dossier_id=dossier.pk, ruling=RECOGNISE, paper=a_paper(), by=gone, at=DECIDED_AT)
    assert refusal.value.code == "recognition.outside_term"


def test_the_authority_is_the_one_of_that_day(round_town: Town) -> None:
    dossier = appraised(round_town)
    Dossier.objects.filter(pk=dossier.pk).update(decider_level="district")
    chair = in_office(round_town.chair, round_town.commune)
    with pytest.raises(Refused) as refusal:
        decide(dossier_id=dossier.pk, ruling=RECOGNISE, paper=a_paper(), by=chair, at=DECIDED_AT)
    assert refusal.value.code == "recognition.wrong_authority"


def test_the_second_of_two_deciders_is_refused(round_town: Town) -> None:
    dossier = recognised(round_town)
    chair = in_office(round_town.chair, round_town.commune)
    with pytest.raises(Refused) as refusal:
        decide(dossier_id=dossier.pk, ruling=RECOGNISE, paper=a_paper(), by=chair, at=DECIDED_AT)
    assert refusal.value.code == "lifecycle.no_such_move"
    assert Decision.objects.count() == 1


def test_a_round_that_asks_for_a_vote_waits_for_it(town: Town) -> None:
    opened(town, replace(default_settings(YEAR), council_required=True))
    dossier = appraised(town)
    chair = in_office(town.chair, town.commune)
    with pytest.raises(Refused) as refusal:
        decide(dossier_id=dossier.pk, ruling=RECOGNISE, paper=a_paper(), by=chair, at=DECIDED_AT)
    assert refusal.value.code == "recognition.no_vote"


# ------------------------------------------------------------------ many


def many_appraised(town: Town, count: int) -> list[int]:
    """Walk areas through the bulk actions, from their papers."""
    ids = [town.dossier(f"area{number}").pk for number in range(1, count + 1)]
    register_many(dossier_ids=ids, registration=Registration(date(2026, 2, 1)), by=town.lan, at=FEBRUARY)
    grid = [Entry(pk, criterion, said) for pk in ids for criterion, said in AREA_ANSWERS.items()]
    save_answers_on_paper(entries=grid, by=town.lan, at=NOVEMBER)
    submit_many(dossier_ids=ids, submission=Submission("Theo bản giấy."), by=town.lan, at=NOVEMBER)
    declare_no_conflict_many(dossier_ids=ids, by=town.lan, at=NOVEMBER)
    conclude_appraisal_many(dossier_ids=ids, conclusion=Conclusion(PENDING), by=town.lan, at=NOVEMBER)
    return ids


def test_one_number_for_many_and_a_certificate_for_each(town: Town) -> None:
    more_areas(town, 3)
    opened(town)
    ids = many_appraised(town, 3)
    chair = in_office(town.chair, town.commune)
    decision = decide_many(dossier_ids=ids, ruling=RECOGNISE, paper=a_paper(), by=chair, at=DECIDED_AT)
    assert decision.items.count() == 3
    assert issue_certificates(decision_id=decision.pk, paper=a_paper(CERTIFICATES), by=chair, at=DECIDED_AT) == 3
    assert issue_certificates(decision_id=decision.pk, paper=a_paper(CERTIFICATES), by=chair, at=DECIDED_AT) == 0
    tokens = decision.items.values_list("certificate__token", flat=True)
    assert len(set(tokens)) == 3


def test_many_are_decided_all_or_not_at_all(town: Town) -> None:
    more_areas(town, 2)
    opened(town)
    ids = many_appraised(town, 2)
    chair = in_office(town.chair, town.commune)
    with pytest.raises(Refused) as refusal:
        decide_many(dossier_ids=[*ids, town.dossier().pk], ruling=RECOGNISE, paper=a_paper(), by=chair, at=DECIDED_AT)
    assert refusal.value.findings[0].params["unit"] == "Thôn Đông"
    assert not Decision.objects.exists()
    assert town.dossier("area1").state == State.APPRAISED


def test_the_e_offices_number_is_taken_over(round_town: Town) -> None:
    dossier = appraised(round_town)
    chair = in_office(round_town.chair, round_town.commune)
    paper = replace(a_paper(), symbol="104/QĐ-UBND")
    decision = decide(dossier_id=dossier.pk, ruling=RECOGNISE, paper=paper, by=chair, at=DECIDED_AT)
    assert (decision.document.symbol, decision.document.external) == ("104/QĐ-UBND", True)


# ------------------------------------------------------------------ revocation and appeals


def test_recognition_is_taken_back_by_a_decision_with_its_ground(round_town: Town) -> None:
    dossier = recognised(round_town)
    chair = in_office(round_town.chair, round_town.commune)
    ruling = Ruling(DecisionKind.REVOKE, date(2026, 11, 20), "Kết luận số 9/KL-CA.")
    with pytest.raises(Refused):
        revoke(dossier_id=dossier.pk, ruling=replace(ruling, ground=""), paper=a_paper(), by=chair, at=on(11, 20))
    revoke(dossier_id=dossier.pk, ruling=ruling, paper=a_paper(), by=chair, at=on(11, 20))
    assert round_town.dossier().result == Outcome.REVOKED
    with pytest.raises(Refused) as refusal:
        revoke(dossier_id=dossier.pk, ruling=ruling, paper=a_paper(), by=chair, at=on(11, 20))
    assert refusal.value.code == "recognition.not_recognised"


def test_an_appeal_is_looked_at_by_somebody_else_and_decided(round_town: Town) -> None:
    dossier = refused(round_town)
    appeal = file_appeal(dossier_id=dossier.pk, grounds="Hộ thứ hai mới đến.", by=round_town.head, at=on(11, 20))
    with pytest.raises(Refused) as refusal:
        review_appeal(appeal_id=appeal.pk, review=Review(), by=round_town.lan, at=on(11, 21))
    assert refusal.value.code == "recognition.same_appraiser"
    other = replace(round_town.lan, account_id=77)
    review_appeal(appeal_id=appeal.pk, review=Review({"KDC-4": Opinion("met")}), by=other, at=on(11, 21))
    chair = in_office(round_town.chair, round_town.commune)
    upheld = Ruling(DecisionKind.APPEAL_UPHELD, date(2026, 11, 24))
    with pytest.raises(Refused) as refusal:
        decide_appeal(appeal_id=appeal.pk, ruling=upheld, paper=a_paper(), by=chair, at=on(11, 24))
    assert refusal.value.code == "recognition.verdict_not_met"
    dismissed = Ruling(DecisionKind.APPEAL_DISMISSED, date(2026, 11, 24), "Số hộ đã đối chiếu.")
    decide_appeal(appeal_id=appeal.pk, ruling=dismissed, paper=a_paper(), by=chair, at=on(11, 24))
    assert round_town.dossier().result == Outcome.NOT_RECOGNISED
    assert Appeal.objects.get().outcome is not None


def test_an_upheld_appeal_recognises(round_town: Town) -> None:
    dossier = submitted(round_town)
    declare_no_conflict_many(dossier_ids=[dossier.pk], by=round_town.lan, at=NOVEMBER)
    doubt = PENDING | {"KDC-2": Opinion("not_met", "Chưa thấy báo cáo.")}
    conclude_appraisal_many(dossier_ids=[dossier.pk], conclusion=Conclusion(doubt), by=round_town.lan, at=NOVEMBER)
    chair = in_office(round_town.chair, round_town.commune)
    decide(dossier_id=dossier.pk, ruling=REFUSE, paper=a_paper(), by=chair, at=DECIDED_AT)
    appeal = file_appeal(dossier_id=dossier.pk, grounds="Có báo cáo.", by=round_town.head, at=on(11, 20))
    other = replace(round_town.lan, account_id=77)
    review_appeal(appeal_id=appeal.pk, review=Review({"KDC-2": Opinion("met")}), by=other, at=on(11, 21))
    upheld = Ruling(DecisionKind.APPEAL_UPHELD, date(2026, 11, 24))
    decide_appeal(appeal_id=appeal.pk, ruling=upheld, paper=a_paper(), by=chair, at=on(11, 24))
    assert round_town.dossier().result == Outcome.RECOGNISED


@pytest.mark.parametrize(("day", "code"), [(31, "recognition.appeal_too_late")])
def test_appeals_end(round_town: Town, day: int, code: str) -> None:
    dossier = refused(round_town)
    with pytest.raises(Refused) as refusal:
        file_appeal(dossier_id=dossier.pk, grounds="Muộn.", by=round_town.head, at=on(12, day))
    assert refusal.value.code == code


def test_nothing_is_appealed_but_a_refusal(round_town: Town) -> None:
    dossier = recognised(round_town)
    with pytest.raises(Refused) as refusal:
        file_appeal(dossier_id=dossier.pk, grounds="?", by=round_town.head, at=on(11, 20))
    assert refusal.value.code == "recognition.nothing_to_appeal"


@pytest.mark.parametrize(
    ("state", "in_open_vote", "codes"),
    [
        (State.APPRAISED, False, []),
        (State.APPRAISED, True, ["recognition.in_open_vote"]),
        (State.SUBMITTED, False, ["recognition.not_appraised"]),
        (State.VOTED, True, ["recognition.not_appraised"]),
    ],
)
def test_one_vote_at_a_time_once_appraised(state: State, in_open_vote: bool, codes: list[str]) -> None:
    assert [one.code for one in put_findings(state, in_open_vote=in_open_vote)] == codes


@pytest.mark.parametrize(
    ("result", "day", "is_open", "codes"),
    [
        (Outcome.NOT_RECOGNISED, date(2026, 12, 17), False, []),
        (Outcome.REVOKED, date(2026, 11, 17), False, []),
        (Outcome.NOT_RECOGNISED, date(2026, 12, 18), False, ["recognition.appeal_too_late"]),
        (Outcome.NOT_RECOGNISED, date(2026, 12, 1), True, ["recognition.appeal_open"]),
        (Outcome.RECOGNISED, date(2026, 12, 1), False, ["recognition.nothing_to_appeal"]),
        (Outcome.NONE, date(2026, 12, 1), False, ["recognition.nothing_to_appeal"]),
    ],
)
def test_a_refusal_is_appealed_within_its_days_once(
    result: Outcome, day: date, is_open: bool, codes: list[str]
) -> None:
    case = Appealed(result, date(2026, 11, 17), 30, is_open)
    assert [one.code for one in appeal_findings(case, day)] == codes
