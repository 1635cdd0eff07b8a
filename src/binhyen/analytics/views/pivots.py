"""The pivot: a table of totals as somebody wants it, with its drawings and files."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from binhyen.analytics.boards.asked import TARGETS, PivotAsked
from binhyen.analytics.boards.pivot import Pivot
from binhyen.analytics.boards.pivot import pivot as lay_out
from binhyen.analytics.boards.places import map_day_of
from binhyen.analytics.boards.targets import Against, against
from binhyen.analytics.components import pivot as parts
from binhyen.analytics.components.choices import PivotChoices, pivot_choices
from binhyen.analytics.components.frames import not_accepted_note, stamp_until, tabs, under
from binhyen.analytics.components.targets import MOST_ROWS, target_rows, targets_file
from binhyen.analytics.forms.asking import file_asked, pivot_asked, targets_file_asked
from binhyen.analytics.permissions.boards import may_keep_boards
from binhyen.analytics.rules import addresses
from binhyen.analytics.views.knowing import as_of_now, known_context
from binhyen.analytics.views.sending import send_file
from binhyen.analytics.views.then import or_what_was_then
from binhyen.reports.queries.asking import place_rows
from binhyen.reports.rules.totals import Basis
from binhyen.ui.components.charts import Under
from binhyen.ui.http import Request, signed_in


@signed_in
@require_safe
@or_what_was_then
def pivot(request: Request) -> HttpResponse:
    """Show totals of indicators, places, periods and splits; the whole question stands in the address."""
    asked = pivot_asked(request.GET, request.actor, request.now)
    found = lay_out(request.actor, asked.asked)
    foot = _under(request, asked, found)
    place = asked.asked.about.place
    choices: PivotChoices = pivot_choices(asked)
    context = {
        "asked": asked,
        "found": found,
        "place": asked.asked.about.name,
        "tabs": tabs(addresses.PIVOT, asked.kept, place.place.tier),
        "around": place_rows(request.actor, place, asked.asked.map_day),
        "choices": choices,
        "sheet": parts.sheet_of(found),
        "map_day": map_day_of(asked.asked.map_day, asked.today),
        "drawn": parts.charts_of(found, asked.drawing, foot),
        "under": foot,
        **known_context(request, asked, addresses.PIVOT),
        "may_keep": bool(may_keep_boards(request.actor)),
        "accepted": asked.asked.basis is Basis.ACCEPTED,
        "targets": target_rows(_targets(request, asked), asked.asked.basis)[:MOST_ROWS],
        "targets_href": addresses.page(addresses.PIVOT_FILE, {**asked.kept, "bang": TARGETS}),
        "note": not_accepted_note(found.not_accepted, found.figures, asked.asked.basis),
        "address": addresses.page(addresses.PIVOT, asked.kept),
    }
    return render(request, "analytics/pivot.html", context)


@signed_in
@require_safe
def pivot_file(request: Request) -> HttpResponse:
    """Answer with the table of a pivot as a workbook, or as CSV (`?dang=csv`)."""
    asked = pivot_asked(request.GET, request.actor, request.now)
    if targets_file_asked(request.GET):
        return _targets_file(request, asked)
    found = lay_out(request.actor, asked.asked)
    foot = _under(request, asked, found)
    return send_file(parts.file_of(found, foot), file_asked(request.GET), "bang-xoay")


def _targets(request: Request, asked: PivotAsked) -> Against:
    """Return the targets of a pivot, if they are asked for."""
    if not asked.with_targets or asked.asked.known_on is not None:
        return Against()
    return against(request.actor, asked.asked.about, asked.span, asked.asked.indicators)


def _targets_file(request: Request, asked: PivotAsked) -> HttpResponse:
    rows = target_rows(_targets(request, replace(asked, with_targets=True)), asked.asked.basis)
    years = str(asked.first) if asked.first == asked.last else f"{asked.first}–{asked.last}"
    title = gettext("Targets of %(place)s, %(year)s") % {"place": asked.asked.about.name, "year": years}
    foot = under(asked.asked.about.name, asked.asked.basis, stamp_until(request.now, asked.span.last, asked.today))
    return send_file(targets_file(rows, title, foot), file_asked(request.GET), "chi-tieu")


def _under(request: Request, asked: PivotAsked, found: Pivot) -> Under:
    note = not_accepted_note(found.not_accepted, found.figures, asked.asked.basis)
    as_of = as_of_now(request.now, asked.asked.known_on)
    stamp = "; ".join(part for part in (stamp_until(as_of, asked.asked.map_day, asked.today), note) if part)
    files = addresses.page(addresses.PIVOT_FILE, asked.kept)
    return under(asked.asked.about.name, asked.asked.basis, stamp, files, asked.asked.known_on)
