"""Engines that answer expressions: DuckDB by SQL that is compiled once, any other one as Ibis hands it over."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Protocol

import duckdb
import ibis
import pyarrow as pa
from ibis.backends import BaseBackend
from ibis.expr.operations import InMemoryTable
from ibis.expr.types import Table

_MOST_KEPT = 500
"""So many compiled questions a process keeps; the oldest goes first."""


class Engine(Protocol):
    """Something that has the tables of the lake by their names."""

    def run(self, key: Hashable, build: Callable[[], Table]) -> pa.Table:
        """Answer an expression. One key has one expression, whatever the tables hold."""

    def once(self, expression: Table) -> pa.Table:
        """Answer an expression that hangs on what the tables hold just now."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """SQL of an expression, the small tables that it brings along, and the columns that come out."""

    sql: str
    brought: tuple[tuple[str, pa.Table], ...]
    columns: pa.Schema


_kept: dict[Hashable, Compiled] = {}


@dataclass(frozen=True, slots=True)
class Duck:
    """DuckDB. Compiling costs more than most answers, so that SQL is kept by what was asked."""

    connection: duckdb.DuckDBPyConnection

    def run(self, key: Hashable, build: Callable[[], Table]) -> pa.Table:
        """Answer an expression, compiled unless it is known."""
        return self._answer(_kept.get(key) or _keep(key, compiled(build())))

    def once(self, expression: Table) -> pa.Table:
        """Answer an expression that is not kept."""
        return self._answer(compiled(expression))

    def _answer(self, known: Compiled) -> pa.Table:
        try:
            for name, rows in known.brought:
                self.connection.register(name, rows)
            found = self.connection.sql(known.sql).to_arrow_table()
        finally:
            for name, _ in known.brought:
                self.connection.unregister(name)
        return found.cast(known.columns)


def compiled(expression: Table) -> Compiled:
    """Return an expression as DuckDB's SQL."""
    brought = {one.name: one.data.to_pyarrow(one.schema) for one in expression.op().find(InMemoryTable)}
    sql = str(ibis.to_sql(expression, dialect="duckdb", pretty=False))
    return Compiled(sql, tuple(brought.items()), expression.schema().to_pyarrow())


def _keep(key: Hashable, made: Compiled) -> Compiled:
    while len(_kept) >= _MOST_KEPT:
        _kept.pop(next(iter(_kept)), None)
    _kept[key] = made
    return made


@dataclass(frozen=True, slots=True)
class Backend:
    """Any engine that Ibis speaks to: Spark."""

    backend: BaseBackend

    def run(self, _key: Hashable, build: Callable[[], Table]) -> pa.Table:
        """Answer an expression by the engine's own way."""
        return self.backend.to_pyarrow(build())

    def once(self, expression: Table) -> pa.Table:
        """Answer an expression by the engine's own way."""
        return self.backend.to_pyarrow(expression)
