"""One cell: its whole history, and what is said, explained and attached there."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from binhyen.files.actions import Upload
from binhyen.files.http import serve_blob
from binhyen.indicators.rules.cells import CellKey
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.reports.actions import attaching, sending, talking
from binhyen.reports.components.entry import text_of
from binhyen.reports.components.heading import heading_of
from binhyen.reports.components.history import files_of, talk_of, value_rows
from binhyen.reports.forms.entering import Kept, Sent
from binhyen.reports.forms.evidence import CellFilesForm
from binhyen.reports.models import Report
from binhyen.reports.permissions import may, may_enter, reads_small
from binhyen.reports.queries.cells import cell_file_seen_by, cell_page, line_of
from binhyen.reports.queries.reports import report_seen_by
from binhyen.reports.queries.standing import delegated_paths
from binhyen.reports.rules import addresses
from binhyen.reports.rules.rights import Ability
from binhyen.reports.views.showing import show_beside, show_changes
from binhyen.ui.components.sentences import sentence
from binhyen.ui.http import Request, signed_in, wants_fragment

_NO_FILE = Finding("reports.no_file", gettext_noop("Choose a file first."), where="papers")


def _seen(request: Request, report_id: int) -> Report:
    return report_seen_by(request.actor, report_id, request.now.date())


@signed_in
@require_safe
def cell(request: Request, report_id: int, cell: str) -> HttpResponse:
    """Show everything that was ever said in a cell; to a script, the panel that stands beside the grid."""
    report = _seen(request, report_id)
    if wants_fragment(request):
        return show_beside(request, report, str(line_of(report, cell).cell))
    return _page(request, report, cell)


def _page(request: Request, report: Report, cell: str, findings: Sequence[Finding] = ()) -> HttpResponse:
    delegated = delegated_paths(request.actor, request.now.date())
    page = cell_page(report, cell, small=reads_small(request.actor, report, delegated))
    there, removed = files_of(page)
    context = {
        "report": report,
        "heading": heading_of(report, request.now),
        "page": page,
        "key": str(page.line.cell),
        "now": text_of(page.value) or gettext("not entered"),
        "values": value_rows(page),
        "talk": talk_of(page),
        "files": there,
        "removed": removed,
        "attaches": bool(may_enter(request.actor, report, delegated)),
        "talks": bool(may(request.actor, Ability.TALK, report, delegated)),
        "files_form": CellFilesForm(),
        "findings": findings,
        "typed": request.POST.get("text", ""),
    }
    return render(request, "reports/cell.html", context, status=409 if findings else 200)


@signed_in
@require_POST
def add_cell_remark(request: Request, report_id: int, cell: str) -> HttpResponse:
    """Say something at a cell."""
    report = _seen(request, report_id)
    key = line_of(report, cell).cell
    try:
        text = request.POST.get("text", "")
        talking.add_remark(report_id=report_id, cell=key, text=text, by=request.actor, at=request.now)
    except Refused as refusal:
        return _page(request, report, cell, refusal.findings)
    return redirect(f"{addresses.cell(report_id, str(key))}#trao-doi")


@signed_in
@require_POST
def explain_cell(request: Request, report_id: int, cell: str) -> HttpResponse:
    """Say why a remarkable value is right, and keep it."""
    report = _seen(request, report_id)
    key = line_of(report, cell).cell
    try:
        _explain(request, report, key)
    except Refused as refusal:
        if wants_fragment(request):
            raise
        return _page(request, report, cell, refusal.findings)
    if wants_fragment(request):
        found = frozenset({f"{report_id}.{key}"})
        return show_changes(request, report, Sent(found=found), Kept())
    return redirect(addresses.report(report_id, str(key)))


def _explain(request: Request, report: Report, key: CellKey) -> None:
    """Write counts in first: an explanation belongs to a value that is saved."""
    may_enter(request.actor, report, delegated_paths(request.actor, request.now.date())).require()
    sending.take_counts(report_id=report.pk, by=request.actor, at=request.now)
    reason = request.POST.get("reason", "")
    for code in request.POST.getlist("check") or [""]:
        talking.explain(report_id=report.pk, cell=key, check_code=code, reason=reason, by=request.actor, at=request.now)


@signed_in
@require_POST
def attach_files(request: Request, report_id: int, cell: str) -> HttpResponse:
    """Take in evidence at a cell; files that are refused are named with their reason, the others are kept."""
    report = _seen(request, report_id)
    may_enter(request.actor, report, delegated_paths(request.actor, request.now.date())).require()
    key = line_of(report, cell).cell
    form = CellFilesForm(request.POST, request.FILES)
    chosen = form.is_valid() and bool(form.cleaned_data["papers"])
    findings = _attached(request, report_id, key, form) if chosen else [_NO_FILE]
    if findings:
        return _page(request, report, cell, findings)
    return redirect(f"{addresses.cell(report_id, str(key))}#minh-chung")


def _attached(request: Request, report_id: int, key: CellKey, form: CellFilesForm) -> list[Finding]:
    findings: list[Finding] = []
    for one in form.cleaned_data["papers"]:
        upload = Upload(one, one.name or "", one.content_type or "")
        try:
            attaching.attach(report_id=report_id, cell=key, upload=upload, by=request.actor, at=request.now)
        except Refused as refusal:
            findings += refusal.findings
    return findings


@signed_in
@require_safe
def cell_file(request: Request, file_id: int) -> HttpResponseBase:
    """Answer with a file, to those who see its report."""
    found = cell_file_seen_by(request.actor, file_id, request.now.date())
    return serve_blob(found.blob, name=found.name, inline="xem" in request.GET)


@signed_in
@require_POST
def detach_file(request: Request, file_id: int) -> HttpResponse:
    """Take a file off a cell, with a reason; its hash stays."""
    found = cell_file_seen_by(request.actor, file_id, request.now.date())
    try:
        attaching.detach(file_id=file_id, reason=request.POST.get("reason", ""), by=request.actor, at=request.now)
    except Refused as refusal:
        one = refusal.findings[0]
        messages.error(request, sentence(one.message, one.params))
    else:
        messages.success(request, gettext("The file was taken off the cell."))
    return redirect(f"{addresses.cell(found.report_id, str(found.cell))}#minh-chung")
