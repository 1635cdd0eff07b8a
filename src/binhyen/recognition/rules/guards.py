"""What may not be stored: lists of households or people, narratives of security events."""

from enum import StrEnum

from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import fold
from binhyen.recognition.rules.model import Criterion, Logic

MAX_FILES = 10


class EvidenceKind(StrEnum):
    """What a file is declared to be. The last two are named so that they can be refused."""

    RESOLUTION = "resolution"
    PLAN = "plan"
    REGISTRATION = "registration"
    REPORT = "report"
    MINUTES = "minutes"
    SUBMISSION = "submission"
    RULES = "rules"
    CONCLUSION = "conclusion"
    STATISTICS = "statistics"
    PHOTO = "photo"
    OTHER = "other"
    HOUSEHOLD_LIST = "household_list"
    PERSON_LIST = "person_list"


REFUSED_KINDS = frozenset({EvidenceKind.HOUSEHOLD_LIST, EvidenceKind.PERSON_LIST})
_LISTS = ("danh sach ho", "danh sach cac ho", "ds ho", "ho khong ky", "ho chua ky", "ho khong dang ky", "so ho khau")
_SPACES = str.maketrans(dict.fromkeys("_-.,()[]", " "))


def evidence_findings(criterion: Criterion, kind: EvidenceKind, name: str, count: int) -> list[Finding]:
    """Return remarks on a file that is offered as evidence, before its bytes are looked at.

    Household registration is a count: lists are checked on paper on the spot. What is stored as one conclusion takes
    the conclusion of the competent body and nothing else.
    """
    if kind in REFUSED_KINDS or _names_a_list(name):
        return [_list_refused()]
    if criterion.logic is Logic.NONE_OF and kind is not EvidenceKind.CONCLUSION:
        message = gettext_noop("Here only the competent body's conclusion is taken, without names and events.")
        return [Finding("recognition.conclusion_only", message, where="kind")]
    if count >= MAX_FILES:
        message = gettext_noop("An answer takes at most %(count)s files.")
        return [Finding("recognition.too_many_files", message, params={"count": MAX_FILES}, where="file")]
    return []


def narrative_findings(criterion: Criterion, explanation: str) -> list[Finding]:
    """Security events are one conclusion for the whole clause: no narrative, no names."""
    if criterion.logic is not Logic.NONE_OF or not explanation.strip():
        return []
    message = gettext_noop("Only the conclusion and its number are kept here: no description, no names, no events.")
    return [Finding("recognition.no_narrative", message, where="explanation")]


def _names_a_list(name: str) -> bool:
    plain = " ".join(fold(name).translate(_SPACES).split())
    return any(words in plain for words in _LISTS)


def _list_refused() -> Finding:
    message = gettext_noop("Enter the number of households only. Lists of households or people are not taken here.")
    return Finding("recognition.household_list", message, where="kind")
