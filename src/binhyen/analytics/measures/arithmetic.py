"""Exact arithmetic in every engine: bounds of sums as flags, quotients without floats."""

from decimal import Decimal
from functools import reduce
from operator import or_

import ibis
from ibis.expr.types import DecimalValue, IntegerValue, StringValue, Value

from binhyen.analytics.rules.answers import SHARE_DECIMALS
from binhyen.kernel.amounts import DECIMALS, Bound

_FLAGS = {Bound.OVER: 1, Bound.AT_LEAST: 2, Bound.NEARLY: 4, Bound.ABOUT: 8, Bound.VAGUE: 16}
_WHOLE = "decimal(38, 0)"
SHARE = f"decimal(18, {SHARE_DECIMALS})"
AMOUNT = f"decimal(38, {DECIMALS})"


def flag_of(bound: StringValue) -> IntegerValue:
    """Return the bit of a figure's bound; none for an exact one."""
    return ibis.cases(*((bound == one.value, flag) for one, flag in _FLAGS.items()), else_=0).cast("int8")


def bound_of(flags: IntegerValue, known: Value) -> StringValue:
    """Return the bound of a sum from the bits of its parts, as `kernel.amounts.joined` joins them.

    `known` tells whether anything could be added at all; else there are words alone, or nothing.
    """
    vague = _any(flags, Bound.VAGUE)
    lower, upper = _any(flags, Bound.OVER, Bound.AT_LEAST, Bound.VAGUE), _any(flags, Bound.NEARLY)
    return ibis.cases(
        (~known & vague, Bound.VAGUE.value),
        (~known, Bound.EXACT.value),
        (_any(flags, Bound.ABOUT) | (lower & upper), Bound.ABOUT.value),
        (upper, Bound.NEARLY.value),
        (_any(flags, Bound.OVER), Bound.OVER.value),
        (lower, Bound.AT_LEAST.value),
        else_=Bound.EXACT.value,
    )


def _any(flags: IntegerValue, *bounds: Bound) -> Value:
    return (flags & reduce(or_, (_FLAGS[one] for one in bounds))) != 0


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
