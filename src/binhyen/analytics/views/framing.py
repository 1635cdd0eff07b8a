"""What pages of a place and year have around their numbers."""

from binhyen.analytics.boards.asked import BoardAsked
from binhyen.analytics.components.frames import tabs
from binhyen.analytics.permissions.boards import may_keep_boards
from binhyen.analytics.rules import addresses
from binhyen.kernel.periods import year
from binhyen.reports.queries.asking import place_rows
from binhyen.reports.rules.totals import Basis
from binhyen.ui.http import Request


def board_frame(request: Request, asked: BoardAsked, current: str) -> dict[str, object]:
    """Return the place, the sections and the form of a page that asks for a place and a year."""
    place = asked.about.place
    return {
        "asked": asked,
        "place": asked.about.name,
        "tabs": tabs(current, asked.kept, place.place.tier),
        "around": place_rows(request.actor, place, year(asked.year).end),
        "years": range(asked.year - 1, asked.year + 2),
        "accepted": asked.basis is Basis.ACCEPTED,
        "may_keep": bool(may_keep_boards(request.actor)),
        "address": addresses.page(current, asked.kept),
    }
