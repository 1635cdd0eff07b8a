"""Writes to the map: the country's layers, and residential areas."""

from binhyen.places.actions.areas import (
    Ground,
    dissolve_area,
    found_area,
    found_areas,
    merge_areas,
    rename_area,
    settle_area,
    split_area,
)
from binhyen.places.actions.loading import Loaded, load_places
from binhyen.places.rules.areas import AreaDraft, AreaPart

__all__ = [
    "AreaDraft",
    "AreaPart",
    "Ground",
    "Loaded",
    "dissolve_area",
    "found_area",
    "found_areas",
    "load_places",
    "merge_areas",
    "rename_area",
    "settle_area",
    "split_area",
]
