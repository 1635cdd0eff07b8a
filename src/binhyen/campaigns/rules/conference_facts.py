"""What may be said of a conference's inner life: papers, points, order of awards, conclusions."""

from collections.abc import Iterable, Sequence

from binhyen.campaigns.rules.conference_programme import minutes_of
from binhyen.kernel.findings import Finding, Severity
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import fold, short_date
from binhyen.registers.rules.facts import Facts, StepFacts
from binhyen.registers.rules.steps import BEGIN, Life, State, StepKind

LONGEST_PAPER = 30_000
"""Signs of a paper that is read out: some twelve pages."""


def item_findings(facts: Facts, _steps: Sequence[StepFacts]) -> Iterable[Finding]:
    """Say what is no time of a programme's item."""
    starts = facts.text("starts")
    if starts and minutes_of(starts) is None:
        message = gettext_noop("“%(time)s” is no time. Write hours and minutes, as 07:30.")
        yield Finding("campaigns.odd_time", message, params={"time": starts}, where="starts")


def point_findings(facts: Facts, _steps: Sequence[StepFacts]) -> Iterable[Finding]:
    """Remark where more delegates were there than were invited."""
    invited, attended = facts.number("invited"), facts.number("attended")
    if invited and attended > invited:
        message = gettext_noop("%(attended)s were there of %(invited)s invited. Look at both numbers again.")
        params = {"attended": attended, "invited": invited}
        yield Finding("campaigns.more_than_invited", message, Severity.WARNING, params, where="attended")


def handing_findings(facts: Facts, _steps: Sequence[StepFacts]) -> Iterable[Finding]:
    """Remark where who hands an award over is written with the words of who awards it: they are two things.

    An authority may hand over its own award, so this is no refusal.
    """
    presenter, authority = fold(facts.text("presenter")), fold(facts.text("authority"))
    if presenter and presenter == authority:
        message = gettext_noop(
            "Who hands over and who awards are the same here. Look whether the authority was copied by mistake."
        )
        yield Finding("campaigns.presenter_is_authority", message, Severity.WARNING, where="presenter")


def conclusion_findings(facts: Facts, _steps: Sequence[StepFacts]) -> Iterable[Finding]:
    """Refuse a conclusion that was due before it was drawn."""
    on, due = facts.day("on"), facts.day("due")
    if on and due and due < on:
        message = gettext_noop("It is due on %(due)s, before the conference of %(on)s. Choose a later day.")
        params = {"due": short_date(due), "on": short_date(on)}
        yield Finding("campaigns.due_before_conference", message, params=params, where="due")


def question_findings(facts: Facts, _steps: Sequence[StepFacts]) -> Iterable[Finding]:
    """Ask who answered where there is an answer."""
    if facts.text("answer") and not facts.text("answered_by"):
        message = gettext_noop("Say which post or agency answered.")
        yield Finding("campaigns.answer_of_nobody", message, where="answered_by")


_PROPOSAL_OPEN = frozenset({BEGIN})
PROPOSAL_LIFE = Life(
    {
        "accepted": State(gettext_noop("Accepted"), "met"),
        "declined": State(gettext_noop("Declined"), "not_met"),
    },
    (
        StepKind("accept", gettext_noop("Accept the proposal"), _PROPOSAL_OPEN, "accepted", note=True),
        StepKind("decline", gettext_noop("Decline the proposal"), _PROPOSAL_OPEN, "declined", note=True, danger=True),
    ),
)
"""Each proposal is accepted or declined, with a reason."""
PRESENT, EXCUSED = "present", "excused"
DELEGATE_LIFE = Life(
    {
        PRESENT: State(gettext_noop("Present"), "met"),
        EXCUSED: State(gettext_noop("Excused"), "doing"),
    },
    (
        StepKind("arrive", gettext_noop("Mark as present"), frozenset({BEGIN, EXCUSED}), PRESENT),
        StepKind("excuse", gettext_noop("Excuse the absence"), frozenset({BEGIN}), EXCUSED, note=True),
    ),
)
"""A delegate is counted as present once, however often the badge is shown."""
