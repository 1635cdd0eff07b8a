"""Five bands of a map's colours: round limits between the least and the greatest value, and what each is called."""

from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext

from binhyen.kernel.vietnamese import number

UNKNOWN = "q0"
"""The look of a place that has no number, or one that can't be compared: hatched."""
_MOST = 5
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


@dataclass(frozen=True, slots=True)
class Band:
    """One band of the key."""

    look: str
    label: str


@dataclass(frozen=True, slots=True)
class Bands:
    """The limits between bands, rising."""

    limits: tuple[Decimal, ...] = ()
    unit: str = ""
    told: bool = True
    """Whether there is a number at all."""

    def look(self, value: Decimal | None) -> str:
        """Return the look of a value; of fewer bands than five, the darkest are used."""
        if value is None:
            return UNKNOWN
        return f"q{_MOST - len(self.limits) + bisect_right(self.limits, value)}"

    @property
    def key(self) -> tuple[Band, ...]:
        """The bands with their words, the lightest first."""
        first = _MOST - len(self.limits)
        if not self.told:
            return ()
        if not self.limits:
            return (Band(f"q{first}", gettext("all alike")),)
        unit = f" {self.unit}" if self.unit else ""
        below = Band(f"q{first}", gettext("below %(limit)s") % {"limit": number(self.limits[0])})
        between = [
            Band(
                f"q{first + at}", gettext("%(limit)s to below %(next)s") % {"limit": number(low), "next": number(high)}
            )
            for at, (low, high) in enumerate(zip(self.limits, self.limits[1:], strict=False), start=1)
        ]
        above = Band("q5", gettext("from %(limit)s") % {"limit": number(self.limits[-1])} + unit)
        return (below, *between, above)


def bands_of(values: Collection[Decimal], unit: str = "") -> Bands:
    """Cut between the least and the greatest value at round numbers, at most four times."""
    if not values or min(values) == max(values):
        return Bands((), unit, told=bool(values))
    low, high = min(values), max(values)
    step = _step((high - low) / _MOST)
    first = (low // step + 1) * step
    limits = [first + step * at for at in range(_MOST - 1) if first + step * at <= high]
    return Bands(tuple(_plain(limit) for limit in limits), unit)


def _step(least: Decimal) -> Decimal:
    """Return the least round step that is not below `least`."""
    unit = Decimal(1).scaleb(least.adjusted())
    return next(step * unit for step in _STEPS if step * unit >= least)


def _plain(value: Decimal) -> Decimal:
    """Return a number without zeros behind its comma, and without an exponent."""
    return Decimal(format(value.normalize(), "f"))
