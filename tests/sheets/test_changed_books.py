"""Entry workbooks that people changed where it matters: no number is lost, none is read as another's."""

import io
import struct
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageFont

from binhyen.kernel.findings import Refused, Severity
from binhyen.sheets.queries import read_table
from binhyen.sheets.rules.columns import Column
from binhyen.sheets.rules.entry import EntryLine
from binhyen.sheets.rules.entry_layout import text_rows
from binhyen.sheets.rules.old_books import has_password, special_of_old
from binhyen.sheets.rules.special import special_cells
from binhyen.sheets.writers.entry_copy import write_entry_copy
from tests.sheets.books import a_book, changed, codes, read, row_of, typed, written
from tests.sheets.forms import parts_of, with_parts

SAMPLES = Path(__file__).parent / "samples"
OLD = (SAMPLES / "faulty.xls").read_bytes()
FONTS = Path(__file__).parents[2] / "src/binhyen/documents/fonts"


# ------------------------------------------------------------------ formulas, errors and merged cells, in every format


@pytest.mark.parametrize("name", ["faulty.xls", "faulty.ods"])
def test_errors_formulas_and_merged_cells_are_seen_in_every_format(name: str) -> None:
    """The samples divide by zero, add up, and merge two lines. Read as empty they would delete what was saved."""
    cells = read((SAMPLES / name).read_bytes()).cells
    assert (cells["sessions"].value, cells["sessions"].error, cells["sessions"].formula) == (None, True, True)
    assert (cells["people"].value, cells["people"].error, cells["people"].formula) == (12, False, True)
    assert [cells[key].merged for key in ("weight", "share", "accepted")] == [True, True, False]
    assert not cells["accepted"].touched


def test_texts_of_errors_are_errors_in_open_documents_of_other_programs() -> None:
    content = (SAMPLES / "faulty.ods").read_bytes()
    sheet = parts_of(content)["content.xml"].replace(b'calcext:value-type="error"', b"")
    assert b"<text:p>#DIV/0!</text:p>" in sheet
    found = special_cells(with_parts(content, {"content.xml": sheet}), 0)
    assert (9, 6) in found.errors


def test_cells_of_other_writers_of_xlsx_are_seen_as_well() -> None:
    content = changed(written(), lambda _book, sheet: sheet.__setitem__(f"G{row_of(sheet, 'sessions')}", "=1/0"))
    name = "xl/worksheets/sheet1.xml"
    prefixed = parts_of(content)[name].replace(b"<c ", b"<x:c ").replace(b"<f>", b"<x:f>")
    prefixed = prefixed.replace(b"<worksheet xmlns=", b"<x:worksheet xmlns:x=")
    found = special_cells(content, 0).formulas
    assert (9, 6) in found
    assert special_cells(with_parts(content, {name: prefixed}), 0).formulas == found


@pytest.mark.parametrize("name", ["faulty.xls", "faulty.ods"])
def test_a_table_says_of_an_error_that_it_is_none_of_its_values(name: str) -> None:
    columns = (Column("label", "Chỉ tiêu", required=True), Column("now", "Kỳ này 11/2026"))
    with (SAMPLES / name).open("rb") as stream:
        table = read_table(stream, columns)
    rows = {row.text("label"): [one.code for one in row.findings] for row in table.rows}
    assert rows["Số buổi tuyên truyền"] == ["sheets.formula", "sheets.error_value"]


# ------------------------------------------------------------------ old workbooks


def test_an_old_workbook_with_a_password_says_so() -> None:
    """The record after the first becomes the one that a password leaves there."""
    at = OLD.index(b"\x09\x08\x10\x00") + 20
    locked = OLD[:at] + struct.pack("<H", 0x2F) + OLD[at + 2 :]
    assert not has_password(OLD)
    assert codes(read(locked)) == {"sheets.encrypted"}
    with pytest.raises(Refused) as refusal:
        read_table(io.BytesIO(locked), (Column("a", "A"),))
    assert refusal.value.code == "sheets.encrypted"


def test_an_open_document_with_a_password_says_so() -> None:
    content = (SAMPLES / "entry.ods").read_bytes()
    manifest = b'<manifest:manifest><manifest:encryption-data manifest:checksum=""/></manifest:manifest>'
    assert codes(read(with_parts(content, {"META-INF/manifest.xml": manifest}))) == {"archives.encrypted"}


@given(st.lists(st.tuples(st.integers(0, len(OLD) - 1), st.integers(0, 255)), max_size=40), st.integers(0, len(OLD)))
@settings(max_examples=150)
def test_a_damaged_old_workbook_never_holds_its_reader_up(changes: list[tuple[int, int]], cut: int) -> None:
    damaged = bytearray(OLD)
    for at, value in changes:
        damaged[at % 1_024] = value
        damaged[at] = value
    content = bytes(damaged[: cut or None])
    assert has_password(content) in {True, False}
    try:
        formulas, errors = special_of_old(content, 0)
    except (struct.error, IndexError):
        return
    assert len(formulas) + len(errors) < len(content)


# ------------------------------------------------------------------ columns and sheets


