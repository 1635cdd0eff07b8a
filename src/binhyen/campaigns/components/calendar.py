"""A month's calendar made ready: weeks of days with some of their events, one week in full, what lasts over days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from binhyen.campaigns.components.events import EventLine, lines_of
from binhyen.campaigns.queries.calendar import IN_A_DAY, Seen
from binhyen.campaigns.rules.calendar import Month
from binhyen.kernel.periods import span


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar: its events as far as there is room, and how many it has."""

    day: date
    lines: Sequence[EventLine]
    amount: int
    within: bool
    """Belongs to the month that is shown."""
    today: bool
    chosen: bool
    """Belongs to the week that is shown in full."""

    @property
    def code(self) -> str:
        """The day as lists are narrowed to it."""
        return span(self.day, self.day).code

    @property
    def kept_back(self) -> int:
        """How many events have no room even in the week that is shown in full."""
        return max(self.amount - len(self.lines), 0) if self.chosen else 0

    @property
    def rest(self) -> int:
        """How many events have no room in the month's grid."""
        return max(self.amount - IN_A_DAY, 0)

    @property
    def first(self) -> Sequence[EventLine]:
        """The events that have room in the month's grid."""
        return self.lines[:IN_A_DAY]


@dataclass(frozen=True, slots=True)
class Calendar:
    """A month."""

    month: Month
    weeks: Sequence[Sequence[Day]]
    week: Sequence[Day]
    lasting: Sequence[EventLine]
    more_lasting: int

    @property
    def busy(self) -> bool:
        """Tell whether something is in the week that is shown in full."""
        return any(day.lines for day in self.week)

    @property
    def empty(self) -> bool:
        """Tell whether nothing is in the month at all."""
        return not self.lasting and not any(day.amount for week in self.weeks for day in week)


def calendar_of(seen: Sequence[Seen], month: Month, chosen: Sequence[date], today: date) -> Calendar:
    """Put events into their days; one query for the names of places."""
    lines = {line.record_id: line for line in lines_of([one.event for one in seen])}
    by_day: dict[date | None, list[EventLine]] = {}
    amounts = {one.day: one.amount for one in seen}
    for one in seen:
        by_day.setdefault(one.day, []).append(lines[one.event.record_id])
    days = {
        day: _day(day, month, by_day.get(day, ()), amounts, day == today, day in chosen)
        for day in {*chosen, *(day for week in month.weeks for day in week)}
    }
    lasting = by_day.get(None, [])
    return Calendar(
        month,
        [[days[day] for day in week] for week in month.weeks],
        [days[day] for day in chosen],
        lasting,
        amounts.get(None, 0) - len(lasting),
    )


def _day(
    day: date,
    month: Month,
    lines: Sequence[EventLine],
    amounts: Mapping[date | None, int],
    today: bool,  # noqa: FBT001
    chosen: bool,  # noqa: FBT001
) -> Day:
    within = (day.year, day.month) == (month.year, month.number)
    return Day(day, lines, amounts.get(day, 0), within, today, chosen)
