"""Committees: forming one at the own place, seeing and renewing who sits on it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from binhyen.accounts.forms.refusals import add_refusal
from binhyen.kernel.findings import Refusal
from binhyen.ui.http import Request, signed_in
from binhyen.units import actions
from binhyen.units.components import chairs_of
from binhyen.units.forms import CommitteeForm, SeatsForm, seats_of
from binhyen.units.permissions import may_keep_committees
from binhyen.units.queries import committees_seen_by, memberships_on, posts_at
from binhyen.units.rules.committees import MEMBER_NAMES

_METHODS = ["GET", "HEAD", "POST"]


@signed_in
@require_http_methods(_METHODS)
def form_committee(request: Request) -> HttpResponse:
    """Form the committee of the own place."""
    may_keep_committees(request.actor, request.actor.place_path).require()
    day = request.now.date()
    form, seats = CommitteeForm(request.POST or None, initial={"on": day}), seats_of(request.POST)
    if form.is_valid():
        held = form.cleaned_data
        names = (held["name"], held["short_name"], held["sign_suffix"], held["instrument"])
        draft = actions.CommitteeDraft(request.actor.place_id, *names)
        try:
            actions.form_committee(draft=draft, seats=seats, since=held["on"], by=request.actor, at=request.now)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("units:meetings")
    chairs = chairs_of(posts_at(request.actor.place_id, day), {seat.post_id: seat.role for seat in seats})
    return render(request, "units/form_committee.html", {"form": form, "chairs": chairs, "roles": MEMBER_NAMES})


@signed_in
@require_http_methods(_METHODS)
def committee(request: Request, committee_id: int) -> HttpResponse:
    """Show who sits on a committee; renew it from a day on."""
    day = request.now.date()
    found = get_object_or_404(committees_seen_by(request.actor, day), pk=committee_id)
    may_keep = may_keep_committees(request.actor, found.place_path)
    form, seats = SeatsForm(request.POST or None, initial={"on": day}), seats_of(request.POST)
    if request.method == "POST":
        may_keep.require()
    if form.is_valid():
        held, by = form.cleaned_data, request.actor
        try:
            actions.reform_committee(committee=found, seats=seats, **held, by=by, at=request.now)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("units:committee", found.pk)
    members = memberships_on(found, day)
    posts = {one.pk: one for one in [*(member.post for member in members), *posts_at(found.place_id, day)]}
    chairs = chairs_of(list(posts.values()), {member.post_id: member.role for member in members})
    context = {"committee": found, "form": form, "chairs": chairs, "roles": MEMBER_NAMES, "may_keep": may_keep}
    return render(request, "units/committee.html", context)
