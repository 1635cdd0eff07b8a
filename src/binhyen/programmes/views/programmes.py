"""Programmes on their line of years, one of them, and entries taken in as its activities."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from binhyen.accounts.forms.refusals import add_refusal
from binhyen.kernel.findings import Refused
from binhyen.programmes.actions.taking_in import take_in_events
from binhyen.programmes.components.offered import offered_lines
from binhyen.programmes.components.programme import org_names, programme_shown, timeline
from binhyen.programmes.components.sections import without
from binhyen.programmes.forms.programmes import FindForm, TakeInForm, TermsForm
from binhyen.programmes.queries.events import offered
from binhyen.programmes.queries.programmes import activity_counts, programme_seen_by, programmes_seen_by, term_of
from binhyen.programmes.registers import ACTIVITIES, COMMITMENTS, PLANS, PROGRAMMES, SUMMARIES
from binhyen.registers.components.entry import entry_page
from binhyen.registers.permissions import may_add
from binhyen.ui.http import Request, signed_in

_CHILDREN = {"commitments": COMMITMENTS, "plans": PLANS, "activities": ACTIVITIES, "summaries": SUMMARIES}


@signed_in
@require_safe
def programmes(request: Request) -> HttpResponse:
    """Show the programmes that a person sees, each on the line of years."""
    today = timezone.localdate(request.now)
    form = TermsForm(request.GET)
    listed = list(form.narrowed(programmes_seen_by(request.actor), today)[:200])
    counts = activity_counts(request.actor, [one.record_id for one in listed])
    context = {
        "timeline": timeline(listed, counts, today),
        "form": form,
        "register": PROGRAMMES,
        "may_add": may_add(PROGRAMMES, request.actor),
    }
    return render(request, "programmes/programmes.html", context)


@signed_in
@require_safe
def programme(request: Request, record_id: int) -> HttpResponse:
    """Show a programme: term, parties, commitments with their progress, years, summaries."""
    row = programme_seen_by(request.actor, record_id)
    page = entry_page(PROGRAMMES, record_id, request.actor, request.now)
    shown = programme_shown(row, request.actor, timezone.localdate(request.now))
    adds = {name: f"{one.add_href}?cha={record_id}" for name, one in _CHILDREN.items()}
    lists = {name: f"{one.href}?cha={record_id}" for name, one in _CHILDREN.items()}
    context = {
        "page": replace(page, children=[], sections=without(page.sections, "Term")),
        "shown": shown,
        "adds": adds,
        "lists": lists,
        "may_add": may_add(ACTIVITIES, request.actor),
    }
    return render(request, "programmes/programme.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def take_in(request: Request, record_id: int) -> HttpResponse:
    """Choose events and schemes of other registers as a programme's activities."""
    row = programme_seen_by(request.actor, record_id)
    may_add(ACTIVITIES, request.actor).require()
    form = TakeInForm(request.POST or None)
    if form.is_valid():
        try:
            made = take_in_events(programme_id=record_id, record_ids=form.chosen, by=request.actor, at=request.now)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            said = ngettext("%(count)s activity was taken in.", "%(count)s activities were taken in.", len(made))
            messages.success(request, said % {"count": len(made)})
            return redirect("programmes:programme", record_id)
    find = FindForm(request.GET, parties=row.parties)
    found = offered(request.actor, record_id, term_of(row, timezone.localdate(request.now)), find.words, find.org)
    context = {
        "programme": row,
        "form": form,
        "find": find,
        "lines": offered_lines(found),
        "parties": org_names(row.parties),
    }
    return render(request, "programmes/take_in.html", context, status=409 if form.errors else 200)
