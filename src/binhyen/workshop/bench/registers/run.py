"""One run of the bench of registers over one database: write, serve, measure pages, count, take a workbook in."""

import time
from collections.abc import Callable

from binhyen.campaigns.registers.events import EVENTS
from binhyen.database.yardsticks import database_version, refresh_statistics
from binhyen.registers.models import Tally
from binhyen.registers.queries.declared import Register
from binhyen.schemes.registers.schemes import SCHEMES
from binhyen.workshop.bench.registers.bringing import measure_bringing, written
from binhyen.workshop.bench.registers.counting import measure_counting
from binhyen.workshop.bench.registers.ground import Ground, Say, events, lay_ground, schemes, write_all
from binhyen.workshop.bench.registers.pages import YARDSTICK, measure_pages
from binhyen.workshop.bench.registers.plan import RegistersPlan
from binhyen.workshop.bench.registers.results import RegistersRun, Writing
from binhyen.workshop.bench.results import Measured
from binhyen.workshop.bench.server import serving


def measure_registers(plan: RegistersPlan, say: Say) -> RegistersRun:
    """Seed and measure the database that this process is set up for. It must be empty but for the map."""
    begun = time.perf_counter()
    ground = lay_ground()
    writing = [
        _written(
            SCHEMES, plan.schemes, lambda: write_all(SCHEMES, schemes(ground.communes, plan.schemes), plan.schemes, say)
        ),
        _written(
            EVENTS, plan.events, lambda: write_all(EVENTS, events(ground.communes, plan.events), plan.events, say)
        ),
    ]
    refresh_statistics()
    pages = _over_http(ground, plan, say)
    say("đếm")
    counting, wrong = measure_counting(ground)
    say("nhập bảng tính")
    bringing, faults = measure_bringing(ground, plan.rows)
    return RegistersRun(
        database=database_version(),
        schemes=plan.schemes,
        events=plan.events,
        tallies=Tally.objects.count(),
        yardstick=YARDSTICK,
        pages=tuple(pages),
        writing=(*writing, *bringing),
        counting=tuple(counting),
        wrong=(*wrong, *faults),
        seconds=round(time.perf_counter() - begun, 1),
    )


def _written(register: Register, amount: int, work: Callable[[], int]) -> Writing:
    begun = time.perf_counter()
    work()
    return written(f"ghi {register.code}, hàng loạt", amount, time.perf_counter() - begun)


def _over_http(ground: Ground, plan: RegistersPlan, say: Say) -> list[Measured]:
    with serving(plan.folder / "server.log") as server:
        return measure_pages(server.port, ground, plan, say)
