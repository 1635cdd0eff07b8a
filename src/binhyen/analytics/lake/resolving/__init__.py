"""Which figures take part, once and for all: the rule of `reports.rules.totals`, brought into columns when written.

The rule lets figures speak in an order, and one that was spoken for keeps nobody else silent. Written as pairs: a
*rival* of a figure speaks for it wherever both are asked about. Where rivals of rivals are rivals too, a figure takes
part in just those questions that hold none of its rivals, and the smallest spans with a rival say it all. Where that
can't be shown, the whole indicator of the leaf is contested, and questions put it through the rule itself.

Of a stock, three more silence a figure: the next one of its reporter, one that speaks for everything above it at any
time, and the heir of a place that is gone. A report longer than a year takes no part in a leaf: questions about
several years look for such by themselves.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import permutations

from duckdb import DuckDBPyConnection

from binhyen.analytics.lake.resolving import alike, pairs, spans, trust
from binhyen.indicators.queries import catalogue
from binhyen.indicators.rules.cells import CellKey
from binhyen.reports.rules.totals import apart

Cells = Iterable[tuple[int, str, str]]
"""Cells by id, indicator and canonical split."""

_SCAFFOLD = "SELECT table_name FROM duckdb_tables() WHERE starts_with(table_name, 'rz_')"


def resolve(connection: DuckDBPyConnection, source: str, target: str, stocks: Collection[str] | None = None) -> None:
    """Write the table `target`: the raw figures of `source`, with what is resolved of each.

    `source` has the columns of `schema.RAW_FIGURES`, of one basis, whole leaves (land, year), none empty. `stocks` are
    the indicators whose last value holds; those of the catalogue unless given. By the table, never by the row.
    """
    known = [one.code for one in catalogue().indicators.values() if one.is_stock] if stocks is None else stocks
    cells = connection.execute(f"SELECT DISTINCT cell_id, indicator, dims FROM {source}").fetchall()
    _small(connection, "rz_cells", {"cell_id": "BIGINT", "dims": "VARCHAR"}, ((one, dims) for one, _, dims in cells))
    _small(connection, "rz_touching", {"one": "BIGINT", "other": "BIGINT"}, touching(cells))
    _small(connection, "rz_stocks", {"indicator": "VARCHAR"}, ((one,) for one in known))

    def run(steps: Iterable[str]) -> None:
        for step in steps:
            connection.execute(step.replace("$source", source).replace("$target", target))

    run((*alike.STEPS, *pairs.STEPS, *trust.SHAPES))
    unsafe = connection.execute("SELECT who FROM rz_unsafe LIMIT 1").fetchone() is not None
    run((*(trust.SILENCE if unsafe else ()), *trust.ALIVE, *spans.SMALLEST))
    run((*(trust.CHAINS if unsafe else trust.NO_CHAINS), *spans.STEPS))
    for (table,) in connection.execute(_SCAFFOLD).fetchall():
        connection.execute(f"DROP TABLE {table}")


def touching(cells: Cells) -> Iterator[tuple[int, int]]:
    """Return pairs of different cells of an indicator that are not apart: adding them would count twice."""
    by_indicator: dict[str, list[tuple[int, CellKey]]] = defaultdict(list)
    for cell_id, indicator, dims in cells:
        by_indicator[indicator].append((cell_id, CellKey(indicator, dims)))
    for listed in by_indicator.values():
        for (one, key), (other, other_key) in permutations(listed, 2):
            if not apart(key, other_key):
                yield one, other


def _small(
    connection: DuckDBPyConnection, name: str, columns: Mapping[str, str], rows: Iterable[tuple[object, ...]]
) -> None:
    """Make a small table: a list a column, so that it is one statement however many rows there are."""
    listed = list(rows)
    made = ", ".join(f"unnest(?::{kind}[]) AS {column}" for column, kind in columns.items())
    given = [[row[at] for row in listed] for at in range(len(columns))]
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT {made}", given)
