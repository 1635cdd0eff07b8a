"""Further boards: a map of any indicator, a place beside others like it, the course of a round."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from binhyen.analytics.boards.asked import BoardAsked
from binhyen.analytics.boards.funnel import Course, course
from binhyen.analytics.boards.maps import ground
from binhyen.analytics.boards.peers import beside, comparable_indicators, peers_of
from binhyen.analytics.boards.pivot import pivot as lay_out
from binhyen.analytics.boards.places import map_day_of
from binhyen.analytics.components import funnel as funnels
from binhyen.analytics.components import peers as rows
from binhyen.analytics.components.choices import groups_of, pivot_choices
from binhyen.analytics.components.frames import not_accepted_note, stamp_until, tabs, under
from binhyen.analytics.components.maps import look_choices
from binhyen.analytics.components.totals_map import totals_map
from binhyen.analytics.forms.asking import board_asked, compared_asked, file_asked, look_asked, map_asked
from binhyen.analytics.permissions.boards import may_keep_boards
from binhyen.analytics.rules import addresses
from binhyen.analytics.rules.pivots import Below, Layout
from binhyen.analytics.views.framing import board_frame
from binhyen.analytics.views.knowing import as_of_now, known_context
from binhyen.analytics.views.sending import send_file
from binhyen.analytics.views.then import or_what_was_then
from binhyen.kernel.periods import year
from binhyen.reports.queries.asking import place_rows
from binhyen.reports.rules.totals import Basis
from binhyen.ui.components.charts import Under
from binhyen.ui.http import Request, signed_in


@signed_in
@require_safe
@or_what_was_then
def board_map(request: Request) -> HttpResponse:
    """Show a map of one indicator in one period: tiles, dots, or areas where boundaries were imported."""
    form, look = map_asked(request.GET, request.actor, request.now), look_asked(request.GET)
    asked = replace(form.asked, layout=Layout())
    found = lay_out(request.actor, asked)
    land = ground(asked.about, map_day_of(asked.map_day, form.today))
    note = not_accepted_note(found.not_accepted, found.figures, asked.basis)
    kept = {**form.kept, "ky": asked.periods[0].code}
    files = addresses.page(addresses.PIVOT_FILE, {**kept, "duoi": asked.about.below.value, "ve": None})
    as_of = as_of_now(request.now, asked.known_on)
    foot = under(asked.about.name, asked.basis, stamp_until(as_of, asked.map_day, form.today), files, asked.known_on)
    context = {
        **known_context(request, form, addresses.MAP, kept),
        "asked": form,
        "place": asked.about.name,
        "tabs": tabs(addresses.MAP, form.kept, asked.about.place.place.tier),
        "around": place_rows(request.actor, asked.about.place, asked.map_day),
        "choices": pivot_choices(form),
        "map": totals_map(found, land, look, foot),
        "hidden": found.hidden,
        "uncarried": found.uncarried,
        "period": asked.periods[0].code,
        "drawable": bool(land.looks),
        "may_keep": bool(may_keep_boards(request.actor)),
        "looks": look_choices(land),
        "look": "" if look is None else look.value,
        "accepted": asked.basis is Basis.ACCEPTED,
        "note": note,
        "address": addresses.page(addresses.MAP, {**kept, "kieu": look}),
    }
    return render(request, "analytics/board_map.html", context)


@signed_in
@require_safe
@or_what_was_then
def peers(request: Request) -> HttpResponse:
    """Show in which part of the places like it the numbers of a commune or province lie."""
    asked = board_asked(request.GET, request.actor, request.now)
    indicators = compared_asked(request.GET)
    period = year(asked.year)
    found = rows.rows_of(beside(asked.about, period, indicators, asked.basis), asked.basis)
    context = {
        **board_frame(request, asked, addresses.PEERS),
        "rows": found,
        "alone": not any(one.box for one in found),
        "sentence": rows.peers_sentence(peers_of(asked.about.place, period.end), asked.about.place.place.tier),
        "chosen": indicators,
        "groups": groups_of(comparable_indicators()),
        "address": addresses.page(addresses.PEERS, {**asked.kept, "chi_tieu": indicators}),
    }
    return render(request, "analytics/peers.html", context)


@signed_in
@require_safe
@or_what_was_then
def funnel(request: Request) -> HttpResponse:
    """Show how far the units of a year's round have come, by kinds."""
    asked = board_asked(request.GET, request.actor, request.now)
    found, foot = _course(request, asked)
    context = {**board_frame(request, asked, addresses.FUNNEL), "charts": funnels.charts_of(found, foot)}
    return render(request, "analytics/funnel.html", context)


@signed_in
@require_safe
def funnel_file(request: Request) -> HttpResponse:
    """Answer with the course of a round as a workbook, or as CSV (`?dang=csv`)."""
    asked = board_asked(request.GET, request.actor, request.now)
    found, foot = _course(request, asked)
    title = f"{asked.about.name}, {asked.year}"
    return send_file(funnels.file_of(found, title, foot), file_asked(request.GET), "vong-cong-nhan")


def _course(request: Request, asked: BoardAsked) -> tuple[tuple[Course, ...], Under]:
    found = course(request.actor, replace(asked.about, below=Below.ITSELF), asked.year)
    files = addresses.page(addresses.FUNNEL_FILE, asked.kept)
    return found, under(asked.about.name, None, stamp_until(request.now, year(asked.year).end, asked.today), files)
