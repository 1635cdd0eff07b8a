"""How each kind of check judges what cells say. What is not known never breaks a rule."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from statistics import median

from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.checks import Against, Check, CheckKind
from binhyen.indicators.rules.numerals import written
from binhyen.indicators.rules.typed import write_amount
from binhyen.kernel.amounts import Amount, Bound, Said, add_up, exactly, roughly

FEWEST_PEERS = 3
"""With fewer like reporters a median says nothing."""
FEWEST_COPIED = 5
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Values:
    """What the cells say now, said the period before and a year ago, and what like reporters say now.

    `on` is the day by which dated checks are chosen (the last of the data); None takes all.
    """

    now: Mapping[CellKey, Amount]
    before: Mapping[CellKey, Amount] = field(default_factory=dict)
    last_year: Mapping[CellKey, Amount] = field(default_factory=dict)
    peers: Mapping[CellKey, Sequence[Amount]] = field(default_factory=dict)
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """A check at its place in a form: the cells that it looks at, with their labels."""

    check: Check
    left: CellKey
    right: tuple[CellKey, ...]
    left_label: str
    right_label: str


@dataclass(frozen=True, slots=True)
class Span:
    """Between what a cell's number lies; `high` None has no end."""

    low: Decimal
    high: Decimal | None


_UNKNOWN = Span(_ZERO, None)


@dataclass(frozen=True, slots=True)
class Broken:
    """Where a rule is broken, and what its message says of it beside its labels."""

    where: CellKey
    params: Mapping[str, str]


def span_of(amount: Amount | None) -> Span | None:
    """Return what is known of a number: "hơn 200" has no end, "gần 200" no beginning; None when nothing is known."""
    if amount is None or not amount.counts:
        return None
    value = amount.number
    if amount.bound is Bound.EXACT:
        return Span(value, value)
    if amount.bound in {Bound.OVER, Bound.AT_LEAST}:
        return Span(value, None)
    return Span(_ZERO, value) if amount.bound is Bound.NEARLY else _UNKNOWN


def judge(spot: Spot, values: Values) -> Broken | None:
    """Return how a check is broken at its place, or nothing."""
    return _JUDGES[spot.check.kind](spot, values)


def _at_most(spot: Spot, values: Values) -> Broken | None:
    left, right = span_of(values.now.get(spot.left)), span_of(values.now.get(spot.right[0]))
    if left is None or right is None or right.high is None or left.low <= right.high * spot.check.factor:
        return None
    return _both(spot, values, factor=written(spot.check.factor))


def _needs(spot: Spot, values: Values) -> Broken | None:
    left, right = span_of(values.now.get(spot.left)), span_of(values.now.get(spot.right[0]))
    if left is None or right is None or left.low <= 0 or right.high != 0:
        return None
    return _both(spot, values)


def _total(spot: Spot, values: Values) -> Broken | None:
    whole, parts = span_of(values.now.get(spot.left)), [span_of(values.now.get(part)) for part in spot.right]
    if whole is None or not any(parts):
        return None
    low = sum((part.low for part in parts if part), _ZERO)
    highs = [part.high for part in parts if part and part.high is not None]
    high = sum(highs, _ZERO) if len(highs) == len(parts) else None
    too_small = spot.check.exact and high is not None and whole.low > high
    too_large = whole.high is not None and low > whole.high
    return _both(spot, values) if too_small or too_large else None


def _range(spot: Spot, values: Values) -> Broken | None:
    check, left = spot.check, span_of(values.now.get(spot.left))
    if left is None:
        return None
    below = check.least is not None and left.high is not None and left.high < check.least
    above = check.most is not None and left.low > check.most
    return _one(spot, values, least=_limit(check.least), most=_limit(check.most)) if below or above else None


