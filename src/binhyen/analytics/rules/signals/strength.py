"""From a chance to the strength of a signal: one scale for all, so that weights can be compared."""

from binhyen.analytics.rules.signals.chances import surprise

FULL_STRENGTH = 6.0
"""One in a million and rarer are equally strong: no model of honest reports is better than that."""
SHOWN_FROM = 0.25
"""Weaker signals are not told: what one report in thirty shows by chance is nothing to ask somebody about."""


def strength_of(chance: float, tried: int = 1) -> float:
    """Return the strength of what had this chance, when `tried` things were looked at for it (Bonferroni).

    >>> strength_of(0.001)
    0.5
    """
    return round(min(1.0, surprise(min(1.0, chance * tried)) / FULL_STRENGTH), 3)


def one_in(chance: float) -> int:
    """Return a chance as "1 in so many", rounded down to one digit; a million stands for anything rarer.

    >>> one_in(0.00123)
    800
    """
    number = int(min(1e6, 1 / max(chance, 1e-9)))
    size: int = 10 ** max(0, len(str(number)) - 1)
    return number // size * size
