"""Exact arithmetic in every engine: bounds of sums, quotients without floats."""

from decimal import Decimal

import ibis
from ibis.expr.types import DecimalValue, IntegerValue, StringValue, Value

from binhyen.analytics.rules.answers import SHARE_DECIMALS
from binhyen.kernel.amounts import DECIMALS, Bound

_LOWER = {Bound.OVER: 2, Bound.AT_LEAST: 1}
_UPPER = {Bound.ABOUT: 2, Bound.NEARLY: 1}
_WHOLE = "decimal(38, 0)"
SHARE = f"decimal(18, {SHARE_DECIMALS})"
AMOUNT = f"decimal(38, {DECIMALS})"


def lower_of(bound: StringValue) -> IntegerValue:
    """Return how strongly a figure's words make it a lower bound; the strongest of a sum's parts is the sum's."""
    return ibis.cases(*((bound == one.value, rank) for one, rank in _LOWER.items()), else_=0).cast("int8")


def upper_of(bound: StringValue) -> IntegerValue:
    """Return how strongly a figure's words make it an upper bound, or none in particular ("khoảng")."""
    return ibis.cases(*((bound == one.value, rank) for one, rank in _UPPER.items()), else_=0).cast("int8")


def bound_of(lower: IntegerValue, upper: IntegerValue, known: Value, vague: Value) -> StringValue:
    """Return the bound of a sum from the strongest of its parts, as `kernel.amounts.joined` joins them.

    `known` and `vague` are how many numbers were added and how many words stand beside them.
    """
    below, said = (lower > 0) | (vague > 0), vague > 0
    return ibis.cases(
        ((known == 0) & said, Bound.VAGUE.value),
        (known == 0, Bound.EXACT.value),
        ((upper == _UPPER[Bound.ABOUT]) | (below & (upper > 0)), Bound.ABOUT.value),
        (upper > 0, Bound.NEARLY.value),
        (lower == _LOWER[Bound.OVER], Bound.OVER.value),
        (below, Bound.AT_LEAST.value),
        else_=Bound.EXACT.value,
    )


def quotient(part: Value, whole: Value, decimals: int = DECIMALS) -> DecimalValue:
    """Return a part of a whole with six decimals, rounded half away from zero; null where the whole is zero.

    Both become whole numbers first (`decimals` is how many decimals they have). What the division leaves over is taken
    off before it, so that every engine divides without a remainder: no digit hangs on how an engine rounds.
    """
    above, below = _whole(part.abs(), decimals), _whole(whole.abs(), decimals)
    units, double = above * (2 * 10**SHARE_DECIMALS) + below, (below * 2).nullif(0).cast(_WHOLE)
    found = ((units.cast(_WHOLE) - units.cast(_WHOLE) % double) / double).round().cast(_WHOLE)
    return _shifted(found * ibis.ifelse((part < 0) == (whole < 0), 1, -1))


def _whole(value: Value, decimals: int) -> DecimalValue:
    return (value.cast(f"decimal(38, {decimals})") * 10**decimals).cast(_WHOLE)


def _shifted(value: DecimalValue) -> DecimalValue:
    """Return millionths as a decimal: multiplied, since a division would leave the engine's own scale."""
    wide = f"decimal(38, {SHARE_DECIMALS})"
    return (value.cast(wide) * ibis.literal(_millionth(), wide)).cast(SHARE)


def _millionth() -> Decimal:
    return Decimal(1).scaleb(-SHARE_DECIMALS)
