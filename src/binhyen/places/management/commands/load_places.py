"""`binhyen load-places`: write the country's map from the committed layers. Run twice, it writes nothing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from rich.progress import Progress

from binhyen.kernel.actors import SYSTEM
from binhyen.places.actions import load_places
from binhyen.places.actions.loading import Loaded
from binhyen.places.rules.country import country
from binhyen.ui.http import clock

_LAKE = "Kho phân tích dựng theo bản đồ cũ: dựng lại ngay bằng binhyen lake rebuild, hoặc chờ lệnh gộp hằng đêm."


class Command(BaseCommand):
    help = "Nạp bản đồ hành chính cả nước theo thời gian (63 tỉnh ba cấp, 34 tỉnh hai cấp). Chạy lại không đổi gì."

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        with Progress(transient=True, disable=options["verbosity"] == 0) as progress:
            task = progress.add_task("Nạp địa bàn", total=None)
            loaded = load_places(
                country(),
                by=SYSTEM,
                at=clock(),
                watch=lambda done, total: progress.update(task, completed=done, total=total),
            )
        if options["verbosity"]:
            self.stdout.write("\n".join(_told(loaded)))


def _told(loaded: Loaded) -> Iterator[str]:
    if not loaded.places:
        yield "Bản đồ đã đủ, không nạp gì thêm."
        return
    yield f"Đã nạp {loaded.places} địa bàn, {loaded.versions} phiên bản, {loaded.lineage} bước kế thừa."
    if (Path(settings.LAKE_DIR) / "manifest.json").exists():
        yield _LAKE
