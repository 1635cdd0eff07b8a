"""An event's page, and what a campaign with its parts came to."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from binhyen.campaigns.components.drives import result_lines
from binhyen.campaigns.components.event_page import event_page
from binhyen.campaigns.components.events import lines_of
from binhyen.campaigns.queries.drives import parts_of, results_of
from binhyen.campaigns.registers.events import EVENTS
from binhyen.registers.queries.entries import entry_seen_by
from binhyen.ui.http import Request, signed_in


@signed_in
@require_safe
def event(request: Request, record_id: int) -> HttpResponse:
    """Show an event with its numbers and the campaign that it belongs to."""
    found = event_page(record_id, request.actor, request.now)
    return render(request, "campaigns/event.html", {"event": found, "page": found.entry})


@signed_in
@require_safe
def campaign(request: Request, record_id: int) -> HttpResponse:
    """Show what a campaign and its parts came to, each number with the events that it is the sum of."""
    whole = entry_seen_by(EVENTS, request.actor, record_id)
    parts = parts_of(record_id, request.actor)
    titles = {record_id: whole.title, **{part.record_id: part.title for part in parts}}
    context = {
        "opened": request.GET.get("chi_tieu", ""),
        "whole": whole,
        "parts": lines_of(parts),
        "held": sum(1 for part in parts if part.standing in {"", "held"}),
        "results": result_lines(results_of(record_id, parts), titles),
    }
    return render(request, "campaigns/campaign.html", context)
