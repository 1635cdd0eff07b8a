"""Reads of dossiers: lists by scope, one with everything on its page, its trail, its desk."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404

from binhyen.accounts.models import Account, Post
from binhyen.audit.models import Entry
from binhyen.audit.queries import trail_of
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding
from binhyen.kernel.vietnamese import fold
from binhyen.recognition.models import (
    Answer,
    Appeal,
    Appraisal,
    AppraisalState,
    DecisionItem,
    Dossier,
    Evidence,
    Extension,
    Remark,
    RemarkKind,
    Round,
)
from binhyen.recognition.queries.packs import frame_of, settings_of
from binhyen.recognition.queries.rounds import late
from binhyen.recognition.queries.standing import (
    Below,
    counts_below,
    evidence_of,
    facts_of_year,
    known_of,
    standing_of,
    subject_of,
    visible_to,
)
from binhyen.recognition.rules.assessing import Frame, evaluated, presubmit_findings
from binhyen.recognition.rules.lifecycle import AWAITING_DECISION, EDITABLE, State
from binhyen.recognition.rules.model import Criterion, CriterionResult, Evaluation
from binhyen.recognition.rules.rights import Ability, abilities
from binhyen.recognition.rules.settings import from_plain
from binhyen.units.rules.kinds import UnitKind


@dataclass(frozen=True, slots=True)
class DossierFilter:
    """What a list is narrowed to; empty values narrow nothing."""

    round_id: int | None = None
    year: int | None = None
    kind: str = ""
    report_kind: str = ""
    managing_level: str = ""
    state: str = ""
    result: str = ""
    commune_id: int | None = None
    path: str = ""
    text: str = ""
    decided_here: bool = False
    late_on: date | None = None
    registered: bool | None = None
    not_result: str = ""


def dossiers_seen_by(actor: Actor, wanted: DossierFilter | None = None) -> QuerySet[Dossier]:
    """Return the dossiers that a person sees, by name: the unit's own, those its place decides on, those below."""
    chosen = wanted or DossierFilter()
    rows = Dossier.objects.filter(visible_to(actor), _narrowed(chosen, actor))
    if chosen.late_on is not None and chosen.round_id is not None:
        opened = Round.objects.filter(pk=chosen.round_id).first()
        rows = rows.filter(late(from_plain(opened.settings), chosen.late_on)) if opened else rows.none()
    return rows.order_by("sort_key", "id")


def _narrowed(wanted: DossierFilter, actor: Actor) -> Q:
    exact = {
        "round_id": wanted.round_id,
        "round__year": wanted.year,
        "kind": wanted.kind,
        "report_kind": wanted.report_kind,
        "managing_level": wanted.managing_level,
        "state": wanted.state,
        "result": wanted.result,
        "commune_id": wanted.commune_id,
    }
    found = Q(**{name: value for name, value in exact.items() if value not in (None, "")})
    if wanted.path:
        found &= Q(place_path__under=wanted.path)
    if wanted.text.strip():
        found &= Q(fold__contains=fold(wanted.text.strip()))
    if wanted.decided_here:
        found &= Q(decider_path__in=actor.scopes)
    return found & _outcome(wanted)


def _outcome(wanted: DossierFilter) -> Q:
    """Narrow to what counters count: registered or not, decided otherwise than a result."""
    found = Q()
    if wanted.registered is not None:
        found &= Q(registered_on__isnull=not wanted.registered)
    if wanted.not_result:
        found &= ~Q(result=wanted.not_result)
    return found


def dossier_seen_by(actor: Actor, pk: int) -> Dossier:
    """Return a dossier with its round, unit and pack; 404 for one that the person does not see."""
    rows = Dossier.objects.filter(visible_to(actor), pk=pk).select_related("round", "unit", "pack")
    found = rows.defer("pack__content").first()
    if found is None:
        raise Http404
    return found


