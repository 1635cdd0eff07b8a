"""Targets against results: how far a commitment is, with the gap; unknown where only a bound is known. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from binhyen.kernel.amounts import Amount, Bound, Said, Sum

_OPEN = {Bound.OVER, Bound.AT_LEAST, Bound.ABOUT, Bound.NEARLY, Bound.VAGUE}
_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Progress:
    """A result beside its target. `reached` None: it cannot be told; `gap` is what is missing, 0 once reached.

    `percent` is how much of the target is reached, rounded down; None without a number.
    """

    target: Amount
    result: Sum
    reached: bool | None = None
    gap: Decimal | None = None
    percent: int | None = None

    @property
    def shown(self) -> int:
        """The length of its bar, at most a hundred."""
        return min(self.percent or 0, _HUNDRED)


def progress(target: Amount, result: Sum) -> Progress:
    """Hold a result against a target; a share against a share of the same whole.

    A result of which only a lower bound is known reaches a target that it is not below, and is unknown else.

    >>> from binhyen.kernel.amounts import exactly
    >>> progress(exactly(200), Sum(Decimal(150))).gap
    Decimal('50')
    """
    if target.said is not Said.NUMBER or result.value is None:
        return Progress(target, result)
    wanted = _wanted(target, result)
    if wanted is None:
        return Progress(target, result)
    gap = max(wanted - result.value, Decimal(0))
    percent = int(result.value * _HUNDRED // wanted) if wanted else _HUNDRED
    if gap:
        return Progress(target, result, None if _may_be_more(result) else False, gap, percent)
    return Progress(target, result, None if result.bound in {Bound.NEARLY, Bound.ABOUT} else True, gap, percent)


def _wanted(target: Amount, result: Sum) -> Decimal | None:
    """Return the number that the target means: of a share, how many of the result's own whole."""
    if (target.denominator is None) != (result.denominator is None):
        return None
    if target.denominator is None or result.denominator is None:
        return target.number
    if not target.denominator:
        return None
    exact = target.number * result.denominator / target.denominator
    return exact.to_integral_value(rounding="ROUND_CEILING")


def _may_be_more(result: Sum) -> bool:
    return bool(result.vague) or result.bound in _OPEN - {Bound.NEARLY}


@dataclass(frozen=True, slots=True)
class YearsReached:
    """How a yearly target fared: years that reached it, did not, or cannot be told; part-years are not judged."""

    by_year: Mapping[int, Progress]
    part_years: frozenset[int] = frozenset()

    @property
    def reached(self) -> int:
        """Whole years that reached the target."""
        return sum(1 for one in self._judged() if one.reached)

    @property
    def judged(self) -> int:
        """Whole years of which it can be told."""
        return sum(1 for one in self._judged() if one.reached is not None)

    def _judged(self) -> list[Progress]:
        return [one for number, one in self.by_year.items() if number not in self.part_years]
