"""How large a simulated nation is: which periods, how many of the communes and of the residential areas report."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from binhyen.indicators.rules.forms import FilledBy, FormContent, PeriodType
from binhyen.indicators.rules.windows import periods_in
from binhyen.kernel.periods import Period

NEW_MAP = date(2025, 7, 1)
OF = 10_000
COMES = 0.96
"""Of all cells that are asked for, how many are there: some reports never come."""
_YEARS_FOR = ((1e7, 2), (1e8, 3), (float("inf"), 10))
_TYPES = (PeriodType.MONTH, PeriodType.QUARTER, PeriodType.HALF, PeriodType.YEAR)


@dataclass(frozen=True, slots=True)
class Scale:
    """`years` calendar years up to `until`; parts of 10,000 of the communes and of the areas report."""

    until: date
    years: int = 2
    provinces: int = 34
    communes: int = OF
    areas: int = OF

    @property
    def calendar(self) -> range:
        """The calendar years."""
        return range(self.until.year - self.years + 1, self.until.year + 1)

    def periods(self, year: int, kind: PeriodType) -> tuple[Period, ...]:
        """Return the periods of a year that have ended."""
        return tuple(one for one in periods_in(kind, year) if one.end < self.until)


@dataclass(frozen=True, slots=True)
class Land:
    """How many places there are on the map before July 2025, and on today's."""

    before: int
    now: int
    areas: int

    def reporters(self, form: FormContent, period: Period) -> int:
        """Return how many places fill a form in for a period."""
        if form.filled_by is FilledBy.RESIDENTIAL_AREA:
            return self.areas
        return self.now if period.end >= NEW_MAP else self.before


def asked_cells(scale: Scale, forms: Mapping[str, FormContent], land: Land) -> tuple[int, int]:
    """Return how many cells communes, and areas, are asked to fill in over all years."""
    found = {True: 0, False: 0}
    for code, period in asked(scale, forms):
        form = forms[code]
        found[form.filled_by is FilledBy.RESIDENTIAL_AREA] += land.reporters(form, period) * len(form.lines)
    return found[False], found[True]


def asked(scale: Scale, forms: Mapping[str, FormContent]) -> Iterator[tuple[str, Period]]:
    """Return the code of every form with every period for which it is asked."""
    for year in scale.calendar:
        for code, form in forms.items():
            if form.period_type in _TYPES:
                yield from ((code, period) for period in scale.periods(year, form.period_type))


def scale_for(values: int, scale: Scale, forms: Mapping[str, FormContent], land: Land, *, years: int = 0) -> Scale:
    """Return the scale at which about so many values are there; at least two years of every commune if that many.

    Communes come first, then residential areas, as many as are needed. `years` fixes the number of years.
    """
    needed = years or next(count for most, count in _YEARS_FOR if values <= most)
    wide = replace(scale, years=needed)
    own, below = (max(1.0, count * COMES) for count in asked_cells(wide, forms, land))
    if values < own / 2:
        return replace(wide, communes=max(1, round(OF * values / own)), areas=0)
    return replace(wide, areas=min(OF, max(0, round(OF * (values - own) / below))))
