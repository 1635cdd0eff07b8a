"""A province's own forms for the tests: a workbook and a document as officers make them, by other libraries."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import openpyxl
from docx.shared import Pt
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

LINE = Side(style="thin")
BOX = Border(LINE, LINE, LINE, LINE)
ROWS = (
    ("I", "Mô hình", None, None),
    (1, "Tổng số mô hình hiện có", "mô hình", None),
    (2, "Trong đó: xây dựng mới", "mô hình", None),
    (3, "Số buổi tuyên truyền", "buổi", "…………"),
    (4, "Kinh phí hỗ trợ", "đồng", None),
)
FIRST_ROW = 9
HEADINGS = {
    "A6": "STT",
    "B6": "Nội dung",
    "C6": "ĐVT",
    "D6": "Số liệu",
    "D7": "Trong tháng",
    "E7": "Lũy kế",
    "F6": "Ghi chú",
}


def workbook_form() -> bytes:
    """Return a form of a title, a heading of two rows, a row that counts the columns, lines, a sum that computes."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "Biểu 01"
    sheet["A1"], sheet["D1"] = "CÔNG AN TỈNH BẮC NINH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("D1:F1")
    sheet["A4"] = "BIỂU TỔNG HỢP KẾT QUẢ PHONG TRÀO"
    sheet.merge_cells("A4:F4")
    sheet["A4"].font, sheet["A4"].alignment = Font(bold=True, size=14), Alignment(horizontal="center")
    for address, text in HEADINGS.items():
        sheet[address] = text
    for span in ("A6:A7", "B6:B7", "C6:C7", "D6:E6", "F6:F7"):
        sheet.merge_cells(span)
    for column in range(1, 7):
        sheet.cell(8, column, f"({column})")
    _lines(sheet)
    sheet["B9"].fill = PatternFill("solid", fgColor="FFFF00")
    sheet["B17"] = "Người lập biểu"
    sheet.column_dimensions["B"].width = 40
    notes: Any = book.create_sheet("Ghi chú")
    notes["A1"], notes["B1"] = "Tổng", "='Biểu 01'!D14"
    book.create_sheet("Danh mục").sheet_state = "hidden"
    return saved(book.save)


def _lines(sheet: Any) -> None:
    """Write the lines and their sum, ruled, their values in red."""
    for number, row in enumerate(ROWS, start=FIRST_ROW):
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column, value)
    sheet.cell(FIRST_ROW + 5, 2, "Cộng")
    sheet.cell(FIRST_ROW + 5, 4, "=SUM(D10:D11)")
    for row in sheet.iter_rows(6, FIRST_ROW + 5, 1, 6):
        for cell in row:
            cell.border = BOX
    for (cell,) in sheet.iter_rows(FIRST_ROW, FIRST_ROW + 5, 4, 4):
        cell.number_format, cell.font = "#,##0", Font(color="FF0000", bold=True)


def document_form() -> bytes:
    """Return a form of a head without lines and one table with merged cells, its values in red."""
    made: Any = docx.Document()
    head = made.add_table(1, 2)
    head.cell(0, 0).text, head.cell(0, 1).text = "UBND TỈNH BẮC NINH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    table = made.add_table(6, 4, style="Table Grid")
    for column, text in enumerate(("TT", "Nội dung", "Số liệu", "")):
        table.cell(0, column).text = text
    table.cell(0, 2).merge(table.cell(0, 3))
    table.cell(1, 2).text, table.cell(1, 3).text = "Trong tháng", "Lũy kế"
    for column in (0, 1):
        table.cell(0, column).merge(table.cell(1, column))
    for number, (order, label, _, value) in enumerate(ROWS[1:], start=2):
        table.cell(number, 0).text, table.cell(number, 1).text = str(order), label
        run = table.cell(number, 2).paragraphs[0].add_run(value or "")
        run.bold, run.font.size = True, Pt(13)
    table.cell(5, 2).merge(table.cell(5, 3))
    return saved(made.save)


def saved(save: Callable[[io.BytesIO], None]) -> bytes:
    kept = io.BytesIO()
    save(kept)
    return kept.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_parts(content: bytes, changed: dict[str, bytes]) -> bytes:
    """Return a container with other bytes in some of its parts."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in (parts_of(content) | changed).items():
            archive.writestr(name, part)
    return kept.getvalue()
