"""What suggestion boxes and village conventions may say, and what they count."""

from collections.abc import Iterable, Sequence
from datetime import date

from binhyen.kernel.amounts import Amount, Said, exactly
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import fold
from binhyen.registers.rules.facts import Facts, StepFacts
from binhyen.registers.rules.ledger import Line
from binhyen.registers.rules.steps import BEGIN, Life, State, StepKind

IN_USE, BROKEN = "in_use", "broken"
BOX_LIFE = Life(
    {
        BROKEN: State(gettext_noop("Broken, nobody opens it"), "returned"),
        IN_USE: State(gettext_noop("In use again"), "active"),
    },
    (
        StepKind("broken", gettext_noop("Is broken, is not opened"), frozenset({BEGIN, IN_USE}), BROKEN, note=True),
        StepKind("mended", gettext_noop("Is mended, is opened again"), frozenset({BROKEN}), IN_USE),
    ),
)
"""A broken box, or one that nobody opens, does not count until it is mended."""


def how_many(facts: Facts, name: str) -> Amount:
    """Return for how many an entry stands: one, where it does not say."""
    said = facts.amount(name)
    return exactly(1) if said.said is Said.EMPTY else said


def spans(facts: Facts, steps: Sequence[StepFacts]) -> list[tuple[date, date | None]]:
    """Return the spans of days over which a box was there and in use; the second day is the first without it."""
    begun, gone = facts.day("since"), facts.day("until")
    found: list[tuple[date, date | None]] = []
    for step in steps:
        if begun is not None and step.code == "broken":
            found.append((begun, step.on))
            begun = None
        elif begun is None and step.code == "mended":
            begun = step.on
    if begun is not None:
        found.append((begun, None))
    return [(since, _sooner(until, gone)) for since, until in found if gone is None or since < gone]


def _sooner(one: date | None, other: date | None) -> date | None:
    known = [day for day in (one, other) if day is not None]
    return min(known) if known else None


def box_lines(facts: Facts, steps: Sequence[StepFacts]) -> list[Line]:
    """Return the line of the boxes that an entry stands for, over the days on which they were in use."""
    kind = facts.text("unit_kind")
    dims = {"unit_kind": kind} if kind else {}
    amount = how_many(facts, "boxes")
    return [Line("tip_boxes", amount, since, until, dims) for since, until in spans(facts, steps) if since != until]


def at_least_one(facts: Facts, name: str) -> Iterable[Finding]:
    """Say where an entry stands for nothing."""
    amount = facts.amount(name)
    if amount.counts and amount.number < 1:
        message = gettext_noop("An entry stands for at least one. Leave it empty, or take the entry back.")
        yield Finding("campaigns.stands_for_nothing", message, where=name)


def opening_findings(facts: Facts) -> Iterable[Finding]:
    """Say where a box was not opened by two different posts."""
    first, second = facts.text("first_post"), facts.text("second_post")
    if first and fold(first).split() == fold(second).split():
        message = gettext_noop("A box is opened by two posts together. Write two different posts.")
        yield Finding("campaigns.one_post", message, where="second_post")


def convention_lines(facts: Facts) -> list[Line]:
    """Return the line of what villages agreed on, on the day of its approval."""
    day = facts.day("since")
    return [Line("village_conventions", how_many(facts, "conventions"), day)] if day else []
