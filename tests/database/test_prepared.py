"""A prepared query answers as the plain one does, with every value, joined rows and locks included."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import transaction
from django.db.models import QuerySet

from binhyen.audit.models import Entry
from binhyen.database.prepared import Prepared
from binhyen.places.models import PlaceVersion
from tests.accounts.factories import a_land

pytestmark = pytest.mark.django_db
DAY = date(1111, 11, 11)


def _named(place: int, day: date) -> QuerySet[PlaceVersion]:
    rows = PlaceVersion.objects.filter(place_id=place, valid_from__lte=day, source="tests")
    return rows.select_related("place", "parent").defer("instrument")


def _said(one: PlaceVersion) -> tuple[object, ...]:
    return one.name, one.place.tier, one.parent and one.parent.pk


def test_rows_are_those_of_the_plain_query(django_assert_num_queries: Any) -> None:
    land = a_land()
    ask = Prepared(_named, 987_654_321, DAY)
    for version in (land.an_phu, land.bac_ninh, land.elsewhere):
        for day in (date(2025, 6, 30), date(2025, 7, 1), date(2027, 1, 1)):
            with django_assert_num_queries(1):
                found = [_said(one) for one in ask(version.place_id, day)]
            assert found == [_said(one) for one in _named(version.place_id, day)]


def test_rows_may_be_tuples_and_may_be_locked() -> None:
    land = a_land()
    ask = Prepared(lambda place: PlaceVersion.objects.filter(place_id=place).values_list("name", "valid_from"), -7)
    assert ask(land.an_phu.place_id) == [("An Phú", date(2025, 7, 1))]
    lock = Prepared(lambda pk: PlaceVersion.objects.select_for_update().filter(pk=pk), -7)
    with transaction.atomic():
        assert [one.pk for one in lock(land.an_phu.pk)] == [land.an_phu.pk]


def test_moments_and_texts_are_given_as_the_column_holds_them() -> None:
    at = datetime(2026, 1, 5, 9, tzinfo=UTC)
    Entry.objects.create(at=at, account_id=1, post_id=2, action="try.it", subject_type="unit", subject_id=3)
    example = datetime(1111, 11, 11, tzinfo=UTC)
    ask = Prepared(lambda action, since: Entry.objects.filter(action=action, at__gte=since), "?", example)
    assert len(ask("try.it", at)) == 1
    assert ask("try.it", datetime(2026, 1, 6, tzinfo=UTC)) == []
    assert ask("other", at) == []


def test_an_example_that_the_statement_does_not_hold_is_a_fault() -> None:
    with pytest.raises(ValueError, match="example"):
        Prepared(lambda _place: PlaceVersion.objects.filter(place_id=1), -7)(3)
    with pytest.raises(ValueError, match="None"):
        Prepared(lambda place: PlaceVersion.objects.filter(place_id=place), -7)(None)  # type: ignore[arg-type]
