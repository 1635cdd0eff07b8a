"""Under which heading of the desk a proposal stands: what needs a person comes first."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from binhyen.kernel.amounts import EMPTY, Amount, Said, add_up, vaguely
from binhyen.narrative.rules.deciding import TAKEN, WAITING, Decision
from binhyen.narrative.rules.placing import SURE, Why


class Part(StrEnum):
    """A heading of the desk."""

    LOOK = "look"
    """Doubtful: looked at one by one."""
    SURE = "sure"
    """Nothing speaks against it: may be taken together with others."""
    LEFT = "left"
    """Not offered, with the reason."""
    TAKEN = "taken"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a proposal."""

    decision: Decision
    offered: bool
    why: Why | None
    confidence: float
    flagged: bool


def part_of(facts: Facts) -> Part:
    """Return the heading of a proposal."""
    if facts.decision in TAKEN:
        return Part.TAKEN
    if facts.decision not in WAITING:
        return Part.DROPPED
    if not facts.offered:
        return Part.LEFT
    sure = facts.why is None and facts.confidence >= SURE and not facts.flagged
    return Part.SURE if sure and facts.decision is Decision.OPEN else Part.LOOK


def joined_amount(amounts: Sequence[Amount]) -> Amount:
    """Return what a cell says of figures that go into it: one as it is, several added up.

    Of several, words are alone where no number is known; with a number beside them it is a lower bound.
    """
    if len(amounts) == 1:
        return amounts[0]
    found = add_up(amounts)
    if found.value is None:
        return vaguely("; ".join(found.vague)[:120]) if found.vague else EMPTY
    return Amount(Said.NUMBER, found.value, found.denominator, found.bound)
