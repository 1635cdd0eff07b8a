"""Words, icons and chips of kinds, states and marks."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext

from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.recognition.models import Dossier, RemarkKind
from binhyen.recognition.queries.rounds import WITH_UNIT
from binhyen.recognition.rules.guards import EvidenceKind
from binhyen.recognition.rules.lifecycle import AWAITING_DECISION, State
from binhyen.recognition.rules.model import Mark, Verdict
from binhyen.recognition.rules.settings import RoundSettings
from binhyen.ui.components.sentences import sentence
from binhyen.units.rules.kinds import KIND_NAMES, LEVEL_NAMES, ManagingLevel, UnitKind

KIND_ICONS = {
    UnitKind.RESIDENTIAL_AREA: "kdc",
    UnitKind.COMMUNE: "xa",
    UnitKind.AGENCY: "cq",
    UnitKind.ENTERPRISE: "dn",
    UnitKind.SCHOOL: "gd",
}
VERDICT_ICONS = {
    Verdict.MET: "met",
    Verdict.NOT_MET: "not",
    Verdict.CANNOT_CONCLUDE: "unknown",
    Verdict.NOT_APPLICABLE: "na",
    Verdict.OUT_OF_SCOPE: "na",
}
_WORDS = {
    State.OPENED: ("none", ""),
    State.REGISTERED: ("registered", ""),
    State.ASSESSING: ("doing", ""),
    State.SUBMITTED: ("sent", ""),
    State.RETURNED: ("returned", ""),
    State.APPRAISED: ("waiting", gettext_noop("Appraised, waiting for the decision")),
    State.VOTED: ("waiting", gettext_noop("Voted, waiting for the decision")),
    State.NOT_REGISTERED: ("not", gettext_noop("Did not register")),
    State.OUT_OF_SCOPE: ("na", ""),
    State.WITHDRAWN: ("ended", gettext_noop("Ceased to exist")),
}
_MARKS = {
    Mark.CONFIRMED: gettext_noop("gist, source confirmed"),
    Mark.SECONDARY: gettext_noop("gist, seen in another source"),
    Mark.DRAFT: gettext_noop("gist, seen in a draft"),
    Mark.INFERRED: gettext_noop("inferred, not yet confirmed"),
    Mark.RECALL: gettext_noop("from memory, not yet confirmed"),
    Mark.NOT_FOUND: gettext_noop("wording not found yet"),
}
_ENTERED = gettext_noop("wording entered in full")


@dataclass(frozen=True, slots=True)
class Chip:
    """How a state is shown: the chip's code, and its word where the chip's own does not say it."""

    code: str
    word: str = ""


def chip_of(dossier: Dossier) -> Chip:
    """Return the chip of a dossier: its state, or what was decided."""
    if dossier.state == State.DECIDED:
        return Chip(dossier.result or "closed")
    return chip_of_state(dossier.state)


def chip_of_state(state: str) -> Chip:
    """Return the chip of a state."""
    if state == State.DECIDED:
        return Chip("closed", gettext("Decided"))
    code, word = _WORDS[State(state)]
    return Chip(code, gettext(word) if word else "")


def kind_name(kind: str) -> str:
    """Return what a kind of unit is called."""
    return KIND_NAMES[UnitKind(kind)]


def kind_icon(kind: str) -> str:
    """Return the symbol of a kind of unit."""
    return KIND_ICONS[UnitKind(kind)]


def level_name(level: str) -> str:
    """Return what a managing level is called."""
    return LEVEL_NAMES[ManagingLevel(level)]


def mark_words(mark: Mark, wording: str) -> str:
    """Say how sure a criterion's text is."""
    return gettext(_ENTERED if wording and mark is Mark.CONFIRMED else _MARKS[mark])


def said(finding: Finding) -> str:
    """Return a finding's sentence in the reader's language."""
    return sentence(finding.message, finding.params)


def joined(findings: Iterable[Finding]) -> str:
    """Return several findings as one text."""
    return " ".join(said(one) for one in findings)


def is_late(dossier: Dossier, settings: RoundSettings, today: date) -> bool:
    """Tell whether something of a dossier is overdue, as `queries.rounds.late` does for lists."""
    if dossier.state == State.OPENED and today > settings.registration_by:
        return True
    if dossier.state in WITH_UNIT:
        return dossier.due_on is not None and dossier.due_on < today
    last = settings.decide_by.get(dossier.kind)
    return dossier.state in AWAITING_DECISION and last is not None and last < today


def placed(finding: Finding) -> Finding:
    """Return a finding of a bulk action with the name of its unit as its place."""
    return replace(finding, where=str(finding.params.get("unit", finding.where)))


EVIDENCE_WORDS = {
    EvidenceKind.RESOLUTION: gettext_noop("Resolution"),
    EvidenceKind.PLAN: gettext_noop("Plan"),
    EvidenceKind.REGISTRATION: gettext_noop("Registration paper"),
    EvidenceKind.REPORT: gettext_noop("Report"),
    EvidenceKind.MINUTES: gettext_noop("Minutes"),
    EvidenceKind.SUBMISSION: gettext_noop("Submission to the authority"),
    EvidenceKind.RULES: gettext_noop("Rules and regulations"),
    EvidenceKind.CONCLUSION: gettext_noop("Conclusion of the competent body"),
    EvidenceKind.STATISTICS: gettext_noop("Figures"),
    EvidenceKind.PHOTO: gettext_noop("Photograph"),
    EvidenceKind.OTHER: gettext_noop("Other paper"),
    EvidenceKind.HOUSEHOLD_LIST: gettext_noop("List of households (not taken here)"),
    EvidenceKind.PERSON_LIST: gettext_noop("List of people (not taken here)"),
}
REMARK_WORDS = {
    RemarkKind.QUESTION: gettext_noop("question"),
    RemarkKind.MUST_FIX: gettext_noop("must be corrected"),
    RemarkKind.REPLY: gettext_noop("reply"),
    RemarkKind.INTERNAL: gettext_noop("internal, the unit never sees it"),
}


def placed_at(finding: Finding, where: str) -> Finding:
    """Return a finding with another place."""
    return replace(finding, where=where)
