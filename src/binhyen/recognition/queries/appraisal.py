"""Reads of the appraisal desk: what waits and how long, one dossier as its appraiser sees it, what conclusions give."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from binhyen.kernel.actors import Actor
from binhyen.kernel.calendars import WorkCalendar
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.places.queries.versions import label_of, versions_on
from binhyen.recognition.models import Answer, Appraisal, AppraisalState, Dossier, Remark, RemarkKind
from binhyen.recognition.queries.decisions import live_verdict
from binhyen.recognition.queries.dossiers import (
    DossierFilter,
    DossierPage,
    Line,
    appraisal_desk,
    below_of,
    dossier_page,
    dossiers_seen_by,
)
from binhyen.recognition.queries.packs import frame_of, settings_of
from binhyen.recognition.queries.standing import Below, counts_below, facts_of_year, known_of, standing_of
from binhyen.recognition.rules.assessing import evaluated
from binhyen.recognition.rules.deadlines import vietnam
from binhyen.recognition.rules.lifecycle import State
from binhyen.recognition.rules.model import Criterion, Evaluation, Logic
from binhyen.recognition.rules.rights import Ability
from binhyen.units.rules.facts import UnitFacts
from binhyen.units.rules.kinds import UnitKind


@dataclass(frozen=True, slots=True)
class Waiting:
    """A dossier that waits: for how many working days, until when, and how this appraiser stands to it."""

    dossier: Dossier
    where: str
    waited: int
    due_on: date | None
    left: int | None
    own: str
    open_remarks: int
    pending: int
    """Criteria whose text nobody has seen and that nobody has judged yet."""

    @property
    def over(self) -> int:
        """By how many working days the decision is late."""
        return max(0, -(self.left or 0))


@dataclass(frozen=True, slots=True)
class _Board:
    """What the lines of the desk share: the day, the calendar, and what was said and asked so far."""

    today: date
    calendar: WorkCalendar
    own: Mapping[int, str]
    remarks: Mapping[int, int]
    judged: Mapping[int, frozenset[str]]
    places: Mapping[int, str]


def waiting_rows(actor: Actor, dossiers: Sequence[Dossier], today: date) -> list[Waiting]:
    """Return the lines of the desk: four queries, whatever the number of dossiers. Needs `round` and `pack`."""
    ids = [one.pk for one in dossiers]
    own = dict(Appraisal.objects.filter(dossier__in=ids, account=actor.account_id).values_list("dossier_id", "state"))
    remarks = dict(
        Remark.objects.filter(dossier__in=ids, kind=RemarkKind.MUST_FIX, resolved_at__isnull=True)
        .values("dossier_id")
        .annotate(amount=Count("id"))
        .values_list("dossier_id", "amount")
    )
    board = _Board(today, vietnam(), own, remarks, judged_criteria(ids), communes_named(dossiers, today))
    return [_waiting(one, board) for one in dossiers]


def communes_named(dossiers: Iterable[Dossier], day: date) -> dict[int, str]:
    """Return what the communes of dossiers are called: one query."""
    versions = versions_on({one.commune_id for one in dossiers}, day)
    return {place_id: label_of(version) for place_id, version in versions.items()}


def judged_criteria(ids: Iterable[int]) -> dict[int, frozenset[str]]:
    """Return on which criteria of each dossier an appraiser has said something."""
    rows = Answer.objects.filter(dossier__in=list(ids)).exclude(appraiser_verdict="")
    found: dict[int, set[str]] = {}
    for dossier_id, criterion in rows.values_list("dossier_id", "criterion"):
        found.setdefault(dossier_id, set()).add(criterion)
    return {pk: frozenset(names) for pk, names in found.items()}


def pending_of(dossier: Dossier) -> list[Criterion]:
    """Return the criteria whose text nobody has entered: a named appraiser's judgement stands in."""
    return [one for one in frame_of(dossier).criteria if one.logic is Logic.PENDING_TEXT]


def _waiting(dossier: Dossier, board: _Board) -> Waiting:
    sent = timezone.localdate(dossier.submitted_at) if dossier.submitted_at else board.today
    due = settings_of(dossier).decide_by.get(dossier.kind)
    judged = board.judged.get(dossier.pk, frozenset())
    return Waiting(
        dossier=dossier,
        where=board.places.get(dossier.commune_id, ""),
        waited=max(0, board.calendar.between(sent, board.today)),
        due_on=due,
        left=None if due is None else board.calendar.between(board.today, due),
        own=board.own.get(dossier.pk, ""),
        open_remarks=board.remarks.get(dossier.pk, 0),
        pending=sum(one.id not in judged for one in pending_of(dossier)),
    )


def desk_counts(actor: Actor, wanted: DossierFilter) -> dict[str, int]:
    """Count what waits by kind."""
    rows = appraisal_desk(actor, replace(wanted, kind="")).order_by().values("kind").annotate(amount=Count("id"))
    return dict(rows.values_list("kind", "amount"))


def neighbours(actor: Actor, wanted: DossierFilter, dossier: Dossier) -> tuple[int | None, int | None]:
    """Return the dossier before and the one after on the desk, narrowed as the list was: two queries.

    One that has left the desk (concluded, returned) still has its neighbours.
    """
    rows = appraisal_desk(actor, wanted).exclude(pk=dossier.pk)
    sent = dossier.submitted_at
    if sent is None:
        return None, rows.values_list("pk", flat=True).first()
    before = Q(submitted_at__lt=sent) | Q(submitted_at=sent, pk__lt=dossier.pk)
    after = Q(submitted_at__gt=sent) | Q(submitted_at=sent, pk__gt=dossier.pk)
    last = rows.filter(before).order_by("-submitted_at", "-id").values_list("pk", flat=True).first()
    return last, rows.filter(after).values_list("pk", flat=True).first()


