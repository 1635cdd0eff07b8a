"""Months as rows of weeks from Monday to Sunday, and the address of a day. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a year, with the whole weeks that show it."""

    year: int
    number: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.next.first - timedelta(days=1)

    @property
    def code(self) -> str:
        """As addresses and periods write it: "2026-11"."""
        return f"{self.year:04d}-{self.number:02d}"

    @property
    def weeks(self) -> tuple[tuple[date, ...], ...]:
        """The weeks that hold any of its days."""
        start = week_of(self.first)[0]
        after = self.next.first
        found = []
        while start < after:
            found.append(week_of(start))
            start += _WEEK
        return tuple(found)

    @property
    def next(self) -> "Month":
        """The month after."""
        return month_of(self.first + timedelta(days=31))

    @property
    def previous(self) -> "Month":
        """The month before."""
        return month_of(self.first - timedelta(days=1))


def month_of(day: date) -> Month:
    """Return the month of a day."""
    return Month(day.year, day.month)


def week_of(day: date) -> tuple[date, ...]:
    """Return the week of a day, from Monday on."""
    monday = day - timedelta(days=day.weekday())
    return tuple(monday + timedelta(days=number) for number in range(7))


def hour_text(begins: str, ends: str) -> str:
    """Return from when until when: "07:30–09:00", "07:30", ""."""
    return "–".join(word for word in (begins, ends) if word)
