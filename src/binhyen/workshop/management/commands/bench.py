"""`binhyen bench recognition|reports|registers|workbooks|write|read|signals`: measure at size, on own databases."""

import gc
import json
import os
import platform
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.progress import Progress

from binhyen.workshop.bench.kinds import KINDS, Kind
from binhyen.workshop.bench.plan import AIM_MS, DAY
from binhyen.workshop.bench.stage import (
    POSTGRESQL,
    SQLITE,
    NoDatabaseError,
    database_url,
    folder_for,
    is_own_child,
    run_apart,
)

_STEPS = 60
_STOPPED = 143
_AS_SERVED = (50_000, 20, 50)
"""How often garbage is looked for, as in the server (`config/wsgi.py`): what is measured here is what it would do."""


class Command(BaseCommand):
    help = "Đo một tỉnh lớn, báo cáo cả nước, các sổ, sổ nhập liệu, trên cơ sở dữ liệu riêng; in tỉ lệ so với thước đo."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=list(KINDS))
        parser.add_argument("--database", choices=[SQLITE, POSTGRESQL, "both"], default="both")
        parser.add_argument("--clients", type=int, help="số người cùng lúc (recognition, registers: 8, reports: 64)")
        parser.add_argument("--units", type=int, help="recognition: số đơn vị của tỉnh, mỗi đơn vị 3 hồ sơ (20.000)")
        parser.add_argument("--answers-per-dossier", type=int, help="recognition: số tiêu chí mỗi hồ sơ trả lời (22)")
        parser.add_argument("--requests", type=int, help="recognition, registers: số yêu cầu mỗi trang (200, 100)")
        parser.add_argument("--values", type=_amount, help="reports, analytics: số liệu trong kho (4e6)")
        parser.add_argument("--seconds", type=float, help="reports: lưu báo cáo trong bao lâu (20)")
        parser.add_argument("--imported", type=_amount, help="reports: số giá trị nhập một lần (1e6)")
        parser.add_argument("--turns", type=int, help="reports, write, read, analytics: mấy lần (5, 5, 3, 20)")
        parser.add_argument("--communes", type=int, help="reports: số xã của mỗi tỉnh, để thử nhanh (tất cả)")
        parser.add_argument("--schemes", type=_amount, help="registers: số mô hình (100.000)")
        parser.add_argument("--events", type=_amount, help="registers: số hoạt động (500.000)")
        parser.add_argument("--rows", type=int, help="registers: số dòng của bảng tính nhập vào (5.000)")
        parser.add_argument("--workbooks", type=int, help="workbooks: số sổ (1.000)")
        parser.add_argument("--seed", type=int, help="analytics: hạt giống (1)")
        parser.add_argument("--sheets", type=int, help="read: số trang văn bản tự soạn (300)")
        parser.add_argument("--texts", type=Path, help="read: tệp hoặc thư mục .txt đọc thay văn bản tự soạn")
        parser.add_argument("--provinces", type=int, help="signals: số tỉnh để đo, để khớp (60); analytics: (34)")
        parser.add_argument("--json", type=Path, help="ghi kết quả vào tệp")
        parser.add_argument("--keep", action="store_true", help="giữ lại cơ sở dữ liệu SQLite đã dựng")
        parser.add_argument("--inside", type=Path, help="chỉ dùng nội bộ: đo cơ sở dữ liệu đã cấu hình")

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        kind = KINDS[options["what"]]
        if options["inside"]:
            self._measure(kind, options)
            return
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(_STOPPED))  # so that a private server is ended, too
        both = [SQLITE, POSTGRESQL] if kind.asks_database else [SQLITE]
        wanted = both if options["database"] == "both" else [options["database"]]
        before = _load()
        runs = [run for database in wanted for run in self._one(kind, database, options)]
        told = {"machine": _machine(), "load": (before, _load()), "day": DAY.isoformat()}
        report = {**told, "aim_ms": AIM_MS, "runs": runs}
        if options["json"]:
            options["json"].write_text(json.dumps(report, ensure_ascii=False, indent=1), encoding="utf-8")
        self.stdout.write(kind.shown(report, colours=self.stdout.isatty()))
        faults = [fault for run in runs for fault in kind.faults(run)]
        if faults:
            msg = f"{len(faults)} chỗ sai; xem bảng. {faults[0][:300]}"
            raise CommandError(msg)

    def _one(self, kind: Kind, database: str, options: dict[str, Any]) -> list[Any]:
        """Measure one database. One that can't be had is an error when it was asked for by name, else said aloud."""
        folder = folder_for(database)
        try:
            with database_url(database, folder) as url:
                return [run_apart(folder, url, _words(kind, options))]
        except NoDatabaseError as trouble:
            if options["database"] == database:
                raise CommandError(str(trouble)) from trouble
            self.stderr.write(f"Không đo được {database}: {trouble}")
            return []
        finally:
            if not options["keep"]:
                (folder / "bench.sqlite3").unlink(missing_ok=True)

    def _measure(self, kind: Kind, options: dict[str, Any]) -> None:
        """Measure the database of this process, which its parent made for that."""
        folder = Path(settings.VAR_DIR)
        if not is_own_child():
            msg = "--inside chỉ dùng cho tiến trình con của bench."
            raise CommandError(msg)
        gc.freeze()
        gc.set_threshold(*_AS_SERVED)
        with Progress(transient=True) as progress:
            task = progress.add_task("Đo", total=_STEPS)
            run = kind.measure(kind.planned(folder, options), _say(progress, task, folder / "steps.log"))
        options["inside"].write_text(json.dumps(asdict(run), ensure_ascii=False), encoding="utf-8")


def _words(kind: Kind, options: dict[str, Any]) -> list[str]:
    """Return the bench and its options as the command line takes them."""
    said = kind.given(options)
    return [options["what"], *(word for name, value in said.items() for word in (_option(name), str(value)))]


def _option(name: str) -> str:
    return "--" + name.replace("_", "-")


def _amount(text: str) -> int:
    """Read a number that may be written as 4e6."""
    return int(Decimal(text))


def _say(progress: Progress, task: Any, log: Path) -> Callable[[str], None]:  # noqa: ANN401 - a rich task id
    """Show each step, and keep with its time when it began: which one took long?"""
    begun = time.monotonic()

    def say(word: str) -> None:
        progress.update(task, advance=1, description=word)
        with log.open("a", encoding="utf-8") as written:
            written.write(f"{time.monotonic() - begun:7.1f} s  {word}\n")

    return say


def _load() -> float:
    """Return how many processes wanted a processor over the last minutes, the bench's own among them."""
    return round(os.getloadavg()[1], 1)


def _machine() -> str:
    return f"{platform.machine()}, {os.cpu_count()} vCPU, Python {platform.python_version()}"
