"""Consolidated tables: rows, sums by each line's rule, small counts hidden, exports with their trace."""

import json
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse

from binhyen.audit.models import Entry
from binhyen.indicators.queries import catalogue
from binhyen.indicators.queries.forms import content_of
from binhyen.indicators.rules.catalogue import OverPlaces
from binhyen.indicators.rules.cells import CellKey
from binhyen.kernel.amounts import NOTHING, Bound, exactly, roughly, vaguely
from binhyen.kernel.periods import parse_period
from binhyen.places.models import Lineage, Place, PlaceVersion
from binhyen.places.rules.kinds import PlaceKind, Tier
from binhyen.reports.components.consolidated import TableHead, csv_lines, csv_schema, entries_of, sheet_of, table_of
from binhyen.reports.components.totals import sum_text
from binhyen.reports.models import Report
from binhyen.reports.queries.consolidated import TableAsked, TableRow, summed, table_rows, table_sums
from binhyen.reports.queries.totals import TotalQuestion, totals
from binhyen.reports.queries.yearly import shaded, whole_rows, whole_sums
from binhyen.reports.rules.totals import Basis
from binhyen.sheets.rules.consolidated import ConsolidatedSheet, Mark, Marked
from tests.accounts.factories import a_place, ba_lan, ong_hung, signed_in_client
from tests.reports.factories import GOOD, NOW, ReportTown, a_content, a_version
from tests.reports.toys import key

pytestmark = pytest.mark.django_db
MaxQueries = Callable[[int], AbstractContextManager[object]]
SESSIONS, GUARDED, SHARE = key("propaganda_sessions"), key("offenders_helped"), key("recognised_units|unit_kind=kdc")
CELLS = ("propaganda_sessions", "offenders_helped", "recognised_units|unit_kind=kdc", "fireworks_kg")


@pytest.fixture
def wide(town: ReportTown) -> ReportTown:
    """Three communes say something in October; one says small numbers, one only words."""
    a_place("Tam Sơn", Tier.COMMUNE, PlaceKind.COMMUNE, town.land.bac_ninh)
    town.collect("2026-10", a_version(a_content(*CELLS), "bieu-rong"))
    said: dict[str, dict[str, Any]] = {
        "Xã An Phú": {CELLS[0]: 8, CELLS[1]: 2, CELLS[2]: exactly(9, 10), CELLS[3]: vaguely("hàng trăm kg")},
        "Xã Phúc Lộc": {CELLS[0]: roughly(200, Bound.OVER), CELLS[1]: 40, CELLS[2]: exactly(1, 2)},
        "Xã Tam Sơn": {CELLS[0]: NOTHING, CELLS[1]: 30},
    }
    for name, values in said.items():
        town.save(values, Report.objects.get(collection=town.collections["2026-10"], name=name), town.hung)
    return town


def asked(town: ReportTown, **more: Any) -> TableAsked:
    collection = town.collections["2026-10"]
    return TableAsked(collection.version, Report.objects.filter(collection=collection), NOW.date(), **more)


def sums(question: TableAsked) -> dict[str, str]:
    return {str(cell): "" if one is None else sum_text(one) for cell, one in table_sums(question).items()}


# ------------------------------------------------------------------ the table


def test_each_line_is_summed_by_its_own_rule(wide: ReportTown) -> None:
    assert sums(asked(wide)) == {CELLS[0]: "hơn 208", CELLS[1]: "72", CELLS[2]: "10/12", CELLS[3]: "“hàng trăm kg”"}


def test_the_sums_are_the_totals_of_the_form(wide: ReportTown) -> None:
    form = wide.collections["2026-10"].version.form_id
    question = TotalQuestion(wide.land.bac_ninh.place_id, parse_period("2026-10"), form_id=form)
    found = {cell: (one.sum.value, one.sum.denominator, one.sum.bound) for cell, one in totals(question).cells.items()}
    table = table_sums(asked(wide))
    assert found == {cell: (one.value, one.denominator, one.bound) for cell, one in table.items() if one is not None}


