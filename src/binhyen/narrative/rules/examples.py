"""Examples for the reader out of what people decided: a sentence counts when everything in it was judged or is sure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from binhyen.indicators.rules.cells import parse_cell_key
from binhyen.kernel.amounts import Amount, Bound, Said
from binhyen.narrative.rules.deciding import TAKEN, Decision
from binhyen.narrative.rules.figures import Measure
from binhyen.narrative.rules.keeping import ExampleText, Gold, example_of

_LONGEST = 1_900
_DIGITS = re.compile(r"\d")
_BESIDE_VALUE = frozenset({Bound.EXACT, Bound.VAGUE})


@dataclass(frozen=True, slots=True)
class Judged:
    """A figure as it was read, and what a person decided; `cell` and `amount` where they decided something."""

    start: int
    end: int
    decision: Decision
    sure: bool
    indicator: str
    read: Amount
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    dims: Mapping[str, str] | None = None
    period: str = ""
    place: str = ""
    measure: str = Measure.LEVEL
    duplicate: bool = False
    cell: str = ""
    amount: Amount | None = None


def examples_of(
    text: str, sentences: Sequence[tuple[int, int]], judged: Sequence[Judged], left_out: Sequence[int]
) -> Iterator[ExampleText]:
    """Yield the sentences that can be examples, masked, with their figures.

    A sentence counts when a person confirmed, changed or struck out a figure of it, and every other figure of it was
    read with certainty. One that holds a figure which the system never keeps does not.
    """
    rows = sorted(judged, key=lambda one: one.start)
    at = 0
    barred = sorted(left_out)
    for start, end in sentences:
        while at < len(rows) and rows[at].start < start:
            at += 1
        first = at
        while at < len(rows) and rows[at].start < end:
            at += 1
        if at > first and end - start <= _LONGEST and not any(start <= one < end for one in barred):
            yield from _example(text, (start, end), rows[first:at])


def _example(text: str, span: tuple[int, int], rows: Sequence[Judged]) -> Iterator[ExampleText]:
    told = {*TAKEN, Decision.MISREAD}
    if not any(one.decision in told for one in rows) or not all(one.decision in told or one.sure for one in rows):
        return
    start = span[0]
    gold = [_gold(one, start) for one in rows if one.decision is not Decision.MISREAD]
    if any(one is None for one in gold) or not all(_agrees(text, one) for one in rows):
        return
    wrong = [(one.start - start, one.end - start) for one in rows if one.decision is Decision.MISREAD]
    yield example_of(text[span[0] : span[1]], [one for one in gold if one is not None], wrong)


def _agrees(text: str, one: Judged) -> bool:
    """Tell whether what was decided can be what is printed: somebody may have added two numbers of a sentence."""
    if one.amount is None or one.amount.said is not Said.NUMBER or one.amount == one.read:
        return True
    numbers = [number for number in (one.amount.value, one.amount.denominator) if number is not None]
    decided = "".join(_digits(str(number)) for number in numbers)
    return decided == "".join(_digits(part) for part in text[one.start : one.end].split("/"))


def _digits(text: str) -> str:
    return "".join(_DIGITS.findall(text)).strip("0")


def _gold(one: Judged, start: int) -> Gold | None:
    amount = one.amount if one.amount is not None else one.read
    dims = dict(one.dims or {})
    indicator = one.indicator
    if one.cell:
        cell = parse_cell_key(one.cell)
        dims = {**(dims if cell.indicator == indicator else {}), **cell.split}
        indicator = cell.indicator
    value: int | float | dict[str, int | float] | None = None
    if one.low is not None and one.high is not None:
        value = {"min": _plain(one.low), "max": _plain(one.high)}
    elif amount.said is Said.NUMBER and amount.value is not None:
        value = _plain(amount.value)
        if amount.denominator is not None:
            value = {"numerator": _plain(amount.value), "denominator": _plain(amount.denominator)}
    elif amount.said is not Said.VAGUE:
        return None
    return Gold(one.start - start, one.end - start, indicator, value, one.unit, _qualifiers(one, amount, dims))


def _qualifiers(one: Judged, amount: Amount, dims: Mapping[str, str]) -> dict[str, str | bool]:
    said: dict[str, str | bool] = dict(dims)
    if one.period:
        said["period"] = one.period
    if one.place:
        said["place"] = one.place
    if one.measure != Measure.LEVEL:
        said["measure"] = str(one.measure)
    if amount.bound not in _BESIDE_VALUE:
        said["qualifier"] = amount.bound.value
    if amount.said is Said.VAGUE:
        said["vague"] = True
    if one.duplicate:
        said["duplicate"] = True
    return said


def _plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)
