"""Residential areas, changed by decisions: each success with its trace, each refusal with nothing changed."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from binhyen.audit.models import Entry
from binhyen.kernel.actors import SYSTEM, Actor, Role
from binhyen.kernel.findings import Forbidden, Refusal, Refused
from binhyen.places.actions import (
    AreaDraft,
    AreaPart,
    Ground,
    dissolve_area,
    found_area,
    found_areas,
    merge_areas,
    rename_area,
    settle_area,
    split_area,
)
from binhyen.places.models import Lineage, Place, PlaceVersion
from binhyen.places.queries import areas_under, history_of, label_of, place_named, version_on
from binhyen.places.rules.kinds import PlaceKind
from tests.places.conftest import AT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("country_map")]

FOUNDED = Ground(date(2022, 1, 10), "Nghị quyết số 05/NQ-HĐND ngày 30/12/2021")
LATER = Ground(date(2023, 2, 1), "Nghị quyết số 09/NQ-HĐND ngày 20/01/2023")


def village(name: str, households: int | None = None, code: str = "") -> AreaDraft:
    return AreaDraft(PlaceKind.VILLAGE, name, households, code)


def commune(code: str = "06286", day: date = FOUNDED.on) -> PlaceVersion:
    """Xã Khánh Khê, Lạng Sơn."""
    return place_named(code, day)


def founded(*names: str, code: str = "06286") -> list[PlaceVersion]:
    return found_areas(
        commune_id=commune(code).place_id, drafts=[village(name) for name in names], ground=FOUNDED, by=SYSTEM, at=AT
    )


def actor(role: Role, path: str) -> Actor:
    return Actor(account_id=1, post_id=1, role=role, place_id=1, place_path=path, scopes=(path,))


def refused(code: str, deed: Callable[[], object]) -> None:
    before = list(PlaceVersion.objects.order_by("pk").values_list("pk", "valid_to", "name"))
    entries = Entry.objects.count()
    with pytest.raises(Refusal) as refusal:
        deed()
    assert refusal.value.code == code
    assert list(PlaceVersion.objects.order_by("pk").values_list("pk", "valid_to", "name")) == before
    assert Entry.objects.count() == entries


def test_founded_areas_get_codes_of_their_commune_and_a_trace() -> None:
    first, second = founded("Nà Lầu", "Bản Khính")
    assert [first.code, second.code] == ["06286-001", "06286-002"]
    assert label_of(first) == "Thôn Nà Lầu"
    assert first.instrument == FOUNDED.instrument
    assert [one.code for one in areas_under(commune().path, FOUNDED.on)] == ["06286-002", "06286-001"]
    entry = Entry.objects.get(action="places.area.found", subject_id=first.place_id)
    assert entry.data == {"code": "06286-001", "on": "2022-01-10"}


def test_an_area_follows_its_commune_through_the_merger_of_2025() -> None:
    (area,) = founded("Nà Lầu")
    before, after = history_of(area.place_id)
    assert (before.valid_to, after.valid_from) == (date(2025, 7, 1), date(2025, 7, 1))
    assert after.parent_id == place_named("06286", date(2025, 7, 1)).place_id
    assert after.parent_id != before.parent_id
    assert (after.code, after.name, after.instrument) == (before.code, before.name, "")


def test_an_area_of_a_commune_that_was_absorbed_goes_with_it() -> None:
    (area,) = founded("Pò Cại", code="06295")
    paths = [version.parent_id for version in history_of(area.place_id)]
    assert paths[:2] == [commune("06295").place_id, commune("06286").place_id]


def test_an_area_of_a_split_commune_ends_with_it_and_is_settled_by_a_decision() -> None:
    (area,) = founded("Cốc Cáng", code="06040")
    split_on = date(2024, 12, 1)
    assert history_of(area.place_id)[-1].valid_to == split_on
    heir = place_named("06025", split_on).place_id
    ground = Ground(split_on, "Nghị quyết số 12/NQ-HĐND")
    refused(
        "places.no_heir",
        lambda: settle_area(area_id=area.place_id, commune_id=commune().place_id, ground=ground, by=SYSTEM, at=AT),
    )
    settled = settle_area(area_id=area.place_id, commune_id=heir, ground=ground, by=SYSTEM, at=AT)
    assert (settled.place_id, settled.code, settled.parent_id) == (area.place_id, "06025-001", heir)
    assert Entry.objects.filter(action="places.area.settle", subject_id=area.place_id).count() == 1
    refused(
        "places.not_lost",
        lambda: settle_area(area_id=area.place_id, commune_id=heir, ground=ground, by=SYSTEM, at=AT),
    )


def test_merged_areas_end_and_become_a_new_one() -> None:
    first, second = founded("Nà Lầu", "Bản Khính")
    ids = [first.place_id, second.place_id]
    merged = merge_areas(area_ids=ids, into=village("Lầu Khính"), ground=LATER, by=SYSTEM, at=AT)
    assert merged.code == "06286-003"
    assert [one.name for one in areas_under(commune().path, LATER.on)] == ["Lầu Khính"]
    assert len(areas_under(commune().path, date(2023, 1, 31))) == 2
    assert set(Lineage.objects.filter(to_place=merged.place_id).values_list("share", flat=True)) == {Decimal(1)}
    assert Entry.objects.filter(action="places.area.merge").count() == 3
    assert {history_of(one)[-1].valid_to for one in ids} == {LATER.on}


def test_a_merger_may_keep_a_name_of_what_it_merges() -> None:
    first, second = founded("Nà Lầu", "Bản Khính")
    ids = [first.place_id, second.place_id]
    merged = merge_areas(area_ids=ids, into=village("Nà Lầu"), ground=LATER, by=SYSTEM, at=AT)
    assert merged.place_id not in ids


def test_a_split_keeps_unknown_shares_unknown() -> None:
    (area,) = founded("Nà Lầu")
    parts = [AreaPart(village("Nà Lầu 1")), AreaPart(village("Nà Lầu 2"))]
    new = split_area(area_id=area.place_id, parts=parts, ground=LATER, by=SYSTEM, at=AT)
    assert [one.code for one in new] == ["06286-002", "06286-003"]
    assert set(Lineage.objects.filter(from_place=area.place_id).values_list("share", flat=True)) == {None}


def test_a_renamed_area_stays_itself_on_the_later_map_too() -> None:
    (area,) = founded("Nà Lầu")
    draft = AreaDraft(PlaceKind.RESIDENTIAL_GROUP, "số 1")
    renamed = rename_area(area_id=area.place_id, draft=draft, ground=LATER, by=SYSTEM, at=AT)
    names = [(label_of(one), one.valid_from) for one in history_of(area.place_id)]
    assert names == [
        ("Thôn Nà Lầu", FOUNDED.on),
        ("Tổ dân phố số 1", LATER.on),
        ("Tổ dân phố số 1", date(2025, 7, 1)),
    ]
    assert (renamed.code, renamed.instrument) == ("06286-001", LATER.instrument)


def test_a_dissolved_area_ends_for_good_and_its_code_stays_closed() -> None:
    (area,) = founded("Nà Lầu")
    dissolve_area(area_id=area.place_id, ground=LATER, by=SYSTEM, at=AT)
    assert [one.valid_to for one in history_of(area.place_id)] == [LATER.on]
    again = found_area(commune_id=commune().place_id, draft=village("Nà Lầu"), ground=LATER, by=SYSTEM, at=AT)
    assert (again.code, again.place_id == area.place_id) == ("06286-002", False)


def test_bulk_founding_is_one_by_one() -> None:
    names = [f"Thôn {number}" for number in range(4)]
    together = founded(*names)
    single = [
        found_area(commune_id=commune("06298").place_id, draft=village(name), ground=FOUNDED, by=SYSTEM, at=AT)
        for name in names
    ]
    assert [one.name for one in together] == [one.name for one in single]
    assert [one.code[-3:] for one in together] == [one.code[-3:] for one in single]


@pytest.mark.parametrize(
    ("code", "draft", "ground"),
    [
        ("places.no_instrument", village("Nà Lầu"), Ground(FOUNDED.on, "  ")),
        ("places.no_area_kind", AreaDraft(PlaceKind.WARD, "Nà Lầu"), FOUNDED),
        ("places.no_name", village(" "), FOUNDED),
        ("places.code_shape", village("Nà Lầu", code="06295-001"), FOUNDED),
    ],
)
def test_founding_is_refused(code: str, draft: AreaDraft, ground: Ground) -> None:
    place_id = commune().place_id
    refused(code, lambda: found_area(commune_id=place_id, draft=draft, ground=ground, by=SYSTEM, at=AT))


def test_founding_is_refused_where_it_makes_no_sense() -> None:
    district = place_named("184", FOUNDED.on).place_id
    gone = commune("06295").place_id
    draft = village("Nà Lầu")
    today = Ground(date(2026, 1, 1), "QĐ")
    refused(
        "places.not_commune", lambda: found_area(commune_id=district, draft=draft, ground=FOUNDED, by=SYSTEM, at=AT)
    )
    refused("places.not_then", lambda: found_area(commune_id=gone, draft=draft, ground=today, by=SYSTEM, at=AT))


def test_a_code_that_was_ever_used_is_refused() -> None:
    (area,) = founded("Nà Lầu")
    dissolve_area(area_id=area.place_id, ground=LATER, by=SYSTEM, at=AT)
    draft = village("Bản Khính", code=area.code)
    place_id = commune().place_id
    refused("places.code_used", lambda: found_area(commune_id=place_id, draft=draft, ground=LATER, by=SYSTEM, at=AT))


def test_a_name_that_another_area_has_is_refused() -> None:
    founded("Nà Lầu")
    refused("places.name_taken", lambda: founded("NÀ LẦU"))
    refused("places.name_taken", lambda: founded("Bản Khính", "Bản khính"))


def test_changes_before_founding_after_the_end_or_before_a_later_one_are_refused() -> None:
    (area,) = founded("Nà Lầu")
    early = Ground(FOUNDED.on, "QĐ")
    refused("places.before_founding", lambda: dissolve_area(area_id=area.place_id, ground=early, by=SYSTEM, at=AT))
    rename_area(area_id=area.place_id, draft=village("Lầu"), ground=LATER, by=SYSTEM, at=AT)
    between = Ground(date(2022, 6, 1), "QĐ")
    refused("places.later_change", lambda: dissolve_area(area_id=area.place_id, ground=between, by=SYSTEM, at=AT))
    ended = Ground(date(2024, 1, 1), "QĐ")
    dissolve_area(area_id=area.place_id, ground=ended, by=SYSTEM, at=AT)
    refused("places.ended", lambda: dissolve_area(area_id=area.place_id, ground=ended, by=SYSTEM, at=AT))


def test_areas_of_two_communes_are_not_merged_nor_one_alone() -> None:
    (here,), (there,) = founded("Nà Lầu"), founded("Bản Khính", code="06298")

    def merged(*areas: PlaceVersion) -> object:
        ids = [one.place_id for one in areas]
        return merge_areas(area_ids=ids, into=village("Mới"), ground=LATER, by=SYSTEM, at=AT)

    refused("places.other_commune", lambda: merged(here, there))
    refused("places.too_few", lambda: merged(here, here))


def test_known_shares_must_make_a_whole() -> None:
    (area,) = founded("Nà Lầu")
    parts = [AreaPart(village("A"), Decimal("0.5")), AreaPart(village("B"), Decimal("0.4"))]
    refused("places.shares", lambda: split_area(area_id=area.place_id, parts=parts, ground=LATER, by=SYSTEM, at=AT))


def test_a_commune_is_no_area() -> None:
    refused("places.not_area", lambda: dissolve_area(area_id=commune().place_id, ground=LATER, by=SYSTEM, at=AT))


def test_only_the_commune_and_its_province_keep_the_list() -> None:
    province = place_named("lang-son", FOUNDED.on)
    mine = [actor(Role.COMMUNE_OFFICER, commune().path), actor(Role.PROVINCE_OFFICER, province.path)]
    for number, by in enumerate(mine):
        draft = village(f"Thôn {number}")
        assert found_area(commune_id=commune().place_id, draft=draft, ground=FOUNDED, by=by, at=AT).code
    strangers = [
        actor(Role.COMMUNE_OFFICER, commune("06298").path),
        actor(Role.AUDITOR, province.path),
        actor(Role.PROVINCE_OFFICER, place_named("bac-ninh", FOUNDED.on).path),
    ]
    for by in strangers:
        with pytest.raises(Forbidden) as refusal:
            found_area(commune_id=commune().place_id, draft=village("X"), ground=FOUNDED, by=by, at=AT)
        assert refusal.value.code == "places.not_yours"
    assert Place.objects.filter(tier="area").count() == 2


def test_a_place_that_was_not_there_is_refused() -> None:
    (area,) = founded("Nà Lầu")
    with pytest.raises(Refused) as refusal:
        version_on(area.place_id, date(2021, 1, 1))
    assert refusal.value.code == "places.not_then"
