"""Steering committees: who sits on one today, what each decision changed, composing it anew, dissolving it."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from binhyen.accounts.forms.refusals import add_refusal
from binhyen.kernel.findings import Refusal
from binhyen.plans.actions.committees import dissolve_committee as dissolve
from binhyen.plans.actions.committees import renew_committee as compose
from binhyen.plans.actions.emulation import write_contents
from binhyen.plans.components.committee import committee_parts
from binhyen.plans.forms.committees import DecisionForm, drafts_of, seat_lines
from binhyen.plans.forms.contents import ContentsForm
from binhyen.plans.permissions import may_write_contents
from binhyen.plans.queries.committees import seats_of
from binhyen.plans.queries.emulation import contents_of
from binhyen.plans.registers import COMMITTEES, SEATS
from binhyen.registers.components.entry import entry_page
from binhyen.registers.components.words import hidden
from binhyen.registers.permissions import may_change
from binhyen.registers.queries.entries import entry_seen_by
from binhyen.ui.http import Request, signed_in

_METHODS = ["GET", "HEAD", "POST"]


@signed_in
@require_safe
def committee(request: Request, committee_id: int) -> HttpResponse:
    """Show a committee: its seats of today, and its history by decision."""
    page = entry_page(COMMITTEES, committee_id, request.actor, request.now)
    steps = [(kind, decision) for kind, decision in page.open_steps if kind.code not in {"renew", "dissolve"}]
    context = {
        "page": replace(page, children=(), open_steps=steps),
        "seats": SEATS,
        "parts": committee_parts(request.actor, page.entry, request.now.date()),
        "names": "holder" not in hidden(SEATS, request.actor),
    }
    return render(request, "plans/committee.html", context)


@signed_in
@require_http_methods(_METHODS)
def renew_committee(request: Request, committee_id: int) -> HttpResponse:
    """Compose a committee anew by one decision: it begins with those who sit on it now."""
    row = entry_seen_by(COMMITTEES, request.actor, committee_id)
    may_change(COMMITTEES, request.actor, row.record).require()
    day = request.now.date()
    standing = [seat for seat in seats_of(committee_id, request.actor) if seat.stands(day)]
    form, lines = DecisionForm(request.POST or None), seat_lines(request.POST or None, standing)
    if form.is_valid() and lines.is_valid():
        decision, seats = form.decision(), drafts_of(lines)
        try:
            compose(committee_id=committee_id, decision=decision, seats=seats, by=request.actor, at=request.now)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, gettext("The committee was composed anew."))
            return redirect("plans:committee", committee_id)
    context = {"committee": row, "form": form, "lines": lines}
    return render(request, "plans/renew_committee.html", context, status=409 if form.errors else 200)


@signed_in
@require_http_methods(_METHODS)
def dissolve_committee(request: Request, committee_id: int) -> HttpResponse:
    """Dissolve a committee by decision; everybody who sits on it is released."""
    row = entry_seen_by(COMMITTEES, request.actor, committee_id)
    may_change(COMMITTEES, request.actor, row.record).require()
    form = DecisionForm(request.POST or None)
    if form.is_valid():
        try:
            dissolve(committee_id=committee_id, decision=form.decision(), by=request.actor, at=request.now)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, gettext("The committee was dissolved."))
            return redirect("plans:committee", committee_id)
    context = {"committee": row, "form": form}
    return render(request, "plans/dissolve_committee.html", context, status=409 if form.errors else 200)


@signed_in
@require_http_methods(_METHODS)
def emulation_contents(request: Request) -> HttpResponse:
    """Write down what the contents of the emulation movement say."""
    may_write_contents(request.actor).require()
    form = ContentsForm(request.POST or None, contents_of(request.actor.place_path))
    if form.is_valid():
        write_contents(texts=form.texts(), by=request.actor, at=request.now)
        messages.success(request, gettext("The contents were written down."))
        return redirect("plans:emulation_contents")
    return render(request, "plans/emulation_contents.html", {"form": form}, status=409 if form.errors else 200)
