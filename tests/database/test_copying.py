"""Rows written in bulk read back as they were given, on both databases."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connections, transaction

from binhyen.audit.models import Entry
from binhyen.database.copying import copy_rows
from binhyen.database.yardsticks import bare_insert_seconds, bare_page_seconds, bare_update_seconds, full_scans
from binhyen.places.models import Place, PlaceVersion
from binhyen.recognition.models import Dossier

pytestmark = pytest.mark.django_db
ENTRY = ("at", "account_id", "post_id", "action", "subject_type", "subject_id", "place_path", "data")
AT = datetime(2026, 1, 5, 9, tzinfo=UTC)


def an_entry(number: int) -> tuple[object, ...]:
    return (AT, 1, 2, "bench.try", "unit", number, "1.", '{"kind": "thôn", "tab": "a\\tb"}')


def test_times_texts_and_json_read_back() -> None:
    copy_rows(Entry, ENTRY, (an_entry(number) for number in range(3)))
    row = Entry.objects.get(subject_id=2)
    assert (row.at, row.action, row.data) == (AT, "bench.try", {"kind": "thôn", "tab": "a\tb"})
    assert Entry.objects.filter(at__gte=AT, at__lte=AT).count() == 3


def test_rows_may_come_from_a_query_on_the_same_connection() -> None:
    copy_rows(Entry, ENTRY, [an_entry(1)])
    copy_rows(Entry, ENTRY, (an_entry(one.subject_id + 1) for one in Entry.objects.all()))
    assert Entry.objects.count() == 2


def test_dates_and_nulls_read_back() -> None:
    place = Place.objects.create(tier="area")
    columns = ("place_id", "valid_from", "valid_to", "code", "name", "kind", "parent_id", "path", "fold", "sort_key")
    more = ("instrument", "inferred", "source", "head_name")
    row = (place.pk, date(2025, 7, 1), None, "1-1", "Đông", "village", None, "1.2.", "dong", "k", "", False, "try", "")
    copy_rows(PlaceVersion, (*columns, *more), [row])
    found = PlaceVersion.objects.get(place=place)
    assert (found.valid_from, found.valid_to, found.inferred, found.name) == (date(2025, 7, 1), None, False, "Đông")


def test_all_rows_or_none() -> None:
    place = Place.objects.create(tier="area")
    with pytest.raises(IntegrityError), transaction.atomic():
        copy_rows(Place, ("id", "tier", "slug"), [(place.pk + 1, "area", ""), (place.pk, "area", "")])
    assert Place.objects.count() == 1


def test_bare_statements_leave_nothing_behind() -> None:
    copy_rows(Entry, ENTRY, (an_entry(number) for number in range(3)))
    assert bare_insert_seconds(Entry, 3) > 0
    assert bare_update_seconds(Dossier, [1, 2]) > 0
    assert bare_page_seconds(Entry, 1, 20) > 0
    assert Entry.objects.count() == 3


def test_a_query_without_an_index_is_seen() -> None:
    assert full_scans("UPDATE audit_entry SET post_id = 1") == []
    scans = full_scans("SELECT * FROM audit_entry WHERE action LIKE '%x%'")
    assert any("audit_entry" in line for line in scans)
    if connections["default"].vendor == "sqlite":
        assert full_scans("SELECT * FROM audit_entry WHERE id = 1") == []
