"""The trail of a report: every step, by which post and when."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from binhyen.audit.queries import trail_of
from binhyen.reports.components.course import trail_knots
from binhyen.reports.components.words import period_name
from binhyen.reports.queries.receiving import titles_of_posts
from binhyen.reports.queries.reports import report_seen_by
from binhyen.reports.rules import addresses
from binhyen.ui.http import Request, signed_in

_ROWS = 50


@signed_in
@require_safe
def report_trail(request: Request, report_id: int) -> HttpResponse:
    """Show what was done to a report, oldest first, as the log has it."""
    report = report_seen_by(request.actor, report_id, request.now.date())
    page = Paginator(trail_of("report", report.pk), _ROWS).get_page(request.GET.get("page"))
    posts = titles_of_posts(one.post_id for one in page.object_list)
    context = {
        "report": report,
        "report_href": addresses.report(report.pk),
        "period": period_name(report.collection.period),
        "page": page,
        "knots": trail_knots(page.object_list, posts),
    }
    return render(request, "reports/report_trail.html", context)
