"""Entry workbooks: what is locked, what is read back, what is said of everything that must not have been done."""

import io
import re
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from binhyen.kernel.findings import Severity
from binhyen.sheets.queries import read_entry_books
from binhyen.sheets.rules.entry import EntryLine, as_written, given_text
from binhyen.sheets.rules.entry_reading import MOST_LINES
from binhyen.sheets.writers.entry import write_entry_book
from binhyen.sheets.writers.entry_copy import TITLE, write_entry_copy
from tests.sheets.books import IDENTITY, LINES, a_book, changed, codes, read, row_of, typed, written

SAMPLES = Path(__file__).parent / "samples"


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


# ------------------------------------------------------------------ what is given out


def test_only_the_cells_to_fill_in_can_be_typed_into() -> None:
    book = opened(written())
    sheet = book.worksheets[0]
    assert sheet.protection.sheet
    open_cells = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    rows = [row_of(sheet, line.key) for line in LINES if line.open]
    assert open_cells == {f"{column}{row}" for row in rows for column in "GH"}


def test_ids_are_kept_where_nobody_looks() -> None:
    book = opened(written())
    assert [one.sheet_state for one in book.worksheets] == ["visible", "veryHidden"]
    assert book.worksheets[0].column_dimensions["A"].hidden


def test_it_prints_on_upright_a4_with_its_head_on_every_page() -> None:
    sheet = opened(written()).worksheets[0]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")
    assert sheet.print_title_rows == "$8:$8"
    assert sheet.print_area.endswith("$B$1:$H$25")
    assert sheet.freeze_panes == "D9"
    assert sheet["B4"].font.name == "Times New Roman"


def test_the_head_is_that_of_an_official_form() -> None:
    sheet = opened(written()).worksheets[0]
    assert [sheet[one].value for one in ("B1", "B2", "E1", "E2", "B4", "B5")] == [
        "ỦY BAN NHÂN DÂN TỈNH BẮC NINH",
        "ỦY BAN NHÂN DÂN XÃ AN PHÚ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "BÁO CÁO PHONG TRÀO THÁNG",
        "Tháng 11/2026 – Xã An Phú",
    ]


def test_a_number_below_zero_is_warned_of_and_words_may_be_typed() -> None:
    sheet = opened(written()).worksheets[0]
    rules = {str(one.sqref): one for one in sheet.data_validations.dataValidation}
    rule = rules[f"G{row_of(sheet, 'sessions')}"]
    assert (rule.type, rule.operator, rule.errorStyle) == ("decimal", "greaterThanOrEqual", "warning")
    assert "KPS" in rule.error
    assert f"G{row_of(sheet, 'accepted')}" not in rules
    assert sheet[f"G{row_of(sheet, 'share')}"].number_format == "@"


def test_a_line_with_choices_offers_them() -> None:
    sheet = opened(written((EntryLine("kind", "1", "Loại", "", choices=("Đạt", "Chưa đạt")),))).worksheets[0]
    (rule,) = sheet.data_validations.dataValidation
    assert (rule.type, rule.formula1) == ("list", '"Đạt,Chưa đạt"')


def test_a_broken_relation_turns_red_and_says_why_beside_the_row() -> None:
    sheet = opened(written()).worksheets[0]
    row, other = row_of(sheet, "sessions"), row_of(sheet, "people")
    formula = sheet[f"I{row}"].value
    assert "Không được lớn hơn dòng 2." in formula
    assert f"ROUND($G${row}-SUM($G${other}),6)>0" in formula
    assert f'OR(ISNUMBER($G${other}),$G${other}="KPS")' in formula
    red = {str(area.sqref) for area in sheet.conditional_formatting}
    assert {f"G{row}", f"G{row_of(sheet, 'weight')}"} <= red


def test_the_same_book_is_the_same_file() -> None:
    assert written() == written()


# ------------------------------------------------------------------ what comes back


