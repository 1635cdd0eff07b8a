"""A province's own form: its cells are found with their labels, and it comes back filled with its layout untouched."""

import io
import re
import zipfile
from decimal import Decimal
from typing import Any

import docx
import openpyxl
import pytest

from binhyen.kernel.findings import Refused
from binhyen.sheets.queries.templates import template_cells
from binhyen.sheets.rules.templates import MOST_CELLS
from binhyen.sheets.writers import write_table
from binhyen.sheets.writers.template import Filling, fill_template
from tests.sheets.conftest import COLUMNS
from tests.sheets.forms import document_form, parts_of, saved, with_parts, workbook_form

XLSX, DOCX = "biểu 01.xlsx", "Biểu 01.DOCX"
SHEET = "xl/worksheets/sheet1.xml"


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def filled(values: dict[str, Filling], content: bytes | None = None) -> Any:
    return opened(fill_template(content or workbook_form(), XLSX, values))


def changed(sheet: str) -> bytes:
    return with_parts(workbook_form(), {SHEET: sheet.encode()})


def sheet_text() -> str:
    return parts_of(workbook_form())[SHEET].decode()


def refused(content: bytes, name: str, values: dict[str, Filling] | None = None) -> list[str]:
    with pytest.raises(Refused) as refusal:
        template_cells(content, name) if values is None else fill_template(content, name, values)
    return [finding.code for finding in refusal.value.findings]


# ------------------------------------------------------------------ finding cells


def test_the_cells_of_a_workbook_are_found_with_the_labels_of_their_rows_and_columns() -> None:
    found = {one.address: one for one in template_cells(workbook_form(), XLSX)}
    assert found["D11"].left == "Trong đó: xây dựng mới"
    assert found["D11"].above == "Số liệu › Trong tháng"
    assert found["E13"].label == "Kinh phí hỗ trợ › Số liệu › Lũy kế"
    assert found["D12"].text == "…………"
    assert found["D12"].empty
    assert all(one.sheet == "Biểu 01" for one in found.values())


def test_titles_numbers_of_rows_and_columns_units_remarks_and_formulas_are_not_offered() -> None:
    found = {one.address for one in template_cells(workbook_form(), XLSX)}
    assert found.isdisjoint({"B1", "E1", "A9", "D8", "C14", "F10", "D14", "B17", "B10"})


def test_the_cells_of_a_document_are_found_in_the_grid_of_their_table() -> None:
    found = {one.address: one for one in template_cells(document_form(), DOCX)}
    assert found["2:4:4"].labels == (
        "Trong đó: xây dựng mới",
        "Số liệu › Lũy kế",
        "Trong đó: xây dựng mới › Số liệu › Lũy kế",
    )
    assert "2:6:3" in found
    assert "2:6:4" not in found, "the second half of a merged cell"
    assert not any(address.startswith("1:") for address in found)


def test_a_form_without_lines_offers_what_has_a_label() -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in (["Xã", "Số mô hình", "Số buổi"], ["An Phú", 3, None], ["Bình Minh", None, None]):
        sheet.append(row)
    found = {one.address: one for one in template_cells(saved(book.save), XLSX)}
    assert found["B3"].labels == ("Bình Minh", "Số mô hình", "Bình Minh › Số mô hình")
    assert (found["B2"].numeric, found["B2"].empty, found["B2"].text) == (True, False, "3")


def test_no_more_than_five_thousand_cells_are_offered_of_however_large_a_sheet() -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append([None, *(f"Chỉ tiêu {n}" for n in range(200))])
    for number in range(1_500):
        sheet.append([f"Xã {number}", *[1] * 20])
    assert len(template_cells(saved(book.save), XLSX)) == MOST_CELLS


def test_texts_that_a_workbook_keeps_apart_are_read() -> None:
    table = write_table(COLUMNS, [["Trường An Phú", None]], title="Danh sách")
    assert b"sharedStrings" in table
    found = {one.address: one.labels for one in template_cells(table, XLSX)}
    assert found["B4"] == ("Trường An Phú", "Số người", "Trường An Phú › Số người")


# ------------------------------------------------------------------ filling a workbook


