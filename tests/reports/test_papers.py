"""A report on paper: its official table, filled in; small counts stand for its own reporter alone."""

import pytest
from django.test import Client

from binhyen.audit.models import Entry
from tests.accounts.factories import anh_nam, ba_lan, ong_hung, signed_in_client
from tests.reports.factories import NOW, ReportTown, a_content, a_report_town

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOW)


@pytest.fixture
def guarded(db: None) -> ReportTown:
    town = a_report_town(a_content("tips_received", "leaflets"))
    town.save({"tips_received": 3, "leaflets": 1250})
    return town


def page(client: Client, town: ReportTown) -> str:
    return client.get(f"/bao-cao/{town.report().pk}/in/").content.decode()


def test_the_table_says_what_the_report_says(guarded: ReportTown) -> None:
    shown = page(signed_in_client(ba_lan(guarded.land)), guarded)
    assert "UBND XÃ AN PHÚ" in shown
    assert "Số liệu tính từ ngày 15/10/2026 đến ngày 14/11/2026" in shown
    assert '<td class="value">1.250</td>' in shown
    assert '<td class="value">3</td>' in shown


def test_small_counts_of_tips_are_on_nobody_elses_paper(guarded: ReportTown) -> None:
    shown = page(signed_in_client(ong_hung(guarded.land)), guarded)
    assert '<td class="value">ẩn</td>' in shown
    assert '<td class="value">3</td>' not in shown


def test_strangers_find_no_paper_and_the_log_keeps_who_took_one(guarded: ReportTown) -> None:
    address = f"/bao-cao/{guarded.report().pk}/in/"
    assert signed_in_client(anh_nam(guarded.land)).get(address).status_code == 404
    lan = signed_in_client(ba_lan(guarded.land))
    page(lan, guarded)
    before = Entry.objects.count()
    page(lan, guarded)
    taken = Entry.objects.order_by("id").last()
    assert taken is not None
    assert Entry.objects.count() == before + 1
    assert (taken.subject_type, taken.data["format"]) == ("report", "paper")
