"""The tables of the lake, named and typed, and the days on which the map changed."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date

import duckdb
import ibis
import pyarrow as pa
from ibis.backends import BaseBackend
from ibis.expr.types import Table

from binhyen.analytics.lake.schema import SHAPES, Dataset
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


@dataclass(frozen=True, slots=True)
class Mart:
    """The lake as one engine offers it. `changes` are the days on which places came to lie elsewhere, in order.

    `ruled` says that columns alone can't say which figures take part: the rule is asked while an expression is built.
    """

    engine: Engine
    changes: tuple[date, ...] = ()
    ruled: bool = False

    def run(self, key: Hashable, build: Callable[[], Table]) -> pa.Table:
        """Answer an expression that follows from a key and from the changes of the map."""
        return self.engine.run((key, self.changes), build)

    def held(self, key: Hashable, build: Callable[[], Table]) -> Table:
        """Return rows that are asked about several times, as `run` would answer them."""
        return self.engine.held((key, self.changes), build)


def mart_of(engine: duckdb.DuckDBPyConnection | BaseBackend) -> Mart:
    """Return the lake of DuckDB, in which its tables stand by their names."""
    duck = Duck(engine if isinstance(engine, duckdb.DuckDBPyConnection) else engine.con)
    return Mart(duck, changes_of(duck))


def changes_of(engine: Engine) -> tuple[date, ...]:
    """Return the days on which places came to lie elsewhere, in order."""
    days = engine.run("changes", lambda: LIES.select(day=LIES.since).distinct().order_by("day"))
    return tuple(days.column("day").to_pylist())
