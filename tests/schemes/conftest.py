"""The small land with its people, for tests of schemes."""

import pytest
from django.test import Client

from tests.accounts.factories import Land, Person, a_land, anh_nam, ba_lan, ong_hung, signed_in_client


@pytest.fixture
def land(db: None) -> Land:
    return a_land()


@pytest.fixture
def lan(land: Land) -> Person:
    return ba_lan(land)


@pytest.fixture
def nam(land: Land) -> Person:
    return anh_nam(land)


@pytest.fixture
def hung(land: Land) -> Person:
    return ong_hung(land)


@pytest.fixture
def reader(lan: Person) -> Client:
    """Bà Lan's browser."""
    return signed_in_client(lan)
