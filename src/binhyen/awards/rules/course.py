"""The course of a proposal: its states and steps, what each asks, and what is wrong with a proposal."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from binhyen.awards.rules.awarded import authority_findings, form_findings, period_findings
from binhyen.awards.rules.instruments import choice_findings
from binhyen.awards.rules.principles import discipline_findings
from binhyen.awards.rules.shelf import law
from binhyen.kernel.actors import Role
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.rules.facts import Facts, StepFacts
from binhyen.registers.rules.fields import Field, FieldKind
from binhyen.registers.rules.ledger import Line, one_of
from binhyen.registers.rules.steps import BEGIN, Life, State, StepKind

OFFICES = frozenset({Role.COMMUNE_OFFICER, Role.DISTRICT_OFFICER, Role.PROVINCE_OFFICER, Role.ASSOCIATION_OFFICER})
CHAIRS = frozenset({Role.COMMUNE_CHAIR, Role.PROVINCE_LEADER})
OPEN = ("submitted", "received", "incomplete", "appraised", "voted", "to_sign")
"""States in which somebody has to do something before the decision."""
GIVEN = ("decided", "handed_over", "archived")
ENDED = ("not_eligible", "revoked")
KEPT = frozenset({"voted", "to_sign", *GIVEN, *ENDED})
"""States in which what a proposal says is not changed any more."""

_STATES = {
    "submitted": State(gettext_noop("submitted"), "sent"),
    "received": State(gettext_noop("received"), "doing"),
    "incomplete": State(gettext_noop("to be completed"), "returned"),
    "appraised": State(gettext_noop("appraised"), "doing"),
    "voted": State(gettext_noop("voted by the council"), "doing"),
    "to_sign": State(gettext_noop("waiting for the signature"), "sent"),
    "decided": State(gettext_noop("decided"), "met"),
    "handed_over": State(gettext_noop("handed over"), "met"),
    "archived": State(gettext_noop("archived"), "met"),
    "suspended": State(gettext_noop("suspended"), "late"),
    "not_eligible": State(gettext_noop("not eligible"), "not_met"),
    "revoked": State(gettext_noop("revoked"), "not_met"),
}

INSTRUMENT = Field(
    "instrument",
    gettext_noop("Law that is applied"),
    FieldKind.CHOICE,
    choices={one.code: f"{one.decree} (từ {one.since:%d/%m/%Y})" for one in law().instruments},
    help=gettext_noop("Left open: that of the day of receipt. Another one wants a reason in the remark."),
)
OUTCOME = Field(
    "outcome",
    gettext_noop("What came out"),
    FieldKind.CHOICE,
    required=True,
    choices={"cleared": gettext_noop("no breach found"), "disciplined": gettext_noop("discipline, ended by now")},
)
ENDED_ON = Field(
    "ended_on",
    gettext_noop("Discipline ended on"),
    FieldKind.DATE,
    required=True,
    when=("outcome", frozenset({"disciplined"})),
)


def _after(*states: str) -> frozenset[str]:
    return frozenset(states)


PROPOSAL = Life(
    _STATES,
    (
        StepKind("submit", gettext_noop("Submit"), _after(BEGIN), "submitted", document=True),
        StepKind(
            "receive", gettext_noop("Receive"), _after("submitted"), "received", fields=(INSTRUMENT,), roles=OFFICES
        ),
        StepKind(
            "ask", gettext_noop("Ask to complete"), _after("submitted", "received", "appraised"), "incomplete",
            note=True, roles=OFFICES,
        ),
        StepKind("complete", gettext_noop("Dossier completed"), _after("incomplete"), "received"),
        StepKind("appraise", gettext_noop("Appraise"), _after("received"), "appraised", note=True, roles=OFFICES),
        StepKind("vote", gettext_noop("Approved by the council"), _after("appraised"), "voted", roles=OFFICES),
        StepKind(
            "vote_down", gettext_noop("Not approved by the council"), _after("appraised"), "not_eligible",
            roles=OFFICES, danger=True,
        ),
        StepKind(
            "to_sign", gettext_noop("Submit for signature"), _after("appraised", "voted"), "to_sign", roles=OFFICES
        ),
        StepKind(
            "decide", gettext_noop("Decide"), _after("to_sign"), "decided", document=True, roles=OFFICES | CHAIRS
        ),
        StepKind("hand_over", gettext_noop("Hand over"), _after("decided"), "handed_over", roles=OFFICES),
        StepKind("archive", gettext_noop("Archive"), _after("handed_over"), "archived", roles=OFFICES),
        StepKind(
            "suspend", gettext_noop("Suspend"), _after(*OPEN), "suspended",
            document=True, note=True, roles=OFFICES, danger=True,
        ),
        StepKind(
            "resume", gettext_noop("Resume"), _after("suspended"), "received",
            document=True, fields=(OUTCOME, ENDED_ON), roles=OFFICES,
        ),
        StepKind(
            "refuse", gettext_noop("Not eligible"), _after("received", "incomplete", "appraised", "voted", "suspended"),
            "not_eligible", note=True, roles=OFFICES, danger=True,
        ),
        StepKind(
            "revoke", gettext_noop("Revoke"), _after(*GIVEN), "revoked",
            document=True, note=True, roles=OFFICES | CHAIRS, danger=True,
        ),
    ),
)  # fmt: skip
"""draft → submitted → received → completed ↔ appraised → voted → to sign → decided → handed over → archived."""
OF_KEEPERS = frozenset({"submit", "complete"})
OF_AUTHORITY = frozenset({"decide", "revoke"})
ONE_BY_ONE = tuple(one.code for one in PROPOSAL.kinds if one.code not in {"vote", "vote_down", "decide", "revoke"})
"""Steps that are taken on a proposal's own page; votes and decisions are made for many at once, on theirs."""


