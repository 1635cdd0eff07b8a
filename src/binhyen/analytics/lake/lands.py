"""Lands: communes that became one another, or passed areas to one another, are one piece of ground for all time.

Who may speak for whom lies within one land, so what takes part can be resolved land by land: an heir's year with the
months of what it took in, a commune's report with those of a village that was moved to it.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from binhyen.places.models import Lineage, PlaceVersion
from binhyen.places.rules.kinds import Tier


def lands(links: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Return the land of each linked place: the smallest id of all that hang together. Others are their own land.

    >>> lands([(5, 3), (3, 9), (7, 8)])
    {5: 3, 3: 3, 9: 3, 7: 7, 8: 7}
    """
    roots: dict[int, int] = {}
    for one, other in links:
        low, high = sorted((_root(roots, one), _root(roots, other)))
        roots[high] = low
    return {place: _root(roots, place) for place in roots}


def _root(roots: dict[int, int], place: int) -> int:
    above = roots.setdefault(place, place)
    while above != roots[above]:
        roots[above] = above = roots[roots[above]]
    roots[place] = above
    return above


def links() -> Iterator[tuple[int, int]]:
    """Return communes that belong to one land, pair by pair: two queries over all places that ever changed."""
    homes = _homes()
    for old, new in Lineage.objects.values_list("from_place_id", "to_place_id"):
        yield from pairwise((*homes.get(old, ()), *homes.get(new, ())))
    for parents in homes.values():
        yield from pairwise(parents)


def _homes() -> Mapping[int, tuple[int, ...]]:
    """Return the communes in which areas ever lay; of a commune, itself."""
    found: dict[int, dict[int, None]] = {}
    rows = PlaceVersion.objects.filter(place__tier__in=(Tier.COMMUNE, Tier.AREA)).order_by("place_id", "valid_from")
    for place, parent, tier in rows.values_list("place_id", "parent_id", "place__tier").iterator():
        home = place if tier == Tier.COMMUNE else parent
        if home is not None:
            found.setdefault(place, {})[home] = None
    return {place: tuple(parents) for place, parents in found.items()}
