"""The results of the bench of registers as tables in Vietnamese."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from binhyen.kernel.vietnamese import number
from binhyen.workshop.bench.tables import pages_table

Plain = Mapping[str, Any]
_WIDTH = 150


def written(report: Plain, *, colours: bool) -> str:
    """Return every run as text: what was written, the pages, numbers, workbooks."""
    sink = io.StringIO()
    console = Console(file=sink, width=_WIDTH, force_terminal=colours)
    loads = " → ".join(f"{one:.1f}".replace(".", ",") for one in report["load"])
    console.print(f"Máy: {report['machine']}, tải {loads} (trước → sau). Ngày trong bản đo: {report['day']}.")
    for run in report["runs"]:
        _show(run, float(report["aim_ms"]), console)
    return sink.getvalue()


def _show(run: Plain, aim: float, console: Console) -> None:
    console.print()
    console.rule(run["database"])
    amounts = ("schemes", "mô hình"), ("events", "hoạt động"), ("tallies", "dòng sổ cái")
    console.print(", ".join(f"{number(int(run[name]))} {word}" for name, word in amounts))
    console.print(pages_table(run["pages"], aim))
    console.print(f"“Lần” là p50 so với {run['yardstick']}, hỏi xen kẽ trên cùng máy chủ.")
    console.print(_counting(run["counting"]))
    console.print(_writing(run["writing"]))
    for page in run["pages"]:
        for line in page["full_scans"]:
            console.print(f"Đọc cả bảng: {page['name']}: {line}", highlight=False)


def _counting(rows: Sequence[Plain]) -> Table:
    table = _table("Số đếm từ sổ, mili giây", ("số",), ("giá trị", "dòng", "ms", "COUNT trần, ms", "lần"))
    for row in rows:
        spans = (row["milliseconds"], row["yardstick_ms"], row["ratio"])
        table.add_row(row["name"], row["value"], number(int(row["lines"])), *(f"{one or 0:.1f}" for one in spans))
    return table


def _writing(rows: Sequence[Plain]) -> Table:
    table = _table("Ghi và nhập", ("việc",), ("dòng", "giây", "dòng/giây", "thước đo, giây", "lần"))
    for row in rows:
        figures = (f"{row['seconds']:.1f}", f"{row['per_second']:.0f}", f"{row['yardstick_seconds']:.2f}")
        table.add_row(row["name"], number(int(row["rows"])), *figures, f"{row['ratio'] or 0:.1f}")
    return table


def _table(title: str, left: Sequence[str], right: Sequence[str]) -> Table:
    table = Table(title=title)
    for head in left:
        table.add_column(head, overflow="fold")
    for head in right:
        table.add_column(head, justify="right")
    return table
