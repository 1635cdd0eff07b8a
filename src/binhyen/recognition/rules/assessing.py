"""How answers become facts, what may be said of a criterion, and what keeps a dossier from being submitted. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from binhyen.kernel.findings import Finding, Refused, Severity
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.periods import Period
from binhyen.recognition.rules.engine import combine, evaluate
from binhyen.recognition.rules.facts import criteria_of, fact_specs, names_of, parse_facts
from binhyen.recognition.rules.model import (
    Criterion,
    EngineOptions,
    Evaluation,
    Judged,
    Logic,
    Pack,
    UnitCounts,
    Verdict,
)
from binhyen.recognition.rules.windows import window_of

LIVE = frozenset(
    {
        "units_eligible",
        "units_registered",
        "units_recognised",
        "units_by_kind",
        "residential_areas_total",
        "residential_areas_recognised",
    }
)
"""Facts of a commune that are counted from the dossiers below it, never typed."""
FROM_UNIT = frozenset({"armed_forces", "enterprise_size", "highest_level", "has_party_organisation"})
"""Facts that the unit's own record gives."""
GRACE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says of one criterion. `facts` are plain values, read by the pack's own types."""

    facts: Mapping[str, object] = field(default_factory=dict)
    judgement: str = ""
    reference: str = ""
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of one answer: what was said, what the appraiser says, what it rests on."""

    criterion: str
    said: Said
    appraiser_verdict: str = ""
    carried_over: bool = False
    evidence_dates: tuple[date | None, ...] = ()
    infected: int = 0
    unscanned: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a unit apart from its answers: its own record, its registration, the counts below it."""

    unit: Mapping[str, object]
    registered_on: date | None = None
    below: Mapping[str, UnitCounts] | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """By what a dossier is measured."""

    pack: Pack
    kind: str
    year: int
    options: EngineOptions = field(default_factory=EngineOptions)

    @property
    def window(self) -> Period:
        """The evaluation window of the year."""
        return window_of(self.pack, self.kind, self.year)

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """The kind's criteria that are in force on the window's last day."""
        return criteria_of(self.pack, self.kind, self.window.end)

    def criterion(self, criterion_id: str) -> Criterion:
        """Return one of the criteria; refuse what is none, or follows from others."""
        found = next((one for one in self.criteria if one.id == criterion_id), None)
        if found is None:
            message = gettext_noop("There is no criterion %(criterion)s for this kind of unit.")
            raise Refused(Finding("recognition.no_such_criterion", message, params={"criterion": criterion_id}))
        if found.is_composed:
            message = gettext_noop("Criterion %(criterion)s follows from its parts: answer those.")
            raise Refused(Finding("recognition.composed_criterion", message, params={"criterion": criterion_id}))
        return found


def facts_of(frame: Frame, known: Known, standings: Iterable[Standing]) -> dict[str, object]:
    """Join everything that is known into the engine's facts: what the unit says outweighs the register's own.

    A judgement stands for criteria that are judged; for one whose text nobody has seen, only an appraiser's does.
    """
    names = {spec.name for spec in fact_specs(frame.pack, frame.kind)}
    facts = {name: value for name, value in known.unit.items() if name in names and value not in (None, "")}
    if known.registered_on is not None and "registration_date" in names:
        facts["registration_date"] = known.registered_on.isoformat()
    ids = {one.id for one in frame.criteria}
    for standing in standings:
        if standing.criterion in ids:
            facts |= {name: value for name, value in standing.said.facts.items() if name in names}
            facts |= _judgement(frame, standing)
    return {**facts, **_below(names, known.below)}


def _judgement(frame: Frame, standing: Standing) -> dict[str, object]:
    criterion = frame.pack.criterion(standing.criterion)
    if criterion is None or not isinstance(criterion.test, Judged):
        return {}
    own = "" if criterion.logic is Logic.PENDING_TEXT else standing.said.judgement
    word = standing.appraiser_verdict or own
    return {criterion.judgement: word} if word in (Verdict.MET, Verdict.NOT_MET) else {}


