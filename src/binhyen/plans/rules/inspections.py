"""Inspections and what they ask to be mended: when one counts, which steps a remedy takes."""

from collections.abc import Iterable, Sequence

from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.plans.rules.tasks import ASKED_ROLES
from binhyen.registers.rules.facts import Facts, StepFacts
from binhyen.registers.rules.ledger import Line, one_of
from binhyen.registers.rules.steps import BEGIN, Life, State, StepKind

DONE, CONFIRMED, REJECTED = "done", "confirmed", "rejected"
GIVERS_STEPS = frozenset({"confirm", "reject"})
WITH_THE_PLACE = (BEGIN, REJECTED)
REMEDY_LIFE = Life(
    {
        BEGIN: State(gettext_noop("To be put right"), "todo"),
        DONE: State(gettext_noop("Mended, waiting to be confirmed"), "sent"),
        REJECTED: State(gettext_noop("Not mended yet"), "returned"),
        CONFIRMED: State(gettext_noop("Confirmed as mended"), "met"),
    },
    (
        StepKind(
            "mend",
            gettext_noop("Report it as mended"),
            frozenset(WITH_THE_PLACE),
            DONE,
            document=True,
            note=True,
            roles=ASKED_ROLES,
        ),
        StepKind("confirm", gettext_noop("Confirm that it is mended"), frozenset({DONE}), CONFIRMED),
        StepKind("reject", gettext_noop("Not mended: send it back"), frozenset({DONE}), REJECTED, note=True),
    ),
)


def inspection_lines(facts: Facts, _steps: Sequence[StepFacts]) -> Iterable[Line]:
    """Count an inspection on the day on which it ended; one that goes on is not counted yet."""
    ended = facts.day("ended_on")
    if ended is not None:
        yield one_of("inspections", ended, level=facts.text("level"))


def inspection_findings(facts: Facts, _steps: Sequence[StepFacts]) -> Iterable[Finding]:
    """Say what is missing of an inspection that ended: its conclusion."""
    if facts.day("ended_on") is not None and not facts.text("conclusion").strip():
        message = gettext_noop("It has ended: write what was concluded, or leave its last day empty for now.")
        yield Finding("plans.ended_without_conclusion", message, where="conclusion")
