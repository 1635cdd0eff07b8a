"""The consolidated table of a collection: places by lines, on the page and as a workbook, CSV or paper."""

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from binhyen.documents.writers.table import write_table_docx
from binhyen.indicators.queries.forms import content_of
from binhyen.kernel.vietnamese import number
from binhyen.places.queries import version_on
from binhyen.reports.actions.exporting import note_export
from binhyen.reports.components import consolidated as parts
from binhyen.reports.components.words import period_name
from binhyen.reports.forms.totals import basis_asked
from binhyen.reports.models import Collection
from binhyen.reports.queries.consolidated import TableAsked, table_rows, table_sums
from binhyen.reports.queries.reports import collection_seen_by, reports_seen_by
from binhyen.reports.rules import addresses
from binhyen.reports.rules.totals import Basis
from binhyen.sheets.rules.consolidated import ConsolidatedSheet
from binhyen.sheets.writers.consolidated import write_consolidated
from binhyen.sheets.writers.tables import MEDIA_TYPE
from binhyen.ui.http import Request, signed_in

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_CSV = "text/csv; charset=utf-8"


@signed_in
@require_safe
def consolidated(request: Request, collection_id: int) -> HttpResponse:
    """Show the places of a collection by the lines of one section of its form, with the sums."""
    found = collection_seen_by(request.actor, collection_id, request.now.date())
    every = content_of(found.version).sections
    asked = _asked(request, found, request.GET.get("phan") or every[0].key)
    rows = parts.shown_rows(table_rows(asked), asked.cells)
    basis = "" if asked.basis is Basis.SAVED else asked.basis.value
    kept = {"noi": found.province_id, "ky": found.period, "mau": found.version.form.code, "co_so": basis}
    context = {
        "collection": found,
        "period": period_name(found.period),
        "sections": every,
        "section": asked.sections[0],
        "rows": rows,
        "sums": parts.shown_sums(table_sums(asked), kept),
        "accepted": asked.basis is Basis.ACCEPTED,
        "basis": basis,
        "note": _note(sum(one.look == "waiting" for row in rows for one in row.cells)),
        "here": addresses.consolidated(found.pk, {"co_so": basis}),
    }
    return render(request, "reports/consolidated.html", context)


def _asked(request: Request, found: Collection, section: str = "") -> TableAsked:
    reports = reports_seen_by(request.actor, request.now.date()).filter(collection=found)
    basis = basis_asked(request.GET)
    return TableAsked(found.version, reports, request.now.date(), basis, own=request.actor.scopes, section=section)


def _note(waiting: int) -> str:
    return gettext("%(amount)s cells not accepted yet") % {"amount": number(waiting)} if waiting else ""


@signed_in
@require_safe
def export_consolidated(request: Request, collection_id: int) -> HttpResponse:
    """Answer with the whole table as a workbook, as CSV, its schema, or on paper; the log keeps who took it."""
    found = collection_seen_by(request.actor, collection_id, request.now.date())
    form = request.GET.get("dang", "xlsx")
    if form not in _FORMS:
        raise Http404
    asked = _asked(request, found)
    sheet = _sheet(request, found, asked)
    media_type, ending, write = _FORMS[form]
    content = write(request, found, sheet)
    note_export(
        subject=("collection", found.pk),
        place_path=found.province_path,
        data={"format": form, "basis": asked.basis.value, "reports": asked.reports.count()},
        by=request.actor,
        at=request.now,
    )
    headers = {"Content-Disposition": f'attachment; filename="tong-hop-{found.period}{ending}"'}
    return HttpResponse(content, content_type=media_type, headers=headers)


def _sheet(request: Request, found: Collection, asked: TableAsked) -> ConsolidatedSheet:
    head = parts.head_of(found.period, found.version.title, asked.basis, request.now)
    return parts.sheet_of(head, asked.sections, table_rows(asked), table_sums(asked))


def _workbook(_request: Request, _found: Collection, sheet: ConsolidatedSheet) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bang.xlsx"
        write_consolidated(path, [sheet])
        return path.read_bytes()


def _text(_request: Request, _found: Collection, sheet: ConsolidatedSheet) -> bytes:
    return ("\ufeff" + "".join(parts.csv_lines(sheet))).encode()


def _schema(_request: Request, _found: Collection, sheet: ConsolidatedSheet) -> bytes:
    return json.dumps(parts.csv_schema(sheet), ensure_ascii=False, indent=1).encode()


def _paper(request: Request, found: Collection, sheet: ConsolidatedSheet) -> bytes:
    today = request.now.date()
    return write_table_docx(parts.paper_of(sheet, version_on(found.province_id, found.map_day), today), dated=today)


_FORMS: dict[str, tuple[str, str, Callable[[Request, Collection, ConsolidatedSheet], bytes]]] = {
    "xlsx": (MEDIA_TYPE, ".xlsx", _workbook),
    "csv": (_CSV, ".csv", _text),
    "schema": ("application/json", ".schema.json", _schema),
    "docx": (_DOCX, ".docx", _paper),
}
