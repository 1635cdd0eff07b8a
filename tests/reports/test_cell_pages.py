"""The page and the panel of one cell: its past, what was said at it, its evidence."""

from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pytest_django import DjangoAssertNumQueries, Settings

from binhyen.audit.models import Entry
from binhyen.reports.models import CellFile
from tests.reports.desks import Desks
from tests.reports.grid import SCRIPT, body, send, shown

pytestmark = pytest.mark.django_db


def test_a_script_gets_the_panel_of_a_cell_with_the_line_of_its_past(seats: Desks) -> None:
    town = seats.town
    for back, period in enumerate(("2026-10", "2026-09", "2026-08")):
        town.collect(period)
        town.save({"leaflets": 350 - back}, town.report(period), seats.lan.actor)
    path = f"/bao-cao/{town.report().pk}/o/leaflets/"
    page = body(seats.client(seats.lan).get(path, headers=SCRIPT))
    assert "<html" not in page
    assert "by-sketch" in page
    assert "08/2026: 348" in page
    assert "10/2026: 350" in page
    assert "Cán bộ phong trào" in page


# ------------------------------------------------------------------ the page of one cell


def test_a_cells_page_has_every_value_with_who_when_and_why(seats: Desks) -> None:
    report = seats.town.report()
    send(seats.client(seats.lan), report, {"leaflets": "350"})
    send(seats.client(seats.tuan), report, {"leaflets": "360"}, 1, note_leaflets="Cộng thôn Đông.")
    page = shown(seats.client(seats.hung), f"/bao-cao/{report.pk}/o/leaflets/")
    assert "Leaflets: 360" in page
    assert "350" in page
    assert "Phó Trưởng Công an xã" in page
    assert "Cộng thôn Đông." in page


def test_a_cells_page_asks_the_same_queries_however_often_it_was_written(
    seats: Desks, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client, report = seats.client(seats.lan), seats.town.report()
    for base in range(5):
        send(client, report, {"leaflets": str(base + 1)}, base)
    shown(client, f"/bao-cao/{report.pk}/o/leaflets/")
    with django_assert_max_num_queries(18):
        shown(client, f"/bao-cao/{report.pk}/o/leaflets/")


def test_a_cell_that_the_form_has_not_is_not_there(seats: Desks) -> None:
    client, pk = seats.client(seats.lan), seats.town.report().pk
    for cell in ("guns", "|", "leaflets|x", "%20"):
        assert client.get(f"/bao-cao/{pk}/o/{cell}/").status_code == 404


def test_something_is_said_at_a_cell_and_nothing_is_no_remark(seats: Desks) -> None:
    client, pk = seats.client(seats.lan), seats.town.report().pk
    path = f"/bao-cao/{pk}/o/leaflets/trao-doi/"
    assert client.post(path, {"text": "Tính đến 14/11."}).status_code == 302
    assert "Tính đến 14/11." in shown(client, f"/bao-cao/{pk}/o/leaflets/")
    assert client.post(path, {"text": " "}).status_code == 409


# ------------------------------------------------------------------ evidence


def a_png() -> SimpleUploadedFile:
    made = BytesIO()
    Image.new("RGB", (8, 8), "white").save(made, "PNG")
    return SimpleUploadedFile("bien-ban.png", made.getvalue(), "image/png")


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> None:
    settings.EVIDENCE_DIR = tmp_path


def test_evidence_is_attached_opened_and_taken_off_with_a_reason(seats: Desks, folder: None) -> None:
    client, pk = seats.client(seats.lan), seats.town.report().pk
    answer = client.post(f"/bao-cao/{pk}/o/leaflets/minh-chung/", {"papers": [a_png()]})
    assert answer.status_code == 302
    held = CellFile.objects.get()
    assert held.name == "bien-ban.png"
    assert Entry.objects.filter(action="reports.attach").count() == 1
    opened = client.get(f"/bao-cao/minh-chung/{held.pk}/")
    assert opened.status_code == 200
    opened.close()
    assert seats.client(seats.nam).get(f"/bao-cao/minh-chung/{held.pk}/").status_code == 404
    client.post(f"/bao-cao/minh-chung/{held.pk}/bo/", {"reason": ""})
    held.refresh_from_db()
    assert held.removed_at is None
    client.post(f"/bao-cao/minh-chung/{held.pk}/bo/", {"reason": "Nhầm tệp."})
    assert client.get(f"/bao-cao/minh-chung/{held.pk}/").status_code == 404
    assert "Nhầm tệp." in shown(client, f"/bao-cao/{pk}/o/leaflets/")


def test_a_file_that_is_none_is_refused_by_name_and_nothing_is_kept(seats: Desks, folder: None) -> None:
    client, pk = seats.client(seats.lan), seats.town.report().pk
    path = f"/bao-cao/{pk}/o/leaflets/minh-chung/"
    bad = SimpleUploadedFile("x.exe", b"MZ" + b"0" * 100, "application/octet-stream")
    assert client.post(path, {"papers": [bad]}).status_code == 409
    assert client.post(path, {}).status_code == 409
    assert CellFile.objects.count() == 0


def test_evidence_of_a_sent_report_stays(seats: Desks, folder: None) -> None:
    client, report = seats.client(seats.lan), seats.town.report()
    client.post(f"/bao-cao/{report.pk}/o/leaflets/minh-chung/", {"papers": [a_png()]})
    seats.town.sent()
    held = CellFile.objects.get()
    assert client.post(f"/bao-cao/minh-chung/{held.pk}/bo/", {"reason": "Nhầm."}).status_code == 302
    held.refresh_from_db()
    assert held.removed_at is None
    assert client.post(f"/bao-cao/{report.pk}/o/leaflets/minh-chung/", {"papers": [a_png()]}).status_code == 409


def test_a_cell_holds_ten_files(seats: Desks, folder: None) -> None:
    client, report = seats.client(seats.lan), seats.town.report()
    path = f"/bao-cao/{report.pk}/o/leaflets/minh-chung/"
    assert client.post(path, {"papers": [a_png() for _ in range(10)]}).status_code == 302
    answer = client.post(path, {"papers": [a_png()]})
    assert answer.status_code == 409
    assert "đã có 10 tệp" in body(answer)
