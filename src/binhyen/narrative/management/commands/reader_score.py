"""`binhyen reader-score`: how well the reader reads annotated texts."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from binhyen.narrative.reader.gold import NotAnnotatedError, gold_texts
from binhyen.narrative.reader.scoring import Score, Tally, score
from binhyen.ui.management import SayingCommand

WORST = 20


class Command(SayingCommand):
    help = "Print precision, recall and F1 of the reader on annotated texts. Exit 0; 2 for a file that is none."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("gold", metavar="GOLD.jsonl", help="lines {id, text, figures, distractors}")
        parser.add_argument("--json", action="store_true", dest="as_json")
        parser.add_argument("--worst", type=int, default=WORST, help="how many mistakes are shown")

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        try:
            lines = Path(options["gold"]).read_text(encoding="utf-8").split("\n")
            result = score(gold_texts(lines))
        except (OSError, UnicodeDecodeError):
            self.refuse(f"Không đọc được tệp {options['gold']}: tệp không có, hoặc không phải UTF-8.")
        except NotAnnotatedError as error:
            self.refuse(f"Dòng {error.line} không phải là văn bản đã đánh dấu: {error.why}.")
        if options["as_json"]:
            self.stdout.write(json.dumps(_plain(result, options["worst"]), ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(_lines(result, options["worst"])))


def _measured(tallies: Mapping[str, Tally]) -> dict[str, dict[str, float]]:
    return {
        name: {
            "precision": round(tally.precision, 4),
            "recall": round(tally.recall, 4),
            "f1": round(tally.f1, 4),
            **asdict(tally),
        }
        for name, tally in sorted(tallies.items())
    }


def _plain(result: Score, worst: int) -> dict[str, Any]:
    return {
        "texts": result.texts,
        "scores": _measured(result.levels),
        "qualifiers": _measured(result.qualifiers),
        "groups": _measured(result.groups),
        "sure": {"precision": round(result.sure.precision, 4), "figures": result.sure.right + result.sure.wrong},
        "distractors": {
            "all": result.distractors,
            "proposed": result.distractors_proposed,
            "above_half": result.distractors_believed,
        },
        "worst": [asdict(mistake) for mistake in result.mistakes[:worst]],
    }


def _lines(result: Score, worst: int) -> Iterator[str]:
    yield f"{result.texts} văn bản"
    for title, tallies in (
        ("Số liệu", result.levels),
        ("Thuộc tính (trên số liệu đọc đúng)", result.qualifiers),
        ("Nhóm chỉ tiêu (đúng chặt)", result.groups),
    ):
        yield f"\n{title:<36}{'chính xác':>10}{'đầy đủ':>10}{'F1':>8}"
        for name, tally in tallies.items():
            yield f"  {name:<34}{tally.precision:>10.3f}{tally.recall:>10.3f}{tally.f1:>8.3f}"
    sure = result.sure
    yield f"\nTin cậy từ 0,9: {sure.right + sure.wrong} số liệu, chính xác {sure.precision:.3f}"
    yield (
        f"Không phải số liệu: {result.distractors}, bị đề xuất {result.distractors_proposed}, "
        f"trên 0,5: {result.distractors_believed}"
    )
    for mistake in result.mistakes[:worst]:
        read_as = f"{mistake.read_as or '-'} ({mistake.confidence:.2f})"
        yield f"  {mistake.text}: {mistake.words!r} {read_as}, đúng là {mistake.meant or '-'}: {mistake.around!r}"
