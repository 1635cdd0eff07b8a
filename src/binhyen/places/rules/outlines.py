"""Boundaries from a GeoJSON file: what is wrong with it, and outlines simple enough for a page. Pure.

Places are simplified together: a border that two of them share is cut into the same points for both, so that no gap and
no overlap comes between neighbours.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import hypot
from typing import Any

from binhyen.kernel.findings import Finding, Severity
from binhyen.kernel.marks import gettext_noop
from binhyen.places.rules.kinds import Tier

Node = tuple[int, int]
"""Longitude and latitude in steps of the grid."""
Ring = tuple[Node, ...]
STEPS = 10_000
"""Steps of the grid in a degree: about 11 metres."""
TOLERANCE = {Tier.PROVINCE: 100, Tier.COMMUNE: 15}
"""How far, in steps, a simplified border may lie from the given one."""
TIERS = tuple(TOLERANCE)
CODES = ("code", "ma", "ma_dvhc", "ma_tinh", "ma_xa", "CODE", "MA")
"""Properties that hold the official code, tried in this order where none is named."""
_WEST, _EAST, _SOUTH, _NORTH = 101, 119, 5, 25
_FEWEST = 4
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Read:
    """What a file says: rings by official code, and what is wrong with it."""

    rings: Mapping[str, tuple[Ring, ...]]
    findings: tuple[Finding, ...] = ()

    @property
    def refused(self) -> tuple[Finding, ...]:
        """What keeps it from being taken in."""
        return tuple(one for one in self.findings if one.severity is Severity.ERROR)


def read_features(data: object, known: Iterable[str], code_property: str = "") -> Read:
    """Read a FeatureCollection whose features name places by official codes; `known` are those of the day and tier."""
    if not isinstance(data, dict) or data.get("type") != "FeatureCollection" or not _is_list(data.get("features")):
        message = gettext_noop("The file is no GeoJSON FeatureCollection.")
        return Read({}, (Finding("places.outlines_no_collection", message),))
    rings: dict[str, list[Ring]] = defaultdict(list)
    findings: list[Finding] = []
    codes = set(known)
    for number, feature in enumerate(data["features"], start=1):
        code = _code(feature, code_property)
        found, wrong = _rings(feature, code, codes, number)
        rings[code] += found
        findings += wrong
    missing = sorted(codes - rings.keys())
    if missing:
        message = gettext_noop("%(count)s places have no outline in the file, among them %(codes)s.")
        params = {"count": len(missing), "codes": ", ".join(missing[:_SHOWN])}
        findings.append(Finding("places.outlines_missing", message, severity=Severity.WARNING, params=params))
    return Read({code: tuple(own) for code, own in rings.items() if own}, tuple(findings))


def _is_list(found: object) -> bool:
    return isinstance(found, list)


def _code(feature: Any, wanted: str) -> str:  # noqa: ANN401 - what JSON gives
    properties = feature.get("properties") if isinstance(feature, dict) else None
    told = properties if isinstance(properties, dict) else {}
    names = (wanted,) if wanted else CODES
    found = next((told[name] for name in names if told.get(name) not in (None, "")), "")
    return str(found).strip()


def _rings(feature: Any, code: str, codes: set[str], number: int) -> tuple[list[Ring], list[Finding]]:  # noqa: ANN401 - what JSON gives
    where = f"features/{number}"
    if code not in codes:
        message = gettext_noop("Feature %(number)s: “%(code)s” is no official code of such a place on the day.")
        params = {"number": number, "code": code[:40]}
        return [], [Finding("places.outlines_unknown_code", message, params=params, where=where)]
    try:
        return list(_polygons(feature["geometry"])), []
    except (KeyError, TypeError, ValueError) as fault:
        outside = isinstance(fault, _OutsideError)
        code_of, message = _OUTSIDE if outside else _NO_POLYGON
        return [], [Finding(code_of, message, params={"number": number, "code": code}, where=where)]


class _OutsideError(ValueError):
    """A point lies nowhere near the country."""


_OUTSIDE = (
    "places.outlines_outside",
    gettext_noop(
        "Feature %(number)s (%(code)s) lies outside Vietnam. Points must be longitude and latitude in degrees (WGS 84)."
    ),
)
_NO_POLYGON = (
    "places.outlines_no_polygon",
    gettext_noop("Feature %(number)s (%(code)s) is no polygon, or a ring of it has fewer than three corners."),
)


def _polygons(geometry: Mapping[str, Any]) -> Iterator[Ring]:
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind not in {"Polygon", "MultiPolygon"}:
        raise ValueError
    for polygon in coordinates if kind == "MultiPolygon" else [coordinates]:
        for ring in polygon:
            yield _ring(ring)


def _ring(points: Sequence[Sequence[float]]) -> Ring:
    nodes = [_node(point) for point in points]
    kept = [node for at, node in enumerate(nodes) if node != nodes[at - 1]]
    if len(set(kept)) < _FEWEST - 1:
        if len({(point[0], point[1]) for point in points}) >= _FEWEST - 1:
            return ()  # an islet smaller than the grid
        raise ValueError
    return tuple(kept)


def _node(point: Sequence[float]) -> Node:
    lon, lat = float(point[0]), float(point[1])
    if not (_WEST <= lon <= _EAST and _SOUTH <= lat <= _NORTH):
        raise _OutsideError
    return round(lon * STEPS), round(lat * STEPS)


# ---------------------------------------------------------------- simplifying together


def simplify(rings: Mapping[str, Sequence[Ring]], tolerance: int) -> dict[str, tuple[Ring, ...]]:
    """Return outlines with fewer points, borders alike on both sides; each place keeps at least its largest ring.

    Rings are open here: the last point leads to the first.
    """
    junctions = _junctions(ring for own in rings.values() for ring in own)
    cuts = _Cuts(tolerance)
    return {code: _kept([(ring, cuts.simple(ring, junctions)) for ring in own if ring]) for code, own in rings.items()}


def _kept(pairs: Sequence[tuple[Ring, Ring]]) -> tuple[Ring, ...]:
    found = tuple(simple for _, simple in pairs if len(simple) >= _FEWEST - 1)
    if found or not pairs:
        return found
    return (max((ring for ring, _ in pairs), key=lambda ring: abs(area_of(ring))),)


def area_of(ring: Ring) -> int:
    """Return twice the area of a ring in steps, its sign telling which way it turns."""
    return sum(x * ring[at - 1][1] - y * ring[at - 1][0] for at, (x, y) in enumerate(ring))


def _junctions(rings: Iterable[Ring]) -> set[Node]:
    """Return the points at which borders part: those whose neighbours are not the same everywhere."""
    beside: dict[Node, frozenset[Node]] = {}
    found: set[Node] = set()
    for ring in rings:
        for at, node in enumerate(ring):
            pair = frozenset((ring[at - 1], ring[(at + 1) % len(ring)]))
            if beside.setdefault(node, pair) != pair:
                found.add(node)
    return found


class _Cuts:
    """Simplifies arcs, each once for both of its sides."""

    def __init__(self, tolerance: int) -> None:
        self._tolerance = tolerance
        self._known: dict[Ring, Ring] = {}

    def simple(self, ring: Ring, junctions: set[Node]) -> Ring:
        ends = [at for at, node in enumerate(ring) if node in junctions]
        if len(ends) < 2:  # noqa: PLR2004 - an arc has two ends
            ends = _two_ends(ring)
        arcs = (self._arc(_between(ring, one, other)) for one, other in zip(ends, [*ends[1:], ends[0]], strict=True))
        return tuple(node for arc in arcs for node in arc[:-1])

    def _arc(self, arc: Ring) -> Ring:
        turned = arc[::-1] < arc
        given = arc[::-1] if turned else arc
        if given not in self._known:
            self._known[given] = _fewer(given, self._tolerance)
        found = self._known[given]
        return found[::-1] if turned else found


def _two_ends(ring: Ring) -> list[int]:
    """Cut a ring that touches nothing, or one thing: at its least point and at the one farthest from that."""
    first = min(range(len(ring)), key=lambda at: ring[at])
    x, y = ring[first]
    far = max(range(len(ring)), key=lambda at: (hypot(ring[at][0] - x, ring[at][1] - y), ring[at]))
    return sorted((first, far))


def _between(ring: Ring, one: int, other: int) -> Ring:
    return ring[one : other + 1] if one < other else ring[one:] + ring[: other + 1]


def _fewer(arc: Ring, tolerance: int) -> Ring:
    """Leave out points that lie nearer than the tolerance to the line between those that stay."""
    kept = {0, len(arc) - 1}
    left = [(0, len(arc) - 1)]
    while left:
        first, last = left.pop()
        far, at = max(((_off(arc[at], arc[first], arc[last]), at) for at in range(first + 1, last)), default=(0.0, 0))
        if far > tolerance:
            kept.add(at)
            left += [(first, at), (at, last)]
    return tuple(arc[at] for at in sorted(kept))


def _off(node: Node, first: Node, last: Node) -> float:
    """Return how far a point lies from a line between two others."""
    dx, dy = last[0] - first[0], last[1] - first[1]
    length = hypot(dx, dy)
    if not length:
        return hypot(node[0] - first[0], node[1] - first[1])
    return abs(dx * (node[1] - first[1]) - dy * (node[0] - first[0])) / length
