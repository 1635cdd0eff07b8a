"""The first board of a place."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from binhyen.analytics.boards.asked import BoardAsked
from binhyen.analytics.boards.attention import attention
from binhyen.analytics.boards.home import home
from binhyen.analytics.boards.maps import ground
from binhyen.analytics.boards.places import map_day_of
from binhyen.analytics.components import home as parts
from binhyen.analytics.components.attention import attention_lines, even_line
from binhyen.analytics.components.frames import stamp_line, stamp_until, tabs, under
from binhyen.analytics.components.maps import look_choices
from binhyen.analytics.forms.asking import board_asked, file_asked, look_asked
from binhyen.analytics.permissions.boards import may_keep_boards
from binhyen.analytics.permissions.signals import may_check
from binhyen.analytics.rules import addresses
from binhyen.analytics.rules.signals.addresses import CHECKS
from binhyen.analytics.views.sending import send_file
from binhyen.analytics.views.then import or_what_was_then
from binhyen.kernel.periods import year
from binhyen.kernel.vietnamese import short_date
from binhyen.places.queries import label_of
from binhyen.reports.queries.asking import place_rows
from binhyen.ui.components.charts import Under
from binhyen.ui.http import Request, signed_in


@signed_in
@require_safe
@or_what_was_then
def board(request: Request) -> HttpResponse:
    """Show what was recognised in a place and year: one question to the lake; the week is asked for by the page."""
    asked = board_asked(request.GET, request.actor, request.now)
    place, look = asked.about.place, look_asked(request.GET)
    found = home(request.actor, asked.about, asked.year)
    day = map_day_of(year(asked.year).end, asked.today)
    land = ground(asked.about, day)
    foot = under(label_of(place), None, stamp_line(request.now, day))
    table = addresses.page(addresses.PLACES, asked.kept)
    context = {
        "asked": asked,
        "found": found,
        "place": label_of(place),
        "tabs": tabs(addresses.ROOT, asked.kept, place.place.tier),
        "around": place_rows(request.actor, place, day),
        "larges": parts.larges(found),
        "spreads": (spreads := parts.spreads(found)),
        "unlimited": any(one.limit is None for one in spreads),
        "kinds": [(parts.kind_name(one.kind), one) for one in found.kinds],
        "places_href": table,
        "attention": attention_lines(attention(request.actor, asked.about, asked.year, asked.today)),
        "even": even_line(found),
        "check_href": CHECKS if may_check(request.actor, place.path) else "",
        "map": parts.home_map(found, land, look, foot, table),
        "looks": look_choices(land),
        "look": "" if look is None else look.value,
        "note": gettext("map of %(day)s") % {"day": short_date(day)},
        "may_keep": bool(may_keep_boards(request.actor)),
        "movement_href": addresses.page(addresses.MOVEMENT, asked.kept),
        "week_href": addresses.page(addresses.WEEK, asked.kept),
        "years": range(asked.year - 1, asked.year + 2),
    }
    return render(request, "analytics/board.html", context)


@signed_in
@require_safe
@or_what_was_then
def board_places(request: Request) -> HttpResponse:
    """Show the table behind the dots: every place below with its results by kinds, in the order of names."""
    asked = board_asked(request.GET, request.actor, request.now)
    found = home(request.actor, asked.about, asked.year)
    context = {
        "asked": asked,
        "place": asked.about.name,
        "tabs": tabs(addresses.ROOT, asked.kept, asked.about.place.place.tier),
        "kinds": [parts.kind_name(one.kind) for one in found.kinds],
        "rows": parts.place_rows(found),
        "back": addresses.page(addresses.ROOT, asked.kept),
        "under": _under_places(request, asked),
    }
    return render(request, "analytics/board_places.html", context)


@signed_in
@require_safe
def board_places_file(request: Request) -> HttpResponse:
    """Answer with the table of places as a workbook, or as CSV (`?dang=csv`)."""
    asked = board_asked(request.GET, request.actor, request.now)
    table = parts.file_of(home(request.actor, asked.about, asked.year), _under_places(request, asked))
    return send_file(table, file_asked(request.GET), "cong-nhan")


def _under_places(request: Request, asked: BoardAsked) -> Under:
    files = addresses.page(addresses.PLACES_FILE, asked.kept)
    return under(asked.about.name, None, stamp_until(request.now, year(asked.year).end, asked.today), files)
