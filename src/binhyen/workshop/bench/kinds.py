"""The benches by name: what each is told, how it measures, shows what it found, and what of that is a failure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from binhyen.workshop.bench import signals
from binhyen.workshop.bench.analytics import tables as analytics_tables
from binhyen.workshop.bench.analytics.plan import AnalyticsPlan
from binhyen.workshop.bench.analytics.run import measure_analytics
from binhyen.workshop.bench.narrative import reading, writing
from binhyen.workshop.bench.plan import Plan
from binhyen.workshop.bench.registers import tables as register_tables
from binhyen.workshop.bench.registers.plan import RegistersPlan
from binhyen.workshop.bench.registers.run import measure_registers
from binhyen.workshop.bench.reports import tables as report_tables
from binhyen.workshop.bench.reports.plan import ReportsPlan
from binhyen.workshop.bench.reports.run import measure_reports
from binhyen.workshop.bench.run import measure
from binhyen.workshop.bench.tables import written
from binhyen.workshop.bench.workbooks import WorkbooksPlan, measure_workbooks

Say = Callable[[str], None]
Plain = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """One bench. `options` are the words of the command line that its plan is made of."""

    options: tuple[str, ...]
    plan: Callable[..., Any]
    measure: Callable[[Any, Say], Any]
    shown: Callable[..., str]
    faults: Callable[[Plain], Sequence[str]]
    asks_database: bool = True

    def planned(self, folder: Path, options: Plain) -> Any:  # noqa: ANN401 - each bench has its own plan
        """Return what is measured; what was not said is as the plan has it."""
        return self.plan(folder=folder, **self.given(options))

    def given(self, options: Plain) -> dict[str, Any]:
        """Return the options that were said."""
        return {name: options[name] for name in self.options if options[name] is not None}


def _wrong_pages(run: Plain) -> list[str]:
    return [f"{page['name']}: {page['failed']}" for page in run["pages"] if page["failed"]]


def _wrong_reports(run: Plain) -> list[str]:
    saving = run["saving"]
    unseen = [f"{one['place']}: số vừa lưu không có trong số tổng" for one in run["adding"] if not one["seen"]]
    imports = [f"{one['name']}: {one['wrong']}" for one in run["importing"] if one["wrong"]]
    books = [f"{one['name']}: {one['missing']}" for one in run["books"] if one["missing"]]
    return [*saving["lost"], *saving["errors"], *unseen, *imports, *books]


def _wrong_workbooks(run: Plain) -> list[str]:
    return list(run["wrong"])


def _wrong_registers(run: Plain) -> list[str]:
    return [*run["wrong"], *_wrong_pages(run)]


KINDS = {
    "recognition": Kind(("units", "answers_per_dossier", "requests", "clients"), Plan, measure, written, _wrong_pages),
    "reports": Kind(
        ("values", "clients", "seconds", "imported", "turns", "communes"),
        ReportsPlan,
        measure_reports,
        report_tables.written,
        _wrong_reports,
    ),
    "registers": Kind(
        ("schemes", "events", "requests", "clients", "rows"),
        RegistersPlan,
        measure_registers,
        register_tables.written,
        _wrong_registers,
    ),
    "analytics": Kind(
        ("values", "turns", "provinces", "seed"),
        AnalyticsPlan,
        measure_analytics,
        analytics_tables.written,
        analytics_tables.faults,
    ),
    "workbooks": Kind(
        ("workbooks",), WorkbooksPlan, measure_workbooks, report_tables.written_workbooks, _wrong_workbooks
    ),
    "write": Kind(("turns",), writing.WritingPlan, writing.measure_writing, writing.shown, writing.faults),
    "read": Kind(
        ("sheets", "turns", "texts"),
        reading.ReadingPlan,
        reading.measure_reading,
        reading.shown,
        reading.faults,
        asks_database=False,
    ),
    "signals": Kind(
        ("provinces",),
        signals.SignalsPlan,
        signals.measure_signals,
        signals.shown,
        signals.faults,
        asks_database=False,
    ),
}
