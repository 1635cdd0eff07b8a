"""The writer measured: a year-end report of a whole province, from asking the database to the file in hand."""

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from binhyen.database.yardsticks import database_version, refresh_statistics
from binhyen.documents.rules.layout import Format
from binhyen.indicators.queries import catalogue
from binhyen.indicators.queries.forms import cells_of
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.forms import PeriodType
from binhyen.kernel.periods import parse_period
from binhyen.kernel.vietnamese import number
from binhyen.narrative.letters.drawing import drawn_draft
from binhyen.narrative.queries.measuring import Asked
from binhyen.narrative.queries.writing import Draft, Wish, draft_of, template_named
from binhyen.places.queries import communes_under, place_named
from binhyen.workshop.bench.plan import DAY, moment
from binhyen.workshop.bench.reports.ground import Country, published
from binhyen.workshop.bench.reports.stock import write_figures

PROVINCE = "ha-noi"
YEARS = ("2027", "2026")
"""The year that is written about, and the one before."""
AIM_SECONDS = 3.0
LEAST_NUMBERS = 150
_WIDTH = 100


@dataclass(frozen=True, slots=True)
class WritingPlan:
    """One run: how often each report is written."""

    folder: Path
    turns: int = 5


@dataclass(frozen=True, slots=True)
class Written:
    """One kind of file: seconds from the question to the bytes, of the middle run and of the slowest."""

    name: str
    middle: float
    slowest: float
    kilobytes: float


@dataclass(frozen=True, slots=True)
class WritingRun:
    """One database's results."""

    database: str
    communes: int
    figures: int
    numbers: int
    rows: tuple[Written, ...]
    wrong: tuple[str, ...]


def measure_writing(plan: WritingPlan, say: Callable[[str], None]) -> WritingRun:
    """Fill two years of yearly reports of every commune of a province, then write its report again and again."""
    say("dựng số liệu hai năm")
    wish, communes, figures = _ground()
    refresh_statistics()
    numbers = len(draft_of(wish).report.numbers)
    rows = []
    for name, work in _works(wish):
        say(name)
        rows.append(_timed(name, work, plan.turns))
    wrong = [f"chỉ có {numbers} số, cần {LEAST_NUMBERS}"] if numbers < LEAST_NUMBERS else []
    wrong += [f"{one.name}: {one.middle} giây" for one in rows if one.middle > AIM_SECONDS]
    return WritingRun(database_version(), communes, figures, numbers, tuple(rows), tuple(wrong))


def _ground() -> tuple[Wish, int, int]:
    template = template_named("year-end")
    cells = [cell for cell in template.cells if _is_plain(cell)]
    version = published("do-viet", cells, PeriodType.YEAR)
    place, country, numbers = place_named(PROVINCE, DAY), Country(), list(cells_of(version).values())
    communes = list(communes_under(place.path, DAY).order_by("path"))
    count = 0
    for year in YEARS:
        reports = country.collect(version, parse_period(year), communes)
        count += write_figures((report for report, _ in reports), numbers, moment(DAY.year, DAY.month, DAY.day))
    return Wish(template, Asked(place, parse_period(YEARS[0]))), len(communes), count


def _is_plain(cell: CellKey) -> bool:
    """Tell whether a number can be written for it: shares come from registers."""
    return not catalogue().indicators[cell.indicator].is_share


def _works(wish: Wish) -> Sequence[tuple[str, Callable[[], bytes]]]:
    def drawn(form: Format) -> bytes:
        draft: Draft = draft_of(wish)
        return drawn_draft(draft, form)

    return (
        ("báo cáo năm, .docx", lambda: drawn(Format.DOCX)),
        ("báo cáo năm, PDF", lambda: drawn(Format.PDF)),
    )


def _timed(name: str, work: Callable[[], bytes], turns: int) -> Written:
    spent, size = [], 0
    for _ in range(turns):
        begun = time.perf_counter()
        size = len(work())
        spent.append(time.perf_counter() - begun)
    return Written(name, round(statistics.median(spent), 2), round(max(spent), 2), round(size / 1000, 1))


def shown(report: Mapping[str, Any], *, colours: bool) -> str:
    """Return every run as text."""
    sink = StringIO()
    console = Console(file=sink, width=_WIDTH, force_terminal=colours)
    for run in report["runs"]:
        console.rule(run["database"])
        said = f"{number(run['communes'])} xã, {number(run['figures'])} số liệu trong kho"
        console.print(f"{said}; báo cáo có {run['numbers']} số; đích dưới {AIM_SECONDS:.0f} giây.")
        table = Table("Tệp", "Giữa (giây)", "Chậm nhất (giây)", "kB")
        for row in run["rows"]:
            table.add_row(row["name"], str(row["middle"]), str(row["slowest"]), str(row["kilobytes"]))
        console.print(table)
    return sink.getvalue()


def faults(run: Mapping[str, Any]) -> Sequence[str]:
    """Say what of a run is a failure."""
    return list(run["wrong"])
