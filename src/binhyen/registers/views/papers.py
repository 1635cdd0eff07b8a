"""Photographs and papers of entries, and entries that belong together."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binhyen.database.fields import GREATEST_ID
from binhyen.files.actions import Upload
from binhyen.files.http import serve_blob, serve_preview
from binhyen.kernel.findings import Finding, Refused
from binhyen.registers.actions import papers
from binhyen.registers.components.links import found_records
from binhyen.registers.forms.entry import FilesForm
from binhyen.registers.permissions import may_attach, may_change
from binhyen.registers.queries.declared import Register, register_at
from binhyen.registers.queries.entries import entry_seen_by, file_seen_by, record_seen_by
from binhyen.ui.components.sentences import sentence
from binhyen.ui.http import Request, signed_in


def _say(request: Request, findings: tuple[Finding, ...], *, wrong: bool) -> None:
    for one in findings:
        text = sentence(one.message, one.params)
        messages.error(request, text) if wrong else messages.info(request, text)


@signed_in
@require_POST
def attach(request: Request, slug: str, record_id: int) -> HttpResponse:
    """Take in files; those that are refused are named with their reason, the others are kept."""
    register = register_at(slug)
    row = entry_seen_by(register, request.actor, record_id)
    may_attach(register, request.actor, row.record).require()
    form = FilesForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, gettext("Choose a file first."))
    else:
        _take(request, register, record_id, form)
    return redirect(f"{register.href_of(record_id)}#tep")


def _take(request: Request, register: Register, record_id: int, form: FilesForm) -> None:
    for one in form.cleaned_data["papers"]:
        upload = Upload(one, one.name or "", one.content_type or "")
        try:
            _, remarks = papers.attach_file(
                register=register,
                record_id=record_id,
                upload=upload,
                caption=form.cleaned_data["caption"],
                by=request.actor,
                at=request.now,
            )
        except Refused as refusal:
            _say(request, refusal.findings, wrong=True)
        else:
            _say(request, remarks, wrong=False)


@signed_in
@require_safe
def file(request: Request, slug: str, file_id: int) -> HttpResponseBase:
    """Answer with a file, or its small picture, to those who see its entry."""
    found = file_seen_by(register_at(slug), request.actor, file_id)
    if "nho" in request.GET:
        return serve_preview(found.blob)
    return serve_blob(found.blob, name=found.name, inline="xem" in request.GET)


@signed_in
@require_POST
def remove_file(request: Request, slug: str, file_id: int) -> HttpResponse:
    """Take a file off an entry, with a reason; its hash stays."""
    register = register_at(slug)
    found = file_seen_by(register, request.actor, file_id)
    try:
        papers.remove_file(
            register=register,
            file_id=file_id,
            reason=request.POST.get("reason", ""),
            by=request.actor,
            at=request.now,
        )
    except Refused as refusal:
        _say(request, refusal.findings, wrong=True)
    return redirect(f"{register.href_of(found.record_id)}#tep")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: Request, slug: str, record_id: int) -> HttpResponse:
    """Find an entry of any register that belongs to this one, and link it."""
    register = register_at(slug)
    row = entry_seen_by(register, request.actor, record_id)
    may_change(register, request.actor, row.record).require()
    other = request.POST.get("other", "")
    if other.isdecimal():
        if record_seen_by(request.actor, int(other)) is None:
            raise Http404
        try:
            papers.link_records(record_id=record_id, other_id=int(other), by=request.actor, at=request.now)
        except Refused as refusal:
            _say(request, refusal.findings, wrong=True)
        return redirect(f"{register.href_of(record_id)}#lien-ket")
    words = request.GET.get("q", "").strip()
    context = {"register": register, "row": row, "words": words, "groups": found_records(request.actor, words)}
    return render(request, "registers/link.html", context)


@signed_in
@require_POST
def unlink(request: Request, slug: str, record_id: int) -> HttpResponse:
    """Say that two entries do not belong together after all."""
    register = register_at(slug)
    row = entry_seen_by(register, request.actor, record_id)
    may_change(register, request.actor, row.record).require()
    other = request.POST.get("other", "")
    if other.isdecimal() and int(other) <= GREATEST_ID:
        papers.unlink_records(record_id=record_id, other_id=int(other), by=request.actor, at=request.now)
    return redirect(f"{register.href_of(record_id)}#lien-ket")
