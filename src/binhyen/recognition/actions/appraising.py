"""Appraisal: a declaration first, then each criterion, a return with reasons or a conclusion."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from binhyen.audit.actions import record, record_all
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused, refuse
from binhyen.kernel.lifecycles import no_such_move
from binhyen.kernel.marks import gettext_noop
from binhyen.recognition.actions.work import Work, batch_size, deed, each, load_answers, log, only, store, take
from binhyen.recognition.models import Answer, Appraisal, AppraisalState, Dossier, Remark, RemarkKind
from binhyen.recognition.permissions import may_appraise
from binhyen.recognition.rules.assessing import appraised, appraiser_findings
from binhyen.recognition.rules.lifecycle import DOSSIER, Event, State
from binhyen.recognition.rules.model import Verdict

_COLUMNS = ("state", "verdict", "appraised_verdict", "appraised_at")
_STAMP = ("appraiser_verdict", "appraiser_note", "appraised_by_account", "appraised_by_post", "appraised_at", "verdict")


@dataclass(frozen=True, slots=True)
class Opinion:
    """What an appraiser finds of one criterion."""

    verdict: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """How a dossier is concluded: opinions on criteria that still lack one, and a note."""

    opinions: Mapping[str, Opinion] = field(default_factory=dict)
    note: str = ""


# ------------------------------------------------------------------ declarations


def declare_no_conflict(*, dossier_id: int, by: Actor, at: datetime) -> Appraisal:
    """Declare that nothing ties the appraiser to the unit. Refused for the own unit, and after standing back."""
    return _declare([dossier_id], AppraisalState.DECLARED, by=by, at=at)[0]


def declare_no_conflict_many(*, dossier_ids: Iterable[int], by: Actor, at: datetime) -> int:
    """Declare the same for many units: all or none, each by the rule of `declare_no_conflict`."""
    return len(_declare(dossier_ids, AppraisalState.DECLARED, by=by, at=at))


def recuse(*, dossier_id: int, by: Actor, at: datetime) -> Appraisal:
    """Stand back from a dossier. Refused once the appraiser has concluded on it."""
    return _declare([dossier_id], AppraisalState.RECUSED, by=by, at=at)[0]


@transaction.atomic
def _declare(ids: Iterable[int], state: AppraisalState, *, by: Actor, at: datetime) -> list[Appraisal]:
    works = take(ids, may_appraise, by=by)
    known = _own(works, by)
    each(works, lambda work: _may_declare(known.get(work.dossier.pk), state))
    rows = [known.get(work.dossier.pk) or Appraisal(dossier=work.dossier, account=by.account_id) for work in works]
    for row in rows:
        row.post, row.state, row.declared_at = by.post_id, state, at
    _keep_appraisals(rows, ("post", "state", "declared_at"))
    log(works, f"appraisal_{state}", by=by, at=at)
    return rows


def _may_declare(found: Appraisal | None, state: AppraisalState) -> None:
    if found is not None and found.state == AppraisalState.RECUSED:
        raise Refused(Finding("recognition.recused", gettext_noop("You stood back from this dossier.")))
    if found is not None and found.state == AppraisalState.CONCLUDED:
        message = gettext_noop("You have concluded on this dossier already.")
        raise Refused(Finding("recognition.concluded_already", message, params={"state": str(state)}))


def _own(works: Sequence[Work], by: Actor) -> dict[int, Appraisal]:
    rows = Appraisal.objects.filter(dossier_id__in=[work.dossier.pk for work in works], account=by.account_id)
    return {row.dossier_id: row for row in rows}


def _keep_appraisals(rows: Sequence[Appraisal], fields: Sequence[str]) -> None:
    """Write appraisals: new ones in one go, known ones in one statement for each set of equal values."""
    groups: dict[tuple[object, ...], list[int]] = {}
    for row in rows:
        if row.pk:
            groups.setdefault(tuple(getattr(row, name) for name in fields), []).append(row.pk)
    for values, ids in groups.items():
        Appraisal.objects.filter(pk__in=ids).update(**dict(zip(fields, values, strict=True)))
    Appraisal.objects.bulk_create([row for row in rows if not row.pk], batch_size=batch_size())


# ------------------------------------------------------------------ opinions


@dataclass(slots=True)
class _Desk:
    """Whose opinions are entered when, and the answers that they change."""

    by: Actor
    at: datetime
    touched: dict[tuple[int, str], Answer] = field(default_factory=dict)

    def enter(self, work: Work, opinions: Mapping[str, Opinion]) -> None:
        """Put opinions on a dossier's criteria and conclude it anew; refuse what facts don't bear."""
        _require_state(work, Event.APPRAISE)
        evaluation = work.evaluate()
        for criterion_id, opinion in opinions.items():
            criterion = work.frame.criterion(criterion_id)
            result = evaluation.result(criterion_id)
            refuse(
                appraiser_findings(criterion, opinion.verdict, result.verdict if result else Verdict.CANNOT_CONCLUDE)
            )
            self._put(work, criterion_id, opinion)
        concluded = work.conclude()
        for name, answer in work.answers.items():
            found = concluded.result(name)
            if found is not None and found.verdict != answer.verdict:
                answer.verdict = found.verdict
                self.touched[answer.dossier_id, name] = answer

    def _put(self, work: Work, criterion: str, opinion: Opinion) -> None:
        answer = work.answers.get(criterion) or self._blank(work, criterion)
        answer.appraiser_verdict, answer.appraiser_note = opinion.verdict, opinion.note.strip()
        answer.appraised_by_account, answer.appraised_by_post = self.by.account_id, self.by.post_id
        answer.appraised_at = self.at
        work.answers[criterion] = answer
        self.touched[work.dossier.pk, criterion] = answer

    def _blank(self, work: Work, criterion: str) -> Answer:
        """A criterion on which the unit had nothing to say (its text is not known) carries the opinion alone."""
        return Answer(
            dossier=work.dossier,
            criterion=criterion,
            version=1,
            updated_by_account=self.by.account_id,
            updated_by_post=self.by.post_id,
            updated_at=self.at,
        )

    def keep(self) -> None:
        """Write the answers that changed."""
        new = [one for one in self.touched.values() if not one.pk]
        old = [one for one in self.touched.values() if one.pk]
        Answer.objects.bulk_create(new, batch_size=batch_size())
        if old:
            Answer.objects.bulk_update(old, _STAMP, batch_size=batch_size())


@transaction.atomic
def appraise_answer(*, dossier_id: int, criterion: str, opinion: Opinion, by: Actor, at: datetime) -> Answer:
    """Record what the appraiser finds of one criterion.

    Refused before the declaration, outside appraisal, and where counted or dated facts would be raised to met.
    """
    work = only(take([dossier_id], may_appraise, by=by))
    _require_declared([work], by)
    load_answers([work])
    desk = _Desk(by, at)
    desk.enter(work, {criterion: opinion})
    desk.keep()
    store([work], ("verdict",))
    record(deed(work, "appraise_answer", {"criterion": criterion, "verdict": opinion.verdict}), by=by, at=at)
    return work.answers[criterion]


def conclude_appraisal(*, dossier_id: int, conclusion: Conclusion, by: Actor, at: datetime) -> Dossier:
    """Conclude: the verdict follows from facts and opinions, an appraiser never sets it.

    Refused before the declaration, outside appraisal, and while a remark that must be fixed is open.
    """
    return only(_conclude([dossier_id], conclusion, by=by, at=at)).dossier


def conclude_appraisal_many(*, dossier_ids: Iterable[int], conclusion: Conclusion, by: Actor, at: datetime) -> int:
    """Conclude on many dossiers: all or none, each by the rule of `conclude_appraisal`."""
    return len(_conclude(dossier_ids, conclusion, by=by, at=at))


@transaction.atomic
def _conclude(ids: Iterable[int], conclusion: Conclusion, *, by: Actor, at: datetime) -> list[Work]:
    works = take(ids, may_appraise, by=by)
    declared = _require_declared(works, by)
    load_answers(works)
    blocked = _with_open_remarks(works)
    desk = _Desk(by, at)
    each(works, lambda work: _close(work, conclusion, desk, blocked))
    desk.keep()
    store(works, _COLUMNS)
    for work in works:
        row = declared[work.dossier.pk]
        row.state, row.concluded_at = AppraisalState.CONCLUDED, at
        row.verdict, row.note = work.dossier.appraised_verdict, conclusion.note.strip()
    _keep_appraisals(list(declared.values()), ("state", "verdict", "note", "concluded_at"))
    deeds = (deed(work, "conclude_appraisal", {"verdict": str(work.dossier.appraised_verdict)}) for work in works)
    record_all(deeds, by=by, at=at)
    return works


def _close(work: Work, conclusion: Conclusion, desk: _Desk, blocked: set[int]) -> None:
    if work.dossier.pk in blocked:
        message = gettext_noop("A remark that must be fixed is still open: resolve it or return the dossier.")
        raise Refused(Finding("recognition.open_remark", message))
    ids = {one.id for one in work.frame.criteria}
    desk.enter(work, {name: opinion for name, opinion in conclusion.opinions.items() if name in ids})
    work.dossier.appraised_verdict = appraised(work.evaluate(), work.standings(), work.frame.pack)
    work.dossier.appraised_at = desk.at
    work.move(Event.APPRAISE)


def _with_open_remarks(works: Sequence[Work]) -> set[int]:
    rows = Remark.objects.filter(
        dossier_id__in=[work.dossier.pk for work in works], kind=RemarkKind.MUST_FIX, resolved_at__isnull=True
    )
    return set(rows.values_list("dossier_id", flat=True))


@transaction.atomic
def return_dossier(*, dossier_id: int, reasons: Mapping[str, str], by: Actor, at: datetime) -> Dossier:
    """Send a dossier back with a reason for each criterion ("" for the whole).

    Refused without a reason, before the declaration, and when it is not with the appraisers.
    """
    work = only(take([dossier_id], may_appraise, by=by))
    _require_declared([work], by)
    texts = {criterion: text.strip() for criterion, text in reasons.items() if text.strip()}
    if not texts:
        raise Refused(Finding("recognition.no_reason", gettext_noop("A reason is needed."), where="reason"))
    for criterion in filter(None, texts):
        work.frame.criterion(criterion)
    work.move(Event.RETURN)
    work.dossier.appraised_verdict = ""
    Remark.objects.bulk_create(_reason(work, criterion, text, by, at) for criterion, text in texts.items())
    rows = Appraisal.objects.filter(dossier=work.dossier, state=AppraisalState.CONCLUDED)
    rows.update(state=AppraisalState.DECLARED, verdict="", concluded_at=None)
    store([work], ("state", "appraised_verdict"))
    record(deed(work, "return_dossier", {"criteria": sorted(texts)}), by=by, at=at)
    return work.dossier


def _reason(work: Work, criterion: str, text: str, by: Actor, at: datetime) -> Remark:
    return Remark(
        dossier=work.dossier,
        criterion=criterion,
        kind=RemarkKind.MUST_FIX,
        text=text,
        by_account=by.account_id,
        by_post=by.post_id,
        at=at,
    )


def _require_state(work: Work, event: Event) -> None:
    state = State(work.dossier.state)
    if not DOSSIER.allows(state, event):
        raise Refused(no_such_move(state, event))


def _require_declared(works: Sequence[Work], by: Actor) -> dict[int, Appraisal]:
    known = _own(works, by)
    each(works, lambda work: _declared(known.get(work.dossier.pk)))
    return known


def _declared(found: Appraisal | None) -> None:
    if found is None:
        message = gettext_noop("Declare first that nothing ties you to this unit, or stand back.")
        raise Refused(Finding("recognition.not_declared", message))
    if found.state == AppraisalState.RECUSED:
        raise Refused(Finding("recognition.recused", gettext_noop("You stood back from this dossier.")))
