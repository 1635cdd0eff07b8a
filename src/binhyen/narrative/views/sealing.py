"""Digital signature of a written report: with the instance's key, or with one's own token and the file brought back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from binhyen.accounts.forms.refusals import add_refusal
from binhyen.documents.queries import can_sign, signed_copies_of
from binhyen.kernel.findings import Refusal
from binhyen.narrative.actions import sealing
from binhyen.narrative.components.lists import line_of
from binhyen.narrative.forms.signed import SignedFileForm
from binhyen.narrative.permissions import may_bring_signed, may_sign_digitally
from binhyen.narrative.queries.reports import report_seen_by
from binhyen.ui.http import Request, signed_in


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def sign_digitally(request: Request, report_id: int) -> HttpResponse:
    """Sign the PDF of a report, or bring it back signed; what was signed before is listed."""
    report = report_seen_by(request.actor, report_id)
    may_bring_signed(request.actor, report).require()
    form = SignedFileForm(request.POST, request.FILES) if request.method == "POST" else SignedFileForm()
    form.fields["signed"].required = request.method != "POST" or "tep" in request.POST
    if form.is_valid():
        try:
            _sign(request, report_id, form)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, gettext("The report's PDF is signed digitally."))
            return redirect("narrative:sign_digitally", report_id)
    context = {
        "report": report,
        "line": line_of(report),
        "form": form,
        "key": can_sign(),
        "may_sign": may_sign_digitally(request.actor, report),
        "signatures": signed_copies_of(report.document) if report.document else (),
    }
    return render(request, "narrative/sign_digitally.html", context, status=409 if form.errors else 200)


def _sign(request: Request, report_id: int, form: SignedFileForm) -> None:
    file = form.cleaned_data["signed"]
    if file is None:
        sealing.sign_digitally(report_id=report_id, by=request.actor, at=request.now)
    else:
        sealing.bring_signed(report_id=report_id, content=file.read(), by=request.actor, at=request.now)
