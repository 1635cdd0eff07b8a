"""Layer 4, comparing: changes against another period, shares of what was just told."""

from typing import Protocol

from binhyen.narrative.reader.clauses import Item
from binhyen.narrative.reader.evidence import LEFT, Strengths
from binhyen.narrative.reader.figures import Measure
from binhyen.narrative.reader.frames import Match
from binhyen.narrative.reader.tokens import Tokens

UP = frozenset(("tăng", "cao", "nhiều"))
DOWN = frozenset(("giảm", "thấp", "ít"))
PASSED = frozenset(
    ("hơn", "thêm", "được", "là", "lên", "xuống", "khoảng", "còn", "ở", "mức", "tới", "đến", "trên", "gần", ",")
)
RATES = frozenset(("lệ", "đạt", "tức", "chiếm", "=", "(", "bằng", "là", "tương", "ứng", "đương"))
PARTS = frozenset(("gồm", "riêng", "thêm", "đó", ":", "bao"))
STILL = frozenset(("còn", "lên", "đến", "tới", "xuống"))


class Told(Protocol):
    """A figure that was told before."""

    item: Item
    match: Match


def compared(
    tokens: Tokens, item: Item, strengths: Strengths, told: Told | None
) -> tuple[Measure, dict[str, str], Match | None]:
    """Return the measure of an item, its direction, and the frame that it goes on, where it goes on one."""
    direction = _direction(tokens, item)
    if direction:
        strengths.all["m_change"] = LEFT
        measure = Measure.CHANGE_PERCENT if item.number.percent else Measure.CHANGE
        goes_on = told is not None and _goes_on(tokens, item, told)
        return measure, {"direction": direction}, told.match if told and goes_on else None
    if not item.number.percent:
        return Measure.LEVEL, {}, None
    if told is not None and _is_share_of(tokens, item, strengths, told):
        if _changes(told):
            strengths.all["m_change"] = LEFT
            return Measure.CHANGE_PERCENT, dict(getattr(told, "dims", {})), told.match
        return Measure.SHARE, {}, told.match
    return Measure.SHARE, {}, None


def as_part(tokens: Tokens, item: Item, match: Match | None, told: Told | None) -> Match | None:
    """Return the frame of the total for a part of it that only repeats the noun: "31 mô hình, gồm 28 mô hình …"."""
    if match is None or told is None or match.rule.asks or match.rule == told.match.rule:
        return match
    if not set(item.labels) & set(told.item.labels) or not told.match.rule.asks:
        return match
    gap = tokens.keys[told.item.noun : item.number.whole]
    listed = item.number.whole - told.item.own < 3 and told.item.part
    if not listed and not (PARTS.intersection(gap[-6:]) and len(gap) < 40):
        return match
    told.item.part = item.part = True
    return told.match


def _changes(told: Told) -> bool:
    return getattr(told, "measure", Measure.LEVEL) in {Measure.CHANGE, Measure.CHANGE_PERCENT}


def _direction(tokens: Tokens, item: Item) -> str:
    """Return up or down where "tăng" or "giảm" stands right before the number, or nothing."""
    at = item.number.whole - 1
    steps = 0
    while at >= item.left and steps < 3 and tokens.key(at) in PASSED:
        if tokens.key(at) in STILL and tokens.key(at - 1) not in UP | DOWN:
            return ""
        at, steps = at - 1, steps + 1
    key = tokens.key(at)
    if key in UP and (key == "tăng" or steps):
        return "up"
    if key in DOWN and (key == "giảm" or steps):
        return "down"
    return ""


def _goes_on(tokens: Tokens, item: Item, told: Told) -> bool:
    """Tell whether a change is one of the figure before: the same noun or none, within the same clause."""
    gap = tokens.keys[told.item.number.last : item.number.whole]
    if ";" in gap or "." in gap or len(gap) > 14:
        return False
    if item.number.percent or not item.labels:
        return True
    return bool(set(item.labels) & set(told.item.labels))


def _is_share_of(tokens: Tokens, item: Item, strengths: Strengths, told: Told) -> bool:
    """Tell whether a percentage is that of the figure before: "tỷ lệ 94%", "(đạt 94%)", with nothing else said."""
    gap = tokens.keys[told.item.own : item.number.whole]
    if ";" in gap or "." in gap or len(gap) > 9:
        return False
    near = tokens.keys[max(told.item.own, item.number.whole - 3) : item.number.whole]
    if not RATES.intersection(near):
        return False
    return not any(strength > 30 and label.startswith("n_") for label, strength in strengths.own.items())
