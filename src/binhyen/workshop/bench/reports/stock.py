"""Figures that are there before anything is measured: months back from the newest, every commune, by COPY."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from binhyen.database.copying import copy_rows
from binhyen.indicators.models import FormVersion
from binhyen.indicators.queries import catalogue
from binhyen.indicators.queries.forms import cells_of
from binhyen.indicators.rules.catalogue import OverTime
from binhyen.indicators.rules.cells import CellKey
from binhyen.kernel.amounts import Bound, Origin, Said
from binhyen.kernel.parts import in_parts
from binhyen.reports.models import Figure
from binhyen.workshop.bench.plan import moment
from binhyen.workshop.bench.reports.ground import Country
from binhyen.workshop.bench.reports.plan import BATCH, months_back

COLUMNS = (
    "report_id", "cell_id", "version", "revision", "said", "amount", "denominator", "bound", "words", "origin",
    "origin_ref", "counted", "note", "recorded_at", "by_account", "by_post",
)  # fmt: skip
_SCALE = 10_000
_SPREAD = 997


def amount_of(report: int, cell: int) -> int:
    """Return the number that a cell of a report says before anybody changes it: 1 to 997, alike in every run."""
    return (report * 31 + cell * 7) % _SPREAD + 1


def stored(report: int, cell: int, amount: int, at: datetime, by: tuple[int, int] = (0, 0)) -> tuple[object, ...]:
    """Return a first value as its table holds it."""
    return (
        report, cell, 1, 1, Said.NUMBER, amount * _SCALE, None, Bound.EXACT, "", Origin.TYPED, "", None, "", at, *by,
    )  # fmt: skip


def write_figures(reports: Iterable[int], cells: Sequence[int], at: datetime) -> int:
    """Write a first value into cells of reports; return how many."""
    count = 0
    for part in in_parts((stored(one, cell, amount_of(one, cell), at) for one in reports for cell in cells), BATCH):
        copy_rows(Figure, COLUMNS, part)
        count += len(part)
    return count


class Stock:
    """A growing stock of figures of one form, month by month into the past."""

    def __init__(self, country: Country, version: FormVersion, say: Callable[[str], None]) -> None:
        self.country, self.version, self._say = country, version, say
        self._numbers = cells_of(version)
        self.cells = sorted(self._numbers, key=_is_stock)
        """Flows first: their year is the sum of all months."""
        self._months = iter(months_back())
        self.reports: dict[str, dict[int, int]] = {}
        """Report by place, by month."""
        self.figures = 0

    def grow_to(self, amount: int) -> None:
        """Write whole months until at least so many figures are there."""
        while self.figures < amount:
            period = next(self._months)
            self._say(f"kho số liệu: {period.code}")
            rows = self.country.collect(self.version, period)
            self.reports[period.code] = {place: report for report, place in rows}
            at = moment(period.end.year, period.end.month, period.end.day)
            self.figures += write_figures((report for report, _ in rows), list(self._numbers.values()), at)


def _is_stock(cell: CellKey) -> bool:
    return catalogue().indicators[cell.indicator].over_time is not OverTime.SUM_OF_FLOWS