# ------------------------------------------------------------------ one dossier


@dataclass(frozen=True, slots=True)
class Desk:
    """A dossier as its appraiser sees it."""

    page: DossierPage
    evaluation: Evaluation
    """What follows from the facts and, before the own conclusion, from the own opinions alone."""
    lines: Sequence[Line]
    hidden: frozenset[str]
    """Criteria on which somebody else has an opinion that is shown after the own conclusion."""


def desk_of(actor: Actor, pk: int) -> Desk:
    """Return a dossier for its appraisers, and to read for those who decide, vote and audit; 404 for everybody else.

    Others' opinions are shown to an appraiser after the own conclusion.
    """
    page = dossier_page(actor, pk)
    if Ability.SEE_INTERNAL not in page.granted or page.evaluation is None:
        raise Http404
    if Ability.APPRAISE not in page.granted or _concluded(page.own_appraisal):
        return Desk(page, page.evaluation, page.lines, frozenset())
    hidden = frozenset(line.criterion.id for line in page.lines if _by_another(line.answer, actor))
    if not hidden:
        return Desk(page, page.evaluation, page.lines, hidden)
    return _masked(page, hidden)


def _concluded(own: Appraisal | None) -> bool:
    return own is not None and own.state == AppraisalState.CONCLUDED


def _by_another(answer: Answer | None, actor: Actor) -> bool:
    return bool(answer and answer.appraiser_verdict) and answer.appraised_by_account != actor.account_id  # type: ignore[union-attr]  # bool() is not seen


def _masked(page: DossierPage, hidden: frozenset[str]) -> Desk:
    for line in page.lines:
        if line.answer is not None and line.criterion.id in hidden:
            line.answer.appraiser_verdict = line.answer.appraiser_note = ""
    standings = [standing_of(line.answer, line.evidence) for line in page.lines if line.answer is not None]
    found = evaluated(
        page.frame, known_of(page.dossier, below_of(page.dossier), facts_of_year([page.dossier])), standings
    )
    lines = [replace(line, result=found.result(line.criterion.id)) for line in page.lines]
    return Desk(page, found, lines, hidden)


# ------------------------------------------------------------------ what a conclusion gives


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What concluding on a dossier gives, or what stands in its way."""

    dossier: Dossier
    verdict: str
    findings: Sequence[Finding] = ()
    unjudged: int = 0


def foreseen(actor: Actor, ids: Iterable[int], today: date) -> list[Foreseen]:
    """Say what concluding on dossiers gives, those that can't be first: nine queries, however many dossiers."""
    rows = dossiers_seen_by(actor).filter(pk__in=list(ids), decider_path__in=actor.scopes)
    dossiers = list(rows.select_related("round", "unit", "pack").defer("pack__content"))
    waiting = {one.dossier.pk: one for one in waiting_rows(actor, dossiers, today)}
    answers: dict[int, list[Answer]] = {}
    for answer in Answer.objects.filter(dossier__in=[one.pk for one in dossiers]).order_by("updated_at", "id"):
        answers.setdefault(answer.dossier_id, []).append(answer)
    below = _below(dossiers)
    facts = facts_of_year(dossiers)
    found = [_foreseen(waiting[one.pk], answers.get(one.pk, []), below.get(one.commune_id), facts) for one in dossiers]
    return sorted(found, key=lambda one: not one.findings)


def _below(dossiers: Sequence[Dossier]) -> Mapping[int, Below]:
    communes = [one for one in dossiers if one.kind == UnitKind.COMMUNE]
    found: dict[int, Below] = {}
    for round_id in {one.round_id for one in communes}:
        found |= counts_below(round_id, [one.commune_id for one in communes if one.round_id == round_id])
    return found


_UNDECLARED = Finding(
    "recognition.not_declared",
    gettext_noop("Declare first that nothing ties you to this unit, or stand back."),
)
_RECUSED = Finding("recognition.recused", gettext_noop("You stood back from this dossier."))
_OPEN = Finding(
    "recognition.open_remark",
    gettext_noop("A remark that must be fixed is still open: resolve it or return the dossier."),
)
_AWAY = Finding("recognition.not_submitted", gettext_noop("It does not wait for appraisal any more."))


def _foreseen(row: Waiting, answers: Sequence[Answer], below: Below | None, facts: Mapping[int, UnitFacts]) -> Foreseen:
    mine = below if row.dossier.kind == UnitKind.COMMUNE else None
    findings = []
    if row.dossier.state != State.SUBMITTED:
        findings.append(_AWAY)
    if row.own == "":
        findings.append(_UNDECLARED)
    if row.own == AppraisalState.RECUSED:
        findings.append(_RECUSED)
    if row.open_remarks:
        findings.append(_OPEN)
    verdict = live_verdict(row.dossier, answers, mine or ({} if row.dossier.kind == UnitKind.COMMUNE else None), facts)
    return Foreseen(row.dossier, verdict, findings, row.pending)


def desk_rows(actor: Actor, wanted: DossierFilter) -> QuerySet[Dossier]:
    """Return what waits, with all that its line needs."""
    return appraisal_desk(actor, wanted).select_related("round", "pack").defer("pack__content")
