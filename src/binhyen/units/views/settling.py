"""What a province settles about its units: kinds of its own, and whether mixed schools take part."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from binhyen.accounts.forms.refusals import add_refusal
from binhyen.kernel.findings import Refusal
from binhyen.ui.http import Request, signed_in
from binhyen.units import actions
from binhyen.units.forms import KindForm, MixedForm
from binhyen.units.permissions import may_define_kinds
from binhyen.units.queries import kinds_of, scope_settings
from binhyen.units.rules.kinds import KIND_NAMES


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def kinds(request: Request) -> HttpResponse:
    """Show the kinds of units, and add one for the province."""
    actor, day = request.actor, request.now.date()
    may_define_kinds(actor, actor.place_path).require()
    form = KindForm(request.POST or None)
    if form.is_valid():
        try:
            actions.define_kind(draft=form.draft(actor.place_id), by=actor, at=request.now)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("units:kinds")
    known, settled = kinds_of(actor.place_path).values(), scope_settings(actor.place_path, day)
    context = {"form": form, "kinds": known, "names": KIND_NAMES, "settled": settled}
    return render(request, "units/kinds.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def settle_mixed_schools(request: Request) -> HttpResponse:
    """Settle whether schools that also teach primary classes take part."""
    actor, day = request.actor, request.now.date()
    may_define_kinds(actor, actor.place_path).require()
    known = scope_settings(actor.place_path, day)
    form = MixedForm(request.POST or None, initial={"on": day, "take_part": known.mixed_schools})
    if form.is_valid():
        try:
            actions.settle_mixed_schools(wanted=form.wanted(actor.place_id), by=actor, at=request.now)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("units:kinds")
    return render(request, "units/settle_mixed_schools.html", {"form": form})
