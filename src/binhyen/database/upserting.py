"""A yardstick of imports: values as DHIS2 keeps them, upserted in batches of 500 under a trigger that writes an audit.

Scratch tables of our own, made for a measurement and dropped after it.
"""

import time
from collections.abc import Iterable, Sequence

from django.db import connection, models, transaction

BATCH = 500
Row = tuple[int, int, int, str]
"""Data element, period, organisation unit, value."""

_TABLES = """
CREATE TABLE bench_period (id bigint PRIMARY KEY);
CREATE TABLE bench_combo (id bigint PRIMARY KEY);
INSERT INTO bench_combo VALUES (1);
CREATE TABLE bench_datavalue (
  dataelementid bigint NOT NULL REFERENCES {elements}, periodid bigint NOT NULL REFERENCES bench_period,
  sourceid bigint NOT NULL REFERENCES {sources}, categoryoptioncomboid bigint NOT NULL REFERENCES bench_combo,
  attributeoptioncomboid bigint NOT NULL REFERENCES bench_combo, value varchar(50000), storedby varchar(255),
  created timestamp NOT NULL, lastupdated timestamp NOT NULL, comment varchar(50000), followup boolean,
  deleted boolean NOT NULL,
  PRIMARY KEY (dataelementid, periodid, sourceid, categoryoptioncomboid, attributeoptioncomboid));
CREATE INDEX bench_datavalue_updated ON bench_datavalue (lastupdated);
CREATE TABLE bench_datavalueaudit (
  datavalueauditid {serial}, dataelementid bigint NOT NULL REFERENCES {elements},
  periodid bigint NOT NULL REFERENCES bench_period, organisationunitid bigint NOT NULL REFERENCES {sources},
  categoryoptioncomboid bigint NOT NULL REFERENCES bench_combo,
  attributeoptioncomboid bigint NOT NULL REFERENCES bench_combo, value varchar(50000), modifiedby varchar(100),
  created timestamp NOT NULL, audittype varchar(100) NOT NULL);
CREATE INDEX bench_datavalueaudit_at ON bench_datavalueaudit (dataelementid, periodid, organisationunitid);
"""
_AUDIT = """INSERT INTO bench_datavalueaudit (dataelementid, periodid, organisationunitid, categoryoptioncomboid,
  attributeoptioncomboid, value, modifiedby, created, audittype)
  VALUES (NEW.dataelementid, NEW.periodid, NEW.sourceid, NEW.categoryoptioncomboid, NEW.attributeoptioncomboid,
  NEW.value, NEW.storedby, NEW.lastupdated, {kind});"""
_POSTGRESQL = (
    f"""CREATE FUNCTION bench_datavalue_audit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  {_AUDIT.format(kind="CASE TG_OP WHEN 'INSERT' THEN 'CREATE' ELSE 'UPDATE' END")} RETURN NULL; END $$""",
    """CREATE TRIGGER bench_datavalue_audited AFTER INSERT OR UPDATE ON bench_datavalue
  FOR EACH ROW EXECUTE FUNCTION bench_datavalue_audit()""",
)
_SQLITE = tuple(
    f"CREATE TRIGGER bench_audited_{event} AFTER {event} ON bench_datavalue BEGIN {_AUDIT.format(kind=kind)} END"
    for event, kind in (("INSERT", "'CREATE'"), ("UPDATE", "'UPDATE'"))
)
_HEAD = """INSERT INTO bench_datavalue (dataelementid, periodid, sourceid, categoryoptioncomboid,
  attributeoptioncomboid, value, storedby, created, lastupdated, followup, deleted) VALUES """
_VALUES = "(%s, %s, %s, 1, 1, %s, 'bench', '2027-11-25', '2027-11-25', false, false)"
_TAIL = """ ON CONFLICT (dataelementid, periodid, sourceid, categoryoptioncomboid, attributeoptioncomboid)
  DO UPDATE SET value = EXCLUDED.value, storedby = EXCLUDED.storedby, lastupdated = EXCLUDED.lastupdated,
  deleted = EXCLUDED.deleted"""


def make_tables(elements: type[models.Model], sources: type[models.Model], periods: Iterable[int]) -> None:
    """Make the scratch tables anew; data elements, organisation units and periods are referred to, as they are there.

    Kept like DHIS2's: five foreign keys of each value and of each audit, all checked at once.
    """
    drop_tables()
    serial = "bigserial PRIMARY KEY" if _is_postgresql() else "integer PRIMARY KEY AUTOINCREMENT"
    names = {"elements": elements._meta.db_table, "sources": sources._meta.db_table}  # noqa: SLF001 - Django's meta API
    tables = _TABLES.format(serial=serial, **names).strip().split(";\n")
    _run(*tables, *(_POSTGRESQL if _is_postgresql() else _SQLITE))
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO bench_period VALUES (%s)", [(one,) for one in sorted(set(periods))])


def drop_tables() -> None:
    """Drop them."""
    tables = ("bench_datavalue", "bench_datavalueaudit", "bench_period", "bench_combo")
    functions = ("DROP FUNCTION IF EXISTS bench_datavalue_audit",) if _is_postgresql() else ()
    _run(*(f"DROP TABLE IF EXISTS {one}" for one in tables), *functions)


def upsert_seconds(rows: Sequence[Row]) -> float:
    """Time writing rows, 500 a statement, all in one transaction."""
    begun = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        for start in range(0, len(rows), BATCH):
            part = rows[start : start + BATCH]
            statement = _HEAD + ", ".join([_VALUES] * len(part)) + _TAIL
            cursor.execute(statement, [cell for row in part for cell in row])
    return time.perf_counter() - begun


def audited_rows() -> int:
    """Return how many rows the trigger has written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM bench_datavalueaudit")
        return int(cursor.fetchone()[0])


def _run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _is_postgresql() -> bool:
    return bool(connection.vendor == "postgresql")
