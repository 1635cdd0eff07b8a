"""Workbooks out: what is written comes back, nothing computes, mistakes stand beside their rows."""

import io
from datetime import date
from typing import Any

import openpyxl

from binhyen.kernel.findings import Finding
from binhyen.sheets.queries import read_table
from binhyen.sheets.writers import Out, write_error_copy, write_table
from tests.sheets.conftest import COLUMNS, HEADER, Make


def sheet_of(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content)).active


def test_what_is_written_is_read_back() -> None:
    rows: list[list[Out]] = [
        ["Trường Tiểu học số 1", 1234, date(2001, 2, 3), "Tỉnh", True],
        ["B", None, None, "Xã", False],
    ]
    table = read_table(io.BytesIO(write_table(COLUMNS, rows, title="Danh sách")), COLUMNS)
    assert not table.faulty
    assert list(table.rows[0].values.values()) == ["Trường Tiểu học số 1", 1234, date(2001, 2, 3), "province", True]
    assert table.rows[1].values["armed"] is False


def test_nothing_that_is_written_computes() -> None:
    texts = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "http://x"]
    sheet = sheet_of(write_table(COLUMNS[:1], [[text] for text in texts]))
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == texts
    assert all(cell.data_type == "s" for cell in cells)
    assert [bool(cell.quotePrefix) for cell in cells] == [True] * 5 + [False]


def test_a_template_offers_the_choices() -> None:
    sheet = sheet_of(write_table(COLUMNS, []))
    assert [cell.value for cell in sheet[1]] == ["Tên đơn vị (*)", *HEADER[1:]]
    assert [rule.formula1 for rule in sheet.data_validations.dataValidation] == ['"Tỉnh,Xã"']


def test_the_error_copy_keeps_every_row_and_says_what_is_wrong(make: Make) -> None:
    table = read_table(make([HEADER, ["A", 1], ["B", "ba"], ["C", 2]]), COLUMNS)
    sheet = sheet_of(write_error_copy(table, {4: [Finding("x.y", "Twice.")]}))
    assert [cell.value for cell in sheet[1]][:5] == HEADER
    words = [sheet.cell(row, 6).value for row in (2, 3, 4)]
    assert not words[0]
    assert "Số người" in words[1]
    assert words[2] == "Twice."
    assert sheet.cell(3, 2).value == "ba"
