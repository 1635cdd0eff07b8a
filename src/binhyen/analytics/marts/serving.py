"""The lake, fresh, by the engine that this instance is set to."""

from pathlib import Path

from django.conf import settings

from binhyen.analytics.lake.opening import fresh, in_files
from binhyen.analytics.marts.spark import spark_mart
from binhyen.analytics.marts.tables import Mart, mart_of

DUCKDB, SPARK = "duckdb", "spark"
"""Values of BINHYEN_ENGINE."""


def fresh_mart() -> Mart:
    """Return the lake with everything that is committed.

    Spark reads files, so what is newer is written first. Within a transaction, where that may still be undone, DuckDB
    answers: results are the same. Refused like any question where the lake can't be opened, and where Spark can't.
    """
    manifest = in_files() if settings.ENGINE == SPARK else None
    if manifest is None:
        tail = fresh()
        return mart_of(tail.connection.cursor(), tail)
    return spark_mart(Path(settings.LAKE_DIR), manifest)
