"""A summary: its page, its report in the official layout, signed and opened again."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binhyen.accounts.forms.refusals import add_refusal
from binhyen.kernel.findings import Refused
from binhyen.programmes.actions.choosing import choose_figures as choose
from binhyen.programmes.actions.closing import close_summary as close
from binhyen.programmes.actions.closing import reopen_summary as reopen
from binhyen.programmes.actions.drafting import draft_summary_report
from binhyen.programmes.components.sections import without
from binhyen.programmes.components.summary import Doors, figures_offered, summary_shown
from binhyen.programmes.forms.summaries import SigningForm
from binhyen.programmes.permissions import may_close, may_reopen
from binhyen.programmes.queries.summaries import closings_of, last_paper, papers_of, summary_seen_by
from binhyen.programmes.registers import SUMMARIES
from binhyen.registers.components.entry import entry_page
from binhyen.ui.http import Request, signed_in


@signed_in
@require_safe
def summary(request: Request, summary_id: int) -> HttpResponse:
    """Show a summary: figures as it was and on today's map, targets, years, papers, what changed since."""
    row = summary_seen_by(request.actor, summary_id)
    page = entry_page(SUMMARIES, summary_id, request.actor, request.now)
    shown = summary_shown(row, request.actor, request.now, years="nam" in request.GET)
    may = may_close(request.actor, row.record)
    doors = Doors(may, may_reopen(request.actor, row.record), may, timezone.localdate(request.now))
    context = {
        "page": replace(page, children=[], sections=without(page.sections, "Cut-off days")),
        "shown": shown,
        "doors": doors,
        "papers": papers_of(summary_id),
        "closings": closings_of(summary_id),
    }
    return render(request, "programmes/summary.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def choose_figures(request: Request, summary_id: int) -> HttpResponse:
    """Choose which figures a summary shows."""
    row = summary_seen_by(request.actor, summary_id)
    may_close(request.actor, row.record).require()
    if request.method == "POST":
        choose(record_id=summary_id, indicators=request.POST.getlist("figure"), by=request.actor, at=request.now)
        messages.success(request, gettext("The figures were chosen."))
        return redirect("programmes:summary", summary_id)
    context = {"row": row, "groups": figures_offered(row)}
    return render(request, "programmes/choose_figures.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def close_summary(request: Request, summary_id: int) -> HttpResponse:
    """Say that a summary was signed: it keeps its numbers from then on."""
    row = summary_seen_by(request.actor, summary_id)
    may_close(request.actor, row.record).require()
    paper = last_paper(summary_id)
    begun = {"on": timezone.localdate(request.now), "document": paper.document.symbol if paper else ""}
    form = SigningForm(request.POST or None, initial=begun)
    if form.is_valid():
        try:
            close(record_id=summary_id, signing=form.signing(), by=request.actor, at=request.now)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, gettext("The summary is signed and keeps its numbers."))
            return redirect("programmes:summary", summary_id)
    context = {"row": row, "form": form, "paper": paper}
    return render(request, "programmes/close_summary.html", context, status=409 if form.errors else 200)


@signed_in
@require_POST
def reopen_summary(request: Request, summary_id: int) -> HttpResponse:
    """Open a signed summary again, with a reason."""
    reopen(record_id=summary_id, reason=request.POST.get("reason", ""), by=request.actor, at=request.now)
    messages.success(request, gettext("The summary is open again."))
    return redirect("programmes:summary", summary_id)


@signed_in
@require_POST
def draft_report(request: Request, summary_id: int) -> HttpResponse:
    """Write the report of a summary in the official layout, and lead to it."""
    document = draft_summary_report(record_id=summary_id, by=request.actor, at=request.now)
    messages.success(request, gettext("The report was drafted. Edit it as .docx, or number and issue it."))
    return redirect("documents:document", document.pk)
