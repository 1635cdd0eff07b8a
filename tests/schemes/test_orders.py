"""Schemes and sites in odd orders: launches taken back under sites, days to come, cameras paid from several sources."""

import pytest

from binhyen.kernel.findings import Refused
from binhyen.registers.actions.stepping import drop_step, take_step
from binhyen.registers.actions.writing import put_back, take_back
from binhyen.registers.models import Record, Step
from binhyen.registers.queries.declared import Register
from binhyen.registers.rules.facts import StepFacts, Value
from binhyen.schemes.registers import EXEMPLARS, SCHEMES, SITES
from tests.accounts.factories import Land, Person, a_land, ba_lan
from tests.registers.factories import NOW, counted, day, facts, number, written
from tests.schemes.factories import CAMERAS, TEAM, VILLAGE, a_scheme, a_site, step

pytestmark = pytest.mark.django_db
ROAD = [
    step(code, on)
    for code, on in (
        ("surveyed", "01/04/2026"),
        ("proposed", "02/04/2026"),
        ("recognised", "03/04/2026"),
        ("launched", "04/04/2026"),
    )
]


@pytest.fixture
def land() -> Land:
    return a_land()


@pytest.fixture
def lan(land: Land) -> Person:
    return ba_lan(land)


def test_a_launch_is_not_taken_back_under_its_sites(land: Land, lan: Person) -> None:
    made = a_scheme(land.an_phu, lan.actor, *ROAD, preparing=True)
    a_site(made, land.village, lan.actor, since=day("05/04/2026"))
    last = Step.objects.get(record_id=made.record_id, code="launched")
    with pytest.raises(Refused) as refusal:
        drop_step(register=SCHEMES, record_id=made.record_id, step_id=last.pk, by=lan.actor, at=NOW)
    assert refusal.value.code == "schemes.sites_before_scheme"
    assert Record.objects.get(pk=made.record_id).state == "active"
    assert number("model_sites", land.an_phu, "2026") == 1


def test_a_scheme_goes_after_its_sites_and_comes_back_before_them(land: Land, lan: Person) -> None:
    made = a_scheme(land.an_phu, lan.actor)
    site = a_site(made, land.village, lan.actor, members="20")
    gone: list[tuple[Register, int]] = [(SITES, site.record_id), (SCHEMES, made.record_id)]
    for register, one in gone:
        take_back(register=register, record_id=one, reason="Nhầm", by=lan.actor, at=NOW)
    with pytest.raises(Refused):
        put_back(register=SITES, record_id=site.record_id, by=lan.actor, at=NOW)
    for register, one in reversed(gone):
        put_back(register=register, record_id=one, by=lan.actor, at=NOW)
    asked = ("models_total", "model_sites", "model_members")
    assert [number(one, land.an_phu, "2026") for one in asked] == [1, 1, 20]


LATER = day("01/12/2026")


@pytest.mark.parametrize(
    ("register", "values"),
    [
        (SCHEMES, {**CAMERAS, "since": LATER}),
        (SITES, {**VILLAGE, "since": LATER}),
        (EXEMPLARS, {**TEAM, "since": LATER}),
        (EXEMPLARS, {**TEAM, "consent": "Đã đồng ý", "consent_on": LATER}),
    ],
)
def test_what_has_not_come_yet_is_not_written_as_if_it_had(
    land: Land, lan: Person, register: Register, values: dict[str, Value]
) -> None:
    scheme = a_scheme(land.an_phu, lan.actor)
    said = {**values, "scheme": scheme.record_id} if register is SITES else values
    with pytest.raises(Refused) as refusal:
        written(register, land.an_phu, said, lan.actor)
    assert "registers.to_come" in {finding.code for finding in refusal.value.findings}


def splits(land: Land) -> dict[str, int]:
    rows = counted("security_cameras", land.an_phu, "2026")
    return {row.dims.get("source_of_funds", ""): int(row.value or 0) for row in rows}


def test_cameras_stand_under_their_source_of_funds_as_long_as_there_is_one(land: Land, lan: Person) -> None:
    scheme = a_scheme(land.an_phu, lan.actor)
    site = a_site(scheme, land.village, lan.actor, cameras="4", camera_funding="9000000", source="socialised")
    a_site(scheme, land.village, lan.actor, name="Chợ", cameras="3")
    assert splits(land) == {"socialised": 4, "": 3}
    money = facts(SITES, land.village, {"camera_funding": "5000000"}).amounts
    bought = StepFacts("bought", day("01/06/2026"), {"source": "state_budget"}, money)
    take_step(register=SITES, record_id=site.record_id, step=bought, by=lan.actor, at=NOW)
    assert splits(land) == {"": 7}
    assert number("security_cameras", land.an_phu, "2026") == 7
