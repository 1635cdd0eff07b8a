"""A million values taken in, over HTTP and in process, for the first time and again with a tenth of them changed."""

import http.client
import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.db import transaction

from binhyen.database.copying import copy_rows
from binhyen.database.upserting import Row, drop_tables, make_tables, upsert_seconds
from binhyen.database.yardsticks import check_references
from binhyen.indicators.models import Cell
from binhyen.indicators.queries.forms import cells_of
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.forms import PeriodType
from binhyen.kernel.actors import SYSTEM
from binhyen.kernel.amounts import exactly
from binhyen.kernel.periods import Period, parse_period
from binhyen.places.models import PlaceVersion
from binhyen.reports.actions.importing import Import, import_values
from binhyen.reports.models import Figure, Report
from binhyen.reports.rules.dhis2 import MEDIA_TYPE, write_data_values
from binhyen.reports.rules.exchange import Codes, Value
from binhyen.workshop.bench.plan import DAY, moment
from binhyen.workshop.bench.reports.ground import Country, Desk, indicators, published
from binhyen.workshop.bench.reports.plan import (
    BATCH,
    IMPORTED_MONTHLY,
    IMPORTED_QUARTERLY,
    NEW_MAP,
    ReportsPlan,
    months_back,
)
from binhyen.workshop.bench.reports.results import Importing
from binhyen.workshop.bench.reports.stock import COLUMNS, stored
from binhyen.workshop.bench.server import serving

_ALL = 1_000
_TIMEOUT = 3_600
_OK = 200
_CHANGED = 10
_WARM = 12


@dataclass(frozen=True, slots=True)
class Target:
    """One cell that a value is imported into: by codes, and by the ids of its report and cell."""

    form: str
    period: str
    place: str
    cell: CellKey
    report: int
    cell_id: int


@dataclass(frozen=True, slots=True)
class Load:
    """What is imported: the cells of one province's reports."""

    province: PlaceVersion
    targets: Sequence[Target]

    def values(self, turn: int) -> Iterator[Value]:
        """Give the values of a turn: the second changes every tenth."""
        for number, one in enumerate(self.targets):
            amount = number % 997 + 1 + (turn if number % _CHANGED == 0 else 0)
            yield Value(one.form, one.period, one.place, one.cell, exactly(amount), "", str(number))


def prepare_loads(country: Country, amount: int) -> list[Load]:
    """Ask the communes of the two largest provinces for every indicator that adds up, by month and by quarter."""
    monthly = published(IMPORTED_MONTHLY, indicators(_ALL))
    quarterly = published(IMPORTED_QUARTERLY, indicators(_ALL), PeriodType.QUARTER)
    land = country.now
    largest = sorted(land.by_province.items(), key=lambda pair: (-len(pair[1]), pair[0]))[:2]
    loads = []
    for path, communes in largest:
        codes = {one.place_id: one.code for one in communes}
        asked = ((version, period) for version in (monthly, quarterly) for period in _periods(version.period_type))
        targets = (
            Target(version.form.code, period.code, codes[place], key, report, cell)
            for version, period in asked
            for report, place in country.collect(version, period, communes)
            for key, cell in cells_of(version).items()
        )
        loads.append(Load(land.provinces[path], tuple(islice(targets, amount))))
    return loads


def _periods(kind: str) -> Iterable[Period]:
    months = [one for one in months_back() if one.start >= NEW_MAP]
    if kind == PeriodType.MONTH:
        return months
    return [
        parse_period(f"{one.start.year}-Q{(one.start.month + 2) // 3}") for one in months if one.start.month % 3 == 1
    ]


def measure_importing(
    plan: ReportsPlan, loads: Sequence[Load], officer: Desk, say: Callable[[str], None]
) -> list[Importing]:
    """Import over HTTP by the officer of the first province, in process into the second, and beside it barely."""
    over, inside = loads
    found = _over_http(plan, over, officer)
    say("nhập giá trị trong tiến trình")
    found += [_in_process(name, inside, turn) for turn, name in enumerate(_NAMES)]
    say("thước đo của việc nhập")
    return [*found, *_bare(inside)]


_NAMES = ("import_values, lần đầu", "import_values, lại với 10 % đổi")


# ------------------------------------------------------------------ ours


