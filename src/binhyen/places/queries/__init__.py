"""Reads of the map on any day."""

from binhyen.places.queries.drawing import positions_of
from binhyen.places.queries.lineage import Kin, ends_of, kin_of, lineage_of, stays_of, used_codes
from binhyen.places.queries.story import Event, KindCount, counts_of_children, kinds_below, story_of, who_was
from binhyen.places.queries.versions import (
    ancestors_of,
    areas_under,
    children_of,
    communes_under,
    history_of,
    label_of,
    place_named,
    scopes_of,
    scopes_of_each,
    search_places,
    version_on,
    versions_in_force,
    versions_on,
    versions_under_any,
)

__all__ = [
    "Event",
    "Kin",
    "KindCount",
    "ancestors_of",
    "areas_under",
    "children_of",
    "communes_under",
    "counts_of_children",
    "ends_of",
    "history_of",
    "kin_of",
    "kinds_below",
    "label_of",
    "lineage_of",
    "place_named",
    "positions_of",
    "scopes_of",
    "scopes_of_each",
    "search_places",
    "stays_of",
    "story_of",
    "used_codes",
    "version_on",
    "versions_in_force",
    "versions_on",
    "versions_under_any",
    "who_was",
]
