"""What a unit's dossier looks like on a round's map. Pure."""

from datetime import date

import pytest

from binhyen.recognition.rules.authorities import authority_on
from binhyen.recognition.rules.opening import choose, commune_of, excluded_by, seat
from binhyen.recognition.rules.shelf import shipped

TIERS = {1: "nation", 2: "province", 3: "district", 4: "commune", 5: "area"}
PATH = "1.2.3.4.5."


@pytest.mark.parametrize(
    ("kind", "year", "code"),
    [
        ("residential_area", 2021, "tt23-2012"),
        ("commune", 2022, "tt124-2021"),
        ("commune", 2024, "tt124-2021"),
        ("commune", 2025, "tt48-2025"),
        ("school", 2026, "tt48-2025"),
    ],
)
def test_each_year_has_its_pack(kind: str, year: int, code: str) -> None:
    found = choose(shipped().values(), kind, year, date(year, 11, 15))
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    ("kind", "level", "year", "place"),
    [
        ("residential_area", "commune", 2024, 4),
        ("commune", "province", 2024, 3),
        ("agency", "district", 2024, 3),
        ("agency", "province", 2024, 2),
    ],
)
def test_the_authority_is_found_on_the_way_up(kind: str, level: str, year: int, place: int) -> None:
    pack = shipped()["tt124-2021"]
    assert seat(authority_on(pack, kind, level, date(year, 11, 15)), PATH, TIERS).place_id == place


def test_a_map_without_the_level_has_no_seat() -> None:
    pack = shipped()["tt124-2021"]
    district = authority_on(pack, "commune", "province", date(2024, 11, 15))
    assert seat(district, "1.2.4.", {1: "nation", 2: "province", 4: "commune"}).place_id is None
    assert seat(None, PATH, TIERS).path == ""


def test_the_commune_is_found_from_below_and_from_itself() -> None:
    assert commune_of(PATH, TIERS) == 4
    assert commune_of("1.2.3.4.", TIERS) == 4
    assert commune_of("1.2.", TIERS) is None


@pytest.mark.parametrize(
    ("kind", "facts", "outside"),
    [
        ("enterprise", {"enterprise_size": "micro"}, True),
        ("enterprise", {"enterprise_size": "medium"}, False),
        ("agency", {"armed_forces": "True"}, True),
        ("school", {"highest_level": "preschool"}, True),
        ("school", {"highest_level": "lower_secondary"}, False),
        ("residential_area", {}, False),
    ],
)
def test_who_is_outside_the_circular(kind: str, facts: dict[str, str], outside: bool) -> None:
    assert (excluded_by(shipped()["tt124-2021"], kind, facts) is not None) is outside
