"""Official tables as .docx: the head, the paper that takes the columns, parts of wide ones, every text in its cell."""

import io
from dataclasses import replace
from datetime import date
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from binhyen.documents.rules.content import SAMPLE_MARK, Align, Signature
from binhyen.documents.rules.dividing import A3, A4, NARROWEST, divided, paper_for, room
from binhyen.documents.rules.layout import CURRENT
from binhyen.documents.rules.official import OfficialColumn, OfficialSection, OfficialTable
from binhyen.documents.writers.table import write_table_docx

LEAD = (OfficialColumn("TT", width=0.5, align=Align.CENTRE), OfficialColumn("Nơi báo cáo", width=3, align=Align.LEFT))


def table(*sizes: int, rows: int = 3, **changes: Any) -> OfficialTable:
    sections = tuple(
        OfficialSection(
            f"Nhóm {number}", tuple(OfficialColumn(f"Chỉ tiêu {number}.{n}", "mô hình") for n in range(size))
        )
        for number, size in enumerate(sizes)
    )
    count = sum(sizes)
    whole = OfficialTable(
        title="Tổng hợp kết quả phong trào",
        period="Tháng 11 năm 2026",
        agency="Công an tỉnh Bắc Ninh",
        parent="Bộ Công an",
        place_and_date="Bắc Ninh, ngày 27 tháng 11 năm 2026",
        lead=LEAD,
        sections=sections,
        rows=[[str(n), f"Xã <{n}> & cộng sự", *(f"{n}.{column}" for column in range(count))] for n in range(rows)],
        sums=["", "Toàn tỉnh", *(f"tổng {column}" for column in range(count))],
        unit="Đơn vị tính: mô hình",
    )
    return replace(whole, **changes)


def written(one: OfficialTable) -> Any:
    return docx.Document(io.BytesIO(write_table_docx(one, dated=date(2026, 11, 27))))


def texts(document: Any, number: int) -> list[list[str]]:
    """Return the texts of a table's rows as they stand in its XML, merged cells once."""
    rows = document.tables[number]._tbl.tr_lst
    return [["".join(text.text or "" for text in cell.iter(qn("w:t"))) for cell in row.tc_lst] for row in rows]


def test_the_head_names_who_reports_and_the_nation() -> None:
    document = written(table(2, symbol="Số: 12/BC-CAT"))
    head = [cell.text for row in document.tables[0].rows for cell in row.cells]
    assert head[0].split("\n")[:2] == ["BỘ CÔNG AN", "CÔNG AN TỈNH BẮC NINH"]
    assert head[1].split("\n")[:2] == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    assert head[2:] == ["Số: 12/BC-CAT", "Bắc Ninh, ngày 27 tháng 11 năm 2026"]
    lines = [one.text for one in document.paragraphs if one.text]
    assert lines == ["TỔNG HỢP KẾT QUẢ PHONG TRÀO", "Tháng 11 năm 2026", "Đơn vị tính: mô hình"]


def test_sections_stand_over_columns_the_sums_first_and_the_heading_repeats() -> None:
    document = written(table(2, 1, rows=2))
    assert texts(document, 1) == [
        ["TT", "Nơi báo cáo", "Nhóm 0", "Nhóm 1"],
        ["", "", "Chỉ tiêu 0.0(mô hình)", "Chỉ tiêu 0.1(mô hình)", "Chỉ tiêu 1.0(mô hình)"],
        ["", "Toàn tỉnh", "tổng 0", "tổng 1", "tổng 2"],
        ["0", "Xã <0> & cộng sự", "0.0", "0.1", "0.2"],
        ["1", "Xã <1> & cộng sự", "1.0", "1.1", "1.2"],
    ]
    rows = document.tables[1]._tbl.tr_lst
    assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [True, True, False, False, False]
    assert all(run.bold for cell in document.tables[1].rows[2].cells for run in cell.paragraphs[0].runs)


def test_without_titles_of_sections_the_heading_has_one_row() -> None:
    one = table(2, sums=())
    bare = replace(one, sections=(OfficialSection("", one.sections[0].columns),))
    assert texts(written(bare), 1)[0] == ["TT", "Nơi báo cáo", "Chỉ tiêu 0.0(mô hình)", "Chỉ tiêu 0.1(mô hình)"]


def test_letters_are_those_of_the_decree() -> None:
    document = written(table(2))
    style = document.styles[document.tables[1].rows[3].cells[2].paragraphs[0].style.name]
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert (style.font.size.pt, style.paragraph_format.alignment) == (11, 2)


@pytest.mark.parametrize(
    ("sizes", "paper", "parts"), [((4, 6), A4, 1), ((8, 8), A3, 1), ((8, 8, 8), A3, 2), ((60,), A3, 4)]
)
def test_the_paper_grows_and_then_the_table_is_divided(
    sizes: tuple[int, ...], paper: tuple[int, int], parts: int
) -> None:
    one = table(*sizes)
    document = written(one)
    section = document.sections[0]
    assert paper_for(one, CURRENT) == paper
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (round(section.page_height.mm), round(section.page_width.mm)) == paper
    assert len(document.tables) == 1 + parts
    names = [line.text for line in document.paragraphs if line.text.startswith("Phần")]
    assert names == [f"Phần {n}/{parts}. Đơn vị tính: mô hình" for n in range(1, parts + 1) if parts > 1]


@given(st.lists(st.integers(1, 40), min_size=1, max_size=8), st.integers(170, 400))
def test_dividing_loses_no_column_doubles_none_and_every_part_fits(sizes: list[int], measure: int) -> None:
    one = table(*sizes)
    parts = divided(one, measure)
    lead = len(one.lead)
    assert [index for part in parts for index in part.indexes[lead:]] == list(range(lead, len(one.columns)))
    assert all(part.indexes[:lead] == (0, 1) for part in parts)
    for part in parts:
        assert [one.columns[index] for index in part.indexes] == list(part.columns)
        assert sum(part.widths(measure)) <= measure + 0.001
        assert min(part.widths(measure)[lead:]) >= NARROWEST - 0.001


def test_every_figure_of_a_divided_table_stands_under_its_column() -> None:
    document = written(table(10, 10, 10))
    found = {}
    for number in range(1, len(document.tables)):
        _, heads, sums, *_ = texts(document, number)
        found.update(dict(zip(heads[2:], sums[2:], strict=True)))
    wanted = [f"Chỉ tiêu {number}.{n}(mô hình)" for number in range(3) for n in range(10)]
    assert found == {head: f"tổng {place}" for place, head in enumerate(wanted)}


def test_who_signs_and_who_gets_a_copy_stand_at_the_end() -> None:
    document = written(table(2, signature=Signature("Giám đốc", "Nguyễn Văn A"), recipients=("Bộ Công an (V05)",)))
    left, right = document.tables[-1].rows[0].cells
    assert left.text.split("\n") == ["Nơi nhận:", "- Bộ Công an (V05)."]
    assert right.text.split("\n") == ["GIÁM ĐỐC", "Nguyễn Văn A"]


def test_samples_say_on_every_page_that_they_are() -> None:
    document = written(table(2, demonstration=True))
    section = document.sections[0]
    assert SAMPLE_MARK in section.header.paragraphs[0].text
    assert SAMPLE_MARK in section.first_page_header.paragraphs[0].text


def test_the_room_on_a_lying_sheet_is_its_length_less_the_margins() -> None:
    assert (room(A4, CURRENT), room(A3, CURRENT)) == (252, 375)
