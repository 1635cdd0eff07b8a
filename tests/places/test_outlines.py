"""Boundaries from GeoJSON: what is wrong with a file, borders that stay shared, what a map of a day is drawn from."""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from binhyen.audit.models import Entry
from binhyen.kernel.actors import SYSTEM
from binhyen.kernel.findings import Forbidden, Refused
from binhyen.places.actions.outlines import OutlineFile, import_outlines
from binhyen.places.models import Outline, OutlineLayer, Place, PlaceVersion
from binhyen.places.queries import positions_of, versions_in_force
from binhyen.places.queries.outlines import layer_on, outlines_on
from binhyen.places.rules.drawing import Position, between, positions, spread
from binhyen.places.rules.kinds import PlaceKind, Tier
from binhyen.places.rules.outlines import STEPS, area_of, read_features, simplify
from tests.accounts.factories import a_land, ba_lan

AT = datetime(2026, 11, 5, 2, tzinfo=UTC)
DAY = date(2025, 7, 1)


def square(west: float, south: float, side: float = 1.0) -> list[list[float]]:
    east, north = west + side, south + side
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def feature(code: str, *rings: Any, kind: str = "Polygon", name: str = "ma") -> dict[str, Any]:
    coordinates: Any = [list(rings)] if kind == "MultiPolygon" else list(rings)
    return {"type": "Feature", "properties": {name: code}, "geometry": {"type": kind, "coordinates": coordinates}}


def collection(*features: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


# ---------------------------------------------------------------- reading


def test_rings_are_read_by_official_code_whatever_their_property_is_called() -> None:
    read = read_features(
        collection(feature("20", square(106, 21)), feature("24", square(107, 21), name="code")), ["20", "24"]
    )
    assert set(read.rings) == {"20", "24"}
    assert set(read.rings["20"][0]) == {(lon * STEPS, lat * STEPS) for lon in (106, 107) for lat in (21, 22)}
    assert not read.findings


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ([], "places.outlines_no_collection"),
        ({"type": "Topology"}, "places.outlines_no_collection"),
        (collection(feature("99", square(106, 21))), "places.outlines_unknown_code"),
        (collection(feature("20", square(106, 21), name="ten")), "places.outlines_unknown_code"),
        (collection("không phải đối tượng"), "places.outlines_unknown_code"),
        (collection(feature("20", square(106, 21), kind="LineString")), "places.outlines_no_polygon"),
        (collection(feature("20", [[106, 21], [107, 21], [106, 21]])), "places.outlines_no_polygon"),
        (collection(feature("20", [["a", "b"], [107, 21], [106, 22]])), "places.outlines_no_polygon"),
        (collection(feature("20", square(2_000_000, 500_000))), "places.outlines_outside"),
        (collection({"properties": {"ma": "20"}, "geometry": None}), "places.outlines_no_polygon"),
    ],
)
def test_a_file_that_is_no_map_is_refused_with_its_place(data: object, code: str) -> None:
    assert [one.code for one in read_features(data, ["20"]).refused] == [code]


def test_places_without_an_outline_are_named_but_not_refused() -> None:
    read = read_features(collection(feature("20", square(106, 21))), ["20", "22", "24"])
    assert [(one.code, one.params["count"]) for one in read.findings] == [("places.outlines_missing", 2)]
    assert not read.refused


# ---------------------------------------------------------------- simplifying


WIGGLES = st.lists(st.integers(-40, 40), min_size=5, max_size=25)


@given(WIGGLES, st.integers(0, 60))
def test_neighbours_keep_one_border(wiggles: list[int], tolerance: int) -> None:
    border = [(1000 + wiggle, at * 100) for at, wiggle in enumerate(wiggles)]
    west = (*border, (0, border[-1][1]), (0, 0))
    east = ((2000, 0), (2000, border[-1][1]), *reversed(border))
    simple = simplify({"west": [west], "east": [east]}, tolerance)
    inner = {node for node in border if node in set(simple["west"][0])}
    assert inner == {node for node in border if node in set(simple["east"][0])}
    assert {border[0], border[-1]} <= inner
    assert abs(area_of(simple["west"][0])) + abs(area_of(simple["east"][0])) == 2 * 2000 * border[-1][1]


def test_an_island_keeps_its_shape_and_a_place_its_largest_ring() -> None:
    tiny, large = ((0, 0), (2, 0), (1, 2)), ((100, 100), (108, 100), (104, 104))
    assert simplify({"a": [tiny, large]}, 50)["a"] == (large,)
    big = (*((at * 100, at * 7 % 3) for at in range(30)), (2900, 2000), (0, 2000))
    assert len(simplify({"a": [big]}, 10)["a"][0]) == 4


def test_a_hole_and_what_fills_it_have_the_same_border() -> None:
    hole = tuple((500 + x, 500 + y) for x, y in ((0, 0), (40, 3), (80, 0), (83, 40), (80, 80), (0, 80)))
    outer = ((0, 0), (2000, 0), (2000, 2000), (0, 2000))
    simple = simplify({"a": [outer, hole], "b": [hole[3:] + hole[:3]]}, 5)
    assert set(simple["a"][1]) == set(simple["b"][0])


# ---------------------------------------------------------------- taking in


@pytest.fixture
def provinces() -> list[Place]:
    return [a_place(code, name, lat) for code, name, lat in (("20", "Lạng Sơn", 1), ("24", "Bắc Ninh", 2))]