def test_what_was_given_out_comes_back_untouched() -> None:
    found = read(written())
    assert found.identity == IDENTITY
    assert not found.findings
    assert not any(cell.touched for cell in found.cells.values())
    assert found.signed_text == a_book().signed_text
    assert (found.place, found.period) == ("Xã An Phú", "Tháng 11/2026")


def test_what_was_typed_comes_back_as_it_was_typed() -> None:
    day = date(2026, 11, 5)
    values = {"sessions": 15, "people": "1.234,5", "weight": 2.5, "share": "194/213", "accepted": day}
    found = read(typed(written(), values, {"weight": " cân\nlại "}))
    assert {key: cell.value for key, cell in found.cells.items()} == values
    assert found.cells["weight"].note == "cân lại"
    assert {key for key, cell in found.cells.items() if cell.touched} == set(values)
    assert found.cells["people"].version == 1
    assert not found.findings


def test_a_cell_that_was_emptied_is_touched() -> None:
    cell = read(typed(written(), {"sessions": None})).cells["sessions"]
    assert cell.value is None
    assert cell.touched


@pytest.mark.parametrize("name", ["entry.xls", "entry.ods"])
def test_old_and_open_formats_are_read_as_well(name: str) -> None:
    """The samples are one of our workbooks, filled in and saved anew by an office program."""
    found = read((SAMPLES / name).read_bytes())
    assert found.identity == IDENTITY
    assert not found.findings
    assert found.signed_text == a_book().signed_text
    told = {key: cell.value for key, cell in found.cells.items()}
    assert told == {"sessions": 15, "people": "1.234", "weight": 2.5, "share": "194/213", "accepted": 9}
    assert found.cells["weight"].note == "cân lại"


NUMBERS = st.decimals(min_value=0, max_value=Decimal(10) ** 14 - 1, places=4) | st.integers(0, 10**14 - 1)


@given(
    st.lists(
        st.one_of(st.none(), NUMBERS, st.sampled_from(["KPS", "hơn 200", "194/213", "hàng trăm"])),
        min_size=1,
        max_size=8,
    )
)
@settings(max_examples=15)
def test_every_value_that_is_given_out_comes_back_the_same(values: list[Any]) -> None:
    lines = tuple(EntryLine(f"k{n}", str(n), f"Dòng {n}", "cái", value=one) for n, one in enumerate(values))
    found = read(written(lines))
    assert [given_text(cell.value) for cell in found.cells.values()] == [given_text(as_written(one)) for one in values]
    assert found.signed_text == a_book(lines).signed_text


# ------------------------------------------------------------------ what must not be done to it


def test_an_edited_id_changes_what_the_signature_was_made_over() -> None:
    def edit(book: Any, _sheet: Any) -> None:
        hidden = book["_binhyen"]
        row = next(one[0].row for one in hidden.iter_rows() if one[0].value == "report")
        hidden[f"B{row}"] = "18"

    found = read(changed(written(), edit))
    assert found.identity is not None
    assert found.identity.report == 18
    assert found.signed_text != a_book().signed_text


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ("C", "Số buổi khác", "sheets.label_changed"),
        ("D", "triệu buổi", "sheets.label_changed"),
        ("A", "people", "sheets.line_twice"),
        ("A", None, "sheets.line_gone"),
    ],
)
def test_what_was_changed_in_a_locked_row_is_named(cell: str, value: object, code: str) -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet[f"{cell}{row_of(sheet, 'sessions')}"] = value

    found = read(changed(written(), edit))
    (finding,) = [one for one in found.findings if one.code == code]
    assert finding.severity is Severity.ERROR
    assert finding.where in {"sessions", "people"}


def test_another_place_in_the_title_is_seen() -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet["B5"] = "Tháng 11/2026 – Xã Phúc Lộc"

    (finding,) = read(changed(written(), edit)).findings
    assert (finding.code, finding.where) == ("sheets.title_changed", "")
    assert finding.params["now"] == "Tháng 11/2026 – Xã Phúc Lộc"


