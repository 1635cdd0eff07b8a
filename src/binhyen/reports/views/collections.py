"""Pages of collections: the list, asking for a form, one collection with its reports, the list as a table."""

from collections.abc import Mapping

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from binhyen.indicators.queries.forms import content_of
from binhyen.kernel.findings import Finding, Refused
from binhyen.reports.actions import collecting
from binhyen.reports.components import overview as parts
from binhyen.reports.components.rollup import hint_rows
from binhyen.reports.components.words import period_name
from binhyen.reports.forms.opening import opening_of, plan_of
from binhyen.reports.forms.overview import collection_filter, kept, report_filter
from binhyen.reports.models import Collection, Report
from binhyen.reports.permissions import may_collect, may_delegate, may_enter_somewhere, may_review
from binhyen.reports.queries.key_areas import OFFICES
from binhyen.reports.queries.overview import (
    ReportFilter,
    collections_listed,
    completeness_by_collection,
    counts_by_state,
    filters_of,
    places_of,
    reports_listed,
    with_completeness,
)
from binhyen.reports.queries.receiving import waiting_for
from binhyen.reports.queries.reports import collection_seen_by, reports_seen_by
from binhyen.reports.queries.rollup import hints_of
from binhyen.reports.queries.standing import delegated_paths
from binhyen.reports.rules.rights import Ability, may_somewhere
from binhyen.reports.rules.timeliness import Completeness
from binhyen.sheets.writers import MEDIA_TYPE, write_table
from binhyen.ui.http import Request, signed_in, wants_fragment

_ROWS = 20
_REPORTS = 30


@signed_in
@require_safe
def collections(request: Request) -> HttpResponse:
    """Show what was asked for, period by period, and how much of it is there."""
    actor, today = request.actor, request.now.date()
    wanted = collection_filter(request.GET)
    page = Paginator(collections_listed(actor, today, wanted), _ROWS).get_page(request.GET.get("page"))
    forms, years = filters_of(actor, today)
    context = {
        "page": page,
        "rows": parts.collection_rows(with_completeness(actor, today, list(page.object_list))),
        "headings": parts.headings(),
        "legend": parts.legend(),
        "forms": forms,
        "years": years,
        "wanted": wanted,
        "waiting": waiting_for(actor, today).count(),
        "may_collect": may_collect(actor, actor.place_path),
        "may_delegate": may_delegate(actor, actor.place_path),
        "keeps_areas": actor.role in OFFICES,
        "sees_totals": may_somewhere(actor, Ability.SEE),
    }
    return render(request, "reports/collections.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def open_collection(request: Request) -> HttpResponse:
    """Choose a form and a period, foresee who is expected by when, then ask."""
    may_collect(request.actor, request.actor.place_path).require()
    asked = request.POST if request.method == "POST" else request.GET
    opening = opening_of(request.actor, asked, request.now.date())
    findings: tuple[Finding, ...] = ()
    if request.method == "POST" and opening.version is not None:
        try:
            made = collecting.open_collection(
                province_id=opening.province.place_id,
                version_id=opening.version.pk,
                plan=plan_of(opening),
                by=request.actor,
                at=request.now,
            )
        except Refused as refusal:
            findings = refusal.findings
        else:
            messages.success(request, gettext("Asked for: %(period)s.") % {"period": period_name(made.period)})
            return redirect("reports:collection", made.pk)
    context = {"opening": opening, "findings": findings}
    return render(request, "reports/open_collection.html", context, status=409 if findings else 200)


@signed_in
@require_safe
def collection(request: Request, collection_id: int) -> HttpResponse:
    """Show how complete a collection is, and its reports: the most overdue first, every number opens."""
    actor, today = request.actor, request.now.date()
    found = collection_seen_by(actor, collection_id, today)
    places = places_of(found)
    wanted = report_filter(request.GET, places, found.province_path)
    complete = completeness_by_collection(reports_seen_by(actor, today).filter(collection=found), today)
    page = Paginator(reports_listed(actor, found, today, wanted), _REPORTS).get_page(request.GET.get("page"))
    every = reports_listed(actor, found, today, ReportFilter(wanted.text, "", wanted.stand, wanted.path))
    context = {
        "collection": found,
        "overview": parts.collection_row(found, complete.get(found.pk, Completeness())),
        "complete": complete.get(found.pk, Completeness()),
        "legend": parts.legend(),
        "page": page,
        "rows": _rows(request, found, list(page.object_list), places),
        "chips": parts.state_chips(counts_by_state(every)),
        "wanted": wanted,
        "stand_word": parts.stand_word(wanted.stand),
        "kept": kept(wanted),
        "places": places,
        "bulk": _bulk(request),
        "enters": bool(may_enter_somewhere(actor)),
        "query": request.GET.urlencode(),
    }
    return render(request, "reports/collection.html", context)


def _rows(
    request: Request, found: Collection, reports: list[Report], places: Mapping[str, str]
) -> list[parts.ReportRow]:
    delegated = delegated_paths(request.actor, request.now.date())
    received = frozenset(one.pk for one in reports if may_review(request.actor, one, delegated))
    frame = parts.ListFrame(request.now.date(), places, len(content_of(found.version).cells), received)
    return [parts.report_row(one, frame) for one in reports]


def _bulk(request: Request) -> dict[str, bool]:
    """Say which buttons stand in the bar of the chosen rows."""
    actor = request.actor
    found = {name: may_somewhere(actor, Ability(name)) for name in ("review", "extend", "exempt")}
    return {**found, "any": any(found.values())}


@signed_in
@require_safe
def export_reports(request: Request, collection_id: int) -> HttpResponse:
    """Answer with the list of a collection's reports as a workbook, or as CSV (`?dang=csv`)."""
    actor, today = request.actor, request.now.date()
    found = collection_seen_by(actor, collection_id, today)
    places = places_of(found)
    wanted = report_filter(request.GET, places, found.province_path)
    frame = parts.ListFrame(today, places, len(content_of(found.version).cells))
    rows = [parts.report_row(one, frame) for one in reports_listed(actor, found, today, wanted)]
    if request.GET.get("dang") == "csv":
        return _file(parts.csv_of(rows), "text/csv; charset=utf-8", f"bao-cao-{found.period}.csv")
    title = f"{found.version.title}: {period_name(found.period)}"
    content = write_table(parts.export_columns(), parts.export_rows(rows), title=title)
    return _file(content, MEDIA_TYPE, f"bao-cao-{found.period}.xlsx")


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=media_type, headers=headers)


@signed_in
@require_safe
def collection_hints(request: Request, collection_id: int) -> HttpResponse:
    """Show what is worth a look in a collection: sums that contradict each other, values that stand out."""
    actor, today = request.actor, request.now.date()
    found = collection_seen_by(actor, collection_id, today)
    if not may_somewhere(actor, Ability.REVIEW):
        raise Http404
    context = {
        "collection": found,
        "period": period_name(found.period),
        "hints": hint_rows(found, hints_of(actor, found, today)),
    }
    fragment = wants_fragment(request)
    return render(request, "reports/parts/hints.html" if fragment else "reports/collection_hints.html", context)