@pytest.mark.parametrize("column", [5, 6, 7, 8])
def test_a_column_that_was_put_in_keeps_everything_from_being_read(column: int) -> None:
    found = read(changed(written(), lambda _book, sheet: sheet.insert_cols(column)))
    (finding,) = [one for one in found.findings if one.severity is Severity.ERROR]
    assert (finding.code, finding.where) == ("sheets.columns_moved", "")


@pytest.mark.parametrize("column", [5, 6, 7, 8])
def test_a_column_that_was_taken_out_keeps_everything_from_being_read(column: int) -> None:
    found = read(changed(written(), lambda _book, sheet: sheet.delete_cols(column)))
    assert "sheets.columns_moved" in codes(found)


def test_a_row_put_in_above_the_table_moves_no_column() -> None:
    found = read(changed(written(), lambda _book, sheet: sheet.insert_rows(3, 4)))
    assert not [one for one in found.findings if one.severity is Severity.ERROR]
    assert found.cells["sessions"].value == 12


def test_sheets_in_another_order_under_other_names_are_found_by_their_ids() -> None:
    def edit(book: Any, sheet: Any) -> None:
        sheet.title = "Tháng 11"
        book.create_sheet("Nháp", 0)["A1"] = "cộng thử"
        book.move_sheet("_binhyen", -2)

    found = read(typed(changed(written(), edit), {}))
    assert [(one.code, one.severity, dict(one.params)) for one in found.findings] == [
        ("sheets.other_sheets", Severity.WARNING, {"sheets": "Nháp"})
    ]
    assert found.cells["sessions"].value == 12


def test_an_empty_sheet_beside_the_form_is_nothing_to_speak_of() -> None:
    assert not read(changed(written(), lambda book, _sheet: book.create_sheet("Sheet1"))).findings


def test_a_second_copy_of_the_form_is_an_error_since_either_may_be_meant() -> None:
    def edit(book: Any, sheet: Any) -> None:
        book.copy_worksheet(sheet)[f"G{row_of(sheet, 'sessions')}"] = 99

    (finding,) = read(changed(written(), edit)).findings
    assert (finding.code, finding.severity, finding.where) == ("sheets.sheet_twice", Severity.ERROR, "")


def test_without_its_hidden_sheet_a_workbook_still_says_whose_it_was() -> None:
    (finding,) = read(changed(written(), lambda book, _sheet: book.remove(book["_binhyen"]))).findings
    assert finding.code == "sheets.hidden_gone"
    assert finding.params["was"] == "Tháng 11/2026 – Xã An Phú; Báo cáo phong trào tháng, bieu-thu 3"


def test_a_copy_of_a_renamed_sheet_keeps_what_was_typed_beside_its_rows() -> None:
    def edit(book: Any, sheet: Any) -> None:
        sheet.title = "Tháng 11"
        sheet[f"G{row_of(sheet, 'sessions')}"] = 15
        book.create_sheet("Nháp", 0)["A1"] = "cộng thử"

    copy = write_entry_copy(changed(written(), edit), {"sessions": ["Sai."]}, [])
    again = read(copy)
    assert (again.cells["sessions"].value, again.signed_text) == (15, a_book().signed_text)
    sheet = openpyxl.load_workbook(io.BytesIO(copy)).worksheets[0]
    assert sheet[f"I{row_of(sheet, 'sessions')}"].value == "Sai."


# ------------------------------------------------------------------ what is given out


def test_texts_that_look_like_formulas_stay_texts_when_their_cells_are_edited() -> None:
    lines = (EntryLine("a", "1", "Dòng", "cái", value="-5 hoặc hơn", note="=1+1"), EntryLine("b", "2", "Dòng", "cái"))
    sheet = openpyxl.load_workbook(io.BytesIO(written(lines))).worksheets[0]
    row, other = row_of(sheet, "a"), row_of(sheet, "b")
    assert [sheet[f"{column}{row}"].quotePrefix for column in "GH"] == [True, True]
    assert not sheet[f"H{other}"].quotePrefix
    assert read(written(lines)).cells["a"].note == "=1+1"


@pytest.mark.parametrize("choices", [("a, b", "c"), tuple(f"Một lựa chọn dài, số {number}" for number in range(30))])
def test_choices_that_a_cell_cannot_hold_stand_in_the_hidden_sheet(choices: tuple[str, ...]) -> None:
    content = written((EntryLine("kind", "1", "Loại", "", value="c", choices=choices), EntryLine("b", "2", "Dòng", "")))
    book = openpyxl.load_workbook(io.BytesIO(content))
    (rule,) = [one for one in book.worksheets[0].data_validations.dataValidation if one.type == "list"]
    area = rule.formula1.removeprefix("'_binhyen'!").replace("$", "")
    assert tuple(cell.value for row in book["_binhyen"][area] for cell in row) == choices
    assert not read(content).findings


WORDS = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạẮẰÂĐƠƯABCDMNOSTVX0123456789,./-“”()", min_size=1, max_size=14)


@given(st.lists(WORDS, max_size=14).map(" ".join))
@settings(max_examples=200)
def test_no_label_is_given_fewer_rows_than_times_new_roman_needs(text: str) -> None:
    font, room = ImageFont.truetype(str(FONTS / "Tinos-Regular.ttf"), 120), 198.0
    needed, line = 1, ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and font.getlength(longer) / 10 > room:
            needed, longer = needed + 1, word
        line = longer
    assert text_rows(text, room, 12) >= needed
