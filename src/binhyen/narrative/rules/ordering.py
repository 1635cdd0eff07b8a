"""Under which heading of the desk a proposal stands: what needs a person comes first."""

from dataclasses import dataclass
from enum import StrEnum

from binhyen.kernel.amounts import EMPTY, Amount, Said, Sum, vaguely
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


def amount_of_sum(found: Sum) -> Amount:
    """Return a sum as a cell holds it: words alone where no number is known."""
    if found.value is None:
        return vaguely("; ".join(found.vague)[:120]) if found.vague else EMPTY
    return Amount(Said.NUMBER, found.value, found.denominator, found.bound)
