"""A plan's tasks along its months, as places on a line of a thousand: each month is equally wide."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from binhyen.plans.components.tasks import TaskRow

WIDE = 1000
_HAIR = 4
_YEAR = 12


@dataclass(frozen=True, slots=True)
class Month:
    """One month of the grid: its word at the head, and where it begins."""

    label: str
    x: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One task on the line. `done` is how much of it was reported as done; `tail` what an extension added."""

    row: TaskRow
    x: str
    width: str
    done: str
    tail_x: str
    tail: str
    look: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole line. `today` is "" where today lies outside it."""

    months: Sequence[Month]
    bars: Sequence[Bar]
    today: str


def timeline(since: date, until: date, rows: Sequence[TaskRow], today: date) -> Timeline:
    """Lay tasks along the months from `since` to `until`, or further where a task began earlier or was extended."""
    first = min([since, *(row.task.issued_on for row in rows)])
    last = max([until, *(row.due for row in rows)])
    line = _Line(first.year * _YEAR + first.month - 1, (last.year - first.year) * _YEAR + last.month - first.month + 1)
    months = [Month(line.label(index), _plain(line.share(Decimal(index)))) for index in range(line.months)]
    inside = first <= today <= last
    return Timeline(months, [_bar(line, row) for row in rows], _plain(line.at(today)) if inside else "")


@dataclass(frozen=True, slots=True)
class _Line:
    first: int
    """The first month, counted from the year 0."""
    months: int

    def share(self, months: Decimal) -> Decimal:
        return months * WIDE / self.months

    def at(self, day: date) -> Decimal:
        whole = day.year * _YEAR + day.month - 1 - self.first
        part = Decimal(day.day - 1) / monthrange(day.year, day.month)[1]
        return self.share(whole + part)

    def label(self, index: int) -> str:
        year, month = divmod(self.first + index, _YEAR)
        return f"{month + 1}/{year}" if month == 0 or index == 0 else str(month + 1)


def _bar(line: _Line, row: TaskRow) -> Bar:
    begun, own_end = line.at(row.task.issued_on), line.at(row.task.due_on + timedelta(days=1))
    end = line.at(row.due + timedelta(days=1))
    width = max(min(own_end, end) - begun, Decimal(_HAIR))
    whole = max(end - begun, width)
    done = whole * (100 if row.look == "met" else row.percent or 0) / 100
    return Bar(
        row,
        _plain(begun),
        _plain(width),
        _plain(done),
        _plain(begun + width),
        _plain(max(whole - width, Decimal(0))),
        "late" if row.is_late else row.look,
    )


def _plain(amount: Decimal) -> str:
    return f"{amount:.1f}"
