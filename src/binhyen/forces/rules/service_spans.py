"""Spans of earlier service: what cannot be so."""

from collections.abc import Iterable, Sequence

from binhyen.forces.rules.groups import force_findings
from binhyen.forces.rules.kinds import KINDS
from binhyen.kernel.findings import Finding
from binhyen.registers.rules.facts import Facts, StepFacts


def span_findings(facts: Facts, _steps: Sequence[StepFacts]) -> Iterable[Finding]:
    """Say where a span lies before the law of its force, or after the force ended."""
    kind = KINDS.get(facts.text("force"))
    if kind is not None:
        yield from force_findings(kind, facts.day("since"))
