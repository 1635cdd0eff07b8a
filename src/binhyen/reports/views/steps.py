"""Steps of a report besides sending: taken back, counted anew, opened for a correction, its correction given up."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from binhyen.kernel.findings import Refused
from binhyen.reports.actions import correcting, sending
from binhyen.reports.models import Report
from binhyen.reports.permissions import may_enter
from binhyen.reports.queries.reports import report_seen_by
from binhyen.reports.queries.standing import delegated_paths
from binhyen.reports.rules import addresses
from binhyen.reports.views.showing import show_report
from binhyen.ui.http import Request, signed_in


def _step(request: Request, report_id: int, act: Callable[[Report], str]) -> HttpResponse:
    """Take one step of a report that this person sees; a refusal is shown on its page."""
    seen = report_seen_by(request.actor, report_id, request.now.date())
    try:
        said = act(seen)
    except Refused as refusal:
        return show_report(request, seen, findings=refusal.findings)
    messages.success(request, said)
    return redirect(addresses.report(report_id))


@signed_in
@require_POST
def withdraw_report(request: Request, report_id: int) -> HttpResponse:
    """Take a report back that nobody has answered yet."""

    def act(_seen: Report) -> str:
        sending.withdraw(report_id=report_id, by=request.actor, at=request.now)
        return gettext("Taken back: you can write in it again.")

    return _step(request, report_id, act)


@signed_in
@require_POST
def take_report_counts(request: Request, report_id: int) -> HttpResponse:
    """Write what the registers count into the cells in which nobody typed."""

    def act(seen: Report) -> str:
        may_enter(request.actor, seen, delegated_paths(request.actor, request.now.date())).require()
        count = sending.take_counts(report_id=report_id, by=request.actor, at=request.now)
        return gettext("%(count)s cells took what the registers count now.") % {"count": count}

    return _step(request, report_id, act)


@signed_in
@require_POST
def correct_report(request: Request, report_id: int) -> HttpResponse:
    """Open an accepted report again, with the reason."""

    def act(_seen: Report) -> str:
        reason = request.POST.get("reason", "")
        correcting.correct(report_id=report_id, reason=reason, by=request.actor, at=request.now)
        return gettext("Opened for a correction. What was accepted stands until the correction is accepted.")

    return _step(request, report_id, act)


@signed_in
@require_POST
def drop_report_correction(request: Request, report_id: int) -> HttpResponse:
    """Give a correction up."""

    def act(_seen: Report) -> str:
        correcting.drop_correction(report_id=report_id, by=request.actor, at=request.now)
        return gettext("The correction is given up: what was accepted stands.")

    return _step(request, report_id, act)
