"""`binhyen read`: the figures of documents, or of the texts of JSON lines. Needs no database."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from binhyen.documents.readers import read_document
from binhyen.kernel.findings import Refusal
from binhyen.narrative.reader import About, Figure, read
from binhyen.narrative.reader.plain import plain_figure
from binhyen.ui.management import SayingCommand


class Command(SayingCommand):
    help = "Print the figures of documents, or of lines {id, text, date, place}. Exit 0; 2 for what cannot be read."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="*", metavar="FILE", help=".docx, .pdf, .txt, .html")
        parser.add_argument(
            "--jsonl", metavar="FILE", help='lines {"id", "text", "date", "place"}; "-" reads what is piped in'
        )
        parser.add_argument("--json", action="store_true", dest="as_json")
        parser.add_argument("--date", default="", help="day the documents were written: 2024, 2024-03, 2024-03-18")
        parser.add_argument("--place", default="", help="place that the documents are about")

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        if options["jsonl"]:
            self._read_lines(options["jsonl"])
        elif not options["files"]:
            self.refuse("Cần tệp để đọc, ví dụ: binhyen read bao-cao.docx --json")
        for name in options["files"]:
            self._read_file(Path(name), About(options["date"], options["place"]), as_json=options["as_json"])

    def _read_lines(self, name: str) -> None:
        for number, line in enumerate(self._lines(name), start=1):
            if not line.strip():
                continue
            try:
                entry = json.loads(line)
                text = entry["text"]
                about = About(str(entry.get("date") or ""), str(entry.get("place") or ""))
                figures = read(text, about).figures
            except (ValueError, KeyError, TypeError, AttributeError):
                self.refuse(f"Dòng {number} của {name} không phải là JSON có “id” và “text”.")
            self.stdout.write(_dump({"id": entry.get("id"), "figures": [plain_figure(one) for one in figures]}))

    def _lines(self, name: str) -> Iterable[str]:
        if name == "-":
            return sys.stdin
        try:
            return Path(name).read_text(encoding="utf-8").split("\n")
        except (OSError, UnicodeDecodeError):
            self.refuse(f"Không đọc được tệp {name}: tệp không có, hoặc không phải UTF-8.")

    def _read_file(self, path: Path, about: About, *, as_json: bool) -> None:
        if not path.is_file():
            self.refuse(f"Không có tệp {path}.")
        try:
            document = read_document(path, path.name)
        except Refusal as refusal:
            self.refuse_all(refusal)
        figures = read(document.text, about).figures
        if as_json:
            self.stdout.write(_dump({"id": path.name, "figures": [plain_figure(one) for one in figures]}))
        else:
            self.stdout.write("\n".join([f"{path.name}: {len(figures)} số liệu", *_told(figures)]))


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _told(figures: Iterable[Figure]) -> Iterator[str]:
    for one in figures:
        dims = ", ".join(f"{name}={code}" for name, code in sorted(one.dims.items()))
        yield f"{one.start:>7}  {one.text:>14}  {one.indicator:<28} {one.confidence:.2f}  {one.period}  {dims}".rstrip()
