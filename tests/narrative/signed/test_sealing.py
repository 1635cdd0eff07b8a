"""Written reports signed digitally: by the leader with the instance's key, or brought back from a token."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from pytest_django import Settings

from binhyen.documents.actions import draft_letter, issue_document, rendition
from binhyen.documents.models import SignedCopy
from binhyen.documents.rules.layout import Format
from binhyen.documents.rules.numbering import RegisterKey
from binhyen.documents.rules.signing import Deed, SigningSetting
from binhyen.documents.writers.signing import sign
from binhyen.kernel.actors import SYSTEM, Role
from binhyen.kernel.findings import Refusal
from binhyen.narrative.actions.sealing import bring_signed, sign_digitally
from binhyen.narrative.letters.carrying import carried_files
from binhyen.narrative.models import WrittenReport
from binhyen.narrative.queries.opening import open_report
from binhyen.narrative.rules.lifecycle import TextState
from tests.accounts.factories import Person, a_person
from tests.documents.keys import setting_of
from tests.documents.letters import AN_PHU, decision
from tests.documents.tampering import flipped_byte
from tests.narrative.signed.files import report_of
from tests.reports.desks import Desks
from tests.reports.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def chair(seats: Desks) -> Person:
    """The chair of An Phú signs its reports."""
    return a_person("anphu.chutich", "Lê Thị Mẫu", Role.COMMUNE_CHAIR, seats.town.land.an_phu, "Chủ tịch UBND xã")


@pytest.fixture
def report(seats: Desks) -> WrittenReport:
    """An Phú's report has its number and carries its figures."""
    place = seats.town.land.an_phu
    figures = report_of(place.code, "2026")
    letter = draft_letter(letter=decision(), place_path=place.path, by=SYSTEM, at=NOW, attached=carried_files(figures))
    register, day = RegisterKey(AN_PHU.code, "QD"), timezone.localdate(NOW)
    document = issue_document(document_id=letter.pk, register=register, on=day, by=SYSTEM, at=NOW)
    return WrittenReport.objects.create(
        template="year-end",
        place_id=place.place_id,
        place_path=place.path,
        place_name="xã An Phú",
        period="2026",
        period_end=day,
        state=TextState.SIGNED,
        document=document,
        created_by_account=1,
        created_by_post=1,
        created_at=NOW,
        changed_at=NOW,
    )


@pytest.fixture(autouse=True)
def _key(settings: Settings, tmp_path: Path) -> None:
    settings.SIGNING = setting_of(tmp_path)


def pdf_of(report: WrittenReport) -> bytes:
    assert report.document is not None
    return rendition(document_id=report.document.pk, format=Format.PDF, at=NOW)


def test_the_leader_signs_with_the_key_kept_here_figures_inside(
    seats: Desks, chair: Person, report: WrittenReport
) -> None:
    page = seats.client(chair).get(f"/soan-bao-cao/{report.pk}/ky-so/").content.decode()
    assert "Ký bằng khóa lưu ở hệ thống" in page
    assert seats.client(chair).post(f"/soan-bao-cao/{report.pk}/ky-so/").status_code == 302
    copy = SignedCopy.objects.get()
    assert (copy.signer, copy.by_account) == ("Nguyễn Thị Mẫu", chair.account.pk)
    opened = open_report(pdf_of(report), now=NOW)
    assert [one.name for one in opened.file.attached] == ["so-lieu.csv", "so-lieu.json", "so-lieu.schema.json"]
    assert copy.blob.sha256 in seats.client(chair).get(f"/soan-bao-cao/{report.pk}/ky-so/").content.decode()


def test_the_office_brings_back_what_was_signed_with_a_token(
    seats: Desks, report: WrittenReport, tmp_path: Path
) -> None:
    client, address = seats.client(seats.lan), f"/soan-bao-cao/{report.pk}/ky-so/"
    away = sign(pdf_of(report), setting_of(tmp_path), Deed(NOW)).content
    changed = SimpleUploadedFile("a.pdf", flipped_byte(away), "application/pdf")
    assert client.post(address, {"tep": "1", "signed": changed}).status_code == 409
    assert client.post(address, {"tep": "1"}).status_code == 409, "a file is asked for"
    assert not SignedCopy.objects.exists()
    whole = SimpleUploadedFile("a.pdf", away, "application/pdf")
    assert client.post(address, {"tep": "1", "signed": whole}).status_code == 302
    assert pdf_of(report) == away


def test_the_office_does_not_sign_for_its_leader(seats: Desks, report: WrittenReport) -> None:
    assert (
        "Ký bằng khóa lưu ở hệ thống"
        not in seats.client(seats.lan).get(f"/soan-bao-cao/{report.pk}/ky-so/").content.decode()
    )
    with pytest.raises(Refusal) as refusal:
        sign_digitally(report_id=report.pk, by=seats.lan.actor, at=NOW)
    assert refusal.value.code == "narrative.not_the_signer"
    assert not SignedCopy.objects.exists()


def test_others_sign_nothing(seats: Desks, report: WrittenReport) -> None:
    assert seats.client(seats.nam).get(f"/soan-bao-cao/{report.pk}/ky-so/").status_code == 404
    with pytest.raises(Refusal):
        bring_signed(report_id=report.pk, content=b"x", by=seats.hung.actor, at=NOW)


def test_a_report_without_a_number_is_not_signed_digitally(seats: Desks, chair: Person, report: WrittenReport) -> None:
    WrittenReport.objects.update(document=None, state=TextState.SUBMITTED)
    with pytest.raises(Refusal) as refusal:
        sign_digitally(report_id=report.pk, by=chair.actor, at=NOW)
    assert refusal.value.code == "narrative.not_signed_yet"


def test_without_a_key_the_page_offers_the_token_alone(
    seats: Desks, chair: Person, report: WrittenReport, settings: Settings
) -> None:
    settings.SIGNING = SigningSetting()
    address = f"/soan-bao-cao/{report.pk}/ky-so/"
    page = seats.client(chair).get(address).content.decode()
    assert "Ký bằng khóa lưu ở hệ thống" not in page
    assert "Ký bằng thiết bị của người ký" in page
    assert "Hệ thống chưa có khóa ký số" in seats.client(chair).post(address).content.decode()
