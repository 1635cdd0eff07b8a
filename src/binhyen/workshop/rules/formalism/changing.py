"""How a fake changes an honest report: its open numbers, each typed over what stood there."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from random import Random

from binhyen.analytics.rules.signals.subject import CellSaid, ReportSaid
from binhyen.kernel.amounts import Origin

Fakery = Callable[[ReportSaid, Random], ReportSaid]


def typed(cell: CellSaid, value: Decimal) -> CellSaid:
    """Return a cell with another value, typed over what stood there."""
    return replace(cell, value=value, origin=Origin.TYPED, backed=False)


def is_open(cell: CellSaid) -> bool:
    """Tell whether a number is told anew every period: no stock and no share."""
    return not (cell.stock or cell.is_share)


def of_numbers(
    report: ReportSaid, luck: Random, changed: Callable[[CellSaid, Random], Decimal | None], share: float
) -> ReportSaid:
    """Change a share of the open numbers."""
    cells = []
    for cell in report.cells:
        value = changed(cell, luck) if is_open(cell) and luck.random() < share else None
        cells.append(cell if value is None else typed(cell, value))
    return replace(report, cells=tuple(cells))


def of_months(report: ReportSaid, months: int, changed: Callable[[CellSaid, Decimal], Decimal]) -> ReportSaid:
    """Change all open numbers of the last so many months, that of the report among them."""

    def told(cell: CellSaid) -> CellSaid:
        if not is_open(cell):
            return cell
        kept = len(cell.history) + 1 - months
        past = tuple(one if one is None or at < kept else changed(cell, one) for at, one in enumerate(cell.history))
        return replace(typed(cell, changed(cell, cell.value)), history=past)

    return replace(report, cells=tuple(told(cell) for cell in report.cells))
