"""Small counts about people as those see them to whom the places do not belong: hidden, with what gives them away."""

from collections.abc import Collection, Iterable, Sequence

from binhyen.analytics.rules.answers import Cell
from binhyen.analytics.rules.hiding import Address, sums_of
from binhyen.indicators.queries import catalogue
from binhyen.indicators.rules.guards import hide_small, is_guarded
from binhyen.indicators.rules.suppression import hidden_with
from binhyen.kernel.actors import SYSTEM, Actor
from binhyen.places.rules.kinds import Tier
from binhyen.reports.queries.provenance import LOW


def address_of(cell: Cell) -> Address:
    """Return what tells a cell of an answer apart."""
    return Address(cell.indicator, cell.place_id, cell.period, cell.split)


def hidden_in(
    actor: Actor, tier: Tier, cells: Sequence[Cell], own: Collection[int] = (), periods: Iterable[str] = ()
) -> frozenset[Address]:
    """Return the cells that this person is not told: small ones of low places, and what would give them away.

    Within one answer no hidden number is another one less those that are shown: over places, splits and periods, be the
    total in the answer or in one of its own. `own` are places whose figures the person's own post told; `periods` the
    codes that were asked for, also where nobody said anything.
    """
    if actor is SYSTEM or tier not in LOW:
        return frozenset()
    known = catalogue().indicators
    guarded = [one for one in cells if one.place_id not in own and is_guarded(known[one.indicator])]
    values = {address_of(one): one.amount for one in guarded}
    small = [one for one in values if hide_small(values[one], known[one.indicator]).hidden]
    if not small:
        return frozenset()
    times = {one.indicator: known[one.indicator].over_time for one in values}
    return hidden_with(small, values, sums_of(values, periods, times))
