"""Bare statements that measurements compare themselves with, and what the database says of a query's plan."""

import time
from collections.abc import Sequence

from django.db import connection, models, transaction


def database_version() -> str:
    """Return which database answers: "SQLite 3.40.1", "PostgreSQL 15.9"."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version" if connection.vendor == "postgresql" else "SELECT sqlite_version()")
        (version,) = cursor.fetchone()
    return f"{connection.display_name} {str(version).split()[0]}"


def server_processes() -> list[int]:
    """Return the ids of the database's processes on this machine; none for SQLite, which runs inside ours."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity")
        return [int(row[0]) for row in cursor.fetchall()]


def refresh_statistics() -> None:
    """Do at once what PostgreSQL's autovacuum does within minutes. SQLite gets nothing: nobody does it there."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def bare_page_seconds(model: type[models.Model], first: int, rows: int) -> float:
    """Time the cheapest list there is: `rows` whole rows by a range of the primary key."""
    statement = f"SELECT * FROM {_table(model)} WHERE id >= %s ORDER BY id LIMIT %s"
    with connection.cursor() as cursor:
        begun = time.perf_counter()
        cursor.execute(statement, [first, rows])
        cursor.fetchall()
        return time.perf_counter() - begun


def bare_update_seconds(model: type[models.Model], ids: Sequence[int]) -> float:
    """Time one bare UPDATE of rows by id that raises their `version`; it is undone afterwards."""
    marks = ", ".join(["%s"] * len(ids))
    return _undone(f"UPDATE {_table(model)} SET version = version + 1 WHERE id IN ({marks})", ids)


def bare_insert_seconds(model: type[models.Model], rows: int) -> float:
    """Time one bare INSERT of `rows` rows, copies of the table's first ones; it is undone afterwards.

    The table must hold as many rows and no unique columns but its key.
    """
    fields = model._meta.local_fields  # noqa: SLF001 - Django's documented meta API
    columns = ", ".join(_name(str(field.column)) for field in fields if not field.primary_key)
    source = f"SELECT {columns} FROM {_table(model)} ORDER BY id LIMIT %s"
    return _undone(f"INSERT INTO {_table(model)} ({columns}) {source}", [rows])


def _undone(statement: str, params: Sequence[int]) -> float:
    with transaction.atomic(), connection.cursor() as cursor:
        begun = time.perf_counter()
        cursor.execute(statement, list(params))
        spent = time.perf_counter() - begun
        transaction.set_rollback(True)
    return spent


def check_references() -> None:
    """Let PostgreSQL check now what it checks when a transaction ends: work that a measurement undoes is done too."""
    if connection.vendor == "postgresql":
        connection.check_constraints()


def full_scans(statement: str) -> list[str]:
    """Return the lines of a SELECT's plan that read a whole table. `statement` has its values filled in."""
    if not statement.lstrip().upper().startswith("SELECT"):
        return []
    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute(f"{'EXPLAIN QUERY PLAN' if sqlite else 'EXPLAIN'} {statement.replace('%', '%%')}", [])
        lines = [str(row[-1] if sqlite else row[0]).strip() for row in cursor.fetchall()]
    return [line for line in lines if _reads_all(line)]


def _reads_all(line: str) -> bool:
    return "Seq Scan" in line or (line.startswith("SCAN") and "USING" not in line and "CONSTANT" not in line)


def _table(model: type[models.Model]) -> str:
    return _name(model._meta.db_table)  # noqa: SLF001 - Django's documented meta API


def _name(word: str) -> str:
    return str(connection.ops.quote_name(word))