def test_a_row_that_was_put_in_between_moves_nothing() -> None:
    content = changed(written(), lambda _book, sheet: sheet.insert_rows(row_of(sheet, "people")))
    found = read(content)
    assert found.cells["people"].value == "hơn 200"
    assert not any(one.severity is Severity.ERROR for one in found.findings)


def test_without_its_hidden_column_nothing_is_guessed() -> None:
    assert "sheets.keys_gone" in codes(read(changed(written(), lambda _book, sheet: sheet.delete_cols(1))))


def test_cells_beside_the_table_are_named_and_left_out() -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet["K3"] = "thêm"
        sheet["G40"] = 5

    (finding,) = read(changed(written(), edit)).findings
    assert (finding.code, finding.severity) == ("sheets.extra_cells", Severity.WARNING)
    assert finding.params == {"count": 2, "cells": "K3, G40"}


def test_a_hundred_thousand_rows_below_are_left_out_and_said() -> None:
    def edit(_book: Any, sheet: Any) -> None:
        for row in range(30, 100_030):
            sheet.cell(row, 7, row)

    found = read(changed(written(), edit))
    assert codes(found) == {"sheets.extra_cells", "sheets.rows_beyond"}
    assert found.cells["sessions"].value == 12


def test_merged_cells_formulas_and_errors_are_marked() -> None:
    def edit(_book: Any, sheet: Any) -> None:
        first, second = row_of(sheet, "sessions"), row_of(sheet, "people")
        sheet.merge_cells(f"G{first}:G{second}")
        sheet[f"G{row_of(sheet, 'weight')}"] = "=1/0"
        sheet[f"G{row_of(sheet, 'share')}"] = "#DIV/0!"
        sheet[f"G{row_of(sheet, 'share')}"].data_type = "e"

    cells = read(changed(written(), edit)).cells
    assert [cells[key].merged for key in ("sessions", "people", "weight")] == [True, True, False]
    assert (cells["weight"].formula, cells["share"].error) == (True, True)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "sheets.not_a_workbook"),
        (b"ngay,so\n1,2", "sheets.not_a_workbook"),
        (written()[:3_000], "archives.broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "sheets.encrypted"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "_VBA_PROJECT".encode("utf-16-le"), "sheets.macros"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2_000, "sheets.not_a_workbook"),
    ],
)
def test_a_file_that_is_no_workbook_says_what_it_is(content: bytes, code: str) -> None:
    found = read(content)
    assert found.identity is None
    assert codes(found) == {code}


def with_part(name: str, part: bytes) -> bytes:
    kept = io.BytesIO(written())
    with zipfile.ZipFile(kept, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, part)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("name", "part", "code"),
    [
        ("xl/vbaProject.bin", b"x", "archives.macros"),
        ("xl/media/large.bin", b"\0" * 210 * 1024 * 1024, "archives.bomb"),
        ("../outside.xml", b"x", "archives.paths"),
    ],
)
def test_macros_bombs_and_paths_that_leave_are_refused(name: str, part: bytes, code: str) -> None:
    assert codes(read(with_part(name, part))) == {code}


def test_another_workbook_is_not_ours() -> None:
    kept = io.BytesIO()
    openpyxl.Workbook().save(kept)
    assert codes(read(kept.getvalue())) == {"sheets.no_entry_book"}


@pytest.mark.parametrize("value", ["", "x", "-1", "9" * 30, "١٢"])
def test_an_identity_without_numbers_is_none(value: str) -> None:
    def edit(book: Any, _sheet: Any) -> None:
        hidden = book["_binhyen"]
        row = next(one[0].row for one in hidden.iter_rows() if one[0].value == "version")
        hidden[f"B{row}"] = value

    assert codes(read(changed(written(), edit))) == {"sheets.no_entry_book"}


def test_no_more_lines_are_read_than_a_form_may_have() -> None:
    lines = tuple(EntryLine(f"k{n}", str(n), "Dòng", "cái") for n in range(MOST_LINES + 5))
    assert len(read(written(lines)).cells) == MOST_LINES


