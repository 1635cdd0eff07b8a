"""The movement in a year: a few numbers of a place, each with the target that a plan sets for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from binhyen.analytics.boards.asking import ask
from binhyen.analytics.boards.places import About, below_of
from binhyen.analytics.boards.targets import Against, Span, against
from binhyen.analytics.rules.answers import Cell, Reached
from binhyen.analytics.rules.pivots import Below
from binhyen.kernel.actors import Actor
from binhyen.kernel.periods import Period, year
from binhyen.reports.rules.totals import Basis

SHOWN = (
    "mobilisation_events",
    "propaganda_sessions",
    "models_total",
    "models_new",
    "awards_collective",
    "awards_individual",
)
"""What is shown of every place; what its plans aim at is shown besides. None is a small count about people."""


@dataclass(frozen=True, slots=True)
class Movement:
    """The numbers of a place and year by indicator, in the order of a page, and its targets."""

    about: About
    period: Period
    cells: Mapping[str, Cell]
    own: Against
    before: Mapping[str, Cell] = field(default_factory=dict)
    """The same numbers of the year before, as far as anything was said of them."""

    @property
    def figures(self) -> int:
        """How many figures the numbers are made of."""
        return sum(one.figures for one in self.cells.values())

    @property
    def not_accepted(self) -> int:
        """How many of them are not accepted."""
        return sum(one.not_accepted for one in self.cells.values())

    def target(self, indicator: str) -> Reached | None:
        """Return the target of the year for an indicator, if there is one."""
        rows = self.own.rows
        return next((one for one in rows if one.indicator == indicator and one.period == self.period.code), None)


def movement(actor: Actor, about: About, wanted: int, basis: Basis) -> Movement:
    """Return the movement of a place in a year and the one before: two questions to the lake, one without targets."""
    itself, period = replace(about, below=Below.ITSELF), year(wanted)
    own = own_targets(actor, about, wanted, basis)
    codes = tuple(dict.fromkeys((*SHOWN, *(one.indicator for one in own.rows if one.period == period.code))))
    question = replace(itself.question(actor, (year(wanted - 1), period)), indicators=codes, basis=basis)
    rows: tuple[Cell, ...] = tuple(ask("totals", question))
    found = {one.indicator: one for one in rows if one.period == period.code}
    before = {one.indicator: one for one in rows if one.period != period.code}
    return Movement(about, period, {code: found[code] for code in codes if code in found}, own, before)


def own_targets(actor: Actor, about: About, wanted: int, basis: Basis) -> Against:
    """Return the targets of a place itself in a year."""
    return _targets(actor, replace(about, below=Below.ITSELF), wanted, basis)


def targets_below(actor: Actor, about: About, wanted: int, basis: Basis) -> Against:
    """Return the targets of the places right below in a year; a commune has none below."""
    below = below_of(about.place)
    return Against() if below is Below.ITSELF else _targets(actor, replace(about, below=below), wanted, basis)


def _targets(actor: Actor, about: About, wanted: int, basis: Basis) -> Against:
    period = year(wanted)
    return against(actor, about, Span(period.start, period.end, basis))
