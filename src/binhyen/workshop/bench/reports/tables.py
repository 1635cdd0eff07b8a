"""The results of the bench of reports and of workbooks as tables in Vietnamese. Times are of this machine."""

import io
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from rich.console import Console
from rich.table import Table

from binhyen.kernel.vietnamese import number

Plain = Mapping[str, Any]
_WIDTH = 150
_LEFT = {"nơi", "việc", "bảng", "kỳ", "bên"}


def written(report: Plain, *, colours: bool) -> str:
    """Return every run of reports as text."""
    return _shown(report, _show_reports, colours=colours)


def written_workbooks(report: Plain, *, colours: bool) -> str:
    """Return every run of workbooks as text."""
    return _shown(report, _show_workbooks, colours=colours)


def _shown(report: Plain, show: Callable[[Plain, Console], None], *, colours: bool) -> str:
    sink = io.StringIO()
    console = Console(file=sink, width=_WIDTH, force_terminal=colours)
    loads = " → ".join(_decimal(one) for one in report["load"])
    console.print(f"Máy: {report['machine']}, tải {loads} (trước → sau). Ngày trong bản đo: {report['day']}.")
    for run in report["runs"]:
        console.print()
        console.rule(run["database"])
        show(run, console)
    return sink.getvalue()


def _show_reports(run: Plain, console: Console) -> None:
    stored = run["stored"]
    console.print(
        f"{number(stored['communes'])} xã, {number(stored['reports'])} báo cáo, {number(stored['figures'])} số liệu "
        f"trong kho; dựng kho trong {stored['seconds']:.0f} giây, cả lượt {run['seconds']:.0f} giây."
    )
    _show_saving(run["saving"], console)
    _show_adding(run["adding"], console)
    _show_importing(run["importing"], console)
    _show_books(run["books"], console)


def _show_saving(saving: Plain, console: Console) -> None:
    times, alone, cpu, bare = saving["times"], saving["alone"], saving["cpu"], saving["yardsticks"]
    table = _table(f"Lưu báo cáo 40 ô qua HTTP, {saving['clients']} máy khách", "bên", "báo cáo/giây", "p50", "p95")
    table.add_row(
        "PUT, tất cả cùng lúc", _decimal(saving["per_second"]), _decimal(times["p50"]), _decimal(times["p95"])
    )
    table.add_row("PUT, từng máy một", "", _decimal(alone["p50"]), _decimal(alone["p95"]))
    table.add_row("ghi trần cùng dòng, mỗi báo cáo một giao dịch", _decimal(bare["each"]), "", "")
    table.add_row("ghi trần cùng dòng, một lần", _decimal(bare["together"]), "", "")
    console.print(table)
    database = "trong máy chủ" if cpu["database"] is None else f"{_decimal(cpu['database'])} giây"
    console.print(
        f"{number(saving['reports'])} báo cáo trong {_decimal(saving['seconds'])} giây; mỗi lần {saving['queries']} "
        f"câu SQL. CPU: máy chủ {_decimal(cpu['server'])} giây, máy khách {_decimal(cpu['clients'])} giây, cơ sở dữ "
        f"liệu {database}. Bộ nhớ cao nhất của một tiến trình: {saving['worker_mb']:.0f} MB."
    )
    lost = f"MẤT: {'; '.join(saving['lost'])}" if saving["lost"] else "không mất gì"
    console.print(f"Tra lại {number(saving['values'])} giá trị và nhật ký: {lost}.")
    for words in saving["errors"]:
        console.print(f"Trả lời sai: {words}")


def _show_adding(rows: Sequence[Plain], console: Console) -> None:
    heads = (
        "nơi",
        "kỳ",
        "chỉ tiêu",
        "số liệu cộng",
        "số liệu trong kho",
        "ms",
        "ms SUM trần",
        "lần",
        "ms HTTP",
        "thấy",
    )
    table = _table("Từ lúc lưu xong đến số tổng có số vừa lưu, trung vị", *heads)
    for row in rows:
        table.add_row(
            row["place"],
            row["period"],
            str(row["indicators"]),
            number(row["figures"]),
            number(row["stored"]),
            _decimal(row["milliseconds"]),
            _decimal(row["bare"]),
            _decimal(row["ratio"]),
            _decimal(row["over_http"]),
            "có" if row["seen"] else "KHÔNG",
        )
    console.print(table)


def _show_importing(rows: Sequence[Plain], console: Console) -> None:
    table = _table("Nhập giá trị", "việc", "giá trị", "đã đổi", "giây", "giá trị/giây", "MB cao nhất", "ghi chú")
    for row in rows:
        table.add_row(
            row["name"],
            number(row["values"]),
            number(row["changed"]),
            _decimal(row["seconds"]),
            number(int(row["per_second"])),
            _decimal(row["peak_mb"]),
            row["wrong"],
        )
    console.print(table)


def _show_books(rows: Sequence[Plain], console: Console) -> None:
    table = _table("Bảng tổng hợp .xlsx", "bảng", "ô", "giây", "giây xlsxwriter trần", "lần", "MB bộ nhớ", "MB tệp")
    for row in rows:
        if row["missing"]:
            table.add_row(row["name"], f"không đo: {row['missing']}")
            continue
        amounts = (row["seconds"], row["bare"], row["ratio"], row["peak_mb"], row["megabytes"])
        table.add_row(row["name"], number(row["cells"]), *map(_decimal, amounts))
    console.print(table)


def _show_workbooks(run: Plain, console: Console) -> None:
    size = f"{number(run['cells'])} ô trên mọi trang tính, {_decimal(run['kilobytes'])} kB"
    console.print(f"{number(run['workbooks'])} sổ, mỗi sổ {size}.")
    table = _table("Đọc sổ nhập liệu", "việc", "giây", "sổ/giây", "so với openpyxl")
    for row in run["rows"]:
        table.add_row(row["name"], _decimal(row["seconds"]), _decimal(row["per_second"]), _decimal(row["times"]))
    console.print(table)
    for words in run["wrong"]:
        console.print(f"SAI: {words}")


def _table(title: str, *heads: str) -> Table:
    table = Table(title=title)
    for head in heads:
        table.add_column(head, justify="left" if head in _LEFT else "right", overflow="fold")
    return table


def _decimal(value: float | None) -> str:
    return "–" if value is None else number(Decimal(str(round(value, 1))))
