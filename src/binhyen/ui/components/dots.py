"""Rows of dots, one for each place: how a share is spread, without a name and without a rank."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from binhyen.kernel.vietnamese import number

_LEFT, _RIGHT, _FLOOR, _ROOF = 14, 246, 60, -38
_TEN = Decimal(10)


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

    radius, columns = _columns(sorted(spread.dots, key=lambda dot: dot.value), across)
    placed = [
        Placed(dot, _px(across(dot.value)), _px(_FLOOR - radius - at * 2 * radius), _below(dot.value, spread.limit))
        for column in columns
        for at, dot in enumerate(column)
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


def _columns(dots: Sequence[Dot], across: Callable[[Decimal], Decimal]) -> tuple[Decimal, list[list[Dot]]]:
    """Return how large dots are so that the highest column fits, and which lie above one another."""
    radius = Decimal("4.2")
    while True:
        found: dict[Decimal, list[Dot]] = defaultdict(list)
        for dot in dots:
            slot = (across(dot.value) / (2 * radius)).to_integral_value(ROUND_HALF_UP)
            found[slot].append(dot)
        highest = max((len(column) for column in found.values()), default=0)
        if highest * 2 * radius <= _FLOOR - _ROOF or radius <= Decimal("0.6"):
            return radius, list(found.values())
        radius *= Decimal("0.85")


def _below(value: Decimal, limit: Decimal | None) -> bool:
    return limit is not None and value < limit


def _px(value: Decimal) -> str:
    return f"{value:.1f}"
