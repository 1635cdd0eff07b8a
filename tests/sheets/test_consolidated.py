"""A consolidated workbook: headings, sums first, places with their marks, what must be said of them."""

import io
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from binhyen.sheets.rules.consolidated import (
    ConsolidatedLine,
    ConsolidatedRow,
    ConsolidatedSection,
    ConsolidatedSheet,
    Mark,
    Marked,
)
from binhyen.sheets.writers.consolidated import write_consolidated

LINES = (
    ConsolidatedLine("Tổng số mô hình", "mô hình", "models_total", "Mô hình đang hoạt động ở cuối kỳ."),
    ConsolidatedLine("Xây dựng mới", "mô hình", "models_new"),
    ConsolidatedLine("Tỷ lệ khu dân cư đạt chuẩn", "%", "areas_share"),
)
SECTIONS = (ConsolidatedSection("Mô hình", LINES[:2]), ConsolidatedSection("Khu dân cư", LINES[2:]))
ROWS = (
    ConsolidatedRow("09181", "Xã An Phú", (1200, Decimal("12.5"), "194/213"), (Mark.LATE, Mark.NOT_ACCEPTED)),
    ConsolidatedRow("09184", "Xã Bình Minh", (Marked(Mark.HIDDEN), Marked(Mark.NOT_COMPARABLE), None)),
    ConsolidatedRow("09187", "=Xã Lạ", (Marked(Mark.NOT_ACCEPTED, 7), "hơn 200", 0)),
    ConsolidatedRow("09190", "Xã Vắng", (None, None, None), (Mark.MISSING,)),
)


def book_of(*sheets: ConsolidatedSheet, path: Path) -> Any:
    write_consolidated(path / "book.xlsx", iter(sheets))
    return openpyxl.load_workbook(io.BytesIO((path / "book.xlsx").read_bytes()))


def sheet(**changes: Any) -> ConsolidatedSheet:
    whole = ConsolidatedSheet(
        "2026-11",
        "TỔNG HỢP PHONG TRÀO & MÔ HÌNH",
        "Tháng 11 năm 2026",
        SECTIONS,
        iter(ROWS),
        (4321, Decimal("18.5"), "90,1"),
        "Toàn tỉnh",
        "Nguồn: báo cáo của 4 xã",
        (("Cơ sở", "số đã lưu"),),
    )
    return replace(whole, **changes)


def test_sections_stand_over_lines_and_units_and_the_sums_come_first(tmp_path: Path) -> None:
    out = book_of(sheet(), path=tmp_path)["2026-11"]
    rows = [[cell.value for cell in row] for row in out.iter_rows(5, 9, 1, 6)]
    assert rows == [
        ["Mã", "Địa bàn, đơn vị", "Tình trạng", "Mô hình", None, "Khu dân cư"],
        [None, None, None, "Tổng số mô hình", "Xây dựng mới", "Tỷ lệ khu dân cư đạt chuẩn"],
        [None, None, None, "mô hình", "mô hình", "%"],
        [None, "Toàn tỉnh", None, 4321, 18.5, "90,1"],
        ["09181", "Xã An Phú", "Nộp muộn; chưa chấp nhận", 1200, 12.5, "194/213"],
    ]
    assert {str(one) for one in out.merged_cells.ranges} == {"A5:A7", "B5:B7", "C5:C7", "D5:E5"}
    assert out.freeze_panes == "C9"


def test_sums_are_those_that_were_given_and_nothing_computes(tmp_path: Path) -> None:
    out = book_of(sheet(), path=tmp_path)["2026-11"]
    cells = [cell for row in out.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert (out["B11"].value, out["B11"].quotePrefix) == ("=Xã Lạ", True)


def test_marks_are_said_and_look_different(tmp_path: Path) -> None:
    out = book_of(sheet(), path=tmp_path)["2026-11"]
    assert [out["D10"].value, out["E10"].value] == ["ẩn", "–"]
    assert (out["D11"].value, out["D11"].font.italic) == (7, True)
    assert (out["C12"].value, out["D12"].fill.fgColor.rgb) == ("Chưa có báo cáo", "FFF1F1EE")
    assert out["D12"].value is None
    assert out["F11"].value == 0


def test_numbers_are_shown_as_the_reader_s_excel_writes_them(tmp_path: Path) -> None:
    out = book_of(sheet(), path=tmp_path)["2026-11"]
    assert (out["D9"].number_format, out["E9"].number_format) == ("#,##0", "#,##0.0###")


def test_the_notes_say_basis_source_marks_and_definitions_once(tmp_path: Path) -> None:
    book = book_of(sheet(), sheet(name="2026-12", rows=iter(ROWS)), path=tmp_path)
    assert book.sheetnames == ["2026-11", "2026-12", "Ghi chú"]
    words = [(row[0].value, row[1].value) for row in book["Ghi chú"].iter_rows()]
    assert words.count(("Cơ sở", "số đã lưu")) == 2
    assert ("Nguồn", "báo cáo của 4 xã") in words
    assert words.count(("models_total", "Tổng số mô hình")) == 1
    assert [word for word, _ in words if word in {"ẩn", "–", "Chưa có báo cáo", "Nộp muộn", "Chưa chấp nhận"}]


def test_it_prints_lying_with_its_heading_on_every_page(tmp_path: Path) -> None:
    out = book_of(sheet(), path=tmp_path)["2026-11"]
    assert (out.page_setup.orientation, out.page_setup.paperSize) == ("landscape", 9)
    assert out.print_title_rows == "$5:$8"
    assert out.sheet_properties.pageSetUpPr.fitToPage
    assert out.page_setup.fitToHeight == 0


def test_a_wide_table_is_cut_between_sections(tmp_path: Path) -> None:
    wide = tuple(ConsolidatedSection(f"Nhóm {n}", (LINES[0],) * size) for n, size in enumerate((6, 7, 4, 30, 1)))
    count = sum(len(one.lines) for one in wide)
    out = book_of(sheet(sections=wide, rows=[], sums=[None] * count), path=tmp_path)["2026-11"]
    assert out.page_setup.paperSize == 8
    assert (out.print_title_cols, out.print_title_rows) == ("$A:$B", "$5:$8")
    assert [one.id for one in out.col_breaks.brk] == [16, 20, 34, 48]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [("Biểu 1/2", "Biểu 1-2"), ("x" * 40, "x" * 31), ("", "Biểu"), ("ghi chú", "ghi chú (2)"), ("'a'", "-a-")],
)
def test_tabs_get_names_that_excel_takes(tmp_path: Path, wanted: str, found: str) -> None:
    assert book_of(sheet(name=wanted), path=tmp_path).sheetnames[0] == found


def test_two_sheets_of_one_name_stay_two(tmp_path: Path) -> None:
    book = book_of(sheet(name="A" * 31), sheet(name="a" * 31, rows=[]), path=tmp_path)
    assert book.sheetnames[:2] == ["A" * 31, f"{'a' * 27} (2)"]


def test_a_row_of_another_length_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="Xã Lệch: 2 entries for 3 lines"):
        book_of(sheet(rows=[ConsolidatedRow("1", "Xã Lệch", (1, 2))]), path=tmp_path)


def test_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    def rows(count: int) -> Iterator[ConsolidatedRow]:
        return (ConsolidatedRow(str(n), f"Xã {n}", (n, n, n)) for n in range(count))

    peaks = []
    for count in (100, 5_000):
        tracemalloc.start()
        write_consolidated(tmp_path / "large.xlsx", [sheet(rows=rows(count))])
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 2
