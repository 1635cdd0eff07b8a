"""A worked example of how an indicator adds up: small numbers, added by the very rules that add real ones. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from binhyen.indicators.rules.catalogue import Indicator, OverPlaces, OverTime
from binhyen.kernel.amounts import NOTHING, Amount, Bound, Said, Sum, add_up, exactly, roughly

MONEY = "đồng"
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Worked:
    """Amounts of some places or periods, and what they make together; `whole` None where they make nothing."""

    parts: tuple[Amount, ...]
    whole: Amount | None


def over_places(indicator: Indicator) -> Worked:
    """Return four communes of one period: one had nothing to report, one knew no exact number."""
    if indicator.is_share:
        parts: tuple[Amount, ...] = (exactly(9, 10), exactly(10, 20), exactly(30, 30))
    else:
        parts = (_amount(indicator, 12), _amount(indicator, 8), NOTHING, _hedged(indicator, 20))
    adds = indicator.over_places is not OverPlaces.NONE
    return Worked(parts, _said(add_up(parts)) if adds else None)


def over_time(indicator: Indicator) -> Worked:
    """Return four quarters of one place: a flow adds up, of a stock the last value holds."""
    if indicator.is_share:
        parts: tuple[Amount, ...] = (exactly(6, 10), exactly(7, 10), exactly(7, 10), exactly(9, 10))
    else:
        parts = tuple(_amount(indicator, number) for number in (5, 7, 6, 9))
    return Worked(parts, _of_year(indicator, parts))


def _of_year(indicator: Indicator, parts: Sequence[Amount]) -> Amount | None:
    if indicator.over_time is OverTime.SUM_OF_FLOWS:
        return _said(add_up(parts))
    return parts[-1] if indicator.over_time is OverTime.LAST_VALUE else None


def _amount(indicator: Indicator, number: int) -> Amount:
    return exactly(_sized(indicator, number))


def _hedged(indicator: Indicator, number: int) -> Amount:
    return roughly(_sized(indicator, number), Bound.OVER)


def _sized(indicator: Indicator, number: int) -> Decimal:
    """Make a number look like the indicator's: money in millions, what may have decimals with one."""
    if indicator.unit.startswith(MONEY):
        return Decimal(number * _MILLION)
    return Decimal(number) if indicator.whole else Decimal(number) + Decimal("0.5")


def _said(total: Sum) -> Amount | None:
    if total.value is None:
        return None
    return Amount(Said.NUMBER, total.value, total.denominator, total.bound)
