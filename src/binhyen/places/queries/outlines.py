"""Boundaries that an operator imported, for maps of a day."""

from collections.abc import Mapping, Sequence
from datetime import date

from binhyen.places.models import Outline, OutlineLayer, PlaceVersion

Rings = Sequence[Sequence[tuple[float, float]]]


def layer_on(tier: str, day: date) -> OutlineLayer | None:
    """Return the boundaries of a tier for a day: the last ones before it, else the first ones after."""
    rows = OutlineLayer.objects.filter(tier=tier)
    return rows.filter(as_of__lte=day).order_by("-as_of").first() or rows.order_by("as_of").first()


def outlines_on(versions: Mapping[int, PlaceVersion], day: date) -> dict[int, Rings]:
    """Return the outlines of places, which are all of one tier; those without one are missing. Two queries."""
    one = next(iter(versions.values()), None)
    layer = None if one is None else layer_on(one.place.tier, day)
    if layer is None:
        return {}
    found = Outline.objects.filter(layer=layer).values_list("place_id", "rings")
    return {
        place_id: [[(x, y) for x, y in ring] for ring in rings] for place_id, rings in found if place_id in versions
    }
