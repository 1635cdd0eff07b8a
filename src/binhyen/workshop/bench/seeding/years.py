"""Three recognition years: dossiers by the action that opens a round, then states and answers in bulk."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, QuerySet

from binhyen.database.copying import copy_rows
from binhyen.kernel.actors import Actor
from binhyen.recognition.models import Answer, AnswerRevision, Dossier, Round
from binhyen.recognition.rules.lifecycle import Outcome, State
from binhyen.recognition.rules.model import Criterion, Pack, Verdict
from binhyen.units.rules.kinds import ManagingLevel, UnitKind
from binhyen.workshop.bench.plan import ROUNDS, moment
from binhyen.workshop.bench.seeding.decisions import Deciders
from binhyen.workshop.bench.seeding.packs import answered, facts_text, judgement

_Row = tuple[int, str, str]
_Criteria = dict[str, list[Criterion]]
_CHUNK = 2_000
_SAID = ("facts", "judgement", "reference", "explanation")
_STAMP = ("version", "updated_by_account", "updated_by_post", "updated_at", "on_behalf", "carried_over")
_ANSWER = ("dossier_id", "criterion", *_SAID, "verdict", *_STAMP, "appraiser_verdict", "appraiser_note")
_REVISION = ("answer_id", "version", *_SAID, "by_account", "by_post", "at", "on_behalf")
EXPLANATION = "Đã thực hiện, có văn bản kèm theo; ban công tác mặt trận và chi bộ cùng rà soát ngày 10/02."
_SILENT = (State.OPENED, State.NOT_REGISTERED, State.OUT_OF_SCOPE)
"""States of dossiers without answers."""


@dataclass(frozen=True, slots=True)
class _Stage:
    """Up to which hundredth dossiers stand in a state, with which result."""

    below: int
    state: State
    result: Outcome = Outcome.NONE


_DONE = (
    _Stage(91, State.DECIDED, Outcome.RECOGNISED),
    _Stage(95, State.DECIDED, Outcome.NOT_RECOGNISED),
    _Stage(101, State.NOT_REGISTERED),
)
_RUNNING = (
    _Stage(2, State.OPENED),
    _Stage(5, State.NOT_REGISTERED),
    _Stage(12, State.REGISTERED),
    _Stage(45, State.ASSESSING),
    _Stage(62, State.SUBMITTED),
    _Stage(65, State.RETURNED),
    _Stage(82, State.APPRAISED),
    _Stage(97, State.DECIDED, Outcome.RECOGNISED),
    _Stage(101, State.DECIDED, Outcome.NOT_RECOGNISED),
)
_PROVINCE_DESK = (
    _Stage(3, State.NOT_REGISTERED),
    _Stage(10, State.ASSESSING),
    _Stage(15, State.SUBMITTED),
    _Stage(95, State.APPRAISED),
    _Stage(101, State.RETURNED),
)
"""What the province decides on waits for its one decision of the year."""
_WAITING = (_Stage(101, State.APPRAISED),)
_BUSY = (_Stage(60, State.ASSESSING), _Stage(101, State.SUBMITTED))


def seed_states(year: int) -> None:
    """Move a round's dossiers to where they stand on the bench's day; what is to be decided waits for that."""
    for rows, stages in _parts(year):
        for stage, ids in _staged(rows, stages):
            columns = _columns(stage, year)
            for start in range(0, len(ids), _CHUNK):
                Dossier.objects.filter(pk__in=ids[start : start + _CHUNK]).update(**columns)


def seed_decisions(year: int, deciders: Deciders) -> None:
    """Let every authority decide by the action, communes last: they rest on the results below them."""
    on = date(year, 11, 22)
    for rows, stages in _parts(year):
        for stage, ids in _staged(rows, stages):
            if stage.result:
                deciders.decide_all(ids, stage.result, on)
    if year != ROUNDS[-1]:
        deciders.decide_communes(year, on)


def _parts(year: int) -> list[tuple[QuerySet[Dossier], tuple[_Stage, ...]]]:
    """Return a round's dossiers in scope in parts, each with the stages that it is spread over."""
    rows = Dossier.objects.filter(round__year=year).exclude(scope_code__gt="")
    communes, units = rows.filter(kind=UnitKind.COMMUNE), rows.exclude(kind=UnitKind.COMMUNE)
    if year != ROUNDS[-1]:
        return [(units, _DONE), (communes, _WAITING)]
    by_province = units.filter(decider_level=ManagingLevel.PROVINCE)
    by_communes = units.exclude(decider_level=ManagingLevel.PROVINCE)
    return [(by_communes, _RUNNING), (by_province, _PROVINCE_DESK), (communes, _BUSY)]


