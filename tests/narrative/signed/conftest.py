"""Fixtures of signed reports: the town of the reports; files are looked into in this process, which is quick."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pytest
from pytest_django import Settings

from binhyen.documents.readers.signatures import look
from binhyen.documents.readers.signed import file_of
from binhyen.documents.rules.opening import SignedFile
from binhyen.narrative.queries import opening
from tests.documents.keys import trust_in
from tests.reports.desks import Desks, desks
from tests.reports.factories import NOW, ReportTown, a_report_town


@pytest.fixture
def town(db: None) -> ReportTown:
    return a_report_town()


@pytest.fixture
def asked(town: ReportTown) -> ReportTown:
    """The province has asked its communes for November."""
    town.collect()
    return town


@pytest.fixture
def seats(monkeypatch: pytest.MonkeyPatch) -> Desks:
    """The town with those who sit at its desks, in November 2026; the communes were asked."""
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOW)
    seated = desks()
    seated.town.collect()
    return seated


@pytest.fixture(autouse=True)
def _trusted_and_quick(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> None:
    """Trust the town's authority. That the limited process says the same is asked in `tests/documents`."""
    settings.TRUSTED_CERTIFICATES = trust_in(tmp_path)
    settings.EVIDENCE_DIR = tmp_path / "evidence"

    def looked(content: bytes, *, now: datetime, trust: Sequence[str]) -> SignedFile:
        return file_of(look(content, now, [str(one) for one in trust]), sha256(content).hexdigest())

    monkeypatch.setattr(opening, "open_signed", looked)
