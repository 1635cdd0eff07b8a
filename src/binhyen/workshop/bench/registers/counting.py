"""Numbers counted from the ledger as reports ask them, beside a bare COUNT over the lines; each opened and added up."""

import time
from collections.abc import Callable
from decimal import Decimal

from binhyen.indicators.counting import count_in_registers
from binhyen.kernel.periods import parse_period
from binhyen.kernel.ports import Question
from binhyen.places.queries import scopes_of
from binhyen.registers.queries.ledger import lines_behind
from binhyen.workshop.bench.registers.ground import Ground
from binhyen.workshop.bench.registers.plan import YEAR
from binhyen.workshop.bench.registers.results import Counting
from binhyen.workshop.rules.quantiles import ratio, spread

ASKED = ("propaganda_sessions", "propaganda_attendance", "models_total", "model_types")
_TURNS = 20


def measure_counting(ground: Ground) -> tuple[list[Counting], list[str]]:
    """Count each indicator for the province and for a commune; also return where a number is not its list's sum."""
    found, wrong = [], []
    for place, name in ((ground.province, "tỉnh"), (ground.communes[0], "xã")):
        for indicator in ASKED:
            counted, fault = _one(indicator, place.place_id, f"{indicator}, {name}, năm {YEAR}")
            found.append(counted)
            wrong += [fault] if fault else []
    return found, wrong


def _one(indicator: str, place_id: int, name: str) -> tuple[Counting, str]:
    period = parse_period(YEAR)
    question = Question(frozenset({indicator}), place_id, scopes_of(place_id, period.end), period)
    rows = count_in_registers({indicator}, place_id, period)
    value = sum((row.value or Decimal(0) for row in rows), Decimal(0))
    lines = list(lines_behind(question).values_list("amount", "token"))
    once = any(token for _, token in lines)
    listed = (
        Decimal(len({token for _, token in lines}))
        if once
        else sum((one or Decimal(0) for one, _ in lines), Decimal(0))
    )
    ours = _milliseconds(lambda: count_in_registers({indicator}, place_id, period))
    bare = _milliseconds(lambda: lines_behind(question).count())
    fault = "" if value == listed else f"{name}: {value} ≠ {listed}"
    return Counting(name, str(value), len(lines), ours, bare, ratio(ours, bare)), fault


def _milliseconds(work: Callable[[], object]) -> float:
    """Return the middle of some turns."""

    def once() -> float:
        begun = time.perf_counter()
        work()
        return time.perf_counter() - begun

    return spread(once() for _ in range(_TURNS)).p50
