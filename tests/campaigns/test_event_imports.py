"""Lists of sessions as offices keep them: their own headings, no column for the kind, numbers with "hơn"."""

import io
from collections.abc import Sequence

import openpyxl
import pytest

from binhyen.campaigns.models import Event
from binhyen.campaigns.registers.events import EVENTS
from binhyen.campaigns.rules.guessing import conference_kind_in, kind_in
from binhyen.kernel.findings import Refused
from binhyen.registers.actions.importing import import_entries, plan_import, undo_import
from binhyen.registers.models import Record
from binhyen.registers.queries.columns import columns
from binhyen.sheets.queries import read_table
from tests.accounts.factories import Land, Person, a_land, ba_lan
from tests.registers.factories import NOW, number

pytestmark = pytest.mark.django_db
HEADS = ("TT", "Thời gian", "Địa điểm", "Nội dung", "Đơn vị chủ trì", "Số người dự", "Số hộ ký cam kết", "Ghi chú")
ROWS = (
    (1, "12/03/2026", "Nhà văn hóa thôn Đông", "Tuyên truyền phòng cháy", "Công an xã", 118, 90, ""),
    (2, "19/03/2026", "UBND xã", "Hội nghị sơ kết quý I", "UBND xã", "", "", ""),
    (3, "20/03/2026", "Chợ An Phú", "Phát động phong trào", "Ủy ban MTTQ xã", "hơn 200", "", ""),
)


def workbook(*rows: Sequence[object], heads: Sequence[str] = HEADS) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["UBND XÃ AN PHÚ"])
    sheet.append(["DANH SÁCH CÁC BUỔI TUYÊN TRUYỀN QUÝ I"])
    for row in (heads, *rows):
        sheet.append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.fixture
def land() -> Land:
    return a_land()


@pytest.fixture
def lan(land: Land) -> Person:
    return ba_lan(land)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Ngày hội toàn dân bảo vệ an ninh Tổ quốc thôn Đông", "festival"),
        ("Tuyên truyền phòng, chống ma túy tại trường THCS", "lesson"),
        ("Lễ phát động phong trào, tuyên truyền giao nộp vũ khí", "drive"),
        ("Phát động toàn dân tố giác tội phạm", "launch"),
        ("Lớp tập huấn Tổ bảo vệ an ninh, trật tự", "training"),
        ("Xe loa tuyên truyền lưu động", "broadcast"),
        ("Hội nghị tổng kết phong trào năm 2025", "conference"),
        ("Diễn đàn Công an lắng nghe ý kiến nhân dân", "forum"),
        ("Họp tổ tự quản đường biên", "meeting"),
        ("Hội thi tìm hiểu pháp luật", "contest"),
        ("Sửa máy tính", ""),
    ],
)
def test_a_name_tells_its_kind(name: str, kind: str) -> None:
    assert kind_in(name) == kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Hội nghị tổng kết", "final"), ("HỘI NGHỊ SƠ KẾT 6 THÁNG", "interim"), ("Hội nghị triển khai", "rollout")],
)
def test_a_conference_tells_whether_it_is_a_review(name: str, kind: str) -> None:
    assert conference_kind_in(name) == kind


def test_an_offices_own_list_is_taken_in_counted_and_taken_back(land: Land, lan: Person) -> None:
    content = workbook(*ROWS)
    table = read_table(io.BytesIO(content), columns(EVENTS))
    plan = plan_import(register=EVENTS, table=table, chosen={}, by=lan.actor, at=NOW)
    assert not plan.faulty, [row.findings for row in plan.rows]
    file = io.BytesIO(content)
    made = import_entries(register=EVENTS, table=table, chosen={}, workbook=file, name="ds.xlsx", by=lan.actor, at=NOW)
    kinds = dict(Event.objects.values_list("name", "kind"))
    assert kinds == {
        "Tuyên truyền phòng cháy": "lesson",
        "Hội nghị sơ kết quý I": "conference",
        "Phát động phong trào": "launch",
    }
    assert number("propaganda_attendance", land.an_phu, "2026-Q1") == 118
    assert number("commitments_signed", land.an_phu, "2026-Q1") == 90
    assert number("mobilisation_attendance", land.an_phu, "2026-Q1") == 200
    assert number("review_conferences", land.an_phu, "2026-Q1") == 1
    undo_import(register=EVENTS, import_id=made.pk, by=lan.actor, at=NOW)
    assert number("propaganda_attendance", land.an_phu, "2026-Q1") == 0


def test_a_row_that_tells_no_kind_is_wrong_and_nothing_is_taken(land: Land, lan: Person) -> None:
    content = workbook(*ROWS, (4, "21/03/2026", "UBND xã", "Sửa máy tính", "UBND xã", "", "", ""))
    table = read_table(io.BytesIO(content), columns(EVENTS))
    file = io.BytesIO(content)
    with pytest.raises(Refused) as refusal:
        import_entries(register=EVENTS, table=table, chosen={}, workbook=file, name="a.xlsx", by=lan.actor, at=NOW)
    assert refusal.value.code == "registers.import_faulty"
    assert not Record.objects.filter(register=EVENTS.code).exists()


def test_a_list_with_a_column_for_the_kind_is_taken_by_it(land: Land, lan: Person) -> None:
    heads = ("Thời gian", "Loại hoạt động", "Nội dung", "Số buổi")
    content = workbook(("31/03/2026", "Buổi trợ giúp pháp lý", "Cả quý I", "hơn 12"), heads=heads)
    table = read_table(io.BytesIO(content), columns(EVENTS))
    file = io.BytesIO(content)
    import_entries(register=EVENTS, table=table, chosen={}, workbook=file, name="a.xlsx", by=lan.actor, at=NOW)
    assert number("legal_aid_sessions", land.an_phu, "2026-Q1") == 12
