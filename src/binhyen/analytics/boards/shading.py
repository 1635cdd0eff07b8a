"""Small counts about people as those see them to whom the places do not belong: hidden, as on the pages of totals."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from binhyen.analytics.rules.answers import Cell
from binhyen.indicators.queries import catalogue
from binhyen.indicators.rules.guards import hide_parts, is_guarded
from binhyen.kernel.actors import SYSTEM, Actor
from binhyen.places.rules.kinds import Tier
from binhyen.reports.queries.provenance import LOW

Address = tuple[str, int | None, str, str]


def address_of(cell: Cell) -> Address:
    """Return what tells a cell of an answer apart."""
    return cell.indicator, cell.place_id, cell.period, cell.split


def hidden_in(actor: Actor, tier: Tier, cells: Sequence[Cell], own: Collection[int] = ()) -> frozenset[Address]:
    """Return the cells that this person is not told: small ones of low places, and what would give them away.

    Parts are hidden among the places of a period as well as among the splits of a place. `own` are places whose
    figures the person's own post told.
    """
    if actor is SYSTEM or tier not in LOW:
        return frozenset()
    known = catalogue().indicators
    guarded = [one for one in cells if one.place_id not in own and is_guarded(known[one.indicator])]
    among_places: dict[object, list[Cell]] = defaultdict(list)
    among_splits: dict[object, list[Cell]] = defaultdict(list)
    for one in guarded:
        among_places[one.indicator, one.period, one.split].append(one)
        among_splits[one.indicator, one.period, one.place_id].append(one)
    groups = (*among_places.values(), *among_splits.values())
    return frozenset(address for group in groups for address in _hidden(group))


def _hidden(group: Sequence[Cell]) -> list[Address]:
    indicator = catalogue().indicators[group[0].indicator]
    shown = hide_parts([one.amount for one in group], indicator)
    return [address_of(one) for one, told in zip(group, shown, strict=True) if told.hidden]
