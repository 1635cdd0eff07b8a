"""A report in its province's own file."""

from pathlib import PurePath

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from binhyen.indicators.writers import filled_template
from binhyen.reports.actions.exporting import note_export
from binhyen.reports.permissions import may
from binhyen.reports.queries.own_forms import has_own_file, values_for_file
from binhyen.reports.queries.reports import report_seen_by
from binhyen.reports.rules.rights import Ability
from binhyen.ui.http import Request, signed_in


@signed_in
@require_safe
def download_filled_form(request: Request, report_id: int) -> HttpResponse:
    """Answer with the province's own file, the report's figures in it; the log keeps who took it."""
    report = report_seen_by(request.actor, report_id, request.now.date())
    version = report.collection.version
    if version.template is None or not has_own_file(report):
        raise Http404
    own = bool(may(request.actor, Ability.ENTER, report))
    content = filled_template(version, values_for_file(report, own=own))
    name = PurePath(version.template_name)
    note_export(
        subject=("report", report.pk),
        place_path=report.place_path,
        data={"format": f"template{name.suffix.lower()}", "basis": "saved", "own": own},
        by=request.actor,
        at=request.now,
    )
    answer = HttpResponse(content, content_type=version.template.media_type)
    title = f"{name.stem} {report.collection.period}{name.suffix}"
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=title) or "attachment"
    answer["Cache-Control"] = "private, no-store"
    return answer
