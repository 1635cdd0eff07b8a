"""Years added up: the parts of a span, one sum for each indicator, what a signed summary would say otherwise today."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from binhyen.kernel.amounts import Amount, Bound, Said, Sum, add_up
from binhyen.kernel.periods import Period, span, year
from binhyen.kernel.ports import CountedRow

SPAN, TODAY = "span", "today"


@dataclass(frozen=True, slots=True)
class Part:
    """One calendar year of a span, as far as it lies inside; `partial` marks a year that is cut off."""

    year: int
    period: Period
    partial: bool

    @property
    def code(self) -> str:
        """The year as text: what figures of the part are kept under."""
        return str(self.year)


def parts_of(since: date, until: date) -> tuple[Part, ...]:
    """Return the years of a span; the first and the last may be part-years.

    >>> [(one.year, one.partial) for one in parts_of(date(2013, 8, 1), date(2015, 12, 31))]
    [(2013, True), (2014, False), (2015, False)]
    """
    found = []
    for number in range(since.year, until.year + 1):
        whole = year(number)
        inside = span(max(since, whole.start), min(until, whole.end))
        found.append(Part(number, inside, inside != whole))
    return tuple(found)


def amount_of(row: CountedRow) -> Amount:
    """Return what a counted row says, as an amount that adds up."""
    if row.bound is Bound.VAGUE:
        return Amount(Said.VAGUE, bound=Bound.VAGUE, words=row.words)
    value = row.numerator if row.value is None else row.value
    return Amount(Said.NUMBER, value, row.denominator, row.bound)


def sums(rows: Iterable[CountedRow]) -> dict[str, Sum]:
    """Add the rows of each indicator; they never overlap. Vague words stay beside the sum and make it a lower bound."""
    found: dict[str, list[Amount]] = {}
    for row in rows:
        found.setdefault(row.indicator, []).append(amount_of(row))
    return {code: add_up(amounts) for code, amounts in found.items()}


@dataclass(frozen=True, slots=True)
class Changed:
    """An indicator of which the sources say something else now than when the summary was signed."""

    indicator: str
    signed: Sum
    now: Sum


def changed(signed: Mapping[str, Sum], now: Mapping[str, Sum], order: Sequence[str]) -> list[Changed]:
    """Return what differs, in the order of the catalogue: numbers, denominators, bounds or vague words."""
    nothing = Sum()
    found = [Changed(code, signed.get(code, nothing), now.get(code, nothing)) for code in order]
    return [one for one in found if _said(one.signed) != _said(one.now)]


def _said(one: Sum) -> tuple[object, ...]:
    return one.value, one.denominator, one.bound if one else Bound.EXACT, tuple(sorted(one.vague))
