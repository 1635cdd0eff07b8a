"""Fakes of those who know that copies, round numbers and even series are looked for: each hides what the plain show."""

from dataclasses import replace
from decimal import Decimal
from math import ceil
from random import Random

from binhyen.analytics.rules.signals.subject import CellSaid, ReportSaid
from binhyen.workshop.rules.formalism.changing import is_open, of_months, of_numbers, typed

_SMALL, _LARGE = 30, 200
_HALF_A_YEAR = 7
_ROUND_DIGITS = (0, 5)


def near_copy(report: ReportSaid, luck: Random) -> ReportSaid:
    """Take most numbers of the month before, one more, one less or the same."""
    return of_numbers(report, luck, _near, luck.uniform(0.6, 1.0))


def _near(cell: CellSaid, luck: Random) -> Decimal | None:
    return None if cell.before is None else max(Decimal(0), cell.before + luck.choice((-1, 0, 1)))


def always_copied(report: ReportSaid, luck: Random) -> ReportSaid:
    """Take most numbers of the month before, and so for half a year: what always was so looks planned."""
    share = luck.uniform(0.6, 1.0)

    def held(cell: CellSaid) -> CellSaid:
        first = cell.history[-_HALF_A_YEAR] if is_open(cell) else None
        if first is None or luck.random() >= share:
            return cell
        return replace(typed(cell, first), history=(*cell.history[:-_HALF_A_YEAR], *[first] * _HALF_A_YEAR))

    return replace(report, cells=tuple(held(cell) for cell in report.cells))


def half_copy(report: ReportSaid, luck: Random) -> ReportSaid:
    """Take about half of the numbers of the month before, and count the others."""
    return of_numbers(report, luck, lambda cell, _: cell.before, luck.uniform(0.4, 0.6))


def to_target(report: ReportSaid, luck: Random) -> ReportSaid:
    """Raise most numbers to the round one above, as if that had been the plan's."""
    return of_numbers(report, luck, _raised, luck.uniform(0.6, 1.0))


def _raised(cell: CellSaid, _luck: Random) -> Decimal:
    value = int(cell.value)
    step = 5 if value < _SMALL else 10 if value < _LARGE else 50
    return Decimal(ceil(value / step) * step)


def noisy(report: ReportSaid, luck: Random) -> ReportSaid:
    """Invent seven to twelve months around one number each, and shake them by a tenth."""

    def shaken(cell: CellSaid, _one: Decimal) -> Decimal:
        known = [float(one) for one in cell.history if one is not None]
        return Decimal(max(0, round(sum(known) / max(1, len(known)) * luck.uniform(0.9, 1.1))))

    return of_months(report, luck.randint(_HALF_A_YEAR, 12), shaken)


def avoiding(report: ReportSaid, luck: Random) -> ReportSaid:
    """Invent seven months of numbers, none of which ends in 0 or 5: those look invented."""

    def moved(_cell: CellSaid, one: Decimal) -> Decimal:
        whole = int(one)
        if whole % 10 not in _ROUND_DIGITS or not whole:
            return one
        return Decimal(whole + luck.choice((1, 2, 3, 4)))

    return of_months(report, _HALF_A_YEAR, moved)
