"""The receiving desk: one report with everything beside it, accepted, returned or asked about."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from binhyen.indicators.rules.cells import parse_cell_key
from binhyen.kernel.findings import Finding, Refused
from binhyen.reports.actions import reviewing, talking
from binhyen.reports.components import desk as parts
from binhyen.reports.components.course import Course, course_of
from binhyen.reports.components.words import chip_of, period_name, timely_chip
from binhyen.reports.forms.difficulties import panel_of
from binhyen.reports.forms.overview import whole
from binhyen.reports.forms.reviewing import answer_of, seen_of, typed_of
from binhyen.reports.models import Report
from binhyen.reports.permissions import may, may_accept, may_review
from binhyen.reports.queries.receiving import desk_of, queue_around, waiting_for
from binhyen.reports.queries.reports import report_seen_by
from binhyen.reports.queries.standing import delegated_paths, expected_of
from binhyen.reports.rules import addresses
from binhyen.reports.rules.rights import Ability
from binhyen.reports.rules.timeliness import timeliness
from binhyen.ui.http import Request, signed_in


@signed_in
@require_safe
def next_waiting(request: Request) -> HttpResponse:
    """Lead to the report that waits longest; to the list where nothing waits."""
    first = waiting_for(request.actor, request.now.date()).first()
    return redirect("reports:receive", first.pk) if first else redirect("reports:collections")


@signed_in
@require_safe
def receive(request: Request, report_id: int) -> HttpResponse:
    """Show one report to the office that receives it."""
    return _desk(request, *_received(request, report_id))


def _received(request: Request, report_id: int) -> tuple[Report, tuple[str, ...]]:
    """Return a report that this person receives, and what is delegated; those who don't, see it on its own page."""
    today = request.now.date()
    found, delegated = report_seen_by(request.actor, report_id, today), delegated_paths(request.actor, today)
    may_review(request.actor, found, delegated).require()
    return found, delegated


def _desk(
    request: Request, report: Report, delegated: tuple[str, ...], findings: Sequence[Finding] = ()
) -> HttpResponse:
    actor, today = request.actor, request.now.date()
    desk = desk_of(report)
    groups = parts.desk_groups(desk, typed_of(request.POST))
    context = {
        "report": report,
        "period": period_name(report.collection.period),
        "chip": chip_of(report),
        "timely": timely_chip(timeliness(expected_of(report), today)),
        "groups": groups,
        "told": parts.findings_told(groups),
        "changes": parts.changes_of(desk),
        "course": course_of(Course(report, desk.steps, desk.extensions, desk.posts)),
        "queue": queue_around(actor, report, today),
        "may_accept": may_accept(actor, report, delegated),
        "may_talk": may(actor, Ability.TALK, report, delegated),
        "difficulties": panel_of(actor, report, today),
        "findings": findings,
        "reason": request.POST.get("reason", ""),
        "since": request.now.isoformat(),
    }
    return render(request, "reports/receive.html", context, status=409 if findings else 200)


@signed_in
@require_POST
def accept_report(request: Request, report_id: int) -> HttpResponse:
    """Accept a whole report as it was looked at, and go on to the next that waits."""
    report, _ = _received(request, report_id)
    try:
        reviewing.accept(report_id=report.pk, by=request.actor, at=request.now, seen=seen_of(request.POST.dict()))
    except Refused as refusal:
        return _desk(request, *_received(request, report_id), refusal.findings)
    messages.success(request, gettext("Accepted: %(name)s.") % {"name": report.name})
    return _onwards(request, report)


@signed_in
@require_POST
def return_report(request: Request, report_id: int) -> HttpResponse:
    """Return a report with reasons, accepting the other cells where that is asked; go on to the next that waits."""
    report, _ = _received(request, report_id)
    try:
        reviewing.return_report(report_id=report.pk, answer=answer_of(request.POST), by=request.actor, at=request.now)
    except Refused as refusal:
        return _desk(request, *_received(request, report_id), refusal.findings)
    messages.success(request, gettext("Returned to %(unit)s.") % {"unit": report.name})
    return _onwards(request, report)


def _onwards(request: Request, report: Report) -> HttpResponse:
    """Go to the next report that waits; to the collection where none does."""
    after = queue_around(request.actor, report, request.now.date()).after
    return redirect("reports:receive", after) if after else redirect("reports:collection", report.collection_id)


@signed_in
@require_POST
def ask_at_cell(request: Request, report_id: int) -> HttpResponse:
    """Ask something at a cell without returning the report."""
    report, delegated = _received(request, report_id)
    try:
        cell = parse_cell_key(request.POST.get("cell", "")[:400])
        text = request.POST.get("text", "")
        talking.add_remark(report_id=report.pk, cell=cell, text=text, by=request.actor, at=request.now)
    except Refused as refusal:
        return _desk(request, report, delegated, refusal.findings)
    return redirect(addresses.receive(report.pk, str(cell)))


@signed_in
@require_POST
def settle_question(request: Request, report_id: int) -> HttpResponse:
    """Close a question at a cell."""
    report, _ = _received(request, report_id)
    remark_id = whole(request.POST.get("remark")) or 0
    talking.resolve_remark(report_id=report.pk, remark_id=remark_id, by=request.actor, at=request.now)
    return redirect(addresses.receive(report.pk))