def _over_http(plan: ReportsPlan, load: Load, officer: Desk) -> list[Importing]:
    found = []
    for turn, name in enumerate(("POST dataValueSets, lần đầu", "POST dataValueSets, lại với 10 % đổi")):
        document = plan.folder / f"values-{turn}.json"
        with document.open("w", encoding="utf-8") as written:
            written.writelines(write_data_values(load.values(turn), Codes()))
        with serving(plan.folder / "server.log") as server:
            _warm(server.port, officer.secret)
            begun = time.perf_counter()
            status, answer = _posted(server.port, document, officer.secret)
            spent, peak = time.perf_counter() - begun, server.peak_mb()
        said = json.loads(answer) if status == _OK else {}
        wrong = "" if status == _OK else f"{status}: {answer[:300]}"
        changed = int(said.get("changed", 0))
        found.append(_result(name, len(load.targets), changed, spent, wrong or _miscounted(load, turn, changed), peak))
        document.unlink()
    return found


def _warm(port: int, secret: str) -> None:
    """Let both workers load what they need before the clock runs."""
    for _ in range(_WARM):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_TIMEOUT)
        connection.request("GET", "/api/v1/reports?limit=1", headers={"Authorization": f"Bearer {secret}"})
        connection.getresponse().read()
        connection.close()


def _posted(port: int, document: Path, secret: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_TIMEOUT)
    headers = {
        "Authorization": f"Bearer {secret}",
        "Content-Type": MEDIA_TYPE,
        "Content-Length": str(document.stat().st_size),
    }
    with document.open("rb") as read:
        connection.request("POST", "/api/v1/values/dataValueSets", read, headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8", errors="replace")


def _in_process(name: str, load: Load, turn: int) -> Importing:
    values = list(load.values(turn))
    begun = time.perf_counter()
    done: Import = import_values(values=values, source="dhis2", by=SYSTEM, at=moment(DAY.year, DAY.month, DAY.day))
    spent = time.perf_counter() - begun
    wrong = "; ".join(f"{one.where}: {one.code}" for one in done.findings[:5])
    return _result(name, len(values), done.changed, spent, wrong or _miscounted(load, turn, done.changed))


def _miscounted(load: Load, turn: int, changed: int) -> str:
    """Look that everything was taken in: each value once, and each changed one with what it said before."""
    wanted = len(load.targets) if turn == 0 else -(-len(load.targets) // _CHANGED)
    reports = sorted({one.report for one in load.targets})
    held = sum(
        Figure.objects.filter(report_id__in=reports[start : start + _ALL], version=turn + 1).count()
        for start in range(0, len(reports), _ALL)
    )
    return "" if changed == held == wanted else f"{changed} đã đổi, {held} có trong bảng, phải là {wanted}"


def _result(
    name: str, values: int, changed: int, seconds: float, wrong: str = "", peak: float | None = None
) -> Importing:
    return Importing(name, values, changed, round(seconds, 2), round(values / seconds), peak, wrong)


# ------------------------------------------------------------------ yardsticks


def _bare(load: Load) -> list[Importing]:
    """Write the same rows by COPY into the same table, undone, and in DHIS2's manner into scratch tables."""
    amount = len(load.targets)
    rows = [_upserted(number, one) for number, one in enumerate(load.targets)]
    make_tables(Cell, Report, (row[1] for row in rows))
    try:
        first = upsert_seconds(rows)
        again = upsert_seconds(
            [(*row[:3], f"{row[3]}1" if n % _CHANGED == 0 else row[3]) for n, row in enumerate(rows)]
        )
    finally:
        drop_tables()
    return [
        _result("COPY trần vào cùng bảng", amount, amount, _copied(load.targets)),
        _result("500 dòng một câu upsert, trigger ghi nhật ký, lần đầu", amount, amount, first),
        _result("500 dòng một câu upsert, trigger ghi nhật ký, lại với 10 % đổi", amount, amount, again),
    ]


def _upserted(number: int, one: Target) -> Row:
    return one.cell_id, int(one.period.replace("-", "").replace("Q", "9")), one.report, str(number % 997 + 1)


def _copied(targets: Sequence[Target]) -> float:
    """Time COPY of as many rows into the table of figures, as third versions that nobody keeps."""
    at, spent = moment(DAY.year, DAY.month, DAY.day), 0.0
    columns = (*COLUMNS, "superseded_at")
    with transaction.atomic():
        for start in range(0, len(targets), BATCH):
            part = [stored(one.report, one.cell_id, 7, at) for one in targets[start : start + BATCH]]
            rows = [(*row[:2], 3, *row[3:], at) for row in part]
            begun = time.perf_counter()
            copy_rows(Figure, columns, rows)
            check_references()
            spent += time.perf_counter() - begun
        transaction.set_rollback(True)
    return spent
