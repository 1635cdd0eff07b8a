"""Workbooks in a browser: downloaded, brought in after a look, given back with what is wrong, many at once."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from binhyen.kernel.actors import Role
from binhyen.kernel.amounts import exactly
from binhyen.reports.models import Figure, Intake, Report
from binhyen.sheets.queries import held_path
from tests.accounts.factories import a_person, signed_in_client
from tests.reports.books import says
from tests.reports.factories import GOOD, NOW
from tests.reports.office import Office, an_office
from tests.sheets.books import row_of, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> Office:
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOW)
    return an_office(more=1)


def download(client: Client, report: Report) -> bytes:
    answer = client.get(f"/bao-cao/{report.pk}/bieu.xlsx")
    assert answer.status_code == 200
    return answer.content


def filled(client: Client, report: Report, values: Mapping[str, object] = GOOD) -> bytes:
    return typed(download(client, report), values)


def upload(client: Client, report: Report, content: bytes, name: str = "bieu.xlsx") -> str:
    """Choose a workbook; return the address of its preview."""
    answer = client.post(f"/bao-cao/{report.pk}/nhap-bieu/", {"workbook": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302
    return answer.headers["Location"]


# ------------------------------------------------------------------ download


def test_the_workbook_of_a_report_is_named_by_form_period_and_place(office: Office) -> None:
    answer = office.client("lan").get(f"/bao-cao/{office.report().pk}/bieu.xlsx")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="bieu-thu_2026-11_xa-an-phu.xlsx"'
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert sheet["B5"].value == "Tháng 11/2026 – Xã An Phú"
    assert sheet["B2"].value == "ỦY BAN NHÂN DÂN XÃ AN PHÚ"


def test_a_report_that_was_sent_or_is_anothers_has_no_workbook(office: Office) -> None:
    assert office.client("nam").get(f"/bao-cao/{office.report().pk}/bieu.xlsx").status_code == 404
    office.sent()
    assert office.client("lan").get(f"/bao-cao/{office.report().pk}/bieu.xlsx").status_code == 409


def test_the_page_of_a_report_leads_to_both(office: Office) -> None:
    report = office.report()
    page = office.client("lan").get(f"/bao-cao/{report.pk}/").content.decode()
    assert f"/bao-cao/{report.pk}/bieu.xlsx" in page
    assert f"/bao-cao/{report.pk}/nhap-bieu/" in page


def test_the_office_gets_the_workbooks_of_all_communes_that_may_still_be_written(office: Office) -> None:
    office.sent()
    client = office.client("hung")
    assert "bieu.zip" in client.get(f"/bao-cao/dot/{office.collection.pk}/").content.decode()
    answer = client.get(f"/bao-cao/dot/{office.collection.pk}/bieu.zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = archive.namelist()
    assert names == ["001_bieu-thu_2026-11_xa-phuc-loc.xlsx", "002_bieu-thu_2026-11_xa-so-001.xlsx"]
    assert office.client("lan").get(f"/bao-cao/dot/{office.collection.pk}/bieu.zip").status_code == 404


# ------------------------------------------------------------------ one workbook


def test_nothing_is_saved_before_the_person_says_so(office: Office) -> None:
    client, report = office.client("lan"), office.report()
    preview = upload(client, report, filled(client, report))
    answer = client.get(preview)
    assert [(row.cell, row.new) for row in answer.context["book"].rows] == [
        (key, str(one)) for key, one in GOOD.items()
    ]
    assert "Lưu 8 ô" in answer.content.decode()
    assert not Figure.objects.exists()
    saved = client.post(preview, follow=True)
    assert saved.redirect_chain[-1][0] == f"/bao-cao/{report.pk}/"
    assert says(report) == {key: exactly(one) for key, one in GOOD.items()}
    assert Intake.objects.get().file_name == "bieu.xlsx"


def test_a_workbook_that_was_taken_in_is_held_no_longer(office: Office) -> None:
    client, report = office.client("lan"), office.report()
    preview = upload(client, report, filled(client, report))
    client.post(preview)
    assert client.get(preview).status_code == 409


def test_what_is_wrong_stands_at_its_cell_and_in_the_copy(office: Office) -> None:
    client, report = office.client("lan"), office.report()
    preview = upload(client, report, filled(client, report, GOOD | {"leaflets": "1,234.5"}))
    answer = client.get(preview)
    row = next(one for one in answer.context["book"].rows if one.cell == "leaflets")
    assert (row.new, [one.code for one in row.remarks]) == ("1,234.5", ["indicators.ambiguous_number"])
    assert client.post(preview).status_code == 409
    assert not Figure.objects.exists()
    copy = client.get(answer.context["book"].href).content
    sheet = openpyxl.load_workbook(io.BytesIO(copy)).worksheets[0]
    at_row = row_of(sheet, "leaflets")
    assert sheet[f"G{at_row}"].value == "1,234.5"
    assert "1.234,5" in sheet[f"I{at_row}"].value
    mended = typed(copy, {"leaflets": "1.234"})
    client.post(upload(client, report, mended))
    assert says(report)["leaflets"] == exactly(1234)


def test_the_right_cells_may_be_saved_alone(office: Office) -> None:
    client, report = office.client("lan"), office.report()
    preview = upload(client, report, filled(client, report, GOOD | {"leaflets": "x"}))
    assert client.post(preview, {"phan": "1"}).status_code == 302
    assert len(says(report)) == 7


def test_two_values_that_met_are_both_shown_and_one_is_chosen(office: Office) -> None:
    client, report = office.client("lan"), office.report()
    content = filled(client, report, {"leaflets": 6, "models_total": 9})
    office.town.save({"leaflets": 5}, report)
    preview = upload(client, report, content)
    answer = client.get(preview)
    row = next(one for one in answer.context["book"].rows if one.cell == "leaflets")
    assert (row.old, row.new, row.meets) == ("5", "6", 1)
    assert client.post(preview).status_code == 409
    assert client.post(preview, {"over": "1.leaflets"}).status_code == 302
    assert says(report) == {"leaflets": exactly(6), "models_total": exactly(9)}


@pytest.mark.parametrize("over", ["x.leaflets", "9" * 30 + ".leaflets", "leaflets", "1.khong-co", ""])
def test_a_choice_that_is_none_changes_nothing(office: Office, over: str) -> None:
    client, report = office.client("lan"), office.report()
    content = filled(client, report, {"leaflets": 6})
    office.town.save({"leaflets": 5}, report)
    assert client.post(upload(client, report, content), {"over": over}).status_code == 409
    assert says(report) == {"leaflets": exactly(5)}


def test_the_workbook_of_another_place_is_refused_at_the_report(office: Office) -> None:
    client = office.client("hung")
    other = filled(client, office.report(office.land.elsewhere))
    answer = client.get(upload(client, office.report(), other))
    assert [one.code for one in answer.context["book"].general] == ["reports.workbook_of_another_place"]
    assert "Không lưu được gì" in answer.content.decode()


def test_the_same_file_twice_is_said(office: Office) -> None:
    client, report = office.client("lan"), office.report()
    content = filled(client, report)
    client.post(upload(client, report, content))
    answer = client.post(upload(client, report, content), follow=True)
    assert "đã được nhập trước đây" in answer.content.decode()


def test_a_form_without_a_file_asks_for_one(office: Office) -> None:
    answer = office.client("lan").post(f"/bao-cao/{office.report().pk}/nhap-bieu/", {})
    assert answer.status_code == 409


def test_a_file_that_is_too_large_is_refused_at_once(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("binhyen.sheets.queries.tables.MAX_BYTES", 10)
    file = SimpleUploadedFile("bieu.xlsx", b"x" * 100)
    answer = office.client("lan").post(f"/bao-cao/{office.report().pk}/nhap-bieu/", {"workbook": file})
    assert answer.status_code == 409
    assert "lớn hơn" in answer.content.decode()


def test_what_is_no_workbook_is_said_in_the_preview(office: Office) -> None:
    client, report = office.client("lan"), office.report()
    answer = client.get(upload(client, report, b"ngay,so", "bieu.csv"))
    assert answer.context["book"].barred
    copy = client.get(answer.context["book"].href)
    assert copy.status_code == 200


def test_a_held_workbook_is_its_owners_alone(office: Office) -> None:
    client, report = office.client("lan"), office.report()
    preview = upload(client, report, filled(client, report))
    assert office.client("hung").get(preview).status_code == 409
    assert office.client("lan").get("/bao-cao/nhap-bieu/..%2F..%2Fx/tra-lai.xlsx").status_code in {404, 409}


# ------------------------------------------------------------------ several


def several(client: Client, **contents: bytes) -> Any:
    files = [SimpleUploadedFile(f"{name}.xlsx", content) for name, content in contents.items()]
    return client.post("/bao-cao/nhap-bieu/", {"workbooks": files}, follow=True)


def test_several_are_looked_at_and_taken_in_together(office: Office) -> None:
    client = office.client("hung")
    own, other = office.report(), office.report(office.land.elsewhere)
    shown = several(
        client, a=filled(client, own), b=filled(client, other, GOOD | {"leaflets": "x"}), c=b"broken".ljust(50)
    )
    assert [(one.name, one.clean, one.wrong, one.barred) for one in shown.context["books"]] == [
        ("a.xlsx", True, 0, False),
        ("b.xlsx", False, 1, False),
        ("c.xlsx", False, 0, True),
    ]
    assert not Figure.objects.exists()
    done = client.post("/bao-cao/nhap-bieu/?xem=1")
    assert [(one.name, one.changed) for one in done.context["rows"]] == [("a.xlsx", 8), ("b.xlsx", 0), ("c.xlsx", 0)]
    copy = client.get(done.context["rows"][1].returned).content
    sheet = openpyxl.load_workbook(io.BytesIO(copy)).worksheets[0]
    assert sheet[f"I{row_of(sheet, 'leaflets')}"].value
    held = held_path("0", office.hung.account.pk).parent
    assert len(list(held.iterdir())) == 2


def test_of_several_every_right_cell_may_be_saved(office: Office) -> None:
    client = office.client("hung")
    several(client, b=filled(client, office.report(), GOOD | {"leaflets": "x"}))
    done = client.post("/bao-cao/nhap-bieu/?xem=1", {"phan": "1"})
    assert done.context["changed"] == 7


def test_too_many_at_once_are_for_the_command(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("binhyen.reports.forms.workbooks.MOST", 1)
    answer = several(office.client("hung"), a=b"x", b=b"y")
    assert answer.status_code == 409
    assert "nhiều nhất 1" in answer.content.decode()


def test_somebody_who_writes_no_reports_brings_none_in(office: Office) -> None:
    auditor = a_person("kiemtra", "Trần Kiểm Tra", Role.AUDITOR, office.land.bac_ninh, "Thanh tra")
    client = signed_in_client(auditor)
    assert client.get("/bao-cao/nhap-bieu/").status_code == 403
    assert "nhap-bieu" not in client.get("/bao-cao/").content.decode()
