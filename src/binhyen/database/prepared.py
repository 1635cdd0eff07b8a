"""Queries that are built once a process and asked again with other values.

To build and compile a query costs more than to answer a small one. What every request asks (who bears this key, the
report that is written into) is therefore kept compiled; what is asked rarely is better written plainly.
"""

import copy
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import QuerySet

T = TypeVar("T")
Value = int | str | date


class Prepared(Generic[T]):
    """A query by its builder and example values, one for each argument, which stand nowhere else in its statement.

    The statement must be the same for all values: no None, no lists. Raises `ValueError` when an example is not found.
    """

    def __init__(self, build: Callable[..., "QuerySet[Any, T]"], *examples: Value) -> None:
        self._build, self._examples = build, examples
        self._rows: Any = None
        self._compiler: Any = None
        self._statement = ""
        self._params: tuple[object, ...] = ()
        self._places: tuple[int | None, ...] = ()

    def __call__(self, *values: Value) -> list[T]:
        """Ask with other values."""
        if self._compiler is None:
            self._prepare()
        given = [_adapted(value) for value in values]
        pairs = zip(self._params, self._places, strict=True)
        params = tuple(fixed if place is None else given[place] for fixed, place in pairs)
        compiler = copy.copy(self._compiler)
        compiler.connection = connection
        compiler.as_sql = lambda *_args, **_named: (self._statement, params)
        rows = self._rows._chain()  # noqa: SLF001 - Django has no door for this; test_prepared holds it
        rows.query.get_compiler = lambda *_args, **_named: compiler
        return list(rows)

    def _prepare(self) -> None:
        rows: Any = self._build(*self._examples)
        compiler = rows.query.get_compiler(connection=connection)
        statement, params = compiler.as_sql()
        given = [_adapted(one) for one in self._examples]
        places = tuple(given.index(one) if one in given else None for one in params)
        if set(places) - {None} != set(range(len(given))):
            msg = f"an example does not stand in {statement}"
            raise ValueError(msg)
        self._rows, self._statement, self._params, self._places = rows, statement, tuple(params), places
        self._compiler = compiler


def _adapted(value: Value | None) -> object:
    """Return a value as the driver takes it."""
    if value is None:
        msg = "a prepared query asks with values, never with None"
        raise ValueError(msg)
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
