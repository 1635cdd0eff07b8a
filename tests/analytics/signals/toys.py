"""Small collections for signals: twenty like reporters whose numbers vary as counts do, and one to be looked at."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random

from binhyen.analytics.rules.signals.looking import signals_of
from binhyen.analytics.rules.signals.peers import peers_of
from binhyen.analytics.rules.signals.subject import CellSaid, Code, ReportSaid, Signal
from binhyen.workshop.rules.formalism.honest import varied

MEANS = (34, 57, 88, 120, 45, 71, 260, 33, 150, 64)
DUE = datetime(2026, 11, 17, 17, tzinfo=UTC)


def a_cell(name: str, mean: float, luck: Random) -> CellSaid:
    """One count of the month with a year behind it, entered hours before it was sent."""
    drawn = [Decimal(varied(mean, 0.2, luck)) for _ in range(13)]
    at = DUE - timedelta(hours=30, minutes=luck.randrange(900))
    return CellSaid(name, drawn[-1], history=tuple(drawn[:-1]), last_year=drawn[0], entered_at=at)


def a_report(number: int) -> ReportSaid:
    """An honest reporter."""
    luck = Random(f"toy {number}")
    cells = tuple(a_cell(f"c{at}", mean, luck) for at, mean in enumerate(MEANS))
    return ReportSaid(number, cells, due=DUE, sent=DUE - timedelta(hours=2, minutes=number))


def others(count: int = 20) -> list[ReportSaid]:
    """Its like."""
    return [a_report(number) for number in range(1, count + 1)]


def looked_at(report: ReportSaid, among: Sequence[ReportSaid] | None = None) -> dict[Code, Signal]:
    """Look at one report among its like."""
    every = [report, *(others() if among is None else among)]
    return {one.code: one for one in signals_of(report, peers_of(every))}


def saying(report: ReportSaid, values: Sequence[int | Decimal | None]) -> ReportSaid:
    """The report with other values, in the order of its cells; None keeps one."""
    pairs = zip(report.cells, values, strict=True)
    return replace(
        report,
        cells=tuple(cell if value is None else replace(cell, value=Decimal(value)) for cell, value in pairs),
    )
