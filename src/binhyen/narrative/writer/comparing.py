"""Phrases that follow the numbers: more, less or the same as a year before; a target reached or missed."""

from dataclasses import dataclass
from decimal import Decimal

from binhyen.indicators.rules.catalogue import Indicator
from binhyen.indicators.rules.cells import CellKey
from binhyen.kernel.amounts import Amount, Bound, Said, exactly
from binhyen.narrative.writer.facts import Facts
from binhyen.narrative.writer.numerals import MONEY, money, padded, percentage, plain_number, share_of
from binhyen.narrative.writer.pieces import Number, Piece, Says, Text

_LOWER = {Bound.OVER, Bound.AT_LEAST}
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Compared:
    """A cell with what it says now and said before."""

    cell: CellKey
    indicator: Indicator
    now: Amount
    before: Amount
    link: str
    noun: str


def change(cell: CellKey, indicator: Indicator, facts: Facts, noun: str = "") -> tuple[Piece, ...]:
    """Say how a cell changed: "tăng 12 mô hình (22,22%) so với năm 2024"; nothing where nothing is known of before.

    Shares are compared by their percentage, in words alone. Amounts with a bound are compared where they can be.
    """
    since = f"so với {facts.names['kỳ trước']}"
    if cell in facts.unclear:
        return (Text(f"không so sánh được với {facts.names['kỳ trước']} do {facts.unclear[cell]}", unclear=True),)
    now, before = facts.of(cell), facts.before.get(cell)
    if before is None or not (_is_number(now.amount) and _is_number(before.amount)):
        return ()
    one = Compared(cell, indicator, now.amount, before.amount, now.link, noun or indicator.unit)
    if one.now.denominator is not None or one.before.denominator is not None:
        return _of_shares(one, facts)
    if Bound.EXACT == one.now.bound == one.before.bound:
        return (*_difference(one, facts.period), Text(f" {since}"))
    way = _sure_way(one.now, one.before)
    return (Text(f"{way} {since}"),) if way else ()


def _is_number(amount: Amount) -> bool:
    return amount.counts


def _difference(one: Compared, period: str) -> tuple[Piece, ...]:
    gap = one.now.number - one.before.number
    if not gap:
        return (Text("không thay đổi"),)
    way, direction = ("tăng", "up") if gap > 0 else ("giảm", "down")
    size = abs(gap)
    words = money(size) if one.indicator.unit == MONEY else _count(size, one.indicator)
    said = Number(words, one.cell, exactly(size), period, one.link, Says.CHANGE, direction=direction)
    unit = f" {one.noun}"
    if not one.before.number or one.indicator.unit == "%":
        return Text(f"{way} "), said, Text(unit)
    share = share_of(size, one.before.number)
    percent = Number(
        percentage(share), one.cell, exactly(share), period, one.link, Says.CHANGE_PERCENT, direction=direction
    )
    return Text(f"{way} "), said, Text(f"{unit} ("), percent, Text(")")


def _count(size: Decimal, indicator: Indicator) -> str:
    return padded(size) if indicator.whole else plain_number(size)


def _of_shares(one: Compared, facts: Facts) -> tuple[Piece, ...]:
    if not (one.now.denominator and one.before.denominator):
        return ()
    now = share_of(one.now.number, one.now.denominator)
    before = share_of(one.before.number, one.before.denominator)
    way = "không thay đổi" if now == before else "cao hơn" if now > before else "thấp hơn"
    return (Text(f"{way} so với {facts.names['kỳ trước']}"),)


def _sure_way(now: Amount, before: Amount) -> str:
    """Return the way that bounds leave no doubt about."""
    if now.bound in _LOWER and before.bound in {Bound.EXACT, Bound.NEARLY} and now.number >= before.number:
        return "tăng"
    if before.bound in _LOWER and now.bound in {Bound.EXACT, Bound.NEARLY} and now.number <= before.number:
        return "giảm"
    return ""


def against_target(cell: CellKey, facts: Facts) -> tuple[Piece, ...]:
    """Say how far a target was reached: "đạt 120% chỉ tiêu kế hoạch, vượt chỉ tiêu đề ra"; nothing without one."""
    target, now = facts.targets.get(cell), facts.of(cell)
    if not target or not now.amount.counts:
        return ()
    share = share_of(now.amount.number, target)
    hedge = {Bound.EXACT: "", Bound.NEARLY: "gần", Bound.ABOUT: "khoảng"}.get(now.amount.bound, "hơn")
    said = Number(percentage(share), cell, exactly(share), facts.period, now.link, Says.OF_TARGET, hedge)
    return Text("đạt "), said, Text(f" chỉ tiêu kế hoạch{_verdict(share, now.amount.bound)}")


def _verdict(share: Decimal, bound: Bound) -> str:
    if share > _HUNDRED and bound not in {Bound.NEARLY, Bound.ABOUT}:
        return ", vượt chỉ tiêu đề ra"
    if share < _HUNDRED and bound not in {*_LOWER, Bound.ABOUT}:
        return ", chưa đạt chỉ tiêu đề ra"
    return ""


def said_nothing(amount: Amount) -> bool:
    """Tell whether there was nothing of the kind: said on purpose, a plain zero, or none of so many."""
    return amount.said is Said.NOTHING or (amount.said is Said.NUMBER and not amount.number)
