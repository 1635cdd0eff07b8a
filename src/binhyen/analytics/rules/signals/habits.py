"""What reporters do out of habit: how often a cell says yes to a question, and how much reporters differ in that.

A report that says yes in many cells is strange only as far as the others' rate, chance, and the scatter of habits
among them do not explain it. A yes weighs the more the rarer it is at its cell. The report itself is always taken out
before it is judged.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log, sqrt

from binhyen.analytics.rules.signals.chances import weighted_at_least
from binhyen.analytics.rules.signals.subject import CellSaid, ReportSaid

_HOLDS_ON = 0.5
"""A cell of which the others say yes more often than not tells nothing of this one."""
_DRAWN = 4.0
"""Few peers: their rate is drawn towards what chance gives, as by four further reports."""
_OWN_DRAWN = 1.0
"""The own past is drawn towards the others' rate, as by one further period."""
_MOST_SCATTER = 0.6
_UNKNOWN_SCATTER = 0.3
"""What one report alone leaves open of it; of more, so much divided by their number."""
Answer = tuple[str, float, bool]
"""A cell, how likely yes is there, and whether it says yes."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question put to each cell: yes, no, or None where it does not apply; and how likely yes is by mere chance."""

    of_cell: Callable[[CellSaid], bool | None]
    by_chance: Callable[[CellSaid], float]
    least_scatter: float = 0.02
    """How much habits differ at least, beside what the reports of the collection speak for."""
    most_scatter: float = 100.0
    """How much one report alone may speak for: small where nobody honest says yes nearly everywhere."""
    sure: float = 1.64
    """The scatter of habits is taken as large as it may well be: so many standard errors above what is seen."""
    before: Callable[[CellSaid], Sequence[bool]] = lambda _: ()
    """What the cell's own earlier periods answer: what it always did here tells nothing of this period."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some reports say yes at a cell."""

    hits: int = 0
    of: int = 0

    def rate(self, by_chance: float, *, mine: bool, before: Sequence[bool] = ()) -> float:
        """Return the rate among the others or before, at least what chance gives; never 0 or 1. `mine` is left out."""
        others = max(by_chance, (self.hits - mine + by_chance * _DRAWN) / (self.of - 1 + _DRAWN))
        own = (sum(before) + others * _OWN_DRAWN) / (len(before) + _OWN_DRAWN)
        return min(0.999, max(0.001, others, own))


@dataclass(frozen=True, slots=True)
class Told:
    """What a report answers: the cells that say yes, of how many, how many would be usual, and its chance."""

    hits: tuple[str, ...]
    of: int
    usual: float
    chance: float


@dataclass(frozen=True, slots=True)
class Scatter:
    """How far reports' answers differ from the rates beyond chance: the sum over so many, and that of the squares."""

    sum: float = 0.0
    squares: float = 0.0
    of: int = 0

    def without(self, own: float | None) -> "Scatter":
        """Return what the other reports differ."""
        return self if own is None else Scatter(self.sum - own, self.squares - own * own, self.of - 1)

    def at_most(self, sure: float) -> float:
        """Return how much habits may well differ: what is seen and so many errors of it, and what few leave open."""
        if self.of <= 0:
            return _UNKNOWN_SCATTER
        mean = self.sum / self.of
        error = sqrt(max(0.0, self.squares / self.of - mean * mean) / self.of)
        return min(_MOST_SCATTER, mean + sure * error + _UNKNOWN_SCATTER / self.of)


@dataclass(frozen=True, slots=True)
class Habit:
    """A question with what all reports of a collection answer."""

    asked: Asked
    shares: Mapping[str, Share] = field(default_factory=dict)
    scatter: Scatter = Scatter()

    def told(self, report: ReportSaid) -> Told:
        """Judge a report by the others."""
        answers = self._answers(report)
        hits, rates = tuple(cell for cell, _, yes in answers if yes), [rate for _, rate, _ in answers]
        return Told(hits, len(rates), sum(rates), self._chance(answers))

    def scatter_of(self, report: ReportSaid) -> float | None:
        """Return how far a report's answers differ from the rates beyond chance; None where it answers too little."""
        return self._scatter(self._answers(report))

    def _answers(self, report: ReportSaid) -> list[Answer]:
        asked = ((cell, self.asked.of_cell(cell)) for cell in report.cells)
        rated = ((cell.cell, self._rate(cell, yes=yes), yes) for cell, yes in asked if yes is not None)
        return [one for one in rated if one[1] <= _HOLDS_ON]

    def _rate(self, cell: CellSaid, *, yes: bool) -> float:
        share = self.shares.get(cell.cell, Share(yes, 1))
        return share.rate(self.asked.by_chance(cell), mine=yes, before=self.asked.before(cell))

    def _chance(self, answers: Sequence[Answer]) -> float:
        score = sum(_weight(rate) for _, rate, yes in answers if yes)
        events = [(rate, _weight(rate)) for _, rate, _ in answers]
        seen = self.scatter.without(self._scatter(answers)).at_most(self.asked.sure)
        differ = max(self.asked.least_scatter, seen)
        return weighted_at_least(score, events, differ) if score > _usual_score(events, differ) else 1.0

    def _scatter(self, answers: Sequence[Answer]) -> float | None:
        found = _scatter(answers)
        return None if found is None else min(self.asked.most_scatter, found)


def _weight(rate: float) -> int:
    """Return what a yes at this rate speaks for: twice the log likelihood ratio of who says yes every other time."""
    return max(1, round(2 * log(1 + 1 / rate)))


def _usual_score(events: Sequence[tuple[float, int]], correlation: float) -> float:
    """Return the score up to which nobody wonders: a standard deviation above the mean. No chance is told there."""
    mean = sum(rate * weight for rate, weight in events)
    spreads = [weight * sqrt(rate * (1 - rate)) for rate, weight in events]
    alone = sum(one * one for one in spreads)
    return mean + sqrt((1 - correlation) * alone + correlation * sum(spreads) ** 2)


def _scatter(answers: Sequence[Answer]) -> float | None:
    """Return the correlation between a report's answers that its hits speak for (the moment of a beta-binomial)."""
    count = len(answers)
    usual = sum(rate for _, rate, _ in answers)
    chance = sum(rate * (1 - rate) for _, rate, _ in answers)
    if count < 2 or chance <= 0:  # noqa: PLR2004 - one answer correlates with nothing
        return None
    hits = sum(yes for _, _, yes in answers)
    return ((hits - usual) ** 2 - chance) / ((count - 1) * chance)


def habit_of(asked: Asked, reports: Sequence[ReportSaid]) -> Habit:
    """Put a question to all reports of a collection."""
    found: dict[str, list[bool]] = defaultdict(list)
    for report in reports:
        for cell in report.cells:
            if (yes := asked.of_cell(cell)) is not None:
                found[cell.cell].append(yes)
    bare = Habit(asked, {cell: Share(sum(answers), len(answers)) for cell, answers in found.items()})
    scatters = [scatter for report in reports if (scatter := bare.scatter_of(report)) is not None]
    return Habit(asked, bare.shares, Scatter(sum(scatters), sum(one * one for one in scatters), len(scatters)))
