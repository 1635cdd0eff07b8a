"""A mart of tables in memory."""

from collections.abc import Iterable, Mapping
from typing import Any

import duckdb
import pyarrow as pa

from binhyen.analytics.lake.schema import SHAPES, Dataset
from binhyen.analytics.marts.tables import Mart, mart_of
from tests.analytics.rows import figures, table

Rows = Iterable[Mapping[str, Any]]


def mart(*saved: Mapping[str, Any], accepted: Rows = (), **others: Rows) -> Mart:
    """Return a mart with these saved figures and these rows of other tables; what is not given is empty."""
    engine = duckdb.connect()
    given: dict[str, pa.Table] = {"figures_saved": figures(*saved), "figures_accepted": figures(*accepted)}
    for one in SHAPES:
        if one is not Dataset.FIGURES:
            given[one.value] = table(one, *others.get(one.value, ()))
    for name, rows in given.items():
        engine.register(name, rows)
    return mart_of(engine)
