"""By when proposals must be at the desk, as a province settles it."""

from datetime import date, timedelta

from binhyen.awards.rules.model import Achievement, Council


def due_day(council: Council | None, achievement: str, event_on: date | None, year: int) -> date | None:
    """Return the last day for handing a proposal in: before its event, else at the year's end.

    Sudden achievements have no such day. None where the province settled nothing.
    """
    if council is None or achievement == Achievement.SUDDEN:
        return None
    if event_on is not None and council.days_before_event is not None:
        return event_on - timedelta(days=council.days_before_event)
    return date(year, *council.year_end_by) if council.year_end_by else None