def test_numbers_are_numbers_and_texts_are_texts_in_the_look_of_their_cells() -> None:
    book = filled({"D10": 1234, "D11": Decimal("12.50"), "D12": "hơn 200", "$e$13": 15_000_000_000, "F9": "=1+1"})
    sheet = book["Biểu 01"]
    assert [sheet[address].value for address in ("D10", "D11", "D12", "E13", "F9")] == [
        1234,
        12.5,
        "hơn 200",
        15_000_000_000,
        "=1+1",
    ]
    assert sheet["F9"].data_type == "s" or sheet["F9"].data_type == "inlineStr"
    assert (sheet["D10"].number_format, sheet["D10"].font.color.rgb) == ("#,##0", "00FF0000")
    assert sheet["D12"].border.left.style == "thin"


def test_parts_that_hold_none_of_the_cells_come_back_byte_by_byte() -> None:
    plain = workbook_form()
    before, after = parts_of(plain), parts_of(fill_template(plain, XLSX, {"D10": 1}))
    assert list(before) == list(after)
    differing = {name for name in before if before[name] != after[name]}
    assert differing == {SHEET, "xl/workbook.xml", "xl/worksheets/sheet2.xml"}, "the sheet, and what computes from it"


def test_without_formulas_the_one_sheet_alone_changes() -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet["A1"] = "Số mô hình"
    book.create_sheet("Khác")
    plain = saved(book.save)
    before, after = parts_of(plain), parts_of(fill_template(plain, XLSX, {"B1": 5}))
    assert {name for name in before if before[name] != after[name]} == {SHEET}


def test_everything_but_the_filled_cells_stays_in_the_sheet() -> None:
    before, after = opened(workbook_form())["Biểu 01"], filled({"D10": 7, "E6": 3})["Biểu 01"]
    assert before.merged_cells.ranges == after.merged_cells.ranges
    assert after.column_dimensions["B"].width == before.column_dimensions["B"].width
    differing = [
        one.coordinate
        for row in before.iter_rows()
        for one in row
        if (one.value, one.style_id) != (after[one.coordinate].value, after[one.coordinate].style_id)
    ]
    assert differing == ["D6", "D10"], "E6 is merged with D6"


def test_formulas_are_computed_anew_and_show_nothing_old() -> None:
    stale = re.sub(r"(<f>SUM\(D10:D11\)</f>)<v\s*/?>(?:</v>)?", r"\1<v>99</v>", sheet_text())
    assert "<v>99</v>" in stale
    after = parts_of(fill_template(changed(stale), XLSX, {"D10": 7}))
    assert b"<v>99</v>" not in after[SHEET]
    assert b"SUM(D10:D11)" in after[SHEET]
    assert b'fullCalcOnLoad="1"' in after["xl/workbook.xml"]


def test_a_formula_gives_way_to_a_value_and_the_order_of_computing_is_forgotten() -> None:
    chain = (
        b'<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="D14" i="1"/></calcChain>'
    )
    plain = workbook_form()
    parts = parts_of(plain)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    relation = f'<Relationship Id="rId99" Type="{kind}" Target="calcChain.xml"/></Relationships>'.encode()
    kept = b'<Override PartName="/xl/calcChain.xml" ContentType="application/x"/></Types>'
    names = {"rels": "xl/_rels/workbook.xml.rels", "types": "[Content_Types].xml"}
    chained = with_parts(
        plain,
        {
            "xl/calcChain.xml": chain,
            names["rels"]: parts[names["rels"]].replace(b"</Relationships>", relation),
            names["types"]: parts[names["types"]].replace(b"</Types>", kept),
        },
    )
    assert "xl/calcChain.xml" in parts_of(fill_template(chained, XLSX, {"D10": 1}))
    after = parts_of(fill_template(chained, XLSX, {"D14": 5}))
    assert "xl/calcChain.xml" not in after
    assert not any(b"calcChain" in part for part in after.values())
    assert opened(fill_template(chained, XLSX, {"D14": 5}))["Biểu 01"]["D14"].value == 5


