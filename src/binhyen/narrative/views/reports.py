"""Written reports: the list, one of them with every number a link, what changed since, on paper."""

from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from binhyen.accounts.forms.refusals import add_refusal
from binhyen.documents.http import file_answer
from binhyen.documents.rules.layout import MEDIA_TYPES, Format
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.vietnamese import fold
from binhyen.narrative.actions.composing import begin_report as begin
from binhyen.narrative.components.lists import doors_of, listed, waiting_rows
from binhyen.narrative.components.papers import paper_of, shown_changes
from binhyen.narrative.forms.reports import BeginForm
from binhyen.narrative.letters.drawing import drawn
from binhyen.narrative.models import WrittenReport
from binhyen.narrative.permissions import may_begin
from binhyen.narrative.queries.figures import not_accepted, since
from binhyen.narrative.queries.reports import kept_report, report_seen_by, reports_seen_by
from binhyen.reports.permissions import may_enter_somewhere
from binhyen.ui.http import Request, signed_in, wants_fragment

_PAGE = 40


@signed_in
@require_safe
def written_reports(request: Request) -> HttpResponse:
    """List the reports that this person sees, newest first."""
    rows = reports_seen_by(request.actor).select_related("document").order_by("-changed_at", "-pk")
    page = Paginator(rows, _PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "lines": listed(page.object_list), "may_begin": may_begin(request.actor)}
    context["may_open"] = may_enter_somewhere(request.actor)
    return render(request, "narrative/written_reports.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def begin_report(request: Request) -> HttpResponse:
    """Choose a report and a period, and write its first draft."""
    may_begin(request.actor).require()
    form = BeginForm(request.POST or None, initial={"year": request.now.year})
    if form.is_valid():
        said = {"template": form.cleaned_data["report"], "period": form.period()}
        try:
            made = begin(**said, place_id=request.actor.place_id, by=request.actor, at=request.now)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("narrative:written_report", made.pk)
    return render(request, "narrative/begin_report.html", {"form": form}, status=409 if form.errors else 200)


@signed_in
@require_safe
def written_report(request: Request, report_id: int) -> HttpResponse:
    """Show a report as it is written: every number opens, what is new is marked."""
    return written_page(request, report_seen_by(request.actor, report_id))


def written_page(request: Request, report: WrittenReport, refused: Sequence[Finding] = ()) -> HttpResponse:
    """Answer with the page of a report; what was refused is said at its head."""
    kept = kept_report(report)
    waiting = not_accepted(kept)
    context = {
        "report": report,
        "kept": kept,
        "paper": paper_of(kept),
        "doors": doors_of(request.actor, kept),
        "waiting": waiting.figures,
        "waiting_in": waiting_rows(waiting),
        "refused": refused,
    }
    return render(request, "narrative/written_report.html", context, status=409 if refused else 200)


@signed_in
@require_safe
def report_changes(request: Request, report_id: int) -> HttpResponse:
    """Show what the sources say now where they say something else than the report."""
    report = report_seen_by(request.actor, report_id)
    kept = kept_report(report)
    found = since(kept)
    context = {
        "report": report,
        "kept": kept,
        "changes": shown_changes(found.changes),
        "checked": found.checked,
        "doors": doors_of(request.actor, kept),
    }
    template = "parts/changes" if wants_fragment(request) else "report_changes"
    return render(request, f"narrative/{template}.html", context)


@signed_in
@require_safe
def print_report(request: Request, report_id: int) -> HttpResponse:
    """Show a report as it is printed; "nguon" adds a footnote for every number."""
    report = report_seen_by(request.actor, report_id)
    kept = kept_report(report)
    notes = "nguon" in request.GET
    context = {"report": report, "kept": kept, "paper": paper_of(kept, footnotes=notes), "notes": notes}
    return render(request, "narrative/print_report.html", context)


@signed_in
@require_safe
def download_report(request: Request, report_id: int, word: str) -> HttpResponse:
    """Answer with a report as .docx that officers can edit, or as PDF; "nguon" lists where numbers come from."""
    if word not in set(Format):
        raise Http404
    report = report_seen_by(request.actor, report_id)
    if report.document is not None:
        return redirect("documents:download", report.document.pk, word)
    form, kept = Format(word), kept_report(report)
    content = drawn(kept, form, sources="nguon" in request.GET)
    name = "-".join([*fold(kept.draft.template.name).split(), report.period.lower()])
    return file_answer(content, MEDIA_TYPES[form], f"{name}.{form}")
