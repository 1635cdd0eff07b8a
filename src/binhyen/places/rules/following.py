"""How a residential area follows its commune: it stays itself while the commune moves, merges and is renamed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from binhyen.places.rules.lineage import Became

FOLLOWS = "theo xã, phường, đặc khu"
"""Source of a version that began because the commune above changed, not by a decision on the area."""


@dataclass(frozen=True, slots=True)
class Stay:
    """Under which commune, on which path, an area lay from a day until the day before another."""

    commune: int
    path: str
    valid_from: date
    valid_to: date | None = None


def follow(commune: int, since: date, stays: Sequence[Stay], wholes: Mapping[int, Became]) -> tuple[Stay, ...]:
    """Return where an area of `commune` lies from `since` on.

    `stays` are the days and paths of the commune and of all that it may have become; `wholes` gives for a commune the
    one that took in the whole of it. Where a commune was split, its areas' stay ends: into which part each went has to
    be entered from the resolution.
    """
    found: list[Stay] = []
    place: int | None = commune
    day = since
    while place is not None:
        own = sorted((one for one in stays if one.commune == place), key=lambda one: one.valid_from)
        left = [one for one in own if one.valid_to is None or one.valid_to > day]
        found += [Stay(place, one.path, max(one.valid_from, day), one.valid_to) for one in left]
        step = wholes.get(place)
        place = step.new if step else None
        day = step.on if step else day
    return tuple(_joined(found))


def _joined(stays: Sequence[Stay]) -> list[Stay]:
    """Join neighbours on the same path: a commune's new name is no news of its areas."""
    joined: list[Stay] = []
    for stay in stays:
        if joined and joined[-1].path == stay.path and joined[-1].valid_to == stay.valid_from:
            stay = Stay(stay.commune, stay.path, joined.pop().valid_from, stay.valid_to)  # noqa: PLW2901 - the joined one
        joined.append(stay)
    return joined
