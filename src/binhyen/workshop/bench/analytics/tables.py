"""The results of the bench of analytics as tables in Vietnamese. Times are of this machine."""

import io
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from rich.console import Console
from rich.table import Table

from binhyen.kernel.vietnamese import number

Plain = Mapping[str, Any]
_WIDTH = 150


def written(report: Plain, *, colours: bool) -> str:
    """Return every run as text."""
    sink = io.StringIO()
    console = Console(file=sink, width=_WIDTH, force_terminal=colours)
    loads = " → ".join(_decimal(one) for one in report["load"])
    console.print(f"Máy: {report['machine']}, tải {loads} (trước → sau). Ngày trong bản đo: {report['day']}.")
    for run in report["runs"]:
        console.rule(f"{run['database']}{' · cạnh ' + run['beside'] if run['beside'] else ''}")
        _show(run, console)
    return sink.getvalue()


def faults(run: Plain) -> Sequence[str]:
    """Return what makes a run fail: numbers that differ, a save that was not seen."""
    wrong = [words for answer in run["answers"] for words in answer["wrong"]]
    both = (run["visible"], run["visible_http"])
    return [*wrong, *("số vừa lưu không có trong câu trả lời" for one in both if one and not one["seen"])]


def _show(run: Plain, console: Console) -> None:
    console.print(
        f"{number(run['values'])} số liệu, {number(run['reports'])} báo cáo, {number(run['contested'])} số xét lại;"
        f" bộ nhớ cao nhất {run['bench_mb']:.0f} MB, máy chủ {run['worker_mb']:.0f} MB; {run['seconds']:.0f} giây."
    )
    console.print(_answers(run["answers"]))
    console.print(_built(run["built"]))
    for name, seen in (("tiến trình khác", run["visible"]), ("qua HTTP", run["visible_http"])):
        if seen:
            spent = f"p50 {_decimal(seen['times']['p50'])} ms, p95 {_decimal(seen['times']['p95'])} ms"
            console.print(f"Lưu rồi hỏi ngay, {name}: {spent}; thấy: {'có' if seen['seen'] else 'KHÔNG'}.")
    for words in faults(run):
        console.print(f"SAI: {words}")


def _answers(answers: Sequence[Plain]) -> Table:
    table = Table(title="Sáu câu hỏi, mili giây: p50 / p95 khi đã ấm; lần đầu")
    sides = [one["side"] for one in answers[0]["times"]] if answers else []
    for head in ("câu hỏi", "ô", *sides):
        table.add_column(head, justify="left" if head == "câu hỏi" else "right", overflow="fold")
    for one in answers:
        table.add_row(one["name"], number(one["rows"]), *map(_times, one["times"]))
    return table


def _times(one: Plain) -> str:
    if one["missing"] or not one["warm"]:
        return one["missing"] or "–"
    warm = one["warm"]
    return f"{_decimal(warm['p50'])} / {_decimal(warm['p95'])}; {_decimal(one['cold'])}"


def _built(rows: Sequence[Plain]) -> Table:
    table = Table(title="Dựng và làm mới")
    for head in ("việc", "giây", "dòng", "dòng/giây", "MB"):
        table.add_column(head, justify="left" if head == "việc" else "right")
    for one in rows:
        rate = number(round(one["rows"] / one["seconds"])) if one["seconds"] else "–"
        table.add_row(one["name"], _decimal(one["seconds"]), number(one["rows"]), rate, _decimal(one["megabytes"]))
    return table


def _decimal(value: float | None) -> str:
    return "–" if value is None else number(Decimal(str(round(value, 1))))
