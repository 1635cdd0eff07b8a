"""What is wrong with a launch or a pledge."""

from collections.abc import Iterable, Sequence

from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.rules.facts import Facts, StepFacts


def launch_findings(facts: Facts, _steps: Sequence[StepFacts]) -> Iterable[Finding]:
    """Say where a thematic launch has no end: it is for a time."""
    if facts.text("kind") == "thematic" and facts.day("since") and not facts.day("until"):
        message = gettext_noop("Thematic emulation is for a time. Write the day on which it ends.")
        yield Finding("awards.launch_without_end", message, where="until")


def pledge_findings(facts: Facts, _steps: Sequence[StepFacts]) -> Iterable[Finding]:
    """Say where a unit pledged nobody."""
    if facts.text("who") == "unit" and not facts.number("collectives") and not facts.number("individuals"):
        message = gettext_noop("A unit pledges for collectives or individuals. Write how many.")
        yield Finding("awards.empty_pledge", message, where="collectives")
