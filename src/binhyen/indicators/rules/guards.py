"""What is never kept, shown or scored: small counts about people, places that are too small, measures of pressure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from binhyen.indicators.rules.catalogue import Indicator
from binhyen.places.rules.kinds import Tier

SMALL = 5
"""Counts below this are hidden where an indicator is not kept below the commune."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A value as it may be shown: with `hidden` it is None, and stands as "dưới 5" or "ẩn"."""

    value: Decimal | None
    hidden: bool = False


def hide_small(value: Decimal | None, indicator: Indicator, *, total: bool = False) -> Shown:
    """Hide a count under five of an indicator with a floor. Totals stand."""
    raise NotImplementedError


def hide_parts(values: Sequence[Decimal | None], indicator: Indicator) -> tuple[Shown, ...]:
    """Hide the small parts of a total that is shown, and one more where the total would give a hidden one away."""
    raise NotImplementedError


def may_be_kept_at(indicator: Indicator, tier: Tier) -> bool:
    """Tell whether figures of an indicator may be kept for places of a tier: not below its floor, never reader-only."""
    raise NotImplementedError


def scorable(indicator: Indicator) -> bool:
    """Tell whether a target, ranking, score or award rule may use it."""
    raise NotImplementedError
