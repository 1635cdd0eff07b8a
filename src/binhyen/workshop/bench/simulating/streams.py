"""Rows from columns to the database, so many at once as memory takes."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import duckdb

from binhyen.database.copying import copy_rows
from binhyen.kernel.parts import in_parts

BATCH = 50_000
Row = Sequence[Any]


def rows(connection: duckdb.DuckDBPyConnection, select: str) -> Iterator[Row]:
    """Return what a SELECT gives, part by part."""
    found = connection.cursor().execute(select)
    while part := found.fetchmany(BATCH):
        yield from part


def copied(model: type[Any], columns: Sequence[str], given: Iterable[Row]) -> int:
    """Write rows into the table of a model; return how many."""
    count = 0
    for part in in_parts(given, BATCH):
        copy_rows(model, columns, part)
        count += len(part)
    return count


def aware(instant: datetime | None) -> datetime | None:
    """Return an instant of the columns, which is UTC, as the database takes it."""
    return None if instant is None else instant.replace(tzinfo=UTC)
