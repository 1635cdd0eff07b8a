"""The loaded map against what is published, each count at its date."""

from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal

import pytest

from binhyen.audit.models import Entry
from binhyen.kernel.actors import SYSTEM
from binhyen.kernel.findings import Refused
from binhyen.kernel.trees import child_path
from binhyen.places.actions import Loaded, load_places
from binhyen.places.models import Lineage, PlaceVersion
from binhyen.places.queries import (
    ancestors_of,
    communes_under,
    ends_of,
    history_of,
    label_of,
    lineage_of,
    place_named,
    scopes_of,
    search_places,
    versions_in_force,
)
from binhyen.places.rules.country import country
from binhyen.places.rules.kinds import PlaceKind, Tier
from binhyen.places.rules.lineage import Became, Reason, Span, carry, has_cycle, overlaps
from tests.places.conftest import AT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("country_map")]
TODAY = date(2026, 11, 5)


def kinds(name: str, day: date) -> tuple[int, int, int]:
    """Xã, phường, thị trấn of a province on a day."""
    counted = Counter(one.kind for one in communes_under(place_named(name, day).path, day))
    return counted[PlaceKind.COMMUNE], counted[PlaceKind.WARD], counted[PlaceKind.TOWNSHIP]


@pytest.mark.parametrize(
    ("name", "day", "counts"),
    [
        ("lang-son", date(2022, 12, 31), (181, 5, 14)),
        ("lang-son", date(2024, 11, 30), (181, 5, 14)),
        ("lang-son", date(2024, 12, 1), (175, 5, 14)),
        ("bac-ninh", date(2023, 4, 1), (89, 31, 6)),
        ("bac-ninh", date(2023, 4, 9), (89, 31, 6)),
        ("bac-ninh", date(2023, 4, 10), (70, 52, 4)),
        ("bac-ninh", date(2023, 12, 31), (70, 52, 4)),
        ("bac-ninh", date(2024, 12, 1), (66, 50, 5)),
        ("bac-ninh", date(2025, 7, 1), (66, 33, 0)),
        ("bac-ninh", TODAY, (54, 45, 0)),
        ("bac-kan", date(2020, 1, 31), (110, 6, 6)),
        ("bac-kan", date(2020, 2, 1), (96, 6, 6)),
        ("bac-kan", date(2023, 1, 1), (96, 6, 6)),
        ("bac-kan", date(2023, 5, 25), (95, 6, 7)),
    ],
)
def test_communes_of_a_province_are_counted_as_published(name: str, day: date, counts: tuple[int, int, int]) -> None:
    assert kinds(name, day) == counts


@pytest.mark.parametrize(
    ("day", "provinces", "districts", "communes"),
    [(date(2022, 12, 31), 63, 705, 10599), (date(2025, 6, 30), 63, 696, 10035), (TODAY, 34, 0, 3321)],
)
def test_the_country_has_as_many_units_as_its_layers(day: date, provinces: int, districts: int, communes: int) -> None:
    counted = Counter(versions_in_force(day).values_list("place__tier", flat=True))
    assert (counted[Tier.PROVINCE], counted[Tier.DISTRICT], counted[Tier.COMMUNE]) == (provinces, districts, communes)


def test_today_has_2599_communes_709_wards_and_13_special_zones() -> None:
    counted = Counter(versions_in_force(TODAY).filter(place__tier=Tier.COMMUNE).values_list("kind", flat=True))
    assert counted == {PlaceKind.COMMUNE: 2599, PlaceKind.WARD: 709, PlaceKind.SPECIAL_ZONE: 13}


def test_dong_nai_became_a_city_with_ten_more_wards_on_30_april_2026() -> None:
    eve, day = date(2026, 4, 29), date(2026, 4, 30)
    assert label_of(place_named("dong-nai", eve)) == "Tỉnh Đồng Nai"
    assert label_of(place_named("dong-nai", day)) == "Thành phố Đồng Nai"
    assert place_named("dong-nai", eve).place_id == place_named("dong-nai", day).place_id
    assert kinds("dong-nai", day)[1] - kinds("dong-nai", eve)[1] == 10


def test_bac_ninh_became_a_city_with_twelve_more_wards_on_20_september_2026() -> None:
    eve, day = date(2026, 9, 19), date(2026, 9, 20)
    assert label_of(place_named("bac-ninh", eve)) == "Tỉnh Bắc Ninh"
    assert label_of(place_named("bac-ninh", day)) == "Thành phố Bắc Ninh"
    assert kinds("bac-ninh", day)[1] - kinds("bac-ninh", eve)[1] == 12


@pytest.mark.parametrize(
    ("code", "name", "province"),
    [("20333", "Đặc khu Hoàng Sa", "Thành phố Đà Nẵng"), ("22736", "Đặc khu Trường Sa", "Tỉnh Khánh Hòa")],
)
def test_hoang_sa_and_truong_sa_are_parts_of_their_provinces(code: str, name: str, province: str) -> None:
    version = place_named(code, TODAY)
    assert label_of(version) == name
    assert [label_of(one) for one in ancestors_of(version, TODAY)] == ["Việt Nam", province]


@pytest.mark.parametrize(("code", "province"), [("498", "Thành phố Đà Nẵng"), ("576", "Tỉnh Khánh Hòa")])
def test_hoang_sa_and_truong_sa_were_districts_of_their_provinces(code: str, province: str) -> None:
    day = date(2022, 12, 31)
    assert label_of(ancestors_of(place_named(code, day), day)[1]) == province


