"""Where places lie on drawings: tiles for provinces, and the middle of each commune as latitude and longitude."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import cos, pi, sin, sqrt

import yaml

from binhyen.places.rules.packs import FOLDER, read_positions

_SEED = pi * (3 - sqrt(5))
"""The angle at which seeds of a sunflower follow one another: however many there are, none hides another."""
_STEP = 0.012
"""About 1.3 km between places that are only known to have come to the same one."""


@dataclass(frozen=True, slots=True)
class Position:
    """The middle of a place. It is `near` when only what the place became is known to lie there."""

    lat: float
    lon: float
    near: bool = False


@dataclass(frozen=True, slots=True)
class ProvinceTile:
    """Where a province's tile lies in the grid, and its name on phones."""

    code: str
    short: str
    column: int
    row: int


@dataclass(frozen=True, slots=True)
class IsleTile:
    """Where an archipelago is drawn, and the code of the province that it is part of."""

    code: str
    name: str
    column: int
    row: int


@dataclass(frozen=True, slots=True)
class TileSet:
    """A grid of all provinces, for the days on which there were these."""

    first_day: date
    last_day: date | None
    tiles: tuple[ProvinceTile, ...]
    isles: tuple[IsleTile, ...]


@lru_cache(maxsize=1)
def tile_sets() -> tuple[TileSet, ...]:
    """Return the shipped grids, the oldest first."""
    files = sorted((FOLDER / "tiles").glob("*.yaml"))
    return tuple(_tile_set(yaml.safe_load(path.read_text(encoding="utf-8"))) for path in files)


def _tile_set(written: Mapping[str, object]) -> TileSet:
    tiles, isles = written["tiles"], written["isles"]
    first, last = written["first_day"], written["last_day"]
    assert isinstance(tiles, list) and isinstance(isles, list) and isinstance(first, date)  # noqa: PT018, S101 - a pack
    return TileSet(
        first,
        last if isinstance(last, date) else None,
        tuple(ProvinceTile(**one) for one in tiles),
        tuple(IsleTile(**one) for one in isles),
    )


def tiles_on(day: date) -> TileSet:
    """Return the grid of a day; the first one for days before it."""
    found = [one for one in tile_sets() if one.first_day <= day]
    return found[-1] if found else tile_sets()[0]


@lru_cache(maxsize=1)
def positions() -> Mapping[str, Position]:
    """Return the middle of each province and commune of 1 July 2025, by its code since then."""
    return {row.code: Position(float(row.lat), float(row.lon)) for row in read_positions()}


def between(found: Iterable[Position]) -> Position | None:
    """Return the place between positions, as what lies near them all; None of none."""
    listed = list(found)
    if not listed:
        return None
    return Position(
        sum(one.lat for one in listed) / len(listed), sum(one.lon for one in listed) / len(listed), near=True
    )


def spread(placed: Mapping[int, Position]) -> dict[int, Position]:
    """Part those that lie at the same point, like the seeds of a sunflower: in the order of their numbers."""
    heaps: dict[Position, list[int]] = defaultdict(list)
    for place_id, position in sorted(placed.items()):
        heaps[position].append(place_id)
    return {place_id: _seed(position, at) for position, heap in heaps.items() for at, place_id in enumerate(heap)}


def _seed(middle: Position, at: int) -> Position:
    far, angle = _STEP * sqrt(at), at * _SEED
    return Position(middle.lat + far * sin(angle), middle.lon + far * cos(angle), middle.near)
