"""`binhyen bench recognition`: measure a large province over HTTP, on databases of its own."""

import json
import os
import platform
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.progress import Progress

from binhyen.workshop.bench.plan import AIM_MS, DAY, Plan
from binhyen.workshop.bench.run import measure
from binhyen.workshop.bench.stage import (
    POSTGRESQL,
    SQLITE,
    NoDatabaseError,
    database_url,
    folder_for,
    is_own_child,
    run_apart,
)
from binhyen.workshop.bench.tables import written

_STEPS = 60
_STOPPED = 143


class Command(BaseCommand):
    help = "Đo một tỉnh lớn qua HTTP, trên cơ sở dữ liệu riêng; in tỉ lệ so với thước đo có tên."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["recognition"])
        parser.add_argument("--units", type=int, default=20_000, help="số đơn vị của tỉnh (mỗi đơn vị 3 hồ sơ)")
        parser.add_argument("--answers-per-dossier", type=int, default=22, help="số tiêu chí mỗi hồ sơ trả lời")
        parser.add_argument("--database", choices=[SQLITE, POSTGRESQL, "both"], default="both")
        parser.add_argument("--requests", type=int, default=200, help="số yêu cầu mỗi trang")
        parser.add_argument("--clients", type=int, default=8, help="số người cùng lúc, ngoài lượt một người")
        parser.add_argument("--json", type=Path, help="ghi kết quả vào tệp")
        parser.add_argument("--keep", action="store_true", help="giữ lại cơ sở dữ liệu SQLite đã dựng")
        parser.add_argument("--inside", type=Path, help="chỉ dùng nội bộ: đo cơ sở dữ liệu đã cấu hình")

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        if options["inside"]:
            self._measure(options)
            return
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(_STOPPED))  # so that a private server is ended, too
        wanted = [SQLITE, POSTGRESQL] if options["database"] == "both" else [options["database"]]
        runs = [run for database in wanted for run in self._one(database, options)]
        report = {"machine": _machine(), "load": _load(), "day": DAY.isoformat(), "aim_ms": AIM_MS, "runs": runs}
        if options["json"]:
            options["json"].write_text(json.dumps(report, ensure_ascii=False, indent=1), encoding="utf-8")
        self.stdout.write(written(report, colours=self.stdout.isatty()))
        failed = [page for run in runs for page in run["pages"] if page["failed"]]
        if failed:
            msg = f"{len(failed)} trang không trả lời đúng; xem bảng."
            raise CommandError(msg)

    def _one(self, database: str, options: dict[str, Any]) -> list[Any]:
        """Measure one database. One that can't be had is an error when it was asked for by name, else said aloud."""
        folder = folder_for(database)
        try:
            with database_url(database, folder) as url:
                return [run_apart(_plan(folder, options), url)]
        except NoDatabaseError as trouble:
            if options["database"] == database:
                raise CommandError(str(trouble)) from trouble
            self.stderr.write(f"Không đo được {database}: {trouble}")
            return []
        finally:
            if not options["keep"]:
                (folder / "bench.sqlite3").unlink(missing_ok=True)

    def _measure(self, options: dict[str, Any]) -> None:
        """Measure the database of this process, which its parent made for that."""
        folder = Path(settings.VAR_DIR)
        if not is_own_child():
            msg = "--inside chỉ dùng cho tiến trình con của bench."
            raise CommandError(msg)
        with Progress(transient=True) as progress:
            task = progress.add_task("Đo", total=_STEPS)
            run = measure(_plan(folder, options), _say(progress, task, folder / "steps.log"))
        options["inside"].write_text(json.dumps(asdict(run), ensure_ascii=False), encoding="utf-8")


def _say(progress: Progress, task: Any, log: Path) -> Callable[[str], None]:  # noqa: ANN401 - a rich task id
    """Show each step, and keep with its time when it began: which one took long?"""
    begun = time.monotonic()

    def say(word: str) -> None:
        progress.update(task, advance=1, description=word)
        with log.open("a", encoding="utf-8") as written:
            written.write(f"{time.monotonic() - begun:7.1f} s  {word}\n")

    return say


def _plan(folder: Path, options: dict[str, Any]) -> Plan:
    return Plan(
        folder=folder,
        units=options["units"],
        answers_per_dossier=options["answers_per_dossier"],
        requests=options["requests"],
        clients=options["clients"],
    )


def _load() -> float:
    """Return how many processes wanted a processor over the last minutes, the bench's own among them."""
    return round(os.getloadavg()[1], 1)


def _machine() -> str:
    return f"{platform.machine()}, {os.cpu_count()} vCPU, Python {platform.python_version()}"
