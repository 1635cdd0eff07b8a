"""Decisions: what waits, the look at one before it is signed, the decision with its certificates, revocation."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binhyen.accounts.forms.refusals import add_refusal
from binhyen.documents.rules.numbering import RegisterKey
from binhyen.kernel.findings import Finding, Refusal
from binhyen.kernel.marks import gettext_noop
from binhyen.recognition.actions.deciding import Paper, decide_many, issue_certificates
from binhyen.recognition.actions.deciding import revoke as take_back
from binhyen.recognition.components.appraisal import kind_chips
from binhyen.recognition.components.decisions import offer_view, spoken
from binhyen.recognition.forms.appraisal import desk_filter
from binhyen.recognition.forms.decisions import CERTIFICATES, Chosen, GroundForm, PaperForm, RulingForm, chosen_of
from binhyen.recognition.letters import decision_letter
from binhyen.recognition.letters.deciding import decision_text
from binhyen.recognition.letters.desks import desk_for
from binhyen.recognition.permissions import may_decide
from binhyen.recognition.queries.appraisal import communes_named
from binhyen.recognition.queries.deciding import (
    awaiting,
    awaiting_counts,
    certificates_missing,
    decides_here,
    items_of,
    offer,
    recognised_seen_by,
    require_office,
)
from binhyen.recognition.queries.decisions import decision_seen_by, decisions_seen_by
from binhyen.recognition.rules.lifecycle import DecisionKind
from binhyen.ui.http import Request, signed_in

_ROWS = 40
_ISSUED = 15
_PRINTED = 200
_MOVED = Finding(
    "recognition.moved_meanwhile",
    gettext_noop("Since you looked, somebody else decided on some of these dossiers or changed them. Look again."),
)


@signed_in
@require_safe
def decisions(request: Request) -> HttpResponse:
    """Show what waits for this post's decision, and the decisions that were taken."""
    asked = desk_filter(request.GET)
    waiting = Paginator(awaiting(request.actor, asked.wanted), _ROWS).get_page(request.GET.get("page"))
    context = {
        "asked": asked,
        "decides": decides_here(request.actor),
        "waiting": waiting,
        "places": communes_named(waiting, request.now.date()),
        "chips": kind_chips(awaiting_counts(request.actor, asked.wanted)),
        "taken": Paginator(decisions_seen_by(request.actor), _ISSUED).get_page(request.GET.get("trang")),
    }
    return render(request, "recognition/decisions.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def decision_preview(request: Request) -> HttpResponse:
    """Show what a decision would do, exceptions first; with a paper, take it."""
    require_office(request.actor)
    data = request.POST if request.method == "POST" else request.GET
    picked = chosen_of(data, request.GET)
    if "sign" not in request.POST:
        return _preview(request, picked, RulingForm.of(data, request.now.date()), PaperForm())
    return _decide(request, picked)


def _decide(request: Request, picked: Chosen) -> HttpResponse:
    ruling_form, paper_form = RulingForm.of(request.POST, request.now.date()), PaperForm(request.POST, request.FILES)
    if not (ruling_form.is_valid() and paper_form.is_valid()):
        return _preview(request, picked, ruling_form, paper_form)
    ruling = ruling_form.ruling(request.now.date())
    found = offer(request.actor, picked.asked.wanted, ruling, picked.ids, picked.without)
    expected = request.POST.get("expected", "")
    ids = [one.pk for one in found.ready]
    if expected != str(len(ids)):
        return _preview(request, picked, ruling_form, paper_form, (_MOVED,))
    try:
        paper = paper_form.paper(desk_for(request.actor, ruling.on), request.actor, request.now)
        taken = decide_many(dossier_ids=ids, ruling=ruling, paper=paper, by=request.actor, at=request.now)
    except Refusal as refusal:
        return _preview(request, picked, ruling_form, paper_form, refusal.findings)
    return redirect("recognition:decision", taken.pk)


def _preview(
    request: Request,
    picked: Chosen,
    ruling_form: RulingForm,
    paper_form: PaperForm,
    findings: tuple[Finding, ...] = (),
) -> HttpResponse:
    ruling = ruling_form.ruling(request.now.date())
    found = offer(request.actor, picked.asked.wanted, ruling, picked.ids, picked.without)
    desk = desk_for(request.actor, ruling.on)
    letter = decision_letter(desk, decision_text(ruling, found.ready, found.places)) if found.ready else None
    context = {
        "seen": offer_view(found, request.GET.get("ngoai-le"), request.GET.get("page")),
        "picked": picked,
        "ruling": ruling_form,
        "paper": paper_form,
        "desk": desk,
        "letter": letter,
        "lines": spoken(letter) if letter else (),
        "findings": findings,
        "decides": decides_here(request.actor),
    }
    return render(request, "recognition/decision_preview.html", context, status=409 if findings else 200)


@signed_in
@require_safe
def decision(request: Request, decision_id: int) -> HttpResponse:
    """Show a decision, the units that it names and their certificates."""
    found = decision_seen_by(request.actor, decision_id)
    page = Paginator(items_of(request.actor, found), _ROWS).get_page(request.GET.get("page"))
    dossiers = [item.dossier for item in page]
    context = {
        "decision": found,
        "page": page,
        "places": communes_named(dossiers, found.decided_on),
        "missing": certificates_missing(found),
        "may_certify": may_decide(request.actor, dossiers[0]) if dossiers else None,
        "late": PaperForm(),
    }
    return render(request, "recognition/decision.html", context)


@signed_in
@require_POST
def certify(request: Request, decision_id: int) -> HttpResponse:
    """Issue the certificates that a decision still lacks, numbered in the order of its list."""
    found = decision_seen_by(request.actor, decision_id)
    desk = desk_for(request.actor, request.now.date())
    paper = Paper(desk, RegisterKey(desk.issuer.code, CERTIFICATES))
    count = issue_certificates(decision_id=found.pk, paper=paper, by=request.actor, at=request.now)
    text = ngettext("Issued %(count)s certificate.", "Issued %(count)s certificates.", count)
    messages.success(request, text % {"count": count})
    return redirect("recognition:decision", found.pk)


@signed_in
@require_safe
def certificates(request: Request, decision_id: int) -> HttpResponse:
    """List a decision's certificates to be printed and signed for."""
    found = decision_seen_by(request.actor, decision_id)
    rows = items_of(request.actor, found).filter(certificate__isnull=False)
    page = Paginator(rows, _PRINTED).get_page(request.GET.get("page"))
    places = communes_named([item.dossier for item in page], found.decided_on)
    return render(request, "recognition/certificates.html", {"decision": found, "page": page, "places": places})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: Request, dossier_id: int) -> HttpResponse:
    """Take a recognition back, by a decision with its ground."""
    dossier = recognised_seen_by(request.actor, dossier_id)
    may_decide(request.actor, dossier).require()
    given = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form, paper_form = GroundForm(given[0], initial={"on": request.now.date()}), PaperForm(*given)
    if form.is_valid() and paper_form.is_valid():
        try:
            paper = paper_form.paper(desk_for(request.actor, form.cleaned_data["on"]), request.actor, request.now)
            ruling = form.ruling(DecisionKind.REVOKE)
            taken = take_back(dossier_id=dossier.pk, ruling=ruling, paper=paper, by=request.actor, at=request.now)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, gettext("Revoked: %(unit)s.") % {"unit": dossier.name})
            return redirect("recognition:decision", taken.pk)
    context = {"form": form, "paper": paper_form, "dossier": dossier}
    return render(request, "recognition/revoke.html", context, status=409 if form.errors else 200)
