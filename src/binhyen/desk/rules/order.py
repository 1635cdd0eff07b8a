"""What is late, what is due this week, what comes after: duties in bands, with working days counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from binhyen.kernel.calendars import WorkCalendar
from binhyen.kernel.ports import Duty

_SUNDAY = 6


class Lateness(StrEnum):
    """Bands of the list, in order."""

    LATE = "late"
    THIS_WEEK = "this_week"
    LATER = "later"
    UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Item:
    """A duty and its working days: left when positive, none when it is due today, passed when negative."""

    duty: Duty
    days: int | None
    first: bool = False
    """The most urgent of all: the one filled button of the page."""

    @property
    def passed(self) -> int:
        """Working days since it was due; a duty that ran out on a day off is late by none."""
        return max(0, -(self.days or 0))


@dataclass(frozen=True, slots=True)
class Band:
    """The duties of one band, the earliest first."""

    lateness: Lateness
    items: tuple[Item, ...]

    @property
    def is_late(self) -> bool:
        """Tell whether this is the band of what is overdue."""
        return self.lateness is Lateness.LATE

    @property
    def count(self) -> int:
        """How many rows the band has."""
        return len(self.items)


def lateness(due: date | None, today: date) -> Lateness:
    """Return the band of a date: late from the day after it, this week until Sunday."""
    if due is None:
        return Lateness.UNDATED
    if due < today:
        return Lateness.LATE
    sunday = today + timedelta(days=_SUNDAY - today.weekday())
    return Lateness.THIS_WEEK if due <= sunday else Lateness.LATER


def in_bands(duties: Iterable[Duty], today: date, calendar: WorkCalendar) -> tuple[Band, ...]:
    """Put duties in bands; empty bands are left out, none is lost, and equal dates keep the order of their groups."""
    ordered = sorted(duties, key=lambda duty: (duty.due or date.max, duty.group, duty.code))
    bands: dict[Lateness, list[Item]] = {band: [] for band in Lateness}
    for rank, duty in enumerate(ordered):
        days = None if duty.due is None else calendar.between(today, duty.due)
        bands[lateness(duty.due, today)].append(Item(duty, days, first=rank == 0))
    return tuple(Band(band, tuple(items)) for band, items in bands.items() if items)
