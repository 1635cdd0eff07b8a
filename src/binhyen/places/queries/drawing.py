"""Where places lie on drawings of any day."""

from collections import defaultdict
from collections.abc import Iterable

from binhyen.places.models import PlaceVersion
from binhyen.places.queries.lineage import lineage_of
from binhyen.places.rules.chronicle import TWO_TIERS
from binhyen.places.rules.drawing import Position, between, positions, spread


def positions_of(versions: Iterable[PlaceVersion]) -> dict[int, Position]:
    """Return where places lie, by id; places of before 1 July 2025 lie near what they became.

    No free data of the middle of those older communes exists. Those that are not known to have become anything are
    missing.
    """
    listed = list(versions)
    known = positions()
    now = {one.place_id: known[one.code] for one in listed if _is_new(one) and one.code in known}
    old = [one.place_id for one in listed if not _is_new(one)]
    return now | spread(_near_heirs(old))


def _is_new(version: PlaceVersion) -> bool:
    return version.valid_to is None or version.valid_to > TWO_TIERS


def _near_heirs(place_ids: Iterable[int]) -> dict[int, Position]:
    wanted = list(place_ids)
    became: dict[int, set[int]] = defaultdict(set)
    for step in lineage_of(wanted):
        became[step.old].add(step.new)
    lasts = {place_id: _last(place_id, became) for place_id in wanted}
    codes = _codes({heir for heirs in lasts.values() for heir in heirs})
    known = positions()
    found = {
        place_id: between(known[codes[heir]] for heir in sorted(heirs) if codes.get(heir) in known)
        for place_id, heirs in lasts.items()
    }
    return {place_id: position for place_id, position in found.items() if position is not None}


def _last(place_id: int, became: dict[int, set[int]]) -> set[int]:
    """Return what a place is at last: what it became and what that became, or itself."""
    found, fresh, seen = set[int](), {place_id}, set[int]()
    while fresh:
        seen |= fresh
        found |= {one for one in fresh if one not in became}
        fresh = {new for one in fresh for new in became.get(one, ())} - seen
    return found


def _codes(place_ids: Iterable[int]) -> dict[int, str]:
    wanted = sorted(place_ids)
    found: dict[int, str] = {}
    for start in range(0, len(wanted), 900):
        rows = PlaceVersion.objects.filter(place_id__in=wanted[start : start + 900], valid_to=None)
        found |= dict(rows.values_list("place_id", "code"))
    return found
