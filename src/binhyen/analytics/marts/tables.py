"""The tables of the lake, named and typed, and the days on which the map changed."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

import duckdb
import ibis
import pyarrow as pa
from ibis.backends import BaseBackend
from ibis.expr.types import Table

from binhyen.analytics.lake.schema import SHAPES, Dataset
from binhyen.analytics.lake.tail import Tail, map_of
from binhyen.analytics.lake.traits import Early, Traits
from binhyen.analytics.marts.engines import Duck, Engine
from binhyen.reports.rules.totals import Basis


def _named(dataset: Dataset, name: str = "") -> Table:
    return ibis.table(ibis.Schema.from_pyarrow(SHAPES[dataset].columns), name=name or dataset.value)


FIGURES = {basis: _named(Dataset.FIGURES, f"{Dataset.FIGURES.value}_{basis.value}") for basis in Basis}
REPORTS, DOSSIERS, PAST_RESULTS, TALLIES, PLACES, LIES = (
    _named(one)
    for one in (
        Dataset.REPORTS,
        Dataset.DOSSIERS,
        Dataset.PAST_RESULTS,
        Dataset.TALLIES,
        Dataset.PLACES,
        Dataset.LIES,
    )
)


class Holder(Protocol):
    """What holds figures, and knows of them beforehand: a manifest, or a tail."""

    def traits(self, table: str, first: int, last: int) -> Traits:
        """Return the traits of a table's figures of some years."""


@dataclass(frozen=True, slots=True)
class Mart:
    """The lake as one engine offers it. `changes` are the days on which places came to lie elsewhere, in order.

    `map` is another value where the tables of the map hold something else; `early` says how early figures were told and
    `holder` what else is known of them, if anything is: else every question looks for itself. `ruled` says that columns
    alone can't say which figures take part: the rule is asked while an expression is built.
    """

    engine: Engine
    changes: tuple[date, ...] = ()
    map: Hashable = None
    early: Early | None = None
    holder: Holder | None = None
    ruled: bool = False

    def run(self, key: Hashable, build: Callable[[], Table]) -> pa.Table:
        """Answer an expression that follows from a key and from the map."""
        return self.engine.run((key, self.map, self.early), build)

    def of_the_map(self, key: Hashable, build: Callable[[], Table]) -> pa.Table:
        """Answer an expression that asks the tables of the map alone: once, as long as they hold the same."""
        return self.engine.of_the_map((key, self.map), build)

    def traits(self, basis: Basis, first: int, last: int) -> Traits | None:
        """Return the traits of the figures of some years; None: they are not known."""
        return self.holder.traits(FIGURES[basis].get_name(), first, last) if self.holder else None

    def told_early(self, first: int, last: int) -> timedelta | None:
        """Return how long before its period a figure of some years was told at most; None: that is not known."""
        if self.early is None:
            return None
        return timedelta(days=max((days for year, days in self.early if year == 0 or first <= year <= last), default=0))

    def held(self, key: Hashable, build: Callable[[], Table]) -> Table:
        """Return rows that are asked about several times, as `run` would answer them."""
        return self.engine.held((key, self.map, self.early), build)


def mart_of(engine: duckdb.DuckDBPyConnection | BaseBackend, tail: Tail | None = None) -> Mart:
    """Return the lake of DuckDB, in which its tables stand by their names; `tail`: whose tables they are."""
    connection = engine if isinstance(engine, duckdb.DuckDBPyConnection) else engine.con
    duck = Duck(connection)
    if tail is None:
        of_map = map_of(connection)
        return Mart(duck, changes_of(duck, of_map), of_map)
    return Mart(duck, changes_of(duck, tail.map), tail.map, tail.early, tail)


def changes_of(engine: Engine, of_map: Hashable) -> tuple[date, ...]:
    """Return the days on which places came to lie elsewhere, in order."""
    days = engine.of_the_map(("changes", of_map), lambda: LIES.select(day=LIES.since).distinct().order_by("day"))
    return tuple(days.column("day").to_pylist())