def test_a_slug_names_another_place_after_a_merger() -> None:
    old, new = place_named("bac-ninh", date(2025, 6, 30)), place_named("bac-ninh", date(2025, 7, 1))
    assert (old.code, new.code) == ("27", "24")
    assert old.place_id != new.place_id
    assert scopes_of(new.place_id, date(2025, 7, 1))[0] == new.path
    bac_giang = place_named("bac-giang", date(2025, 6, 30))
    assert set(scopes_of(new.place_id, TODAY)) == {new.path, old.path, bac_giang.path}


def test_a_province_that_did_not_merge_stays_itself() -> None:
    assert place_named("lang-son", date(2010, 1, 1)).place_id == place_named("lang-son", TODAY).place_id
    assert len(history_of(place_named("20", TODAY).place_id)) == 1


def test_a_commune_that_did_not_merge_stays_itself_under_its_province() -> None:
    tuan_dao = place_named("07663", TODAY)
    first, last = history_of(tuan_dao.place_id)
    assert (first.name, last.name, first.valid_to) == ("Tuấn Đạo", "Tuấn Đạo", date(2025, 7, 1))
    assert [one.place.tier for one in ancestors_of(first, date(2025, 6, 30))] == ["nation", "province", "district"]


def test_that_khe_keeps_its_identity_and_takes_another_code() -> None:
    before, after = place_named("05995", date(2024, 11, 30)), place_named("06040", date(2024, 12, 1))
    assert before.place_id == after.place_id
    assert label_of(after) == "Thị trấn Thất Khê"


def test_whole_communes_have_share_one_and_split_ones_none() -> None:
    shares = Counter(Lineage.objects.filter(on=date(2025, 7, 1)).values_list("share", flat=True))
    assert set(shares) == {Decimal(1), None}
    split = Lineage.objects.filter(on=date(2025, 7, 1), share=None).values("from_place").distinct().count()
    assert split == 471


def test_what_changed_on_a_day_not_known_is_marked_and_has_no_guessed_successor() -> None:
    ended = PlaceVersion.objects.filter(valid_to=date(2025, 6, 30), place__tier=Tier.COMMUNE)
    gone = [one.place_id for one in ended.exclude(place__versions__valid_from=date(2025, 6, 30))]
    assert len(gone) > 500
    assert not Lineage.objects.filter(from_place__in=gone[:900]).exists()
    assert set(PlaceVersion.objects.filter(valid_from=date(2025, 6, 30)).values_list("inferred", flat=True)) == {True}


def test_search_ignores_diacritics_and_orders_as_vietnamese() -> None:
    found = [label_of(one) for one in search_places("ky lua", TODAY)]
    assert found == ["Phường Kỳ Lừa"]
    under = place_named("lang-son", TODAY).path
    names = [one.name for one in search_places("phuong", TODAY, tier=Tier.COMMUNE, under=under)]
    assert names == ["Đông Kinh", "Kỳ Lừa", "Lương Văn Tri", "Tam Thanh"]


def test_a_province_that_was_renamed_is_found_by_the_name_of_its_day() -> None:
    before, after = place_named("thua-thien-hue", date(2022, 12, 31)), place_named("hue", TODAY)
    assert (before.place_id, before.name, after.name) == (after.place_id, "Thừa Thiên Huế", "Huế")
    assert place_named("ba-ria-vung-tau", date(2022, 12, 31)).code == "77"


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        place_named("bac-kan", TODAY)
    assert refusal.value.code == "places.unknown"


def test_loading_again_writes_nothing(country_map: Loaded) -> None:
    assert country_map.places > 14_000
    assert load_places(country(), by=SYSTEM, at=AT) == Loaded()


def test_loading_leaves_its_trace() -> None:
    entry = Entry.objects.get(action="places.load")
    assert entry.data["places"] > 14_000


def test_every_place_has_one_version_a_day_and_no_day_has_a_cycle() -> None:
    spans: dict[int, list[Span]] = defaultdict(list)
    for place_id, begun, ended in PlaceVersion.objects.values_list("place_id", "valid_from", "valid_to"):
        spans[place_id].append(Span(place_id, begun, ended))
    assert not [place_id for place_id, listed in spans.items() if overlaps(listed)]
    assert not has_cycle(Became(*row) for row in Lineage.objects.values_list("from_place", "to_place", "on", "share"))


def test_every_path_runs_through_places_of_that_day() -> None:
    for day in (date(2010, 1, 1), date(2025, 6, 30), date(2025, 7, 1), TODAY):
        rows = list(versions_in_force(day).values_list("place_id", "parent_id", "path"))
        path_of = {place_id: path for place_id, _parent, path in rows}
        wrong = [
            place_id
            for place_id, parent, path in rows
            if path != child_path(path_of[parent] if parent else "", place_id)
        ]
        assert not wrong


def test_the_four_figures_of_a_province_carry_whole_onto_todays_map() -> None:
    day = date(2025, 6, 30)
    communes = [one.place_id for one in communes_under(place_named("bac-kan", day).path, day)]
    lineage, ends = lineage_of(communes), ends_of(communes)
    carried = carry(dict.fromkeys(communes, Decimal(1)), lineage, ends, since=day, to=TODAY)
    assert sum(carried.amounts.values()) + sum(carried.left.values()) == 108
    assert set(carried.reasons.values()) <= {Reason.SPLIT}
