"""Maps as the server draws them: tiles of one size, a dot for each place, or outlines where an operator gave some.

Each shape says its place and its number and opens the page behind it; the same rows stand in a table below. Hoàng Sa
and Trường Sa are on every map of the country, and on those of the provinces that they belong to.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from math import cos, radians, sqrt
from statistics import median

from binhyen.ui.components.bands import Bands
from binhyen.ui.components.charts import Mark, Under

Point = tuple[float, float]
"""Longitude and latitude."""
_TILE = (75, 38)
_GAP = 3
_FLAT = cos(radians(16))
"""How much narrower a degree of longitude is than one of latitude in the middle of the country."""
_FAR = 2.0
"""Degrees from the middle of a province beyond which a place is drawn in a box of its own."""


@dataclass(frozen=True, slots=True)
class Told:
    """A place with what the map says of it. `code` finds it on the layout; `short` is its name on phones."""

    code: str
    name: str
    mark: Mark
    short: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class Tile:
    """Where a place's tile lies; an isle is drawn dashed and says whose part it is."""

    code: str
    column: int
    row: int
    short: str = ""
    isle: str = ""
    """The name of an archipelago that is drawn here; `code` is the province that it is part of."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One mark as drawn. `kind` is tile, dot or outline; `d` is the path of an outline."""

    kind: str
    look: str
    told: Told
    x: str = ""
    y: str = ""
    r: str = ""
    d: str = ""


@dataclass(frozen=True, slots=True)
class Isle:
    """An archipelago beside the province that it is part of."""

    x: str
    y: str
    name: str
    part_of: str


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """A map, its key and what its table says. `name` is its id on the page."""

    name: str
    title: str
    width: int
    height: int
    shapes: tuple[Shape, ...]
    bands: Bands
    table: tuple[Told, ...] = ()
    """Every place that was told, drawn or not, in the order that it was told."""
    isles: tuple[Isle, ...] = ()
    note: str = ""
    head: str = ""
    value_head: str = ""
    under: Under = field(default_factory=Under)
    table_href: str = ""
    """Where the table stands when a page of its own has it; "" for a table right below."""

    @property
    def unknown(self) -> bool:
        """Tell whether a place has no number, or one that can't be compared."""
        return any(shape.told.mark.value is None for shape in self.shapes)


@dataclass(frozen=True, slots=True)
class Frame:
    """What a map is called and how it is coloured, whatever its shapes."""

    name: str
    title: str
    bands: Bands
    note: str = ""
    head: str = ""
    value_head: str = ""
    under: Under = field(default_factory=Under)
    table_href: str = ""
    """Where the table stands when a page of its own has it; "" for a table right below."""


def tile_map(frame: Frame, tiles: Sequence[Tile], told: Mapping[str, Told]) -> MapDrawing:
    """Draw a tile for each place that the layout knows and something is told of."""
    wide, high = _TILE
    shapes = [
        Shape(
            "tile", frame.bands.look(one.mark.value), one, str(tile.column * wide + _GAP), str(tile.row * high + _GAP)
        )
        for tile in tiles
        if not tile.isle and (one := told.get(tile.code)) is not None
    ]
    isles = [
        Isle(str(tile.column * wide + 2 * _GAP + 2), str(tile.row * high + _GAP), tile.isle, told[tile.code].name)
        for tile in tiles
        if tile.isle and tile.code in told
    ]
    columns = max((tile.column for tile in tiles), default=0)
    rows = max((tile.row for tile in tiles), default=0)
    return _drawing(frame, ((columns + 1) * wide + 4 * _GAP + 6, (rows + 1) * high + 2 * _GAP), told, shapes, isles)


