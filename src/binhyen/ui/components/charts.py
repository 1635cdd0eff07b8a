"""Values that a page hands to a drawing: series of numbers, each with its words and the page that it opens.

A drawing is never alone: the same values stand in a table behind it, which is the page without scripts, and from which
`charts.js` draws lines and bars. Maps and rows of dots are drawn here, by the server.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

MOST_SERIES = 5
"""As many as the palette tells apart (tokens --by-cat-1…5); more than these are shown as a table alone."""


class Kind(StrEnum):
    """How series are drawn."""

    LINE = "line"
    """Over time."""
    COLUMN = "column"
    """Upright bars: few columns with short names."""
    BAR = "bar"
    """Lying bars: names are long."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One value: its words ("hơn 1.200"), its number if it has one, where it opens, what must be said of it."""

    text: str
    value: Decimal | None = None
    href: str = ""
    note: str = ""

    @property
    def plain(self) -> str:
        """The number as scripts read it; "" where there is none to draw."""
        return "" if self.value is None else format(self.value.normalize(), "f")

    @property
    def opens(self) -> bool:
        """Tell whether there is something to open: a zero has nothing."""
        return bool(self.href) and self.value != 0


NOTHING = Mark("–")


@dataclass(frozen=True, slots=True)
class Series:
    """Values of one thing, one for each column."""

    name: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Limit:
    """A line to compare with: a target or a threshold."""

    name: str
    value: Decimal

    @property
    def plain(self) -> str:
        """The number as scripts read it."""
        return format(self.value, "f")


@dataclass(frozen=True, slots=True)
class Download:
    """A file that the server writes of the same values."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Under:
    """What stands under a drawing: where the numbers come from, how far they reach, the files of them."""

    source: str = ""
    stamp: str = ""
    downloads: tuple[Download, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table: a column of the drawing with the value of each series."""

    name: str
    cells: tuple[tuple[Series, Mark], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of series over columns (months, years, places) and its table. `name` is its id on the page."""

    name: str
    kind: Kind
    title: str
    columns: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    head: str = ""
    """The word over the first column of the table: "Tháng", "Nơi"."""
    limit: Limit | None = None
    under: Under = field(default_factory=Under)
    top: Decimal | None = None
    """Where the axis of numbers ends, so that small multiples can be held against each other; None: as they need."""

    @property
    def end(self) -> str:
        """Where the axis of numbers ends, as scripts read it; "" where the drawing decides."""
        return "" if self.top is None else format(self.top, "f")

    @property
    def drawn(self) -> bool:
        """Tell whether there is something to draw, and colours enough for it."""
        some = any(mark.value is not None for one in self.series for mark in one.marks)
        return some and len(self.series) <= MOST_SERIES

    @property
    def rows(self) -> tuple[Row, ...]:
        """The table behind the drawing; a series that is too short has nothing in its last rows."""
        return tuple(
            Row(name, tuple((one, one.marks[at] if at < len(one.marks) else NOTHING) for one in self.series))
            for at, name in enumerate(self.columns)
        )
