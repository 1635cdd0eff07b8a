"""A folder of filled entry workbooks taken in: read, checked, saved; beside reading alone by two engines."""

import io
import re
import time
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from binhyen.database.yardsticks import database_version, refresh_statistics
from binhyen.indicators.queries.forms import cells_of
from binhyen.kernel.actors import SYSTEM
from binhyen.kernel.periods import parse_period
from binhyen.reports.actions.intake import take_workbooks
from binhyen.reports.letters.entry_books import entry_books_of
from binhyen.reports.models import Figure, Report
from binhyen.reports.queries.figures import known_at
from binhyen.reports.rules.workbooks import Outcome
from binhyen.sheets.queries.yardsticks import bare_read_seconds
from binhyen.sheets.writers.entry import write_entry_book
from binhyen.workshop.bench.plan import DAY, moment
from binhyen.workshop.bench.reports.ground import Country, indicators, published
from binhyen.workshop.bench.reports.plan import CELLS, LAST_MONTH
from binhyen.workshop.bench.reports.stock import amount_of
from binhyen.workshop.rules.quantiles import ratio

FORM = "do-so"
_PARTIAL = 100
_EMPTY = re.compile(rb'<c r="(G\d+)" s="(\d+)"/>')
_MOST_TOLD = 5


@dataclass(frozen=True, slots=True)
class WorkbooksPlan:
    """One run: how many workbooks. Reading by openpyxl takes the first hundred, since it is slow."""

    folder: Path
    workbooks: int = 1_000


@dataclass(frozen=True, slots=True)
class Speed:
    """How many workbooks a second; `times` is that beside openpyxl."""

    name: str
    workbooks: int
    seconds: float
    per_second: float
    times: float | None = None


@dataclass(frozen=True, slots=True)
class WorkbooksRun:
    """One database's results. `cells` are those of one workbook, on all its sheets."""

    database: str
    workbooks: int
    cells: int
    kilobytes: float
    rows: tuple[Speed, ...]
    wrong: tuple[str, ...]


def measure_workbooks(plan: WorkbooksPlan, say: Callable[[str], None]) -> WorkbooksRun:
    """Write the workbooks by the house's own writer, fill them in, and take the folder in."""
    say("viết sổ nhập liệu")
    folder = plan.folder / "books"
    begun = time.perf_counter()
    reports = _reports(plan.workbooks)
    paths = _write(folder, reports)
    wrote = time.perf_counter() - begun
    refresh_statistics()
    say("đọc trần")
    bare, cells = bare_read_seconds(paths)
    slow = _openpyxl_seconds(paths[:_PARTIAL])
    say("nhập sổ")
    begun = time.perf_counter()
    at = moment(DAY.year, DAY.month, DAY.day)
    wrong = [
        f"{one.name}: {one.outcome} {[found.code for found in one.findings]}"
        for one in take_workbooks(paths=paths, by=SYSTEM, at=at)
        if one.outcome is not Outcome.SAVED
    ]
    spent = time.perf_counter() - begun
    wrong += _miscounted(reports)
    size = sum(path.stat().st_size for path in paths)
    rows = (
        _speed("viết sổ bằng bộ viết của hệ thống", len(paths), wrote),
        _speed("đọc, kiểm tra, lưu", len(paths), spent),
        _speed("openpyxl, chỉ đọc", len(paths[:_PARTIAL]), slow),
        _speed("calamine, chỉ đọc", len(paths), bare),
    )
    beside = rows[2].per_second
    compared = tuple(
        Speed(one.name, one.workbooks, one.seconds, one.per_second, ratio(one.per_second, beside)) for one in rows
    )
    kilobytes = round(size / len(paths) / 1_000, 1)
    told = tuple(wrong[:_MOST_TOLD])
    return WorkbooksRun(database_version(), len(paths), cells // len(paths), kilobytes, compared, told)


def _reports(amount: int) -> list[Report]:
    version = published(FORM, indicators(CELLS))
    country = Country()
    rows = country.collect(version, parse_period(LAST_MONTH), country.now.communes[:amount])
    found = Report.objects.filter(pk__in=[report for report, _ in rows])
    return list(found.select_related("collection__version__form").order_by("collection_id", "pk"))


def _write(folder: Path, reports: Iterable[Report]) -> list[Path]:
    """Write each report's workbook and fill it in."""
    folder.mkdir()
    by_collection: dict[int, list[Report]] = {}
    for one in reports:
        by_collection.setdefault(one.collection_id, []).append(one)
    paths = []
    for part in by_collection.values():
        for report, book in zip(part, entry_books_of(part, moment(2027, 11, 1)), strict=True):
            path = folder / f"{report.pk}.xlsx"
            path.write_bytes(filled(write_entry_book(book), report.pk))
            paths.append(path)
    return paths


def filled(content: bytes, start: int) -> bytes:
    """Type a number into every empty cell of the column of figures, as a spreadsheet keeps it."""
    sink = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            data = given.read(name)
            if name == "xl/worksheets/sheet1.xml":
                data = _EMPTY.sub(lambda cell: _typed(cell, start), data)
            made.writestr(name, data)
    return sink.getvalue()


def _typed(cell: re.Match[bytes], start: int) -> bytes:
    return b'<c r="%s" s="%s"><v>%d</v></c>' % (cell[1], cell[2], amount_of(start, int(cell[1][1:])))


def _openpyxl_seconds(paths: Iterable[Path]) -> float | None:
    """Time openpyxl reading every cell, as quickly as it can; nothing where it is not installed."""
    if find_spec("openpyxl") is None:
        return None
    import openpyxl  # noqa: PLC0415 - a tool of tests, not of the system

    begun = time.perf_counter()
    for path in paths:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        for sheet in book.worksheets:
            list(sheet.iter_rows(values_only=True))
        book.close()
    return time.perf_counter() - begun


def _miscounted(reports: Iterable[Report]) -> list[str]:
    """Look that every cell of every workbook is there."""
    listed = list(reports)
    wanted = len(listed) * len(cells_of(listed[0].collection.version))
    held = Figure.objects.filter(known_at(None), report__collection__version__form__code=FORM).count()
    return [] if held == wanted else [f"{held} số liệu có trong bảng, phải là {wanted}"]


def _speed(name: str, workbooks: int, seconds: float | None) -> Speed:
    if not seconds:
        return Speed(name, workbooks, 0.0, 0.0)
    return Speed(name, workbooks, round(seconds, 2), round(workbooks / seconds, 1))
