"""Reading workbooks: the whole way from bytes to rows, and every refusal of a file."""

import io
import zipfile
from datetime import date

import pytest

from binhyen.kernel.findings import Refused
from binhyen.sheets.queries import MAX_BYTES, read_table
from tests.sheets.conftest import COLUMNS, HEADER, Make


def codes_of(table_rows: object) -> list[str]:
    return [finding.code for finding in table_rows]  # type: ignore[attr-defined]  # any sequence of findings


def test_typed_values_come_out_with_the_numbers_of_their_rows(make: Make) -> None:
    rows = [
        HEADER,
        ["Trường THCS An Phú", "1.234", "05/09/1995", "xã", "Không"],
        [None] * 5,
        ["B", 7, None, "tinh", "x"],
    ]
    table = read_table(make(rows), COLUMNS)
    assert not table.faulty
    assert [row.number for row in table.rows] == [2, 4]
    assert table.rows[0].values == {
        "name": "Trường THCS An Phú",
        "staff": 1234,
        "founded": date(1995, 9, 5),
        "level": "commune",
        "armed": False,
    }
    assert table.rows[1].values["staff"] == 7


def test_dates_of_excel_are_dates(make: Make, day: date) -> None:
    assert read_table(make([HEADER, ["A", 1, day]]), COLUMNS).rows[0].values["founded"] == day


def test_columns_are_known_without_diacritics_and_by_other_names_and_in_any_order(make: Make) -> None:
    table = read_table(make([["so nguoi", "TÊN CƠ QUAN (*)", "Ghi chú"], [3, "A", "?"]]), COLUMNS)
    assert table.rows[0].values == {"name": "A", "staff": 3}
    assert codes_of(table.findings) == ["sheets.unknown_column"]


def test_a_remembered_header_stands_for_its_column(make: Make) -> None:
    table = read_table(make([["Đơn vị đăng ký"], ["A"]]), COLUMNS, remembered={"don vi dang ky": "name"})
    assert table.rows[0].values == {"name": "A"}


def test_a_heading_of_three_rows_with_merged_cells_and_numbering_is_found(make: Make) -> None:
    rows = [
        ["DANH SÁCH", None, None, None],
        ["STT", "Tên đơn vị", "Quy mô", None],
        [None, None, "Nhân sự", "Ngày thành lập"],
        [None, None, "Số người", None],
        [1, 2, 3, 4],
        [1, "A", 12, "01/02/2003"],
    ]
    table = read_table(make(rows, ["A2:A4", "B2:B4", "C2:D2", "D3:D4"]), COLUMNS)
    assert [(row.number, row.values) for row in table.rows] == [
        (6, {"name": "A", "staff": 12, "founded": date(2003, 2, 1)})
    ]


def test_merged_cells_give_their_value_to_every_row_and_say_so(make: Make) -> None:
    table = read_table(make([HEADER, ["A", 5], ["B", None]], ["B2:B3"]), COLUMNS)
    assert table.rows[1].values["staff"] == 5
    assert codes_of(table.rows[1].findings) == ["sheets.merged"]
    assert not table.faulty


def test_a_formula_is_flagged(make: Make) -> None:
    table = read_table(make([HEADER, ["A", "=1+1"], ["B", 2]]), COLUMNS)
    assert "sheets.formula" in codes_of(table.rows[0].findings)
    assert codes_of(table.rows[1].findings) == []


@pytest.mark.parametrize(
    ("header", "code"),
    [(["Số người"], "sheets.missing_column"), (["Tên đơn vị", "ten don vi"], "sheets.doubled_column")],
)
def test_missing_and_doubled_columns_are_errors_and_no_row_is_read(make: Make, header: list[str], code: str) -> None:
    table = read_table(make([header, ["A", "B"]]), COLUMNS)
    assert codes_of(table.findings) == [code]
    assert table.faulty
    assert table.rows == ()


def test_an_empty_sheet_says_what_is_missing(make: Make) -> None:
    assert codes_of(read_table(make([]), COLUMNS).findings) == ["sheets.missing_column"]


def test_a_heading_without_rows_is_an_error(make: Make) -> None:
    assert codes_of(read_table(make([HEADER]), COLUMNS).findings) == ["sheets.no_rows"]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ([None, 1], "sheets.empty"),
        (["A" * 41], "sheets.too_long"),
        (["A", "1,5"], "sheets.not_integer"),
        (["A", "1.23"], "sheets.not_integer"),
        (["A", 1.5], "sheets.not_integer"),
        (["A", -1], "sheets.too_small"),
        (["A", 1, "31/02/2020"], "sheets.not_date"),
        (["A", 1, 45000], "sheets.not_date"),
        (["A", 1, None, "huyện"], "sheets.not_choice"),
        (["A", 1, None, None, "có lẽ"], "sheets.not_flag"),
        (["A", "#DIV/0!"], "sheets.error_value"),
    ],
)
def test_a_cell_of_the_wrong_type_is_a_finding_on_its_row(make: Make, cells: list[object], code: str) -> None:
    table = read_table(make([HEADER, cells]), COLUMNS)
    assert codes_of(table.rows[0].findings) == [code]
    assert table.faulty


def with_macros(book: io.BytesIO) -> io.BytesIO:
    with zipfile.ZipFile(book, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    book.seek(0)
    return book


def test_files_that_are_no_fit_workbooks_are_refused(make: Make) -> None:
    whole = make([HEADER, ["A"]]).getvalue()
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    table = [
        (b"Ten,So\n1,2\n", "sheets.not_a_workbook"),
        (b"", "sheets.not_a_workbook"),
        (whole[: len(whole) // 2], "archives.broken"),
        (with_macros(io.BytesIO(whole)).getvalue(), "archives.macros"),
        (old + "_VBA_PROJECT".encode("utf-16-le"), "sheets.macros"),
        (old + "EncryptedPackage".encode("utf-16-le"), "sheets.encrypted"),
        (old, "sheets.not_a_workbook"),
        (b"PK\x03\x04" + b"0" * MAX_BYTES, "sheets.too_large"),
    ]
    for content, code in table:
        with pytest.raises(Refused) as refusal:
            read_table(io.BytesIO(content), COLUMNS)
        assert refusal.value.code == code


def test_a_cell_at_the_far_end_of_the_sheet_does_not_take_the_memory(make: Make) -> None:
    book = make([HEADER, ["A"]])
    source = zipfile.ZipFile(book)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
                content = content.replace(b"</sheetData>", far)
            target.writestr(name, content)
    buffer.seek(0)
    with pytest.raises(Refused):
        read_table(buffer, COLUMNS)


def test_fifty_thousand_rows_are_read_and_more_are_refused(make: Make) -> None:
    table = read_table(make([["Tên đơn vị"], *([f"Đơn vị {n}"] for n in range(50_000))]), COLUMNS)
    assert len(table.rows) == 50_000
    with pytest.raises(Refused) as refusal:
        read_table(make([["Tên đơn vị"], *([f"Đơn vị {n}"] for n in range(50_100))]), COLUMNS)
    assert refusal.value.code == "sheets.too_many_rows"
