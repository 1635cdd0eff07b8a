"""Signed reports in a browser: bring one, see what is said of it, take its figures over."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from binhyen.accounts.forms.refusals import add_refusal
from binhyen.files.queries import open_blob
from binhyen.kernel.findings import Finding, Refusal
from binhyen.narrative.actions.taking import Choice, take_signed_report
from binhyen.narrative.components.signed import candidates, notes_of, period_word, plain_rows, rows_of
from binhyen.narrative.forms.signed import Chosen, SignedFileForm
from binhyen.narrative.queries.opening import Opened, open_report
from binhyen.narrative.queries.taking import held_against, reports_for, taken_report_seen_by, taken_seen_by
from binhyen.reports.permissions import may_enter, may_enter_somewhere
from binhyen.reports.queries.standing import delegated_paths
from binhyen.sheets.actions import hold_workbook, release_workbook
from binhyen.sheets.queries import open_held
from binhyen.ui.http import Request, signed_in

_METHODS = ["GET", "HEAD", "POST"]
_ROWS, _NAME = 20, 120


@signed_in
@require_http_methods(_METHODS)
def open_signed_report(request: Request) -> HttpResponse:
    """Choose a signed file; below, what was taken over before."""
    may_enter_somewhere(request.actor).require()
    form = SignedFileForm(request.POST, request.FILES) if request.method == "POST" else SignedFileForm()
    if form.is_valid():
        file: UploadedFile[Any] = form.cleaned_data["signed"]
        try:
            word = hold_workbook(stream=file, by=request.actor, at=request.now)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            return redirect(f"{request.path}xem/{word}/?{urlencode({'ten': (file.name or '')[-_NAME:]})}")
    page = Paginator(taken_seen_by(request.actor), _ROWS).get_page(request.GET.get("page"))
    context = {"form": form, "page": page}
    return render(request, "narrative/open_signed_report.html", context, status=409 if form.errors else 200)


@signed_in
@require_http_methods(_METHODS)
def signed_report(request: Request, word: str) -> HttpResponse:
    """Say of a file who signed it and what holds of it, show its figures, take them over when asked."""
    may_enter_somewhere(request.actor).require()
    with open_held(word, request.actor.account_id) as stream:
        content = stream.read()
    refused: tuple[Finding, ...] = ()
    if request.method == "POST":
        chosen = Chosen.of(request.POST)
        choice = Choice(chosen.report_id, chosen.over)
        try:
            taken = take_signed_report(content=content, choice=choice, by=request.actor, at=request.now)
        except Refusal as refusal:
            refused = refusal.findings
        else:
            release_workbook(word=word, by=request.actor)
            messages.success(request, gettext("The figures of the signed report are taken over."))
            return redirect("narrative:taken_report", taken.pk)
    context = _shown(request, open_report(content, now=request.now), refused)
    return render(request, "narrative/signed_report.html", context, status=409 if refused else 200)


def _shown(request: Request, opened: Opened, refused: tuple[Finding, ...]) -> dict[str, Any]:
    """Return what the page shows of a file: where it is believed, its figures beside those of a report."""
    context = {"opened": opened, "name": request.GET.get("ten", "")[-_NAME:], "refused": notes_of(refused)}
    context |= {"notes": notes_of(opened.findings)}
    if opened.figures is None:
        return context
    day = request.now.date()
    found = reports_for(opened.figures, request.actor, day)
    wanted = Chosen.of(request.POST if request.method == "POST" else request.GET).report_id
    report = next((one for one in found if one.pk == wanted), found[0] if found else None)
    context |= {"candidates": candidates(found), "report": report, "rows": plain_rows(opened.figures)}
    context["period"] = period_word(opened.figures.period)
    if report is not None:
        held = held_against(opened.figures, report)
        may = may_enter(request.actor, report, delegated_paths(request.actor, day))
        context |= {"held": held, "rows": rows_of(held), "outside": plain_rows(held.outside), "may": may}
    return context


@signed_in
@require_safe
def taken_report(request: Request, taken_id: int) -> HttpResponse:
    """Show where figures came from: the file, who signed it, into which report it was taken."""
    taken = taken_report_seen_by(request.actor, taken_id)
    return render(request, "narrative/taken_report.html", {"taken": taken, "period": period_word(taken.period)})


@signed_in
@require_safe
def download_taken_report(request: Request, taken_id: int) -> FileResponse:
    """Answer with the signed file as it came."""
    taken = taken_report_seen_by(request.actor, taken_id)
    if taken.blob.erased_at is not None:
        raise Http404
    answer = FileResponse(
        open_blob(taken.blob), content_type=taken.blob.media_type, as_attachment=True, filename="bao-cao-da-ky.pdf"
    )
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
