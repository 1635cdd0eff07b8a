"""One run of the bench of analytics: simulate, make the lake, widen, ask each side in turn, save and see."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
from django.conf import settings

from binhyen.analytics.lake.building import rebuild, refresh
from binhyen.analytics.lake.opening import fresh
from binhyen.database.wide import Wide
from binhyen.database.yardsticks import database_version, refresh_statistics
from binhyen.kernel.findings import Refused
from binhyen.places.queries import place_named
from binhyen.reports.models import Report
from binhyen.workshop.bench.analytics.plan import AnalyticsPlan
from binhyen.workshop.bench.analytics.questions import Asked, six
from binhyen.workshop.bench.analytics.results import AnalyticsRun, Answered, Built, Times, Visible
from binhyen.workshop.bench.analytics.seeing import Program, Saver, ask_over_http, measure_visible, open_report
from binhyen.workshop.bench.analytics.sides import Bare, Measures, Side, Table, difference
from binhyen.workshop.bench.analytics.widening import widen
from binhyen.workshop.bench.server import peak_mb, serving
from binhyen.workshop.bench.simulating.columns import Nation
from binhyen.workshop.bench.simulating.filling import fill_lake
from binhyen.workshop.bench.simulating.planning import Asked as Wanted
from binhyen.workshop.bench.simulating.planning import planned
from binhyen.workshop.bench.simulating.storing import store_nation
from binhyen.workshop.bench.stage import POSTGRESQL, database_url
from binhyen.workshop.rules.quantiles import quantile, spread

Say = Callable[[str], None]
_BUFFERS = "4GB"
_VISIBLE_TURNS = 10


def measure_analytics(plan: AnalyticsPlan, say: Say) -> AnalyticsRun:
    """Simulate into the database of this process, or into files, and measure. It must hold the map and nothing else."""
    begun = time.perf_counter()
    lake = Path(settings.LAKE_DIR)
    say("địa bàn")
    nation = planned(Wanted(plan.until, plan.seed, plan.provinces, values=plan.values))
    built = _made(plan, nation, lake, say)
    asked = six(nation, place_named("VN", plan.until).path)
    with _beside(plan, lake, nation, say) as (wide, widened):
        sides: list[Side] = [Bare(lake), Measures(lake), *([Table(wide)] if wide else [])]
        answers = [_answered(one, sides, plan, say) for one in asked]
        beside = wide.version() if wide else ""
    served = _served(plan, answers, asked, lake, say)
    values, contested = _counted(lake)
    return AnalyticsRun(
        database=database_version() if plan.stored else "tệp Parquet",
        beside=beside,
        values=values,
        reports=Report.objects.count(),
        contested=contested,
        answers=tuple(served.answers),
        built=(*built, *widened, *_refreshed(plan)),
        visible=served.visible,
        visible_http=served.visible_http,
        bench_mb=round(peak_mb(os.getpid()), 1),
        worker_mb=round(served.worker_mb, 1),
        seconds=round(time.perf_counter() - begun, 1),
    )


def _made(plan: AnalyticsPlan, nation: Nation, lake: Path, say: Say) -> list[Built]:
    def watch(step: str, done: int, total: int) -> None:
        say(f"{step} {done}/{total}")

    begun = time.perf_counter()
    if not plan.stored:
        made = fill_lake(nation, lake, watch)
        spent = round(time.perf_counter() - begun, 1)
        return [Built("hồ: mô phỏng thẳng vào tệp", spent, made.values, _megabytes(lake))]
    stored = store_nation(nation, watch)
    refresh_statistics()
    between = time.perf_counter()
    manifest = rebuild(lake, watch=watch, anew=True)
    ended = time.perf_counter()
    rows = sum(one.rows for one in manifest.base.get("figures_saved", ()))
    return [
        Built("mô phỏng vào cơ sở dữ liệu", round(between - begun, 1), stored),
        Built("hồ: dựng từ cơ sở dữ liệu", round(ended - between, 1), rows, _megabytes(lake)),
    ]


@contextmanager
def _beside(plan: AnalyticsPlan, lake: Path, nation: Nation, say: Say) -> Iterator[tuple[Wide | None, list[Built]]]:
    """Give the wide table, filled, in a PostgreSQL of its own unless the database is one; None if it were too large."""
    if not plan.stored:
        yield None, []
        return
    with _postgresql(plan.folder) as url:
        wide = Wide(url)
        try:
            yield wide, widen(wide, lake, nation.scale.calendar, say)
        finally:
            wide.close()


@contextmanager
def _postgresql(folder: Path) -> Iterator[str]:
    if database_version().startswith("PostgreSQL"):
        yield os.environ["DATABASE_URL"]
        return
    os.environ.setdefault("BINHYEN_PG_BUFFERS", _BUFFERS)
    with database_url(POSTGRESQL, folder) as url:
        yield url


def _answered(asked: Asked, sides: Sequence[Side], plan: AnalyticsPlan, say: Say) -> Answered:
    """Ask every side cold, then in turn, so that whatever else the machine does falls on all alike."""
    say(asked.name)
    cold = {side.name: [_cold(side, asked) for _ in range(plan.cold)] for side in sides}
    warm: dict[str, list[float]] = {side.name: [] for side in sides}
    found = {}
    for _ in range(plan.turns):
        for side in sides:
            seconds, found[side.name] = side.ask(asked)
            warm[side.name].append(seconds)
    lake = found[Measures.name]
    wrong = tuple(f"{asked.name}: {difference(name, told, lake)}" for name, told in found.items() if told != lake)
    times = [
        Times(name, spread(each), round(1_000 * quantile(sorted(cold[name]), 0.5), 2) if cold[name] else None)
        for name, each in warm.items()
    ]
    return Answered(asked.name, len(lake), tuple(times), wrong)


def _cold(side: Side, asked: Asked) -> float:
    side.cool()
    return side.ask(asked)[0]


@dataclass(frozen=True, slots=True)
class _Served:
    """What was measured with a server: the answers with its times, and from a save to the next answer."""

    answers: Sequence[Answered]
    visible: Visible | None = None
    visible_http: Visible | None = None
    worker_mb: float = 0.0


def _served(plan: AnalyticsPlan, answers: Sequence[Answered], asked: Sequence[Asked], lake: Path, say: Say) -> _Served:
    if not plan.stored:
        return _Served(answers)
    say("lưu rồi hỏi ngay, qua HTTP")
    report = open_report(asked[0].question.periods[-1].code)
    with serving(plan.folder / "server.log") as server:
        saver = Saver(server.port, report, asked[0].indicators[0])
        program, inside = Program(server.port), Measures(lake)
        told = ask_over_http(saver, answers, asked, (program, inside), plan.turns)
        visible = measure_visible(saver, asked[0], inside, _VISIBLE_TURNS)
        visible_http = measure_visible(saver, asked[0], program, _VISIBLE_TURNS)
        return _Served(told, visible, visible_http, server.peak_mb())


def _refreshed(plan: AnalyticsPlan) -> list[Built]:
    """Write what was saved meanwhile as a segment."""
    if not plan.stored:
        return []
    begun = time.perf_counter()
    try:
        leaves = refresh(fresh())
    except Refused as refusal:
        return [Built(f"hồ: ghi phần mới ({refusal.code})", 0.0)]
    return [Built("hồ: ghi phần mới", round(time.perf_counter() - begun, 3), leaves)]


def _counted(lake: Path) -> tuple[int, int]:
    files = f"read_parquet('{lake}/figures/basis=saved/*/*.parquet', hive_partitioning = false)"
    with duckdb.connect() as opened:
        ((rows, contested),) = opened.execute(f"SELECT count(*), count(*) FILTER (contested) FROM {files}").fetchall()
    return int(rows), int(contested)


def _megabytes(lake: Path) -> float:
    return round(sum(path.stat().st_size for path in lake.rglob("*.parquet")) / 1_000_000, 1)
