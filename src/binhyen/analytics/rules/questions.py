"""What may be asked of the lake: indicators, places, periods, a map, a basis; and whose eyes it is asked with."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from binhyen.indicators.rules.forms import PeriodType
from binhyen.indicators.rules.windows import periods_in
from binhyen.kernel.periods import Period
from binhyen.places.rules.kinds import Tier
from binhyen.reports.rules.totals import Basis

TIERS = (Tier.NATION, Tier.PROVINCE, Tier.DISTRICT, Tier.COMMUNE, Tier.AREA)
"""Tiers from above to below."""


@dataclass(frozen=True, slots=True)
class Within:
    """A place in which everything asked about lies, on the question's map."""

    tier: Tier
    place_id: int


@dataclass(frozen=True, slots=True)
class Target:
    """What a plan asks of an indicator in a place by the end of a period."""

    indicator: str
    place_id: int
    period: str
    amount: Decimal
    """In the indicator's unit: of a share so many units, never a part of one."""
    dims: str = ""
    home: str = ""
    """The page of the task that asks it."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. Nothing can be asked without `scopes`, the paths of the places that the viewer's post covers.

    Answers are by indicator, place of `tier`, period and, where `split` names dimensions, their values. `within`
    narrows to places (empty: all that the scopes cover); `only` to values of dimensions; `cell` to one line of a form
    by itself, by its canonical split. `on_map` None is the map of each period's last day, "as it was".
    """

    scopes: tuple[str, ...]
    indicators: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    tier: Tier = Tier.PROVINCE
    within: tuple[Within, ...] = ()
    split: tuple[str, ...] = ()
    only: tuple[tuple[str, tuple[str, ...]], ...] = ()
    cell: str | None = None
    basis: Basis = Basis.SAVED
    on_map: date | None = None
    targets: tuple[Target, ...] = ()
    today: date | None = None
    """The day on which it is asked: what is overdue on it. Only measures of punctuality need it."""
    form: str = ""
    """Code of a form, for measures of reports; empty: all."""

    @property
    def first(self) -> date:
        """First day of all periods."""
        return min(one.start for one in self.periods)

    @property
    def last(self) -> date:
        """Last day of all periods."""
        return max(one.end for one in self.periods)

    def about(self, *periods: Period) -> "Question":
        """Return the same question of other periods."""
        return replace(self, periods=periods)


def periods_between(kind: PeriodType, first: date, last: date) -> tuple[Period, ...]:
    """Return the periods of one type that lie wholly in a range of days, in order.

    >>> [one.code for one in periods_between(PeriodType.HALF, date(2025, 7, 1), date(2026, 12, 31))]
    ['2025-H2', '2026-H1', '2026-H2']
    """
    years = range(first.year, last.year + 1)
    found = (one for year in years for one in periods_in(kind, year))
    return tuple(one for one in found if first <= one.start and one.end <= last)
