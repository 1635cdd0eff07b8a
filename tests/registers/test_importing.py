"""Lists that offices keep already: read, looked at, taken in, merged, and taken back as a whole."""

import io
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from binhyen.audit.models import Entry as LogEntry
from binhyen.kernel.findings import Forbidden, Refused
from binhyen.registers.actions.importing import import_entries, plan_import, undo_import
from binhyen.registers.models import Import, Record
from binhyen.registers.queries.columns import columns
from binhyen.registers.rules.facts import Value
from binhyen.registers.rules.importing import Doing
from binhyen.sheets.queries import read_table
from binhyen.sheets.rules.tables import Table
from binhyen.support.models import HandoverCount
from binhyen.support.registers import HANDOVERS
from tests.accounts.factories import Land, Person
from tests.registers.factories import NOW, day, number, rewritten, written

HEADS = ("Địa bàn", "Từ ngày", "Đến ngày", "Văn bản làm căn cứ", "Cách thu", "Số vũ khí thô sơ, dao, kiếm, hung khí")
ONE = ("Xã An Phú", "01/01/2026", "31/03/2026", "BB 1", "Tự giác giao nộp", "hơn 10")
TWO = ("thôn Đông", "01/04/2026", "30/06/2026", "BB 2", "", 7)
SAID: dict[str, Value] = {
    "since": day("01/01/2026"),
    "until": day("31/03/2026"),
    "document": "BB 1",
    "way": "voluntary",
}


def workbook(*rows: Sequence[Any], heads: Sequence[Sequence[Any]] = (HEADS,), merged: Sequence[str] = ()) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (*heads, *rows):
        sheet.append(list(row))
    for cells in merged:
        sheet.merge_cells(cells)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def table(content: bytes, remembered: Mapping[str, str] | None = None) -> Table:
    return read_table(io.BytesIO(content), columns(HANDOVERS), remembered=remembered)


def taken(content: bytes, by: Person, chosen: Mapping[int, Doing] | None = None, days: int = 0) -> Import:
    return import_entries(
        register=HANDOVERS,
        table=table(content),
        chosen=chosen or {},
        workbook=io.BytesIO(content),
        name="giao-nop.xlsx",
        by=by.actor,
        at=NOW + timedelta(days=days),
    )


def test_a_list_is_taken_in_marked_and_counted(land: Land, lan: Person) -> None:
    made = taken(workbook(ONE, TWO), lan)
    assert (made.added, made.changed, made.skipped) == (2, 0, 0)
    assert {row.brought_by_id for row in HandoverCount.objects.all()} == {made.pk}
    assert number("melee_weapons", land.an_phu, "2026") == 17
    assert LogEntry.objects.filter(action="registers.written").count() == 2
    assert made.blob is not None


def test_a_heading_of_three_rows_with_merged_cells_is_understood(land: Land, lan: Person) -> None:
    heads = (
        ("THỐNG KÊ GIAO NỘP VŨ KHÍ NĂM 2026",),
        ("Địa bàn", "Thời gian", "", "Căn cứ", "Kết quả", ""),
        ("", "Từ ngày", "Đến ngày", "", "Cách thu", "Vũ khí"),
        ("", "", "", "", "", "Số vũ khí thô sơ, dao, kiếm, hung khí"),
    )
    found = table(workbook(ONE, heads=heads, merged=("A1:F1", "A2:A4", "B2:C2", "E2:F2", "D2:D4")))
    assert not found.faulty
    assert found.rows[0].values["melee"] == "hơn 10"
    assert found.rows[0].text("document") == "BB 1"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("Xã Không Có", *ONE[1:]), "registers.unknown_place"),
        (("Xã Phúc Lộc", *ONE[1:]), "registers.unknown_place"),
        ((*ONE[:2], "31/12/2025", *ONE[3:]), "registers.dates_reversed"),
        ((*ONE[:3], "", *ONE[4:]), "sheets.empty"),
        ((*ONE[:4], "Mua lại", ONE[5]), "sheets.not_choice"),
        ((*ONE[:5], "12 hoặc 13"), "indicators.other_unit"),
        ((ONE[0], "45/13/2026", *ONE[2:]), "sheets.not_date"),
    ],
)
def test_one_wrong_row_and_nothing_is_taken_in(land: Land, lan: Person, row: Sequence[Any], code: str) -> None:
    content = workbook(ONE, row)
    plan = plan_import(register=HANDOVERS, table=table(content), chosen={}, by=lan.actor, at=NOW)
    [wrong] = [one for one in plan.rows if one.wrong]
    assert wrong.number == 3
    assert code in {finding.code for finding in wrong.findings}
    with pytest.raises(Refused) as refusal:
        taken(content, lan)
    assert refusal.value.code == "registers.import_faulty"
    assert not Record.objects.exists()


