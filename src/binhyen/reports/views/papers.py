"""A report on paper: its official table as it comes out of the printer."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from binhyen.indicators.letters import Masthead, official_page
from binhyen.indicators.queries.forms import content_of
from binhyen.kernel.vietnamese import short_date
from binhyen.reports.actions.exporting import note_export
from binhyen.reports.components.words import period_name
from binhyen.reports.models import Report
from binhyen.reports.permissions import may
from binhyen.reports.queries.own_forms import values_for_file
from binhyen.reports.queries.reports import report_seen_by
from binhyen.reports.rules.rights import Ability
from binhyen.ui.http import Request, signed_in


@signed_in
@require_safe
def official(request: Request, report_id: int) -> HttpResponse:
    """Show a report as its official table; small counts stand for its own reporter alone. The log keeps who took it."""
    report = report_seen_by(request.actor, report_id, request.now.date())
    own = bool(may(request.actor, Ability.ENTER, report))
    paper = official_page(content_of(report.collection.version), values_for_file(report, own=own), _head(report))
    note_export(
        subject=("report", report.pk),
        place_path=report.place_path,
        data={"format": "paper", "basis": "saved", "own": own},
        by=request.actor,
        at=request.now,
    )
    return render(request, "reports/official.html", {"report": report, "paper": paper})


def _head(report: Report) -> Masthead:
    asked = report.collection
    span = f"Số liệu tính từ ngày {short_date(asked.data_from)} đến ngày {short_date(asked.data_to)}"
    name = period_name(asked.period)
    agency = report.name if report.unit_id or report.post_id else f"UBND {report.name}"
    return Masthead(agency=agency.upper(), period=f"{name[:1].upper()}{name[1:]}", data=span)
