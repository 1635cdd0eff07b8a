"""DuckDB as the lake uses it: no extension is fetched from anywhere, memory has an end, files are written sorted."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa
from django.conf import settings

from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop

_SETTINGS = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "parquet_metadata_cache": "true",
    "validate_external_file_cache": "'NO_VALIDATION'",  # a file of the lake never changes: another one has another name
    "TimeZone": "'UTC'",
}
NO_ROOM = "analytics.no_room"
_FULL = ("no space left", "disk is full", "file too large", "could not write")


def connect(scratch: Path) -> duckdb.DuckDBPyConnection:
    """Open a database in memory that spills into `scratch` when a question is larger."""
    opened = duckdb.connect()
    for name, value in _SETTINGS.items():
        opened.execute(f"SET {name} = {value}")
    opened.execute(f"SET memory_limit = {text(settings.LAKE_MEMORY)}")
    opened.execute(f"SET temp_directory = {text(str(scratch))}")
    return opened


def text(value: str) -> str:
    """Return a text as SQL writes it."""
    return "'" + value.replace("'", "''") + "'"


def name(word: str) -> str:
    """Return the name of a column or table as SQL writes it."""
    return '"' + word.replace('"', '""') + '"'


def scan(paths: Sequence[Path]) -> str:
    """Return a FROM clause that reads Parquet files of one table."""
    listed = ", ".join(text(str(path)) for path in paths)
    return f"read_parquet([{listed}], hive_partitioning = false)"


@contextmanager
def offered(connection: duckdb.DuckDBPyConnection, called: str, table: pa.Table) -> Iterator[None]:
    """Let SQL read an Arrow table by a name for a while."""
    connection.register(called, table)
    try:
        yield
    finally:
        connection.unregister(called)


def write_parquet(connection: duckdb.DuckDBPyConnection, select: str, order: Sequence[str], path: Path) -> int:
    """Write what a SELECT gives to a new file, sorted; return how many rows. Refused when there is no room left."""
    sorted_by = ", ".join(name(one) for one in order)
    rows = connection.execute(
        f"COPY ({select} ORDER BY {sorted_by}) TO {text(str(path))} (FORMAT parquet, COMPRESSION zstd)"
    ).fetchone()
    return int(rows[0]) if rows else 0


@contextmanager
def room_or_refusal() -> Iterator[None]:
    """Turn a full disk into an answer. What was written so far is named nowhere and is swept later."""
    try:
        yield
    except (OSError, duckdb.Error) as fault:
        if not any(word in str(fault).lower() for word in _FULL):
            raise
        raise Refused(_no_room()) from fault


def _no_room() -> Finding:
    message = gettext_noop(
        "There is no room left where the lake is kept. The lake stands as it was; make room and try again."
    )
    return Finding(NO_ROOM, message, where="lake")