def dot_map(frame: Frame, places: Mapping[str, Point], told: Mapping[str, Told], width: int = 460) -> MapDrawing:
    """Draw a dot for each place whose position is known; far islands of a province lie in a box at its side."""
    known = {code: places[code] for code in told if code in places}
    if not known:
        return _drawing(frame, (width, 0), told, ())
    near, far = _near_and_far(known)
    edge = 14
    project = _fit(list(near.values()), width - (96 if far else 0), edge)
    height = round(max(project(point)[1] for point in near.values())) + edge
    size = max(2.5, min(9.0, 0.42 * sqrt((width - 2 * edge) * (height - 2 * edge) / len(known))))
    shapes = [_dot(frame, told[code], project(point), size) for code, point in near.items()]
    column = width - 48
    shapes += [_dot(frame, told[code], (column, 30 + 44 * at), 9.0) for at, code in enumerate(sorted(far))]
    isles = [Isle(str(column - 46), str(10 + 44 * at), told[code].name, "") for at, code in enumerate(sorted(far))]
    return _drawing(frame, (width, max(height, 44 * len(far) + 20)), told, shapes, isles)


def outline_map(
    frame: Frame, outlines: Mapping[str, Sequence[Sequence[Point]]], told: Mapping[str, Told], width: int = 460
) -> MapDrawing:
    """Draw the outline of each place that has one, as rings of points."""
    known = {code: rings for code, rings in outlines.items() if code in told and rings}
    points = [point for rings in known.values() for ring in rings for point in ring]
    if not points:
        return _drawing(frame, (width, 0), told, ())
    project = _fit(points, width, 6)
    height = round(max(project(point)[1] for point in points)) + 6
    shapes = [
        Shape("outline", frame.bands.look(told[code].mark.value), told[code], d=_path(rings, project))
        for code, rings in known.items()
    ]
    return _drawing(frame, (width, height), told, shapes)


def _drawing(
    frame: Frame, size: tuple[int, int], told: Mapping[str, Told], shapes: Sequence[Shape], isles: Sequence[Isle] = ()
) -> MapDrawing:
    drawn = tuple(sorted(shapes, key=lambda shape: shape.told.own))  # one's own lies above its neighbours
    return MapDrawing(
        frame.name,
        frame.title,
        *size,
        drawn,
        frame.bands,
        tuple(told.values()),
        tuple(isles),
        frame.note,
        frame.head,
        frame.value_head,
        frame.under,
        frame.table_href,
    )


def _near_and_far(places: Mapping[str, Point]) -> tuple[dict[str, Point], dict[str, Point]]:
    """Part the islands that lie far off; a map of the whole country has none."""
    middle = (median(x for x, _ in places.values()), median(y for _, y in places.values()))
    spread = median(_apart(point, middle) for point in places.values())
    far = {code: point for code, point in places.items() if _apart(point, middle) > max(_FAR, 6 * spread)}
    return {code: point for code, point in places.items() if code not in far}, far


def _apart(one: Point, other: Point) -> float:
    return max(abs(one[0] - other[0]), abs(one[1] - other[1]))


class _Fit:
    """Longitude and latitude into pixels, north up, as wide as asked."""

    def __init__(self, west: float, north: float, scale: float, edge: int) -> None:
        self._west, self._north, self._scale, self._edge = west, north, scale, edge

    def __call__(self, point: Point) -> Point:
        x = (point[0] - self._west) * _FLAT * self._scale + self._edge
        return x, (self._north - point[1]) * self._scale + self._edge


def _fit(points: Sequence[Point], width: int, edge: int, tallest: int = 620) -> _Fit:
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    across = (width - 2 * edge) / max((east - west) * _FLAT, 0.05)
    down = (tallest - 2 * edge) / max(north - south, 0.05)
    return _Fit(west, north, min(across, down), edge)


def _dot(frame: Frame, told: Told, at: Point, size: float) -> Shape:
    return Shape("dot", frame.bands.look(told.mark.value), told, f"{at[0]:.1f}", f"{at[1]:.1f}", f"{size:.1f}")


def _path(rings: Sequence[Sequence[Point]], project: _Fit) -> str:
    drawn = (" ".join(f"{x:.1f},{y:.1f}" for x, y in map(project, ring)) for ring in rings)
    return "".join(f"M{points}Z" for points in drawn)


def values_of(told: Mapping[str, Told]) -> list[Decimal]:
    """Return the numbers of a map, for its bands."""
    return [one.mark.value for one in told.values() if one.mark.value is not None]
