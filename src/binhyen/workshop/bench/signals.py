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
    PARTS,
    Judged,
    Point,
    asked_of,
    curve,
    curves_by_kind,
    judged,
    judged_provinces,
)
from binhyen.workshop.rules.formalism.nation import PLANTED, nation
from binhyen.workshop.rules.formalism.planting import HARDER, plant

AIM = 0.9
_COMMUNES = 100
_FITTED, _FITTED_HARDER = 1, 101
"""Seeds from here on are fitted on; those from 4001 (nation: 201) served for choosing rules. None is measured on."""
_UNSEEN, _UNSEEN_HARDER, _UNSEEN_NATION = 6_001, 6_101, 7_001
_WIDTH = 120


@dataclass(frozen=True, slots=True)
class SignalsPlan:
    """One run: provinces of a hundred communes to measure on, and as many to fit on."""

    folder: Path
    provinces: int = 60


@dataclass(frozen=True, slots=True)
class World:
    """Fakes of some kinds in provinces of one simulation: the curve, that of each kind, and who is asked at all."""

    name: str
    provinces: int
    points: tuple[Point, ...]
    kinds: Mapping[str, Sequence[float]]
    asked: float


@dataclass(frozen=True, slots=True)
class SignalsRun:
    """Results: worlds (the first has the aim), and the weights in use beside those fitted anew."""

    worlds: tuple[World, ...]
    weights: Mapping[str, float]
    fitted: Mapping[str, float]
    even: float


def measure_signals(plan: SignalsPlan, say: Callable[[str], None]) -> SignalsRun:
    """Judge provinces that nobody fitted on or chose by, then the nation of another simulation, then fit anew."""
    say("tỉnh giả định chưa dùng để khớp")
    half = max(1, plan.provinces // 2)
    own = judged_provinces(_from(_UNSEEN, plan.provinces), _COMMUNES)
    harder = judged_provinces(_from(_UNSEEN_HARDER, half), _COMMUNES, HARDER)
    say("tỉnh của bộ mô phỏng cả nước")
    nations = [(seed, nation(seed, _COMMUNES)) for seed in _from(_UNSEEN_NATION, half)]
    other, other_harder = (
        [judged(plant(reports, seed, kinds=kinds)) for seed, reports in nations] for kinds in (PLANTED, HARDER)
    )
    say("khớp lại trọng số")
    fit = fitted(
        judged_provinces(_from(_FITTED, plan.provinces), _COMMUNES)
        + judged_provinces(_from(_FITTED_HARDER, half), _COMMUNES, HARDER)
    )
    return SignalsRun(
        (
            _world("tỉnh giả định", own),
            _world("cả nước mô phỏng", other),
            _world("tỉnh giả định, giả khó hơn", harder),
            _world("cả nước mô phỏng, giả khó hơn", other_harder),
        ),
        {code.value: weight for code, weight in WEIGHTS.items()},
        {code.value: weight for code, weight in fit.weights.items()},
        fit.even,
    )


def _from(seed: int, count: int) -> range:
    return range(seed, seed + count)


def _world(name: str, provinces: Sequence[Sequence[Judged]]) -> World:
    kinds = {kind.value: found for kind, found in curves_by_kind(provinces).items()}
    return World(name, len(provinces), tuple(curve(provinces)), kinds, asked_of(provinces))


def shown(report: Mapping[str, Any], *, colours: bool) -> str:
    """Return the run as text."""
    sink = StringIO()
    console = Console(file=sink, width=_WIDTH, force_terminal=colours)
    for run in report["runs"]:
        for world in run["worlds"]:
            console.print(_curve(world))
        console.print(_weights(run))
    return sink.getvalue()


def _curve(world: Mapping[str, Any]) -> Table:
    """Return a line for the whole and for each kind: how much lists of several lengths find."""
    title = f"{world['name']}: {world['provinces']} tỉnh × {_COMMUNES} xã, mỗi 100 báo cáo có 7 báo cáo giả cài vào"
    table = Table("danh sách gồm", *map(_percent, PARTS), title=title)
    table.add_row("giả tìm thấy", *(_percent(point["found"]) for point in world["points"]))
    table.add_row("thật bị nêu", *(_percent(point["alarms"]) for point in world["points"]))
    for kind, found in world["kinds"].items():
        table.add_row(kind, *map(_percent, found))
    table.caption = f"báo cáo thật bị hỏi ít nhất một câu: {_percent(world['asked'])}"
    return table


def _weights(run: Mapping[str, Any]) -> Table:
    table = Table("tín hiệu", "trọng số đang dùng", f"khớp lại (ngang nhau từ {run['even']})")
    for code, weight in run["weights"].items():
        table.add_row(code, str(weight), str(run["fitted"][code]))
    return table


def _percent(part: float) -> str:
    return f"{part * 100:.1f} %".replace(".", ",")


def faults(run: Mapping[str, Any]) -> Sequence[str]:
    """Say what of a run is a failure: too few plain fakes found in either world, or too many honest reports shown."""
    return [wrong for world in run["worlds"][:2] for wrong in _faults_of(world)]


def _faults_of(world: Mapping[str, Any]) -> Sequence[str]:
    at_list = next(point for point in world["points"] if point["listed"] == LIST)
    wrong = [] if at_list["found"] >= AIM else [f"{world['name']}: chỉ tìm thấy {_percent(at_list['found'])}"]
    if at_list["alarms"] <= ALARMS:
        return wrong
    return [*wrong, f"{world['name']}: nêu {_percent(at_list['alarms'])} báo cáo thật"]