# ------------------------------------------------------------------ many of them


def test_many_are_read_in_order_and_a_bad_one_among_them_harms_nobody(tmp_path: Path) -> None:
    contents = [written(), b"PK\x03\x04 broken", typed(written(), {"sessions": 99}), b"", written()]
    paths = [tmp_path / f"{number}.xlsx" for number in range(len(contents) + 1)]
    for path, content in zip(paths, contents, strict=False):
        path.write_bytes(content)
    found = list(read_entry_books(paths))
    assert [one.identity is not None for one in found] == [True, False, True, False, True, False]
    assert found[2].cells["sessions"].value == 99


# ------------------------------------------------------------------ the returned copy


def test_a_copy_says_beside_each_cell_what_is_wrong_and_keeps_what_was_typed() -> None:
    content = typed(written(), {"sessions": "1,234.5", "people": 7})
    copy = write_entry_copy(content, {"sessions": ["Ghi 1.234,5.", "Xem lại."]}, ["Cần xem lại cả biểu."])
    sheet = opened(copy).worksheets[0]
    row = row_of(sheet, "sessions")
    assert (sheet[f"G{row}"].value, sheet[f"I{row}"].value) == ("1,234.5", "Ghi 1.234,5. Xem lại.")
    assert not sheet[f"I{row_of(sheet, 'people')}"].value
    assert (sheet["I1"].value, sheet["I2"].value, sheet["I8"].value) == (TITLE, "Cần xem lại cả biểu.", TITLE)
    assert any("LEN($I10)>0" in rule.formula[0] for area in sheet.conditional_formatting for rule in area.rules)
    again = read(copy)
    assert (again.signed_text, again.findings) == (a_book().signed_text, ())
    assert again.cells["people"].value == 7


def test_remarks_of_an_earlier_copy_do_not_stay() -> None:
    first = write_entry_copy(written(), {"sessions": ["Sai."]}, ["Chung."])
    sheet = opened(write_entry_copy(first, {"people": ["Sai."]}, [])).worksheets[0]
    assert not sheet[f"I{row_of(sheet, 'sessions')}"].value
    assert not sheet["I2"].value


@pytest.mark.parametrize("name", ["entry.xls", "entry.ods"])
def test_a_copy_of_another_format_is_an_xlsx_that_can_be_brought_in_again(name: str) -> None:
    content = (SAMPLES / name).read_bytes()
    copy = write_entry_copy(content, {"weight": ["Cân lại."]}, [])
    sheet = opened(copy).worksheets[0]
    assert sheet[f"I{row_of(sheet, 'weight')}"].value == "Cân lại."
    assert {key: cell.value for key, cell in read(copy).cells.items()} == {
        key: cell.value for key, cell in read(content).cells.items()
    }
    assert read(copy).signed_text == a_book().signed_text


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", written()[:3_000]])
def test_a_file_that_cannot_be_read_comes_back_as_sentences_alone(content: bytes) -> None:
    sheet = opened(write_entry_copy(content, {}, ["Tệp bị hỏng."])).worksheets[0]
    assert (sheet["I1"].value, sheet["I2"].value) == (TITLE, "Tệp bị hỏng.")


def test_more_sentences_than_rows_above_the_table_are_all_said() -> None:
    sentences = [f"Câu {number}." for number in range(12)]
    sheet = opened(write_entry_copy(written(), {}, sentences)).worksheets[0]
    told = " ".join(str(sheet[f"I{row}"].value or "") for row in range(2, 8))
    assert re.findall(r"Câu \d+\.", told) == sentences


def test_a_sentence_that_looks_like_a_formula_stays_a_sentence() -> None:
    copy = write_entry_copy(written(), {"sessions": ["=HYPERLINK(1)"]}, [])
    sheet = opened(copy).worksheets[0]
    cell = sheet[f"I{row_of(sheet, 'sessions')}"]
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")


def test_an_empty_form_is_a_workbook_all_the_same() -> None:
    assert read(write_entry_book(a_book(()))).cells == {}
