"""The province's own file on its pages: sent, mapped, tried, given back with figures, taken off."""

import io
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from binhyen.indicators.actions.forms import publish_version
from binhyen.indicators.queries.forms import content_of
from binhyen.indicators.writers import filled_template, written_value
from binhyen.kernel.amounts import EMPTY, NOTHING, Amount, Bound, exactly, roughly, vaguely
from binhyen.kernel.findings import Refused
from tests.accounts.factories import AT, Person, a_land, ong_hung, signed_in_client
from tests.indicators.desk import Desk, a_desk, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> None:
    settings.EVIDENCE_DIR = tmp_path
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: AT)


@pytest.fixture
def hung(db: None) -> Person:
    return ong_hung(a_land())


@pytest.fixture
def desk(hung: Person) -> Desk:
    return a_desk(signed_in_client(hung), hung)


def a_workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["TT", "Chỉ tiêu", "Số liệu"],
        [1, "Số cuộc phát động phong trào", None],
        [2, "Mắt camera an ninh", None],
    ):
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """A draft with the province's own workbook."""
    file = SimpleUploadedFile("Biểu của tỉnh.xlsx", a_workbook())
    answer = desk.client.post(f"{desk.path}soan/tep/gui/", {"file": file})
    assert answer.status_code == 302
    return desk


def test_an_own_file_is_sent_suggested_for_and_mapped_once(filled: Desk) -> None:
    shown = text(filled.client.get(f"{filled.path}soan/tep/"))
    assert 'name="o:A1" value="C2"' in shown
    assert 'name="o:D4" value="C3"' in shown
    assert filled.content.lines[0].mapped == ""
    assert filled.send("tep/", o__A1="C2", o__D4="C3", o__A2="").status_code == 302
    assert {line.key: line.mapped for line in filled.content.lines if line.mapped} == {"A1": "C2", "D4": "C3"}
    wrong = filled.send("tep/", o__A2="Z99")
    assert wrong.status_code == 409
    assert "tệp không có ô “Z99”" in text(wrong)


def test_a_try_bears_the_codes_of_the_lines(filled: Desk) -> None:
    filled.send("tep/", o__A1="C2", o__D4="C3")
    answer = filled.client.get(f"{filled.path}soan/tep/thu/")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert [sheet["C2"].value, sheet["C3"].value, sheet["B2"].value] == ["A1", "D4", "Số cuộc phát động phong trào"]


def test_figures_are_given_back_in_the_own_file(filled: Desk, hung: Person) -> None:
    filled.send("tep/", o__A1="C2", o__D4="C3")
    version = publish_version(version_id=filled.pk, base=filled.version.content_hash, by=hung.actor, at=AT)
    cells = {line.key: line.cell for line in content_of(version).lines}
    values = {cells["A1"]: exactly(1234), cells["D4"]: roughly(200, Bound.OVER), cells["A2"]: exactly(9)}
    sheet = openpyxl.load_workbook(io.BytesIO(filled_template(version, values))).active
    assert [sheet["C2"].value, sheet["C3"].value] == [1234, "hơn 200"]


def test_a_letter_with_a_table_is_given_back_too(desk: Desk, hung: Person) -> None:
    letter = docx.Document()
    letter.add_paragraph("Biểu số 5")
    table = letter.add_table(rows=2, cols=3)
    for column, words in enumerate(("TT", "Chỉ tiêu", "Số liệu")):
        table.cell(0, column).text = words
    table.cell(1, 1).text = "Mắt camera an ninh"
    stream = io.BytesIO()
    letter.save(stream)
    desk.client.post(f"{desk.path}soan/tep/gui/", {"file": SimpleUploadedFile("Biểu 5.docx", stream.getvalue())})
    assert 'name="o:D4" value="1:2:3"' in text(desk.client.get(f"{desk.path}soan/tep/"))
    desk.send("tep/", o__D4="1:2:3")
    line = next(line for line in desk.content.lines if line.key == "D4")
    filled = docx.Document(io.BytesIO(filled_template(desk.version, {line.cell: exactly(1234)})))
    assert filled.tables[0].cell(1, 2).text == "1.234"
    assert filled.paragraphs[0].text == "Biểu số 5"


@pytest.mark.parametrize(
    ("name", "content"), [("b.pdf", b"%PDF-1.4"), ("b.xlsx", b""), ("b.xlsx", b"junk"), ("b.ods", b"PK")]
)
def test_a_file_that_cannot_be_given_back_is_answered_on_the_page(desk: Desk, name: str, content: bytes) -> None:
    answer = desk.client.post(f"{desk.path}soan/tep/gui/", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 409
    assert desk.version.template_id is None


def test_a_file_is_taken_off_again(filled: Desk) -> None:
    given = filled.client.get(f"{filled.path}tep/1/")
    assert given.status_code == 200
    given.close()
    assert filled.client.post(f"{filled.path}soan/tep/bo/").status_code == 302
    assert filled.version.template_id is None
    assert filled.client.get(f"{filled.path}soan/tep/thu/").status_code == 404


def test_a_version_without_a_file_gives_none_back(desk: Desk) -> None:
    with pytest.raises(Refused) as caught:
        filled_template(desk.version, {})
    assert caught.value.code == "indicators.no_template"


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (exactly(3), Decimal(3)),
        (exactly(3, 5), "3/5"),
        (NOTHING, "KPS"),
        (EMPTY, None),
        (roughly(200, Bound.OVER), "hơn 200"),
        (vaguely("hàng trăm"), "hàng trăm"),
    ],
)
def test_exact_numbers_are_written_as_numbers_and_the_rest_as_text(amount: Amount, expected: object) -> None:
    assert written_value(amount) == expected