def test_cells_that_do_not_exist_yet_are_put_in_their_place() -> None:
    plain = workbook_form()
    after = parts_of(fill_template(plain, XLSX, {"C3": "a", "A3": "b", "H20": 7, "C20": 1, "B17": "c"}))[SHEET].decode()
    rows = [int(number) for number in re.findall(r'<row r="(\d+)"', after)]
    assert rows == sorted(rows)
    assert re.findall(r'<c r="([A-Z]+)20"', after) == ["C", "H"]
    assert re.findall(r'<c r="([A-Z]+)3"', after) == ["A", "C"]
    assert re.search(r'<dimension ref="A1:H20"\s*/>', after)
    assert opened(fill_template(plain, XLSX, {"AA2000": 3}))["Biểu 01"]["AA2000"].value == 3


def test_a_new_cell_looks_as_its_column_does() -> None:
    text = re.sub(r"<cols>.*?</cols>", '<cols><col min="4" max="5" width="9" style="7"/></cols>', sheet_text())
    after = parts_of(fill_template(changed(text), XLSX, {"E30": 1}))[SHEET].decode()
    assert re.search(r'<c r="E30" s="7"><v>1</v></c>', after)


def test_rows_and_cells_without_addresses_are_counted() -> None:
    whole = sheet_text().split("<sheetData>")[0] + "<sheetData>"
    text = f'{whole}<row><c t="n"><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row></sheetData></worksheet>'
    sheet = filled({"B2": 9, "A1": 5}, changed(text))["Biểu 01"]
    assert [[one.value for one in row] for row in sheet.iter_rows(max_row=2, max_col=2)] == [[5, 2], [3, 9]]


def test_a_sheet_is_named_and_the_first_visible_one_is_meant_without_a_name() -> None:
    book = filled({"'ghi CHÚ'!C5": "có", "Ghi chú!C6": None, "D10": 1})
    assert book["Ghi chú"]["C5"].value == "có"
    hidden = opened(workbook_form())
    hidden["Biểu 01"].sheet_state = "hidden"
    hidden.active = 1
    assert filled({"C9": 4}, saved(hidden.save))["Ghi chú"]["C9"].value == 4


def test_no_value_clears_nothing() -> None:
    plain = workbook_form()
    assert fill_template(plain, XLSX, {"D12": None}) == plain
    assert filled({"D12": None, "D10": 1})["Biểu 01"]["D12"].value == "…………"


def test_signs_that_no_xml_may_hold_are_left_out() -> None:
    assert filled({"D12": "hơn\x00 <200> & \ud800"})["Biểu 01"]["D12"].value == "hơn <200> & "


@pytest.mark.parametrize(
    "address", ["Biểu 09!D10", "D0", "XFE1", "A1048577", "D10:E11", "", "D", "10", "2:3:4", "!D10"]
)
def test_addresses_that_lead_nowhere_are_refused_by_name(address: str) -> None:
    with pytest.raises(Refused) as refusal:
        fill_template(workbook_form(), XLSX, {"D10": 1, address: 2})
    assert [(one.code, one.where) for one in refusal.value.findings] == [("sheets.template_cell", address)]


def test_two_values_for_one_cell_are_refused() -> None:
    assert refused(workbook_form(), XLSX, {"D6": 1, "E6": 2}) == ["sheets.template_twice"]
    assert refused(document_form(), DOCX, {"2:6:3": 1, "2:6:4": 2}) == ["sheets.template_twice"]


def test_a_formula_by_which_other_cells_compute_is_not_overwritten() -> None:
    shared = sheet_text().replace("<f>SUM(D10:D11)</f>", '<f t="shared" ref="D14:E14" si="0">SUM(D10:D11)</f>')
    shared = re.sub(r'<c r="E14" s="(\d+)" t="n"></c>', r'<c r="E14" s="\1"><f t="shared" si="0"/></c>', shared)
    assert refused(changed(shared), XLSX, {"D14": 1}) == ["sheets.template_formula"]
    assert filled({"E14": 1}, changed(shared))["Biểu 01"]["E14"].value == 1
    array = sheet_text().replace("<f>SUM", '<f t="array" ref="D14:D15">SUM')
    assert refused(changed(array), XLSX, {"D14": 1}) == ["sheets.template_formula"]


# ------------------------------------------------------------------ filling a document


