"""What plans ask of places, beside what reports say by now."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from binhyen.analytics.boards.asking import ask
from binhyen.analytics.boards.places import About, names_of
from binhyen.analytics.queries.targets import Wanted, targets_seen_by
from binhyen.analytics.rules.answers import Reached
from binhyen.analytics.rules.questions import Question, Target
from binhyen.kernel.actors import Actor
from binhyen.kernel.periods import parse_period
from binhyen.reports.rules.totals import Basis


@dataclass(frozen=True, slots=True)
class Span:
    """Of which days and on which basis targets are asked for; `on_map` None: each on the map of its last day."""

    first: date
    last: date
    basis: Basis = Basis.SAVED
    on_map: date | None = None


@dataclass(frozen=True, slots=True)
class Against:
    """Targets of places with what was reached, and what the places are called."""

    rows: tuple[Reached, ...] = ()
    names: Mapping[int, str] | None = None

    @property
    def figures(self) -> int:
        """How many figures the reached amounts are made of."""
        return sum(one.figures for one in self.rows)

    @property
    def not_accepted(self) -> int:
        """How many of them are not accepted."""
        return sum(one.not_accepted for one in self.rows)


def against(actor: Actor, about: About, span: Span, indicators: Collection[str] = ()) -> Against:
    """Return the targets that a person sees of the places of a board, with what was reached: one question to the lake.

    None at all where no plan that they see sets any: then the lake is not asked.
    """
    day = span.on_map or span.last
    found = targets_seen_by(actor, Wanted(about.place, about.tier, span.first, span.last, day))
    targets = tuple(one for one in found if not indicators or one.indicator in indicators)
    if not targets:
        return Against()
    asked = replace(aimed(about.question(actor, ()), targets), basis=span.basis, on_map=span.on_map)
    rows: Iterable[Reached] = ask("against_targets", asked)
    listed = tuple(rows)
    return Against(listed, names_of({one.place_id for one in listed}, day))


def aimed(question: Question, targets: tuple[Target, ...]) -> Question:
    """Return a question about targets: of their indicators and periods."""
    codes = sorted({one.period for one in targets})
    return replace(
        question,
        indicators=tuple(sorted({one.indicator for one in targets})),
        periods=tuple(parse_period(one) for one in codes),
        targets=targets,
    )
