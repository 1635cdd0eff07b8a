"""What a sample says of all units: the share whose result holds, with its interval. Of units, never of who works there.

Two intervals of 95 %. The usual one is Wilson's at the effective size of the stratified sample, with the correction for
finite populations. The sure one inverts the exact hypergeometric tails in each stratum, at 95 % for all strata together
(Bonferroni): wide, but its coverage needs no approximation. With one stratum it is the exact one.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import comb

LEVEL = 0.95
_Z = 1.959964


class Verdict(StrEnum):
    """What was found at a unit."""

    HOLDS = "holds"
    DIFFERS = "differs"
    CANNOT_TELL = "cannot_tell"
    """It could not be looked at: it is counted apart, and takes no part in the estimate."""


@dataclass(frozen=True, slots=True)
class Looked:
    """One stratum: how many units it has, how many were looked at, and of how many the result holds."""

    units: int
    looked_at: int
    hold: int


@dataclass(frozen=True, slots=True)
class Estimate:
    """The share whose result holds, of all units of the strata that were looked at, between 0 and 1."""

    rate: float
    low: float
    high: float
    surely_low: float
    surely_high: float
    units: int
    looked_at: int


def estimate(strata: Iterable[Looked]) -> Estimate | None:
    """Estimate from the strata in which anything was looked at; None where nothing was."""
    told = [one for one in strata if one.looked_at]
    if not told:
        return None
    units = sum(one.units for one in told)
    rate = sum(one.units * one.hold / one.looked_at for one in told) / units
    low, high = _usual(told, units, rate)
    surely_low, surely_high = _sure(told, units)
    return Estimate(
        rate, min(low, rate), max(high, rate), surely_low, surely_high, units, sum(x.looked_at for x in told)
    )


def _usual(strata: Sequence[Looked], units: int, rate: float) -> tuple[float, float]:
    """Return Wilson's interval at the size of a plain sample that varies as this one does, within what is possible."""
    middle = sum(one.units * (one.hold + 1) / (one.looked_at + 2) for one in strata) / units
    variance = sum(_variance(one, units) for one in strata)
    if variance <= 0:
        return rate, rate
    low, high = wilson(rate, middle * (1 - middle) / variance)
    fewest = sum(one.hold for one in strata)
    most = sum(one.units - one.looked_at + one.hold for one in strata)
    return max(low, fewest / units), min(high, most / units)


def _variance(stratum: Looked, units: int) -> float:
    """Return what a stratum adds to the variance; a share found 0 or 1 still varies (two are added, one of each)."""
    weight = stratum.units / units
    part = (stratum.hold + 1) / (stratum.looked_at + 2)
    unseen = (stratum.units - stratum.looked_at) / max(1, stratum.units - 1)
    return weight**2 * part * (1 - part) / stratum.looked_at * unseen


def wilson(rate: float, size: float) -> tuple[float, float]:
    """Return Wilson's score interval of a share found in a sample of this (effective) size."""
    square = _Z**2 / size
    middle = (rate + square / 2) / (1 + square)
    half = _Z / (1 + square) * (rate * (1 - rate) / size + square / (4 * size)) ** 0.5
    return max(0.0, middle - half), min(1.0, middle + half)


def _sure(strata: Sequence[Looked], units: int) -> tuple[float, float]:
    tail = (1 - LEVEL) / 2 / len(strata)
    ends = [exact(one, tail) for one in strata]
    return sum(low for low, _ in ends) / units, sum(high for _, high in ends) / units


def exact(stratum: Looked, tail: float) -> tuple[int, int]:
    """Return the fewest and most units whose result may hold, each side missed with a chance of `tail` at most."""
    first, last = stratum.hold, stratum.units - stratum.looked_at + stratum.hold

    def too_many_found(hold: int) -> bool:
        return _tail(stratum, hold, lambda found: found >= stratum.hold) > tail

    def too_few_found(hold: int) -> bool:
        return _tail(stratum, hold, lambda found: found <= stratum.hold) > tail

    return _first(first, last, too_many_found), -_first(-last, -first, lambda minus: too_few_found(-minus))


def _first(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """Return the first number from `low` to `high` for which a condition holds that stays true from there on."""
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low


def _tail(stratum: Looked, hold: int, wanted: Callable[[int], bool]) -> float:
    """Return the chance that a sample holds a wanted number when `hold` units of the stratum do (hypergeometric)."""
    others, ways = stratum.units - hold, comb(stratum.units, stratum.looked_at)
    counts = range(max(0, stratum.looked_at - others), min(hold, stratum.looked_at) + 1)
    return sum(comb(hold, n) * comb(others, stratum.looked_at - n) for n in counts if wanted(n)) / ways
