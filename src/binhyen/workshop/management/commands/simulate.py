"""`binhyen simulate`: make a realistic nation by seed, as the files of a lake or in the database."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from binhyen.kernel.findings import Refused
from binhyen.kernel.vietnamese import number
from binhyen.places.models import PlaceVersion
from binhyen.reports.models import Report
from binhyen.ui.http import clock
from binhyen.ui.management import SayingCommand
from binhyen.workshop.bench.server import peak_mb
from binhyen.workshop.bench.simulating.filling import fill_lake
from binhyen.workshop.bench.simulating.planning import Asked, planned
from binhyen.workshop.bench.simulating.storing import store_nation

Watch = Callable[[str, int, int], None]
PARQUET, DATABASE = "parquet", "database"


class Command(SayingCommand):
    help = "Dựng một đất nước mô phỏng theo hạt giống: báo cáo, sửa đổi, sáp nhập, hồ sơ, sổ; vào tệp hay CSDL."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--provinces", type=int, default=34, help="số tỉnh, theo mã (34)")
        parser.add_argument("--years", type=int, default=0, help="số năm tính đến nay (theo --values, không thì 2)")
        parser.add_argument("--values", type=_amount, default=0, help="khoảng bao nhiêu số liệu, ví dụ 4e6")
        parser.add_argument("--seed", type=int, default=1, help="cùng hạt giống thì cùng số liệu (1)")
        parser.add_argument("--into", choices=[PARQUET, DATABASE], default=PARQUET)
        parser.add_argument("--out", type=Path, help="thư mục của tệp Parquet (var/simulated)")

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        if not PlaceVersion.objects.exists():
            raise CommandError("Chưa có địa bàn. Nạp trước: binhyen load_places.")
        names = ("seed", "provinces", "years", "values")
        asked = Asked(clock().date(), **{name: options[name] for name in names})
        try:
            told = self._stored(asked) if options["into"] == DATABASE else self._filled(asked, options["out"])
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{told} Bộ nhớ cao nhất: {number(round(peak_mb(os.getpid())))} MB.")

    def _filled(self, asked: Asked, out: Path | None) -> str:
        folder = out or Path(settings.VAR_DIR) / "simulated"
        with watched() as watch:
            made = fill_lake(planned(asked), folder, watch)
        listed = ", ".join(f"{name} {number(rows)}" for name, rows in made.rows.items())
        return f"{number(made.values)} số liệu trong {folder} ({listed})."

    def _stored(self, asked: Asked) -> str:
        if Report.objects.exists():
            raise CommandError("Cơ sở dữ liệu đã có báo cáo: chỉ mô phỏng vào một cơ sở dữ liệu trống.")
        with watched() as watch:
            figures = store_nation(planned(asked), watch)
        return f"{number(figures)} giá trị đã ghi vào cơ sở dữ liệu."


@contextmanager
def watched() -> Iterator[Watch]:
    """Show a bar; gives what tells it what is being made, how much is done, and how much there is."""
    words, share = TextColumn("{task.description}"), TextColumn("{task.percentage:>3.0f} %")
    with Progress(words, BarColumn(), share, TimeElapsedColumn()) as progress:
        task = progress.add_task("địa bàn", total=None)

        def watch(step: str, done: int, total: int) -> None:
            progress.update(task, description=step, completed=done, total=total)

        yield watch


def _amount(text: str) -> int:
    """Read a number that may be written as 4e6."""
    return int(Decimal(text))
