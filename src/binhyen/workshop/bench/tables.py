"""The results as tables in Vietnamese. Ratios are beside the yardstick of the same run; times are of this machine."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from binhyen.kernel.vietnamese import number

Plain = Mapping[str, Any]
_WIDTH = 150


def written(report: Plain, *, colours: bool) -> str:
    """Return every run as text: what was seeded, the pages, the bulk work, memory, and what reads whole tables."""
    sink = io.StringIO()
    _show(report, Console(file=sink, width=_WIDTH, force_terminal=colours))
    return sink.getvalue()


def _show(report: Plain, console: Console) -> None:
    loads = " → ".join(map(_ms, report["load"]))
    console.print(f"Máy: {report['machine']}, tải {loads} (trước → sau). Ngày trong bản đo: {report['day']}.")
    for run in report["runs"]:
        _show_run(run, float(report["aim_ms"]), console)


def _show_run(run: Plain, aim: float, console: Console) -> None:
    seeded = run["seeded"]
    console.print()
    console.rule(run["database"])
    amounts = ("units", "đơn vị"), ("communes", "xã"), ("dossiers", "hồ sơ"), ("answers", "câu trả lời")
    words = ", ".join(f"{number(int(seeded[name]))} {word}" for name, word in amounts)
    console.print(f"{words}; {seeded['rounds']} đợt; dựng dữ liệu trong {seeded['seconds']:.0f} giây.")
    console.print(pages_table(run["pages"], aim))
    console.print(
        f"“Lần” là p50 so với {run['yardstick']}, hỏi xen kẽ trên cùng máy chủ. "
        f"20 dòng hồ sơ đọc trần theo khóa: {run['bare_list_ms']} ms."
    )
    console.print(_bulk(run["bulk"]))
    memory = run["memory"]
    console.print(
        f"Bộ nhớ cao nhất: một tiến trình máy chủ {memory['worker_mb']:.0f} MB, "
        f"tiến trình đo {memory['bench_mb']:.0f} MB."
    )
    _scans(run["pages"], console)


def pages_table(pages: Sequence[Plain], aim: float) -> Table:
    """Return the pages with their times beside the yardstick."""
    several = next((one["clients"] for page in pages for one in page["timings"][1:]), 0)
    table = Table(title=f"Trang, mili giây (mong muốn: p95 ≤ {aim:.0f} với 1 người)")
    for head in ("trang", "vai"):
        table.add_column(head, overflow="fold")
    for head in ("p50", "p95", "lần", f"p50 ({several})", f"p95 ({several})", "câu SQL", "ms SQL", "kB"):
        table.add_column(head, justify="right")
    for page in pages:
        table.add_row(page["name"], page["role"], *_cells(page, aim))
    return table


def _cells(page: Plain, aim: float) -> list[str]:
    if page["missing"] or page["failed"]:
        words = f"không đo: {page['missing']}" if page["missing"] else f"[red]TRẢ LỜI SAI: {page['failed'][:60]}[/red]"
        return [words, *[""] * 7]
    alone, several = (one["spread"] for one in page["timings"])
    p95 = _ms(alone["p95"])
    shown = f"[red]{p95}[/red]" if alone["p95"] > aim else p95
    cells = [_ms(alone["p50"]), shown, _times(page["timings"][0]["ratio"]), _ms(several["p50"]), _ms(several["p95"])]
    return [*cells, str(page["queries"] or "–"), _ms(page["sql_ms"]), _ms(page["bytes"] / 1000)]


def _bulk(rows: Sequence[Plain]) -> Table:
    table = Table(title="Việc hàng loạt, giây")
    for head in ("việc", "dòng", "giây", "thước đo", "giây", "lần", "câu SQL"):
        table.add_column(head, justify="left" if head in ("việc", "thước đo") else "right", overflow="fold")
    for row in rows:
        if row["missing"]:
            table.add_row(row["name"], "", "", f"không đo: {row['missing']}", "", "", "")
            continue
        table.add_row(
            row["name"],
            number(int(row["rows"])),
            f"{row['seconds']:.2f}",
            row["yardstick"],
            f"{row['yardstick_seconds']:.3f}",
            _times(row["ratio"]),
            str(row["queries"] or "–"),
        )
    return table


def _scans(pages: Sequence[Plain], console: Console) -> None:
    for page in pages:
        for line in page["full_scans"]:
            console.print(f"Đọc cả bảng: {page['name']} ({page['role']}): {line}", highlight=False)


def _ms(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


def _times(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}".replace(".", ",")
