"""An office's own list of awards of earlier years: three rows of headings, totals at the end, taken in and taken back."""

import io

import openpyxl
import pytest

from binhyen.awards.models import AwardEntry
from binhyen.awards.registers import AWARDS
from binhyen.registers.actions.importing import import_entries, plan_import, undo_import
from binhyen.registers.models import Import
from binhyen.registers.queries.columns import columns
from binhyen.sheets.queries import read_table
from binhyen.sheets.rules.tables import Table
from tests.accounts.factories import Land, Person, a_land, ba_lan
from tests.registers.factories import NOW, number

pytestmark = pytest.mark.django_db
TITLE = ("ỦY BAN NHÂN DÂN XÃ AN PHÚ", None, None, None, None, None, None, None)
LIST = ("DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC KHEN THƯỞNG NĂM 2025", None, None, None, None, None, None, None)
HEADS = (
    "TT", "Đối tượng", "Tên tập thể, cá nhân", "Chức vụ, đơn vị", "Hình thức khen thưởng", "Cấp khen thưởng",
    "Số quyết định", "Ngày ký",
)  # fmt: skip
BODY = (
    (1, "Tập thể", "Công an xã An Phú", "", "Giấy khen", "Chủ tịch UBND xã", "77/QĐ-UBND", "12/11/2025"),
    (2, "Cá nhân", "Nguyễn Văn Mẫu", "Trưởng thôn Đông", "Giấy khen", "Chủ tịch UBND xã", "77/QĐ-UBND", "12/11/2025"),
    (3, "Hộ gia đình", "Hộ ông Lê Văn Mẫu", "Thôn Đông", "Giấy khen", "Chủ tịch UBND xã", "77/QĐ-UBND", "12/11/2025"),
)
COUNTS = ("awards_collective", "awards_individual", "awards_combined")


@pytest.fixture
def land() -> Land:
    return a_land()


@pytest.fixture
def lan(land: Land) -> Person:
    return ba_lan(land)


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (TITLE, LIST, HEADS, *rows):
        sheet.append(list(row))
    sheet.merge_cells("A1:H1")
    sheet.merge_cells("A2:H2")
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def table(content: bytes) -> Table:
    return read_table(io.BytesIO(content), columns(AWARDS))


def taken(content: bytes, by: Person) -> Import:
    return import_entries(
        register=AWARDS,
        table=table(content),
        chosen={},
        workbook=io.BytesIO(content),
        name="kt.xlsx",
        by=by.actor,
        at=NOW,
    )


def test_a_list_of_earlier_years_is_taken_in_marked_counted_and_taken_back(land: Land, lan: Person) -> None:
    made = taken(workbook(*BODY), lan)
    rows = AwardEntry.objects.order_by("pk")
    assert [(row.recipient_kind, row.form, row.authority) for row in rows] == [
        (kind, "certificate_of_commendation", "commune_chair") for kind in ("collective", "individual", "household")
    ]
    assert {row.brought_by_id for row in rows} == {made.pk}
    assert [number(code, land.bac_ninh, "2025") for code in COUNTS] == [1, 1, 1]
    assert not any("Mẫu" in row.title or "mau" in row.fold for row in rows if row.recipient_kind != "collective")
    undo_import(register=AWARDS, import_id=made.pk, by=lan.actor, at=NOW)
    assert [number(code, land.bac_ninh, "2025") for code in COUNTS] == [0, 0, 0]


def test_the_same_list_again_brings_nothing_and_a_wrong_row_none_of_its_list(land: Land, lan: Person) -> None:
    taken(workbook(*BODY), lan)
    again = plan_import(register=AWARDS, table=table(workbook(*BODY)), chosen={}, by=lan.actor, at=NOW)
    assert [row.doing for row in again.rows] == ["skip"] * 3
    wrong = (4, "Cá nhân", "Trần Thị Mẫu", "", "Huân chương tự đặt", "Chủ tịch UBND xã", "77/QĐ-UBND", "12/11/2025")
    plan = plan_import(register=AWARDS, table=table(workbook(wrong)), chosen={}, by=lan.actor, at=NOW)
    assert plan.faulty
    assert AwardEntry.objects.count() == 3
