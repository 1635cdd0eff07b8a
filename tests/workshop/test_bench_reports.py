"""The bench of reports measures what it says, finds every loss, and says what was wrong."""

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connections, transaction
from pytest_django import DjangoDbBlocker

from binhyen.database.upserting import audited_rows, drop_tables, make_tables, upsert_seconds
from binhyen.indicators.models import Cell
from binhyen.indicators.queries.forms import cells_of, forget_cells
from binhyen.kernel.actors import SYSTEM, Role
from binhyen.kernel.periods import parse_period
from binhyen.narrative.reader import read
from binhyen.narrative.rules.figures import About
from binhyen.places.actions import load_places
from binhyen.places.rules.country import country
from binhyen.reports.actions.entering import save_cells
from binhyen.reports.actions.importing import import_values
from binhyen.reports.models import Figure, Report
from binhyen.reports.queries.totals import totals
from binhyen.workshop.bench.kinds import KINDS
from binhyen.workshop.bench.narrative.reading import PAGE, ReadingPlan, drawn_texts, measure_reading, shown
from binhyen.workshop.bench.plan import moment
from binhyen.workshop.bench.reports import saving
from binhyen.workshop.bench.reports.adding import questions
from binhyen.workshop.bench.reports.clients import ANSWERS, JOBS, send_all
from binhyen.workshop.bench.reports.ground import Country, Desk, indicators, published, seat
from binhyen.workshop.bench.reports.importing import prepare_loads
from binhyen.workshop.bench.reports.plan import CELLS, STOCK, STOCK_CELLS, months_back
from binhyen.workshop.bench.reports.stock import Stock, amount_of
from binhyen.workshop.bench.reports.tables import written, written_workbooks
from tests.reports.factories import entries

AT = moment(2027, 11, 25)


