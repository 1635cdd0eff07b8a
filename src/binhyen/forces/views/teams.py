"""Pages of a team and of a member, the end of a team, the draft of its decision."""

from dataclasses import replace
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binhyen.accounts.forms.refusals import add_refusal
from binhyen.forces.actions.teams import dissolve_team, draft_founding
from binhyen.forces.forms.teams import DissolveForm
from binhyen.forces.permissions import may_dissolve, may_read_members, may_read_ratings
from binhyen.forces.queries.service import months_of
from binhyen.forces.queries.teams import duty_by_month, levels_of, roll_of
from binhyen.forces.registers import DUTY, GROUPS, MEMBERS
from binhyen.forces.rules.groups import by_list
from binhyen.forces.rules.kinds import GRASSROOTS, LISTED
from binhyen.kernel.findings import Refused
from binhyen.registers.components.entry import EntryPage, entry_page
from binhyen.registers.queries.entries import entry_seen_by
from binhyen.ui.http import Request, signed_in

_SHOWN = {MEMBERS.code, DUTY.code}
"""Registers whose entries the page of a team shows in its own way."""


@signed_in
@require_safe
def group(request: Request, record_id: int) -> HttpResponse:
    """Show a group: what is said of it, its members for those who keep them, its duty by month, how it was rated."""
    page = entry_page(GROUPS, record_id, request.actor, request.now)
    children = {one.register.code: one for one in page.children}
    reads = page.facts.text("kind") in LISTED and may_read_members(request.actor)
    context = {
        "page": replace(page, children=[one for code, one in children.items() if code not in _SHOWN]),
        "duty": children.get(DUTY.code),
        "roll": roll_of(record_id, page.today) if reads else None,
        "listed": by_list(page.facts),
        "add_href": f"{MEMBERS.add_href}?{urlencode({'cha': record_id, 'force': page.facts.text('kind')})}",
        "months": duty_by_month(record_id),
        "levels": levels_of(record_id) if may_read_ratings(request.actor) else [],
        "may_dissolve": may_dissolve(request.actor, page.record),
        "ended": _ended(page),
        "may_draft": page.facts.text("kind") == GRASSROOTS and not _ended(page),
    }
    return render(request, "forces/group.html", context)


def _ended(page: EntryPage) -> bool:
    until = page.facts.day("until")
    return until is not None and until <= page.today


@signed_in
@require_safe
def member(request: Request, member_id: int) -> HttpResponse:
    """Show a member with the months of service; for those who keep the list alone."""
    page = entry_page(MEMBERS, member_id, request.actor, request.now)
    context = {
        "page": page,
        "months": months_of([member_id], page.today).get(member_id, 0),
        "levels": levels_of(member_id) if may_read_ratings(request.actor) else [],
    }
    return render(request, "forces/member.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def dissolve(request: Request, record_id: int) -> HttpResponse:
    """End a team by a decision, and with it the service of its members."""
    row = entry_seen_by(GROUPS, request.actor, record_id)
    may_dissolve(request.actor, row.record).require()
    form = DissolveForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            dissolve_team(
                record_id=record_id,
                on=given["on"],
                decision=given["dissolution"],
                by=request.actor,
                at=request.now,
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, gettext("The team and the service of its members ended on that day."))
            return redirect("forces:group", record_id)
    roll = roll_of(record_id, request.now.date()) if may_read_members(request.actor) else None
    context = {"row": row, "form": form, "serving": len(roll.today) if roll else 0}
    return render(request, "forces/dissolve.html", context, status=409 if form.errors else 200)


@signed_in
@require_POST
def draft_decision(request: Request, record_id: int) -> HttpResponse:
    """Draft the decision that founds a team and recognises its members, and lead to it."""
    entry_seen_by(GROUPS, request.actor, record_id)
    made = draft_founding(record_id=record_id, by=request.actor, at=request.now)
    messages.success(request, gettext("The decision was drafted. Download it, have it signed, then write its number."))
    return redirect("documents:document", made.pk)
