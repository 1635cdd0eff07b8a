"""Fixtures of the reports."""

import pytest

from tests.reports.desks import Desks, desks
from tests.reports.factories import NOW, ReportTown, a_report_town


@pytest.fixture
def town(db: None) -> ReportTown:
    return a_report_town()


@pytest.fixture
def seats(monkeypatch: pytest.MonkeyPatch) -> Desks:
    """The town with those who sit at its desks, in November 2026."""
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOW)
    return desks()
