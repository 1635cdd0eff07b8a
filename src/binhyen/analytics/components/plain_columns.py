"""Columns of an answer as text for programs: JSON by rows or by columns, CSV, and Arrow's own stream.

Texts are put together column by column, so that a hundred thousand numbers take no longer than their lake's answer.
Amounts are written exactly as they are, without zeros behind them.
"""

import json
from collections.abc import Callable, Mapping

import pyarrow as pa
import pyarrow.compute as pc

ARROW_STREAM = "application/vnd.apache.arrow.stream"


def as_columns(table: pa.Table) -> str:
    """Return JSON: an object of lists, one a column."""
    return "{" + ",".join(f"{json.dumps(name)}:{_listed(_json(table[name]))}" for name in table.column_names) + "}"


def as_rows(table: pa.Table) -> str:
    """Return JSON: a list of objects, one a row."""
    if not table.num_rows:
        return "[]"
    pieces: list[object] = []
    for name in table.column_names:
        pieces += [f"{',' if pieces else '{'}{json.dumps(name)}:", _json(table[name])]
    return _listed(pc.binary_join_element_wise(*pieces, "}", ""))


def as_csv(table: pa.Table) -> bytes:
    """Return comma-separated values with a line of names."""
    head = ",".join(map(_quoted, table.column_names)) + "\r\n"
    if not table.num_rows:
        return head.encode()
    fields = [_texts(table[name], _quoted, "") for name in table.column_names]
    lines = pc.binary_join_element_wise(*fields, ",")
    return f"{head}{_joined(lines, chr(13) + chr(10))}\r\n".encode()


def as_arrow(table: pa.Table, about: Mapping[str, str]) -> bytes:
    """Return Arrow's stream of records; what it is about stands in its schema."""
    sink = pa.BufferOutputStream()
    told = table.replace_schema_metadata(dict(about))
    with pa.ipc.new_stream(sink, told.schema) as stream:
        stream.write_table(told)
    return bytes(sink.getvalue())


def _texts(column: pa.ChunkedArray, said: Callable[[str], str], nothing: str) -> pa.Array:
    """Return each value as it is written, a text as `said`."""
    values = _exact(column).combine_chunks()
    if pa.types.is_string(column.type):
        distinct = pc.unique(values).drop_null()
        written = pa.array([said(one) for one in distinct.to_pylist()], pa.string())
        values = written.take(pc.index_in(values, value_set=distinct))
    return pc.fill_null(values.cast(pa.string()), nothing)


def _json(column: pa.ChunkedArray) -> pa.Array:
    return _texts(column, lambda one: json.dumps(one, ensure_ascii=False), "null")


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(one in text for one in ',"\r\n') else text


def _exact(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return amounts as text."""
    if not pa.types.is_decimal(column.type):
        return column
    text = column.cast(pa.string())
    return pc.utf8_rtrim(pc.utf8_rtrim(text, "0"), ".") if column.type.scale > 0 else text


def _listed(texts: pa.Array) -> str:
    return f"[{_joined(texts, ',')}]"


def _joined(texts: pa.Array, between: str) -> str:
    return str(pc.binary_join(pa.ListArray.from_arrays([0, len(texts)], texts), between)[0])
