"""The page of one dossier, and what is done on it: answers, threads, registration, submission, last year's start."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from binhyen.documents.actions import rendition
from binhyen.documents.http import file_answer, file_name
from binhyen.documents.rules.layout import MEDIA_TYPES, Format
from binhyen.kernel.findings import Refusal, Refused
from binhyen.recognition.actions import registering, remarking, submitting
from binhyen.recognition.actions.answering import Entry
from binhyen.recognition.actions.answering import save_answer as save
from binhyen.recognition.components import dossier as parts
from binhyen.recognition.components.course import trail_knots
from binhyen.recognition.components.history import revision_rows
from binhyen.recognition.components.words import said
from binhyen.recognition.forms.answers import opened_moment
from binhyen.recognition.forms.evidence import RemarkForm
from binhyen.recognition.forms.lists import RegisterForm, SubmitForm
from binhyen.recognition.models import RemarkKind
from binhyen.recognition.permissions import may, may_remark
from binhyen.recognition.queries.dossiers import (
    dossier_page,
    dossier_seen_by,
    titles_of_posts,
    trail_of_dossier,
)
from binhyen.recognition.queries.pages import paper_of, remark_seen_by, revisions_of
from binhyen.recognition.rules.rights import Ability
from binhyen.recognition.views.showing import answer_form, line_of, refused, show, steps_after
from binhyen.ui.http import Request, signed_in, wants_fragment

_ROWS = 40


def _back(dossier_id: int, criterion: str = "", part: str = "") -> HttpResponse:
    address = reverse("recognition:dossier", args=[dossier_id])
    return redirect(f"{address}?tc={criterion}{part}" if criterion else address)


def _said(request: Request, refusal: Refusal) -> None:
    """Put what was refused at the head of the next page."""
    for finding in refusal.findings:
        messages.error(request, said(finding))


@signed_in
@require_safe
def dossier(request: Request, dossier_id: int) -> HttpResponse:
    """Show a dossier: its criteria, the current one, the threads, the course, what may be done."""
    page = dossier_page(request.actor, dossier_id)
    return show(request, page, parts.current_line(page, request.GET.get("tc", "")))


@signed_in
@require_POST
def save_answer(request: Request, dossier_id: int, criterion: str) -> HttpResponse:
    """Save one answer; a conflict shows both values and asks."""
    page = dossier_page(request.actor, dossier_id)
    line = line_of(page, criterion)
    form = answer_form(request, page, line, typed=True)
    if not form.is_valid():
        return refused(request, page, line, form, None)
    entry = Entry(dossier_id, criterion, form.said(), form.cleaned_data["version"])
    try:
        answer = save(entry=entry, by=request.actor, at=request.now)
    except Refusal as refusal:
        return refused(request, page, line, form, refusal)
    if not wants_fragment(request):
        messages.success(request, gettext("Saved."))
        return _back(dossier_id, steps_after(page, criterion) if "next" in request.POST else criterion)
    return _saved(request, dossier_id, criterion, answer.version)


def _saved(request: Request, dossier_id: int, criterion: str, version: int) -> HttpResponse:
    """Tell a script that the answer is kept, and what follows from it."""
    page = dossier_page(request.actor, dossier_id)
    line = line_of(page, criterion)
    context = {
        "fresh": True,
        "line": line,
        "page": page,
        "reason": parts.reason_of(line),
        "because": parts.because(page),
    }
    answer = render(request, "recognition/parts/saved.html", context)
    answer.headers["BY-Version"] = str(version)
    answer.headers["BY-Saved-At"] = f"{request.now:%H:%M}"
    return answer


def _try(request: Request, act: Callable[[], object], done: str) -> None:
    """Do something; say that it is done, or why not. Who may not at all is told so by a page of its own."""
    try:
        act()
    except Refused as refusal:
        _said(request, refusal)
    else:
        messages.success(request, done)


@signed_in
@require_POST
def register_dossier(request: Request, dossier_id: int) -> HttpResponse:
    """Register the unit."""
    dossier_seen_by(request.actor, dossier_id)
    form = RegisterForm(request.POST)
    if form.is_valid():
        typed = form.typed()
        _try(
            request,
            lambda: registering.register(dossier_id=dossier_id, registration=typed, by=request.actor, at=request.now),
            gettext("Registered."),
        )
    else:
        messages.error(request, gettext("Enter the day on the signed registration."))
    return _back(dossier_id)


@signed_in
@require_POST
def submit_dossier(request: Request, dossier_id: int) -> HttpResponse:
    """Send the dossier to appraisal."""
    dossier_seen_by(request.actor, dossier_id)
    form = SubmitForm(request.POST)
    form.is_valid()
    begun = opened_moment(request.POST.get("opened", ""))
    sent = submitting.Submission(form.cleaned_data.get("note", ""), datetime.fromisoformat(begun) if begun else None)
    _try(
        request,
        lambda: submitting.submit(dossier_id=dossier_id, submission=sent, by=request.actor, at=request.now),
        gettext("Submitted. The appraising body has it now."),
    )
    return _back(dossier_id)


@signed_in
@require_POST
def start_dossier(request: Request, dossier_id: int) -> HttpResponse:
    """Copy notes and files of last year into criteria that are still empty."""
    dossier_seen_by(request.actor, dossier_id)
    _try(
        request,
        lambda: submitting.start_from_last_year(dossier_id=dossier_id, by=request.actor, at=request.now),
        gettext("Last year's notes and files are here. Confirm or change each criterion."),
    )
    return _back(dossier_id)


@signed_in
@require_POST
def withdraw_dossier(request: Request, dossier_id: int) -> HttpResponse:
    """Take a unit that ceased to exist out of the round."""
    dossier_seen_by(request.actor, dossier_id)
    reason = request.POST.get("reason", "")[:500]
    _try(
        request,
        lambda: registering.withdraw_dossier(dossier_id=dossier_id, reason=reason, by=request.actor, at=request.now),
        gettext("Taken out of the round."),
    )
    return _back(dossier_id)


@signed_in
@require_POST
def add_remark(request: Request, dossier_id: int) -> HttpResponse:
    """Add a voice to a thread: the unit replies, appraisers ask, demand or note."""
    found = dossier_seen_by(request.actor, dossier_id)
    may_remark(request.actor, found).require()
    criterion = request.POST.get("criterion", "")[:40]
    form = RemarkForm(request.POST, office=bool(may(request.actor, Ability.REMARK, found)))
    if form.is_valid():
        kind, text = RemarkKind(form.cleaned_data["kind"]), form.cleaned_data["text"]
        _try(
            request,
            lambda: remarking.add_remark(
                dossier_id=dossier_id, criterion=criterion, kind=kind, text=text, by=request.actor, at=request.now
            ),
            gettext("Sent."),
        )
    else:
        messages.error(request, gettext("Write something first."))
    return _back(dossier_id, criterion, "#loi")


@signed_in
@require_POST
def resolve_remark(request: Request, dossier_id: int, remark_id: int) -> HttpResponse:
    """Close a question or a correction."""
    found = remark_seen_by(request.actor, dossier_id, remark_id)
    _try(
        request,
        lambda: remarking.resolve_remark(remark_id=remark_id, by=request.actor, at=request.now),
        gettext("Resolved."),
    )
    return _back(dossier_id, found.criterion, "#loi")


@signed_in
@require_safe
def dossier_trail(request: Request, dossier_id: int) -> HttpResponse:
    """Show what was done to a dossier, by which post and when."""
    found = dossier_seen_by(request.actor, dossier_id)
    page = Paginator(trail_of_dossier(request.actor, dossier_id), _ROWS).get_page(request.GET.get("page"))
    posts = titles_of_posts(one.post_id for one in page.object_list)
    context = {"dossier": found, "page": page, "knots": trail_knots(page.object_list, posts)}
    return render(request, "recognition/dossier_trail.html", context)


@signed_in
@require_safe
def dossier_history(request: Request, dossier_id: int) -> HttpResponse:
    """Show every saved version of the answers: nobody's text is lost."""
    found = dossier_seen_by(request.actor, dossier_id)
    criterion = request.GET.get("tc", "")[:40]
    page = Paginator(revisions_of(request.actor, dossier_id, criterion), _ROWS).get_page(request.GET.get("page"))
    context = {"dossier": found, "page": page, "rows": revision_rows(found, page.object_list), "criterion": criterion}
    return render(request, "recognition/dossier_history.html", context)


@signed_in
@require_safe
def dossier_paper(request: Request, dossier_id: int, document_id: int) -> HttpResponse:
    """Answer with a decision or certificate that names the dossier; its unit gets it here."""
    found = paper_of(request.actor, dossier_id, document_id)
    content = rendition(document_id=found.pk, format=Format.PDF, at=request.now)
    return file_answer(content, MEDIA_TYPES[Format.PDF], file_name(found, Format.PDF))
