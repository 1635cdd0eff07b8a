"""Whatever happens to a dossier, its invariants hold; and many at once is the same as one by one."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Refusal
from binhyen.recognition.actions.answering import Entry, save_answer, save_answers_on_paper
from binhyen.recognition.actions.appraising import (
    Conclusion,
    conclude_appraisal,
    conclude_appraisal_many,
    declare_no_conflict,
    declare_no_conflict_many,
    return_dossier,
)
from binhyen.recognition.actions.deciding import decide, decide_many
from binhyen.recognition.actions.registering import Registration, register, register_many
from binhyen.recognition.actions.remarking import resolve_remark
from binhyen.recognition.actions.submitting import Submission, submit, submit_many
from binhyen.recognition.models import Answer, DecisionItem, Dossier, RemarkKind
from binhyen.recognition.rules.assessing import Said
from binhyen.recognition.rules.lifecycle import State
from tests.recognition.factories import (
    AREA_ANSWERS,
    DECIDED_AT,
    FEBRUARY,
    NOVEMBER,
    PENDING,
    RECOGNISE,
    REFUSE,
    SHORT,
    Town,
    a_paper,
    in_office,
    more_areas,
    opened,
)

Step = Callable[[Town, int, Actor], object]


def _answer(said: dict[str, Said]) -> Step:
    def step(town: Town, pk: int, chair: Actor) -> None:
        for criterion, one in said.items():
            base = Answer.objects.filter(dossier_id=pk, criterion=criterion).values_list("version", flat=True).first()
            save_answer(entry=Entry(pk, criterion, one, base or 0), by=town.head, at=NOVEMBER)

    return step


def _resolve(town: Town, pk: int, chair: Actor) -> None:
    for remark in town.dossier().remarks.filter(kind=RemarkKind.MUST_FIX, resolved_at__isnull=True):
        resolve_remark(remark_id=remark.pk, by=town.lan, at=NOVEMBER)


STEPS: dict[str, Step] = {
    "register": lambda t, pk, _: register(
        dossier_id=pk, registration=Registration(date(2026, 2, 1)), by=t.head, at=FEBRUARY
    ),
    "answer": _answer(AREA_ANSWERS),
    "answer_short": _answer(SHORT),
    "submit": lambda t, pk, _: submit(dossier_id=pk, submission=Submission("x"), by=t.head, at=NOVEMBER),
    "declare": lambda t, pk, _: declare_no_conflict(dossier_id=pk, by=t.lan, at=NOVEMBER),
    "conclude": lambda t, pk, _: conclude_appraisal(
        dossier_id=pk, conclusion=Conclusion(PENDING), by=t.lan, at=NOVEMBER
    ),
    "return": lambda t, pk, _: return_dossier(dossier_id=pk, reasons={"KDC-2": "?"}, by=t.lan, at=NOVEMBER),
    "resolve": _resolve,
    "recognise": lambda _t, pk, chair: decide(
        dossier_id=pk, ruling=RECOGNISE, paper=a_paper(), by=chair, at=DECIDED_AT
    ),
    "refuse": lambda _t, pk, chair: decide(dossier_id=pk, ruling=REFUSE, paper=a_paper(), by=chair, at=DECIDED_AT),
}


def check(dossier: Dossier) -> None:
    """What holds after every step."""
    decided = dossier.state == State.DECIDED
    assert bool(dossier.result) == decided
    assert decided == DecisionItem.objects.filter(dossier=dossier).exists()
    if dossier.state not in (State.OPENED, State.NOT_REGISTERED):
        assert dossier.registered_on is not None
    if dossier.state in (State.SUBMITTED, State.APPRAISED, State.DECIDED):
        answered = set(Answer.objects.filter(dossier=dossier).values_list("criterion", flat=True))
        assert {"KDC-1a", "KDC-1c", "KDC-2", "KDC-3"} <= answered
    if dossier.result == "recognised":
        assert dossier.appraised_verdict == "met"
    if dossier.result == "not_recognised":
        assert dossier.appraised_verdict != "met"


@pytest.mark.django_db
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.lists(st.sampled_from(sorted(STEPS)), max_size=14))
def test_any_path_keeps_the_invariants(round_town: Town, path: list[str]) -> None:
    with suppress(_Undo), transaction.atomic():
        chair = in_office(round_town.chair, round_town.commune)
        pk = round_town.dossier().pk
        for name in path:
            with suppress(Refusal), transaction.atomic():
                STEPS[name](round_town, pk, chair)
            check(round_town.dossier())
        raise _Undo


class _Undo(Exception):  # noqa: N818 - takes an example back
    pass


# ------------------------------------------------------------------ many equal one by one

COLUMNS = ("state", "verdict", "appraised_verdict", "result", "registered_on", "on_behalf", "submit_note", "decided_on")


def picture(town: Town, names: list[str]) -> list[object]:
    """Everything that matters of dossiers and their answers."""
    found: list[object] = []
    for name in names:
        dossier = town.dossier(name)
        answers = Answer.objects.filter(dossier=dossier).order_by("criterion")
        said = answers.values_list("criterion", "facts", "judgement", "explanation", "verdict", "appraiser_verdict")
        found.append((tuple(getattr(dossier, column) for column in COLUMNS), list(said)))
    return found


def one_by_one(town: Town, ids: list[int], chair: Actor, answers: dict[str, Said]) -> None:
    for pk in ids:
        register(dossier_id=pk, registration=Registration(date(2026, 2, 1)), by=town.lan, at=FEBRUARY)
        for criterion, said in answers.items():
            save_answer(entry=Entry(pk, criterion, said), by=town.lan, at=NOVEMBER)
        submit(dossier_id=pk, submission=Submission("x"), by=town.lan, at=NOVEMBER)
        declare_no_conflict(dossier_id=pk, by=town.lan, at=NOVEMBER)
        conclude_appraisal(dossier_id=pk, conclusion=Conclusion(PENDING), by=town.lan, at=NOVEMBER)
        ruling = REFUSE if answers is SHORT else RECOGNISE
        decide(dossier_id=pk, ruling=ruling, paper=a_paper(), by=chair, at=DECIDED_AT)


def in_bulk(town: Town, ids: list[int], chair: Actor, answers: dict[str, Said]) -> None:
    register_many(dossier_ids=ids, registration=Registration(date(2026, 2, 1)), by=town.lan, at=FEBRUARY)
    grid = [Entry(pk, criterion, said) for pk in ids for criterion, said in answers.items()]
    save_answers_on_paper(entries=grid, by=town.lan, at=NOVEMBER)
    submit_many(dossier_ids=ids, submission=Submission("x"), by=town.lan, at=NOVEMBER)
    declare_no_conflict_many(dossier_ids=ids, by=town.lan, at=NOVEMBER)
    conclude_appraisal_many(dossier_ids=ids, conclusion=Conclusion(PENDING), by=town.lan, at=NOVEMBER)
    ruling = REFUSE if answers is SHORT else RECOGNISE
    decide_many(dossier_ids=ids, ruling=ruling, paper=a_paper(), by=chair, at=DECIDED_AT)


@pytest.mark.parametrize("answers", [AREA_ANSWERS, SHORT], ids=["met", "not_met"])
def test_many_at_once_is_the_same_as_one_by_one(town: Town, answers: dict[str, Said]) -> None:
    more_areas(town, 4)
    opened(town)
    chair = in_office(town.chair, town.commune)
    first, second = ["area1", "area2"], ["area3", "area4"]
    one_by_one(town, [town.dossier(name).pk for name in first], chair, answers)
    in_bulk(town, [town.dossier(name).pk for name in second], chair, answers)
    assert picture(town, first) == picture(town, second)
