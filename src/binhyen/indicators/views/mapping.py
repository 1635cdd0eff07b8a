"""Pages of a province's own file: sent once, its cells mapped to lines once, tried out."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binhyen.accounts.forms.refusals import add_refusal
from binhyen.files.actions import Upload
from binhyen.indicators.actions import forms as writes
from binhyen.indicators.components.forms import as_sent, mapped_lines, unplaced
from binhyen.indicators.forms.mapping import TemplateForm, places_in
from binhyen.indicators.queries.own_files import spots_of
from binhyen.indicators.rules.templates import Spot, mapped
from binhyen.indicators.views.showing import Draft, draft_of, saved
from binhyen.indicators.writers import tried_template
from binhyen.kernel.findings import Finding, Refusal, Refused
from binhyen.ui.http import Request, signed_in


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def map_template(request: Request, form_code: str) -> HttpResponse:
    """Show each line beside the cell of the file that it goes to, and keep what is chosen."""
    draft = draft_of(request, form_code)
    if request.method != "POST":
        return _show(request, draft)
    places, spots = places_in(request.POST), spots_of(draft.version)
    try:
        met = saved(request, draft, lambda form: mapped(form, places, spots))
    except Refused as refusal:
        return _show(request, draft, spots=spots, places=places, refused=refusal.findings)
    if met is None:
        messages.success(request, gettext("Kept in the draft. Try it: every cell then bears the code of its line."))
    return met or redirect("indicators:map_template", form_code)


def _show(
    request: Request,
    draft: Draft,
    *,
    form: TemplateForm | None = None,
    spots: Sequence[Spot] | None = None,
    places: dict[str, str] | None = None,
    refused: tuple[Finding, ...] = (),
) -> HttpResponse:
    spots = spots_of(draft.version) if spots is None else spots
    fresh = not any(line.mapped for line in draft.content.lines)
    rows = mapped_lines(draft.content, spots, suggest=fresh or "goi-y" in request.GET)
    context = {
        "draft": draft,
        "spots": spots,
        "rows": as_sent(rows, places, refused) if places is not None else rows,
        "refused": unplaced(one for one in refused if not one.where),
        "form": form or TemplateForm(),
        "mapped": sum(bool(line.mapped) for line in draft.content.lines),
    }
    wrong = refused or (form is not None and form.errors)
    return render(request, "indicators/map_template.html", context, status=409 if wrong else 200)


@signed_in
@require_POST
def upload_template(request: Request, form_code: str) -> HttpResponse:
    """Take in the province's own file."""
    draft = draft_of(request, form_code)
    form = TemplateForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        upload = Upload(file, file.name or "", file.content_type or "")
        try:
            writes.attach_template(version_id=draft.version.pk, upload=upload, by=request.actor, at=request.now)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("indicators:map_template", form_code)
    return _show(request, draft, form=form)


@signed_in
@require_POST
def remove_template(request: Request, form_code: str) -> HttpResponse:
    """Take the file off the draft."""
    draft = draft_of(request, form_code)
    writes.remove_template(version_id=draft.version.pk, by=request.actor, at=request.now)
    return redirect("indicators:map_template", form_code)


@signed_in
@require_safe
def try_template(request: Request, form_code: str) -> HttpResponse:
    """Answer with the file, each mapped cell bearing the code of its line."""
    draft = draft_of(request, form_code)
    blob = draft.version.template
    if blob is None:
        raise Http404
    answer = HttpResponse(tried_template(draft.version), content_type=blob.media_type)
    answer["Content-Disposition"] = content_disposition_header(True, draft.version.template_name) or "attachment"  # noqa: FBT003 - Django's signature
    return answer