@pytest.fixture(scope="module")
def bench(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Country]:
    """The country's map, one commune a province: loading it takes longer than the tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_places(country(), by=SYSTEM, at=moment(2027, 1, 1))
        yield Country(most=1)
        transaction.set_rollback(True)
        forget_cells()


@pytest.fixture(scope="module")
def desks(bench: Country) -> list[Desk]:
    return seat(Role.COMMUNE_OFFICER, bench.now.communes)


@pytest.fixture(scope="module")
def sheet_and_jobs(bench: Country, desks: list[Desk]) -> tuple[saving.Sheet, list[saving.Job]]:
    return saving.prepare(bench, desks)


@pytest.fixture(scope="module")
def stock(bench: Country) -> Stock:
    made = Stock(bench, published(STOCK, indicators(STOCK_CELLS)), lambda _word: None)
    made.grow_to(2_000)
    return made


def save(sheet: saving.Sheet, job: saving.Job) -> None:
    """Save a report as a client does."""
    report = Report.objects.select_related("collection__version").get(pk=job.report)
    values = {row["cell"]: row["value"] for row in json.loads(sheet.body(job.report))["cells"]}
    save_cells(report_id=job.report, entries=entries(report, values), by=by_of(job), at=AT)


def by_of(job: saving.Job) -> Any:
    return replace(SYSTEM, account_id=job.desk.account_id, post_id=0)


def test_months_go_back_from_the_newest() -> None:
    codes = [one.code for one in months_back("2026-02")]
    assert codes[:3] == ["2026-02", "2026-01", "2025-12"]
    assert codes[-1] == "2011-01"


def test_the_stock_holds_whole_months_of_every_commune_on_the_map_of_their_time(stock: Stock) -> None:
    assert stock.figures == Figure.objects.filter(report__collection__version=stock.version).count() >= 2_000
    for code, reports in stock.reports.items():
        assert len(reports) == len(stock.country.land(parse_period(code)).communes)
    assert len(stock.country.land(parse_period("2025-06")).provinces) == 63


def test_totals_are_those_of_the_seeded_numbers(stock: Stock) -> None:
    asked = list(questions(stock, year=True))
    assert len(asked) == 9
    numbers = cells_of(stock.version)
    for one in asked:
        inside = [
            report
            for code, reports in stock.reports.items()
            for place, report in reports.items()
            if code.startswith(one.period.code)
        ]
        found = totals(one.asked)
        _, figures = one.bare_seconds()
        assert found.figures == figures
        if one.place.parent is None and one.period.code == "2027-10":
            wanted = sum(amount_of(report, numbers[one.cells[0]]) for report in inside)
            assert found.cells[one.cells[0]].sum.value == wanted


@pytest.mark.django_db
def test_a_saved_report_is_not_lost_and_every_loss_is_found(
    sheet_and_jobs: tuple[saving.Sheet, list[saving.Job]], monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet, jobs = sheet_and_jobs
    mine = jobs[:3]
    assert len(sheet.cells) == CELLS
    assert len(list(saving.lost(sheet, mine))) == 6
    for job in mine:
        report = Report.objects.get(pk=job.report)
        assert report.place_id == job.desk.place_id
        save_as(sheet, job, monkeypatch)
    assert list(saving.lost(sheet, mine)) == []
    Figure.objects.filter(report_id=mine[0].report, version=2).order_by("pk")[:1].get().delete()
    changed = Figure.objects.filter(report_id=mine[1].report, superseded_at=None).first()
    assert changed is not None
    Figure.objects.filter(pk=changed.pk).update(amount=1)
    Report.objects.filter(pk=mine[2].report).update(filled=1)
    told = [words.split(":")[0] for words in saving.lost(sheet, mine)]
    assert told == [f"report {job.report}" for job in mine]


def save_as(sheet: saving.Sheet, job: saving.Job, monkeypatch: pytest.MonkeyPatch) -> None:
    """Save by the officer whose key the job bears."""
    from binhyen.accounts.queries import actor_of

    actor = actor_of(job.desk.account_id, job.desk.post_id, AT.date())
    assert actor is not None
    monkeypatch.setattr("tests.workshop.test_bench_reports.by_of", lambda _job: actor)
    save(sheet, job)


@pytest.mark.django_db
def test_bare_rows_are_those_that_a_save_writes_and_are_undone(
    sheet_and_jobs: tuple[saving.Sheet, list[saving.Job]],
) -> None:
    sheet, jobs = sheet_and_jobs
    before = Figure.objects.count()
    speeds = saving._bare(sheet, jobs[-3:])
    assert set(speeds) == {"each", "together"}
    assert Figure.objects.count() == before


@pytest.mark.django_db
def test_what_is_imported_is_counted_and_changed_by_a_tenth(bench: Country) -> None:
    loads = prepare_loads(bench, 500)
    assert [len(load.targets) for load in loads] == [500, 500]
    first = import_values(values=loads[0].values(0), source="dhis2", by=SYSTEM, at=AT)
    again = import_values(values=loads[0].values(1), source="dhis2", by=SYSTEM, at=AT)
    assert (first.changed, again.changed) == (500, 50)
    assert not first.findings


@pytest.mark.django_db
def test_the_upsert_writes_an_audit_for_every_row(bench: Country, stock: Stock) -> None:
    cells = list(Cell.objects.values_list("pk", flat=True)[:3])
    reports = list(Report.objects.values_list("pk", flat=True)[:400])
    rows = [(cell, 202_710, report, "7") for cell in cells for report in reports]
    make_tables(Cell, Report, [202_710])
    try:
        assert upsert_seconds(rows) > 0
        assert audited_rows() == len(rows)
        assert upsert_seconds(rows) > 0
        assert audited_rows() == 2 * len(rows)
    finally:
        drop_tables()
    tables = connections["default"].introspection.table_names()
    assert not [name for name in tables if name.startswith("bench_")]


def test_clients_tell_of_a_server_that_is_not_there(tmp_path: Path) -> None:
    job = {"number": 3, "client": 0, "path": "/", "headers": {}, "body": "{}"}
    (tmp_path / JOBS).write_text(json.dumps(job) + "\n", encoding="utf-8")
    send_all(tmp_path, 9, 5)
    (answer,) = [json.loads(line) for line in (tmp_path / ANSWERS).read_text(encoding="utf-8").splitlines()]
    assert (answer["number"], answer["status"]) == (3, 0)
    assert "refused" in answer["said"]


def test_the_benches_run_end_to_end(tmp_path: Path, settings: Any, capsys: pytest.CaptureFixture[str]) -> None:
    settings.VAR_DIR = tmp_path
    found = tmp_path / "found.json"
    sizes = {"values": 5_000, "communes": 1, "turns": 1, "seconds": 1.0, "imported": 500, "clients": 2}
    call_command("bench", "reports", database="sqlite", json=found, **sizes)
    (run,) = json.loads(found.read_text(encoding="utf-8"))["runs"]
    assert run["saving"]["reports"] > 0
    assert (run["saving"]["lost"], run["saving"]["errors"]) == ([], [])
    assert all(one["seen"] for one in run["adding"])
    assert {one["stored"] for one in run["adding"]} == {run["stored"]["figures"], run["adding"][0]["stored"]}
    assert [one["changed"] for one in run["importing"][:2]] == [500, 50]
    assert [one["missing"] for one in run["books"]] == ["", ""]
    shown = capsys.readouterr().out
    assert "không mất gì" in shown
    assert "xlsxwriter trần" in shown


def test_workbooks_are_written_filled_and_taken_in(tmp_path: Path, settings: Any) -> None:
    settings.VAR_DIR = tmp_path
    found = tmp_path / "found.json"
    call_command("bench", "workbooks", database="sqlite", workbooks=4, json=found)
    report = json.loads(found.read_text(encoding="utf-8"))
    (run,) = report["runs"]
    assert (run["workbooks"], run["wrong"]) == (4, [])
    assert run["cells"] > CELLS
    assert "openpyxl" in written_workbooks(report, colours=False)


def test_what_was_wrong_is_a_fault(tmp_path: Path) -> None:
    saved = {"lost": ["báo cáo 7"], "errors": ["2 × 500: hỏng"]}
    run = {
        "saving": saved,
        "adding": [{"seen": False, "place": "Xã An Phú"}],
        "importing": [{"name": "nhập", "wrong": "thiếu"}],
        "books": [{"name": "sổ", "missing": "không có"}],
    }
    assert len(KINDS["reports"].faults(run)) == 5
    with pytest.raises(CommandError, match="--inside"):
        call_command("bench", "reports", inside=tmp_path / "nowhere.json")


def test_a_book_that_could_not_be_written_is_said() -> None:
    from binhyen.workshop.bench.reports.results import Book, Cpu, Importing, ReportsRun, Saving, Stored
    from binhyen.workshop.rules.quantiles import Spread

    times = Spread(1.0, 2.0, 3.0, 4)
    bare = {"each": 5.0, "together": 6.0}
    lost = ("report 7: versions are missing",)
    saved = Saving(2, 3, 1.0, 3.0, times, times, ("1 × 500: hỏng",), lost, 40, bare, 12, Cpu(1, 1, 0.5), 100.0)
    imports = (Importing("nhập", 10, 5, 1.0, 10.0, None, "thiếu 5"),)
    run = ReportsRun("PostgreSQL 15", Stored(1, 2, 3, 4.0), (), saved, imports, (Book("Sổ", missing="hỏng"),), 9.0)
    report = {"machine": "máy", "load": (0.5, 0.7), "day": "2027-11-25", "runs": [asdict(run)]}
    text = written(report, colours=False)
    assert all(words in text for words in ("MẤT: report 7", "1 × 500: hỏng", "thiếu 5", "không đo: hỏng"))


def test_reading_is_measured_without_a_database(tmp_path: Path) -> None:
    texts = list(drawn_texts(2))
    run = measure_reading(ReadingPlan(tmp_path, sheets=2, turns=1), lambda _word: None)
    assert run.pages == pytest.approx(sum(map(len, texts)) / PAGE)
    assert run.figures == sum(len(read(text, About("2025")).figures) for text in texts) > 50
    assert run.paces[0].pages_a_second > 1
    assert run.wrong == ()
    (tmp_path / "a.txt").write_text("Toàn xã có 12 mô hình.", encoding="utf-8")
    own = measure_reading(ReadingPlan(tmp_path, turns=1, texts=tmp_path), lambda _word: None)
    assert own.figures == 1
    assert "trang/giây" in shown({"runs": [asdict(own)]}, colours=False)
    assert KINDS["read"].faults(asdict(run)) == []
