"""The cast of these tests."""

import pytest

from tests.accounts.factories import Land, Person, a_land, an_operator, anh_nam, ba_lan, chi_mai, ong_hung


@pytest.fixture
def land(db: None) -> Land:
    return a_land()


@pytest.fixture
def lan(land: Land) -> Person:
    return ba_lan(land)


@pytest.fixture
def hung(land: Land) -> Person:
    return ong_hung(land)


@pytest.fixture
def mai(land: Land) -> Person:
    return chi_mai(land)


@pytest.fixture
def nam(land: Land) -> Person:
    return anh_nam(land)


@pytest.fixture
def operator(land: Land) -> Person:
    return an_operator(land)
