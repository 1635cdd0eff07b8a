"""What is measured of registers: how many schemes and events, how often each page is asked, how many rows come in."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

PROVINCE = "bac-ninh"
FIRST = date(2025, 7, 1)
"""Entries are spread over the days from this one to the bench's own."""
YEAR = "2026"
MONTH = "2026-08"


@dataclass(frozen=True, slots=True)
class RegistersPlan:
    """One run of the bench."""

    folder: Path
    schemes: int = 100_000
    events: int = 500_000
    requests: int = 100
    clients: int = 8
    rows: int = 5_000
    """Rows of the workbook that is taken in."""