def test_a_document_is_filled_in_the_look_of_its_cells() -> None:
    plain = document_form()
    after = fill_template(
        plain, DOCX, {"2:3:3": 1234, "2:4:3": Decimal("12.50"), "2:5:3": "hơn 200\nbuổi", "2:6:4": 15_000_000}
    )
    table = docx.Document(io.BytesIO(after)).tables[1]
    assert [table.cell(row, 2).text for row in range(2, 6)] == ["1.234", "12,5", "hơn 200\nbuổi", "15.000.000"]
    run = table.cell(4, 2).paragraphs[0].runs[0]
    assert (run.bold, run.font.size.pt) == (True, 13)
    before, after_parts = parts_of(plain), parts_of(after)
    assert {name for name in before if before[name] != after_parts[name]} == {"word/document.xml"}


def test_a_cell_keeps_its_first_paragraph_and_loses_the_text_of_the_others() -> None:
    made: Any = docx.Document()
    cell = made.add_table(1, 1).cell(0, 0)
    cell.text = "……"
    cell.paragraphs[0].alignment = 2
    cell.add_paragraph("………")
    after = docx.Document(io.BytesIO(fill_template(saved(made.save), DOCX, {"1:1:1": "12"}))).tables[0].cell(0, 0)
    assert [(one.text, one.alignment) for one in after.paragraphs] == [("12", 2)]


@pytest.mark.parametrize(
    "address", ["3:1:1", "2:7:1", "2:1:5", "0:1:1", "2:1", "D10", "", "2:1:1:1", "2:99999999999:1"]
)
def test_addresses_that_no_document_has_are_refused_by_name(address: str) -> None:
    assert refused(document_form(), DOCX, {address: 1}) == ["sheets.template_cell"]


def test_a_cell_with_a_table_of_its_own_is_not_filled() -> None:
    made: Any = docx.Document()
    made.add_table(1, 1).cell(0, 0).add_table(1, 1)
    assert refused(saved(made.save), DOCX, {"1:1:1": 1}) == ["sheets.template_inner"]
    assert refused(saved(made.save), DOCX, {"2:1:1": 1}) == ["sheets.template_cell"]


# ------------------------------------------------------------------ files that are no forms

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (OLD, "biểu.xls", "sheets.template_type"),
        (OLD, "biểu.xlsx", "sheets.template_type"),
        (OLD + "EncryptedPackage".encode("utf-16-le"), XLSX, "sheets.encrypted"),
        (workbook_form(), "biểu.ods", "sheets.template_type"),
        (workbook_form(), "biểu", "sheets.template_type"),
        (workbook_form(), "biểu.docx", "sheets.template_unreadable"),
        (document_form(), "biểu.xlsx", "sheets.template_unreadable"),
        (b"", XLSX, "archives.broken"),
        (workbook_form()[:3000], XLSX, "archives.broken"),
        (b"0" * (20 * 1024 * 1024 + 1), XLSX, "sheets.too_large"),
        (with_parts(workbook_form(), {"xl/vbaProject.bin": b"x"}), XLSX, "archives.macros"),
        (with_parts(workbook_form(), {"xl/big": b"0" * 40_000_000}), XLSX, "archives.bomb"),
        (with_parts(workbook_form(), {SHEET: b"<worksheet>"}), XLSX, "sheets.template_unreadable"),
        (with_parts(workbook_form(), {SHEET: f"{BOMB}<worksheet>&b;</worksheet>".encode()}), XLSX, "sheets.template_unreadable"),
        (with_parts(workbook_form(), {SHEET: f"{'<a>' * 400}{'</a>' * 400}".encode()}), XLSX, "sheets.template_unreadable"),
        (with_parts(workbook_form(), {"_rels/.rels": b"<Relationships/>"}), XLSX, "sheets.template_unreadable"),
    ],
)  # fmt: skip
def test_files_that_are_no_forms_are_refused_with_a_sentence(content: bytes, name: str, code: str) -> None:
    assert refused(content, name) == [code]
    assert refused(content, name, {"D10": 1}) == [code]


def test_a_container_that_holds_a_part_twice_is_no_form() -> None:
    kept = io.BytesIO(workbook_form())
    with zipfile.ZipFile(kept, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr(SHEET, parts_of(workbook_form())[SHEET])
    assert refused(kept.getvalue(), XLSX) == ["sheets.template_unreadable"]
