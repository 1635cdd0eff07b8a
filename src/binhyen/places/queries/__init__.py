"""Reads of the map on any day."""

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
    "ancestors_of",
    "areas_under",
    "children_of",
    "communes_under",
    "history_of",
    "label_of",
    "place_named",
    "scopes_of",
    "search_places",
    "version_on",
    "versions_in_force",
    "versions_on",
    "versions_under_any",
]