def test_what_places_do_not_make_together_has_no_sum() -> None:
    never = [code for code, one in catalogue().indicators.items() if one.over_places is OverPlaces.NONE]
    assert summed(CellKey(never[0]), [exactly(3), exactly(4)]) is None


def test_rows_stand_in_the_order_of_names_with_what_is_not_accepted(wide: ReportTown) -> None:
    rows = list(table_rows(asked(wide)))
    assert [row.name for row in rows] == ["Xã An Phú", "Xã Phúc Lộc", "Xã Tam Sơn"]
    assert rows[0].waiting == set(rows[0].amounts)
    assert not rows[0].missing


def test_a_place_that_says_nothing_is_missing(town: ReportTown) -> None:
    collection = town.collections["2026-11"]
    question = TableAsked(collection.version, Report.objects.filter(collection=collection), NOW.date())
    assert [row.missing for row in table_rows(question)] == [True, True]
    town.accepted()
    accepted = TableAsked(collection.version, question.reports, NOW.date(), Basis.ACCEPTED)
    (first, second) = table_rows(accepted)
    assert (first.amounts[SESSIONS], first.waiting, second.missing) == (exactly(8), frozenset(), True)


def test_small_counts_are_hidden_with_one_more_and_the_sum_stands(wide: ReportTown) -> None:
    assert [GUARDED in row.hidden for row in table_rows(asked(wide))] == [True, False, True]
    own = asked(wide, own=(wide.land.an_phu.path,))
    assert [GUARDED in row.hidden for row in table_rows(own)] == [False, False, False]


def test_what_was_known_on_a_day_is_asked_for(wide: ReportTown) -> None:
    before = asked(wide, as_of=NOW - timedelta(days=1))
    assert all(not row.amounts for row in table_rows(before))
    assert sums(before)[CELLS[0]] == "–"


def test_the_queries_do_not_grow_with_the_places(wide: ReportTown, django_assert_max_num_queries: MaxQueries) -> None:
    with django_assert_max_num_queries(8):
        list(table_rows(asked(wide)))
    with django_assert_max_num_queries(6):
        table_sums(asked(wide))


# ------------------------------------------------------------------ out of short periods


def test_a_year_is_made_of_its_months_by_each_lines_rule(town: ReportTown) -> None:
    town.collect("2026-10")
    for period, sessions, groups in (("2026-10", 8, 14), ("2026-11", 9, 15)):
        town.save({"propaganda_sessions": sessions, "patrol_groups": groups}, town.report(period))
    question = TotalQuestion(town.land.bac_ninh.place_id, parse_period("2026"), form_id=town.version.form_id)
    cells = content_of(town.version).cells
    rows = whole_rows(town.land.bac_ninh, question, cells)
    (row,) = rows
    assert (row.name, row.amounts[SESSIONS], row.amounts[key("patrol_groups")]) == (
        "Xã An Phú",
        exactly(17),
        exactly(15),
    )
    found = whole_sums(rows, cells)[SESSIONS]
    assert found is not None
    assert found.value == 17


def test_merged_communes_stand_in_one_row_of_the_later_map(town: ReportTown) -> None:
    land, day = town.land, date(2026, 12, 1)
    town.save({"propaganda_sessions": 7})
    town.save({"propaganda_sessions": 9}, town.report(place=land.elsewhere), town.nam)
    heir = a_place("Hòa Bình", Tier.COMMUNE, PlaceKind.COMMUNE, land.bac_ninh, day)
    for old in (land.an_phu, land.elsewhere):
        PlaceVersion.objects.filter(pk=old.pk).update(valid_to=day)
        Lineage.objects.create(from_place=old.place, to_place=heir.place, on=day, share=1)
    question = TotalQuestion(land.bac_ninh.place_id, parse_period("2026"), form_id=town.version.form_id)
    (row,) = whole_rows(land.bac_ninh, question, [SESSIONS])
    assert (row.name, row.code, row.amounts[SESSIONS]) == ("Xã Hòa Bình", heir.code, exactly(16))