def _below(names: set[str], below: Mapping[str, UnitCounts] | None) -> dict[str, object]:
    if below is None:
        return {}
    if "units_by_kind" in names:
        counts = {
            kind: {"eligible": c.eligible, "registered": c.registered, "recognised": c.recognised}
            for kind, c in below.items()
        }
        return {"units_by_kind": counts} if counts else {}
    areas = below.get("residential_area", UnitCounts(0, 0, 0))
    found = {"residential_areas_total": areas.eligible, "residential_areas_recognised": areas.recognised}
    return {name: value for name, value in found.items() if name in names}


def evaluated(frame: Frame, known: Known, standings: Iterable[Standing]) -> Evaluation:
    """Let the engine say what follows from everything known; refuse impossible facts."""
    facts = parse_facts(frame.pack, frame.kind, facts_of(frame, known, standings))
    return evaluate(frame.pack, frame.kind, facts, frame.window.end, options=frame.options)


def appraised(evaluation: Evaluation, standings: Iterable[Standing], pack: Pack) -> Verdict:
    """Return the verdict after appraisal: an appraiser may lower what facts say, never raise it."""
    words = {one.criterion: one.appraiser_verdict for one in standings if one.appraiser_verdict}
    verdicts = [evaluation.scope.verdict]
    for result in evaluation.criteria:
        criterion = pack.criterion(result.id)
        if criterion is None or criterion.is_composed:
            continue
        lowered = words.get(result.id) in (Verdict.NOT_MET, Verdict.CANNOT_CONCLUDE)
        verdicts.append(Verdict(words[result.id]) if lowered else result.verdict)
    return combine(verdicts)


def appraiser_findings(criterion: Criterion, verdict: str, engine: Verdict) -> list[Finding]:
    """An appraiser judges what is judged; what is counted or dated can't be raised above what the facts say."""
    if verdict not in (Verdict.MET, Verdict.NOT_MET, Verdict.CANNOT_CONCLUDE):
        return [Finding("recognition.no_verdict", gettext_noop("Choose one of the three answers."), where="verdict")]
    counted = not isinstance(criterion.test, Judged)
    if counted and verdict == Verdict.MET and engine not in (Verdict.MET, Verdict.NOT_APPLICABLE):
        message = gettext_noop("The facts of %(criterion)s do not say “met”: return the dossier for correction.")
        return [
            Finding("recognition.facts_say_otherwise", message, params={"criterion": criterion.id}, where="verdict")
        ]
    return []


def answer_findings(criterion: Criterion, said: Said) -> list[Finding]:
    """Return remarks on what is said of a criterion, before its facts are read."""
    allowed = set(names_of(criterion)) - LIVE - FROM_UNIT
    findings = [
        _not_asked(criterion, name) for name in said.facts if name not in allowed or name == criterion.judgement
    ]
    if said.judgement not in ("", Verdict.MET, Verdict.NOT_MET, Verdict.CANNOT_CONCLUDE):
        findings.append(
            Finding("recognition.no_verdict", gettext_noop("Choose one of the three answers."), where="judgement")
        )
    return findings


def _not_asked(criterion: Criterion, name: str) -> Finding:
    message = gettext_noop("“%(name)s” is not entered at criterion %(criterion)s.")
    return Finding("recognition.fact_not_asked", message, params={"name": name, "criterion": criterion.id}, where=name)


# ------------------------------------------------------------------ before submitting


def presubmit_findings(frame: Frame, evaluation: Evaluation, standings: Iterable[Standing]) -> list[Finding]:
    """Check a dossier before it goes out: errors block, warnings want a note."""
    by_id = {one.criterion: one for one in standings}
    findings: list[Finding] = []
    for criterion in frame.criteria:
        if not criterion.is_composed:
            findings += _check(criterion, by_id.get(criterion.id), evaluation, frame.window)
    if evaluation.verdict is Verdict.NOT_MET:
        message = gettext_noop("The dossier as it stands is not met. It may be submitted with a note.")
        findings.append(Finding("recognition.submits_not_met", message, Severity.WARNING))
    return findings


