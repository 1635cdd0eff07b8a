"""One proposal: its page, its dossier, what it rests on, taking its award back."""

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binhyen.accounts.forms.refusals import add_refusal
from binhyen.awards.actions import moving, papers
from binhyen.awards.components.proposal import proposal_page
from binhyen.awards.forms.proposals import PaperForm, RevokeForm, number_in
from binhyen.awards.queries.cases import achievements_offered, proposal_seen_by
from binhyen.awards.registers import PROPOSALS
from binhyen.awards.rules.course import GIVEN, ONE_BY_ONE
from binhyen.awards.rules.desks import may_take
from binhyen.kernel.findings import Refusal
from binhyen.registers.components.entry import entry_page
from binhyen.registers.permissions import may_change
from binhyen.ui.components.sentences import sentence
from binhyen.ui.http import Request, signed_in


@signed_in
@require_safe
def proposal(request: Request, record_id: int) -> HttpResponse:
    """Show a proposal with the principles as they stand for it, its money, its dossier and its course."""
    row = proposal_seen_by(request.actor, record_id)
    page = entry_page(PROPOSALS, record_id, request.actor, request.now)
    page = replace(page, open_steps=[one for one in page.open_steps if one[0].code in ONE_BY_ONE])
    context = {
        "page": page,
        "own": proposal_page(row, request.now.date()),
        "may_revoke": row.state in GIVEN and bool(may_take(request.actor, row.authority, "revoke")),
    }
    return render(request, "awards/proposal.html", context)


@signed_in
@require_POST
def put_paper(request: Request, record_id: int) -> HttpResponse:
    """Lay a paper into the dossier."""
    row = proposal_seen_by(request.actor, record_id)
    may_change(PROPOSALS, request.actor, row.record).require()
    form = PaperForm(request.POST, request.FILES)
    if form.is_valid():
        given = form.cleaned_data
        _, remarks = papers.put_paper(
            record_id=record_id,
            code=given["code"],
            upload=form.upload(),
            words=given["words"],
            by=request.actor,
            at=request.now,
        )
        for one in remarks:
            messages.info(request, sentence(one.message, one.params))
    return redirect(f"{PROPOSALS.href_of(record_id)}#ho-so")


@signed_in
@require_POST
def take_paper(request: Request, record_id: int, paper_id: int) -> HttpResponse:
    """Take a paper out of the dossier."""
    proposal_seen_by(request.actor, record_id)
    papers.take_paper(record_id=record_id, paper_id=paper_id, by=request.actor, at=request.now)
    return redirect(f"{PROPOSALS.href_of(record_id)}#ho-so")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def achievements(request: Request, record_id: int) -> HttpResponse:
    """Choose what a proposal rests on from the registers that this person sees."""
    row = proposal_seen_by(request.actor, record_id)
    may_change(PROPOSALS, request.actor, row.record).require()
    words = request.GET.get("q", "")
    offers = achievements_offered(request.actor, row, words)
    if request.method == "POST":
        wanted = number_in(request.POST, "other")
        if wanted not in {one.record.pk for one in offers}:
            raise Http404
        papers.rest_on(record_id=record_id, other_id=wanted or 0, by=request.actor, at=request.now)
        messages.success(request, gettext("The proposal rests on this entry now."))
        return redirect(PROPOSALS.href_of(record_id))
    return render(request, "awards/achievements.html", {"row": row, "offers": offers, "words": words})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def revoke_award(request: Request, record_id: int) -> HttpResponse:
    """Take an award back, by a decision with its reason."""
    row = proposal_seen_by(request.actor, record_id)
    may_take(request.actor, row.authority, "revoke").require()
    form = RevokeForm(request.POST or None, initial={"on": request.now.date()})
    if form.is_valid():
        try:
            moving.move_many(record_ids=[record_id], step=form.step(), by=request.actor, at=request.now)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, gettext("The award was revoked."))
            return redirect(PROPOSALS.href_of(record_id))
    context = {"row": row, "form": form}
    return render(request, "awards/revoke_award.html", context, status=409 if form.errors else 200)
