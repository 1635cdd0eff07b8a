"""Numbers as officers write them: 02, 1.686/1.727, 97,63%, 5,4 tỷ."""

from decimal import ROUND_HALF_UP, Decimal

from binhyen.indicators.rules.catalogue import Indicator, Kind
from binhyen.kernel.amounts import Amount
from binhyen.kernel.vietnamese import number

_TEN = 10
_MAGNITUDES = ((Decimal(10) ** 9, "tỷ"), (Decimal(10) ** 6, "triệu"))
_CENT = Decimal("0.01")
_WHOLE = Decimal(100)
MONEY = "đồng"


def written(amount: Amount, indicator: Indicator) -> str:
    """Write a number: a leading zero for counts from 1 to 9, both numbers of a share, money by magnitude when exact.

    >>> from binhyen.kernel.amounts import exactly
    """
    value = amount.value if amount.value is not None else Decimal(0)
    if amount.denominator is not None:
        return f"{plain_number(value)}/{plain_number(amount.denominator)}"
    if indicator.unit == MONEY:
        return money(value)
    return padded(value) if Kind.COUNT in indicator.kinds else plain_number(value)


def plain_number(value: Decimal) -> str:
    """Write a number without idle zeros: 3,5; 1.234."""
    return number(value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize())


def padded(value: Decimal) -> str:
    """Write a count: 02 … 09, then as it is."""
    small = value == value.to_integral_value() and 0 < value < _TEN
    return f"0{int(value)}" if small else plain_number(value)


def money(value: Decimal) -> str:
    """Write an amount of đồng with the largest magnitude that keeps it exact with two decimals.

    >>> money(Decimal(5_400_000_000)), money(Decimal(1_234_567_000))
    ('5,4 tỷ', '1.234.567.000')
    """
    for size, word in _MAGNITUDES:
        share = value / size
        if share >= 1 and share == share.quantize(_CENT):
            return f"{plain_number(share)} {word}"
    return plain_number(value)


def share_of(part: Decimal, whole: Decimal) -> Decimal:
    """Return a percentage with two decimals: never 100 while something is missing, never 0 while there is something.

    >>> share_of(Decimal(99_999), Decimal(100_000)), share_of(Decimal(1), Decimal(3))
    (Decimal('99.99'), Decimal('33.33'))
    """
    found = (part * _WHOLE / whole).quantize(_CENT, ROUND_HALF_UP)
    if found == _WHOLE and part != whole:
        return _WHOLE - _CENT if part < whole else _WHOLE + _CENT
    return _CENT if not found and part else found


def percentage(share: Decimal) -> str:
    """Write a percentage.

    >>> percentage(Decimal("97.60"))
    '97,6%'
    """
    return f"{plain_number(share)}%"
