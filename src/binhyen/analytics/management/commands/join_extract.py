"""`binhyen join-extract EXTRACT… --into FOLDER`: join signed extracts of provinces into one lake."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from binhyen.analytics.lake.joining import join_extracts
from binhyen.kernel.findings import Refusal
from binhyen.ui.http import clock
from binhyen.ui.management import SayingCommand


class Command(SayingCommand):
    help = "Ghép các bản trích có chữ ký số của các tỉnh vào một kho phân tích; bản mới thay bản cũ của cùng tỉnh."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("extracts", nargs="+", type=Path, metavar="EXTRACT", help="thư mục hoặc tệp .zip")
        parser.add_argument(
            "--into", type=Path, required=True, metavar="FOLDER", help="kho phân tích ghép từ các bản trích"
        )

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        try:
            joined = join_extracts(options["extracts"], options["into"], now=clock())
        except Refusal as refusal:
            self.refuse_all(refusal)
        came = {one.digest for one in joined.came}
        for one in joined.sources:
            mark = "mới ghép" if one.digest in came else "đã có"
            day = f"{datetime.fromisoformat(one.as_of):%H:%M %d/%m/%Y}"
            self.stdout.write(f"Tỉnh {', '.join(one.provinces)}: số liệu đến {day}, {one.signed_by} ký ({mark})")
        self.stdout.write(f"Đặt BINHYEN_LAKE_DIR={options['into'].resolve()} để phân tích trên kho này.")
