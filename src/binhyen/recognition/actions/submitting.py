"""Sending dossiers to their appraising body, later days, and the start from last year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from binhyen.audit.actions import Deed, record, record_all
from binhyen.kernel.actors import Actor
from binhyen.kernel.decisions import Decision
from binhyen.kernel.findings import Finding, Refused, Severity, refuse
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import short_date
from binhyen.recognition.actions.work import Work, batch_size, each, gate, load_answers, log, only, store, take
from binhyen.recognition.models import Answer, Dossier, Evidence, Extension
from binhyen.recognition.permissions import may, may_write_answers
from binhyen.recognition.rules.assessing import in_time, presubmit_findings
from binhyen.recognition.rules.lifecycle import EDITABLE, UNREGISTERED, Event
from binhyen.recognition.rules.rights import Ability

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Submission:
    """How a dossier is sent: a note on its warnings, and when the person opened the form."""

    note: str = ""
    started_at: datetime | None = None


def submit(*, dossier_id: int, submission: Submission, by: Actor, at: datetime) -> Dossier:
    """Send a dossier to appraisal.

    Refused while the check before submitting finds errors, for warnings without a note, and after the day it is due:
    by the server's clock, with five minutes for who had begun in time.
    """
    return only(_submit([dossier_id], submission, by=by, at=at)).dossier


def submit_many(*, dossier_ids: Iterable[int], submission: Submission, by: Actor, at: datetime) -> int:
    """Send many dossiers: all or none, each by the rule of `submit`."""
    return len(_submit(dossier_ids, submission, by=by, at=at))


@transaction.atomic
def _submit(ids: Iterable[int], submission: Submission, *, by: Actor, at: datetime) -> list[Work]:
    works = take(ids, _may_submit, by=by)
    load_answers(works, with_evidence=True)
    each(works, lambda work: _send(work, submission, at))
    store(works, ("state", "verdict", "appraised_verdict", "submitted_at", "submit_note"))
    record_all((_sent(work) for work in works), by=by, at=at)
    return works


def _may_submit(actor: Actor, dossier: Dossier) -> Decision:
    own = may(actor, Ability.SUBMIT, dossier)
    return own or may(actor, Ability.ENTER_FROM_PAPER, dossier)


def _sent(work: Work) -> Deed:
    data = {"verdict": str(work.dossier.verdict), "on_behalf": work.dossier.on_behalf}
    return Deed("recognition.submit", "dossier", work.dossier.pk, work.dossier.place_path, data)


def _send(work: Work, submission: Submission, at: datetime) -> None:
    _in_time(work.dossier, submission.started_at, at)
    evaluation = work.conclude()
    work.move(Event.SUBMIT)
    findings = presubmit_findings(work.frame, evaluation, work.standings())
    refuse(findings)
    if findings and not submission.note.strip():
        raise Refused(_note_needed(), *findings)
    work.dossier.submitted_at = at
    work.dossier.submit_note = submission.note.strip()


def _in_time(dossier: Dossier, started: datetime | None, at: datetime) -> None:
    if dossier.due_on is None:
        return
    closes = datetime.combine(dossier.due_on + _ONE_DAY, time.min, ZoneInfo(settings.TIME_ZONE))
    if not in_time(closes, started, at):
        message = gettext_noop("The dossier was due on %(day)s. Ask the appraising body for a later day.")
        raise Refused(Finding("recognition.too_late", message, params={"day": short_date(dossier.due_on)}))


def _note_needed() -> Finding:
    message = gettext_noop("There are warnings: submit with a note that speaks to them.")
    return Finding("recognition.note_needed", message, Severity.ERROR, where="note")


# ------------------------------------------------------------------ later days


@dataclass(frozen=True, slots=True)
class LaterDay:
    """A later day and why it is given."""

    due_on: date
    reason: str


@transaction.atomic
def extend_deadline(*, dossier_ids: Iterable[int], later: LaterDay, by: Actor, at: datetime) -> int:
    """Give dossiers a later day, for all to see. It changes the day and nothing else, so nobody sees more or less.

    Refused without a reason, for a day that is past or not later, and for dossiers that are sent or ended.
    """
    works = take(dossier_ids, gate(Ability.EXTEND), by=by)
    today = timezone.localdate(at)
    each(works, lambda work: _extend(work, later, today))
    Extension.objects.bulk_create([_extension(work, later, by, at) for work in works], batch_size=batch_size())
    store(works, ("due_on",))
    log(works, "extend_deadline", by=by, at=at, data={"due_on": later.due_on.isoformat()})
    return len(works)


def _extend(work: Work, later: LaterDay, today: date) -> None:
    if not later.reason.strip():
        raise Refused(Finding("recognition.no_reason", gettext_noop("A reason is needed."), where="reason"))
    if work.dossier.state not in (*EDITABLE, *UNREGISTERED):
        raise Refused(Finding("recognition.nothing_due", gettext_noop("The dossier is not with the unit any more.")))
    current = work.dossier.due_on
    if later.due_on < today or (current is not None and later.due_on <= current):
        message = gettext_noop("%(day)s is no later day.")
        params = {"day": short_date(later.due_on)}
        raise Refused(Finding("recognition.no_later_day", message, params=params, where="due_on"))
    work.dossier.due_on = later.due_on


def _extension(work: Work, later: LaterDay, by: Actor, at: datetime) -> Extension:
    dossier = work.dossier
    return Extension(
        round_id=dossier.round_id,
        dossier=dossier,
        kind=dossier.kind,
        place_path=dossier.place_path,
        due_on=later.due_on,
        reason=later.reason.strip(),
        by_account=by.account_id,
        by_post=by.post_id,
        at=at,
    )


# ------------------------------------------------------------------ from last year


@transaction.atomic
def start_from_last_year(*, dossier_id: int, by: Actor, at: datetime) -> int:
    """Copy notes and evidence references of the unit's last dossier into criteria that are still empty.

    Copied is marked *carried over* and has to be confirmed; facts, judgements, verdicts and results are never copied.
    Refused where there is no earlier dossier, and in states in which the unit does not write.
    """
    work = only(take([dossier_id], may_write_answers, by=by))
    work.move(Event.ASSESS)
    load_answers([work])
    last = _last(work.dossier)
    if last is None:
        message = gettext_noop("The unit has no dossier of an earlier year.")
        raise Refused(Finding("recognition.no_last_year", message))
    old = _copyable(work, last)
    made = Answer.objects.bulk_create([_carried(work, one, by, at) for one in old])
    _carry_evidence(old, made)
    work.dossier.carried_from = last
    store([work], ("state", "carried_from_id"))
    data = {"from": last.pk, "criteria": [one.criterion for one in made]}
    record(Deed("recognition.start_from_last_year", "dossier", dossier_id, work.dossier.place_path, data), by=by, at=at)
    return len(made)


def _last(dossier: Dossier) -> Dossier | None:
    rows = Dossier.objects.filter(unit_id=dossier.unit_id, round__year__lt=dossier.round.year)
    return rows.order_by("-round__year").first()


def _copyable(work: Work, last: Dossier) -> list[Answer]:
    open_ids = {one.id for one in work.frame.criteria if not one.is_composed} - set(work.answers)
    return list(Answer.objects.filter(dossier=last, criterion__in=open_ids).order_by("id"))


def _carried(work: Work, old: Answer, by: Actor, at: datetime) -> Answer:
    return Answer(
        dossier=work.dossier,
        criterion=old.criterion,
        explanation=old.explanation,
        version=1,
        updated_by_account=by.account_id,
        updated_by_post=by.post_id,
        updated_at=at,
        carried_over=True,
    )


def _carry_evidence(old: Sequence[Answer], made: Sequence[Answer]) -> None:
    new = {one.criterion: one for one in made}
    criteria = {one.pk: one.criterion for one in old}
    rows = Evidence.objects.filter(answer_id__in=list(criteria), removed_at__isnull=True).order_by("id")
    Evidence.objects.bulk_create(
        Evidence(
            answer=new[criteria[row.answer_id]],
            blob_id=row.blob_id,
            kind=row.kind,
            name=row.name,
            evidence_date=row.evidence_date,
            received_at=row.received_at,
            by_account=row.by_account,
            by_post=row.by_post,
            carried_over=True,
        )
        for row in rows
    )
