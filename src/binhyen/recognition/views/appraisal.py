"""The appraisal desk: what waits, one dossier as its appraiser sees it, returns and conclusions, one or many."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binhyen.accounts.forms.refusals import add_refusal
from binhyen.kernel.findings import Finding, Refused
from binhyen.recognition.actions import appraising
from binhyen.recognition.actions.remarking import add_remark, resolve_remark
from binhyen.recognition.components.appraisal import desk_view, kind_chips
from binhyen.recognition.forms.appraisal import (
    RemarkForm,
    ReturnForm,
    chosen,
    conclusion_of,
    desk_filter,
    opinion_of,
    whole,
)
from binhyen.recognition.models import RemarkKind
from binhyen.recognition.permissions import may, may_appraise
from binhyen.recognition.queries.appraisal import (
    Desk,
    desk_counts,
    desk_of,
    desk_rows,
    foreseen,
    neighbours,
    waiting_rows,
)
from binhyen.recognition.rules.rights import Ability
from binhyen.ui.http import Request, signed_in

_ROWS = 25


@signed_in
@require_safe
def appraisal(request: Request) -> HttpResponse:
    """Show what waits for the appraisers of this post's place, the longest waiting first."""
    asked = desk_filter(request.GET)
    page = Paginator(desk_rows(request.actor, asked.wanted), _ROWS).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": waiting_rows(request.actor, list(page), request.now.date()),
        "asked": asked,
        "chips": kind_chips(desk_counts(request.actor, asked.wanted)),
    }
    return render(request, "recognition/appraisal.html", context)


@signed_in
@require_safe
def appraise(request: Request, dossier_id: int) -> HttpResponse:
    """Show one dossier to its appraiser: facts, judgement, evidence and thread of each criterion."""
    return _dossier(request, desk_of(request.actor, dossier_id), request.GET.get("tc", ""))


def _dossier(request: Request, desk: Desk, criterion: str, findings: Sequence[Finding] = ()) -> HttpResponse:
    asked = desk_filter(request.GET)
    dossier = desk.page.dossier
    context = {
        "seen": desk_view(desk, criterion),
        "dossier": dossier,
        "asked": asked,
        "findings": findings,
        "may_appraise": may_appraise(request.actor, dossier),
        "may_remark": may(request.actor, Ability.REMARK, dossier),
        "remark": RemarkForm(),
        "neighbours": neighbours(request.actor, asked.wanted, dossier),
    }
    return render(request, "recognition/appraise.html", context, status=409 if findings else 200)


def _to(request: Request, dossier_id: int, criterion: str = "") -> HttpResponse:
    """Lead back to a dossier, with the desk's filter and the criterion."""
    query = "&".join(part for part in (desk_filter(request.GET).query, f"tc={criterion}" if criterion else "") if part)
    address = reverse("recognition:appraise", args=[dossier_id])
    return redirect(f"{address}?{query}" if query else address)


@signed_in
@require_POST
def declare(request: Request, dossier_id: int) -> HttpResponse:
    """Take the appraiser's declaration: nothing ties them to the unit, or they stand back."""
    act = appraising.recuse if request.POST.get("choice") == "recuse" else appraising.declare_no_conflict
    act(dossier_id=dossier_id, by=request.actor, at=request.now)
    return _to(request, dossier_id)


@signed_in
@require_POST
def declare_many(request: Request) -> HttpResponse:
    """Take one declaration for the ticked dossiers."""
    ids = chosen(request.POST)
    count = appraising.declare_no_conflict_many(dossier_ids=ids, by=request.actor, at=request.now)
    text = ngettext("Declared for %(count)s dossier.", "Declared for %(count)s dossiers.", count)
    messages.success(request, text % {"count": count})
    return _to_desk(request)


def _to_desk(request: Request) -> HttpResponse:
    query = desk_filter(request.GET).query
    return redirect(reverse("recognition:appraisal") + (f"?{query}" if query else ""))


@signed_in
@require_POST
def appraise_answer(request: Request, dossier_id: int, criterion: str) -> HttpResponse:
    """Keep the appraiser's opinion on one criterion and go on to the next."""
    opinion = opinion_of(request.POST)
    try:
        appraising.appraise_answer(
            dossier_id=dossier_id, criterion=criterion, opinion=opinion, by=request.actor, at=request.now
        )
    except Refused as refusal:
        return _dossier(request, desk_of(request.actor, dossier_id), criterion, refusal.findings)
    return _to(request, dossier_id, request.POST.get("next", criterion)[:40])


