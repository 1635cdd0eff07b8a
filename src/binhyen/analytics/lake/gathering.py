"""A year's figures come by lands, which is how they are resolved, and leave by indicators, which is how they are asked.

So what was resolved is laid down sorted, and read again some indicators at once: nothing is ever sorted that memory
does not hold, however large the year.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

from binhyen.analytics.lake.engine import scan, text, write_parquet
from binhyen.analytics.lake.files import File, Slot, write_file

_SORTED_AT_ONCE = 2_000_000


class Gathering:
    """Rows of one table and year on their way into files, in a folder that is there for nothing else."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, folder: Path, slot: Slot) -> None:
        self._connection = connection
        self._folder = folder
        self._slot = slot
        self._parts: list[Path] = []
        folder.mkdir(parents=True, exist_ok=True)

    def put(self, select: str) -> None:
        """Lay down what a SELECT gives, in the columns of the table."""
        part = self._folder / f"{self._slot.table}-{self._slot.year}-{len(self._parts)}.part"
        write_parquet(self._connection, select, ["indicator"], part)
        self._parts.append(part)

    def files(self, lake: Path) -> Iterator[File]:
        """Write what was laid down as files of the lake, each of some indicators, and clear it away."""
        if self._parts:
            yield from write_by_indicator(self._connection, lake, self._slot, f"SELECT * FROM {scan(self._parts)}")
        for part in self._parts:
            part.unlink()


def write_by_indicator(connection: duckdb.DuckDBPyConnection, lake: Path, slot: Slot, select: str) -> Iterator[File]:
    """Write figures as files of some indicators each, so many as are sorted at once."""
    for codes in _groups(connection, select):
        listed = ", ".join(text(one) for one in codes)
        made = write_file(connection, lake, slot, f"SELECT * FROM ({select}) WHERE indicator IN ({listed})")
        if made is not None:
            yield made


def _groups(connection: duckdb.DuckDBPyConnection, select: str) -> Iterator[Sequence[str]]:
    """Yield indicators that follow one another."""
    group, held = list[str](), 0
    counted = f"SELECT indicator, count(*) FROM ({select}) GROUP BY 1 ORDER BY 1"
    for code, rows in connection.execute(counted).fetchall():
        if group and held + rows > _SORTED_AT_ONCE:
            yield group
            group, held = [], 0
        group.append(code)
        held += rows
    if group:
        yield group