def _staged(rows: QuerySet[Dossier], stages: tuple[_Stage, ...]) -> Iterator[tuple[_Stage, list[int]]]:
    """Every dossier falls into a stage by its unit; 101 is prime, so that kinds and levels mix."""
    from_ = 0
    for stage in stages:
        part = rows.annotate(part=F("unit_id") * 37 % 101).filter(part__gte=from_, part__lt=stage.below)
        yield stage, list(part.order_by("pk").values_list("pk", flat=True))
        from_ = stage.below


def _columns(stage: _Stage, year: int) -> dict[str, Any]:
    """Return the columns of a stage; what is to be decided stands before its decision."""
    decided, silent = bool(stage.result), stage.state in _SILENT
    appraised = decided or stage.state is State.APPRAISED
    sent = appraised or stage.state is State.SUBMITTED
    verdict = Verdict.NOT_MET if stage.result is Outcome.NOT_RECOGNISED else Verdict.MET
    if silent or stage.state is State.REGISTERED:
        verdict = Verdict.CANNOT_CONCLUDE
    return {
        "state": State.APPRAISED if decided else stage.state,
        "registered_on": None if silent else date(year, 2, 20),
        "verdict": verdict,
        "submitted_at": moment(year, 11, 16) if sent else None,
        "appraised_at": moment(year, 11, 18) if appraised else None,
        "appraised_verdict": verdict if appraised else "",
    }


def seed_answers(year: int, pack: Pack, by: Actor) -> None:
    """Write an answer for each criterion of each dossier that has begun, and each answer's first revision."""
    opened = Round.objects.get(year=year)
    criteria: _Criteria = {kind: answered(pack, kind) for kind in UnitKind}
    rows = Dossier.objects.filter(round=opened).exclude(state__in=(*_SILENT, State.REGISTERED))
    ids = list(rows.order_by("pk").values_list("pk", "kind", "verdict"))
    for start in range(0, len(ids), _CHUNK):
        part = ids[start : start + _CHUNK]
        copy_rows(Answer, _ANSWER, _answers(part, criteria, year, by))
        copy_rows(AnswerRevision, _REVISION, _revisions(part, year, by))


def _answers(dossiers: Sequence[_Row], criteria: _Criteria, year: int, by: Actor) -> Iterator[tuple[Any, ...]]:
    """A unit that does not meet the standard fails at its last criterion, which is a judged one."""
    at, met, failed = moment(year, 3, 3), Verdict.MET.value, Verdict.NOT_MET.value
    stamp = (1, by.account_id, by.post_id, at, False, False)
    facts = {one.id: facts_text(one, year) for group in criteria.values() for one in group}
    for pk, kind, verdict in dossiers:
        last = criteria[kind][-1].id
        for one in criteria[kind]:
            found = failed if one.id == last and verdict == failed else met
            judged = found if judgement(one) else ""
            yield (pk, one.id, facts[one.id], judged, "12/BC", EXPLANATION, found, *stamp, "", "")


def _revisions(dossiers: Sequence[_Row], year: int, by: Actor) -> Iterator[tuple[Any, ...]]:
    """Repeat each answer as its first revision."""
    at = moment(year, 3, 3)
    known = Answer.objects.filter(dossier_id__gte=dossiers[0][0], dossier_id__lte=dossiers[-1][0])
    for pk, facts, judged in list(known.order_by("pk").values_list("pk", "facts", "judgement")):
        yield (pk, 1, json.dumps(facts), judged, "12/BC", EXPLANATION, by.account_id, by.post_id, at, False)