@signed_in
@require_POST
def appraisal_remark(request: Request, dossier_id: int) -> HttpResponse:
    """Add a question, a correction or an internal note to a criterion's thread."""
    desk = desk_of(request.actor, dossier_id)
    form, criterion = RemarkForm(request.POST), request.POST.get("criterion", "")[:40]
    kind = RemarkKind(form.cleaned_data["kind"]) if form.is_valid() else RemarkKind.QUESTION
    text = request.POST.get("text", "")
    try:
        add_remark(dossier_id=dossier_id, criterion=criterion, kind=kind, text=text, by=request.actor, at=request.now)
    except Refused as refusal:
        return _dossier(request, desk, criterion, refusal.findings)
    return _to(request, dossier_id, criterion)


@signed_in
@require_POST
def appraisal_resolve(request: Request, dossier_id: int) -> HttpResponse:
    """Close a remark of the thread."""
    remark_id = whole(request.POST.get("remark", "")) or 0
    resolve_remark(remark_id=remark_id, by=request.actor, at=request.now)
    return _to(request, dossier_id, request.POST.get("criterion", "")[:40])


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def return_dossier(request: Request, dossier_id: int) -> HttpResponse:
    """Send a dossier back, with a reason at each criterion to correct."""
    desk = desk_of(request.actor, dossier_id)
    may_appraise(request.actor, desk.page.dossier).require()
    criteria = [(line.criterion.id, line.criterion.gist) for line in desk.lines if not line.criterion.is_composed]
    form = ReturnForm(request.POST or None, criteria)
    if form.is_valid():
        try:
            appraising.return_dossier(dossier_id=dossier_id, reasons=form.reasons(), by=request.actor, at=request.now)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, gettext("Returned to %(unit)s.") % {"unit": desk.page.dossier.name})
            return _to_desk(request)
    context = {"form": form, "dossier": desk.page.dossier, "asked": desk_filter(request.GET)}
    return render(request, "recognition/return_dossier.html", context, status=409 if form.errors else 200)


@signed_in
@require_POST
def conclude_appraisal(request: Request, dossier_id: int) -> HttpResponse:
    """Conclude on one dossier and go on to the next that waits."""
    try:
        done = appraising.conclude_appraisal(
            dossier_id=dossier_id, conclusion=conclusion_of(request.POST), by=request.actor, at=request.now
        )
    except Refused as refusal:
        return _dossier(request, desk_of(request.actor, dossier_id), "", refusal.findings)
    messages.success(request, gettext("Concluded: %(unit)s.") % {"unit": done.name})
    following = neighbours(request.actor, desk_filter(request.GET).wanted, done)[1]
    return _to(request, following) if following else _to_desk(request)


@signed_in
@require_POST
def conclude_preview(request: Request) -> HttpResponse:
    """Show what concluding on the ticked dossiers gives; those that can't be concluded first. Nothing is saved."""
    return _foreseen(request, chosen(request.POST))


@signed_in
@require_POST
def conclude_many(request: Request) -> HttpResponse:
    """Conclude on the confirmed dossiers: all or none."""
    ids = chosen(request.POST)
    try:
        count = appraising.conclude_appraisal_many(
            dossier_ids=ids, conclusion=conclusion_of(request.POST), by=request.actor, at=request.now
        )
    except Refused as refusal:
        return _foreseen(request, ids, refusal.findings)
    text = ngettext("Concluded on %(count)s dossier.", "Concluded on %(count)s dossiers.", count)
    messages.success(request, text % {"count": count})
    return _to_desk(request)


def _foreseen(request: Request, ids: Sequence[int], findings: Sequence[Finding] = ()) -> HttpResponse:
    rows = foreseen(request.actor, ids, request.now.date())
    context = {
        "blocked": [row for row in rows if row.findings],
        "ready": [row for row in rows if not row.findings],
        "asked": desk_filter(request.GET),
        "findings": findings,
    }
    return render(request, "recognition/conclude_preview.html", context, status=409 if findings else 200)
