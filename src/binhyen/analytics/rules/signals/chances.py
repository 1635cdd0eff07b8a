"""How likely something is by chance: exact tails of small counts, without a library. Floats are probabilities here.

Every function is deterministic. Amounts of figures stay Decimal; only chances are floats.
"""

from collections.abc import Iterable, Sequence
from math import comb, erfc, exp, lgamma, log, log10, sqrt

LEAST = 1e-12
"""Chances below this are not told apart: the models are not that good."""
_STEPS = 500
_TINY = 1e-15


def surprise(chance: float) -> float:
    """Return how surprising a chance is, in powers of ten: 3.0 is one in a thousand. Never below 0 or above 12."""
    return max(0.0, -log10(min(1.0, max(LEAST, chance))))


def at_least(count: int, chances: Iterable[float]) -> float:
    """Return the chance that `count` or more of independent events happen, each with its own chance (Poisson binomial).

    >>> round(at_least(2, [0.5, 0.5]), 2)
    0.25
    """
    spread = [1.0]
    for chance in chances:
        spread = [
            (spread[at] if at < len(spread) else 0.0) * (1 - chance) + (spread[at - 1] * chance if at else 0.0)
            for at in range(len(spread) + 1)
        ]
    return min(1.0, sum(spread[max(0, count) :]))


def binomial_at_least(count: int, tries: int, chance: float) -> float:
    """Return the chance of `count` or more hits in `tries`."""
    if count <= 0:
        return 1.0
    return min(1.0, sum(comb(tries, k) * chance**k * (1 - chance) ** (tries - k) for k in range(count, tries + 1)))


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def beta_binomial_at_least(count: int, tries: int, a: float, b: float) -> float:
    """Return the chance of `count` or more hits in `tries` when the hit rate itself varies as a beta of (a, b)."""
    if count <= 0:
        return 1.0
    base = _log_beta(a, b)
    parts = (comb(tries, k) * exp(_log_beta(k + a, tries - k + b) - base) for k in range(count, tries + 1))
    return min(1.0, sum(parts))


def two_sided(z: float) -> float:
    """Return the chance of a normal value as far from its middle as `z` or farther."""
    return erfc(abs(z) / sqrt(2))


def gamma_below(shape: float, value: float) -> float:
    """Return the chance that a gamma value of this shape (scale 1) is at most `value`: the regularised series."""
    if value <= 0:
        return 0.0
    if value > shape + 40 * sqrt(shape) + 40:
        return 1.0
    term = total = 1 / shape
    for step in range(1, _STEPS):
        term *= value / (shape + step)
        total += term
        if term < total * _TINY:
            break
    return min(1.0, total * exp(shape * log(value) - value - lgamma(shape)))


def chi_square_below(freedom: float, value: float) -> float:
    """Return the chance that a chi-square value is at most `value`."""
    return gamma_below(freedom / 2, value / 2)


def chi_square_above(freedom: float, value: float) -> float:
    """Return the chance that a chi-square value is at least `value`."""
    return max(0.0, 1 - chi_square_below(freedom, value))


def same_by_chance(mean: float) -> float:
    """Return about how likely two independent counts of this mean are the same number.

    Two Poisson counts of mean m agree with chance near 1 / (2 √(π m)); for means below one it tends to 1.
    """
    return min(1.0, 1 / sqrt(1 + 4 * 3.14159265 * max(0.0, mean)))


def median(values: Sequence[float]) -> float:
    """Return the middle value; 0 of nothing."""
    ordered, half = sorted(values), len(values) // 2
    if not ordered:
        return 0.0
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def spread(values: Sequence[float]) -> float:
    """Return a standard deviation that a few strange values do not move: 1.4826 × the median distance."""
    middle = median(values)
    return 1.4826 * median([abs(one - middle) for one in values])
