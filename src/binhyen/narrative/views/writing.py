"""What changes a written report: a part by hand, numbers counted again, signature."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from binhyen.accounts.forms.refusals import add_refusal
from binhyen.kernel.findings import Finding, Refused
from binhyen.narrative.actions import composing, signing
from binhyen.narrative.components.lists import met_sides
from binhyen.narrative.components.papers import ShownLine, offered, preview_of
from binhyen.narrative.forms.reports import PartForm, SignForm
from binhyen.narrative.models import WrittenReport
from binhyen.narrative.permissions import may_change, may_sign
from binhyen.narrative.queries.figures import not_accepted
from binhyen.narrative.queries.parts import previewed
from binhyen.narrative.queries.reports import Kept, kept_report, report_seen_by
from binhyen.narrative.views.reports import written_page
from binhyen.ui.http import Request, signed_in

_METHODS = ["GET", "HEAD", "POST"]


@signed_in
@require_http_methods(_METHODS)
def write_part(request: Request, report_id: int, part: str) -> HttpResponse:
    """Write a part by hand, or look at it first; when somebody else wrote in between, both texts are shown."""
    report = report_seen_by(request.actor, report_id)
    may_change(request.actor, report).require()
    kept = kept_report(report)
    form = PartForm(request.POST or None, initial=_begun(kept, part))
    said = _Said()
    if form.is_valid():
        try:
            said = _done(request, kept, form.typed(part))
        except Refused as refusal:
            add_refusal(form, refusal)
    if said.saved:
        messages.success(request, gettext("The part is saved. It stays when numbers are counted again."))
        return _to_part(report_id, part)
    context = {"report": report, "kept": kept, "part": kept.draft.template.parts[part], "form": form}
    context |= {"offered": offered(kept, part), "met": met_sides(said.met) if said.met else None}
    context |= {"preview": said.preview, "asked": said.preview is not None}
    return render(request, "narrative/write_part.html", context, status=409 if said.met or form.errors else 200)


@dataclass(frozen=True, slots=True)
class _Said:
    """What came of what was sent: saved, met by another text, or only looked at."""

    saved: bool = False
    met: Finding | None = None
    preview: tuple[ShownLine, ...] | None = None


def _done(request: Request, kept: Kept, typed: composing.Typed) -> _Said:
    """Show how a text would stand ("xem"), or save it."""
    if "xem" in request.POST:
        return _Said(preview=preview_of(previewed(kept, typed.part, typed.text), typed.part))
    try:
        composing.write_part(report_id=kept.report.pk, typed=typed, by=request.actor, at=request.now)
    except Refused as refusal:
        met = next((one for one in refusal.findings if one.code == "narrative.conflict"), None)
        if met is None:
            raise
        return _Said(met=met)
    return _Said(saved=True)


def _begun(kept: Kept, part: str) -> dict[str, Any]:
    """Begin with what stands now: the text by hand, else the template's own words."""
    template = kept.draft.template.parts.get(part)
    if template is None:
        raise Http404
    row = kept.texts.get(part)
    return {"text": row.text if row and row.own else template.source, "version": row.version if row else 0}


def _to_part(report_id: int, part: str) -> HttpResponse:
    return redirect(f"{redirect('narrative:written_report', report_id).url}#muc-{part}")


@signed_in
@require_POST
def restore_part(request: Request, report_id: int, part: str) -> HttpResponse:
    """Let the template's words stand again."""
    row = kept_report(report_seen_by(request.actor, report_id)).texts.get(part)
    version = row.version if row else 0
    composing.restore_part(report_id=report_id, part=part, base_version=version, by=request.actor, at=request.now)
    messages.success(request, gettext("The template's words stand again."))
    return _to_part(report_id, part)


@signed_in
@require_POST
def refresh_numbers(request: Request, report_id: int) -> HttpResponse:
    """Count all numbers again; what changed is marked."""
    count = composing.refresh_numbers(report_id=report_id, by=request.actor, at=request.now)
    said = ngettext(
        "The numbers were counted again: %(count)s says something else, marked in the text.",
        "The numbers were counted again: %(count)s say something else, marked in the text.",
        count,
    )
    none = gettext("The numbers were counted again: all say the same.")
    messages.success(request, said % {"count": count} if count else none)
    return redirect("narrative:written_report", report_id)


@signed_in
@require_POST
def submit_written(request: Request, report_id: int) -> HttpResponse:
    """Put a draft before who signs."""
    try:
        signing.submit_report(report_id=report_id, by=request.actor, at=request.now)
    except Refused as refusal:
        return written_page(request, report_seen_by(request.actor, report_id), refusal.findings)
    messages.success(request, gettext("The report is before its signer."))
    return redirect("narrative:written_report", report_id)


@signed_in
@require_POST
def withdraw_written(request: Request, report_id: int) -> HttpResponse:
    """Take a report back from its signer."""
    signing.withdraw_report(report_id=report_id, by=request.actor, at=request.now)
    messages.success(request, gettext("The report is a draft again."))
    return redirect("narrative:written_report", report_id)


@signed_in
@require_POST
def return_written(request: Request, report_id: int) -> HttpResponse:
    """Send a report back to its office, with the reason."""
    signing.return_report(report_id=report_id, reason=request.POST.get("reason", ""), by=request.actor, at=request.now)
    messages.success(request, gettext("The report went back to its office."))
    return redirect("narrative:written_report", report_id)


@signed_in
@require_POST
def drop_written(request: Request, report_id: int) -> HttpResponse:
    """Drop a draft."""
    composing.drop_report(report_id=report_id, by=request.actor, at=request.now)
    messages.success(request, gettext("The draft was dropped."))
    return redirect("narrative:written_reports")


@signed_in
@require_http_methods(_METHODS)
def sign_written(request: Request, report_id: int) -> HttpResponse:
    """Sign a report: it gets its number and keeps its words and numbers."""
    report: WrittenReport = report_seen_by(request.actor, report_id)
    may_sign(request.actor, report).require()
    form = SignForm(request.POST or None, initial={"on": timezone.localdate(request.now)})
    if form.is_valid():
        try:
            signing.sign_report(report_id=report_id, signing=form.signing(), by=request.actor, at=request.now)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, gettext("The report is signed and keeps its numbers."))
            return redirect("narrative:written_report", report_id)
    kept = kept_report(report)
    context = {"report": report, "kept": kept, "form": form, "waiting": not_accepted(kept).figures}
    return render(request, "narrative/sign_written.html", context, status=409 if form.errors else 200)
