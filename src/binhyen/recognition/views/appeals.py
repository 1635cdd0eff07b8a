"""Appeals: filed by a unit, looked at by another appraiser, decided by the authority."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from binhyen.accounts.forms.refusals import add_refusal
from binhyen.kernel.findings import Refusal
from binhyen.recognition.actions import appealing
from binhyen.recognition.forms.appeals import AppealForm, OutcomeForm, ReviewForm
from binhyen.recognition.forms.decisions import PaperForm
from binhyen.recognition.letters.desks import desk_for
from binhyen.recognition.permissions import may_appraise, may_decide
from binhyen.recognition.queries.appeals import appeal_seen_by, appealable, appeals_seen_by, last_day_of_appeal
from binhyen.recognition.queries.dossiers import dossier_page
from binhyen.recognition.rules.lifecycle import DecisionKind
from binhyen.ui.http import Request, signed_in

_ROWS = 25


@signed_in
@require_safe
def appeals(request: Request) -> HttpResponse:
    """Show the appeals that this post sees, the open ones first."""
    page = Paginator(appeals_seen_by(request.actor), _ROWS).get_page(request.GET.get("page"))
    return render(request, "recognition/appeals.html", {"page": page})


@signed_in
@require_safe
def appeal(request: Request, appeal_id: int) -> HttpResponse:
    """Show one appeal and its course."""
    return render(request, "recognition/appeal.html", {"seen": appeal_seen_by(request.actor, appeal_id)})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def file_appeal(request: Request, dossier_id: int) -> HttpResponse:
    """Ask for a second look at a refusal or a revocation."""
    dossier = appealable(request.actor, dossier_id)
    form = AppealForm(request.POST or None)
    if form.is_valid():
        grounds = form.cleaned_data["grounds"]
        try:
            filed = appealing.file_appeal(dossier_id=dossier.pk, grounds=grounds, by=request.actor, at=request.now)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, gettext("The appeal is filed."))
            return redirect("recognition:appeal", filed.pk)
    context = {"form": form, "dossier": dossier, "last": last_day_of_appeal(dossier)}
    return render(request, "recognition/file_appeal.html", context, status=409 if form.errors else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def review_appeal(request: Request, appeal_id: int) -> HttpResponse:
    """Look at an appealed dossier again; its verdict follows from facts and opinions."""
    seen = appeal_seen_by(request.actor, appeal_id)
    may_appraise(request.actor, seen.appeal.dossier).require()
    lines = [line for line in dossier_page(request.actor, seen.appeal.dossier_id).lines if line.result]
    criteria = [(line.criterion.id, line.criterion.gist) for line in lines if not line.criterion.is_composed]
    form = ReviewForm(request.POST or None, criteria)
    if form.is_valid():
        try:
            appealing.review_appeal(appeal_id=appeal_id, review=form.review(), by=request.actor, at=request.now)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("recognition:appeal", appeal_id)
    context = {"form": form, "seen": seen}
    return render(request, "recognition/review_appeal.html", context, status=409 if form.errors else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def decide_appeal(request: Request, appeal_id: int) -> HttpResponse:
    """Uphold or dismiss an appeal, by a decision with its number."""
    seen = appeal_seen_by(request.actor, appeal_id)
    may_decide(request.actor, seen.appeal.dossier).require()
    given = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form, paper_form = OutcomeForm(given[0], initial={"on": request.now.date()}), PaperForm(*given)
    if form.is_valid() and paper_form.is_valid():
        ruling = form.ruling(DecisionKind(form.cleaned_data["kind"]))
        try:
            paper = paper_form.paper(desk_for(request.actor, ruling.on), request.actor, request.now)
            taken = appealing.decide_appeal(
                appeal_id=appeal_id, ruling=ruling, paper=paper, by=request.actor, at=request.now
            )
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("recognition:decision", taken.pk)
    context = {"form": form, "paper": paper_form, "seen": seen}
    return render(request, "recognition/decide_appeal.html", context, status=409 if form.errors else 200)
