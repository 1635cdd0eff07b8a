"""Documents that direct the movement: their types, what is wrong with one, and which are counted as issued."""

from collections.abc import Iterable, Sequence

from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.rules.facts import Facts, StepFacts
from binhyen.registers.rules.ledger import Line, one_of
from binhyen.registers.rules.steps import BEGIN, Life, State, StepKind

RECEIVED, ISSUED = "received", "issued"
WAYS = {
    RECEIVED: gettext_noop("Received from elsewhere"),
    ISSUED: gettext_noop("Issued here"),
}
KINDS = {
    "resolution": "Nghị quyết",
    "directive": "Chỉ thị",
    "conclusion": "Kết luận",
    "decision": "Quyết định",
    "plan": "Kế hoạch",
    "programme": "Chương trình",
    "guidance": "Hướng dẫn",
    "official_letter": "Công văn",
    "telegram": "Công điện",
    "notice": "Thông báo",
    "other": "Văn bản khác",
}
"""Types of documents by NĐ 30/2020/NĐ-CP Đ7 that direct; party documents beside them."""
ABBREVIATIONS = {
    "resolution": "NQ",
    "directive": "CT",
    "conclusion": "KL",
    "decision": "QĐ",
    "plan": "KH",
    "programme": "CTr",
    "guidance": "HD",
    "official_letter": "CV",
    "telegram": "CĐ",
    "notice": "TB",
}
_COUNTED_AS = frozenset({"resolution", "directive", "decision", "plan", "guidance", "official_letter"})
"""Kinds that the catalogue names; all the others are counted as "other"."""
CENTRAL = "central"

ANSWERED = "answered"
ANSWER = "answer"
LIFE = Life(
    {ANSWERED: State(gettext_noop("Answered"), "met")},
    (StepKind(ANSWER, gettext_noop("Answered by a document"), frozenset({BEGIN}), ANSWERED, document=True),),
)


def document_title(facts: Facts) -> str:
    """Return what a document is called: type, number, day, issuer."""
    day = facts.day("issued_on")
    dated = f" ngày {day:%d/%m/%Y}" if day else ""
    kind = KINDS.get(facts.text("kind"), "Văn bản")
    return f"{kind} số {facts.text('number')}{dated} của {facts.text('issuer')}"


def document_findings(facts: Facts, _steps: Sequence[StepFacts]) -> Iterable[Finding]:
    """Say what cannot be: received before it was issued, an answer due before it came, central and issued here."""
    issued, received, answer = (facts.day(name) for name in ("issued_on", "received_on", "answer_by"))
    if issued and received and received < issued:
        message = gettext_noop("It was issued on %(issued)s and cannot have come on %(received)s. Look at both days.")
        params = {"issued": f"{issued:%d/%m/%Y}", "received": f"{received:%d/%m/%Y}"}
        yield Finding("plans.received_before_issued", message, params=params, where="received_on")
    came = received or issued
    if came and answer and answer < came:
        message = gettext_noop("The answer is due on %(due)s, before the document came. Look at the day again.")
        yield Finding("plans.answer_before_document", message, params={"due": f"{answer:%d/%m/%Y}"}, where="answer_by")
    if facts.text("way") == ISSUED and facts.text("level") == CENTRAL:
        message = gettext_noop("No place here issues documents of the central level. Choose the place's own level.")
        yield Finding("plans.level_not_of_place", message, where="level")


def document_lines(facts: Facts, _steps: Sequence[StepFacts]) -> Iterable[Line]:
    """Count a document that the place itself issued, on its day, by type and level."""
    day = facts.day("issued_on")
    if facts.text("way") == ISSUED and day is not None:
        kind = facts.text("kind")
        counted = kind if kind in _COUNTED_AS else "other"
        yield one_of("documents_issued", day, document_kind=counted, level=facts.text("level"))
