"""The first page of the reports: what a person owes, and what was sent before."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from binhyen.reports.components.home import own_rows
from binhyen.reports.permissions import may_enter_somewhere
from binhyen.reports.queries.home import overdue_here, owed_by, sent_by
from binhyen.reports.queries.receiving import waiting_for
from binhyen.reports.rules.rights import PLACE_ROLES, Ability, Relation, has, may_somewhere
from binhyen.ui.components.navigation import address
from binhyen.ui.http import Request, signed_in

_ROWS = 24


@signed_in
@require_safe
def reports(request: Request) -> HttpResponse:
    """Show a person's own reports by lateness, and to offices the way to those they receive."""
    actor, today = request.actor, request.now.date()
    page = Paginator(sent_by(actor), _ROWS).get_page(request.GET.get("page"))
    receives = has(actor.role, Relation.RECEIVES, Ability.REVIEW)
    context = {
        "owed": own_rows(owed_by(actor)[:50], today),
        "sent": own_rows(page.object_list, today),
        "page": page,
        "writes": has(actor.role, Relation.OWN, Ability.ENTER) or actor.role in PLACE_ROLES,
        "sees_others": may_somewhere(actor, Ability.SEE),
        "enters": bool(may_enter_somewhere(actor)),
        "texts": address("narrative:incoming_texts"),
        "waiting": waiting_for(actor, today).count() if receives else 0,
        "overdue": overdue_here(actor, today).count() if receives else 0,
    }
    return render(request, "reports/reports.html", context)