def _jump(spot: Spot, values: Values) -> Broken | None:
    check, past = spot.check, _past(spot.check, values)
    now, before = span_of(values.now.get(spot.left)), span_of(past.get(spot.left))
    if now is None or before is None or before.high is None:
        return None
    if now.low < check.floor or now.low <= before.high * check.factor:
        return None
    said = write_amount(past[spot.left])
    return _one(spot, values, before=said, factor=written(check.factor), floor=written(check.floor))


def _drop(spot: Spot, values: Values) -> Broken | None:
    check, past = spot.check, _past(spot.check, values)
    now, before = span_of(values.now.get(spot.left)), span_of(past.get(spot.left))
    if now is None or before is None or now.high is None:
        return None
    if before.low < check.floor or now.high * 100 >= before.low * (100 - check.percent):
        return None
    said = write_amount(past[spot.left])
    return _one(spot, values, before=said, percent=written(check.percent), floor=written(check.floor))


def _peers(spot: Spot, values: Values) -> Broken | None:
    check, now = spot.check, span_of(values.now.get(spot.left))
    if now is None or now.low < check.floor:
        return None
    known = [one.number for one in values.peers.get(spot.left, ()) if one.counts]
    if len(known) < FEWEST_PEERS:
        return None
    middle = median(known)
    if now.low <= middle * check.factor:
        return None
    return _one(spot, values, right=written(middle), factor=written(check.factor), floor=written(check.floor))


def _share(spot: Spot, values: Values) -> Broken | None:
    amount = values.now.get(spot.left)
    span = span_of(amount)
    if amount is None or span is None or amount.denominator is None or span.low <= amount.denominator:
        return None
    return Broken(spot.left, {"left": written(amount.number), "right": written(amount.denominator)})


def _whole(spot: Spot, values: Values) -> Broken | None:
    amount = values.now.get(spot.left)
    numbers = [] if amount is None else [one for one in (amount.value, amount.denominator) if one is not None]
    return _one(spot, values) if any(one != one.to_integral_value() for one in numbers) else None


def _copied(spot: Spot, values: Values) -> Broken | None:
    """Compare the flows that say a number; that nothing happened twice in a row is no copy."""
    pairs = [(cell, values.now.get(cell), values.before.get(cell)) for cell in spot.right]
    asked = [(cell, now, before) for cell, now, before in pairs if now and now.said is Said.NUMBER and now.number]
    same = [cell for cell, now, before in asked if now == before]
    if len(same) < FEWEST_COPIED or len(same) * 100 < spot.check.percent * len(asked):
        return None
    params = {"left": str(len(same)), "right": str(len(asked)), "percent": written(spot.check.percent)}
    return Broken(same[0], params)


def _past(check: Check, values: Values) -> Mapping[CellKey, Amount]:
    return values.before if check.against is Against.BEFORE else values.last_year


def _one(spot: Spot, values: Values, **params: str) -> Broken:
    return Broken(spot.left, {"left": write_amount(values.now[spot.left]), **params})


def _both(spot: Spot, values: Values, **params: str) -> Broken:
    """Say both sides; several cells on the right are added up."""
    said = [values.now[cell] for cell in spot.right if cell in values.now]
    whole = add_up(said)
    added = exactly(_ZERO) if whole.value is None else roughly(whole.value, whole.bound)
    return _one(spot, values, right=write_amount(said[0] if len(spot.right) == 1 else added), **params)


def _limit(value: Decimal | None) -> str:
    return "" if value is None else written(value)


_JUDGES: Mapping[CheckKind, Callable[[Spot, Values], Broken | None]] = {
    CheckKind.AT_MOST: _at_most,
    CheckKind.TOTAL: _total,
    CheckKind.NEEDS: _needs,
    CheckKind.RANGE: _range,
    CheckKind.JUMP: _jump,
    CheckKind.DROP: _drop,
    CheckKind.PEERS: _peers,
    CheckKind.SHARE: _share,
    CheckKind.COPIED: _copied,
    CheckKind.WHOLE: _whole,
}
