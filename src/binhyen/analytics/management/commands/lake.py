"""`binhyen lake rebuild|refresh|compact|status`: look after the columnar copy that analytics answers from."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext
from rich.progress import Progress, TaskID

from binhyen.analytics.lake.building import Watch, compact, rebuild, refresh
from binhyen.analytics.lake.opening import MENDED, REBUILT, tail
from binhyen.analytics.lake.status import Status, status_of
from binhyen.kernel.findings import Refusal, Refused

_WAIT = 600
_STEPS = {"read": "Đọc số liệu", "write": "Ghi số liệu", "others": "Ghi kết quả, sổ, địa bàn", "compact": "Gộp"}


class Command(BaseCommand):
    help = "Kho phân tích (bản sao theo cột của số liệu): dựng lại, ghi phần mới, gộp, xem tình trạng."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=("rebuild", "refresh", "compact", "status"))
        parser.add_argument("--anew", action="store_true", help="rebuild: đọc lại từ đầu, bỏ phần đọc dở lần trước")

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        doing: dict[str, Callable[[Watch], str]] = {
            "rebuild": lambda watch: self._rebuild(watch, anew=options["anew"]),
            "refresh": lambda _watch: f"Phần mới: {refresh(tail(), wait=_WAIT)} nhóm số liệu.",
            "compact": self._compact,
            "status": lambda _watch: "\n".join(_lines(status_of(tail()))),
        }
        try:
            with _watching(shown=options["verbosity"] > 0) as watch:
                said = doing[options["what"]](watch)
        except Refusal as refusal:
            raise CommandError("\n".join(_noes(refusal))) from refusal
        if options["verbosity"]:
            self.stdout.write(said)

    def _compact(self, watch: Watch) -> str:
        """Write what changed into the base; a lake that a new map or schema left behind is made anew, as at night."""
        try:
            return f"Đã ghi {compact(tail(), watch=watch, wait=_WAIT)} tệp."
        except Refused as refusal:
            if refusal.code not in MENDED:
                raise
            return self._rebuild(watch, anew=True)

    def _rebuild(self, watch: Watch, *, anew: bool) -> str:
        made = rebuild(tail().lake, watch=watch, anew=anew, wait=_WAIT)
        rows = sum(one.rows for one in made.files())
        return f"Đã dựng kho phân tích: {rows} dòng trong {len(list(made.files()))} tệp."


@contextmanager
def _watching(*, shown: bool) -> Iterator[Watch]:
    with Progress(transient=True, disable=not shown) as progress:
        tasks: dict[str, TaskID] = {}

        def watch(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = progress.add_task(_STEPS[step], total=total)
            progress.update(tasks[step], completed=done, total=total)

        yield watch


def _noes(refusal: Refusal) -> Iterator[str]:
    yield from (gettext(one.message) % one.params for one in refusal.findings)
    if any(one.code in REBUILT for one in refusal.findings):
        yield "Lệnh dựng lại: binhyen lake rebuild"


def _lines(status: Status) -> Iterator[str]:
    yield f"Thư mục: {status.lake}"
    yield f"Bản kê số {status.number}, bản đồ đến {status.newest:%d/%m/%Y}"
    for table in status.tables:
        yield f"{table.name}: {table.rows} dòng, {table.files} tệp, {table.size} byte"
    yield f"Phần mới đã ghi: {status.in_segment} nhóm; chưa ghi: {status.in_tail} nhóm."
    yield "Mọi tệp đọc được." if status.sound else "Có tệp không đọc được: dựng lại bằng binhyen lake rebuild."
