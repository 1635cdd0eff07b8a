"""Where lines and bars lie in a drawing that is a thousand wide: pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDE = 1000
HIGH = 100


@dataclass(frozen=True, slots=True)
class Axis:
    """Whole years from the first to the last."""

    first: int
    last: int

    @property
    def years(self) -> range:
        """The years of the axis."""
        return range(self.first, self.last + 1)

    def at(self, day: date) -> int:
        """Return how far along the axis a day lies; days outside lie at its ends."""
        start, end = date(self.first, 1, 1).toordinal(), date(self.last + 1, 1, 1).toordinal()
        return max(0, min(WIDE, (day.toordinal() - start) * WIDE // (end - start)))


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a bar: its look, where it begins and how wide it is."""

    look: str
    x: int
    width: int


def bar(axis: Axis, look: str, since: date, until: date | None, today: date) -> Bar:
    """Return the bar from one day to another (None: today); at least a hair wide."""
    start, end = axis.at(since), axis.at(until or today)
    return Bar(look, start, max(end - start, 3))


def stairs(points: Sequence[tuple[date, int]], last: date) -> str:
    """Return the path of a number that changes on days, as an area over a ground line, up to `last`.

    The drawing is `WIDE` by `HIGH`; the greatest number touches the top.
    """
    if not points:
        return ""
    first, most = points[0][0], max(number for _, number in points) or 1
    days = max((last - first).days, 1)

    def x(day: date) -> int:
        return min((day - first).days, days) * WIDE // days

    path = [f"M0 {HIGH}"]
    for day, number in points:
        path += [f"H{x(day)}", f"V{HIGH - number * HIGH // most}"]
    return " ".join([*path, f"H{WIDE}", f"V{HIGH}", "Z"])
