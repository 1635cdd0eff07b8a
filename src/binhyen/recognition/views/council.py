"""The council: what is put to its vote, a meeting as its members see it, results taken over, minutes and proposals."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binhyen.accounts.forms.refusals import add_refusal
from binhyen.documents.actions import rendition
from binhyen.documents.http import file_answer, file_name
from binhyen.documents.queries import documents_seen_by
from binhyen.documents.rules.layout import MEDIA_TYPES, Format
from binhyen.kernel.findings import Refusal
from binhyen.recognition.actions import drafting, voting
from binhyen.recognition.forms.appraisal import chosen, desk_filter, whole
from binhyen.recognition.queries.council import CouncilDesk, council_desk, sitting_of
from binhyen.recognition.queries.deciding import require_office
from binhyen.ui.http import Request, signed_in
from binhyen.units.actions.votes import cast_ballot, close_motion, stand_aside
from binhyen.units.forms import choice_of
from binhyen.units.forms.council import PaperVoteForm, PutForm
from binhyen.units.models import Motion
from binhyen.units.permissions import may_hold_meetings


@signed_in
@require_safe
def council(request: Request) -> HttpResponse:
    """Show what waits for the council of this post's place, its meetings and its results."""
    desk = _desk(request)
    return _council(request, desk, PutForm(None, desk.votable), PaperVoteForm(None, desk.unclosed))


def _desk(request: Request) -> CouncilDesk:
    return council_desk(request.actor, desk_filter(request.GET).wanted, request.now.date())


def _picked(request: Request, desk: CouncilDesk) -> list[int]:
    """Return the ticked dossiers, or all that wait for a vote when the whole list is chosen."""
    return [one.pk for one in desk.unput] if "whole" in request.POST else list(chosen(request.POST))


def _council(request: Request, desk: CouncilDesk, put: PutForm, paper: PaperVoteForm) -> HttpResponse:
    context = {
        "desk": desk,
        "put": put,
        "paper": paper,
        "holds": desk.committee is not None and bool(may_hold_meetings(request.actor, desk.committee)),
    }
    failed = put.errors or paper.errors
    return render(request, "recognition/council.html", context, status=409 if failed else 200)


@signed_in
@require_POST
def put_to_council(request: Request) -> HttpResponse:
    """Put the ticked dossiers to one vote of an open meeting."""
    require_office(request.actor)
    desk = _desk(request)
    form = PutForm(request.POST, desk.votable)
    if form.is_valid():
        try:
            voting.put_to_council(
                dossier_ids=_picked(request, desk),
                meeting=form.chosen,
                title=form.cleaned_data["title"],
                by=request.actor,
                at=request.now,
            )
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("recognition:council_meeting", form.chosen.pk)
    return _council(request, desk, form, PaperVoteForm(None, desk.unclosed))


@signed_in
@require_POST
def council_paper(request: Request) -> HttpResponse:
    """Enter the council's vote on the ticked dossiers from its signed minutes."""
    require_office(request.actor)
    desk = _desk(request)
    form = PaperVoteForm(request.POST, desk.unclosed, files=request.FILES)
    if form.is_valid():
        try:
            count = voting.record_paper_vote(
                dossier_ids=_picked(request, desk),
                meeting=form.chosen,
                ballot=form.ballot(request.actor, request.now),
                by=request.actor,
                at=request.now,
            )
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            return _told(request, count)
    return _council(request, desk, PutForm(None, desk.votable), form)


@signed_in
@require_POST
def take_votes(request: Request) -> HttpResponse:
    """Take the closed votes over onto the dossiers."""
    ids = [dossier.pk for dossier, _ in _desk(request).voted]
    if not ids:
        raise Http404
    return _told(request, voting.take_votes(dossier_ids=ids, by=request.actor, at=request.now))


def _told(request: Request, count: int) -> HttpResponse:
    text = ngettext("The vote stands on %(count)s dossier.", "The votes stand on %(count)s dossiers.", count)
    messages.success(request, text % {"count": count})
    return redirect("recognition:council")


@signed_in
@require_http_methods(["GET", "HEAD"])
def council_meeting(request: Request, meeting_id: int) -> HttpResponse:
    """Show a meeting with the dossiers that it votes on; members vote here."""
    seen = sitting_of(request.actor, meeting_id)
    context = {"seen": seen, "may_hold": may_hold_meetings(request.actor, seen.meeting.committee)}
    return render(request, "recognition/council_meeting.html", context)


@signed_in
@require_POST
def council_vote(request: Request, meeting_id: int) -> HttpResponse:
    """Cast the member's ballot on a question, or stand aside."""
    motion, choice = _motion(request, meeting_id), choice_of(request.POST)
    if choice is not None:
        cast_ballot(motion=motion, choice=choice, by=request.actor, at=request.now)
    elif request.POST.get("choice") == "aside":
        stand_aside(motion=motion, by=request.actor, at=request.now)
    else:
        messages.error(request, gettext("Choose how you vote."))
    return redirect("recognition:council_meeting", meeting_id)


@signed_in
@require_POST
def council_close(request: Request, meeting_id: int) -> HttpResponse:
    """Close a vote and count it."""
    close_motion(motion=_motion(request, meeting_id), by=request.actor, at=request.now)
    return redirect("recognition:council_meeting", meeting_id)


def _motion(request: Request, meeting_id: int) -> Motion:
    wanted = whole(request.POST.get("motion", ""))
    found = [put.motion for put in sitting_of(request.actor, meeting_id).puts if put.motion.pk == wanted]
    if not found:
        raise Http404
    return found[0]


@signed_in
@require_POST
def draft_minutes(request: Request, meeting_id: int) -> HttpResponse:
    """Draft the meeting's minutes and open the draft."""
    document = drafting.draft_minutes(meeting_id=meeting_id, by=request.actor, at=request.now)
    messages.success(request, gettext("The minutes are drafted: check, print and sign them."))
    return redirect("documents:document", document.pk)


@signed_in
@require_POST
def draft_submission(request: Request) -> HttpResponse:
    """Draft the submission for the ticked dossiers and open the draft."""
    ids = _picked(request, _desk(request))
    document = drafting.draft_submission(dossier_ids=ids, by=request.actor, at=request.now)
    return redirect("documents:document", document.pk)


@signed_in
@require_POST
def draft_assessment(request: Request, dossier_id: int) -> HttpResponse:
    """Draft a unit's self-assessment report and open the draft; a post that keeps no papers gets it as a file."""
    document = drafting.draft_assessment(dossier_id=dossier_id, by=request.actor, at=request.now)
    if not documents_seen_by(request.actor).filter(pk=document.pk).exists():
        content = rendition(document_id=document.pk, format=Format.DOCX, at=request.now)
        return file_answer(content, MEDIA_TYPES[Format.DOCX], file_name(document, Format.DOCX))
    return redirect("documents:document", document.pk)