def test_small_counts_of_a_year_are_hidden_too() -> None:
    rows = [TableRow(0, str(number), "", amounts={GUARDED: exactly(number)}) for number in (2, 30, 40)]
    assert [bool(row.hidden) for row in shaded(rows, [GUARDED])] == [True, True, False]


# ------------------------------------------------------------------ on their way out


def a_sheet(town: ReportTown) -> ConsolidatedSheet:
    question = asked(town)
    head = TableHead("2026-10", "Biểu rộng", "tháng 10/2026", "Nguồn: báo cáo")
    return sheet_of(head, question.sections, table_rows(question), table_sums(question))


def test_a_sheet_holds_numbers_as_numbers_words_as_words_and_marks(wide: ReportTown) -> None:
    sheet = a_sheet(wide)
    first = next(iter(sheet.rows))
    assert first.entries[:3] == [
        Marked(Mark.NOT_ACCEPTED, Decimal(8)),
        Marked(Mark.HIDDEN),
        Marked(Mark.NOT_ACCEPTED, "9/10"),
    ]
    assert list(sheet.sums) == ["hơn 208", Decimal(72), "10/12", "“hàng trăm kg”"]
    assert [line.code for line in sheet.lines] == ["A1", "A2", "A3", "A4"]


def test_what_nobody_entered_is_empty_and_nothing_is_not_zero(wide: ReportTown) -> None:
    rows = {row.name: row for row in table_rows(asked(wide))}
    assert entries_of(rows["Xã Tam Sơn"], [SESSIONS, SHARE]) == [Marked(Mark.NOT_ACCEPTED, "KPS"), None]


def test_a_csv_has_a_schema_for_every_column(wide: ReportTown) -> None:
    lines = list(csv_lines(a_sheet(wide)))
    fields: Any = csv_schema(a_sheet(wide))["fields"]
    assert lines[0].strip().split(",") == [one["name"] for one in fields]
    assert lines[1].startswith(",Tổng số,,hơn 208,72,10/12,")
    assert ",an,9/10," in lines[2]


def test_a_csv_never_computes() -> None:
    head = TableHead("x", "=1+1", "", "")
    sheet = sheet_of(head, (), [TableRow(1, "01", "=HYPERLINK(1)")], {})
    assert list(csv_lines(sheet))[2].startswith("01,'=HYPERLINK(1)")


def test_an_official_table_has_the_same_numbers(wide: ReportTown) -> None:
    table = table_of(a_sheet(wide), "Ủy ban nhân dân tỉnh Bắc Ninh", "Bắc Ninh, ngày 05 tháng 11 năm 2026")
    assert table.rows[0] == ["1", "Xã An Phú", "8", "ẩn", "9/10", "“hàng trăm kg”".strip("“”")]
    assert list(table.sums) == ["", "Tổng số", "hơn 208", "72", "10/12", "“hàng trăm kg”"]
    assert {len(row) for row in table.rows} == {len(table.columns)}


# ------------------------------------------------------------------ the page and its exports


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOW)


def page(town: ReportTown, name: str = "consolidated", period: str = "2026-10") -> str:
    return reverse(f"reports:{name}", args=[town.collections[period].pk])


def test_the_page_shows_places_by_lines_with_numbers_that_open(wide: ReportTown) -> None:
    client = signed_in_client(ong_hung(wide.land))
    text = client.get(page(wide)).content.decode()
    assert "hơn 208" in text
    assert "/o/propaganda_sessions/" in text
    assert "dong=1" in text
    assert "Xã Tam Sơn" in text


