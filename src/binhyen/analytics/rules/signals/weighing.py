"""From signals to how much a check of the report would teach: a sum of evidence, each part of it explained.

The weights were fitted on simulated honest provinces with known fakes among them, plain and harder ones (`binhyen
bench signals` fits them anew): a logistic regression, so that weight times strength is a log likelihood ratio. They
weigh reports, not people, and say nothing of why a number is as it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from binhyen.analytics.rules.signals.strength import SHOWN_FROM
from binhyen.analytics.rules.signals.subject import Code, Signal

WEIGHTS: Mapping[Code, float] = {
    Code.COPIED: 13.8,
    Code.ROUND: 11.5,
    Code.DIGITS: 10.5,
    Code.FULL: 13.8,
    Code.JUMP: 10.8,
    Code.OVER_COUNTED: 13.8,
    Code.LAST_HOUR: 3.9,
    Code.NO_EVENT: 13.8,
    Code.SAME_TEXT: 6.1,
    Code.SMOOTH: 6.8,
}
"""Log likelihood ratio of each signal at full strength."""


class Teaches(StrEnum):
    """How much a check would teach: three groups, and no order within them."""

    MUCH = "much"
    SOME = "some"
    LITTLE = "little"


MUCH_FROM, SOME_FROM = 5.4, 3.2
"""From the first on a simulated report is as likely a fake as not where seven of a hundred are; from the second, one in
ten."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A report's signals with the sum of their evidence. Only signals that are strong enough to be told stand here."""

    report: int
    signals: tuple[Signal, ...]
    evidence: float

    @property
    def teaches(self) -> Teaches:
        """The group."""
        return group_of(self.evidence)


def group_of(evidence: float) -> Teaches:
    """Say how much a check would teach at this sum of evidence."""
    if evidence >= MUCH_FROM:
        return Teaches.MUCH
    return Teaches.SOME if evidence >= SOME_FROM else Teaches.LITTLE


def evidence_of(strengths: Mapping[Code, float], weights: Mapping[Code, float] = WEIGHTS) -> float:
    """Add the evidence up: weight times strength, in the order of the codes so that sums are the same everywhere."""
    return round(sum(weights[code] * strengths.get(code, 0.0) for code in Code), 4)


def weighed(report: int, signals: Iterable[Signal]) -> Weighed:
    """Weigh a report's signals; weak ones are left out of what is told, and out of the sum."""
    told = sorted((one for one in signals if one.strength >= SHOWN_FROM), key=lambda one: -_part(one))
    return Weighed(report, tuple(told), evidence_of({one.code: one.strength for one in told}))


def _part(signal: Signal) -> float:
    return WEIGHTS[signal.code] * signal.strength
