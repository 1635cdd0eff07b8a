"""Loading a newer map over an older one adds and closes, and moves residential areas along."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from binhyen.kernel.actors import SYSTEM
from binhyen.kernel.findings import Forbidden
from binhyen.places.actions import AreaDraft, Ground, Loaded, found_area, load_places
from binhyen.places.models import LoadedLayer, Place, PlaceVersion
from binhyen.places.queries import history_of, place_named
from binhyen.places.rules.chronicle import EPOCH, NATION, Chronicle, Layers, Unit, chronicle, same_spelling
from binhyen.places.rules.kinds import PlaceKind
from binhyen.places.rules.packs import MapRow, UnitRow
from binhyen.places.rules.steps import Amendment, Joining, Step

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 5, tzinfo=UTC)
FOUNDED, MERGED = Ground(date(2022, 1, 1), "NQ 1"), date(2025, 7, 1)


def row(code: str, kind: PlaceKind, parent: str, name: str = "", instrument: str = "") -> UnitRow:
    return UnitRow(code, kind, name or f"Nơi {code}", parent, instrument)


OLD = (
    row("01", PlaceKind.PROVINCE, "VN"),
    row("001", PlaceKind.RURAL_DISTRICT, "01"),
    *(row(code, PlaceKind.COMMUNE, "001") for code in ("00001", "00002", "00003", "00004")),
)
TODAY = (
    row("01", PlaceKind.PROVINCE, "VN"),
    row("00001", PlaceKind.COMMUNE, "01", instrument="NQ 2025"),
    row("00004", PlaceKind.WARD, "01", instrument="NQ 2026"),
)
LAYERS = Layers(
    first=OLD,
    second=OLD,
    second_day=date(2025, 6, 30),
    today=TODAY,
    map_rows=(
        MapRow("00001", "00001", whole=True),
        MapRow("00002", "00001", whole=True),
        MapRow("00003", "00001", whole=False),
        MapRow("00003", "00004", whole=False),
        MapRow("00004", "00004", whole=True),
    ),
    steps=(),
    amendments=(Amendment("NQ 2026", date(2026, 4, 30), PlaceKind.COMMUNE),),
    resolutions={"01": "NQ 2025"},
    sources=("một", "hai", "ba"),
)


def older_map() -> Chronicle:
    """What was known before the merger of 2025."""
    told = Chronicle()
    told.tell(EPOCH, {one.code: Unit(told.key_for(one.code, EPOCH), one) for one in (NATION, *OLD)}, "một")
    return told


def village_in(code: str) -> int:
    commune = place_named(code, FOUNDED.on)
    draft = AreaDraft(PlaceKind.VILLAGE, f"Thôn {code}")
    return found_area(commune_id=commune.place_id, draft=draft, ground=FOUNDED, by=SYSTEM, at=AT).place_id


def stays(area: int) -> list[tuple[int | None, date | None]]:
    return [(one.parent_id, one.valid_to) for one in history_of(area)]


def test_a_newer_map_adds_and_closes_and_moves_areas_along() -> None:
    assert load_places(older_map(), by=SYSTEM, at=AT) == Loaded(places=7, versions=7, lineage=0)
    old = {code: place_named(code, FOUNDED.on).place_id for code in ("00001", "00002", "00003")}
    whole, absorbed, split = (village_in(code) for code in old)
    assert stays(whole) == [(old["00001"], None)]

    loaded = load_places(chronicle(LAYERS), by=SYSTEM, at=AT)

    assert loaded == Loaded(places=2, versions=3, lineage=5)
    merged = place_named("00001", MERGED).place_id
    assert stays(whole) == [(old["00001"], MERGED), (merged, None)]
    assert stays(absorbed) == [(old["00002"], MERGED), (merged, None)]
    assert stays(split) == [(old["00003"], MERGED)]
    assert load_places(chronicle(LAYERS), by=SYSTEM, at=AT) == Loaded()


def test_a_newer_map_may_be_told_at_once() -> None:
    load_places(chronicle(LAYERS), by=SYSTEM, at=AT)
    at_once = sorted(PlaceVersion.objects.values_list("code", "valid_from", "valid_to", "kind"))
    PlaceVersion.objects.all().delete()
    Place.objects.all().delete()
    LoadedLayer.objects.all().delete()
    load_places(older_map(), by=SYSTEM, at=AT)
    load_places(chronicle(LAYERS), by=SYSTEM, at=AT)
    assert sorted(PlaceVersion.objects.values_list("code", "valid_from", "valid_to", "kind")) == at_once


def test_only_the_system_loads() -> None:
    with pytest.raises(Forbidden) as refusal:
        load_places(older_map(), by=replace(SYSTEM, account_id=1), at=AT)
    assert refusal.value.code == "places.not_system"
    assert not Place.objects.exists()


def test_what_both_layers_say_is_one_version() -> None:
    told = chronicle(LAYERS)
    assert [one.valid_from for one in told.close() if one.row.code == "001"] == [EPOCH]


def test_a_unit_that_differs_between_layers_is_inferred_and_one_that_ended_has_no_successor() -> None:
    changed = (replace(OLD[2], kind=PlaceKind.TOWNSHIP), *OLD[3:5], *OLD[:2])
    told = chronicle(replace(LAYERS, second=changed, map_rows=LAYERS.map_rows[:4]))
    versions = {(one.row.code, one.valid_from): one for one in told.close()}
    assert versions["00001", LAYERS.second_day].inferred
    assert versions["00004", EPOCH].valid_to == LAYERS.second_day
    assert f"00004@{EPOCH}" not in {one.old for one in told.lineage}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("Hoà Mục", "Hòa Mục", True), ("Sĩ Bình", "Sỹ Bình", True), ("B'Lao", "B’Lao", True), ("Trà", "Trí", False)],
)
def test_spelling_is_no_new_name(one: str, other: str, same: bool) -> None:
    assert same_spelling(one, other) is same


def test_a_step_merges_absorbs_changes_recodes_and_ends() -> None:
    step = Step(
        on=date(2024, 12, 1),
        instrument="NQ 2024",
        before=(row("00001", PlaceKind.COMMUNE, "001", "Cũ"), row("00009", PlaceKind.COMMUNE, "001")),
        merged=(Joining(row("00001", PlaceKind.WARD, "001", "Mới"), whole=("00001",), part=("00009",)),),
        changed={"00002": PlaceKind.WARD},
        recoded={"00003": "00009"},
        ended=frozenset({"00004"}),
    )
    told = chronicle(replace(LAYERS, steps=(step,), second=OLD[:2], map_rows=()))
    on_day = [one for one in told.close() if one.valid_from == step.on]
    assert {(one.row.code, one.row.name, one.row.kind) for one in on_day} == {
        ("00001", "Mới", PlaceKind.WARD),
        ("00002", "Nơi 00002", PlaceKind.WARD),
        ("00009", "Nơi 00003", PlaceKind.COMMUNE),
    }
    shares = {(one.old, one.share) for one in told.lineage if one.on == step.on}
    assert shares == {(f"00001@{EPOCH}", 1), (f"00009@{EPOCH}", None)}
