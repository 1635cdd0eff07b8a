"""How a total stands to an earlier one: how much more, how much of it, or why that can't be said. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from binhyen.analytics.rules.answers import SHARE_DECIMALS, Cell
from binhyen.indicators.rules.windows import previous, same_last_year
from binhyen.kernel.amounts import Bound
from binhyen.kernel.periods import Period

ALIKE = Decimal("0.95")
"""Two totals are compared when the one is made of at least this share of the figures that the other is made of."""


class Versus(StrEnum):
    """What a total is held against; the words stand in addresses."""

    BEFORE = "ky-truoc"
    """The period of the same type just before."""
    LAST_YEAR = "nam-truoc"
    """The same period a year before."""


_EARLIER: Mapping[Versus, Callable[[Period], Period]] = {Versus.BEFORE: previous, Versus.LAST_YEAR: same_last_year}


def earlier(versus: Versus, period: Period) -> Period:
    """Return the period that one is held against."""
    return _EARLIER[versus](period)


class Gap(StrEnum):
    """Why two totals can't be compared."""

    UNSAID = "unsaid"
    """Of one of them nothing is known."""
    MAP = "map"
    """One of them could not be carried onto the map."""
    NO_SUM = "no_sum"
    INEXACT = "inexact"
    """One of them is a bound, or has words beside it."""
    COVERAGE = "coverage"
    """They are made of unlike numbers of figures: of other months or places."""


@dataclass(frozen=True, slots=True)
class Step:
    """A change. `difference` is in the indicator's unit, of shares in parts of one; `relative` a part of the earlier.

    Both are None where a `gap` forbids it. `relative` is also None of shares, and where the earlier total is zero.
    """

    difference: Decimal | None = None
    relative: Decimal | None = None
    gap: Gap | None = None


def step(now: Cell, before: Cell | None) -> Step:
    """Hold a total against an earlier one."""
    gap = gap_of(now, before)
    if gap is not None or before is None:
        return Step(gap=gap)
    if now.denominator is not None:
        return Step(_told(now.share) - _told(before.share))
    difference, other = _told(now.amount) - _told(before.amount), _told(before.amount)
    exponent = Decimal(1).scaleb(-SHARE_DECIMALS)
    return Step(difference, (difference / abs(other)).quantize(exponent, ROUND_HALF_UP) if other else None)


def gap_of(now: Cell, before: Cell | None) -> Gap | None:
    """Say why two totals can't be compared; nothing where they can."""
    if before is None:
        return Gap.UNSAID
    both = (now, before)
    few, many = sorted(one.figures for one in both)
    found = (
        (Gap.MAP, any(one.uncarried for one in both)),
        (Gap.NO_SUM, not all(one.adds_up for one in both)),
        (Gap.INEXACT, any(one.vague or one.bound is not Bound.EXACT for one in both)),
        (Gap.UNSAID, any(_number(one) is None for one in both)),
        (Gap.COVERAGE, few < ALIKE * many),
    )
    return next((gap for gap, holds in found if holds), None)


def _number(cell: Cell) -> Decimal | None:
    return cell.amount if cell.denominator is None else cell.share


def _told(number: Decimal | None) -> Decimal:
    return Decimal(0) if number is None else number
