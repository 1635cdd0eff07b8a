"""When an authority may recognise or refuse: the findings that stand in a decision's way. Pure."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from binhyen.kernel.findings import Finding
from binhyen.kernel.lifecycles import no_such_move
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import short_date
from binhyen.recognition.rules.lifecycle import DOSSIER, DecisionKind, Event, Outcome, State
from binhyen.recognition.rules.model import Verdict

_DECIDES = "TT 124/2021/TT-BCA, Đ10; TT 48/2025/TT-BCA"
MAX_GROUND = 500


@dataclass(frozen=True, slots=True)
class Case:
    """What a decision on one dossier rests on.

    `authority_level` is who is competent on the day of the decision, `seat_level` who holds the dossier. `carried` is
    the council's vote, None where it did not vote.
    """

    state: State
    verdict: str
    registered_on: date | None
    window_end: date
    authority_level: str
    seat_level: str
    council_required: bool
    carried: bool | None


@dataclass(frozen=True, slots=True)
class Ruling:
    """What is decided, on which day, and on what ground (a refusal and a revocation need one)."""

    kind: DecisionKind
    on: date
    ground: str = ""


def decision_findings(case: Case, ruling: Ruling) -> list[Finding]:
    """Return what stands in the way of deciding this way on this dossier.

    Recognition needs everything met ("khi đạt đủ các tiêu chí", TT 124/2021 Đ4–Đ7), and the council's vote where the
    round asks for one. A met dossier is refused only after a lost vote. Who decides is the pack's matrix on the day.
    """
    if not DOSSIER.allows(case.state, Event.DECIDE):
        return [replace(no_such_move(case.state, Event.DECIDE), message=_message(case.state))]
    findings = _formal(case, ruling)
    return [*findings, *(_recognising(case) if ruling.kind is DecisionKind.RECOGNISE else _refusing(case, ruling))]


def _message(state: State) -> str:
    if state is State.DECIDED:
        return gettext_noop("Somebody has decided on this dossier already.")
    return gettext_noop("The appraisal of this dossier is not concluded.")


def _formal(case: Case, ruling: Ruling) -> list[Finding]:
    findings = []
    if case.registered_on is None:
        findings.append(Finding("recognition.not_registered", gettext_noop("The unit did not register.")))
    if ruling.on <= case.window_end:
        message = gettext_noop("The evaluation window runs until %(day)s: the decision comes after it.")
        params = {"day": short_date(case.window_end)}
        findings.append(Finding("recognition.window_open", message, params=params, where="on"))
    if not case.authority_level or case.authority_level != case.seat_level:
        message = gettext_noop("On %(day)s the decision is the %(level)s level's.")
        params = {"day": short_date(ruling.on), "level": case.authority_level or "–"}
        findings.append(Finding("recognition.wrong_authority", message, params=params, where="on", source=_DECIDES))
    return findings


def _recognising(case: Case) -> list[Finding]:
    findings = []
    if case.verdict != Verdict.MET:
        message = gettext_noop("The appraisal does not conclude “met”: recognition needs every criterion met.")
        findings.append(Finding("recognition.verdict_not_met", message, source="TT 124/2021/TT-BCA, Đ4–Đ7"))
    if case.council_required and case.carried is None:
        message = gettext_noop("This round asks for the council's vote first.")
        findings.append(Finding("recognition.no_vote", message))
    if case.carried is False:
        findings.append(Finding("recognition.vote_lost", gettext_noop("The council's vote did not carry.")))
    return findings


def _refusing(case: Case, ruling: Ruling) -> list[Finding]:
    findings = ground_findings(ruling.ground)
    if case.verdict == Verdict.MET and case.carried is not False:
        message = gettext_noop("Every criterion is met: a refusal would need a lost vote of the council.")
        findings.append(Finding("recognition.met_is_not_refused", message))
    return findings


def ground_findings(ground: str) -> list[Finding]:
    """A refusal, a revocation and a dismissal say why, within a line or two."""
    if 0 < len(ground.strip()) <= MAX_GROUND:
        return []
    message = gettext_noop("Give the ground of the decision, in at most %(limit)s characters.")
    return [Finding("recognition.no_ground", message, params={"limit": MAX_GROUND}, where="ground")]


def put_findings(state: str, *, in_open_vote: bool) -> list[Finding]:
    """Return what stands in the way of putting a dossier to the council's vote: one vote at a time, once appraised."""
    if state != State.APPRAISED:
        message = gettext_noop("Only appraised dossiers are put to the vote.")
        return [Finding("recognition.not_appraised", message)]
    if in_open_vote:
        message = gettext_noop("A vote on this dossier is open already: close it first.")
        return [Finding("recognition.in_open_vote", message)]
    return []


@dataclass(frozen=True, slots=True)
class Appealed:
    """What an appeal rests on: the result, its day, how long appeals are possible, whether one is open."""

    result: str
    decided_on: date | None
    days: int
    open: bool


def appeal_findings(case: Appealed, today: date) -> list[Finding]:
    """Return what stands in the way of an appeal: no refusal or revocation, its days are over, one is open."""
    if case.result not in (Outcome.NOT_RECOGNISED, Outcome.REVOKED) or case.decided_on is None:
        message = gettext_noop("There is no refusal or revocation to appeal against.")
        return [Finding("recognition.nothing_to_appeal", message)]
    last = case.decided_on + timedelta(days=case.days)
    if today > last:
        message = gettext_noop("Appeals were possible until %(day)s.")
        return [Finding("recognition.appeal_too_late", message, params={"day": short_date(last)})]
    return [Finding("recognition.appeal_open", gettext_noop("An appeal is open already."))] if case.open else []
