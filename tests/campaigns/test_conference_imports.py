"""Lists of delegates that offices keep: taken in for a conference that is named in them."""

import io

import openpyxl
import pytest

from binhyen.campaigns.models import Delegate
from binhyen.campaigns.registers.conferences import DELEGATES, POINTS
from binhyen.campaigns.registers.events import EVENTS
from binhyen.registers.actions.importing import import_entries, plan_import
from binhyen.registers.queries.columns import columns
from binhyen.registers.rules.facts import Value
from binhyen.sheets.queries import read_table
from binhyen.sheets.rules.tables import Table
from tests.campaigns.conference_factories import NAME, NOW, Stage, a_stage
from tests.registers.factories import day, written

pytestmark = pytest.mark.django_db
HEADS = ("Hội nghị", "Ngày hội nghị", "Đơn vị", "Chức vụ", "Họ và tên")
ROWS = (
    (NAME, "08/02/2023", "Sở Tư pháp", "Phó Giám đốc", "Nguyễn Thị Mẫu"),
    (NAME, "08/02/2023", "Báo Lạng Sơn", "Phóng viên", ""),
)
EARLIER: dict[str, Value] = {
    "kind": "conference",
    "name": "Hội nghị sơ kết sáu tháng đầu năm 2022",
    "since": day("05/07/2022"),
    "conference_kind": "interim",
    "conference_form": "online",
}


@pytest.fixture
def stage(db: None) -> Stage:
    return a_stage()


def workbook(*rows: tuple[str, ...], heads: tuple[str, ...] = HEADS) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (heads, *rows):
        book.active.append(list(row))
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def table(content: bytes) -> Table:
    return read_table(io.BytesIO(content), columns(DELEGATES))


def test_a_list_of_delegates_is_taken_in(stage: Stage) -> None:
    content = workbook(*ROWS)
    made = import_entries(
        register=DELEGATES,
        table=table(content),
        chosen={},
        workbook=io.BytesIO(content),
        name="dai-bieu.xlsx",
        by=stage.office.actor,
        at=NOW,
    )
    assert made.added == 2
    rows = Delegate.objects.order_by("pk")
    assert [(row.event_id, row.agency, row.role, row.name) for row in rows] == [
        (stage.event_id, "Sở Tư pháp", "Phó Giám đốc", "Nguyễn Thị Mẫu"),
        (stage.event_id, "Báo Lạng Sơn", "Phóng viên", ""),
    ]


def test_a_conference_that_is_not_there_is_told_at_its_row(stage: Stage) -> None:
    wrong = workbook(ROWS[0], ("Hội nghị khác", *ROWS[1][1:]))
    plan = plan_import(register=DELEGATES, table=table(wrong), chosen={}, by=stage.office.actor, at=NOW)
    codes = [finding.code for row in plan.rows for finding in row.findings]
    assert "registers.unknown_record" in codes
    assert not Delegate.objects.exists()


def test_a_point_of_the_rows_own_conference_is_meant_however_many_bear_its_name(stage: Stage) -> None:
    point = {"name": "Điểm cầu huyện Cao Lộc"}
    own = stage.part(POINTS, point, place="district")
    earlier = written(EVENTS, stage.province, EARLIER, stage.office.actor, at=NOW)
    written(
        POINTS,
        stage.district,
        {**point, "event": earlier.record_id, "on": EARLIER["since"]},
        stage.office.actor,
        at=NOW,
    )
    content = workbook((*ROWS[0], point["name"]), heads=(*HEADS, "Điểm cầu"))
    import_entries(
        register=DELEGATES,
        table=table(content),
        chosen={},
        workbook=io.BytesIO(content),
        name="dai-bieu.xlsx",
        by=stage.office.actor,
        at=NOW,
    )
    assert Delegate.objects.get().point_id == own.record_id