# ------------------------------------------------------------------ the page


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion on the page. Where the person may not see criteria, everything but its words is left out."""

    criterion: Criterion
    result: CriterionResult | None = None
    answer: Answer | None = None
    evidence: Sequence[Evidence] = ()
    remarks: Sequence[Remark] = ()

    @property
    def version(self) -> int:
        """The version that a save is written over."""
        return self.answer.version if self.answer else 0


@dataclass(frozen=True, slots=True)
class DossierPage:
    """Everything that a person sees of a dossier."""

    dossier: Dossier
    frame: Frame
    granted: AbstractSet[Ability]
    lines: Sequence[Line] = ()
    evaluation: Evaluation | None = None
    remarks: Sequence[Remark] = ()
    findings: Sequence[Finding] = ()
    extensions: Sequence[Extension] = ()
    appraisals: Sequence[Appraisal] = ()
    own_appraisal: Appraisal | None = None
    decisions: Sequence[DecisionItem] = ()
    appeals: Sequence[Appeal] = ()
    people: Mapping[int, str] = field(default_factory=dict)
    """Names of the accounts that appear, by id."""
    posts: Mapping[int, str] = field(default_factory=dict)


def dossier_page(actor: Actor, pk: int) -> DossierPage:
    """Return a dossier as a person sees it, in a fixed number of queries.

    A criterion that is not met is seen by the unit and the deciding bodies alone (and who audits them); internal
    remarks never by the unit; other appraisers' conclusions after the own one.
    """
    dossier = dossier_seen_by(actor, pk)
    granted = abilities(actor, subject_of(dossier))
    frame = frame_of(dossier)
    if Ability.SEE_CRITERIA not in granted:
        lines = [Line(criterion) for criterion in frame.criteria]
        return DossierPage(
            dossier, frame, granted, lines, decisions=_decisions(dossier), extensions=_extensions(dossier)
        )
    return _whole_page(actor, dossier, frame, granted)


def _whole_page(actor: Actor, dossier: Dossier, frame: Frame, granted: AbstractSet[Ability]) -> DossierPage:
    answers = {one.criterion: one for one in Answer.objects.filter(dossier=dossier).order_by("updated_at", "id")}
    if Ability.SEE_INTERNAL not in granted and dossier.state in AWAITING_DECISION:
        _withhold(dossier, answers.values())
    evidence = evidence_of(one.pk for one in answers.values())
    remarks = _remarks(dossier, granted)
    appraisals = list(Appraisal.objects.filter(dossier=dossier).order_by("id"))
    own = next((one for one in appraisals if one.account == actor.account_id), None)
    standings = [standing_of(one, evidence.get(one.pk, ())) for one in answers.values()]
    evaluation = evaluated(frame, known_of(dossier, below_of(dossier), facts_of_year([dossier])), standings)
    lines = [_line(one, evaluation, answers, evidence, remarks) for one in frame.criteria]
    appeals = list(Appeal.objects.filter(dossier=dossier).select_related("outcome").order_by("id"))
    seen = [one for one in appraisals if one is own or _may_see_others(own, granted)]
    return DossierPage(
        dossier=dossier,
        frame=frame,
        granted=granted,
        lines=lines,
        evaluation=evaluation,
        remarks=[one for one in remarks if not one.criterion],
        findings=presubmit_findings(frame, evaluation, standings) if dossier.state in EDITABLE else (),
        extensions=_extensions(dossier),
        appraisals=seen,
        own_appraisal=own,
        decisions=_decisions(dossier),
        appeals=appeals,
        people=names_of_accounts(_accounts(answers.values(), evidence, remarks, seen)),
        posts=titles_of_posts(_posts(answers.values(), remarks, seen)),
    )


def _withhold(dossier: Dossier, answers: Iterable[Answer]) -> None:
    """Keep a running appraisal from its unit: opinions show once the dossier comes back or is decided."""
    dossier.appraised_verdict, dossier.carried = "", None
    for answer in answers:
        answer.appraiser_verdict, answer.appraiser_note = "", ""


def _line(
    criterion: Criterion,
    evaluation: Evaluation,
    answers: Mapping[str, Answer],
    evidence: Mapping[int, Sequence[Evidence]],
    remarks: Sequence[Remark],
) -> Line:
    answer = answers.get(criterion.id)
    files = evidence.get(answer.pk, ()) if answer else ()
    thread = [one for one in remarks if one.criterion == criterion.id]
    return Line(criterion, evaluation.result(criterion.id), answer, files, thread)


def _may_see_others(own: Appraisal | None, granted: AbstractSet[Ability]) -> bool:
    """Appraisers see others' conclusions after their own; those who decide or audit see them, units never do."""
    if Ability.APPRAISE in granted:
        return own is not None and own.state == AppraisalState.CONCLUDED
    return Ability.SEE_INTERNAL in granted


