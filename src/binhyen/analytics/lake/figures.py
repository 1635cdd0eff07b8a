"""Reads of figures: many rows, so they come as columns as early as the database lets them."""

from collections.abc import Iterator, Sequence

import pyarrow as pa
import pyarrow.compute as pc
from django.db import connection
from pyarrow import csv

from binhyen.analytics.lake.columns import column, exact, turned
from binhyen.analytics.lake.reading import Heads
from binhyen.analytics.lake.schema import INSTANT, RAW_FIGURES
from binhyen.indicators.queries.forms import cell_keys
from binhyen.kernel.amounts import Origin, Said
from binhyen.kernel.parts import in_parts

_REPORTS_AT_ONCE = 2_000
_FIGURES = """SELECT id, report_id, cell_id, said, amount, denominator, bound, words, origin, counted, {recorded_at},
  by_post, superseded_at IS NULL, accepted_at IS NOT NULL AND displaced_at IS NULL
  FROM reports_figure WHERE report_id IN ({ids})
  AND (superseded_at IS NULL OR (accepted_at IS NOT NULL AND displaced_at IS NULL)) AND said <> '{empty}'"""
_INSTANT = {"postgresql": "(extract(epoch FROM recorded_at) * 1000000)::bigint", "sqlite": "recorded_at"}
_VALUES = {
    "figure_id": pa.int64(),
    "report_id": pa.int64(),
    "cell_id": pa.int64(),
    "said": pa.string(),
    "amount": pa.int64(),
    "denominator": pa.int64(),
    "bound": pa.string(),
    "words": pa.string(),
    "origin": pa.string(),
    "counted_amount": pa.int64(),
    "recorded_at": pa.int64(),
    "by_post": pa.int64(),
    "saved_now": pa.bool_(),
    "accepted": pa.bool_(),
}
_FROM_REPORT = (
    *("form_id", "year", "period", "start", "end", "map_day", "land", "wide", "place_id", "path", "reporter", "covers"),
    *("area", "commune", "district", "province", "commune_now", "province_now", "gone"),
    *("now", "since", "heirs"),
)
OF_BOTH = pa.schema([*RAW_FIGURES, ("saved_now", pa.bool_())])
"""Figures of both bases: `saved_now` tells those that are saved, `accepted` those that stand accepted."""


def read_figures(heads: Heads) -> pa.Table:
    """Read the figures of reports that are saved or stand accepted now, in the columns of `OF_BOTH`."""
    return pa.concat_tables([OF_BOTH.empty_table(), *figures_in_parts(heads)])


def figures_in_parts(heads: Heads) -> Iterator[pa.Table]:
    """Read them so many reports at once: a large province tells a million in a year."""
    told = heads.said()
    for ids in in_parts([row.report_id for row in heads.rows], _REPORTS_AT_ONCE):
        yield _figures(told, ids)


def _figures(told: pa.Table, report_ids: Sequence[int]) -> pa.Table:
    ids, instant = ", ".join(map(str, report_ids)), _INSTANT[connection.vendor]
    statement = _FIGURES.format(ids=ids, recorded_at=instant, empty=Said.EMPTY.value)
    columns = _copied(statement) if connection.vendor == "postgresql" else _fetched(statement)
    heads = told.take(pc.index_in(columns["report_id"], value_set=told["report_id"]))
    made = {name: heads[name] for name in _FROM_REPORT} | columns
    made["counted"] = pc.or_(pc.is_valid(made["counted_amount"]), pc.equal(made["origin"], Origin.COUNTED.value))
    made |= _addresses(made["cell_id"])
    return pa.table([made[name] for name in OF_BOTH.names], schema=OF_BOTH)


def _copied(statement: str) -> dict[str, pa.ChunkedArray]:
    """Fetch rows as the text that PostgreSQL copies out, which Arrow reads in columns."""
    with connection.cursor() as cursor, cursor.copy(f"COPY ({statement}) TO STDOUT (FORMAT csv)") as copy:
        content = b"".join(bytes(part) for part in copy)
    if not content:
        return _fetched_rows(())
    table = csv.read_csv(
        pa.BufferReader(content),
        csv.ReadOptions(column_names=list(_VALUES)),
        csv.ParseOptions(newlines_in_values=True),
        csv.ConvertOptions(column_types=_VALUES, null_values=[""], true_values=["t"], false_values=["f"]),
    )
    return _as_said({name: table[name] for name in _VALUES})


def _fetched(statement: str) -> dict[str, pa.ChunkedArray]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return _fetched_rows(cursor.fetchall())


def _fetched_rows(rows: Sequence[Sequence[object]]) -> dict[str, pa.ChunkedArray]:
    columns = dict(zip(_VALUES, turned(rows, list(_VALUES)), strict=True))
    kinds = _VALUES | {"recorded_at": INSTANT}
    return _as_said({name: column(kinds[name], columns[name]) for name in _VALUES})


def _as_said(columns: dict[str, pa.ChunkedArray]) -> dict[str, pa.ChunkedArray]:
    """Return amounts as decimals and instants as such."""
    amounts = {name: exact(columns[name]) for name in ("amount", "denominator", "counted_amount")}
    return columns | amounts | {"recorded_at": columns["recorded_at"].cast(INSTANT)}


def _addresses(cells: pa.Array) -> dict[str, pa.Array]:
    numbers = pc.unique(cells)
    known = cell_keys(numbers.to_pylist())
    keys = [known[number] for number in numbers.to_pylist()]
    at = pc.index_in(cells, value_set=numbers)
    return {
        "indicator": pa.array([key.indicator for key in keys], pa.string()).take(at),
        "dims": pa.array([key.dims for key in keys], pa.string()).take(at),
    }
