"""Evidence of answers: added, taken away, confirmed. The bytes are `files`'; who may read them is asked here."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.http import Http404

from binhyen.audit.actions import record
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused, refuse
from binhyen.kernel.marks import gettext_noop
from binhyen.recognition.actions.work import Work, deed, load_answers, only, take
from binhyen.recognition.models import Answer, Evidence
from binhyen.recognition.permissions import may_write_answers, writes_on_behalf
from binhyen.recognition.rules.guards import EvidenceKind, evidence_findings
from binhyen.recognition.rules.lifecycle import Event

_REASON = 300


@dataclass(frozen=True, slots=True)
class Offered:
    """A stored file that somebody offers as evidence."""

    sha256: str
    kind: EvidenceKind
    name: str
    evidence_date: date | None = None


@transaction.atomic
def add_evidence(*, dossier_id: int, criterion: str, offered: Offered, by: Actor, at: datetime) -> Evidence:
    """Attach a file to an answer.

    Refused for lists of households or people, for anything but the conclusion where one conclusion is kept, above
    ten files, and in states in which the unit does not write.
    """
    work = _open(dossier_id, by)
    rule = work.frame.criterion(criterion)
    answer = work.answers.get(criterion)
    count = answer.evidence.filter(removed_at__isnull=True).count() if answer else 0
    refuse(evidence_findings(rule, offered.kind, offered.name, count))
    evidence = Evidence.objects.create(
        answer=answer or _blank(work, criterion, by, at),
        blob_id=offered.sha256,
        kind=offered.kind,
        name=offered.name.strip()[:200],
        evidence_date=offered.evidence_date,
        received_at=at,
        by_account=by.account_id,
        by_post=by.post_id,
    )
    data = {"criterion": criterion, "evidence": evidence.pk, "sha256": offered.sha256}
    record(deed(work, "add_evidence", data), by=by, at=at)
    return evidence


@transaction.atomic
def remove_evidence(*, evidence_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Take a file off an answer: it is hidden, its hash and the reason stay.

    Refused without a reason, and in states in which the unit does not write.
    """
    found = Evidence.objects.filter(pk=evidence_id, removed_at__isnull=True).select_related("answer").first()
    if found is None:
        raise Http404
    work = _open(found.answer.dossier_id, by)
    if not reason.strip():
        raise Refused(Finding("recognition.no_reason", gettext_noop("A reason is needed."), where="reason"))
    found.removed_at, found.removed_reason = at, reason.strip()[:_REASON]
    found.save(update_fields=["removed_at", "removed_reason"])
    data = {"criterion": found.answer.criterion, "evidence": found.pk}
    record(deed(work, "remove_evidence", data), by=by, at=at)


def _open(dossier_id: int, by: Actor) -> Work:
    work = only(take([dossier_id], may_write_answers, by=by))
    state = work.dossier.state
    work.move(Event.ASSESS)
    work.dossier.state = state
    load_answers([work])
    return work


def _blank(work: Work, criterion: str, by: Actor, at: datetime) -> Answer:
    return Answer.objects.create(
        dossier=work.dossier,
        criterion=criterion,
        version=1,
        updated_by_account=by.account_id,
        updated_by_post=by.post_id,
        updated_at=at,
        on_behalf=writes_on_behalf(by, work.dossier),
    )
