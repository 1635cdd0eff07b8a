"""Rows of dots, one for each place: how a share is spread, without a name and without a rank."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from binhyen.kernel.vietnamese import number

_LEFT, _RIGHT, _FLOOR, _ROOF = 14, 246, 60, -38
_TEN = Decimal(10)
_LARGEST, _SMALLEST = Decimal("4.2"), Decimal("1.8")
"""Radius of dots: smaller ones can't be told apart, so that what finds no room above goes beside."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One place: its number, its words, where it opens; `own` is the reader's."""

    value: Decimal
    text: str
    href: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class Spread:
    """What a row of dots shows. `text` and `href` are the whole's, `middle` its number; `limit` is a threshold."""

    title: str
    text: str
    href: str
    dots: tuple[Dot, ...]
    middle: Decimal | None = None
    limit: Decimal | None = None
    unit: str = "%"
    least: Decimal | None = None
    """Where the axis begins; None: at the ten below the least value."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A dot as drawn."""

    dot: Dot
    x: str
    y: str
    low: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A row of dots as drawn: places along an axis, equal ones above one another."""

    spread: Spread
    dots: tuple[Placed, ...]
    radius: str
    middle: str
    limit: str
    ticks: tuple[tuple[str, str, str], ...]
    """Where a number of the axis stands, its words, and how it is set (start, middle, end)."""


def row_of(spread: Spread) -> Row:
    """Lay the dots of a spread out."""
    low, high = _ends(spread)

    def across(value: Decimal) -> Decimal:
        return _LEFT + (min(max(value, low), high) - low) / (high - low) * (_RIGHT - _LEFT)

    radius, laid = _laid(sorted(spread.dots, key=lambda dot: dot.value), across)
    placed = [
        Placed(
            dot,
            _px(across(dot.value) + beside * 2 * radius),
            _px(_FLOOR - radius - above * 2 * radius),
            _below(dot.value, spread.limit),
        )
        for dot, beside, above in laid
    ]
    placed.sort(key=lambda one: one.dot.own)
    limit = "" if spread.limit is None or not low < spread.limit < high else _px(across(spread.limit))
    middle = "" if spread.middle is None else _px(across(spread.middle))
    ticks = [(str(_LEFT), number(low), "start"), (str(_RIGHT), f"{number(high)} {spread.unit}".strip(), "end")]
    if limit and spread.limit is not None:
        ticks.insert(1, (limit, number(spread.limit), "middle"))
    return Row(spread, tuple(placed), _px(radius * Decimal("0.92")), middle, limit, tuple(ticks))


def _ends(spread: Spread) -> tuple[Decimal, Decimal]:
    values = [dot.value for dot in spread.dots] or [Decimal(0)]
    if spread.unit == "%":
        low = (min(*values, spread.limit or values[0]) / _TEN).to_integral_value(ROUND_FLOOR) * _TEN
        return (min(low, Decimal(90)) if spread.least is None else spread.least), Decimal(100)
    high = max(*values, Decimal(1))
    return (spread.least or Decimal(0)), high


def _laid(dots: Sequence[Dot], across: Callable[[Decimal], Decimal]) -> tuple[Decimal, list[tuple[Dot, int, int]]]:
    """Return how large dots are so that the highest column fits, and how far beside and above its place each lies."""
    radius = _LARGEST
    while True:
        columns: dict[int, list[Dot]] = defaultdict(list)
        for dot in dots:
            columns[int((across(dot.value) / (2 * radius)).to_integral_value(ROUND_HALF_UP))].append(dot)
        room = int((_FLOOR - _ROOF) / (2 * radius))
        if max(map(len, columns.values()), default=0) <= room or radius == _SMALLEST:
            return radius, _heaped(columns, room, int((_LEFT + _RIGHT) / (4 * radius)))
        radius = max(radius * Decimal("0.85"), _SMALLEST)


def _heaped(columns: dict[int, list[Dot]], room: int, middle: int) -> list[tuple[Dot, int, int]]:
    """Lay dots above one another; what finds no room goes into the next column with some, towards the middle."""
    laid = [(dot, 0, at) for column in columns.values() for at, dot in enumerate(column[:room])]
    heights = Counter({slot: min(len(column), room) for slot, column in columns.items()})
    for slot, column in columns.items():
        step, beside = (1 if slot < middle else -1), 0
        for dot in column[room:]:
            while heights[slot + beside] >= room:
                beside += step
            laid.append((dot, beside, heights[slot + beside]))
            heights[slot + beside] += 1
    return laid


def _below(value: Decimal, limit: Decimal | None) -> bool:
    return limit is not None and value < limit


def _px(value: Decimal) -> str:
    return f"{value:.1f}"
