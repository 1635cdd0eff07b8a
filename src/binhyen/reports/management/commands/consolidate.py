"""`binhyen consolidate`: a form's figures of a place and period as one workbook, CSV or paper.

For a long period out of short reports: a sheet of the whole, then a sheet for each of them.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.db.models import QuerySet
from django.utils.translation import gettext
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from binhyen.database.lookups import under_any
from binhyen.documents.writers.table import write_table_docx
from binhyen.indicators.models import FormVersion
from binhyen.indicators.queries.forms import content_of
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.forms import Section
from binhyen.kernel.actors import SYSTEM
from binhyen.kernel.findings import Finding, Refusal, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.periods import Period, parse_period
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import label_of, place_named, scopes_of
from binhyen.places.rules.kinds import Tier
from binhyen.reports.actions.exporting import note_export
from binhyen.reports.components.consolidated import TableHead, csv_lines, csv_schema, head_of, paper_of, sheet_of
from binhyen.reports.models import Report
from binhyen.reports.queries.consolidated import TableAsked, TableRow, table_rows, table_sums
from binhyen.reports.queries.totals import TotalQuestion
from binhyen.reports.queries.yearly import parts_of, shaded, whole_rows, whole_sums
from binhyen.reports.rules.asking import end_of, read_day
from binhyen.reports.rules.totals import Basis
from binhyen.sheets.rules.consolidated import ConsolidatedSheet
from binhyen.sheets.writers.consolidated import write_consolidated
from binhyen.ui.http import clock
from binhyen.ui.management import SayingCommand


class Command(SayingCommand):
    help = "Write a form's figures of a place and period into one file. Exit 0; 2 for what does not exist."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--form", required=True, help="code of the form: phong-trao-thang")
        parser.add_argument("--period", required=True, help="2026-11, or 2026 for a year out of its months")
        parser.add_argument("--place", required=True, help="slug or official code, VN for the country")
        parser.add_argument("--out", required=True, help="FILE.xlsx, FILE.csv (with FILE.schema.json) or FILE.docx")
        parser.add_argument("--basis", choices=[one.value for one in Basis], default=Basis.SAVED.value)
        parser.add_argument("--as-of", help="what was known at the end of this day; now, if it is left out")

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        now = clock()
        try:
            job = _job(options, now)
            out = _out(options["out"])
        except Refusal as refusal:
            self.refuse_all(refusal)
        with _progress() as progress:
            written = _WRITERS[out.suffix](out, job, _Steps(progress))
        data = {"format": out.suffix[1:], "form": job.form, "period": job.period.code, "basis": job.basis.value}
        note_export(subject=("place", job.place.place_id), place_path=job.place.path, data=data, by=SYSTEM, at=now)
        self.stdout.write(gettext("Written: %(files)s") % {"files": ", ".join(str(one) for one in written)})


@dataclass(frozen=True, slots=True)
class _Job:
    """What is to be written."""

    form: str
    period: Period
    place: PlaceVersion
    version: FormVersion
    periods: tuple[str, ...]
    """Codes of the periods that the reports are for."""
    reports: QuerySet[Report]
    basis: Basis
    as_of: datetime | None
    now: datetime

    @property
    def sections(self) -> Sequence[Section]:
        return content_of(self.version).sections

    @property
    def cells(self) -> tuple[CellKey, ...]:
        return content_of(self.version).cells

    @property
    def whole(self) -> bool:
        """Tell whether the period is a longer one than those of the reports."""
        return self.periods != (self.period.code,)

    def head(self, code: str) -> TableHead:
        """Return what stands over one sheet."""
        title = f"{self.version.title}: {label_of(self.place)}"
        return head_of(code, title, self.basis, self.as_of or self.now)


class _Steps:
    """Moves the bar on: a step for each row that was written."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress

    def rows(self, label: str, rows: Iterable[TableRow], amount: int) -> Iterator[TableRow]:
        """Give rows on, and count them."""
        task = self.progress.add_task(label, total=amount)
        for row in rows:
            yield row
            self.progress.advance(task)


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, console=Console(stderr=True))


