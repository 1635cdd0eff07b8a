"""Meetings: the list, one meeting with its members, motions and ballots."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binhyen.accounts.forms.refusals import add_refusal
from binhyen.kernel.decisions import Decision
from binhyen.kernel.findings import Refusal
from binhyen.ui.http import Request, signed_in
from binhyen.units import actions
from binhyen.units.components import meeting_view
from binhyen.units.forms import MeetingForm, choice_of, marks_of
from binhyen.units.models import Meeting, Motion
from binhyen.units.permissions import may_hold_meetings, may_keep_committees
from binhyen.units.queries import committee_of, committees_seen_by, meeting_seen_by, meetings_seen_by

_ROWS = 25


@signed_in
@require_safe
def meetings(request: Request) -> HttpResponse:
    """Show the meetings that this post sees, and from which committee it may call one."""
    page = Paginator(meetings_seen_by(request.actor), _ROWS).get_page(request.GET.get("page"))
    own = committee_of(request.actor.place_id, request.now.date())
    context = {
        "page": page,
        "own": own,
        "may_form": may_keep_committees(request.actor, request.actor.place_path),
        "may_call": may_hold_meetings(request.actor, own) if own else Decision(),
        "committees": committees_seen_by(request.actor, request.now.date())[:_ROWS],
    }
    return render(request, "units/meetings.html", context)


@signed_in
@require_safe
def meeting(request: Request, meeting_id: int) -> HttpResponse:
    """Show one meeting: who is there, whether that is enough, the motions, and this member's ballots."""
    found = meeting_seen_by(request.actor, meeting_id)
    context = {
        "seen": meeting_view(found, request.actor),
        "may_hold": may_hold_meetings(request.actor, found.committee),
    }
    return render(request, "units/meeting.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def call_meeting(request: Request, committee_id: int) -> HttpResponse:
    """Call a meeting of a committee."""
    committee = get_object_or_404(committees_seen_by(request.actor, request.now.date()), pk=committee_id)
    may_hold_meetings(request.actor, committee).require()
    form = MeetingForm(request.POST or None, initial={"held_on": request.now.date()})
    if form.is_valid():
        try:
            called = actions.call_meeting(committee=committee, **form.cleaned_data, by=request.actor, at=request.now)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("units:meeting", called.pk)
    return render(request, "units/call_meeting.html", {"committee": committee, "form": form})


@signed_in
@require_POST
def mark_present(request: Request, meeting_id: int) -> HttpResponse:
    """Keep who is there."""
    found = meeting_seen_by(request.actor, meeting_id)
    marks = marks_of(request.POST)
    actions.mark_present(
        meeting=found, present=marks.present, on_paper=marks.on_paper, by=request.actor, at=request.now
    )
    return redirect("units:meeting", found.pk)


@signed_in
@require_POST
def open_meeting(request: Request, meeting_id: int) -> HttpResponse:
    """Open a meeting."""
    found = meeting_seen_by(request.actor, meeting_id)
    actions.open_meeting(meeting=found, by=request.actor, at=request.now)
    return redirect("units:meeting", found.pk)


@signed_in
@require_POST
def close_meeting(request: Request, meeting_id: int) -> HttpResponse:
    """Close a meeting."""
    found = meeting_seen_by(request.actor, meeting_id)
    actions.close_meeting(meeting=found, by=request.actor, at=request.now)
    return redirect("units:meeting", found.pk)


@signed_in
@require_POST
def close_motion(request: Request, meeting_id: int, motion_id: int) -> HttpResponse:
    """Close a vote and count it."""
    found = _motion(request, meeting_id, motion_id)
    actions.close_motion(motion=found, by=request.actor, at=request.now)
    return redirect("units:meeting", meeting_id)


@signed_in
@require_POST
def cast_ballot(request: Request, meeting_id: int, motion_id: int) -> HttpResponse:
    """Cast the member's ballot, or stand aside."""
    found = _motion(request, meeting_id, motion_id)
    choice = choice_of(request.POST)
    if choice is not None:
        actions.cast_ballot(motion=found, choice=choice, by=request.actor, at=request.now)
    elif request.POST.get("choice") == "aside":
        actions.stand_aside(motion=found, by=request.actor, at=request.now)
    else:
        messages.error(request, gettext("Choose how you vote."))
    return redirect("units:meeting", meeting_id)


def _motion(request: Request, meeting_id: int, motion_id: int) -> Motion:
    seen: Meeting = meeting_seen_by(request.actor, meeting_id)
    return get_object_or_404(seen.motions.select_related("meeting__committee"), pk=motion_id)
