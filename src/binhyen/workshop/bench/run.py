"""One run over one database: seed, serve, measure each page, save answers, do the bulk work, add up."""

import os
from collections.abc import Callable

from binhyen.database.yardsticks import database_version, refresh_statistics
from binhyen.workshop.bench.bulk import deciding, opening
from binhyen.workshop.bench.measuring import bare_list_ms, measure_pages
from binhyen.workshop.bench.pages import YARDSTICK
from binhyen.workshop.bench.plan import Plan
from binhyen.workshop.bench.results import Measured, Memory, Run
from binhyen.workshop.bench.saving import measure_saving
from binhyen.workshop.bench.scene import set_scene
from binhyen.workshop.bench.seeding.province import Province, seed
from binhyen.workshop.bench.server import peak_mb, serving


def measure(plan: Plan, say: Callable[[str], None]) -> Run:
    """Seed and measure the database that this process is set up for. It must be empty but for the map."""
    province = seed(plan, say)
    refresh_statistics()
    pages, worker_mb = _over_http(province, plan, say)
    say("quyết định hàng loạt")
    bulk = (opening(province), deciding(province))
    return Run(
        database=database_version(),
        seeded=province.counted,
        yardstick=YARDSTICK.name,
        bare_list_ms=bare_list_ms(plan.requests),
        pages=pages,
        bulk=bulk,
        memory=Memory(round(worker_mb, 1), round(peak_mb(os.getpid()), 1)),
    )


def _over_http(province: Province, plan: Plan, say: Callable[[str], None]) -> tuple[tuple[Measured, ...], float]:
    scene = set_scene(province.people)
    with serving(plan.folder / "server.log") as server:
        pages = measure_pages(server.port, scene, plan, say)
        say("lưu câu trả lời")
        pages.append(measure_saving(server.port, scene, plan))
        return tuple(pages), server.peak_mb()
