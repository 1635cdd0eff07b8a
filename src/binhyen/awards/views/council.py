"""The council: what is put to its vote, its votes taken over, its minutes."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from binhyen.accounts.forms.refusals import add_refusal
from binhyen.awards.actions import drafting, voting
from binhyen.awards.forms.proposals import ticked
from binhyen.awards.queries.council import CouncilDesk, council_desk
from binhyen.awards.rules.desks import may_work
from binhyen.kernel.findings import Refusal
from binhyen.ui.http import Request, signed_in
from binhyen.units.forms.council import PaperVoteForm, PutForm
from binhyen.units.permissions import may_hold_meetings


@signed_in
@require_safe
def council(request: Request) -> HttpResponse:
    """Show what waits for the council of this post's place, what it voted, its meetings."""
    seen = council_desk(request.actor, request.now.date())
    return _council(request, seen, PutForm(None, seen.open_meetings), PaperVoteForm(None, seen.unclosed))


def _council(request: Request, seen: CouncilDesk, put: PutForm, paper: PaperVoteForm) -> HttpResponse:
    context = {
        "desk": seen,
        "put": put,
        "paper": paper,
        "holds": seen.committee is not None and bool(may_hold_meetings(request.actor, seen.committee)),
    }
    return render(request, "awards/council.html", context, status=409 if put.errors or paper.errors else 200)


@signed_in
@require_POST
def put_to_council(request: Request) -> HttpResponse:
    """Put the ticked proposals to one vote of an open meeting."""
    may_work(request.actor).require()
    seen = council_desk(request.actor, request.now.date())
    form = PutForm(request.POST, seen.open_meetings)
    if form.is_valid():
        try:
            voting.put_to_council(
                record_ids=ticked(request.POST),
                meeting=form.chosen,
                title=form.cleaned_data["title"],
                by=request.actor,
                at=request.now,
            )
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, gettext("Put to the vote: members vote on the page of the meeting."))
            return redirect("units:meeting", form.chosen.pk)
    return _council(request, seen, form, PaperVoteForm(None, seen.unclosed))


@signed_in
@require_POST
def council_paper(request: Request) -> HttpResponse:
    """Enter the council's vote on the ticked proposals from its signed minutes."""
    may_work(request.actor).require()
    seen = council_desk(request.actor, request.now.date())
    form = PaperVoteForm(request.POST, seen.unclosed, files=request.FILES)
    if form.is_valid():
        try:
            count = voting.record_paper_vote(
                record_ids=ticked(request.POST),
                meeting=form.chosen,
                ballot=form.ballot(request.actor, request.now),
                by=request.actor,
                at=request.now,
            )
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            return _told(request, count)
    return _council(request, seen, PutForm(None, seen.open_meetings), form)


@signed_in
@require_POST
def take_votes(request: Request) -> HttpResponse:
    """Take the closed votes over as steps of the proposals."""
    may_work(request.actor).require()
    ids = [row.record_id for row, _ in council_desk(request.actor, request.now.date()).voted]
    if not ids:
        raise Http404
    return _told(request, voting.take_votes(record_ids=ids, by=request.actor, at=request.now))


def _told(request: Request, count: int) -> HttpResponse:
    text = ngettext("The vote stands on %(count)s proposal.", "The votes stand on %(count)s proposals.", count)
    messages.success(request, text % {"count": count})
    return redirect("awards:council")


@signed_in
@require_POST
def draft_minutes(request: Request, meeting_id: int) -> HttpResponse:
    """Draft a meeting's minutes and open the draft."""
    document = drafting.draft_minutes(meeting_id=meeting_id, by=request.actor, at=request.now)
    messages.success(request, gettext("The minutes are drafted: check, print and sign them."))
    return redirect("documents:document", document.pk)
