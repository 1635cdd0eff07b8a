"""Who receives reports for whom, from when until when."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from binhyen.accounts.forms.refusals import add_refusal
from binhyen.kernel.findings import Refused
from binhyen.reports.actions import standing
from binhyen.reports.forms.delegating import DelegationForm
from binhyen.reports.permissions import may_delegate
from binhyen.reports.queries.delegations import (
    delegation_rows,
    delegation_seen_by,
    delegations_seen_by,
    places_offered,
    posts_offered,
)
from binhyen.ui.http import Request, signed_in

_ROWS = 30


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def delegations(request: Request) -> HttpResponse:
    """Show what is delegated, and delegate."""
    actor, today = request.actor, request.now.date()
    may = may_delegate(actor, actor.place_path)
    may.require()
    form = DelegationForm(request.POST or None, posts_offered(actor, today), places_offered(actor, today), today)
    if form.is_valid():
        try:
            standing.delegate(delegated=form.delegated(), by=actor, at=request.now)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, gettext("Delegated. The post sees these reports from that day on."))
            return redirect("reports:delegations")
    page = Paginator(delegations_seen_by(actor), _ROWS).get_page(request.GET.get("page"))
    context = {"page": page, "rows": delegation_rows(list(page.object_list), today), "form": form}
    return render(request, "reports/delegations.html", context, status=409 if form.errors else 200)


@signed_in
@require_POST
def end_delegation(request: Request, delegation_id: int) -> HttpResponse:
    """End a delegation today."""
    found = delegation_seen_by(request.actor, delegation_id)
    standing.end_delegation(delegation_id=found.pk, by=request.actor, at=request.now)
    messages.success(request, gettext("Ended. What was accepted stays accepted."))
    return redirect("reports:delegations")
