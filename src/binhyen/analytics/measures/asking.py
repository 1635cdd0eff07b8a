"""A measure: what it says of itself, the expression that answers it, and the rows that come out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from typing import Any, Generic, TypeVar

import pyarrow as pa
from ibis.expr.types import Table

from binhyen.analytics.marts.tables import Mart
from binhyen.analytics.rules.declared import Declaration
from binhyen.analytics.rules.questions import Question
from binhyen.kernel.amounts import Bound

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Measure(Generic[R]):
    """A typed expression: tables of the lake in, a table with the columns of `row` out."""

    said: Declaration
    row: type[R]
    expression: Callable[[Mart, Question], Table]

    @property
    def code(self) -> str:
        """The code by which pages name it."""
        return self.said.code

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of its answers, in order."""
        return tuple(one.name for one in fields(self.row))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Result(Generic[R]):
    """An answer as columns, and as rows for those who show it."""

    measure: Measure[R]
    question: Question
    table: pa.Table

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def __iter__(self) -> Iterator[R]:
        """Return the rows, in the order of the columns that name them."""
        return (self.measure.row(*values) for values in self.picked(*self.measure.columns))

    def picked(self, *names: str) -> Iterator[tuple[Any, ...]]:
        """Return some columns, row by row: for those who show a hundred thousand numbers and need no more of each."""
        columns = [_read(name, self.table.column(name).to_pylist()) for name in names]
        return zip(*columns, strict=True)

    def rows(self) -> tuple[R, ...]:
        """Return all rows."""
        return tuple(self)


_BOUNDS = {one.value: one for one in Bound}


def _read(name: str, values: list[Any]) -> list[Any]:
    return [_BOUNDS[one] for one in values] if name.endswith("bound") else values
