"""Those who answer: bare DuckDB over the lake's files, the measures in this process, the wide table of PostgreSQL."""

import os
import time
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Protocol

import duckdb

from binhyen.analytics.lake.opening import forget
from binhyen.analytics.marts.serving import fresh_mart
from binhyen.analytics.measures import answer
from binhyen.database.wide import Wide
from binhyen.workshop.bench.analytics.questions import RECOGNITION, TOTALS, Asked, by_duckdb, by_postgresql

Key = tuple[str, int, str]
Numbers = Mapping[Key, Decimal]
THREADS = 2
_COLUMNS = {
    TOTALS: ("indicator", "place_id", "period", "amount"),
    RECOGNITION: ("kind", "place_id", "year", "recognised"),
}


class Side(Protocol):
    """Somebody who answers the questions."""

    name: str

    def ask(self, asked: Asked) -> tuple[float, Numbers]:
        """Return the seconds until the whole answer was there, and its numbers."""

    def cool(self) -> None:
        """Forget what was read, as far as it can be forgotten."""


class Bare:
    """DuckDB over the files, without anything between."""

    name = "DuckDB trần"

    def __init__(self, lake: Path) -> None:
        self.lake = lake
        self._connection = self._opened()

    def _opened(self) -> duckdb.DuckDBPyConnection:
        opened = duckdb.connect()
        for setting in (f"threads = {THREADS}", "parquet_metadata_cache = true", "autoload_known_extensions = false"):
            opened.execute(f"SET {setting}")
        return opened

    def ask(self, asked: Asked) -> tuple[float, Numbers]:
        """Ask by hand-written SQL."""
        statement = by_duckdb(asked, str(self.lake))
        begun = time.perf_counter()
        rows = self._connection.execute(statement).fetchall()
        return time.perf_counter() - begun, numbers(rows)

    def cool(self) -> None:
        """Open anew, with the files out of the system's memory."""
        self._connection.close()
        evict(self.lake)
        self._connection = self._opened()


class Measures:
    """The measures in this process: what was committed is taken in with every question, as a page does it."""

    name = "trong tiến trình"

    def __init__(self, lake: Path) -> None:
        self.lake = lake

    def ask(self, asked: Asked) -> tuple[float, Numbers]:
        """Ask by the measure; the answer is the same columns that the others give, as values of Python."""
        begun = time.perf_counter()
        rows = list(answer(asked.measure, fresh_mart(), asked.question).picked(*_COLUMNS[asked.measure]))
        return time.perf_counter() - begun, numbers(rows)

    def cool(self) -> None:
        """Open the lake anew, with its files out of the system's memory."""
        forget()
        evict(self.lake)


class Table:
    """The wide table, warm in PostgreSQL's own memory: only the database's time is taken."""

    name = "bảng rộng PostgreSQL"

    def __init__(self, wide: Wide) -> None:
        self._wide = wide

    def ask(self, asked: Asked) -> tuple[float, Numbers]:
        """Ask by SQL."""
        spent, rows = self._wide.ask(by_postgresql(asked))
        return spent, numbers(rows)

    def cool(self) -> None:
        """Keep it: its memory can't be emptied without ending the server, which favours it."""


def numbers(rows: Iterable[tuple[object, ...]]) -> dict[Key, Decimal]:
    """Return an answer for comparing: cells without a number are left out."""
    return {
        (str(indicator), int(str(place)), str(period)): Decimal(str(amount)).quantize(Decimal("0.0001"))
        for indicator, place, period, amount in rows
        if amount is not None
    }


def difference(name: str, told: object, lake: object) -> str:
    """Say where a side's numbers differ first."""
    if not isinstance(told, dict) or not isinstance(lake, dict):
        return name
    others = [key for key in {*told, *lake} if told.get(key) != lake.get(key)]
    first = min(others)
    return f"{name}: {len(others)} ô khác, {first}: {told.get(first)} ≠ {lake.get(first)}"


def evict(lake: Path) -> None:
    """Ask the system to drop the files from its memory."""
    for path in lake.rglob("*.parquet"):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(descriptor)
