"""Pages of report forms for everybody: the list, one form as it is printed, its versions, what changed between two."""

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from binhyen.files.http import serve_blob
from binhyen.indicators.components.forms import chip_of, frame_of, listed, said_changes, versions_of
from binhyen.indicators.letters import official_page
from binhyen.indicators.models import FormVersion
from binhyen.indicators.permissions import may_build_forms, may_see_forms
from binhyen.indicators.queries.building import SeenForm, changes, form_seen_by, forms_listed_for
from binhyen.indicators.queries.forms import content_of
from binhyen.indicators.views.showing import may_build
from binhyen.ui.http import Request, signed_in


def _seen(request: Request, form_code: str) -> SeenForm:
    may_see_forms(request.actor).require()
    return form_seen_by(request.actor, form_code)


def _numbered(seen: SeenForm, text: str, default: FormVersion) -> FormVersion:
    return seen.numbered(int(text)) if text.isascii() and text.isdigit() and len(text) < 6 else default  # noqa: PLR2004 - digits of a number of versions


@signed_in
@require_safe
def report_forms(request: Request) -> HttpResponse:
    """List the forms that are shipped, and those of the province."""
    may_see_forms(request.actor).require()
    rows = [listed(one) for one in forms_listed_for(request.actor)]
    context = {
        "own": [one for one in rows if one.own],
        "shipped": [one for one in rows if not one.own],
        "may_build": may_build_forms(request.actor, request.actor.place_path),
    }
    return render(request, "indicators/report_forms.html", context)


@signed_in
@require_safe
def report_form(request: Request, form_code: str) -> HttpResponse:
    """Show a form as it is printed, with its frame and its versions."""
    seen = _seen(request, form_code)
    version = _numbered(seen, request.GET.get("ban", ""), seen.shown)
    content = content_of(version)
    context = {
        "seen": seen,
        "version": version,
        "chip": chip_of(version),
        "content": content,
        "glance": frame_of(content),
        "versions": versions_of(seen),
        "paper": official_page(content),
        "may_build": may_build(request.actor, seen),
        "may_copy": may_build_forms(request.actor, request.actor.place_path),
    }
    return render(request, "indicators/report_form.html", context)


@signed_in
@require_safe
def compare_versions(request: Request, form_code: str) -> HttpResponse:
    """Say in words what changed between any two versions of a form."""
    seen = _seen(request, form_code)
    newest = seen.versions[0]
    new = _numbered(seen, request.GET.get("den", ""), newest)
    earlier = [one for one in seen.versions if one.number < new.number]
    old = _numbered(seen, request.GET.get("tu", ""), earlier[0] if earlier else new)
    context = {
        "seen": seen,
        "old": old,
        "new": new,
        "versions": versions_of(seen),
        "changes": said_changes(changes(old, new)),
    }
    return render(request, "indicators/compare_versions.html", context)


@signed_in
@require_safe
def form_paper(request: Request, form_code: str, number: int) -> HttpResponse:
    """Show a version alone, as it comes out of the printer."""
    seen = _seen(request, form_code)
    version = seen.numbered(number)
    context = {"seen": seen, "version": version, "paper": official_page(content_of(version))}
    return render(request, "indicators/form_paper.html", context)


@signed_in
@require_safe
def form_template(request: Request, form_code: str, number: int) -> HttpResponseBase:
    """Answer with the province's own file of a version."""
    version = _seen(request, form_code).numbered(number)
    if version.template is None:
        raise Http404
    return serve_blob(version.template, name=version.template_name)
