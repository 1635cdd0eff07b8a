"""From which day until which a scheme, a site or an exemplar stands, and how a scheme is rated over time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from binhyen.registers.rules.facts import Facts, StepFacts
from binhyen.schemes.rules.kinds import UNRATED


@dataclass(frozen=True, slots=True)
class Span:
    """The days on which something stands: from `since` (None: not yet) until the day before `until` (None: still)."""

    since: date | None
    until: date | None

    def holds(self, since: date | None, until: date | None) -> bool:
        """Tell whether what stands from `since` until the day before `until` lies inside."""
        if self.since is None or since is None or since < self.since:
            return False
        return self.until is None or (until is not None and until <= self.until)


def day_of(steps: Sequence[StepFacts], code: str) -> date | None:
    """Return the first day on which a step of a kind was taken."""
    return next((step.on for step in steps if step.code == code), None)


def span_of_scheme(facts: Facts, steps: Sequence[StepFacts]) -> Span:
    """Return when a scheme stands: since its launch, or since its own day where it stood before it was written down."""
    since = day_of(steps, "launched") if facts.values.get("preparing") else facts.day("since")
    return Span(since, day_of(steps, "dissolved"))


def span_of_exemplar(facts: Facts, steps: Sequence[StepFacts]) -> Span:
    """Return when an exemplar stands: since it was recognised; one that brings its decision, since its own day."""
    since = facts.day("since") if facts.text("decision") else day_of(steps, "recognised")
    return Span(since, day_of(steps, "ended"))


@dataclass(frozen=True, slots=True)
class Rated:
    """A rating that holds from a day until the day before another."""

    level: str
    since: date
    until: date | None


def ratings(span: Span, steps: Sequence[StepFacts]) -> list[Rated]:
    """Return how a scheme is rated on each day that it stands: exactly one rating a day.

    Before its first yearly review it is “maintained”; after, as the latest review by its day says.
    """
    if span.since is None:
        return []
    said = [(span.since, UNRATED), *((step.on, step.text("level")) for step in steps if step.code == "reviewed")]
    ends = [*(day for day, _ in said[1:]), span.until]
    return [Rated(level, day, end) for (day, level), end in zip(said, ends, strict=True) if end is None or day < end]


def rating_now(facts: Facts, steps: Sequence[StepFacts]) -> str:
    """Return the latest rating; "" for what does not stand."""
    span = span_of_scheme(facts, steps)
    found = ratings(span, steps)
    return found[-1].level if found and span.until is None else ""
