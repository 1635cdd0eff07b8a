"""The movement in a year as large numbers, each with its target where a plan sets one."""

from dataclasses import dataclass

from binhyen.analytics.boards.movement import Movement
from binhyen.analytics.boards.words import mark_of
from binhyen.analytics.components.targets import TargetRow, target_row
from binhyen.indicators.queries import catalogue
from binhyen.kernel.vietnamese import sort_key
from binhyen.reports.components.words import period_name
from binhyen.reports.rules.totals import Basis
from binhyen.ui.components.charts import NOTHING, Mark


@dataclass(frozen=True, slots=True)
class Tile:
    """One number of a year: what it counts, and its target if a plan sets one."""

    name: str
    unit: str
    mark: Mark
    target: TargetRow | None
    before: Mark | None = None
    """The number of the year before, if anything was said of it."""
    year_before: str = ""


def tiles(found: Movement, basis: Basis) -> tuple[Tile, ...]:
    """Return the numbers in their order; what nobody reported, now or a year ago, has one only with a target."""
    codes = dict.fromkeys((*found.cells, *found.before, *sorted(_aimed(found), key=sort_key)))
    return tuple(_tile(found, code, basis) for code in codes)


def _aimed(found: Movement) -> set[str]:
    return {one.indicator for one in found.own.rows if one.period == found.period.code}


def _tile(found: Movement, code: str, basis: Basis) -> Tile:
    known = catalogue().indicators[code]
    aim = found.target(code)
    row = None if aim is None else target_row(aim, found.about.name, basis)
    cell, before = found.cells.get(code), found.before.get(code)
    return Tile(
        known.name,
        known.unit,
        NOTHING if cell is None else mark_of(cell, basis),
        row,
        None if before is None else mark_of(before, basis),
        "" if before is None else period_name(before.period),
    )
