"""What changed since a day, and the reports that were sent back since."""

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from binhyen.analytics.boards.asked import BoardAsked
from binhyen.analytics.boards.returned import returned as told
from binhyen.analytics.boards.returned import returns
from binhyen.analytics.boards.week import week as changed
from binhyen.analytics.components.returned import returned_rows
from binhyen.analytics.components.week import counts_of
from binhyen.analytics.forms.asking import board_asked, since_asked
from binhyen.analytics.rules import addresses
from binhyen.analytics.views.framing import board_frame
from binhyen.analytics.views.then import or_what_was_then
from binhyen.kernel.periods import year
from binhyen.ui.http import Request, signed_in, wants_fragment

_ROWS = 30


@signed_in
@require_safe
@or_what_was_then
def week(request: Request) -> HttpResponse:
    """Show what changed since a day, a week ago where none is named; as a part of the first board, too."""
    asked = board_asked(request.GET, request.actor, request.now)
    since = since_asked(request.GET, request.now)
    found = changed(request.actor, asked.about, year(asked.year), since, asked.today)
    counts = counts_of(found, _since(addresses.RETURNED, asked, since))
    context = {**board_frame(request, asked, addresses.WEEK), "found": found, "since": since, "counts": counts}
    template = "analytics/parts/week.html" if wants_fragment(request) else "analytics/week.html"
    return render(request, template, context)


@signed_in
@require_safe
@or_what_was_then
def returned(request: Request) -> HttpResponse:
    """List the reports that were sent back since a day, with the reasons and whether they came again."""
    asked = board_asked(request.GET, request.actor, request.now)
    since = since_asked(request.GET, request.now)
    listed = returns(request.actor, asked.about, year(asked.year), since, asked.today)
    page = Paginator(listed, _ROWS).get_page(request.GET.get("page"))
    context = {
        **board_frame(request, asked, addresses.WEEK),
        "since": since,
        "page": page,
        "rows": returned_rows(told(list(page.object_list)), asked.today),
        "week_href": _since(addresses.WEEK, asked, since),
    }
    return render(request, "analytics/returned.html", context)


def _since(path: str, asked: BoardAsked, since: date) -> str:
    return addresses.page(path, {**asked.kept, "tu": since.isoformat()})
