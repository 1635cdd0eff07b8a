"""Where the places of a map lie on its day, and which drawings can be made of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from binhyen.analytics.boards.places import About
from binhyen.analytics.rules.pivots import Below
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import positions_of, versions_in_force
from binhyen.places.queries.outlines import outlines_on
from binhyen.places.rules.drawing import tiles_on
from binhyen.places.rules.kinds import Tier
from binhyen.ui.components.maps import Point, Tile


class Look(StrEnum):
    """How a map is drawn; the words stand in addresses."""

    TILES = "o"
    DOTS = "diem"
    OUTLINES = "ranh-gioi"


@dataclass(frozen=True, slots=True)
class Ground:
    """The places below one on a day, and what of a map is known of them."""

    day: date
    versions: Mapping[int, PlaceVersion]
    tiles: Sequence[Tile]
    points: Mapping[str, Point]
    outlines: Mapping[str, Sequence[Sequence[Point]]]
    near: bool
    """Whether positions are only those of what the places became."""

    @property
    def looks(self) -> tuple[Look, ...]:
        """Which drawings can be made, the best first."""
        known = ((Look.OUTLINES, self.outlines), (Look.TILES, self.tiles), (Look.DOTS, self.points))
        return tuple(look for look, found in known if found)


def ground(about: About, day: date) -> Ground:
    """Return the ground of a place's map; a place that has nothing below it to be drawn has an empty one."""
    tier = about.tier
    rows = versions_in_force(day).filter(place__tier=tier, path__under=about.place.path).select_related("place")
    versions = {row.place_id: row for row in rows} if about.below in {Below.PROVINCES, Below.COMMUNES} else {}
    found = positions_of(versions.values()) if tier == Tier.COMMUNE else {}
    return Ground(
        day,
        versions,
        _tiles(versions, day) if tier == Tier.PROVINCE else (),
        {str(place_id): (one.lon, one.lat) for place_id, one in found.items()},
        {str(place_id): rings for place_id, rings in outlines_on(versions, day).items()},
        any(one.near for one in found.values()),
    )


def _tiles(versions: Mapping[int, PlaceVersion], day: date) -> tuple[Tile, ...]:
    """Return the tiles of provinces by place id, and the archipelagos beside the provinces that they are part of."""
    ids = {version.code: str(place_id) for place_id, version in versions.items()}
    grid = tiles_on(day)
    tiles = [Tile(ids[one.code], one.column, one.row, one.short) for one in grid.tiles if one.code in ids]
    isles = [Tile(ids[one.code], one.column, one.row, isle=one.name) for one in grid.isles if one.code in ids]
    return (*tiles, *isles)
