"""Which cells can't be compared with the period before, because other months or places say them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from binhyen.indicators.queries import catalogue
from binhyen.indicators.rules.cells import CellKey
from binhyen.kernel.amounts import Origin
from binhyen.kernel.periods import Period
from binhyen.narrative.writer.coverage import Coverage, Spoken, unlike, why_not
from binhyen.narrative.writer.facts import Measured
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import versions_in_force
from binhyen.places.rules.kinds import Tier
from binhyen.reports.queries.totals import TotalQuestion, gathered
from binhyen.reports.rules.totals import Contribution

Said = Mapping[str, Sequence[Contribution]]
"""What reports say, by indicator."""


_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Pair:
    """Two periods of a place that are compared, on the map of the later one, as known at an instant."""

    place: PlaceVersion
    period: Period
    before: Period
    as_of: datetime | None = None


def unlike_cells(now: Mapping[CellKey, Measured], before: Mapping[CellKey, Measured], pair: Pair) -> dict[CellKey, str]:
    """Say of the cells that are known of both periods which can't be compared, and why.

    What a register counts alone, in both, is compared; of what people typed every month and place counts.
    """
    both = [cell for cell in now if cell in before and not (_is_counted(now[cell]) and _is_counted(before[cell]))]
    if not both:
        return {}
    codes = frozenset(cell.indicator for cell in both)
    said, said_before = (_said(codes, pair, one) for one in (pair.period, pair.before))
    below = _below(pair) if _any_wide(said) or _any_wide(said_before) else frozenset()
    found = {}
    for cell in both:
        here = _coverage(cell, now[cell], said, pair.period)
        there = _coverage(cell, before[cell], said_before, pair.before)
        gap = unlike(here, there, level=catalogue().indicators[cell.indicator].is_stock, below=below)
        if gap is not None:
            found[cell] = why_not(gap)
    return found


def _any_wide(said: Said) -> bool:
    return any(one.speaks_below for listed in said.values() for one in listed)


def _is_counted(one: Measured) -> bool:
    return one.source == Origin.COUNTED


def _said(codes: frozenset[str], pair: Pair, period: Period) -> Said:
    return gathered(TotalQuestion(pair.place.place_id, period, codes, pair.as_of, pair.period.end)).by_indicator


def _below(pair: Pair) -> frozenset[str]:
    """Return the communes of the map of the period's last day that lie in the place."""
    rows = versions_in_force(pair.period.end).filter(path__under=pair.place.path, place__tier=Tier.COMMUNE)
    return frozenset(rows.values_list("path", flat=True))


def _coverage(cell: CellKey, measured: Measured, said: Said, period: Period) -> Coverage:
    if _is_counted(measured):
        return Coverage()
    spoken = {_spoken(one, period) for one in said.get(cell.indicator, ()) if _answers(one.cell, cell)}
    return Coverage(sorted(spoken, key=lambda one: (one.path, one.first)))


def _answers(said: CellKey, cell: CellKey) -> bool:
    return all(said.split.get(code) == value for code, value in cell.split.items())


def _spoken(one: Contribution, period: Period) -> Spoken:
    """Return where and when a report speaks; of a place that is gone it says nothing of what lies below now."""
    wide = one.speaks_below and one.gone is None
    return Spoken(one.lies_at, _month(one.start, period), _month(one.end, period), wide)


def _month(day: date, period: Period) -> int:
    """Return how many months after the first of a period a day lies, within it."""
    inside = min(max(day, period.start), period.end)
    return (inside.year - period.start.year) * _MONTHS + inside.month - period.start.month