def test_a_commune_sees_its_own_row_alone(wide: ReportTown) -> None:
    client = signed_in_client(ba_lan(wide.land))
    text = client.get(page(wide)).content.decode()
    assert "Xã An Phú" in text
    assert "Xã Phúc Lộc" not in text


@pytest.mark.parametrize("form", ["xlsx", "csv", "schema", "docx"])
def test_every_export_leaves_its_trace(wide: ReportTown, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    books: list[Sequence[ConsolidatedSheet]] = []

    def book(path: Path, sheets: Any) -> None:
        books.append(list(sheets))
        path.write_bytes(b"PK")

    monkeypatch.setattr("binhyen.reports.views.consolidated.write_consolidated", book)
    monkeypatch.setattr("binhyen.reports.views.consolidated.write_table_docx", lambda *_args, **_more: b"PK")
    client = signed_in_client(ong_hung(wide.land))
    answer = client.get(page(wide, "export_consolidated"), {"dang": form})
    assert (answer.status_code, bool(answer.content)) == (200, True)
    assert "attachment" in answer.headers["Content-Disposition"]
    entry = Entry.objects.latest("id")
    assert (entry.action, entry.data) == ("reports.export", {"format": form, "basis": "saved", "reports": 3})


def test_no_other_form_is_there(wide: ReportTown) -> None:
    client = signed_in_client(ong_hung(wide.land))
    assert client.get(page(wide, "export_consolidated"), {"dang": "pdf"}).status_code == 404


# ------------------------------------------------------------------ the command


def run(town: ReportTown, file: Path, **options: str) -> None:
    Place.objects.filter(pk=town.land.bac_ninh.place_id).update(slug="bac-ninh")
    given = {"form": "bieu-thu", "period": "2026-11", "place": "bac-ninh", "out": str(file)} | options
    call_command("consolidate", *(f"--{name}={value}" for name, value in given.items()))


def test_the_command_writes_a_csv_with_its_schema_and_leaves_a_trace(town: ReportTown, tmp_path: Path) -> None:
    town.sent(GOOD)
    run(town, tmp_path / "bang.csv")
    assert "Xã An Phú" in (tmp_path / "bang.csv").read_text(encoding="utf-8-sig")
    assert json.loads((tmp_path / "bang.schema.json").read_text(encoding="utf-8"))["fields"]
    assert Entry.objects.latest("id").action == "reports.export"


def test_a_year_out_of_months_has_a_sheet_of_the_whole_and_one_a_month(
    town: ReportTown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: dict[str, list[str]] = {}

    def book(path: Path, sheets: Any) -> None:
        written.update({one.name: [row.name for row in one.rows] for one in sheets})

    monkeypatch.setattr("binhyen.reports.management.commands.consolidate.write_consolidated", book)
    town.collect("2026-10")
    town.save(GOOD)
    run(town, tmp_path / "nam.xlsx", period="2026")
    assert list(written) == ["2026", "2026-10", "2026-11"]
    assert written["2026"] == ["Xã An Phú"]
    assert written["2026-11"] == ["Xã An Phú", "Xã Phúc Lộc"]


@pytest.mark.parametrize(
    ("options", "word"),
    [
        ({"form": "khong-co"}, "khong-co"),
        ({"place": "khong-co"}, "khong-co"),
        ({"period": "2031"}, "2031"),
        ({"period": "hôm nay"}, "hôm nay"),
        ({"as-of": "31/02/2026"}, "31/02/2026"),
        ({"out": "/tmp/bang.pdf"}, "bang.pdf"),
        ({"out": "/tmp/khong/co/bang.csv"}, "/tmp/khong/co"),
    ],
)
def test_what_cannot_be_written_is_said_in_a_sentence(
    town: ReportTown, tmp_path: Path, capsys: pytest.CaptureFixture[str], options: dict[str, str], word: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        run(town, tmp_path / "bang.csv", **options)
    assert ended.value.code == 2
    assert word in capsys.readouterr().err
