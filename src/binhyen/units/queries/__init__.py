"""Reads of units, their representatives, committees, meetings and votes."""

from binhyen.units.queries.committees import (
    committee_of,
    committees_seen_by,
    meeting_seen_by,
    meetings_seen_by,
    memberships_on,
    posts_at,
    votes_on,
)
from binhyen.units.queries.units import (
    CommuneChoice,
    UnitFilter,
    communes_covered,
    counts_of,
    facts_on,
    kinds_of,
    posts_that_may_speak,
    scope_settings,
    unit_seen_by,
    units_represented,
    units_seen_by,
    units_under,
    voice_of,
)

__all__ = [
    "CommuneChoice",
    "UnitFilter",
    "committee_of",
    "committees_seen_by",
    "communes_covered",
    "counts_of",
    "facts_on",
    "kinds_of",
    "meeting_seen_by",
    "meetings_seen_by",
    "memberships_on",
    "posts_at",
    "posts_that_may_speak",
    "scope_settings",
    "unit_seen_by",
    "units_represented",
    "units_seen_by",
    "units_under",
    "voice_of",
    "votes_on",
]
