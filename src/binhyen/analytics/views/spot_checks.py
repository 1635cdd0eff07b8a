"""Spot checks: those there are, drawing one by lot, its list with findings, what it says of all units."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binhyen.accounts.forms.refusals import add_refusal
from binhyen.analytics.actions import spot_checks as acting
from binhyen.analytics.components.spot_checks import Typed, estimate_shown, findings_at, options, strata_shown
from binhyen.analytics.forms.spot_checks import DrawForm, FoundOnForm, changed_findings, typed_findings
from binhyen.analytics.models import SpotCheck
from binhyen.analytics.permissions.signals import may_check, may_see_spot_checks
from binhyen.analytics.queries.spot_checks import (
    Found,
    found_in,
    rounds_to_check,
    spot_check_seen_by,
    spot_checks_seen_by,
)
from binhyen.analytics.rules.signals.addresses import spot_check as address_of
from binhyen.kernel.findings import Finding, Refused
from binhyen.ui.http import Request, signed_in


@signed_in
@require_safe
def spot_checks(request: Request) -> HttpResponse:
    """List the spot checks of the province with what they found."""
    may_see_spot_checks(request.actor, request.actor.place_path).require()
    listed = [(one, found_in(one)) for one in spot_checks_seen_by(request.actor)[:20]]
    context = {
        "rows": [(one, found, estimate_shown(found.estimate)) for one, found in listed],
        "may_check": may_check(request.actor, request.actor.place_path),
    }
    return render(request, "analytics/spot_checks.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def draw_spot_check(request: Request) -> HttpResponse:
    """Draw a sample by lot."""
    may_check(request.actor, request.actor.place_path).require()
    form = DrawForm(request.POST or None, rounds_to_check(request.actor))
    if form.is_valid():
        held = form.cleaned_data
        try:
            made = acting.draw_spot_check(
                round_id=held["round"], seed=held["seed"], asked=held["asked"], by=request.actor, at=request.now
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(
                request, gettext("Drawn, and written down with seed and list. Print it, or record findings here.")
            )
            return redirect(address_of(made.pk))
    return render(request, "analytics/draw_spot_check.html", {"form": form}, status=409 if form.errors else 200)


@signed_in
@require_safe
def spot_check(request: Request, check_id: int) -> HttpResponse:
    """Show the list that was drawn, what was found, and what that says of all recognised units."""
    check = spot_check_seen_by(request.actor, check_id)
    form = FoundOnForm(None, initial={"found_on": request.now.date()})
    return _shown(request, check, (found_in(check), form))


def _shown(
    request: Request,
    check: SpotCheck,
    read: tuple[Found, FoundOnForm],
    typed: Typed | None = None,
    findings: tuple[Finding, ...] = (),
) -> HttpResponse:
    found, form = read
    named, wrong = findings_at(findings, found)
    context = {
        "check": check,
        "found": found,
        "strata": strata_shown(found, check.drawn_at.date(), typed),
        "estimate": estimate_shown(found.estimate),
        "options": options(),
        "form": form,
        "findings": named,
        "wrong": wrong,
        "may_check": check.closed_at is None and bool(may_check(request.actor, check.province_path)),
    }
    return render(request, "analytics/spot_check.html", context, status=409 if findings or form.errors else 200)


@signed_in
@require_POST
def record_spot_check(request: Request, check_id: int) -> HttpResponse:
    """Record what was found at drawn units; what is refused stays on the page as it was typed."""
    check = spot_check_seen_by(request.actor, check_id)
    may_check(request.actor, check.province_path).require()
    found, form = found_in(check), FoundOnForm(request.POST)
    typed = typed_findings(request.POST, found.units)
    if not form.is_valid():
        return _shown(request, check, (found, form), typed)
    found_on: date = form.cleaned_data["found_on"]
    changed = changed_findings(typed, found.units, found_on)
    try:
        acting.record_findings(check_id=check.pk, findings=changed, by=request.actor, at=request.now)
    except Refused as refusal:
        return _shown(request, check, (found, form), typed, refusal.findings)
    messages.success(request, gettext("Recorded: %(count)s units.") % {"count": len(changed)})
    return redirect(address_of(check.pk))


@signed_in
@require_POST
def close_spot_check(request: Request, check_id: int) -> HttpResponse:
    """Close a check: its findings stay as they are."""
    check = spot_check_seen_by(request.actor, check_id)
    acting.close_spot_check(check_id=check.pk, by=request.actor, at=request.now)
    messages.success(request, gettext("Closed. Findings and estimate stay as they are."))
    return redirect(address_of(check.pk))
