"""Reports of 40 cells saved over HTTP by many clients, looked up again value by value, beside the same rows barely."""

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from binhyen.audit.models import Entry
from binhyen.database.copying import copy_rows
from binhyen.database.yardsticks import server_processes
from binhyen.indicators.queries.forms import cells_of
from binhyen.kernel.periods import parse_period
from binhyen.reports.models import Figure, Report
from binhyen.workshop.bench.plan import moment
from binhyen.workshop.bench.reports.clients import ANSWERS, JOBS
from binhyen.workshop.bench.reports.ground import Country, Desk, indicators, published
from binhyen.workshop.bench.reports.plan import CELLS, SAVED_MONTHS, SENT, STOCK_CELLS, ReportsPlan
from binhyen.workshop.bench.reports.results import Cpu, Saving
from binhyen.workshop.bench.reports.stock import COLUMNS, amount_of, stored, write_figures
from binhyen.workshop.bench.server import Server, cpu_seconds, serving
from binhyen.workshop.rules.quantiles import Spread, spread

_OLD = CELLS // 2
_ADDED = 1_000
_ALONE = 40
_WARM = 12
_PATIENCE = 120.0
_CHUNK = 500
_OK = 200
_MOST_TOLD = 20
_SAMPLE = 200


@dataclass(frozen=True, slots=True)
class Job:
    """One report to be saved: by whose key."""

    number: int
    report: int
    desk: Desk


@dataclass(frozen=True, slots=True)
class Sheet:
    """The form that is saved: texts and ids of its cells. The first half of them holds a value before."""

    cells: Mapping[str, int]

    @property
    def old(self) -> list[int]:
        """Return the cells that hold a value before."""
        return list(self.cells.values())[:_OLD]

    def body(self, report: int) -> str:
        """Return what a client sends: every cell, over the version that is there."""
        rows = [
            {"cell": text, "value": new_amount(report, cell), "version": int(place < _OLD)}
            for place, (text, cell) in enumerate(self.cells.items())
        ]
        return json.dumps({"cells": rows})


def new_amount(report: int, cell: int) -> int:
    """Return the number that a client saves, another one than stands there."""
    return amount_of(report, cell) + _ADDED


def prepare(country: Country, desks: Sequence[Desk]) -> tuple[Sheet, list[Job]]:
    """Ask every commune for the form over some months, with a value in half of the cells."""
    version = published(SENT, indicators(CELLS, STOCK_CELLS))
    sheet = Sheet({str(key): number for key, number in cells_of(version).items()})
    by_place = {desk.place_id: desk for desk in desks}
    jobs: list[Job] = []
    for code in SAVED_MONTHS:
        rows = country.collect(version, parse_period(code))
        write_figures((report for report, _ in rows), sheet.old, moment(2027, 11, 1))
        jobs += [Job(len(jobs) + n, report, by_place[place]) for n, (report, place) in enumerate(rows)]
    return sheet, jobs


