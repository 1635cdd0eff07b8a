"""The demonstration's reports are signed with a key for trying that is made while it is played."""

from pathlib import Path

import pytest
from pytest_django import Settings

from binhyen.documents.models import SignedCopy
from binhyen.documents.queries import attached_to
from binhyen.documents.rules.signing import SigningSetting
from binhyen.kernel.actors import SYSTEM
from binhyen.narrative.letters.carrying import carried_files
from binhyen.narrative.models import WrittenReport
from binhyen.narrative.rules.lifecycle import TextState
from binhyen.workshop.actions.sealing import sign_reports
from tests.documents.letters import decision
from tests.narrative.signed.files import report_of
from tests.portal.papers import AT, a_paper
from tests.reports.factories import ReportTown, a_report_town

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(settings: Settings, tmp_path: Path) -> ReportTown:
    settings.VAR_DIR = settings.EVIDENCE_DIR = tmp_path
    settings.SIGNING = SigningSetting(way="file", key=str(tmp_path / "signing" / "trial.p12"))
    return a_report_town()


def a_signed_report(town: ReportTown) -> WrittenReport:
    place = town.land.an_phu
    document = a_paper(decision(), *carried_files(report_of(place.code)))
    return WrittenReport.objects.create(
        template="year-end", place_id=place.place_id, place_path=place.path, place_name="xã An Phú", period="2026",
        period_end=AT.date(), state=TextState.SIGNED, document=document, created_by_account=SYSTEM.account_id,
        created_by_post=SYSTEM.post_id, created_at=AT, changed_at=AT,
    )  # fmt: skip


def test_every_signed_report_gets_its_trial_signature_once(town: ReportTown, tmp_path: Path) -> None:
    report = a_signed_report(town)
    assert sign_reports(AT) == [report.document]
    copy = SignedCopy.objects.get()
    assert report.document is not None
    assert (copy.document, copy.trial) == (report.document, True)
    assert attached_to(report.document)
    assert (tmp_path / "signing" / "trial.pem").is_file()
    assert sign_reports(AT) == []


def test_nothing_is_signed_without_a_key_set(town: ReportTown, settings: Settings) -> None:
    settings.SIGNING = SigningSetting()
    a_signed_report(town)
    assert sign_reports(AT) == []
