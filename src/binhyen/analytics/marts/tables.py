"""The tables of the lake as one engine offers them, and the days on which the map changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ibis.backends import BaseBackend
from ibis.expr.types import Table

from binhyen.analytics.lake.schema import Dataset
from binhyen.reports.rules.totals import Basis


@dataclass(frozen=True, slots=True)
class Mart:
    """Fresh tables of one engine. `changes` are the days on which places came to lie elsewhere, in order."""

    engine: BaseBackend
    figures: Mapping[Basis, Table]
    reports: Table
    dossiers: Table
    past_results: Table
    tallies: Table
    places: Table
    lies: Table
    changes: tuple[date, ...] = ()


def mart_of(engine: BaseBackend, names: Mapping[str, str] | None = None) -> Mart:
    """Return the tables of an engine in which they stand by their names; `names` gives those that differ."""
    called = names or {}

    def named(name: str) -> Table:
        return engine.table(called.get(name, name))

    lies = named(Dataset.LIES.value)
    return Mart(
        engine,
        {basis: named(f"{Dataset.FIGURES.value}_{basis.value}") for basis in Basis},
        named(Dataset.REPORTS.value),
        named(Dataset.DOSSIERS.value),
        named(Dataset.PAST_RESULTS.value),
        named(Dataset.TALLIES.value),
        named(Dataset.PLACES.value),
        lies,
        changes_of(lies),
    )


def changes_of(lies: Table) -> tuple[date, ...]:
    """Return the days on which places came to lie elsewhere, in order."""
    days = lies.select(day=lies.since).distinct().order_by("day").to_pyarrow().column("day").to_pylist()
    return tuple(days)
