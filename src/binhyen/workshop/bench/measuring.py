"""Each page of the table: warmed up, then alone beside the yardstick, then by several at once; its size and queries."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from binhyen.database.yardsticks import bare_page_seconds
from binhyen.recognition.models import Dossier
from binhyen.workshop.bench.pages import PAGES, YARDSTICK, Page
from binhyen.workshop.bench.plan import Plan
from binhyen.workshop.bench.results import Measured, Timing
from binhyen.workshop.bench.scene import Scene
from binhyen.workshop.bench.traffic import Call, WrongAnswerError, ask, ask_often
from binhyen.workshop.bench.watching import watch
from binhyen.workshop.rules.quantiles import ratio, spread

_WARM = 6
_LIST_ROWS = 20


def measure_pages(port: int, scene: Scene, plan: Plan, say: Callable[[str], None]) -> list[Measured]:
    """Measure every page of the table, and the yardstick by itself."""
    found = []
    for page in (YARDSTICK, *PAGES):
        say(f"{page.name} ({page.who})")
        found.append(measure_page(port, page, scene, plan))
    return found


def measure_page(port: int, page: Page, scene: Scene, plan: Plan) -> Measured:
    """Measure one page, or say why it can't be."""
    missing = page.missing(scene)
    if missing:
        return Measured(page.name, page.who, missing=missing)
    try:
        return _measured(port, page, scene, plan)
    except WrongAnswerError as wrong:
        return Measured(page.name, page.who, url=page.url_name, failed=str(wrong)[:400])


def _measured(port: int, page: Page, scene: Scene, plan: Plan) -> Measured:
    calls = [page.call(scene, turn) for turn in range(plan.requests)]
    bare = [YARDSTICK.call(scene, turn) for turn in range(plan.requests)]
    ask_often(port, [page.call(scene, turn) for turn in range(_WARM)], 1)
    return measure_calls(port, Measured(page.name, page.who, url=page.url_name), calls, bare, plan.clients)


def measure_calls(port: int, named: Measured, calls: Sequence[Call], bare: Sequence[Call], clients: int) -> Measured:
    """Measure the same page asked in turn with the yardstick, then by several at once; raises `WrongAnswerError`."""
    alone, size = _beside(port, calls, bare)
    several = spread(one.seconds for one in ask_often(port, calls, clients))
    watched = watch(calls[0])
    return replace(
        named,
        timings=(alone, Timing(clients, several)),
        bytes=size,
        queries=watched.count,
        sql_ms=round(watched.milliseconds, 1),
        full_scans=watched.scans(),
    )


def _beside(port: int, calls: Sequence[Call], bare: Sequence[Call]) -> tuple[Timing, int]:
    """Ask for the page and the yardstick in turn, so that whatever else the machine does falls on both alike."""
    answers, yardstick = [], []
    for call, beside in zip(calls, bare, strict=True):
        answers.append(ask(port, call))
        yardstick.append(ask(port, beside).seconds)
    times = spread(one.seconds for one in answers)
    return Timing(1, times, ratio(times.p50, spread(yardstick).p50)), max(one.size for one in answers)


def bare_list_ms(requests: int) -> float:
    """Return the middle of reading 20 whole dossiers by a range of the key, bare, on the same database."""
    first = Dossier.objects.order_by("pk").values_list("pk", flat=True)[0]
    amount = Dossier.objects.count()
    starts: Sequence[int] = [first + turn * 7919 % max(1, amount - _LIST_ROWS) for turn in range(requests)]
    return round(spread(bare_page_seconds(Dossier, start, _LIST_ROWS) for start in starts).p50, 3)
