"""A wide table of analytics as others keep it, for measuring beside: parted by years, an index for each dimension.

It stands in any PostgreSQL, also beside another database: what is asked of it is the database's time alone.
"""

import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import psycopg

FIGURES = (
    "indicator", "level1", "level2", "level3", "level4", "level5", "monthly", "quarterly", "yearly", "year", "in_month",
    "in_quarter", "in_year", "value",
)  # fmt: skip
"""Columns of the wide table: an indicator, where, when, in which spans the value takes part, how much."""
_DIMENSIONS = ("indicator", "level1", "level2", "level3", "level4", "level5", "monthly", "quarterly", "yearly")
_MAKE = """CREATE TABLE wide_figures (
    indicator varchar(60) NOT NULL, level1 bigint, level2 bigint, level3 bigint, level4 bigint, level5 bigint,
    monthly varchar(10), quarterly varchar(10), yearly varchar(10), year integer NOT NULL,
    in_month boolean, in_quarter boolean, in_year boolean, value double precision) PARTITION BY LIST (year)"""
_RESULTS = """CREATE UNLOGGED TABLE wide_recognition (
    kind varchar(30), level2 bigint, yearly varchar(10), recognised double precision)"""
_CHUNK = 1 << 20


class Wide:
    """The table over one connection, as a reporting server holds it: no just-in-time compiling, enough memory."""

    def __init__(self, url: str, *, memory: str = "256MB") -> None:
        self._connection = psycopg.connect(url, autocommit=True)
        for name, value in (("work_mem", memory), ("maintenance_work_mem", memory), ("jit", "off")):
            self._connection.execute(f"SET {name} = '{value}'")

    def close(self) -> None:
        """End the connection."""
        self._connection.close()

    def make(self, years: Iterable[int]) -> None:
        """Make the tables, empty."""
        self._run("DROP TABLE IF EXISTS wide_figures", "DROP TABLE IF EXISTS wide_recognition", _MAKE, _RESULTS)
        for year in years:
            self._run(f"CREATE UNLOGGED TABLE wide_{year} PARTITION OF wide_figures FOR VALUES IN ({int(year)})")

    def fill(self, year: int, rows: Path) -> float:
        """Copy a year's rows from a file of comma-separated values, and index them; return the seconds."""
        begun = time.perf_counter()
        self._copy(f"wide_{int(year)} ({', '.join(FIGURES)})", rows)
        for column in _DIMENSIONS:
            self._run(f"CREATE INDEX ON wide_{int(year)} ({column})")
        self._run(f"ANALYZE wide_{int(year)}")
        return time.perf_counter() - begun

    def empty(self, year: int) -> None:
        """Take a year's rows out, as a rebuild of that year does."""
        self._run(f"DROP TABLE wide_{int(year)}")
        self._run(f"CREATE UNLOGGED TABLE wide_{int(year)} PARTITION OF wide_figures FOR VALUES IN ({int(year)})")

    def fill_recognition(self, rows: Path) -> None:
        """Copy results."""
        self._copy("wide_recognition", rows)
        for column in ("kind", "level2", "yearly"):
            self._run(f"CREATE INDEX ON wide_recognition ({column})")
        self._run("ANALYZE wide_recognition")

    def ask(self, statement: str) -> tuple[float, list[tuple[Any, ...]]]:
        """Return the seconds until all rows are there, and the rows."""
        begun = time.perf_counter()
        rows = self._connection.execute(statement.encode()).fetchall()
        return time.perf_counter() - begun, rows

    def plan(self, statement: str) -> str:
        """Return the plan of a question as PostgreSQL tells it."""
        return "\n".join(str(row[0]) for row in self._connection.execute(f"EXPLAIN {statement}".encode()).fetchall())

    def megabytes(self) -> float:
        """Return how large the tables are with their indexes."""
        sizes = self._connection.execute(
            b"SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relname LIKE 'wide%' AND relkind = 'r'"
        ).fetchone()
        return round(int((sizes or (0,))[0] or 0) / 1_000_000, 1)

    def version(self) -> str:
        """Return which PostgreSQL it is."""
        row = self._connection.execute(b"SHOW server_version").fetchone()
        return f"PostgreSQL {row[0] if row else '?'}".split(" (")[0]

    def _copy(self, table: str, rows: Path) -> None:
        with (
            rows.open("rb") as read,
            self._connection.cursor().copy(f"COPY {table} FROM STDIN (FORMAT csv)".encode()) as copy,
        ):
            while part := read.read(_CHUNK):
                copy.write(part)

    def _run(self, *statements: str) -> None:
        for statement in statements:
            self._connection.execute(statement.encode())
