"""A report in its province's own file: who gets it, what stands in it, what the log keeps."""

import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import docx
import openpyxl
import pytest
from django.http import HttpResponseBase
from pytest_django import Settings

from binhyen.audit.models import Entry
from binhyen.files.actions import receive
from binhyen.indicators.models import FormVersion
from binhyen.indicators.queries.forms import content_of
from binhyen.indicators.rules.plain import form_hash, form_to_data
from binhyen.kernel.amounts import Bound, roughly
from tests.reports.desks import Desks, desks
from tests.reports.factories import NOW, a_content, a_report_town
from tests.sheets.forms import document_form, workbook_form

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ready(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> None:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOW)
    settings.EVIDENCE_DIR = tmp_path


@pytest.fixture
def seats() -> Desks:
    return desks()


def with_file(seats: Desks, places: Mapping[str, str], content: bytes, name: str) -> None:
    """Give the form in use a file of the province's, as publishing it with one does."""
    form = content_of(seats.town.version)
    lines = tuple(replace(line, mapped=places.get(str(line.cell), "")) for line in form.lines)
    whole = replace(form, sections=(replace(form.sections[0], lines=lines),))
    received = receive(stream=io.BytesIO(content), name=name, hint="", by=seats.hung.actor, at=NOW)
    FormVersion.objects.filter(pk=seats.town.version.pk).update(
        template=received.blob, template_name=name, content=form_to_data(whole), content_hash=form_hash(whole)
    )


def asked(seats: Desks, who: Any, path: str = "bieu-tinh/") -> HttpResponseBase:
    return seats.client(who).get(f"/bao-cao/{seats.town.report().pk}/{path}")


def body(answer: HttpResponseBase) -> bytes:
    return answer.content  # type: ignore[attr-defined, no-any-return]


def test_the_workbook_comes_filled_with_what_the_report_says(seats: Desks) -> None:
    with_file(seats, {"models_total": "D10", "leaflets": "D12", "models_new": "D11"}, workbook_form(), "Biểu 01.xlsx")
    seats.town.save({"models_total": 9, "leaflets": roughly(200, Bound.OVER)}, by=seats.lan.actor)
    answer = asked(seats, seats.lan)
    assert answer.status_code == 200
    assert "Biểu 01 2026-11.xlsx" in unquote(answer["Content-Disposition"])
    sheet = openpyxl.load_workbook(io.BytesIO(body(answer)))["Biểu 01"]
    assert [sheet[one].value for one in ("D10", "D11", "D12", "B10")] == [9, None, "hơn 200", "Tổng số mô hình hiện có"]


def test_a_document_comes_filled_too(seats: Desks) -> None:
    with_file(seats, {"models_total": "2:3:3"}, document_form(), "biểu.docx")
    seats.town.save({"models_total": 1234}, by=seats.lan.actor)
    table = docx.Document(io.BytesIO(body(asked(seats, seats.lan)))).tables[1]
    assert table.cell(2, 2).text == "1.234"


def test_the_page_offers_it_where_the_form_has_a_file(seats: Desks) -> None:
    assert b"bieu-tinh/" not in body(asked(seats, seats.lan, ""))
    with_file(seats, {"models_total": "D10"}, workbook_form(), "Biểu 01.xlsx")
    page = body(asked(seats, seats.lan, "")).decode()
    assert f"/bao-cao/{seats.town.report().pk}/bieu-tinh/" in page
    assert "Biểu của tỉnh đã điền" in page


def test_a_form_without_a_file_or_without_mapped_cells_gives_none(seats: Desks) -> None:
    assert asked(seats, seats.lan).status_code == 404
    with_file(seats, {}, workbook_form(), "Biểu 01.xlsx")
    assert asked(seats, seats.lan).status_code == 404


def test_who_does_not_see_the_report_does_not_see_its_file(seats: Desks) -> None:
    with_file(seats, {"models_total": "D10"}, workbook_form(), "Biểu 01.xlsx")
    assert asked(seats, seats.nam).status_code == 404


def test_a_small_count_about_people_leaves_for_its_reporter_alone() -> None:
    seats = desks(a_report_town(a_content("tips_received", "models_total")))
    with_file(seats, {"tips_received": "D10", "models_total": "D11"}, workbook_form(), "b.xlsx")
    seats.town.save({"tips_received": 3, "models_total": 3}, by=seats.lan.actor)
    for who, tips in ((seats.lan, 3), (seats.hung, "ẩn")):
        sheet = openpyxl.load_workbook(io.BytesIO(body(asked(seats, who))))["Biểu 01"]
        assert (sheet["D10"].value, sheet["D11"].value) == (tips, 3)


def test_the_log_keeps_who_took_it(seats: Desks) -> None:
    with_file(seats, {"models_total": "D10"}, workbook_form(), "Biểu 01.xlsx")
    asked(seats, seats.lan)
    entry = Entry.objects.get(action="reports.export")
    assert (entry.subject_id, entry.data) == (
        seats.town.report().pk,
        {"format": "template.xlsx", "basis": "saved", "own": True},
    )


def test_a_cell_that_the_file_has_not_is_said_by_name(seats: Desks) -> None:
    with_file(seats, {"models_total": "Không có!D10"}, workbook_form(), "Biểu 01.xlsx")
    seats.town.save({"models_total": 9}, by=seats.lan.actor)
    answer = asked(seats, seats.lan)
    assert answer.status_code == 409
    assert "Không có!D10" in body(answer).decode()
