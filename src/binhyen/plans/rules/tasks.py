"""Tasks: what may be asked, which steps follow, when one is due now, and how urgent it is. Nothing here is stored."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from binhyen.kernel.actors import Role
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.rules.facts import Facts, StepFacts
from binhyen.registers.rules.fields import Field, FieldKind
from binhyen.registers.rules.steps import BEGIN, Life, State, StepKind

ACCEPTED, SUBMITTED, RETURNED, CLOSED, CANCELLED = "accepted", "submitted", "returned", "closed", "cancelled"
ACCEPT, PROGRESS, SUBMIT, CLOSE, RETURN, EXTEND, CANCEL = (
    "accept",
    "progress",
    "submit",
    "close",
    "return",
    "extend",
    "cancel",
)
OPEN = (BEGIN, ACCEPTED, RETURNED, SUBMITTED)
"""States in which something is still to be done."""
WITH_THE_PLACE = (BEGIN, ACCEPTED, RETURNED)
"""States in which it lies with the place that is asked."""
GIVERS_STEPS = frozenset({CLOSE, RETURN, EXTEND, CANCEL})
"""Steps of the office that asked."""
ASKED_ROLES = frozenset(
    {
        Role.COMMUNE_OFFICER,
        Role.DISTRICT_OFFICER,
        Role.PROVINCE_OFFICER,
        Role.DEPARTMENT_OFFICER,
        Role.ASSOCIATION_OFFICER,
        Role.RESIDENTIAL_HEAD,
    }
)
NAMED_ROLES = frozenset({Role.DEPARTMENT_OFFICER, Role.ASSOCIATION_OFFICER})
"""Posts that act for a task only where it names their agency."""

NEW_DAY = Field("due_on", gettext_noop("New due day"), FieldKind.DATE, required=True)
_PERCENT = Field("percent", gettext_noop("Done so far (%)"), FieldKind.INT, required=True, least=0, most=100)
_REACHED = Field("reached", gettext_noop("Amount reached"), FieldKind.INT, least=0)
_UNDER_WAY = frozenset({ACCEPTED, RETURNED})

STATES = {
    BEGIN: State(gettext_noop("Assigned"), "todo"),
    ACCEPTED: State(gettext_noop("Under way"), "doing"),
    SUBMITTED: State(gettext_noop("Result submitted"), "sent"),
    RETURNED: State(gettext_noop("Sent back"), "returned"),
    CLOSED: State(gettext_noop("Completed"), "met"),
    CANCELLED: State(gettext_noop("Withdrawn"), "ended"),
}
LIFE = Life(
    STATES,
    (
        StepKind(ACCEPT, gettext_noop("Accept the task"), frozenset({BEGIN}), ACCEPTED, roles=ASKED_ROLES),
        StepKind(
            PROGRESS,
            gettext_noop("Report progress"),
            _UNDER_WAY,
            note=True,
            fields=(_PERCENT,),
            roles=ASKED_ROLES,
        ),
        StepKind(
            SUBMIT,
            gettext_noop("Submit the result"),
            _UNDER_WAY,
            SUBMITTED,
            document=True,
            note=True,
            fields=(_REACHED,),
            roles=ASKED_ROLES,
        ),
        StepKind(CLOSE, gettext_noop("Accept the result, close the task"), frozenset({SUBMITTED}), CLOSED),
        StepKind(RETURN, gettext_noop("Send the result back"), frozenset({SUBMITTED}), RETURNED, note=True),
        StepKind(
            EXTEND,
            gettext_noop("Extend the due day"),
            frozenset({BEGIN, ACCEPTED, RETURNED}),
            note=True,
            fields=(NEW_DAY,),
        ),
        StepKind(CANCEL, gettext_noop("Withdraw the task"), frozenset(OPEN), CANCELLED, note=True, danger=True),
    ),
)


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """A task as somebody wants it: `answers` is the record of the task from above that it answers."""

    content: str
    place_id: int
    lead: str
    due: date
    partners: str = ""
    expected: str = ""
    indicator: str = ""
    target: int | None = None
    answers: int | None = None


def due_now(due_on: date, steps: Iterable[StepFacts]) -> date:
    """Return the day by which a task is due: that of its last extension, else its own."""
    extended = [day for step in steps if step.code == EXTEND and isinstance(day := step.values.get("due_on"), date)]
    return extended[-1] if extended else due_on


def percent_of(steps: Iterable[StepFacts]) -> int | None:
    """Return how much of a task was reported as done; None where nobody said anything."""
    said = [value for step in steps if step.code == PROGRESS and isinstance(value := step.values.get("percent"), int)]
    return said[-1] if said else None


def reached_by(steps: Iterable[StepFacts]) -> int | None:
    """Return the amount that the last submitted result names; None where none does."""
    said = [value for step in steps if step.code == SUBMIT and isinstance(value := step.values.get("reached"), int)]
    return said[-1] if said else None


def task_findings(facts: Facts, steps: Sequence[StepFacts]) -> Iterable[Finding]:
    """Say what cannot be: a target without its indicator, an extension to an earlier day."""
    if facts.number("target") and not facts.text("indicator"):
        message = gettext_noop("A target needs its indicator. Choose what is counted, or leave the target empty.")
        yield Finding("plans.target_without_indicator", message, where="indicator")
    before = facts.day("due_on")
    for step in steps:
        day = step.values.get("due_on") if step.code == EXTEND else None
        if not isinstance(day, date) or before is None:
            continue
        if day < step.on:
            message = gettext_noop("The new day is over already on %(on)s. An extension leads to a day to come.")
            yield Finding("plans.extension_over", message, params={"on": f"{step.on:%d/%m/%Y}"}, where="due_on")
        if day <= before:
            message = gettext_noop("It is due on %(before)s already. An extension leads to a later day.")
            yield Finding("plans.extension_not_later", message, params={"before": f"{before:%d/%m/%Y}"}, where="due_on")
        before = day


# ------------------------------------------------------------------ reminders


class Rung(StrEnum):
    """How urgent a day is: the rungs of the reminder ladder."""

    LATER = "later"
    FORTNIGHT = "fortnight"
    WEEK = "week"
    DAYS = "days"
    TOMORROW = "tomorrow"
    LATE = "late"
    VERY_LATE = "very_late"


_LADDER = ((-15, Rung.VERY_LATE), (0, Rung.LATE), (2, Rung.TOMORROW), (4, Rung.DAYS), (8, Rung.WEEK))
_LAST = 15


def rung(due: date, today: date) -> Rung:
    """Return the rung on which a day stands: 15, 7, 3 and 1 days before it, overdue, overdue by more than 15 days."""
    left = (due - today).days
    for below, found in _LADDER:
        if left < below:
            return found
    return Rung.FORTNIGHT if left <= _LAST else Rung.LATER


def is_late(due: date, state: str, today: date) -> bool:
    """Tell whether a task is overdue: its day is over and it still lies with the place that is asked."""
    return state in WITH_THE_PLACE and due < today


# ------------------------------------------------------------------ targets


@dataclass(frozen=True, slots=True)
class Aim:
    """A target for an indicator at a place."""

    indicator: str
    place_id: int
    target: int


def targets_of(aims: Iterable[Aim]) -> Mapping[tuple[str, int], int]:
    """Add up the targets of tasks by indicator and place."""
    found: dict[tuple[str, int], int] = {}
    for aim in aims:
        key = (aim.indicator, aim.place_id)
        found[key] = found.get(key, 0) + aim.target
    return found