def _remarks(dossier: Dossier, granted: AbstractSet[Ability]) -> list[Remark]:
    rows = Remark.objects.filter(dossier=dossier).order_by("at", "id")
    if Ability.SEE_INTERNAL not in granted:
        rows = rows.exclude(kind=RemarkKind.INTERNAL)
    return list(rows)


def _extensions(dossier: Dossier) -> list[Extension]:
    return list(Extension.objects.filter(dossier=dossier).order_by("at", "id"))


def _decisions(dossier: Dossier) -> list[DecisionItem]:
    rows = DecisionItem.objects.filter(dossier=dossier).select_related("decision__document", "certificate")
    rows = rows.defer("decision__document__content", "certificate__content")
    return list(rows.order_by("id"))


def below_of(dossier: Dossier) -> Below | None:
    """Return the live counts below a commune; None for every other kind."""
    if dossier.kind != UnitKind.COMMUNE:
        return None
    return counts_below(dossier.round_id, [dossier.commune_id]).get(dossier.commune_id, {})


def _accounts(
    answers: Iterable[Answer],
    evidence: Mapping[int, Sequence[Evidence]],
    remarks: Iterable[Remark],
    appraisals: Iterable[Appraisal],
) -> set[int]:
    ids = {one.account for one in appraisals} | {one.by_account for one in remarks}
    for answer in answers:
        ids |= {answer.updated_by_account, answer.appraised_by_account or answer.updated_by_account}
        ids |= {one.by_account for one in evidence.get(answer.pk, ())}
    return ids


def _posts(answers: Iterable[Answer], remarks: Iterable[Remark], appraisals: Iterable[Appraisal]) -> set[int]:
    ids = {one.post for one in appraisals} | {one.by_post for one in remarks}
    for answer in answers:
        ids |= {answer.updated_by_post, answer.appraised_by_post or answer.updated_by_post}
    return ids


def names_of_accounts(ids: Iterable[int]) -> dict[int, str]:
    """Return the names of account holders, by id."""
    return dict(Account.objects.filter(pk__in=set(ids)).values_list("pk", "full_name"))


def titles_of_posts(ids: Iterable[int]) -> dict[int, str]:
    """Return the titles of posts, by id."""
    return dict(Post.objects.filter(pk__in=set(ids)).values_list("pk", "title"))


def evidence_seen_by(actor: Actor, pk: int) -> Evidence:
    """Return a file of a dossier whose criteria the person may see; 404 for every other, so no file is guessed."""
    found = Evidence.objects.filter(pk=pk).select_related("blob", "answer__dossier").first()
    if found is None or Ability.SEE_CRITERIA not in abilities(actor, subject_of(found.answer.dossier)):
        raise Http404
    return found


# ------------------------------------------------------------------ trail, check, desk, decisions


def trail_of_dossier(actor: Actor, pk: int) -> list[Entry]:
    """Return what was done to a dossier, oldest first: to its unit, its deciding bodies and its auditors."""
    dossier = dossier_seen_by(actor, pk)
    if Ability.SEE_CRITERIA not in abilities(actor, subject_of(dossier)):
        raise Http404
    return list(trail_of("dossier", pk))


def appraisal_desk(actor: Actor, wanted: DossierFilter | None = None) -> QuerySet[Dossier]:
    """Return what waits for the appraisers of a person's place, the longest waiting first."""
    rows = dossiers_seen_by(actor, wanted).filter(decider_path__in=actor.scopes, state=State.SUBMITTED)
    return rows.order_by("submitted_at", "id")


def may_still_submit(dossier: Dossier, today: date) -> bool:
    """Tell whether a dossier's day has not passed."""
    return dossier.due_on is None or today <= dossier.due_on


def registration_ends(dossier: Dossier) -> date:
    """Return the last day of registration in a dossier's round."""
    return settings_of(dossier).registration_by
