"""The movement in a year, and what plans aim at."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from binhyen.analytics.boards.asked import BoardAsked
from binhyen.analytics.boards.movement import movement as moved
from binhyen.analytics.boards.movement import own_targets, targets_below
from binhyen.analytics.components.frames import not_accepted_note, stamp_until, tabs, under
from binhyen.analytics.components.movement import tiles
from binhyen.analytics.components.targets import MOST_ROWS, target_rows, targets_file
from binhyen.analytics.forms.asking import board_asked, file_asked
from binhyen.analytics.permissions.boards import may_keep_boards
from binhyen.analytics.rules import addresses
from binhyen.analytics.views.sending import send_file
from binhyen.analytics.views.then import or_what_was_then
from binhyen.kernel.periods import year
from binhyen.reports.queries.asking import place_rows
from binhyen.reports.rules.totals import Basis
from binhyen.ui.components.charts import Under
from binhyen.ui.http import Request, signed_in, wants_fragment


@signed_in
@require_safe
@or_what_was_then
def movement(request: Request) -> HttpResponse:
    """Show the movement of a place in a year with its targets; as a part of the first board, too."""
    asked = board_asked(request.GET, request.actor, request.now)
    found = moved(request.actor, asked.about, asked.year, asked.basis)
    shown = {"tiles": tiles(found, asked.basis), "movement_href": addresses.page(addresses.MOVEMENT, asked.kept)}
    if wants_fragment(request):
        return render(request, "analytics/parts/movement.html", shown)
    own = target_rows(found.own, asked.basis)
    below = target_rows(targets_below(request.actor, asked.about, asked.year, asked.basis), asked.basis)
    context = {
        **shown,
        "asked": asked,
        "place": asked.about.name,
        "tabs": tabs(addresses.MOVEMENT, asked.kept, asked.about.place.place.tier),
        "around": place_rows(request.actor, asked.about.place, year(asked.year).end),
        "own": own,
        "below": below[:MOST_ROWS],
        "more": max(0, len(below) - MOST_ROWS),
        "accepted": asked.basis is Basis.ACCEPTED,
        "note": not_accepted_note(found.not_accepted, found.figures, asked.basis),
        "may_keep": bool(may_keep_boards(request.actor)),
        "address": addresses.page(addresses.MOVEMENT, asked.kept),
        "under": _under(request, asked),
    }
    return render(request, "analytics/movement.html", context)


@signed_in
@require_safe
def movement_file(request: Request) -> HttpResponse:
    """Answer with all targets of the place and of those below as a workbook, or as CSV (`?dang=csv`)."""
    asked = board_asked(request.GET, request.actor, request.now)
    own = own_targets(request.actor, asked.about, asked.year, asked.basis)
    below = targets_below(request.actor, asked.about, asked.year, asked.basis)
    rows = (*target_rows(own, asked.basis), *target_rows(below, asked.basis))
    title = gettext("Targets of %(place)s, %(year)s") % {"place": asked.about.name, "year": asked.year}
    return send_file(targets_file(rows, title, _under(request, asked)), file_asked(request.GET), "chi-tieu")


def _under(request: Request, asked: BoardAsked) -> Under:
    files = addresses.page(addresses.MOVEMENT_FILE, asked.kept)
    return under(asked.about.name, asked.basis, stamp_until(request.now, year(asked.year).end, asked.today), files)
