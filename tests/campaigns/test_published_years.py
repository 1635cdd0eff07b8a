"""Sessions, boxes and leaflets of published conferences, as offices would write them down: number for number."""

from datetime import date

import pytest

from binhyen.campaigns.registers.boxes import BOXES
from binhyen.kernel.actors import Role
from binhyen.kernel.amounts import Bound
from binhyen.places.models import PlaceVersion
from binhyen.places.rules.kinds import PlaceKind, Tier
from binhyen.registers.rules.facts import Value
from tests.accounts.factories import Person, a_person, a_place
from tests.campaigns.factories import an_event
from tests.registers.factories import counted, number, written

pytestmark = pytest.mark.django_db
LONG_AGO = date(2010, 1, 1)
TEN_YEARS: dict[str, Value] = {"since": date(2013, 8, 1), "until": date(2023, 5, 25), "venue": "", "form_of_work": ""}


@pytest.fixture
def province() -> PlaceVersion:
    nation = a_place("Việt Nam", Tier.NATION, PlaceKind.COUNTRY, since=LONG_AGO)
    return a_place("Bắc Kạn", Tier.PROVINCE, PlaceKind.PROVINCE, nation, since=LONG_AGO)


@pytest.fixture
def office(province: PlaceVersion) -> Person:
    return a_person("backan.phongtrao", "Hoàng Văn Thái", Role.PROVINCE_OFFICER, province)


def test_ten_years_of_a_joint_programme_are_counted_from_a_few_entries(province: PlaceVersion, office: Person) -> None:
    police = {**TEN_YEARS, "org": "police", "name": "Phát động của Công an các cấp", "times": "8.720"}
    an_event(province, office.actor, **police, attendance="462.789", tips="37.853", leaflets="6.700")
    front = {**TEN_YEARS, "kind": "lesson", "org": "fatherland_front", "name": "Tuyên truyền của Mặt trận"}
    an_event(province, office.actor, **front, times="hơn 2.100", commitments_households="hơn 15.000")
    boxes: dict[str, Value] = {"name": "Hòm thư ở các thôn", "since": date(2013, 8, 1), "boxes": "1.292"}
    written(BOXES, province, boxes, office.actor)
    exact = {
        "mobilisation_events": 8_720,
        "mobilisation_attendance": 462_789,
        "tips_received": 37_853,
        "leaflets": 6_700,
        "tip_boxes": 1_292,
    }
    assert {code: number(code, province, "2023") for code in exact} == exact
    for code, value in (("propaganda_sessions", 2_100), ("commitments_signed", 15_000)):
        [row] = counted(code, province, "2023")
        assert row.value == value
        assert row.bound is Bound.OVER
    assert number("mobilisation_events", province, "2022") == 0, "all of it had happened on the last day"


def test_thirty_two_launches_are_one_line_of_a_yearly_log(province: PlaceVersion, office: Person) -> None:
    year: dict[str, Value] = {"since": date(2022, 1, 1), "until": date(2022, 12, 31), "times": "32"}
    an_event(province, office.actor, **year, name="Phát động tập trung năm 2022", org="")
    [row] = counted("mobilisation_events", province, "2022")
    assert row.value == 32
    assert row.dims == {"form_of_work": "concentrated"}
