"""A town that reports, and Bà Lan and Ông Hùng looking at its boards."""

import pytest
from django.test import Client

from tests.accounts.factories import ba_lan, ong_hung, signed_in_client
from tests.reports.factories import NOW, ReportTown, a_report_town


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOW)


@pytest.fixture
def town(db: None) -> ReportTown:
    """Two communes, one of which was accepted."""
    found = a_report_town()
    found.accepted()
    found.save({"propaganda_sessions": 9}, found.report(place=found.land.elsewhere), found.nam)
    return found


@pytest.fixture
def hung(town: ReportTown) -> Client:
    """The province's officer."""
    return signed_in_client(ong_hung(town.land))


@pytest.fixture
def lan(town: ReportTown) -> Client:
    """The commune's officer."""
    return signed_in_client(ba_lan(town.land))
