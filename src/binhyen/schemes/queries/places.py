"""Places to which pages of a province's schemes are narrowed: not only those that the post covers."""

from datetime import date

from binhyen.kernel.actors import Actor
from binhyen.places.queries import label_of, versions_under_any
from binhyen.places.rules.kinds import Tier
from binhyen.registers.queries.entries import province_of
from binhyen.registers.queries.places import PlaceChoice

_MOST = 600
"""More places than this are no list to choose from: provinces alone are offered then."""


def province_places(actor: Actor, day: date) -> list[PlaceChoice]:
    """Return the provinces of a post with their districts and communes, those above first, then by name."""
    paths = tuple({province_of(scope) or scope for scope in actor.scopes})
    rows = versions_under_any(paths, day).filter(place__tier__in=(Tier.PROVINCE, Tier.DISTRICT, Tier.COMMUNE))
    listed = list(rows.select_related("place").order_by("sort_key", "code")[: _MOST + 1])
    if len(listed) > _MOST:
        listed = list(rows.filter(place__tier=Tier.PROVINCE).select_related("place").order_by("sort_key", "code"))
    found = [PlaceChoice(one.place_id, one.path, label_of(one), Tier(one.place.tier)) for one in listed]
    return sorted(found, key=lambda one: one.tier == Tier.COMMUNE)