def test_rows_that_are_there_already_are_left_out_merged_or_written_anew(land: Land, lan: Person) -> None:
    old = written(HANDOVERS, land.an_phu, SAID | {"melee": "3", "guns": "2"}, lan.actor)
    content = workbook(ONE, TWO)
    plan = plan_import(register=HANDOVERS, table=table(content), chosen={}, by=lan.actor, at=NOW)
    assert [row.doing for row in plan.rows] == [Doing.SKIP, Doing.NEW]
    assert plan.twins[0].twin == old.record
    made = taken(content, lan, {2: Doing.MERGE})
    assert (made.added, made.changed) == (1, 1)
    assert number("melee_weapons", land.an_phu, "2026") == 17
    assert number("guns", land.an_phu, "2026") == 2, "what the row leaves empty stays"
    taken(workbook(ONE), lan, {2: Doing.NEW})
    assert number("melee_weapons", land.an_phu, "2026") == 27


def test_the_same_row_twice_is_taken_in_once(land: Land, lan: Person) -> None:
    made = taken(workbook(ONE, TWO, ONE), lan)
    assert (made.added, made.skipped) == (2, 1)


def test_a_list_that_is_there_already_leaves_nothing_to_do(land: Land, lan: Person) -> None:
    taken(workbook(ONE), lan)
    with pytest.raises(Refused) as refusal:
        taken(workbook(ONE), lan)
    assert refusal.value.code == "registers.import_empty"


def test_a_whole_import_is_taken_back(land: Land, lan: Person) -> None:
    written(HANDOVERS, land.an_phu, SAID | {"melee": "3"}, lan.actor)
    made = taken(workbook(ONE, TWO), lan, {2: Doing.MERGE}, days=1)
    undo_import(register=HANDOVERS, import_id=made.pk, by=lan.actor, at=NOW + timedelta(days=2))
    assert number("melee_weapons", land.an_phu, "2026") == 3
    assert number("melee_weapons", land.an_phu, "2026", NOW + timedelta(days=1)) == 17, "what was known then stays"
    assert HandoverCount.objects.filter(superseded_at=None).count() == 1
    with pytest.raises(Refused) as refusal:
        undo_import(register=HANDOVERS, import_id=made.pk, by=lan.actor, at=NOW)
    assert refusal.value.code == "registers.undone_already"


def test_what_was_changed_since_is_named_before_it_goes_too(land: Land, lan: Person) -> None:
    made = taken(workbook(ONE, TWO), lan)
    row = HandoverCount.objects.order_by("id")[0]
    rewritten(HANDOVERS, row, land.an_phu, SAID | {"melee": "11"}, lan.actor, NOW + timedelta(days=1))
    with pytest.raises(Refused) as refusal:
        undo_import(register=HANDOVERS, import_id=made.pk, by=lan.actor, at=NOW + timedelta(days=2))
    assert refusal.value.code == "registers.changed_since_import"
    assert "Giao nộp 01/01/2026 – 31/03/2026" in str(refusal.value)
    assert number("melee_weapons", land.an_phu, "2026") == 18
    later = NOW + timedelta(days=2)
    undo_import(register=HANDOVERS, import_id=made.pk, by=lan.actor, at=later, also_changed=True)
    assert number("melee_weapons", land.an_phu, "2026") == 0


