"""The head of a report's page: its periods as the columns name them, its day, its basis."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext

from binhyen.indicators.rules.windows import previous, same_last_year
from binhyen.kernel.calendars import vietnamese_calendar
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.periods import parse_period
from binhyen.reports.components.words import Chip, chip_of, period_name, timely_chip
from binhyen.reports.models import Collection, Report
from binhyen.reports.queries.standing import expected_of
from binhyen.reports.rules.lifecycle import SENT, State
from binhyen.reports.rules.timeliness import timeliness

_NOTES = {
    State.DRAFT: gettext_noop("not sent, not among the accepted figures"),
    State.RETURNED: gettext_noop("returned, not among the accepted figures"),
    State.SUBMITTED: gettext_noop("sent, not accepted yet"),
    State.CORRECTING: gettext_noop("a correction; what was accepted stands until it is accepted"),
    State.ACCEPTED: "",
    State.CLOSED: gettext_noop("closed: what changes now is a correction"),
}


@dataclass(frozen=True, slots=True)
class Columns:
    """Periods at the head of the columns: 10/2026, 11/2025, 11/2026."""

    before: str
    last_year: str
    now: str


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the grid."""

    period: str
    columns: Columns
    chip: Chip
    timely: Chip
    days: str
    """How many working days are left, while the report is not sent."""
    basis: str
    as_of: datetime
    note: str


def heading_of(report: Report, now: datetime) -> Heading:
    """Return the head of a report's page."""
    state = State(report.state)
    is_accepted = state in {State.ACCEPTED, State.CLOSED} and report.accepted_at is not None
    return Heading(
        period=period_name(report.collection.period),
        columns=columns_of(report.collection),
        chip=chip_of(report),
        timely=timely_chip(timeliness(expected_of(report), now.date())),
        days="" if state in SENT else days_left(report.due_on, now.date()),
        basis="accepted" if is_accepted else "saved",
        as_of=report.accepted_at if is_accepted and report.accepted_at else now,
        note=gettext(_NOTES[state]) if _NOTES[state] else "",
    )


def columns_of(collection: Collection) -> Columns:
    """Return the heads of the columns of periods."""
    period = parse_period(collection.period)
    codes = (previous(period).code, same_last_year(period).code, period.code)
    return Columns(*(short_period(code) for code in codes))


def short_period(code: str) -> str:
    """Write a period as the head of a column does: 11/2026, Q4/2026, 2026.

    >>> short_period("2026-11"), short_period("2026-Q4"), short_period("2019-2024")
    ('11/2026', 'Q4/2026', '2019-2024')
    """
    year, _, rest = code.partition("-")
    return code if not rest or len(rest) == len(year) else f"{rest}/{year}"


def days_left(due: date, today: date) -> str:
    """Say how many working days are left until a day, or how many have passed since."""
    calendar = vietnamese_calendar(min(due, today).year, max(due, today).year)
    days = calendar.between(today, due)
    if today > due:
        return gettext("%(days)s working days overdue") % {"days": max(1, -days)}
    return gettext("%(days)s working days left") % {"days": days} if today < due else gettext("due today")