def received_on(facts: Facts, steps: Sequence[StepFacts]) -> date | None:
    """Return the day on which the dossier was received; before that, the day of the proposal."""
    return next((one.on for one in steps if one.code == "receive"), facts.day("proposed_on"))


def chosen_instrument(steps: Sequence[StepFacts]) -> str:
    """Return the law that was chosen on receipt, "" for that of the day."""
    return next((one.text("instrument") for one in steps if one.code == "receive"), "")


def discipline_ended(steps: Sequence[StepFacts]) -> date | None:
    """Return when discipline ended, as the last resumption says; None where there was none."""
    last = next((one for one in reversed(steps) if one.code == "resume"), None)
    value = last.values.get("ended_on") if last else None
    return value if isinstance(value, date) and last is not None and last.text("outcome") == "disciplined" else None


def proposal_findings(facts: Facts, steps: Sequence[StepFacts]) -> Iterable[Finding]:
    """Say what is wrong with a proposal, whatever the database knows."""
    rules, day = law(), facts.day("proposed_on")
    yield from form_findings(rules, facts, strict=True)
    yield from authority_findings(rules.authorities.get(facts.text("authority")), day)
    yield from period_findings(facts, day, "proposed_on")
    yield from discipline_findings(facts.day("achieved_since"), discipline_ended(steps))
    yield from _receipt(steps)


def _receipt(steps: Sequence[StepFacts]) -> Iterator[Finding]:
    for step in steps:
        if step.code == "receive":
            yield from choice_findings(law(), step.on, step.text("instrument"), step.note)


def proposal_lines(facts: Facts, steps: Sequence[StepFacts]) -> Iterable[Line]:
    """Count a case once, on the day on which it was submitted first: returned and submitted again counts one."""
    submitted = next((one.on for one in steps if one.code == "submit"), None)
    if submitted is not None:
        yield one_of("award_proposals", submitted, kind_of_recipient=facts.text("recipient_kind"))


def vote_findings(form: str, state: str, *, full: Iterable[str], standing: Iterable[str]) -> list[Finding]:
    """Refuse to send for signature what the council has not voted on, where the province asks for its vote."""
    if state == "voted" or form not in {*full, *standing}:
        return []
    message = gettext_noop("Your province asks the council's vote on this form. Put it to the vote first.")
    return [Finding("awards.not_voted", message, where="code")]
