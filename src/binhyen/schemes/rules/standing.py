"""How many of something stand, day by day."""

from collections.abc import Sequence
from datetime import date


def growth(spans: Sequence[tuple[date, date | None]], until: date) -> list[tuple[date, int]]:
    """Return how many of some spans stand, from each day on which that changes, up to `until`."""
    changes: dict[date, int] = {}
    for since, end in spans:
        if since <= until:
            changes[since] = changes.get(since, 0) + 1
        if end is not None and end <= until:
            changes[end] = changes.get(end, 0) - 1
    found, standing = [], 0
    for day in sorted(changes):
        standing += changes[day]
        found.append((day, standing))
    return found
