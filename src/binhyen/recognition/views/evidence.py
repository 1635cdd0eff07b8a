"""Files of answers: taken in, handed out through their owner, shown small, taken away."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from binhyen.files.http import serve_blob, serve_preview
from binhyen.kernel.findings import Finding, Refusal, Refused
from binhyen.recognition.actions.attaching import remove_evidence as remove
from binhyen.recognition.actions.uploading import Upload, upload_evidence
from binhyen.recognition.components.words import placed_at, said
from binhyen.recognition.forms.evidence import EvidenceForm
from binhyen.recognition.permissions import may_write_answers
from binhyen.recognition.queries.dossiers import dossier_page, evidence_seen_by
from binhyen.recognition.rules.guards import EvidenceKind
from binhyen.recognition.views.showing import Remarks, answer_form, line_of, show
from binhyen.ui.http import Request, signed_in


def _back(dossier_id: int, criterion: str) -> HttpResponse:
    return redirect(f"{reverse('recognition:dossier', args=[dossier_id])}?tc={criterion}#minh-chung")


@signed_in
@require_POST
def add_evidence(request: Request, dossier_id: int, criterion: str) -> HttpResponse:
    """Take in files; those that are refused are named with their reason, the others are kept."""
    page = dossier_page(request.actor, dossier_id)
    may_write_answers(request.actor, page.dossier).require()
    line = line_of(page, criterion)
    concludes = answer_form(request, page, line, typed=False).asked.concludes
    form = EvidenceForm(request.POST, request.FILES, concludes=concludes)
    findings = _kept(request, dossier_id, criterion, form) if form.is_valid() else ()
    if form.errors or findings:
        page = dossier_page(request.actor, dossier_id)
        left = Remarks(findings=findings, files=form)
        return show(request, page, line_of(page, criterion), left, 409 if findings else 422)
    return _back(dossier_id, criterion)


def _kept(request: Request, dossier_id: int, criterion: str, form: EvidenceForm) -> tuple[Finding, ...]:
    """Keep what can be kept; return what was said against the rest."""
    findings: list[Finding] = []
    kind, day = EvidenceKind(form.cleaned_data["kind"]), form.cleaned_data["evidence_date"]
    for one in form.cleaned_data["papers"]:
        upload = Upload(one, one.name or "", kind, one.content_type or "", day)
        try:
            upload_evidence(dossier_id=dossier_id, criterion=criterion, upload=upload, by=request.actor, at=request.now)
        except Refusal as refusal:
            findings += (placed_at(finding, upload.name) for finding in refusal.findings)
    return tuple(findings)


@signed_in
@require_safe
def evidence(request: Request, evidence_id: int) -> HttpResponseBase:
    """Answer with a file, to those who see the criteria of its dossier."""
    found = evidence_seen_by(request.actor, evidence_id)
    return serve_blob(found.blob, name=found.name, inline="xem" in request.GET)


@signed_in
@require_safe
def evidence_preview(request: Request, evidence_id: int) -> HttpResponseBase:
    """Answer with the small picture of a file's first page."""
    return serve_preview(evidence_seen_by(request.actor, evidence_id).blob)


@signed_in
@require_POST
def remove_evidence(request: Request, evidence_id: int) -> HttpResponse:
    """Take a file off an answer, with a reason; its hash stays."""
    found = evidence_seen_by(request.actor, evidence_id)
    try:
        remove(evidence_id=evidence_id, reason=request.POST.get("reason", ""), by=request.actor, at=request.now)
    except Refused as refusal:
        messages.error(request, said(refusal.findings[0]))
    else:
        messages.success(request, gettext("The file was taken off the answer."))
    return _back(found.answer.dossier_id, found.answer.criterion)
