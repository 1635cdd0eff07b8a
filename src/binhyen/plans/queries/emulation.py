"""Reads of the contents of the emulation movement, as a province writes them."""

from binhyen.places.models import PlaceVersion
from binhyen.plans.models import EmulationContent
from binhyen.registers.queries.entries import province_of


def contents_of(place_path: str) -> dict[str, str]:
    """Return what the contents say in the province of a place, by number; those that nobody wrote are missing."""
    province = province_of(place_path)
    if not province:
        return {}
    place = PlaceVersion.objects.filter(path=province).values("place_id")[:1]
    rows = EmulationContent.objects.filter(province_id__in=place, superseded_at=None)
    return {str(number): text for number, text in rows.values_list("number", "text")}