def measure_saving(plan: ReportsPlan, sheet: Sheet, jobs: Sequence[Job]) -> Saving:
    """Warm the workers up, save one by one, then by all clients at once, and look everything up."""
    log = plan.folder / "server.log"
    few, last = _WARM + _ALONE, min(_SAMPLE, len(jobs) // 4)
    first, rest, spare = jobs[:few], jobs[few:-last], jobs[-last:]
    with serving(log) as server:
        patient = replace(plan, clients=1, seconds=_PATIENCE)
        before = {one["number"]: one for one in _sent(patient, server, sheet, first)}
        cpu = _Meter(server)
        answers = _sent(plan, server, sheet, rest)
        spent, peak = cpu.spent(), server.peak_mb()
    good = [one for one in answers if one["status"] == _OK]
    lasted = max(one["ended"] for one in answers) - min(one["begun"] for one in answers)
    saved = {one["number"] for one in (*before.values(), *good) if one["status"] == _OK}
    alone = [one["ended"] - one["begun"] for number, one in sorted(before.items()) if number >= _WARM]
    return Saving(
        clients=plan.clients,
        reports=len(good),
        seconds=round(lasted, 2),
        per_second=round(len(good) / lasted, 1),
        times=spread(one["ended"] - one["begun"] for one in good) if good else Spread(0, 0, 0, 0),
        alone=spread(alone),
        errors=_errors((*before.values(), *answers)),
        lost=tuple(lost(sheet, [job for job in jobs if job.number in saved]))[:_MOST_TOLD],
        values=len(saved) * (CELLS + _OLD),
        yardsticks=_bare(sheet, spare[:-1]),
        queries=_queries(sheet, spare[-1]),
        cpu=spent,
        worker_mb=round(peak, 1),
    )


def _sent(plan: ReportsPlan, server: Server, sheet: Sheet, jobs: Sequence[Job]) -> list[dict[str, Any]]:
    """Hand jobs to the clients, each its own communes, and return what they were answered."""
    places = {place: n % plan.clients for n, place in enumerate(dict.fromkeys(job.desk.place_id for job in jobs))}
    with (plan.folder / JOBS).open("w", encoding="utf-8") as written:
        written.writelines(json.dumps(_line(job, places[job.desk.place_id], sheet)) + "\n" for job in jobs)
    program = [sys.executable, "-m", "binhyen.workshop.bench.reports.clients"]
    words = [*program, str(plan.folder), str(server.port), str(plan.seconds)]
    subprocess.run(words, check=True)  # noqa: S603 - our own words
    with (plan.folder / ANSWERS).open(encoding="utf-8") as read:
        return [json.loads(line) for line in read]


def _line(job: Job, client: int, sheet: Sheet) -> dict[str, Any]:
    return {
        "number": job.number,
        "client": client,
        "path": f"/api/v1/reports/{job.report}/cells",
        "headers": {"Authorization": f"Bearer {job.desk.secret}", "Content-Type": "application/json"},
        "body": sheet.body(job.report),
    }


def _errors(answers: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    told = Counter(f"{one['status']}: {one['said'][:120]}" for one in answers if one["status"] != _OK)
    return tuple(f"{times} × {words}" for words, times in told.most_common(_MOST_TOLD))


# ------------------------------------------------------------------ nothing is lost


def lost(sheet: Sheet, jobs: Sequence[Job]) -> Iterator[str]:
    """Say what the database holds otherwise than the server acknowledged: values, versions, counts, the log."""
    old = frozenset(sheet.old)
    wanted = {(cell, 1) for cell in sheet.cells.values()} | {(cell, 2) for cell in old}
    for start in range(0, len(jobs), _CHUNK):
        part = jobs[start : start + _CHUNK]
        reports = [job.report for job in part]
        columns = ("report_id", "cell_id", "version", "amount", "superseded_at", "recorded_at")
        held: dict[int, dict[tuple[int, int], tuple[Any, ...]]] = {}
        for row in Figure.objects.filter(report_id__in=reports).values_list(*columns):
            held.setdefault(row[0], {})[row[1], row[2]] = row[3:]
        entries = Counter(_entries(reports).values_list("subject_id", "account_id"))
        filled = dict(Report.objects.filter(pk__in=reports).values_list("pk", "filled"))
        for job in part:
            if held.get(job.report, {}).keys() != wanted:
                yield f"report {job.report}: versions are missing, or there are others"
            elif any(not _right(old, job.report, key, held[job.report]) for key in held[job.report]):
                yield f"report {job.report}: a value is not what was acknowledged"
            if entries[job.report, job.desk.account_id] != 1 or filled.get(job.report) != CELLS:
                yield f"report {job.report}: {entries[job.report, job.desk.account_id]} entries of the log"


def _right(
    old: frozenset[int], report: int, key: tuple[int, int], held: Mapping[tuple[int, int], tuple[Any, ...]]
) -> bool:
    cell, version = key
    amount, ended, _ = held[key]
    if cell in old and version == 1:
        return bool(amount == amount_of(report, cell) and ended == held[cell, 2][2])
    return bool(amount == new_amount(report, cell) and ended is None)


def _entries(reports: Sequence[int]) -> Any:  # noqa: ANN401 - a query set
    return Entry.objects.filter(subject_type="report", action="reports.enter", subject_id__in=reports)


# ------------------------------------------------------------------ yardsticks


def _bare(sheet: Sheet, jobs: Sequence[Job]) -> dict[str, float]:
    """Write the rows of spare reports barely, each report its own transaction or all together; then undo it."""
    at = moment(2027, 11, 2)
    rows = [_rows(sheet, job.report, at) for job in jobs]
    found = {}
    for name, parts in (("each", rows), ("together", [[row for part in rows for row in part]])):
        begun = time.perf_counter()
        for part in parts:
            copy_rows(Figure, (*COLUMNS, "superseded_at"), part)
        found[name] = round(len(jobs) / (time.perf_counter() - begun), 1)
        Figure.objects.filter(report_id__in=[job.report for job in jobs], recorded_at=at).delete()
    return found


def _rows(sheet: Sheet, report: int, at: datetime) -> list[tuple[object, ...]]:
    """Return the rows that a save writes. Those over an older value are written as ended: it stays the current one."""
    old = set(sheet.old)
    first = [(stored(report, cell, new_amount(report, cell), at), cell in old) for cell in sheet.cells.values()]
    return [(*row[:2], 1 + over, *row[3:], at if over else None) for row, over in first]


def _queries(sheet: Sheet, job: Job) -> int:
    """Count the queries of one save, in this process."""
    line = _line(job, 0, sheet)
    client = Client(SERVER_NAME="127.0.0.1", headers=line["headers"])
    with CaptureQueriesContext(connections["default"]) as captured:
        client.put(line["path"], line["body"], content_type="application/json")
    return len(captured)


class _Meter:
    """Processor time of the server's workers, the clients and the database."""

    def __init__(self, server: Server) -> None:
        self._workers = server.workers()
        self._database = server_processes()
        self._begun = self._read()

    def spent(self) -> Cpu:
        """Return what was spent since."""
        server, clients, database = (round(now - then, 2) for now, then in zip(self._read(), self._begun, strict=True))
        return Cpu(server, clients, database if self._database else None)

    def _read(self) -> tuple[float, float, float]:
        children = os.times()
        mine = children.children_user + children.children_system
        return sum(map(cpu_seconds, self._workers)), mine, sum(map(cpu_seconds, server_processes()))
