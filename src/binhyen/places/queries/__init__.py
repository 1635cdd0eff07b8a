"""Reads of the map on any day."""

from binhyen.places.queries.lineage import Kin, ends_of, kin_of, lineage_of, stays_of, used_codes
from binhyen.places.queries.versions import (
    ancestors_of,
    areas_under,
    children_of,
    communes_under,
    history_of,
    label_of,
    place_named,
    scopes_of,
    search_places,
    version_on,
    versions_in_force,
    versions_on,
    versions_under_any,
)

__all__ = [
    "Kin",
    "ancestors_of",
    "areas_under",
    "children_of",
    "communes_under",
    "ends_of",
    "history_of",
    "kin_of",
    "label_of",
    "lineage_of",
    "place_named",
    "scopes_of",
    "search_places",
    "stays_of",
    "used_codes",
    "version_on",
    "versions_in_force",
    "versions_on",
    "versions_under_any",
]
