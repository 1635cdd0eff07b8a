"""What is measured: how large, how often, on which day. The day stands still, so that a run next year is the same."""

from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

PROVINCE = "bac-ninh"
ROUNDS = (2025, 2026, 2027)
"""Three years on the map of 34 provinces; the last one is open and half-way."""
DAY = date(2027, 11, 25)
AIM_MS = 150.0
BULK = 2_000
_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True, slots=True)
class Plan:
    """One run of the bench."""

    folder: Path
    units: int = 20_000
    answers_per_dossier: int = 22
    requests: int = 200
    clients: int = 8


def moment(year: int, month: int, day: int, hour: int = 9) -> datetime:
    """Return an hour of a day in Vietnam."""
    return datetime.combine(date(year, month, day), time(hour), _ZONE)
