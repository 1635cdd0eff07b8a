"""What a page says when it shows what was known on an earlier day."""

from collections.abc import Mapping
from datetime import date, datetime

from binhyen.analytics.boards.asked import PivotAsked
from binhyen.analytics.rules import addresses
from binhyen.analytics.rules.addresses import Word
from binhyen.reports.rules.asking import end_of
from binhyen.ui.http import Request


def as_of_now(now: datetime, known_on: date | None) -> datetime:
    """Return the moment up to which a page knows: the end of the asked day, or now."""
    return now if known_on is None else end_of(known_on)


def known_context(
    request: Request, asked: PivotAsked, page: str, kept: Mapping[str, Word] | None = None
) -> dict[str, object]:
    """Return the earlier day, the moment of the stamp, and the same page as of today."""
    known_on = asked.asked.known_on
    today = addresses.page(page, {**(kept or asked.kept), "biet": None})
    return {"known_on": known_on, "as_of": as_of_now(request.now, known_on), "today_href": today}
