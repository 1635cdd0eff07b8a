"""Values as drivers give them, as columns of the lake."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

import pyarrow as pa
import pyarrow.compute as pc

from binhyen.analytics.lake.schema import AMOUNT, INSTANT

T = TypeVar("T")
_UNIT = pa.scalar(Decimal("0.0001"), pa.decimal128(5, 4))


def turned(rows: Sequence[Sequence[object]], names: Sequence[str]) -> list[Sequence[object]]:
    """Return rows as columns, as many as there are names even where there are no rows."""
    return list(zip(*rows, strict=True)) if rows else [() for _ in names]


def table(schema: pa.Schema, columns: Mapping[str, Sequence[object]]) -> pa.Table:
    """Return columns of values as a table."""
    return pa.table([column(one.type, columns[one.name]) for one in schema], schema=schema)


def column(kind: pa.DataType, values: Sequence[object]) -> pa.Array:
    """Return values as they came from the driver as a column: numbers, texts, days, instants with a zone or as text."""
    make = _MAKERS.get(kind)
    return make(values) if make else pa.array(values, kind)


def _amounts(values: Sequence[object]) -> pa.Array:
    if any(isinstance(one, Decimal) for one in values):
        return pa.array(values, AMOUNT)
    return exact(pa.array(values, pa.int64()))


def exact(units: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return the decimals of ten-thousandths."""
    return pc.multiply(units.cast(pa.decimal128(19, 0)), _UNIT).cast(AMOUNT)


def _instants(values: Sequence[object]) -> pa.Array:
    if any(isinstance(one, str) for one in values):
        return pa.array(values, pa.string()).cast(INSTANT)
    return pa.array(values, pa.timestamp("us", "UTC")).cast(INSTANT)


def _flags(values: Sequence[object]) -> pa.Array:
    return pa.array([None if one is None else bool(one) for one in values], pa.bool_())


_MAKERS: dict[pa.DataType, Callable[[Sequence[object]], pa.Array]] = {
    AMOUNT: _amounts,
    INSTANT: _instants,
    pa.bool_(): _flags,
}
