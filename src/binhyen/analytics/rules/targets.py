"""What plans ask of places, as targets of periods: whose word holds, and when parts make a whole. Pure."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from binhyen.analytics.rules.questions import Target
from binhyen.kernel.periods import Period, span, year
from binhyen.plans.rules import addresses

_LAST_MONTH = 12
_Key = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class Aim:
    """What one task of a plan asks of a place: so much of an indicator in the plan's time."""

    indicator: str
    place_id: int
    period: str
    amount: Decimal
    task: int
    plan: int
    owner: int
    """The place whose plan it is."""
    depth: int
    """How far below the nation that place lies."""


def time_of(since: date, until: date) -> Period | None:
    """Return the period that a plan's targets are held against; None where no figures are of such days.

    Days that a code names are that period. Else a plan that goes on into December is one of its year: it begins when
    it is signed, and what was done before counts as well.

    >>> time_of(date(2026, 1, 20), date(2026, 12, 15)).code
    '2026'
    """
    exact = span(since, until)
    if not exact.of_days:
        return exact
    return year(until.year) if since.year == until.year and until.month == _LAST_MONTH else None


def targets_of(aims: Iterable[Aim]) -> tuple[Target, ...]:
    """Return a target for each indicator, place and period.

    The plans of the nearest place hold: what a place plans for itself answers what was asked from above, and is not
    added to it. Tasks of these plans are added.
    """
    groups = _grouped(aims, lambda one: (one.indicator, one.place_id, one.period))
    return tuple(_target(key, _nearest(same)) for key, same in sorted(groups.items()))


def whole_of(aims: Iterable[Aim], place_id: int, below: Collection[int]) -> tuple[Target, ...]:
    """Return the targets of a place that has none of its own where its own plans ask every place below for something.

    Targets of some places alone are no target of the whole.
    """
    listed = list(aims)
    own = {(one.indicator, one.period) for one in listed if one.place_id == place_id}
    parts = (one for one in listed if one.owner == place_id and one.place_id in set(below))
    groups = _grouped(parts, lambda one: (one.indicator, place_id, one.period))
    return tuple(
        _target(key, same)
        for key, same in sorted(groups.items())
        if (key[0], key[2]) not in own and {one.place_id for one in same} >= set(below)
    )


def _grouped(aims: Iterable[Aim], key: Callable[[Aim], _Key]) -> dict[_Key, list[Aim]]:
    found: dict[_Key, list[Aim]] = {}
    for one in aims:
        found.setdefault(key(one), []).append(one)
    return found


def _nearest(same: Collection[Aim]) -> list[Aim]:
    depth = max(one.depth for one in same)
    return [one for one in same if one.depth == depth]


def _target(key: _Key, aims: Collection[Aim]) -> Target:
    indicator, place_id, period = key
    amount = sum((one.amount for one in aims), Decimal(0))
    return Target(indicator, place_id, period, amount, home=_home(list(aims)))


def _home(aims: list[Aim]) -> str:
    """Return the page of the task, or of the plan's targets where several tasks make one."""
    return addresses.task(aims[0].task) if len(aims) == 1 else addresses.targets(aims[0].plan)
