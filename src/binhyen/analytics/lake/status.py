"""What the lake holds, and whether all of it can be read."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from binhyen.analytics.lake.engine import scan
from binhyen.analytics.lake.files import File
from binhyen.analytics.lake.schema import TABLES
from binhyen.analytics.lake.tail import Tail


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
