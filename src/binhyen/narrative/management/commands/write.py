"""`binhyen write year-end --place P --year Y --out FILE.docx|.pdf`: a report drafted from what is known now."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from binhyen.documents.rules.layout import Format
from binhyen.kernel.findings import Refusal
from binhyen.kernel.periods import Period, parse_period
from binhyen.narrative.letters.drawing import drawn_draft
from binhyen.narrative.queries.measuring import Asked
from binhyen.narrative.queries.naming import place_called
from binhyen.narrative.queries.writing import Draft, Wish, draft_of, fitting, template_named
from binhyen.narrative.writer.shelf import templates
from binhyen.ui.management import SayingCommand

_FORMATS = {f".{form}": form for form in Format}


class Command(SayingCommand):
    help = "Write a report of a place and period as .docx or .pdf. Exit 0; 2 for what can't be written."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("report", help=", ".join(templates()))
        parser.add_argument("--place", required=True, help="official code, slug or name, on the period's map")
        parser.add_argument("--year", type=int)
        parser.add_argument("--half", type=int, choices=[1, 2], default=1)
        parser.add_argument("--period", help="instead of a year: 2026-H1, 2013-2023")
        parser.add_argument("--out", required=True, help="a file that ends in .docx or .pdf")
        parser.add_argument("--sources", action="store_true", help="mark every number and list where it opens")

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        out = Path(options["out"])
        form = _FORMATS.get(out.suffix.lower())
        if form is None:
            self.refuse("Tệp ra phải có đuôi .docx hoặc .pdf.")
        if not out.parent.is_dir():
            self.refuse(f"Không có thư mục {out.parent}.")
        if options["year"] is None and not options["period"]:
            self.refuse("Cần --year hoặc --period, ví dụ: --year 2025 hoặc --period 2013-2023.")
        try:
            draft = _draft(options)
        except Refusal as refusal:
            self.refuse_all(refusal)
        content = drawn_draft(draft, form, sources=options["sources"])
        try:
            out.write_bytes(content)
        except OSError as error:
            self.refuse(f"Không ghi được tệp {out}: {error.strerror}.")
        self.stdout.write(f"{out}: {draft.template.name}, {len(draft.report.numbers)} số liệu.")


def _draft(options: dict[str, Any]) -> Draft:
    template = template_named(options["report"])
    period = _period(options, template.periods)
    fitting(template, period)
    return draft_of(Wish(template, Asked(place_called(options["place"], period.end), period)))


def _period(options: dict[str, Any], kinds: tuple[str, ...]) -> Period:
    """Return the period that was typed: a year is its half for reports of half-years."""
    if options["period"]:
        return parse_period(options["period"])
    code = f"{options['year']:04d}"
    return parse_period(code if "year" in kinds else f"{code}-H{options['half']}")
