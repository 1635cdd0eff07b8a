"""How many people live where: communes by their kind and lognormal, residential areas lognormal within them."""

import math

from binhyen.places.rules.kinds import PlaceKind
from binhyen.workshop.rules.simulating.chance import normal_of, number

_MIDDLE = {PlaceKind.WARD: 38_000, PlaceKind.SPECIAL_ZONE: 9_000, PlaceKind.TOWNSHIP: 13_000}
_OTHERS = 21_000
_SMALL = 0.33
"""Communes of the map before July 2025 were a third of today's."""
_PEOPLE_AN_AREA = 980
_LEAST_AREAS, _MOST_AREAS = 3, 120


def people_of(seed: int, code: str, kind: PlaceKind, *, before: bool) -> int:
    """Return how many people live in a commune."""
    middle = _MIDDLE.get(kind, _OTHERS) * (_SMALL if before else 1)
    return max(300, round(middle * math.exp(0.55 * normal_of(number(seed, "people", code, before)))))


def areas_of(people: int) -> int:
    """Return how many residential areas a commune has: some 100,000 in the nation."""
    return max(_LEAST_AREAS, min(_MOST_AREAS, round(people / _PEOPLE_AN_AREA)))


def split_of(seed: int, code: str, people: int, areas: int) -> list[int]:
    """Return how many of a commune's people live in each of its areas: nobody is lost."""
    weights = [math.exp(0.5 * normal_of(number(seed, "area", code, one))) for one in range(areas)]
    total, before, found = sum(weights), 0, []
    for end in _running(weights):
        upto = round(people * end / total)
        found.append(upto - before)
        before = upto
    return found


def _running(weights: list[float]) -> list[float]:
    found, summed = [], 0.0
    for one in weights:
        summed += one
        found.append(summed)
    return found
