"""`binhyen reader-examples`: the masked sentences that people confirmed or mended, as annotated texts."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from binhyen.narrative.models import Example
from binhyen.narrative.queries.incoming import examples
from binhyen.ui.management import SayingCommand


class Command(SayingCommand):
    """Writes the lines that `binhyen reader-score` counts."""

    help = "Ghi các câu đã che tên mà người dùng xác nhận hoặc sửa, mỗi dòng một câu (JSON)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", metavar="FILE", help="tệp để ghi; không có thì in ra màn hình")

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        if not options["out"]:
            sys.stdout.writelines(_lines())
            return
        try:
            with Path(options["out"]).open("w", encoding="utf-8") as stream:
                stream.writelines(_lines())
        except OSError as error:
            self.refuse(f"Không ghi được tệp {options['out']}: {error.strerror}.")


def _lines() -> Iterator[str]:
    return (json.dumps(_row(one), ensure_ascii=False) + "\n" for one in examples().iterator(chunk_size=500))


def _row(example: Example) -> dict[str, object]:
    return {
        "id": f"k-{example.pk:05d}",
        "date": example.about_date.isoformat() if example.about_date else "",
        "place": "",
        "text": example.sentence,
        "figures": example.figures,
        "distractors": example.distractors,
    }
