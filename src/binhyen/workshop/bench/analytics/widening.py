"""The wide table made of the lake's files: all of their figures, as such tables have them.

What takes part in a month, a quarter, a year is worked out beforehand, by the lake's own answer to what counts: the
table is asked for no more than sums.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from binhyen.analytics.lake.engine import text
from binhyen.database.wide import Wide
from binhyen.workshop.bench.analytics.questions import VALUE, code_of, takes_part
from binhyen.workshop.bench.analytics.results import Built

_RECOGNITION = """SELECT report_kind, province_now, year::VARCHAR, (result = 'recognised')::INT
        FROM read_parquet('{0}/dossiers/*.parquet') WHERE state NOT IN ('withdrawn', 'out_of_scope')
    UNION ALL SELECT kind, province_now, year::VARCHAR, recognised FROM read_parquet('{0}/past_results/*.parquet')"""


def widen(wide: Wide, lake: Path, years: Iterable[int], say: Callable[[str], None]) -> list[Built]:
    """Make the wide table; say how long all of it took, and the newest year by itself, which is its refresh."""
    listed = list(years)
    wide.make(listed)
    seconds, rows, made = 0.0, 0, (0.0, 0)
    for year in listed:
        say(f"bảng rộng PostgreSQL: {year}")
        with _written(lake, _figures(lake, year)) as (path, count):
            made = wide.fill(year, path), count
        seconds, rows = seconds + made[0], rows + count
    if (lake / "dossiers").is_dir():
        with _written(lake, _RECOGNITION.format(lake)) as (path, _):
            wide.fill_recognition(path)
    whole = Built("bảng rộng: dựng (COPY, chỉ mục)", round(seconds, 1), rows, wide.megabytes())
    return [whole, Built("bảng rộng: dựng lại năm mới nhất", round(made[0], 1), made[1])]


def _figures(lake: Path, year: int) -> str:
    spans = {grain: takes_part(grain) for grain in ("month", "quarter", "year")}
    flags = ", ".join(f"coalesce({condition}, FALSE) AS in_{grain}" for grain, condition in spans.items())
    return f"""SELECT indicator, 1, province_now, NULL, commune_now, area, {code_of("month")}, {code_of("quarter")},
            {code_of("year")}, year, in_month, in_quarter, in_year, {VALUE}
        FROM (SELECT *, {flags} FROM read_parquet('{lake}/figures/basis=saved/year={year}/*.parquet',
            hive_partitioning = false))"""


@contextmanager
def _written(lake: Path, select: str) -> Iterator[tuple[Path, int]]:
    """Write rows as comma-separated values beside the lake for a while; give how many they are."""
    path = lake.parent / "wide.csv"
    with duckdb.connect() as connection:
        ((count,),) = connection.execute(f"COPY ({select}) TO {text(str(path))} (FORMAT csv, HEADER false)").fetchall()
    try:
        yield path, int(count)
    finally:
        path.unlink(missing_ok=True)
