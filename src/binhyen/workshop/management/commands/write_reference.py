"""`binhyen write-reference`: write the reference pages from the tables of the code."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from binhyen.ui.management import SayingCommand
from binhyen.workshop.rules.reference import PAGES


class Command(SayingCommand):
    help = "Write docs/reference/*.md from the tables of the code. --check only says whether they are up to date."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        folder = Path(settings.BASE_DIR) / "docs" / "reference"
        stale = []
        for name, write in PAGES.items():
            page, text = folder / name, write()
            if not page.exists() or page.read_text(encoding="utf-8") != text:
                stale.append(name)
                if not options["check"]:
                    page.write_text(text, encoding="utf-8")
        self.stdout.write(f"Trang đã cũ: {', '.join(stale)}" if stale else "Mọi trang đều mới.")
        if stale and options["check"]:
            raise SystemExit(1)
