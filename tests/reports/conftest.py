"""Fixtures of the reports."""

import pytest

from tests.reports.factories import ReportTown, a_report_town


@pytest.fixture
def town(db: None) -> ReportTown:
    return a_report_town()
