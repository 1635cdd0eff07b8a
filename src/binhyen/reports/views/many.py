"""Many places at once: one section of a form, filled in from papers or pasted from a workbook."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from binhyen.indicators.queries.forms import content_of
from binhyen.indicators.rules.forms import Section
from binhyen.reports.components.heading import columns_of
from binhyen.reports.components.many import ManyDrawn, ManyRow, many_rows, told_of_many
from binhyen.reports.components.words import period_name
from binhyen.reports.forms.entering import Kept, Sent, save_sent, sent_of, with_refused
from binhyen.reports.models import Collection, Report
from binhyen.reports.permissions import may_enter, reads_small
from binhyen.reports.queries.many import many_sheet, reports_to_fill, rows_a_page, section_of
from binhyen.reports.queries.reports import collection_seen_by
from binhyen.reports.queries.standing import delegated_paths
from binhyen.reports.rules import addresses
from binhyen.reports.rules.rights import Ability, lacking, may_somewhere
from binhyen.ui.components.sentences import sentence
from binhyen.ui.http import Request, signed_in, wants_fragment

_NOTHING_LEFT = Kept()


@signed_in
@require_safe
def collection_grid(request: Request, collection_id: int) -> HttpResponse:
    """Show one section of many places' reports, to be typed or pasted."""
    return _show(request, _seen(request, collection_id))


def _seen(request: Request, collection_id: int) -> Collection:
    return collection_seen_by(request.actor, collection_id, request.now.date())


def _show(request: Request, collection: Collection, kept: Kept = _NOTHING_LEFT) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    form = content_of(collection.version)
    section, text = section_of(form, asked.get("phan", "")), asked.get("q", "")[:100]
    found = reports_to_fill(request.actor, collection, request.now.date(), text)
    page = Paginator(found, rows_a_page(section)).get_page(asked.get("page"))
    rows = _rows(request, list(page.object_list), section, kept)
    context = {
        "collection": collection,
        "period": period_name(collection.period),
        "columns": columns_of(collection),
        "sections": form.sections,
        "section": section,
        "text": text,
        "page": page,
        **_said(rows, kept),
    }
    return render(request, "reports/collection_grid.html", context, status=409 if kept.refused else 200)


def _rows(request: Request, reports: Sequence[Report], section: Section, kept: Kept) -> list[ManyRow]:
    delegated = delegated_paths(request.actor, request.now.date())
    shade = [one.pk for one in reports if not reads_small(request.actor, one, delegated)]
    drawn = ManyDrawn(many_sheet(reports, section, shade), _enters(request, reports, delegated), kept.left)
    return many_rows(drawn)


def _said(rows: list[ManyRow], kept: Kept) -> dict[str, Any]:
    conflicts = sum(1 for left in kept.left.values() for one in left.values() if one.meets)
    return {"rows": rows, "told": told_of_many(rows, kept.left, kept.changed), "conflicts": conflicts}


def _enters(request: Request, reports: Sequence[Report], delegated: tuple[str, ...]) -> dict[int, str]:
    """Say for each report why this person doesn't write in it; "" where it does."""
    asked = {one.pk: may_enter(request.actor, one, delegated).finding for one in reports}
    return {pk: sentence(one.message, one.params) if one else "" for pk, one in asked.items()}


@signed_in
@require_POST
def save_collection_cells(request: Request, collection_id: int) -> HttpResponse:
    """Save cells of many places; what cannot be saved comes back below its place with the reason."""
    collection = _seen(request, collection_id)
    sent = sent_of(request.POST)
    reports = _named(request, collection, sent)
    if not reports and not may_somewhere(request.actor, Ability.ENTER_FOR):
        lacking(Ability.ENTER_FOR).require()
    kept = _kept(request, sent, reports)
    if wants_fragment(request):
        return _changes(request, collection, reports, kept)
    if kept.refused:
        return _show(request, collection, kept)
    messages.success(request, gettext("Saved %(count)s cells.") % {"count": kept.changed})
    query = {name: request.POST.get(name, "") for name in ("phan", "q", "page")}
    return redirect(addresses.collection_grid(collection_id, query))


def _named(request: Request, collection: Collection, sent: Sent) -> list[Report]:
    """Return the reports that were sent, or whose remarks may be over; 404 for any that is not there for the person."""
    ids = set(sent.typed) | {int(one.partition(".")[0]) for one in sent.found if one.partition(".")[0].isdecimal()}
    rows = reports_to_fill(request.actor, collection, request.now.date()).filter(pk__in=ids)
    listed = list(rows)
    if {one.pk for one in listed} != ids:
        raise Http404
    return listed


def _kept(request: Request, sent: Sent, reports: Sequence[Report]) -> Kept:
    """Save in the reports that this person writes; the others say why not, at what was typed."""
    delegated = delegated_paths(request.actor, request.now.date())
    asked = [(one, may_enter(request.actor, one, delegated)) for one in reports]
    kept = save_sent(sent, [one for one, enters in asked if enters], by=request.actor, at=request.now)
    return with_refused(kept, sent, {one.pk: enters.finding for one, enters in asked if enters.finding})


def _changes(request: Request, collection: Collection, reports: Sequence[Report], kept: Kept) -> HttpResponse:
    section = section_of(content_of(collection.version), request.POST.get("phan", ""))
    again = reports_to_fill(request.actor, collection, request.now.date()).filter(pk__in=[one.pk for one in reports])
    rows = _rows(request, list(again), section, kept)
    context = {"collection": collection, "section": section, **_said(rows, kept)}
    return render(request, "reports/parts/many_changes.html", context)
