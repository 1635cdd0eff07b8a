"""Consolidated workbooks by the command, each in a process of its own, beside the writer alone."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from binhyen.indicators.queries.forms import cells_of
from binhyen.kernel.periods import Period, parse_period
from binhyen.places.models import PlaceVersion
from binhyen.reports.models import Figure
from binhyen.reports.queries.figures import known_at
from binhyen.sheets.writers.yardsticks import bare_write_seconds
from binhyen.workshop.bench.plan import moment
from binhyen.workshop.bench.reports.ground import Country, indicators, published
from binhyen.workshop.bench.reports.plan import LAST_MONTH, NATION_BOOK, PROVINCE_BOOK, YEAR, ReportsPlan
from binhyen.workshop.bench.reports.results import Book
from binhyen.workshop.bench.reports.stock import write_figures
from binhyen.workshop.bench.server import peak_mb
from binhyen.workshop.rules.quantiles import ratio

_COMMUNES, _PROVINCE_CELLS, _NATION_CELLS = 130, 150, 25
_LOOK = 0.02


def measure_books(country: Country, plan: ReportsPlan, say: Callable[[str], None]) -> list[Book]:
    """Seed and write a province's year of months, and a nation's month."""
    say("bảng tổng hợp: một năm của một tỉnh")
    province, communes = _province_of_about(country, _COMMUNES)
    year = [parse_period(f"{YEAR}-{month:02d}") for month in range(1, 13)]
    _seed(country, PROVINCE_BOOK, _PROVINCE_CELLS, year, communes)
    first = _written(plan, f"Một năm của một tỉnh, {len(communes)} xã", PROVINCE_BOOK, YEAR, province.code)
    say("bảng tổng hợp: một tháng của cả nước")
    _seed(country, NATION_BOOK, _NATION_CELLS, [parse_period(LAST_MONTH)])
    return [first, _written(plan, "Một tháng của cả nước", NATION_BOOK, LAST_MONTH, "VN")]


def _province_of_about(country: Country, communes: int) -> tuple[PlaceVersion, list[PlaceVersion]]:
    inside = country.now.by_province
    path = min(inside, key=lambda one: (abs(len(inside[one]) - communes), one))
    return country.now.provinces[path], inside[path]


def _seed(
    country: Country, code: str, cells: int, periods: Iterable[Period], communes: Sequence[PlaceVersion] = ()
) -> None:
    version = published(code, indicators(cells))
    for period in periods:
        reports = [report for report, _ in country.collect(version, period, communes)]
        write_figures(reports, list(cells_of(version).values()), moment(2027, 11, 1))


def _written(plan: ReportsPlan, name: str, form: str, period: str, place: str) -> Book:
    out = plan.folder / f"{form}.xlsx"
    words = ["consolidate", "--form", form, "--period", period, "--place", place, "--out", str(out)]
    begun = time.perf_counter()
    status, peak = _apart([sys.executable, "-m", "django", *words], plan.folder / f"{form}.log")
    spent = time.perf_counter() - begun
    if status:
        told = (plan.folder / f"{form}.log").read_text(encoding="utf-8")[-300:]
        return Book(name, missing=told or f"consolidate: {status}")
    size = out.stat().st_size
    out.unlink()
    sheets = _sheets(form)
    cells = sum(len(row) for rows in sheets for row in rows)
    bare = bare_write_seconds(plan.folder / "bare.xlsx", sheets)
    (plan.folder / "bare.xlsx").unlink()
    return Book(
        name, cells, round(spent, 2), round(bare, 2), ratio(spent, bare), round(peak, 1), round(size / 1_000_000, 2)
    )


def _apart(words: list[str], log: Path) -> tuple[int, float]:
    """Run a program; return how it ended and the largest memory that it took, in MB, looked at while it ran."""
    peak = 0.0
    with log.open("w", encoding="utf-8") as written:
        process = subprocess.Popen(words, stdout=written, stderr=written)  # noqa: S603 - our own words
        while process.poll() is None:
            peak = max(peak, peak_mb(process.pid))
            time.sleep(_LOOK)
    return process.returncode, peak


def _sheets(form: str) -> list[list[list[object]]]:
    """Return the same figures as plain rows: a sheet a month, a row a report."""
    columns = ("report__collection__period", "report_id", "cell_id", "amount")
    rows = Figure.objects.filter(known_at(None), report__collection__version__form__code=form)
    sheets: dict[str, dict[int, list[object]]] = {}
    for period, report, _, amount in rows.order_by("report_id", "cell_id").values_list(*columns):
        sheets.setdefault(period, {}).setdefault(report, []).append(int(amount or 0))
    return [list(reports.values()) for reports in sheets.values()]
