"""The register's pages: list, one unit, adding, changing, closing, exporting."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from binhyen.accounts.forms.refusals import add_refusal
from binhyen.kernel.findings import Refusal
from binhyen.sheets.writers import MEDIA_TYPE, write_table
from binhyen.ui.http import Request, signed_in
from binhyen.units.actions import change_unit as change
from binhyen.units.actions import close_unit as close
from binhyen.units.actions import end_representation, register_unit, represent
from binhyen.units.components import course_of, export_rows, kind_chips, rows_of, standing
from binhyen.units.forms import AddForm, ChangeForm, CloseForm, EndForm, FilterForm, VoiceForm
from binhyen.units.permissions import may_add_units, may_appoint, may_define_kinds, may_keep_unit
from binhyen.units.queries import (
    communes_covered,
    counts_of,
    kinds_of,
    posts_that_may_speak,
    scope_settings,
    unit_seen_by,
    units_seen_by,
    voice_of,
)
from binhyen.units.rules.kinds import UnitKind
from binhyen.units.rules.workbook import columns

_ROWS = 25


@signed_in
@require_safe
def units(request: Request) -> HttpResponse:
    """Show the units that this post sees."""
    day, kinds = request.now.date(), kinds_of(request.actor.place_path)
    form = FilterForm(request.GET, kinds, {one.path: one.label for one in communes_covered(request.actor, day)})
    wanted = form.wanted()
    page = Paginator(units_seen_by(request.actor, wanted, on=day), _ROWS).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": rows_of(page.object_list, day, scope_settings(request.actor.place_path, day)),
        "chips": kind_chips(counts_of(units_seen_by(request.actor, wanted.of_any_kind(), on=day)), kinds),
        "may_add": may_add_units(request.actor),
        "may_define": may_define_kinds(request.actor, request.actor.place_path),
    }
    return render(request, "units/units.html", context)


@signed_in
@require_safe
def unit(request: Request, unit_id: int) -> HttpResponse:
    """Show one unit: what is known of it, its scope with the article, who decides, who speaks for it, its history."""
    found = unit_seen_by(request.actor, unit_id)
    context = {
        "unit": found,
        "standing": standing(found, request.now.date()),
        "course": course_of(found),
        "may_keep": may_keep_unit(request.actor, found),
        "may_appoint": may_appoint(request.actor, found),
    }
    return render(request, "units/unit.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def add_unit(request: Request) -> HttpResponse:
    """Register a unit."""
    may_add_units(request.actor).require()
    day = request.now.date()
    places = {one.place_id: one.label for one in communes_covered(request.actor, day)}
    form = AddForm(request.POST or None, kinds_of(request.actor.place_path), places, day)
    if form.is_valid():
        try:
            made = register_unit(draft=form.draft(), by=request.actor, at=request.now)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("units:unit", made.pk)
    return render(request, "units/add_unit.html", {"form": form})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def change_unit(request: Request, unit_id: int) -> HttpResponse:
    """Change what is known of a unit from a day on."""
    found = unit_seen_by(request.actor, unit_id)
    may_keep_unit(request.actor, found).require()
    form = ChangeForm.about(found, request.POST or None, request.now.date())
    if form.is_valid():
        wanted = form.change(UnitKind(found.kind.treated_as))
        try:
            change(unit=found, change=wanted, by=request.actor, at=request.now)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("units:unit", found.pk)
    return render(request, "units/change_unit.html", {"unit": found, "form": form})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def close_unit(request: Request, unit_id: int) -> HttpResponse:
    """Close a unit from a day on."""
    found = unit_seen_by(request.actor, unit_id)
    may_keep_unit(request.actor, found).require()
    form = CloseForm(request.POST or None, initial={"on": request.now.date()})
    if form.is_valid():
        try:
            close(unit=found, **form.cleaned_data, by=request.actor, at=request.now)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("units:unit", found.pk)
    return render(request, "units/close_unit.html", {"unit": found, "form": form})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def appoint(request: Request, unit_id: int) -> HttpResponse:
    """Say which post speaks for a unit."""
    found, day = unit_seen_by(request.actor, unit_id), request.now.date()
    may_appoint(request.actor, found).require()
    form = VoiceForm(request.POST or None, posts_that_may_speak(found, day), day)
    if form.is_valid():
        try:
            represent(unit=found, **form.cleaned_data, by=request.actor, at=request.now)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("units:unit", found.pk)
    return render(request, "units/appoint.html", {"unit": found, "form": form})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def dismiss(request: Request, unit_id: int, voice_id: int) -> HttpResponse:
    """Let a post no longer speak for a unit."""
    found = unit_seen_by(request.actor, unit_id)
    may_appoint(request.actor, found).require()
    voice = voice_of(found, voice_id)
    form = EndForm(request.POST or None, initial={"on": request.now.date()})
    if form.is_valid():
        try:
            end_representation(voice=voice, **form.cleaned_data, by=request.actor, at=request.now)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("units:unit", found.pk)
    return render(request, "units/dismiss.html", {"unit": found, "voice": voice, "form": form})


@signed_in
@require_safe
def export_units(request: Request) -> HttpResponse:
    """Answer with the listed units as a workbook that can be brought in again."""
    day, kinds = request.now.date(), kinds_of(request.actor.place_path)
    form = FilterForm(request.GET, kinds, {one.path: one.label for one in communes_covered(request.actor, day)})
    rows = export_rows(units_seen_by(request.actor, form.wanted(), on=day), day)
    content = write_table(columns({code: kind.name for code, kind in kinds.items()}), rows)
    headers = {"Content-Disposition": 'attachment; filename="don-vi.xlsx"'}
    return HttpResponse(content, content_type=MEDIA_TYPE, headers=headers)
