"""Many rows at once: COPY on PostgreSQL, prepared inserts on SQLite. For loading, and for actions on many rows."""

import functools
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

from django.db import connection, models, transaction

from binhyen.database.fields import ExactField

Row = Sequence[Any]


@transaction.atomic(savepoint=False)
def copy_rows(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Write rows of plain values into the table of `model`; `columns` are names of database columns.

    Values are numbers, texts, booleans, dates, aware datetimes and None; a JSON column takes its text. No default of
    the model is filled in, so every column without a database default must be named. All rows of a call are gathered
    first (a connection that copies can't answer the queries that rows may come from): give large amounts in parts.
    """
    gathered = list(rows)
    if not gathered:
        return
    table = connection.ops.quote_name(model._meta.db_table)  # noqa: SLF001 - Django's documented meta API
    names = ", ".join(connection.ops.quote_name(name) for name in columns)
    if connection.vendor == "postgresql":
        copying = f"COPY {table} ({names}) FROM STDIN"
        with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(copying) as copy:
            for row in gathered:
                copy.write_row(row)
        return
    marks = ", ".join(["%s"] * len(columns))
    dated = _dated(model, columns)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({names}) VALUES ({marks})", [_adapted(row, dated) for row in gathered]
        )


def _dated(model: type[models.Model], columns: Sequence[str]) -> list[tuple[int, Callable[[Any], Any]]]:
    """Return the positions of dates and datetimes, which SQLite keeps as texts, with what turns them into one."""
    fields = {field.column: field for field in model._meta.local_fields}  # noqa: SLF001 - Django's documented meta API
    return [
        (at, _to_text(fields[name])) for at, name in enumerate(columns) if isinstance(fields[name], models.DateField)
    ]


def _to_text(field: "models.Field[Any, Any]") -> Callable[[Any], Any]:
    @functools.lru_cache(maxsize=1_000)
    def prepared(value: date | None) -> Any:  # noqa: ANN401 - what the driver takes
        return field.get_db_prep_save(value, connection)

    return prepared


def _adapted(row: Row, dated: Sequence[tuple[int, Callable[[Any], Any]]]) -> Row:
    if not dated:
        return row
    cells = list(row)
    for at, prepared in dated:
        cells[at] = prepared(cells[at])
    return cells


M = TypeVar("M", bound=models.Model)


@transaction.atomic(savepoint=False)
def copy_instances(rows: Sequence[M]) -> list[M]:
    """Write new rows of one model, each with an id of its own, as `copy_rows` does; return them with their ids.

    Every column is written as the instance has it; nothing is validated, and what stood there is not looked at.
    """
    if not rows:
        return []
    model = type(rows[0])
    fields = list(model._meta.local_concrete_fields)  # noqa: SLF001 - Django's documented meta API
    for row, number in zip(rows, _numbers(model, len(rows)), strict=True):
        row.pk = number
        row._state.adding = False  # noqa: SLF001 - Django's documented state API
    ready = [(field.attname, _plain(field)) for field in fields]
    copy_rows(
        model,
        [str(field.column) for field in fields],
        ([plain(getattr(row, name)) for name, plain in ready] for row in rows),
    )
    return list(rows)


def _plain(field: "models.Field[Any, Any]") -> Callable[[Any], Any]:
    """Return what turns a value of a field into what `copy_rows` takes."""
    if isinstance(field, models.JSONField):
        return json.dumps
    if isinstance(field, ExactField):
        return field.get_prep_value
    return _as_it_is


def _as_it_is(value: Any) -> Any:  # noqa: ANN401 - a column's value
    return value


def _numbers(model: type[models.Model], amount: int) -> list[int]:
    """Reserve ids: from the table's sequence, or after SQLite's last one (there is one writer at a time)."""
    table = model._meta.db_table  # noqa: SLF001 - Django's documented meta API
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
            cursor.execute(sequence, [connection.ops.quote_name(table), amount])
            return [int(row[0]) for row in cursor.fetchall()]
        cursor.execute("SELECT COALESCE(MAX(seq), 0) FROM sqlite_sequence WHERE name = %s", [table])
        last = int(cursor.fetchone()[0])
        return list(range(last + 1, last + amount + 1))


def continue_numbers(model: type[models.Model]) -> None:
    """Let new rows take ids after those that were written with ids of their own. SQLite goes on by itself."""
    if connection.vendor != "postgresql":
        return
    table = connection.ops.quote_name(model._meta.db_table)  # noqa: SLF001 - Django's documented meta API
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT setval(pg_get_serial_sequence(%s, 'id'), (SELECT COALESCE(MAX(id), 0) + 1 FROM {table}), false)",
            [table],
        )
