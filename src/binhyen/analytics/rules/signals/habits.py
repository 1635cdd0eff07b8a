"""What reporters do out of habit: how often a cell says yes to a question, and how much reporters differ in that.

A report that says yes in many cells is strange only as far as the others' rate, chance, and the scatter of habits
among them do not explain it. The report itself is always taken out before it is judged.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from binhyen.analytics.rules.signals.chances import at_least, beta_binomial_at_least
from binhyen.analytics.rules.signals.subject import CellSaid, ReportSaid

_HOLDS_ON = 0.5
"""A cell of which the others say yes more often than not tells nothing of this one."""
_DRAWN = 4.0
"""Few peers: their rate is drawn towards what chance gives, as by four further reports."""
_NO_SCATTER, _MOST_SCATTER = 0.01, 0.6


@dataclass(frozen=True, slots=True)
class Asked:
    """A question put to each cell: yes, no, or None where it does not apply; and how likely yes is by mere chance."""

    of_cell: Callable[[CellSaid], bool | None]
    by_chance: Callable[[CellSaid], float]
    least_scatter: float = 0.02
    """How much habits differ at least: 20 reporters never show all of it."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some reports say yes at a cell."""

    hits: int = 0
    of: int = 0

    def rate(self, by_chance: float, *, mine: bool) -> float:
        """Return the rate among the others, at least what chance gives; never 0 or 1. `mine` is taken out."""
        others = (self.hits - mine + by_chance * _DRAWN) / (self.of - 1 + _DRAWN)
        return min(0.999, max(0.001, by_chance, others))


@dataclass(frozen=True, slots=True)
class Told:
    """What a report answers: the cells that say yes, of how many, how many would be usual, and its chance."""

    hits: tuple[str, ...]
    of: int
    usual: float
    chance: float


@dataclass(frozen=True, slots=True)
class Habit:
    """A question with what all reports of a collection answer."""

    asked: Asked
    shares: Mapping[str, Share] = field(default_factory=dict)
    scatter: float = 0.0
    """Sum over the reports of how far their answers differ beyond chance."""
    reports: int = 0

    def told(self, report: ReportSaid) -> Told:
        """Judge a report by the others."""
        answers = self._answers(report)
        hits, rates = tuple(cell for cell, _, yes in answers if yes), [rate for _, rate, _ in answers]
        return Told(hits, len(rates), sum(rates), self._chance(len(hits), rates, _scatter(answers)))

    def scatter_of(self, report: ReportSaid) -> float | None:
        """Return how far a report's answers differ from the rates beyond chance; None where it answers too little."""
        return _scatter(self._answers(report))

    def _answers(self, report: ReportSaid) -> list[tuple[str, float, bool]]:
        asked = ((cell, self.asked.of_cell(cell)) for cell in report.cells)
        rated = ((cell.cell, self._rate(cell, yes=yes), yes) for cell, yes in asked if yes is not None)
        return [one for one in rated if one[1] <= _HOLDS_ON]

    def _rate(self, cell: CellSaid, *, yes: bool) -> float:
        return self.shares.get(cell.cell, Share(yes, 1)).rate(self.asked.by_chance(cell), mine=yes)

    def _chance(self, hits: int, rates: Sequence[float], own: float | None) -> float:
        if not hits:
            return 1.0
        others = self.reports - (own is not None)
        differ = (self.scatter - (own or 0.0)) / others if others > 0 else 0.0
        differ = min(_MOST_SCATTER, max(self.asked.least_scatter, differ))
        if differ <= _NO_SCATTER:
            return at_least(hits, rates)
        usual, weight = sum(rates) / len(rates), 1 / differ - 1
        return beta_binomial_at_least(hits, len(rates), usual * weight, (1 - usual) * weight)


def _scatter(answers: Sequence[tuple[str, float, bool]]) -> float | None:
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
    return Habit(asked, bare.shares, sum(scatters), len(scatters))
