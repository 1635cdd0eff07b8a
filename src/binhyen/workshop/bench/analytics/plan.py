"""What is measured of analytics: how many values, how often each question is asked, what stands beside."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from binhyen.workshop.bench.plan import DAY

STORED_UP_TO = 50_000_000
"""More values than this go straight into files: no database of reports is filled, and no wide table."""


@dataclass(frozen=True, slots=True)
class AnalyticsPlan:
    """One run. `turns` warm questions each, after `cold` ones by connections that have read nothing before."""

    folder: Path
    values: int = 4_000_000
    provinces: int = 34
    seed: int = 1
    turns: int = 20
    cold: int = 3
    until: date = DAY

    @property
    def stored(self) -> bool:
        """Tell whether the values are written into the database, and the lake is made of it."""
        return self.values <= STORED_UP_TO