def _check(criterion: Criterion, standing: Standing | None, evaluation: Evaluation, window: Period) -> list[Finding]:
    result = evaluation.result(criterion.id)
    verdict = result.verdict if result else Verdict.CANNOT_CONCLUDE
    if verdict is Verdict.NOT_APPLICABLE or (standing is None and verdict is not Verdict.CANNOT_CONCLUDE):
        return []
    if standing is None:
        return [] if _waits_for_others(criterion) else [_remark("recognition.unanswered", _UNANSWERED, criterion)]
    return [*_answer_errors(criterion, standing, verdict), *_answer_warnings(criterion, standing, verdict, window)]


def _waits_for_others(criterion: Criterion) -> bool:
    """Tell whether the unit has nothing to say: text not entered yet, or counts from the dossiers below."""
    return criterion.logic is Logic.PENDING_TEXT or set(names_of(criterion)) <= LIVE


def _answer_errors(criterion: Criterion, standing: Standing, verdict: Verdict) -> list[Finding]:
    findings = []
    if standing.carried_over:
        findings.append(_remark("recognition.carried_over", _CARRIED, criterion))
    if standing.infected:
        findings.append(_remark("recognition.infected_evidence", _INFECTED, criterion))
    if criterion.logic is Logic.NONE_OF:
        if not standing.said.reference.strip():
            findings.append(_remark("recognition.no_reference", _NO_REFERENCE, criterion))
    elif not standing.evidence_dates and not standing.said.explanation.strip() and not _waits_for_others(criterion):
        findings.append(_remark("recognition.no_evidence", _NO_EVIDENCE, criterion))
    if verdict is Verdict.CANNOT_CONCLUDE and not _waits_for_others(criterion):
        findings.append(_remark("recognition.unanswered", _UNANSWERED, criterion))
    return findings


def _answer_warnings(criterion: Criterion, standing: Standing, verdict: Verdict, window: Period) -> list[Finding]:
    findings = []
    if any(day is not None and day not in window for day in standing.evidence_dates):
        findings.append(_remark("recognition.evidence_outside_window", _OUTSIDE, criterion, Severity.WARNING))
    if standing.unscanned:
        findings.append(_remark("recognition.evidence_unscanned", _UNSCANNED, criterion, Severity.WARNING))
    own = standing.said.judgement
    if own and not isinstance(criterion.test, Judged) and own != verdict:
        findings.append(_remark("recognition.says_otherwise", _OTHERWISE, criterion, Severity.WARNING))
    return findings


_UNANSWERED = gettext_noop("Criterion %(criterion)s has no complete answer yet.")
_CARRIED = gettext_noop("Criterion %(criterion)s was carried over from last year: confirm or change it.")
_INFECTED = gettext_noop("A file at criterion %(criterion)s is infected: remove it.")
_NO_REFERENCE = gettext_noop("Criterion %(criterion)s needs the number of the competent body's conclusion.")
_NO_EVIDENCE = gettext_noop("Criterion %(criterion)s has neither evidence nor an explanation.")
_OUTSIDE = gettext_noop("A file at criterion %(criterion)s is dated outside the evaluation window.")
_UNSCANNED = gettext_noop("A file at criterion %(criterion)s waits for the virus scanner.")
_OTHERWISE = gettext_noop("At criterion %(criterion)s your own answer differs from what the facts say.")


def _remark(code: str, message: str, criterion: Criterion, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(code, message, severity, params={"criterion": criterion.id}, where=criterion.id)


# ------------------------------------------------------------------ days


def in_time(closes: datetime, started: datetime | None, at: datetime) -> bool:
    """Tell whether a submission is in time by the server's clock: one that was begun in time has five minutes more."""
    return at < closes or (started is not None and started < closes and at < closes + GRACE)
