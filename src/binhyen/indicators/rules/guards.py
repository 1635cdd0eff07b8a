"""What is never kept, shown or scored: small counts about people, places that are too small, measures of pressure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from binhyen.indicators.rules.catalogue import Floor, Indicator, Kind
from binhyen.indicators.rules.forms import FilledBy
from binhyen.places.rules.kinds import Tier

SMALL = 5
"""Counts below this are hidden where an indicator is not kept below the commune."""
_BELOW_COMMUNE = frozenset({FilledBy.RESIDENTIAL_AREA, FilledBy.UNIT})


@dataclass(frozen=True, slots=True)
class Shown:
    """A value as it may be shown. With `hidden` the value is None and nothing may be said of it, not even "under 5"."""

    value: Decimal | None
    hidden: bool = False


HIDDEN = Shown(None, hidden=True)


def hide_small(value: Decimal | None, indicator: Indicator, *, total: bool = False) -> Shown:
    """Hide a count under five (also zero) of an indicator that is not kept below the commune. Totals stand.

    Of a share, give the numerator, and show its denominator only when this is shown. Parts of a total that is shown
    beside them go through `hide_parts`, since a lone hidden one could be reckoned from it.
    """
    small = value is not None and value < SMALL and is_guarded(indicator) and not total
    return HIDDEN if small else Shown(value)


def hide_parts(values: Sequence[Decimal | None], indicator: Indicator) -> tuple[Shown, ...]:
    """Hide the small parts of a total that is shown, and the next smallest where the total would give them away.

    One hidden part is the total less the others; several are known too when they add up to the least or the most that
    hidden ones can be. Empty parts (None) hide nothing.
    """
    shown = [hide_small(value, indicator) for value in values]
    if _given_away(values, shown):
        open_ones = [index for index, one in enumerate(shown) if not one.hidden and one.value is not None]
        if open_ones:
            shown[min(open_ones, key=lambda index: (values[index], index))] = HIDDEN
    return tuple(shown)


def _given_away(values: Sequence[Decimal | None], shown: Iterable[Shown]) -> bool:
    hidden = [value for value, one in zip(values, shown, strict=True) if one.hidden and value is not None]
    return len(hidden) == 1 or (bool(hidden) and sum(hidden) in {0, (SMALL - 1) * len(hidden)})


def is_guarded(indicator: Indicator) -> bool:
    """Tell whether small counts of an indicator are hidden: those about people whom a small place would recognise."""
    return indicator.floor is Floor.COMMUNE and bool({Kind.COUNT, Kind.RATIO} & set(indicator.kinds))


def may_be_kept_at(indicator: Indicator, tier: Tier) -> bool:
    """Tell whether figures of an indicator may be kept for places of a tier: not below its floor, never reader-only."""
    return indicator.in_forms and (indicator.floor is Floor.NONE or tier is not Tier.AREA)


def may_be_asked_of(indicator: Indicator, filled_by: FilledBy) -> bool:
    """Tell whether a form for these reporters may hold an indicator: residential areas and units are below communes."""
    return indicator.in_forms and (indicator.floor is Floor.NONE or filled_by not in _BELOW_COMMUNE)


def scorable(indicator: Indicator) -> bool:
    """Tell whether a target, ranking, score or award rule may use it.

    Tips, persuasion, arrests, commitments and mailbox counts never are: whoever is scored by them presses people.
    """
    return indicator.in_forms and indicator.scored
