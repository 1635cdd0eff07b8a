"""What is measured of reports: how many stored figures, clients and imported values; which months and forms."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from binhyen.kernel.periods import Period, parse_period

NEW_MAP = date(2025, 7, 1)
LAST_MONTH = "2027-10"
"""The newest month of the stock: whose totals are asked for."""
SAVED_MONTHS = ("2027-07", "2027-08", "2027-09", "2027-10")
CELLS = 40
"""Cells of the report that is saved over HTTP; half of them hold a value before."""
STOCK_CELLS = 50
SENT, STOCK, IMPORTED_MONTHLY, IMPORTED_QUARTERLY = "do-luu", "do-kho", "do-nhap-thang", "do-nhap-quy"
PROVINCE_BOOK, NATION_BOOK, YEAR = "do-sach-tinh", "do-sach-nuoc", "2026"
"""Forms that are consolidated, and the year of the province's months."""
BATCH = 50_000


@dataclass(frozen=True, slots=True)
class ReportsPlan:
    """One run of the bench of reports.

    `values` are stored figures; totals are asked with a tenth of them stored, and with all. `seconds` is for how long
    the clients save; `imported` how many values are imported; `turns` how often each total is asked.
    `communes` of each province take part (0: all): fewer for a quick trial.
    """

    folder: Path
    values: int = 4_000_000
    clients: int = 64
    seconds: float = 20.0
    imported: int = 1_000_000
    turns: int = 5
    communes: int = 0


def months_back(last: str = LAST_MONTH) -> list[Period]:
    """Return months from the last one back to 2011, newest first."""
    year, month = map(int, last.split("-"))
    count = (year - 2011) * 12 + month
    return [parse_period(f"{(year * 12 + month - 1 - n) // 12}-{(month - 1 - n) % 12 + 1:02d}") for n in range(count)]
