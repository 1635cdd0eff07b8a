"""Headers are remembered for a place and a purpose."""

from datetime import UTC, datetime

import pytest

from binhyen.audit.models import Entry
from binhyen.kernel.actors import Actor, Role
from binhyen.sheets.actions import remember_columns
from binhyen.sheets.queries import remembered_columns

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 5, 9, 0, tzinfo=UTC)


def officer(path: str) -> Actor:
    return Actor(1, 2, Role.COMMUNE_OFFICER, 3, path, (path,))


def test_what_a_place_taught_is_known_there_and_nowhere_else() -> None:
    remember_columns(purpose="units.units", headers={"Đơn vị (*)": "name"}, by=officer("1.2."), at=AT)
    remember_columns(purpose="units.units", headers={"ĐƠN VỊ": "code"}, by=officer("1.2."), at=AT)
    assert remembered_columns("units.units", "1.2.") == {"don vi": "code"}
    assert remembered_columns("units.units", "1.3.") == {}
    assert remembered_columns("accounts.accounts", "1.2.") == {}
    assert Entry.objects.filter(action="sheets.columns_remembered").count() == 2
