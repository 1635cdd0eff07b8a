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


def binomial_at_least(count: int, tries: int, chance: float) -> float:
    """Return the chance of `count` or more hits in `tries`."""
    if count <= 0:
        return 1.0
    return min(1.0, sum(comb(tries, k) * chance**k * (1 - chance) ** (tries - k) for k in range(count, tries + 1)))


def several_unlikely(chances: Sequence[float], most: int) -> float:
    """Return how likely it is that of independent things so many are so unlikely: the best of the first `most`.

    For each number of the least likely ones the binomial tail is taken; that several were tried is reckoned in.

    >>> round(several_unlikely([0.001, 0.5], 1), 4)
    0.002
    """
    ordered = sorted(chances)
    tails = [binomial_at_least(at + 1, len(ordered), one) for at, one in enumerate(ordered[:most])]
    return min(1.0, min(tails, default=1.0) * max(1, len(tails)))


_NODES = 24
"""Habits are looked at in so many steps, narrow where they are near none."""


def weighted_at_least(score: int, asked: Sequence[tuple[float, int]], correlation: float) -> float:
    """Return the chance that the weights of what happens sum up to `score` or more.

    `asked` are events with their chances and whole weights. They hang together by a habit of the same odds in all:
    their mean chance varies as a beta of this correlation (with equal chances and weights it is a beta-binomial).
    Where rare things hang together closely it comes out somewhat likelier than it is.

    >>> round(weighted_at_least(2, [(0.5, 1), (0.5, 1)], 1e-9), 2)
    0.25
    """
    usual = sum(chance for chance, _ in asked) / len(asked)
    if correlation <= _NO_CORRELATION:
        return _sum_at_least(score, asked)
    whole = 1 / correlation - 1
    habits = _habits(usual * whole, (1 - usual) * whole)
    parts = (mass * _sum_at_least(score, _shifted(asked, usual, habit)) for habit, mass in habits if mass > LEAST)
    return min(1.0, sum(parts))


def _habits(a: float, b: float) -> list[tuple[float, float]]:
    """Return chances between 0 and 1 with how likely a beta of (a, b) makes them: even steps of its log odds."""
    middle, wide = log(a / b), _FAR * sqrt(1 / a + 1 / b)
    low, high = max(-_ODDS, middle - wide), min(_ODDS, middle + wide)
    found = [1 / (1 + exp(-(low + (high - low) * (at + 0.5) / _NODES))) for at in range(_NODES)]
    masses = [exp(a * log(one) + b * log(1 - one)) for one in found]
    whole = sum(masses)
    return [(one, mass / whole) for one, mass in zip(found, masses, strict=True)]


def _shifted(asked: Sequence[tuple[float, int]], usual: float, habit: float) -> list[tuple[float, int]]:
    """Return the events with the odds of all of them changed as the habit changes those of the mean."""
    factor = habit / (1 - habit) / (usual / (1 - usual))
    return [(chance * factor / (1 - chance + chance * factor), weight) for chance, weight in asked]


def _sum_at_least(score: int, asked: Iterable[tuple[float, int]]) -> float:
    """Return the tail of a sum of independent weights: sums from `score` on are kept as one."""
    below, over = [1.0] + [0.0] * (score - 1), 0.0
    for chance, weight in asked:
        cut = max(0, score - weight)
        over += chance * sum(below[cut:])
        moved = [0.0] * min(weight, score) + below[:cut]
        below = [stay * (1 - chance) + come * chance for stay, come in zip(below, moved, strict=True)]
    return min(1.0, over)


_NO_CORRELATION, _FAR, _ODDS = 0.001, 6.0, 30.0


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
