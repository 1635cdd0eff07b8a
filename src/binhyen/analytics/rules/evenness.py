"""Shares of places that are more alike than chance makes them: a question, never a finding. Pure.

Among places that reach the same share, the shares still differ by chance: of few units more, of many less. Where they
differ far less than that (Pearson's statistic in its lowest hundredth), people may have worked towards a number; or all
may have been looked at alike and well. Nothing is said of few places or of few units. Floats are chances here.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from binhyen.analytics.rules.signals.chances import chi_square_below

FEWEST = 8
"""Of fewer places nothing is said."""
_EXPECTED = 2
"""As many units must be expected on either side in a place: the statistic is no chi-square below that."""
_CHANCE = 0.01
_MOST_OF_THEM = Decimal("0.9")


@dataclass(frozen=True, slots=True)
class Part:
    """So many of so many in a place."""

    part: Decimal
    whole: Decimal

    @property
    def share(self) -> Decimal:
        """The part as a share of one."""
        return self.part / self.whole


@dataclass(frozen=True, slots=True)
class Even:
    """So many of so many places whose shares lie between two."""

    inside: int
    places: int
    low: Decimal
    high: Decimal


def too_even(parts: Collection[Part]) -> Even | None:
    """Return the narrowest span with nine tenths of the places, where their shares are too alike to be by chance."""
    whole = sum((one.whole for one in parts), Decimal(0))
    share = sum((one.part for one in parts), Decimal(0)) / whole if whole else Decimal(0)
    weighed = [one for one in parts if one.whole * min(share, 1 - share) >= _EXPECTED]
    if len(weighed) < FEWEST or chance_of(weighed) >= _CHANCE:
        return None
    return _narrowest(sorted(one.share for one in weighed))


def chance_of(parts: Sequence[Part]) -> float:
    """Return how likely shares are at most so different when all places reach the same by chance."""
    whole = sum((one.whole for one in parts), Decimal(0))
    share = sum((one.part for one in parts), Decimal(0)) / whole
    if not 0 < share < 1:
        return 1.0
    apart = sum((one.whole * (one.share - share) ** 2 for one in parts), Decimal(0)) / (share * (1 - share))
    return chi_square_below(len(parts) - 1, float(apart))


def _narrowest(shares: Sequence[Decimal]) -> Even:
    count = -int(-len(shares) * _MOST_OF_THEM // 1)
    spans = [(shares[at + count - 1] - shares[at], at) for at in range(len(shares) - count + 1)]
    at = min(spans)[1]
    low, high = shares[at], shares[at + count - 1]
    return Even(sum(low <= one <= high for one in shares), len(shares), low, high)
