"""The log is followed by transactions: what commits late is neither missed nor told twice."""

from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection, connections, transaction  # noqa: TID251 - opens transactions beside each other

from binhyen.analytics.lake.building import compact, rebuild, refresh
from binhyen.analytics.lake.feed import Watermark, changed_since, watermark
from binhyen.analytics.lake.tail import Tail
from binhyen.audit.actions import Deed, record
from binhyen.audit.models import Entry
from binhyen.audit.queries import content_of
from binhyen.kernel.actors import SYSTEM
from binhyen.kernel.findings import Refused
from binhyen.reports.models import Figure, Report
from tests.analytics.lakes import a_lake_town, scanned, seen
from tests.races import MEETS
from tests.reports.factories import NOW


def told(number: int, kind: str = "report", action: str = "reports.enter") -> None:
    record(Deed(action, kind, number, "1."), by=SYSTEM, at=NOW)


@pytest.mark.django_db(transaction=True)
def test_each_subject_is_told_once_and_by_its_kind() -> None:
    told(1)
    mark = watermark()
    assert not changed_since(mark)
    for number, kind in ((2, "report"), (2, "report"), (3, "dossier"), (4, "support.handovers"), (9, "accounts.post")):
        told(number, kind)
    told(5, "place", "places.area.found")
    told(6, "place", "reports.key_areas")
    found = changed_since(mark)
    assert [*found.reports, *found.dossiers, *found.records, *found.places] == [2, 3, 4, 5]
    assert not found.whole_map
    assert not changed_since(found.watermark)


@pytest.mark.django_db(transaction=True)
def test_a_map_that_was_loaded_anew_concerns_everything() -> None:
    mark = watermark()
    told(0, "layer", "places.load")
    assert changed_since(mark).whole_map


@pytest.mark.django_db(transaction=True)
def test_a_watermark_of_another_database_is_refused() -> None:
    told(1)
    mark = watermark()
    with pytest.raises(Refused) as refused:
        changed_since(Watermark("postgresql/other", mark.seen, mark.last))
    assert refused.value.code == "analytics.lake_foreign"


@pytest.mark.django_db(transaction=True)
def test_a_database_that_was_restored_behind_the_watermark_is_refused() -> None:
    told(1)
    told(2)
    mark = watermark()
    Entry.objects.order_by("-pk")[0].delete()
    told(3)
    with pytest.raises(Refused) as refused:
        changed_since(mark)
    assert refused.value.code == "analytics.lake_foreign"


@pytest.mark.django_db
def test_what_a_transaction_wrote_before_it_asked_may_still_change_and_is_told_again() -> None:
    told(1)
    mark = watermark()
    told(2)
    assert 2 in changed_since(mark).reports


@pytest.mark.django_db
def test_the_transaction_is_no_part_of_what_is_sealed() -> None:
    told(1)
    assert not hasattr(content_of(Entry.objects.get()), "xid")
    assert (Entry.objects.get().xid is None) == (connection.vendor == "sqlite")


class Beside:
    """Another connection, in which a transaction stays open."""

    def __init__(self, name: str) -> None:
        self.name = name
        connections[name] = connections["default"].copy(name)
        self.connection = connections[name]
        self.connection.set_autocommit(False)

    def write(self, number: int) -> None:
        """Write an entry and commit nothing."""
        Entry.objects.using(self.name).create(
            at=NOW, account_id=0, post_id=0, action="reports.enter", subject_type="report", subject_id=number
        )

    def change(self, report: Report, indicator: str, amount: int) -> None:
        """Write another value over a cell, as an action does."""
        figures = Figure.objects.using(self.name)
        old = figures.get(report_id=report.pk, cell__indicator=indicator, superseded_at=None)
        figures.filter(pk=old.pk).update(superseded_at=NOW)
        old.pk, old.version, old.amount = None, old.version + 1, Decimal(amount)
        old.save(using=self.name)
        self.write(report.pk)

    def commit(self) -> None:
        self.connection.commit()

    def end(self) -> None:
        self.connection.rollback()
        self.connection.close()
        del connections[self.name]


class TestTransactionsBesideEachOther:
    pytestmark = MEETS

    def test_what_commits_out_of_order_is_told_once_when_it_is_there(self) -> None:
        early, late, lost = Beside("early"), Beside("late"), Beside("lost")
        try:
            mark = watermark()
            early.write(1)  # has the smaller numbers, and commits last
            lost.write(7)
            late.write(2)
            told(3)
            first = changed_since(mark)
            assert first.reports == {3}
            late.commit()
            second = changed_since(first.watermark)
            assert second.reports == {2}
            early.write(4)
            assert not changed_since(second.watermark)
            early.commit()
            lost.connection.rollback()
            third = changed_since(second.watermark)
            assert third.reports == {1, 4}
            assert not changed_since(third.watermark)
        finally:
            for one in (early, late, lost):
                one.end()

    def test_numbers_of_another_server_that_a_dump_brought_are_not_told_for_ever(self) -> None:
        told(1)
        Entry.objects.update(xid=10**15)
        mark = watermark()
        told(2)
        assert changed_since(mark).reports == {2}

    def test_a_watermark_inside_a_transaction_does_not_count_what_it_still_writes(self) -> None:
        beside = Beside("beside")
        try:
            with transaction.atomic():
                told(1)
                beside.write(2)
                beside.commit()
                mark = watermark()
                told(3)
            assert changed_since(mark).reports == {1, 3}
        finally:
            beside.end()

    def test_a_lake_that_is_made_while_others_write_misses_nothing(self, tmp_path: Path) -> None:
        lakes = a_lake_town()
        report = lakes.town.report()
        lakes.town.save({"models_total": 7, "leaflets": 3}, report)
        late, later = Beside("late"), Beside("later")
        try:
            late.change(report, "leaflets", 4)
            rebuild(tmp_path / "lake")
            tail = Tail(tmp_path / "lake")
            later.change(report, "models_total", 8)
            assert [row["amount"] for row in seen(tail)["figures_saved"]] == [7, 3]
            later.commit()
            assert refresh(tail) > 0
            late.commit()
            rows = seen(tail)
            assert sorted(row["amount"] for row in rows["figures_saved"]) == [4, 8]
            compact(tail)
            assert seen(tail) == rows == scanned(tmp_path)
            assert not tail.size
        finally:
            late.end()
            later.end()