def a_place(code: str, name: str, _at: int, tier: Tier = Tier.PROVINCE, until: date | None = None) -> Place:
    place = Place.objects.create(tier=tier)
    PlaceVersion.objects.create(
        place=place,
        valid_from=date(2008, 8, 1),
        valid_to=until,
        code=code,
        name=name,
        kind=PlaceKind.PROVINCE,
        path=f"1.{place.pk}.",
        fold=name,
        sort_key=name,
        source="thử",
    )
    return place


def a_file(*features: Any, day: date = DAY) -> OutlineFile:
    return OutlineFile(collection(*features), Tier.PROVINCE, day, "Sở Nông nghiệp và Môi trường", "Văn bản số 12")


@pytest.mark.django_db
def test_boundaries_are_taken_in_with_a_trace_and_replaced_as_a_whole(provinces: list[Place]) -> None:
    first = import_outlines(a_file(feature("20", square(106, 21)), feature("24", square(107, 21))), by=SYSTEM, at=AT)
    assert (first.places, first.points) == (2, 8)
    again = import_outlines(a_file(feature("20", square(106, 21))), by=SYSTEM, at=AT)
    assert OutlineLayer.objects.get() == again.layer
    assert [one.place_id for one in Outline.objects.all()] == [provinces[0].pk]
    assert [one.code for one in again.findings] == ["places.outlines_missing"]
    entry = Entry.objects.filter(action="places.import_outlines").latest("pk")
    assert entry.data["places"] == 1


@pytest.mark.django_db
def test_a_file_with_one_wrong_feature_changes_nothing(provinces: list[Place]) -> None:
    with pytest.raises(Refused) as refused:
        import_outlines(a_file(feature("20", square(106, 21)), feature("99", square(107, 21))), by=SYSTEM, at=AT)
    assert refused.value.code == "places.outlines_unknown_code"
    assert not OutlineLayer.objects.exists()


@pytest.mark.django_db
def test_nobody_but_the_system_takes_boundaries_in() -> None:
    with pytest.raises(Forbidden):
        import_outlines(a_file(), by=ba_lan(a_land()).actor, at=AT)


@pytest.mark.django_db
def test_a_map_takes_the_last_boundaries_before_its_day(provinces: list[Place]) -> None:
    import_outlines(a_file(feature("20", square(106, 21))), by=SYSTEM, at=AT)
    import_outlines(a_file(feature("20", square(105, 20)), day=date(2024, 1, 1)), by=SYSTEM, at=AT)
    days = [date(2020, 1, 1), date(2024, 12, 31), date(2026, 1, 1)]
    assert [layer.as_of.year for day in days if (layer := layer_on(Tier.PROVINCE, day))] == [2024, 2024, 2025]
    versions = {one.place_id: one for one in versions_in_force(DAY).select_related("place")}
    found = outlines_on(versions, DAY)
    assert {place_id: [set(ring) for ring in rings] for place_id, rings in found.items()} == {
        provinces[0].pk: [{(106.0, 21.0), (107.0, 21.0), (107.0, 22.0), (106.0, 22.0)}]
    }
    assert outlines_on({}, DAY) == {}


@pytest.mark.django_db
def test_the_command_says_what_it_took_in_and_what_is_wrong(
    provinces: list[Place], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--tier", "province", "--day", "2025-07-01", "--source", "Sở", "--licence", "văn bản"]

    def bring(*features: Any) -> None:
        path = tmp_path / "ranh-gioi.geojson"
        path.write_text(json.dumps(collection(*features)), encoding="utf-8")
        call_command("import_boundaries", str(path), *words)

    bring(feature("20", square(106, 21)))
    assert "Đã nhập ranh giới của 1 đơn vị, 4 điểm" in capsys.readouterr().out
    with pytest.raises(CommandError, match="99"):
        bring(feature("99", square(106, 21)))
    path = tmp_path / "ranh-gioi.geojson"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(CommandError, match="không phải JSON"):
        call_command("import_boundaries", str(path), *words)


# ---------------------------------------------------------------- positions


def test_every_unit_of_today_has_its_middle_in_the_country() -> None:
    found = positions()
    assert len(found) == 3321 + 34
    assert all(8 < one.lat < 24 and 102 < one.lon < 115 for one in found.values())


@given(st.integers(1, 400))
def test_places_at_one_point_are_spread_so_that_none_hides_another(many: int) -> None:
    found = spread({number: Position(21.0, 106.0) for number in range(many)})
    assert len(set(found.values())) == many
    assert found[0] == Position(21.0, 106.0)


def test_between_two_heirs_lies_the_middle() -> None:
    assert between([Position(20, 106), Position(22, 107)]) == Position(21, 106.5, near=True)
    assert between([]) is None


@pytest.mark.django_db
def test_an_old_place_lies_near_what_it_became() -> None:
    old = [a_place(code, name, 0, Tier.COMMUNE, until=DAY) for code, name in (("00001", "Một"), ("00002", "Hai"))]
    new = a_place("00004", "Ba Đình", 0, Tier.COMMUNE)
    lost = a_place("00003", "Ba", 0, Tier.COMMUNE, until=DAY)
    steps: Iterable[Place] = old
    for one in steps:
        one.became.create(to_place=new, on=DAY, share=1)
    found = positions_of(PlaceVersion.objects.all())
    assert lost.pk not in found
    assert found[new.pk] == positions()["00004"]
    assert all(found[one.pk].near for one in old)
    assert found[old[0].pk] != found[old[1].pk]
