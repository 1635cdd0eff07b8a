"""One scheme: its page, copying it, reviewing it, ending it, its letters; and the score sheet."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binhyen.accounts.forms.refusals import add_refusal
from binhyen.kernel.findings import Refusal, Refused
from binhyen.registers.actions.writing import write_entry
from binhyen.registers.forms.entry import EntryForm
from binhyen.registers.models import Entry, Record
from binhyen.registers.permissions import may_add, may_step
from binhyen.registers.queries.entries import entry_seen_by, facts_of, offered
from binhyen.registers.queries.places import places_offered
from binhyen.registers.rules.facts import Facts
from binhyen.schemes.actions.dissolving import dissolve_scheme
from binhyen.schemes.actions.drafting import PAPERS, draft_paper
from binhyen.schemes.actions.scoring import review_scheme, set_score_sheet
from binhyen.schemes.components.scheme import scheme_page
from binhyen.schemes.forms.scheme import DissolveForm, ReviewForm, SheetForm, as_lines
from binhyen.schemes.permissions import may_set_sheet
from binhyen.schemes.queries.sheets import sheet_for, sheets_seen_by
from binhyen.schemes.registers import SCHEMES
from binhyen.schemes.rules.copying import copied
from binhyen.schemes.rules.kinds import SCHEMES as CODE
from binhyen.ui.http import Request, signed_in


@signed_in
@require_safe
def scheme(request: Request, record_id: int) -> HttpResponse:
    """Show a scheme with its sites, its course and what came of it."""
    found = scheme_page(record_id, request.actor, request.now)
    papers = [word for word, paper in PAPERS.items() if _drafts(request, found.page.record, paper.step, paper.states)]
    context = {"scheme": found, "page": found.page, "papers": papers}
    return render(request, "schemes/scheme.html", context)


def _drafts(request: Request, record: Record, code: str, states: frozenset[str]) -> bool:
    kind = SCHEMES.life.kind(code)
    return kind is not None and record.state in states and bool(may_step(SCHEMES, request.actor, record, kind))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def replicate(request: Request, record_id: int) -> HttpResponse:
    """Write down a scheme that is copied from another: the form holds its description already."""
    may_add(SCHEMES, request.actor).require()
    row = entry_seen_by(SCHEMES, request.actor, record_id)
    said = copied(facts_of(SCHEMES, row), record_id, request.actor.place_id, request.now.date())
    form = _copy_form(request, said, row.record)
    if form.is_valid():
        try:
            made = write_entry(register=SCHEMES, draft=form.draft(), by=request.actor, at=request.now)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(
                request, gettext("The scheme was written down, linked to the one that it was copied from.")
            )
            return redirect("schemes:scheme", made.record_id)
    context = {"register": SCHEMES, "form": form, "title": gettext("Replicate: %(name)s") % {"name": row.title}}
    return render(request, "registers/form.html", context, status=409 if form.errors else 200)


def _copy_form(request: Request, said: Facts, source: Record) -> EntryForm:
    places = places_offered(SCHEMES, request.actor, request.now.date())
    options = {CODE: list({one.pk: one for one in (source, *offered(SCHEMES, request.actor))}.values())}
    return EntryForm(request.POST or None, SCHEMES, places, options, said)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: Request, record_id: int) -> HttpResponse:
    """Review a scheme by the score sheet of its place."""
    row = _asked(request, record_id, "reviewed")
    today = request.now.date()
    held = sheet_for(row.place_path, today)
    form = ReviewForm(request.POST or None, held.sheet, year=_year(today), on=today)
    if form.is_valid():
        try:
            review_scheme(record_id=record_id, review=form.review(), by=request.actor, at=request.now)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, gettext("The review was written down."))
            return redirect("schemes:scheme", record_id)
    context = {"row": row, "form": form, "held": held, "register": SCHEMES}
    return render(request, "schemes/review.html", context, status=409 if form.errors else 200)


_SPRING = 3


def _year(today: date) -> int:
    """The year that is reviewed: until March, the one that is over."""
    return today.year - 1 if today.month <= _SPRING else today.year


def _asked(request: Request, record_id: int, code: str) -> Entry:
    """Return a scheme of which the person may take a step."""
    row = entry_seen_by(SCHEMES, request.actor, record_id)
    kind = SCHEMES.life.kind(code)
    assert kind is not None  # noqa: S101 - declared in the register
    may_step(SCHEMES, request.actor, row.record, kind).require()
    return row


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def dissolve(request: Request, record_id: int) -> HttpResponse:
    """End a scheme together with its sites."""
    row = _asked(request, record_id, "dissolved")
    form = DissolveForm(request.POST or None, on=request.now.date())
    if form.is_valid():
        try:
            dissolve_scheme(record_id=record_id, step=form.step(), by=request.actor, at=request.now)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, gettext("The scheme was dissolved with its sites."))
            return redirect("schemes:scheme", record_id)
    page = scheme_page(record_id, request.actor, request.now)
    context = {"row": row, "form": form, "scheme": page, "register": SCHEMES}
    return render(request, "schemes/dissolve.html", context, status=409 if form.errors else 200)


@signed_in
@require_POST
def draft(request: Request, record_id: int, word: str) -> HttpResponse:
    """Draft a letter of a scheme."""
    entry_seen_by(SCHEMES, request.actor, record_id)
    made = draft_paper(record_id=record_id, word=word, by=request.actor, at=request.now)
    return redirect("documents:document", made.pk)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def score_sheet(request: Request) -> HttpResponse:
    """Show the score sheet that holds, and let an office set the one of its place."""
    held = sheet_for(request.actor.place_path, request.now.date())
    sheet, allowed = held.sheet, may_set_sheet(request.actor)
    initial = {"since": request.now.date(), "criteria": as_lines(sheet)}
    initial |= {"effective": sheet.effective, "average": sheet.average}
    form = SheetForm(request.POST or None, initial=initial)
    if request.method == "POST":
        allowed.require()
    if form.is_valid():
        try:
            set_score_sheet(sheet=form.sheet(), by=request.actor, at=request.now)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, gettext("The score sheet was set."))
            return redirect("schemes:score_sheet")
    context = {
        "held": held,
        "form": form,
        "rows": sheets_seen_by(request.actor),
        "allowed": allowed,
        "register": SCHEMES,
    }
    return render(request, "schemes/score_sheet.html", context, status=409 if form.errors else 200)
