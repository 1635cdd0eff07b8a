"""Figures of both bases as they were read, and what is resolved of them: who takes part in which question."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import duckdb

from binhyen.analytics.lake.engine import name
from binhyen.analytics.lake.resolving import resolve
from binhyen.analytics.lake.schema import RAW_FIGURES, SHAPES, TABLES

BASES = {"figures_saved": "saved_now", "figures_accepted": "accepted"}
"""The tables of figures, and the column by which rows of both bases are told apart."""
_APART = 2**45
"""No id of a database is as large."""


@contextmanager
def resolved(connection: duckdb.DuckDBPyConnection, source: str, flag: str) -> Iterator[str]:
    """Say of the figures of one basis, whole leaves of them, which take part; offer them by the name that is given."""
    connection.execute(
        f"CREATE OR REPLACE TEMP VIEW raw_now AS SELECT {listed(RAW_FIGURES.names)} FROM {source} WHERE {flag}"
    )
    resolve(connection, "raw_now", "resolved_now")
    try:
        yield "resolved_now"
    finally:
        connection.execute("DROP TABLE IF EXISTS resolved_now")
        connection.execute("DROP VIEW IF EXISTS raw_now")


@contextmanager
def both_resolved(connection: duckdb.DuckDBPyConnection, source: str) -> Iterator[dict[str, str]]:
    """Say it of the figures of both bases at once, which for a few leaves takes half as long; offer them by table.

    The second basis bears numbers of its own for as long, in the same order, so that nothing of the two ever meets.
    """
    plain, moved, back = listed(RAW_FIGURES.names), _moved("+"), _moved("-")
    (one, first), (other, second) = BASES.items()
    connection.execute(
        f"CREATE OR REPLACE TEMP VIEW both_now AS SELECT {plain} FROM {source} WHERE {first} "
        f"UNION ALL SELECT * REPLACE ({moved}) FROM (SELECT {plain} FROM {source} WHERE {second})"
    )
    resolve(connection, "both_now", "resolved_now")
    try:
        yield {
            one: f"(FROM resolved_now WHERE land < {_APART})",
            other: f"(SELECT * REPLACE ({back}) FROM resolved_now WHERE land >= {_APART})",
        }
    finally:
        connection.execute("DROP TABLE IF EXISTS resolved_now")
        connection.execute("DROP VIEW IF EXISTS both_now")


def _moved(sign: str) -> str:
    return ", ".join(f"{one} {sign} {_APART} AS {one}" for one in ("figure_id", "report_id", "land"))


def listed(columns: Iterable[str]) -> str:
    """Return columns as SQL lists them."""
    return ", ".join(name(one) for one in columns)


def columns_of(table: str) -> str:
    """Return the columns of a table of the lake, in their order, as SQL lists them."""
    return listed(SHAPES[TABLES[table]].columns.names)
