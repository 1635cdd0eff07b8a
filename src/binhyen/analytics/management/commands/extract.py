"""`binhyen extract --out FOLDER|FILE.zip [--place PROVINCE] [--years 2025,2026]`: a signed extract of the lake."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from binhyen.analytics.lake.extracting import Wanted, write_extract
from binhyen.analytics.lake.opening import fresh
from binhyen.kernel.findings import Refusal
from binhyen.kernel.vietnamese import number
from binhyen.places.queries import place_named
from binhyen.ui.http import clock
from binhyen.ui.management import SayingCommand


class Command(SayingCommand):
    help = "Trích kho phân tích thành tệp Parquet có chữ ký số, để cấp trên ghép số liệu của nhiều tỉnh."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", type=Path, required=True, help="thư mục mới, hoặc một tệp .zip")
        parser.add_argument("--place", default="", help="tên tắt hoặc mã tỉnh trên bản đồ hiện nay; bỏ trống: toàn bộ")
        parser.add_argument(
            "--years", type=_years, default=(), help="các năm của kỳ báo cáo, ví dụ 2025,2026; bỏ trống: mọi năm"
        )

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        now = clock()
        try:
            province = place_named(options["place"], now.date()).place_id if options["place"] else None
            made = write_extract(fresh(), Wanted(province, options["years"]), options["out"], at=now)
        except Refusal as refusal:
            self.refuse_all(refusal)
        rows = number(sum(one.rows for one in made.files))
        listed = ", ".join(made.provinces)
        self.stdout.write(
            f"Đã trích {rows} dòng của tỉnh {listed}, số liệu đến {made.as_of:%H:%M %d/%m/%Y}: {options['out']}"
        )


def _years(words: str) -> tuple[int, ...]:
    return tuple(sorted({int(one) for one in words.split(",")}))
