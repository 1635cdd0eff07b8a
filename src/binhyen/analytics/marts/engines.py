"""What answers expressions: DuckDB, by SQL that is compiled once. Another one is in `spark`."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Protocol, TypeVar

import duckdb
import ibis
import pyarrow as pa
from ibis.expr.operations import InMemoryTable
from ibis.expr.types import Table

T = TypeVar("T")
_MOST_KEPT = 500
"""So many compiled questions a process keeps; the oldest goes first."""


class Engine(Protocol):
    """Something that has the tables of the lake by their names."""

    def run(self, key: Hashable, build: Callable[[], Table]) -> pa.Table:
        """Answer an expression. One key has one expression, whatever the tables hold."""

    def of_the_map(self, key: Hashable, build: Callable[[], Table]) -> pa.Table:
        """Answer an expression whose answer follows from its key."""

    def once(self, expression: Table) -> pa.Table:
        """Answer an expression that hangs on what the tables hold just now."""

    def held(self, key: Hashable, build: Callable[[], Table]) -> Table:
        """Return rows that are asked about several times, until they are let go."""

    def let_go(self) -> None:
        """Forget rows that were held."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """SQL of an expression, the small tables that it brings along, and the columns that come out."""

    sql: str
    brought: tuple[tuple[str, pa.Table], ...]
    columns: pa.Schema


_MOST_ANSWERS = 100
"""So many answers about the map; some have a row for every place that changed."""
_kept: dict[Hashable, Compiled] = {}
_answers: dict[Hashable, pa.Table] = {}
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Duck:
    """DuckDB. Compiling costs more than most answers, so that SQL is kept by what was asked."""

    connection: duckdb.DuckDBPyConnection
    holding: list[str] = field(default_factory=list)

    def run(self, key: Hashable, build: Callable[[], Table]) -> pa.Table:
        """Answer an expression, compiled unless it is known."""
        return self._answer(_kept.get(key) or _keep(key, compiled(build())))

    def of_the_map(self, key: Hashable, build: Callable[[], Table]) -> pa.Table:
        """Answer an expression, unless it was."""
        known = _answers.get(key)
        if known is None:
            known = self.once(build())
            _kept_few(_answers, key, known, _MOST_ANSWERS)
        return known

    def held(self, key: Hashable, build: Callable[[], Table]) -> Table:
        """Write the rows of an expression to a table for a while: what is asked of them compiles sooner."""
        known = _kept.get(key) or _keep(key, compiled(build()))
        name = f"held_{next(_numbers)}"
        with self._offered(known):
            self.connection.execute(f"CREATE TEMP TABLE {name} AS {known.sql}")
        self.holding.append(name)
        return ibis.table(ibis.Schema.from_pyarrow(known.columns), name=name)

    def let_go(self) -> None:
        """Drop what was held."""
        while self.holding:
            self.connection.execute(f"DROP TABLE {self.holding.pop()}")

    def once(self, expression: Table) -> pa.Table:
        """Answer an expression that is not kept."""
        return self._answer(compiled(expression))

    def _answer(self, known: Compiled) -> pa.Table:
        with self._offered(known):
            found = self.connection.sql(known.sql).to_arrow_table()
        return found.cast(known.columns)

    @contextmanager
    def _offered(self, known: Compiled) -> Iterator[None]:
        try:
            for name, rows in known.brought:
                self.connection.register(name, rows)
            yield
        finally:
            for name, _ in known.brought:
                self.connection.unregister(name)


def compiled(expression: Table) -> Compiled:
    """Return an expression as DuckDB's SQL."""
    brought = {one.name: one.data.to_pyarrow(one.schema) for one in expression.op().find(InMemoryTable)}
    sql = str(ibis.to_sql(expression, dialect="duckdb", pretty=False))
    return Compiled(sql, tuple(brought.items()), expression.schema().to_pyarrow())


def _keep(key: Hashable, made: Compiled) -> Compiled:
    _kept_few(_kept, key, made, _MOST_KEPT)
    return made


def _kept_few(held: dict[Hashable, T], key: Hashable, made: T, most: int) -> None:
    while len(held) >= most:
        held.pop(next(iter(held)), None)
    held[key] = made
