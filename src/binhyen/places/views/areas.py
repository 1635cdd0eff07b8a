"""Forms on residential areas: found, merge, split, rename, dissolve, settle."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from binhyen.kernel.findings import Refused
from binhyen.places import actions
from binhyen.places.forms import AreaForm, GroundForm, MergeForm, SettleForm, SplitForm
from binhyen.places.models import PlaceVersion
from binhyen.places.permissions import may_edit_areas
from binhyen.places.queries import children_of, history_of, lineage_of, versions_on
from binhyen.places.rules.kinds import Tier
from binhyen.ui.components.sentences import sentence
from binhyen.ui.http import Request, signed_in

_form_page = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@_form_page
def found_area(request: Request, place_id: int) -> HttpResponse:
    """Found a residential area in a commune."""
    commune = _editable(request, place_id, Tier.COMMUNE)
    form = AreaForm(request.POST or None)

    def deed() -> int:
        draft, ground = form.draft(), form.ground()
        founded = actions.found_area(commune_id=place_id, draft=draft, ground=ground, by=request.actor, at=request.now)
        return founded.place_id

    return _answer(request, "places/found_area.html", commune, form, deed)


@signed_in
@_form_page
def merge_areas(request: Request, place_id: int) -> HttpResponse:
    """Merge areas of a commune into a new one."""
    commune = _editable(request, place_id, Tier.COMMUNE)
    form = MergeForm(request.POST or None, areas=list(children_of(place_id, request.now.date())))

    def deed() -> int:
        return actions.merge_areas(
            area_ids=form.cleaned_data["areas"],
            into=form.draft(),
            ground=form.ground(),
            by=request.actor,
            at=request.now,
        ).place_id

    return _answer(request, "places/merge_areas.html", commune, form, deed)


@signed_in
@_form_page
def split_area(request: Request, place_id: int) -> HttpResponse:
    """Split an area into new ones."""
    area = _editable(request, place_id, Tier.AREA)
    form = SplitForm(request.POST or None)

    def deed() -> int:
        parts, ground = form.parts(), form.ground()
        actions.split_area(area_id=place_id, parts=parts, ground=ground, by=request.actor, at=request.now)
        return place_id

    return _answer(request, "places/split_area.html", area, form, deed)


@signed_in
@_form_page
def rename_area(request: Request, place_id: int) -> HttpResponse:
    """Give an area another name or kind."""
    area = _editable(request, place_id, Tier.AREA)
    form = AreaForm(request.POST or None, initial=AreaForm.of(area))

    def deed() -> int:
        draft, ground = form.draft(), form.ground()
        actions.rename_area(area_id=place_id, draft=draft, ground=ground, by=request.actor, at=request.now)
        return place_id

    return _answer(request, "places/rename_area.html", area, form, deed)


@signed_in
@_form_page
def dissolve_area(request: Request, place_id: int) -> HttpResponse:
    """End an area without a successor."""
    area = _editable(request, place_id, Tier.AREA)
    form = GroundForm(request.POST or None)

    def deed() -> int:
        actions.dissolve_area(area_id=place_id, ground=form.ground(), by=request.actor, at=request.now)
        return place_id

    return _answer(request, "places/dissolve_area.html", area, form, deed)


@signed_in
@_form_page
def settle_area(request: Request, place_id: int) -> HttpResponse:
    """Say in which commune an area lies since its own was split."""
    area = _last(place_id, Tier.AREA)
    ended = area.valid_to or request.now.date()
    heirs = [step.new for step in lineage_of([area.parent_id or 0]) if step.on == ended]
    communes = list(versions_on(heirs, ended).values())
    if not any(may_edit_areas(request.actor, one.path) for one in communes):
        may_edit_areas(request.actor, area.path).require()
    form = SettleForm(request.POST or None, communes=communes, since=ended)

    def deed() -> int:
        commune, ground = form.cleaned_data["commune"], form.ground()
        actions.settle_area(area_id=place_id, commune_id=commune, ground=ground, by=request.actor, at=request.now)
        return place_id

    return _answer(request, "places/settle_area.html", area, form, deed)


def _last(place_id: int, tier: Tier) -> PlaceVersion:
    versions = history_of(place_id)
    if not versions or versions[-1].place.tier != tier:
        raise Http404
    return versions[-1]


def _editable(request: Request, place_id: int, tier: Tier) -> PlaceVersion:
    version = _last(place_id, tier)
    may_edit_areas(request.actor, version.path).require()
    return version


def _answer(
    request: Request, template: str, version: PlaceVersion, form: Form, deed: Callable[[], int]
) -> HttpResponse:
    """Show the form, or do the deed and lead to the place that it made; a refusal is said above the form."""
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            target = deed()
        except Refused as refusal:
            form.add_error(None, " ".join(sentence(one.message, one.params) for one in refusal.findings))
            status = refusal.status
        else:
            messages.success(request, _("Written down. It holds from the day of the decision."))
            return redirect("places:place", target)
    return render(request, template, {"version": version, "form": form}, status=status)