def _job(options: dict[str, Any], now: datetime) -> _Job:
    period = parse_period(options["period"])
    place = place_named(options["place"], period.end)
    reports = Report.objects.filter(
        collection__version__form__code=options["form"],
        collection__period_start__gte=period.start,
        collection__period_end__lte=period.end,
    )
    if place.place.tier != Tier.NATION:
        reports = reports.filter(under_any("place_path", scopes_of(place.place_id, period.end)))
    versions = FormVersion.objects.filter(pk__in=reports.order_by().values("collection__version"))
    version = versions.select_related("form").order_by("-number").first()
    if version is None:
        raise Refused(_nothing(options["form"], period, place))
    codes = reports.order_by("collection__period_start", "collection__period_end")
    periods = tuple(dict.fromkeys(codes.values_list("collection__period", flat=True).distinct()))
    as_of = end_of(read_day(options["as_of"])) if options["as_of"] else None
    basis = Basis(options["basis"])
    return _Job(options["form"], period, place, version, periods, reports, basis, as_of, now)


def _nothing(form: str, period: Period, place: PlaceVersion) -> Finding:
    message = gettext_noop("No report of the form “%(form)s” was asked for in %(place)s for %(period)s.")
    params = {"form": form[:80], "place": label_of(place), "period": period.code}
    return Finding("reports.nothing_to_consolidate", message, params=params, where="form")


def _out(name: str) -> Path:
    path = Path(name)
    if path.suffix not in _WRITERS:
        message = gettext_noop("“%(name)s” cannot be written. Give a name that ends in .xlsx, .csv or .docx.")
        raise Refused(Finding("reports.no_such_file_kind", message, params={"name": path.name[:80]}, where="out"))
    if not path.absolute().parent.is_dir():
        message = gettext_noop("There is no folder “%(name)s”. Make it, or write elsewhere.")
        raise Refused(Finding("reports.no_folder", message, params={"name": str(path.parent)[:80]}, where="out"))
    return path


def _sheets(job: _Job, steps: _Steps) -> Iterator[ConsolidatedSheet]:
    if job.whole:
        yield _whole(job, steps)
    for code in job.periods:
        yield _sheet(job, code, steps)


def _sheet(job: _Job, code: str, steps: _Steps) -> ConsolidatedSheet:
    reports = job.reports.filter(collection__period=code)
    asked = TableAsked(job.version, reports, job.now.date(), job.basis, job.as_of)
    rows = steps.rows(code, table_rows(asked), reports.count())
    return sheet_of(job.head(code), job.sections, rows, table_sums(asked))


def _whole(job: _Job, steps: _Steps) -> ConsolidatedSheet:
    """Read the long period, province after province."""
    question = TotalQuestion(
        job.place.place_id, job.period, as_of=job.as_of, basis=job.basis, form_id=job.version.form_id
    )
    parts = parts_of(job.place, question)
    task = steps.progress.add_task(job.period.code, total=len(parts))
    rows: list[TableRow] = []
    for part in parts:
        rows += whole_rows(part, question, job.cells)
        steps.progress.advance(task)
    return sheet_of(job.head(job.period.code), job.sections, shaded(rows, job.cells), whole_sums(rows, job.cells))


def _workbook(out: Path, job: _Job, steps: _Steps) -> list[Path]:
    write_consolidated(out, _sheets(job, steps))
    return [out]


def _text(out: Path, job: _Job, steps: _Steps) -> list[Path]:
    schema = out.with_suffix(".schema.json")
    sheet = next(_sheets(job, steps))
    with out.open("w", encoding="utf-8-sig", newline="") as file:
        file.writelines(csv_lines(sheet))
    schema.write_text(json.dumps(csv_schema(sheet), ensure_ascii=False, indent=1), encoding="utf-8")
    return [out, schema]


def _paper(out: Path, job: _Job, steps: _Steps) -> list[Path]:
    today = job.now.date()
    table = paper_of(next(_sheets(job, steps)), job.place, today)
    out.write_bytes(write_table_docx(table, dated=today))
    return [out]


_WRITERS: dict[str, Callable[[Path, _Job, _Steps], list[Path]]] = {
    ".xlsx": _workbook,
    ".csv": _text,
    ".docx": _paper,
}
