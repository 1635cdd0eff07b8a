"""A report's own page: the grid, saved cell by cell or as one form, and its sending."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from binhyen.kernel.findings import Refused
from binhyen.reports.actions import sending
from binhyen.reports.forms.entering import Kept, save_sent, sent_of
from binhyen.reports.models import Report
from binhyen.reports.permissions import may_enter
from binhyen.reports.queries.reports import report_seen_by
from binhyen.reports.queries.standing import delegated_paths
from binhyen.reports.rules import addresses
from binhyen.reports.views.showing import show_changes, show_report
from binhyen.ui.http import Request, signed_in, wants_fragment


@signed_in
@require_safe
def report(request: Request, report_id: int) -> HttpResponse:
    """Show a report: as a grid to those who fill it in, as a table to all others who see it."""
    return show_report(request, _seen(request, report_id))


def _seen(request: Request, report_id: int) -> Report:
    return report_seen_by(request.actor, report_id, request.now.date())


def _writes(request: Request, found: Report) -> None:
    """Ask what the action asks, where there is nothing for it to save."""
    may_enter(request.actor, found, delegated_paths(request.actor, request.now.date())).require()


@signed_in
@require_POST
def save_cells(request: Request, report_id: int) -> HttpResponse:
    """Save one cell or many; what cannot be saved comes back at its cell with the reason, and stays as typed."""
    found = _seen(request, report_id)
    sent = sent_of(request.POST)
    if not sent.typed.get(report_id):
        _writes(request, found)
    kept = save_sent(sent, [found], by=request.actor, at=request.now)
    found = _seen(request, report_id)
    if wants_fragment(request):
        return show_changes(request, found, sent, kept)
    if kept.refused:
        return show_report(request, found, kept)
    messages.success(request, _saved(kept))
    return redirect(_same_section(request, report_id))


def _saved(kept: Kept) -> str:
    if not kept.changed:
        return gettext("Nothing was changed.")
    return gettext("Saved %(count)s cells.") % {"count": kept.changed}


def _same_section(request: Request, report_id: int) -> str:
    section = request.POST.get("phan", "")
    return addresses.report_section(report_id, section) if section else addresses.report(report_id)


@signed_in
@require_POST
def submit_report(request: Request, report_id: int) -> HttpResponse:
    """Save what the form carries, then send the report; what keeps it from being sent is shown at its cells."""
    found = _seen(request, report_id)
    kept = save_sent(sent_of(request.POST), [found], by=request.actor, at=request.now)
    if kept.refused:
        return show_report(request, _seen(request, report_id), kept)
    try:
        sending.submit(report_id=report_id, by=request.actor, at=request.now)
    except Refused as refusal:
        return show_report(request, _seen(request, report_id), kept, refusal.findings)
    messages.success(request, gettext("Sent. The office sees it now."))
    return redirect(addresses.report(report_id))
