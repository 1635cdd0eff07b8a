"""The review list measured: how many planted fakes it shows, with how many honest reports, on seeds not fitted on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from binhyen.analytics.rules.signals.weighing import WEIGHTS
from binhyen.workshop.rules.formalism.fitting import fitted
from binhyen.workshop.rules.formalism.measuring import (
    ALARMS,
    LIST,
    Judged,
    Point,
    curve,
    found_by_kind,
    judged,
    judged_provinces,
)
from binhyen.workshop.rules.formalism.nation import PLANTED, nation
from binhyen.workshop.rules.formalism.planting import plant

AIM = 0.9
_COMMUNES = 100
_UNSEEN = 1_001
"""Seeds from here on are measured on; those below are fitted on."""
_WIDTH = 100


@dataclass(frozen=True, slots=True)
class SignalsPlan:
    """One run: provinces of a hundred communes to measure on, and as many to fit on."""

    folder: Path
    provinces: int = 60


@dataclass(frozen=True, slots=True)
class SignalsRun:
    """Results: the curve over unseen provinces and over the simulated nation, and by kind of fake."""

    provinces: int
    points: tuple[Point, ...]
    kinds: Mapping[str, float]
    nation: tuple[Point, ...]
    nation_kinds: Mapping[str, float]
    weights: Mapping[str, float]
    fitted: Mapping[str, float]
    even: float


def measure_signals(plan: SignalsPlan, say: Callable[[str], None]) -> SignalsRun:
    """Judge provinces that nobody fitted on, then the nation of another simulation, then fit anew."""
    say("tỉnh giả định chưa dùng để khớp")
    unseen = judged_provinces(range(_UNSEEN, _UNSEEN + plan.provinces), _COMMUNES)
    say("tỉnh của bộ mô phỏng cả nước")
    other = _of_the_nation(max(1, plan.provinces // 4))
    say("khớp lại trọng số")
    fit = fitted(judged_provinces(range(1, plan.provinces + 1), _COMMUNES))
    return SignalsRun(
        plan.provinces,
        tuple(curve(unseen)),
        {kind.value: part for kind, part in found_by_kind(unseen).items()},
        tuple(curve(other)),
        {kind.value: part for kind, part in found_by_kind(other).items()},
        {code.value: weight for code, weight in WEIGHTS.items()},
        {code.value: weight for code, weight in fit.weights.items()},
        fit.even,
    )


def _of_the_nation(provinces: int) -> list[list[Judged]]:
    return [judged(plant(nation(seed, _COMMUNES), seed, kinds=PLANTED)) for seed in range(1, provinces + 1)]


def shown(report: Mapping[str, Any], *, colours: bool) -> str:
    """Return the run as text."""
    sink = StringIO()
    console = Console(file=sink, width=_WIDTH, force_terminal=colours)
    for run in report["runs"]:
        console.print(f"{run['provinces']} tỉnh × {_COMMUNES} xã, mỗi 100 báo cáo có 7 báo cáo giả cài vào.")
        console.print(_curve(run))
        console.print(_kinds(run))
        console.print(_weights(run))
    return sink.getvalue()


def _curve(run: Mapping[str, Any]) -> Table:
    table = Table("danh sách gồm", "giả tìm thấy", "thật bị nêu", "cả nước: giả", "cả nước: thật")
    for here, other in zip(run["points"], run["nation"], strict=True):
        table.add_row(*map(_percent, (here["listed"], here["found"], here["alarms"], other["found"], other["alarms"])))
    return table


def _kinds(run: Mapping[str, Any]) -> Table:
    table = Table("kiểu giả", f"tìm thấy ở {_percent(LIST)} đầu", "cả nước")
    for kind, part in run["kinds"].items():
        table.add_row(kind, _percent(part), _percent(run["nation_kinds"][kind]) if kind in run["nation_kinds"] else "–")
    return table


def _weights(run: Mapping[str, Any]) -> Table:
    table = Table("tín hiệu", "trọng số đang dùng", f"khớp lại (ngang nhau từ {run['even']})")
    for code, weight in run["weights"].items():
        table.add_row(code, str(weight), str(run["fitted"][code]))
    return table


def _percent(part: float) -> str:
    return f"{part * 100:.1f} %".replace(".", ",")


def faults(run: Mapping[str, Any]) -> Sequence[str]:
    """Say what of a run is a failure: too few fakes found, or too many honest reports shown."""
    at_list = next(point for point in run["points"] if point["listed"] == LIST)
    wrong = [] if at_list["found"] >= AIM else [f"chỉ tìm thấy {_percent(at_list['found'])}"]
    return wrong if at_list["alarms"] <= ALARMS else [*wrong, f"nêu {_percent(at_list['alarms'])} báo cáo thật"]
