"""What the lake holds, and whether all of it can be read."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from binhyen.analytics.lake.engine import scan
from binhyen.analytics.lake.files import File, damaged
from binhyen.analytics.lake.schema import TABLES
from binhyen.analytics.lake.tail import Tail
from binhyen.kernel.findings import Refused


@dataclass(frozen=True, slots=True)
class TableStatus:
    """A table's rows and files, base and segment together."""

    name: str
    rows: int
    files: int
    size: int


@dataclass(frozen=True, slots=True)
class Status:
    """The lake as it is, after it caught up."""

    lake: Path
    number: int
    newest: date
    tables: tuple[TableStatus, ...]
    in_segment: int
    in_tail: int
    sound: bool


def status_of(tail: Tail) -> Status:
    """Catch up, count, and read every file once. Refused like any question where the lake can't be opened."""
    tail.catch_up()
    manifest = tail.manifest
    return Status(
        tail.lake,
        manifest.number,
        manifest.newest,
        tuple(_table(tail, table) for table in TABLES),
        manifest.segment.size,
        tail.size,
        all(_readable(tail, one) for one in manifest.files()),
    )


@contextmanager
def read_or_refusal(tail: Tail) -> Iterator[None]:
    """Turn a fault of the engine into an answer that names the file, where one can't be read: looked for only then."""
    try:
        yield
    except duckdb.Error as fault:
        blamed = next((one for one in tail.manifest.files() if not _readable(tail, one)), None)
        if blamed is None:
            raise
        raise Refused(damaged(blamed.path)) from fault


def _table(tail: Tail, table: str) -> TableStatus:
    segment = tail.manifest.segment.files.get(table)
    files = [*tail.manifest.base.get(table, ()), *([segment] if segment else [])]
    return TableStatus(table, sum(one.rows for one in files), len(files), sum(one.size for one in files))


def _readable(tail: Tail, file: File) -> bool:
    try:
        rows = tail.connection.execute(f"SELECT count(*), max(COLUMNS(*)) FROM {scan([tail.lake / file.path])}")
        found = rows.fetchone()
    except duckdb.Error:
        return False
    return bool(found and found[0] == file.rows)
