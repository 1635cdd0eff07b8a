"""Appeals: a unit asks for a second look, somebody else looks, the authority decides again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from binhyen.audit.actions import record
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused, refuse
from binhyen.kernel.marks import gettext_noop
from binhyen.recognition.actions.appraising import Opinion
from binhyen.recognition.actions.deciding import Paper, require_signer, settle
from binhyen.recognition.actions.work import Work, deed, gate, load_answers, only, take
from binhyen.recognition.models import Answer, Appeal, Appraisal, AppraisalState, Decision, DecisionItem
from binhyen.recognition.permissions import may_appraise, may_decide
from binhyen.recognition.rules.assessing import appraised, appraiser_findings
from binhyen.recognition.rules.deciding import Appealed, Ruling, appeal_findings, ground_findings
from binhyen.recognition.rules.lifecycle import DecisionKind
from binhyen.recognition.rules.model import Verdict
from binhyen.recognition.rules.rights import Ability

_MAX = 4000


@dataclass(frozen=True, slots=True)
class Review:
    """What the second appraiser finds: opinions on criteria, and a note on the whole."""

    opinions: Mapping[str, Opinion] = field(default_factory=dict)
    note: str = ""


@transaction.atomic
def file_appeal(*, dossier_id: int, grounds: str, by: Actor, at: datetime) -> Appeal:
    """Ask for a second look at a refusal or a revocation.

    Refused for another result, after the round's days for appeals, without grounds, and while one is open.
    """
    work = only(take([dossier_id], gate(Ability.APPEAL), by=by))
    dossier = work.dossier
    is_open = Appeal.objects.filter(dossier=dossier, outcome__isnull=True).exists()
    case = Appealed(dossier.result, dossier.decided_on, work.settings.appeal_days, is_open)
    refuse(appeal_findings(case, timezone.localdate(at)))
    if not 0 < len(grounds.strip()) <= _MAX:
        message = gettext_noop("Write between 1 and %(limit)s characters.")
        raise Refused(Finding("recognition.bad_text", message, params={"limit": _MAX}, where="grounds"))
    appeal = Appeal.objects.create(
        dossier=dossier,
        against=DecisionItem.objects.filter(dossier=dossier).latest("id"),
        grounds=grounds.strip(),
        filed_at=at,
        by_account=by.account_id,
        by_post=by.post_id,
    )
    record(deed(work, "file_appeal", {"appeal": appeal.pk}), by=by, at=at)
    return appeal


@transaction.atomic
def review_appeal(*, appeal_id: int, review: Review, by: Actor, at: datetime) -> Appeal:
    """Look at an appealed dossier again. The verdict follows from facts and opinions.

    Refused to whoever concluded the first time (`recognition.same_appraiser`), and once the appeal is decided.
    """
    appeal = _open(appeal_id)
    work = only(take([appeal.dossier_id], may_appraise, by=by))
    first = Appraisal.objects.filter(dossier_id=appeal.dossier_id, state=AppraisalState.CONCLUDED)
    if first.filter(account=by.account_id).exists():
        message = gettext_noop("Another appraiser than the first looks at an appeal.")
        raise Refused(Finding("recognition.same_appraiser", message))
    load_answers([work])
    _enter(work, review, by, at)
    verdict = appraised(work.evaluate(), work.standings(), work.frame.pack)
    appeal.reviewer_account, appeal.reviewer_post, appeal.reviewed_at = by.account_id, by.post_id, at
    appeal.review_verdict, appeal.review_note = verdict, review.note.strip()[:2000]
    appeal.save()
    record(deed(work, "review_appeal", {"appeal": appeal.pk, "verdict": str(verdict)}), by=by, at=at)
    return appeal


def _enter(work: Work, review: Review, by: Actor, at: datetime) -> None:
    evaluation = work.evaluate()
    for name, opinion in review.opinions.items():
        criterion, result = work.frame.criterion(name), evaluation.result(name)
        refuse(appraiser_findings(criterion, opinion.verdict, result.verdict if result else Verdict.CANNOT_CONCLUDE))
        answer = work.answers.get(name) or Answer(
            dossier=work.dossier,
            criterion=name,
            updated_by_account=by.account_id,
            updated_by_post=by.post_id,
            updated_at=at,
        )
        answer.appraiser_verdict, answer.appraiser_note = opinion.verdict, opinion.note.strip()
        answer.appraised_by_account, answer.appraised_by_post, answer.appraised_at = by.account_id, by.post_id, at
        answer.save()
        work.answers[name] = answer


@transaction.atomic
def decide_appeal(*, appeal_id: int, ruling: Ruling, paper: Paper, by: Actor, at: datetime) -> Decision:
    """Uphold or dismiss an appeal, by a decision with its number.

    Refused before the second look, to uphold what it does not find met, to dismiss without a ground, and as every
    decision is for its day and signer.
    """
    appeal = _open(appeal_id)
    works = take([appeal.dossier_id], may_decide, by=by)
    require_signer(by, ruling.on, at)
    if appeal.reviewed_at is None:
        message = gettext_noop("Another appraiser has to look at the appeal first.")
        raise Refused(Finding("recognition.not_reviewed", message))
    upheld = ruling.kind is DecisionKind.APPEAL_UPHELD
    if upheld and appeal.review_verdict != Verdict.MET:
        message = gettext_noop("The second look does not conclude “met”.")
        raise Refused(Finding("recognition.verdict_not_met", message))
    if not upheld:
        refuse(ground_findings(ruling.ground))
    works[0].dossier.appraised_verdict = appeal.review_verdict
    kind = DecisionKind.APPEAL_UPHELD if upheld else DecisionKind.APPEAL_DISMISSED
    appeal.outcome = settle(works, Ruling(kind, ruling.on, ruling.ground), paper, by=by, at=at)
    appeal.save(update_fields=["outcome"])
    return appeal.outcome


def _open(appeal_id: int) -> Appeal:
    appeal = Appeal.objects.select_for_update().filter(pk=appeal_id).first()
    if appeal is None:
        raise Http404
    if appeal.outcome_id is not None:
        raise Refused(Finding("recognition.appeal_decided", gettext_noop("The appeal is decided already.")))
    return appeal
