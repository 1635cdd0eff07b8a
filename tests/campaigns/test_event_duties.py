"""What events ask of people, and of whom."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from binhyen.campaigns.duties import duties
from binhyen.kernel.actors import Role
from tests.accounts.factories import AT, TODAY, Land, a_land, a_person, anh_nam, ba_lan, ong_hung
from tests.campaigns.factories import an_event

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Land:
    return a_land()


def codes(person: object) -> list[str]:
    return [duty.code for duty in duties(person.actor, AT)]  # type: ignore[attr-defined]


def test_a_planned_event_asks_to_be_held_and_then_for_its_result(
    land: Land, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    lan = ba_lan(land)
    an_event(land.village, lan.actor, name="Tuần này", since=TODAY + timedelta(days=3), standing="planned")
    an_event(land.village, lan.actor, name="Tháng sau", since=TODAY + timedelta(days=30), standing="planned")
    an_event(land.village, lan.actor, name="Đã qua", since=TODAY - timedelta(days=1), standing="planned")
    an_event(land.village, lan.actor, name="Đã tổ chức", since=TODAY - timedelta(days=1))
    with django_assert_num_queries(2):
        found = list(duties(lan.actor, AT))
    assert [(duty.code, duty.params["event"]) for duty in found] == [
        ("campaigns.hold", "Tuần này"),
        ("campaigns.write_result", "Đã qua"),
    ]
    assert [duty.due for duty in found] == [TODAY + timedelta(days=3), None]


def test_a_province_is_not_asked_for_what_its_communes_hold(land: Land) -> None:
    lan, hung = ba_lan(land), ong_hung(land)
    an_event(land.an_phu, lan.actor, since=TODAY - timedelta(days=1), standing="planned")
    assert codes(lan) == ["campaigns.write_result"]
    assert codes(hung) == []
    an_event(land.bac_ninh, hung.actor, name="Của tỉnh", since=TODAY - timedelta(days=1), standing="planned")
    assert codes(hung) == ["campaigns.write_result"]
    assert codes(lan) == ["campaigns.write_result"], "what the province holds is not the commune's to write"
    assert codes(anh_nam(land)) == []


def test_an_association_is_asked_for_its_own(land: Land) -> None:
    lan = ba_lan(land)
    thu = a_person("hoi-phu-nu", "Chị Thu", Role.ASSOCIATION_OFFICER, land.an_phu)
    an_event(land.an_phu, lan.actor, name="Của xã", since=TODAY - timedelta(days=1), standing="planned")
    an_event(land.an_phu, thu.actor, name="Của Hội", since=TODAY - timedelta(days=1), standing="planned")
    assert [duty.params["event"] for duty in duties(thu.actor, AT)] == ["Của Hội"]