def test_another_post_does_not_take_an_import_back(land: Land, lan: Person, nam: Person, hung: Person) -> None:
    made = taken(workbook(ONE), lan)
    with pytest.raises(Forbidden):
        undo_import(register=HANDOVERS, import_id=made.pk, by=nam.actor, at=NOW)
    undo_import(register=HANDOVERS, import_id=made.pk, by=hung.actor, at=NOW)
    assert number("melee_weapons", land.an_phu, "2026") == 0


def test_an_officer_brings_a_list_names_its_headings_once_and_takes_it_back(
    reader: Client, land: Land, lan: Person
) -> None:
    def at(name: str, *args: object) -> str:
        return reverse(f"registers:{name}", args=["giao-nop-vu-khi", *args])

    heads = (("Nơi thu", "Từ ngày", "Đến ngày", "Văn bản làm căn cứ", "Cách thu", "Dao, kiếm"),)
    content = workbook(ONE, TWO, heads=heads)
    sent = SimpleUploadedFile("danh-sach.xlsx", content)
    preview = reader.post(at("choose_workbook"), {"workbook": sent}).headers["Location"]
    page = reader.get(preview).content.decode()
    assert "Nơi thu" in page
    word = preview.rstrip("/").rsplit("/", 1)[-1]
    reader.post(at("name_columns", word), {"c0": "place", "c1": "melee"})
    page = reader.get(preview).content.decode()
    assert "2 dòng: 2 ghi mới" in page
    answer = reader.post(preview, {"take": "1"}, follow=True)
    assert "danh-sach.xlsx" in answer.content.decode()
    assert number("melee_weapons", land.an_phu, "2026") == 17
    again = reader.post(at("choose_workbook"), {"workbook": SimpleUploadedFile("danh-sach.xlsx", content)})
    page = reader.get(again.headers["Location"]).content.decode()
    assert "2 dòng: 0 ghi mới" in page, "the headings are remembered, the rows are there already"
    made = Import.objects.get()
    assert reader.post(at("undo_import", made.pk), {}).status_code == 302
    assert number("melee_weapons", land.an_phu, "2026") == 0


def test_mistakes_come_back_beside_their_rows(reader: Client, land: Land, lan: Person) -> None:
    content = workbook(ONE, ("Xã Không Có", *ONE[1:]))
    sent = SimpleUploadedFile("danh-sach.xlsx", content)
    preview = reader.post(reverse("registers:choose_workbook", args=["giao-nop-vu-khi"]), {"workbook": sent})
    word = preview.headers["Location"].rstrip("/").rsplit("/", 1)[-1]
    copy = reader.get(reverse("registers:import_errors", args=["giao-nop-vu-khi", word]))
    sheet = openpyxl.load_workbook(io.BytesIO(copy.content)).active
    assert sheet.cell(2, 7).value in (None, "")
    assert "Xã Không Có" in sheet.cell(3, 7).value
    assert "Địa bàn" in sheet.cell(3, 7).value


def test_what_is_exported_can_be_brought_in_again(reader: Client, land: Land, lan: Person) -> None:
    written(HANDOVERS, land.an_phu, SAID | {"melee": "hơn 10", "ammo_kg": "2,5"}, lan.actor)
    written(HANDOVERS, land.village, SAID | {"melee": "7"}, lan.actor)
    content = reader.get(reverse("registers:export", args=["giao-nop-vu-khi"])).content
    plan = plan_import(register=HANDOVERS, table=table(content), chosen={}, by=lan.actor, at=NOW)
    assert not plan.faulty, [one.findings for one in plan.rows]
    assert [row.doing for row in plan.rows] == [Doing.SKIP, Doing.SKIP], "they are the same entries"
