"""Delegates: who is invited, their badges, the desk at the door, a badge that is held before a camera."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binhyen.accounts.forms.refusals import add_refusal
from binhyen.campaigns.actions.conferences import CheckedIn
from binhyen.campaigns.actions.conferences import check_in as mark
from binhyen.campaigns.actions.conferences import invite as give_out
from binhyen.campaigns.components.badges import badges_of, picture_of
from binhyen.campaigns.components.conference import DELEGATES, named_among
from binhyen.campaigns.forms.conferences import InviteForm
from binhyen.campaigns.models import Event
from binhyen.campaigns.permissions import may_arrange
from binhyen.campaigns.queries import conferences as inside
from binhyen.campaigns.queries.badges import seat_of
from binhyen.campaigns.queries.conferences import (
    arrivals,
    attendance,
    by_agency,
    event_seen_by,
    part_seen_by,
    parts_seen_by,
    register_of,
)
from binhyen.kernel.findings import Finding, Refusal, Refused
from binhyen.registers.permissions import may_keep_at
from binhyen.ui.components.sentences import sentence
from binhyen.ui.http import Request, signed_in

_METHODS = ["GET", "HEAD", "POST"]
_BADGES = 40
_DOOR = 40


@signed_in
@require_http_methods(_METHODS)
def invite(request: Request, record_id: int) -> HttpResponse:
    """Give out seats: an agency a line."""
    event = event_seen_by(request.actor, record_id)
    may_arrange(request.actor, event).require()
    form = InviteForm(request.POST or None, parts_seen_by(inside.POINTS, record_id, request.actor))
    back = f"{reverse('campaigns:conference', args=[record_id])}?muc={DELEGATES}"
    if form.is_valid():
        lines, place = form.invitations(), form.place()
        try:
            made = give_out(event=event, lines=lines, by=request.actor, at=request.now, place_id=place)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, gettext("Seats given out: %(count)s.") % {"count": len(made)})
            return redirect(back)
    context = {"event": event, "form": form, "back": back}
    return render(request, "campaigns/invite.html", context, status=409 if form.errors else 200)


@signed_in
@require_safe
def badges(request: Request, record_id: int) -> HttpResponse:
    """Show badges to be printed: agency, position, and the code that is shown at the door."""
    event = event_seen_by(request.actor, record_id)
    rows = by_agency(_seats(request, event))
    page = Paginator(rows, _BADGES).get_page(request.GET.get("page"))
    points = {row.record_id: row.name for row in parts_seen_by(inside.POINTS, record_id, request.actor)}
    named = named_among(inside.DELEGATES, list(page), request.actor)
    context = {"event": event, "page": page, "badges": badges_of(list(page), points, named)}
    return render(request, "campaigns/badges.html", context)


@signed_in
@require_safe
def badge_code(request: Request, word: str) -> HttpResponse:
    """Draw the code of a badge."""
    _seat(request, seat_of(word))
    return HttpResponse(picture_of(word), content_type="image/svg+xml")


def _seats(request: Request, event: Event) -> list[inside.Row]:
    """Return the seats that this person sees; Http404 where there are none to see."""
    rows = parts_seen_by(inside.DELEGATES, event.record_id, request.actor)
    if not rows and not request.actor.covers(event.place_path):
        raise Http404
    return rows


@signed_in
@require_safe
def door(request: Request, record_id: int) -> HttpResponse:
    """Show the desk at the door: who is there, who is not yet, found by a few letters."""
    event = event_seen_by(request.actor, record_id)
    rows, words = _seats(request, event), request.GET.get("q", "")[:100]
    state = request.GET.get("trang_thai", "")
    listed = [row for row in by_agency(rows, words) if not state or row.state == ("" if state == "chua" else state)]
    page = Paginator(listed, _DOOR).get_page(request.GET.get("page"))
    context = {
        "event": event,
        "counted": attendance(rows),
        "page": page,
        "arrivals": arrivals(row.record_id for row in page),
        "words": words,
        "state": state,
        "named": named_among(inside.DELEGATES, list(page), request.actor),
    }
    return render(request, "campaigns/door.html", context)


@signed_in
@require_POST
def mark_present(request: Request, record_id: int, seat_id: int) -> HttpResponse:
    """Mark a delegate of the list as present."""
    event = event_seen_by(request.actor, record_id)
    row = _seat(request, seat_id)
    if row.event_id != event.record_id:
        raise Http404
    try:
        done = mark(event=event, record_id=seat_id, by=request.actor, at=request.now)
    except Refused as refusal:
        one = refusal.findings[0]
        messages.error(request, sentence(one.message, one.params))
    else:
        _tell(request, row, done)
    return redirect(f"{reverse('campaigns:door', args=[record_id])}?{request.GET.urlencode()}")


def _seat(request: Request, record_id: int) -> inside.Row:
    row = next(iter(part_seen_by(inside.DELEGATES, record_id, request.actor)), None)
    if row is None:
        raise Http404
    return row


def _tell(request: Request, row: inside.Row, done: CheckedIn) -> None:
    if done.before is None:
        messages.success(request, gettext("Present: %(seat)s.") % {"seat": row.title})
    else:
        text = gettext("%(seat)s was marked as present already. Nothing was counted twice.")
        messages.info(request, text % {"seat": row.title})


@signed_in
@require_http_methods(_METHODS)
def check_in(request: Request, word: str) -> HttpResponse:
    """Answer a badge that was held before a camera: whose seat it is; present once it is confirmed."""
    row = _seat(request, seat_of(word))
    may_keep_at(register_of(inside.DELEGATES), request.actor, row.place_path).require()
    event = event_seen_by(request.actor, row.event_id)
    findings: tuple[Finding, ...] = ()
    just_now = False
    if request.method == "POST":
        try:
            just_now = mark(event=event, record_id=row.record_id, by=request.actor, at=request.now).before is None
        except Refused as refusal:
            findings = refusal.findings
    points: list[inside.Row] = list(inside.parts(inside.POINTS, event.record_id)) if row.point_id else []
    context = {
        "event": event,
        "row": row,
        "arrival": arrivals([row.record_id]).get(row.record_id),
        "just_now": just_now,
        "findings": findings,
        "point": next((one.name for one in points if one.record_id == row.point_id), ""),
    }
    return render(request, "campaigns/check_in.html", context, status=409 if findings else 200)
