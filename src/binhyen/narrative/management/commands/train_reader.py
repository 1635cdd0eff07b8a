"""`binhyen train-reader`: teaches the reader's learned part from annotated texts."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from binhyen.indicators.rules.shelf import shipped_catalogue
from binhyen.narrative.reader.gold import GoldText, NotAnnotatedError, gold_texts
from binhyen.narrative.reader.learned.model import MODEL, written
from binhyen.narrative.reader.teaching.lessons import lessons_of
from binhyen.narrative.reader.teaching.report import lines_of
from binhyen.narrative.reader.teaching.training import train
from binhyen.ui.management import SayingCommand


class Command(SayingCommand):
    help = "Learn from annotated texts which words speak for which indicator. Exit 0; 2 for a file that is none."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("texts", metavar="TEXTS.jsonl", nargs="+", help="lines {id, text, figures, distractors}")
        parser.add_argument(
            "--known",
            metavar="TEXTS.jsonl",
            action="append",
            default=[],
            help="texts that the rules were written by: they teach words, but not how far to trust the rules",
        )
        parser.add_argument(
            "--drills",
            metavar="TEXTS.jsonl",
            action="append",
            default=[],
            help="texts that no rule was written by, no real ones either: they teach words and when rules are right",
        )
        parser.add_argument("--out", metavar="FILE", type=Path, default=MODEL, help="where the weights are written")

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        new = lessons_of(self._texts(options["texts"]))
        known = lessons_of(self._texts(options["known"]), known=True)
        drills = lessons_of(self._texts(options["drills"]))
        if not any(one.meant for one in new.all):
            self.refuse("Các tệp này không có số liệu nào đã đánh dấu để học.")
        trained = train(new, drills, known, shipped_catalogue())
        content = written(trained.ranker)
        options["out"].write_bytes(content)
        self.stdout.write("\n".join([*lines_of(trained, new), *_written(options["out"], content)]))

    def _texts(self, names: Iterable[str]) -> list[GoldText]:
        found: list[GoldText] = []
        for name in names:
            try:
                found.extend(gold_texts(Path(name).read_text(encoding="utf-8").split("\n")))
            except (OSError, UnicodeDecodeError):
                self.refuse(f"Không đọc được tệp {name}: tệp không có, hoặc không phải UTF-8.")
            except NotAnnotatedError as error:
                self.refuse(f"{name}, dòng {error.line} không phải là văn bản đã đánh dấu: {error.why}.")
        return found


def _written(path: Path, content: bytes) -> Iterator[str]:
    yield f"\nĐã ghi {path.name}: {len(content) / 1024:.0f} kB"
