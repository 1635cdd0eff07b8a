"""Honest reports of the simulated nation as signals see them: not the simulation that the weights came from."""

from collections import defaultdict
from collections.abc import Sequence

from binhyen.analytics.rules.signals.subject import CellSaid, ReportSaid
from binhyen.analytics.rules.signals.texts import shingles_of
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.shelf import shipped_catalogue
from binhyen.kernel.amounts import Origin
from binhyen.kernel.periods import Period, parse_period
from binhyen.workshop.rules.formalism.honest import FORM, MONTHS
from binhyen.workshop.rules.formalism.planting import PLAIN, Fake
from binhyen.workshop.rules.simulating.honest import HonestReport, honest_reports

PLANTED = tuple(one for one in PLAIN if one not in {Fake.NO_EVENT, Fake.OVER, Fake.FULL})
"""The simulated nation keeps no registers and has few shares in a monthly form: these kinds are not planted there."""


def nation(seed: int, communes: int) -> list[ReportSaid]:
    """Return one month of so many communes, with the year before it."""
    months = _months()
    catalogue = shipped_catalogue()
    cells = [CellKey(line.cell) for line in FORM if line.cell in catalogue.indicators]
    found: dict[int, dict[str, HonestReport]] = defaultdict(dict)
    for one in honest_reports(seed, communes, months, catalogue, cells):
        found[one.commune][one.period.code] = one
    return [_report(one, months) for one in found.values() if months[-1].code in one]


def _months() -> Sequence[Period]:
    codes = [f"2025-{month:02d}" for month in range(11, 13)] + [f"2026-{month:02d}" for month in range(1, 12)]
    return [parse_period(code) for code in codes[-MONTHS:]]


def _report(told: dict[str, HonestReport], months: Sequence[Period]) -> ReportSaid:
    now = told[months[-1].code]
    cells = tuple(_cell(cell, told, months) for cell in now.cells)
    return ReportSaid(now.commune, cells, shingles_of(now.text), now.due, now.sent)


def _cell(cell: CellKey, told: dict[str, HonestReport], months: Sequence[Period]) -> CellSaid:
    now = told[months[-1].code]
    past = [told[month.code].cells[cell].value if month.code in told else None for month in months[:-1]]
    written = now.cells[cell]
    return CellSaid(
        cell=str(cell),
        value=written.value,
        denominator=written.denominator,
        stock=written.stock,
        origin=Origin.IMPORTED if now.imported else Origin.TYPED,
        entered_at=written.entered_at,
        history=() if written.denominator is not None else tuple(past),
        last_year=None if written.denominator is not None else past[0],
    )
