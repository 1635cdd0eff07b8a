"""`binhyen import-workbooks`: a folder taken in, stopped and begun anew, with what is wrong given back."""

import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from binhyen.reports.actions import intake
from binhyen.reports.models import Figure, Intake
from tests.reports.books import filled
from tests.reports.factories import GOOD, NOW
from tests.reports.office import Office, an_office
from tests.sheets.books import row_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> Office:
    settings.VAR_DIR = tmp_path / "var"
    monkeypatch.setattr("binhyen.reports.management.commands.import_workbooks.clock", lambda: NOW)
    return an_office(more=2)


def run(folder: Path, *options: str) -> tuple[str, int]:
    """Run the command; return what it printed and how it ended."""
    out = io.StringIO()
    try:
        call_command("import_workbooks", str(folder), *options, stdout=out, stderr=out)
    except SystemExit as end:
        return out.getvalue(), int(end.code or 0)
    return out.getvalue(), 0


def folder_of(office: Office, tmp_path: Path) -> Path:
    """Two right workbooks, one of them deep below, one with a mistake, one that is none; and what is no workbook."""
    folder = tmp_path / "thu"
    (folder / "huyen" / "xa").mkdir(parents=True)
    (folder / "an-phu.xlsx").write_bytes(filled(office.report(), GOOD))
    (folder / "huyen" / "xa" / "phuc-loc.XLSX").write_bytes(filled(office.report(office.land.elsewhere), GOOD))
    (folder / "huyen" / "so-001.xlsx").write_bytes(filled(office.report(office.communes[0]), {"leaflets": "1,234.5"}))
    (folder / "hong.ods").write_bytes(b"broken")
    for name in ("~$an-phu.xlsx", ".an.xlsx", "an-phu.tra-lai.xlsx", "thu.txt"):
        (folder / name).write_bytes(b"x")
    return folder


def test_every_workbook_below_a_folder_is_taken_in_and_summed_up(office: Office, tmp_path: Path) -> None:
    said, code = run(folder_of(office, tmp_path))
    assert code == 1
    assert "4 biểu, đã lưu 16 ô, 2 biểu cần sửa" in said
    assert Figure.objects.count() == 16
    assert set(Figure.objects.values_list("by_account", flat=True)) == {0}


def test_begun_anew_it_takes_in_nothing_twice(office: Office, tmp_path: Path) -> None:
    folder = folder_of(office, tmp_path)
    run(folder)
    said, code = run(folder, "--json")
    assert json.loads(said) == {
        "saved": 0,
        "partly": 0,
        "unchanged": 0,
        "again": 2,
        "refused": 2,
        "books": 4,
        "cells": 0,
        "faulty": 2,
    }
    assert (code, Figure.objects.count()) == (1, 16)


def test_when_everything_is_in_it_ends_well(office: Office, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(filled(office.report(), GOOD))
    assert run(tmp_path)[1] == 0
    assert run(tmp_path)[1] == 0


def test_an_empty_folder_is_no_mistake(office: Office, tmp_path: Path) -> None:
    said, code = run(tmp_path)
    assert (code, "0 biểu" in said) == (0, True)


def test_what_is_to_be_mended_is_given_back_beside_its_name(office: Office, tmp_path: Path) -> None:
    back = tmp_path / "tra"
    back.mkdir()
    run(folder_of(office, tmp_path), "--returned", str(back))
    assert sorted(str(one.relative_to(back)) for one in back.rglob("*.xlsx")) == [
        "hong.tra-lai.xlsx",
        "huyen/so-001.tra-lai.xlsx",
    ]
    sheet = openpyxl.load_workbook(back / "huyen" / "so-001.tra-lai.xlsx").worksheets[0]
    row = row_of(sheet, "leaflets")
    assert sheet[f"G{row}"].value == "1,234.5"
    assert "1.234,5" in sheet[f"I{row}"].value


def test_the_log_says_what_became_of_each_file_without_what_was_typed_elsewhere(office: Office, tmp_path: Path) -> None:
    log = tmp_path / "nhat-ky" / "log.jsonl"
    run(folder_of(office, tmp_path), "--log", str(log))
    lines = {one["file"]: one for one in map(json.loads, log.read_text(encoding="utf-8").splitlines())}
    assert {name: one["outcome"] for name, one in lines.items()} == {
        "an-phu.xlsx": "saved",
        "hong.ods": "refused",
        "huyen/so-001.xlsx": "refused",
        "huyen/xa/phuc-loc.XLSX": "saved",
    }
    assert lines["an-phu.xlsx"]["cells"] == 8
    assert [one["code"] for one in lines["huyen/so-001.xlsx"]["findings"]] == ["indicators.ambiguous_number"]


def test_partly_saves_what_is_right(office: Office, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(filled(office.report(), GOOD | {"leaflets": "x"}))
    assert run(tmp_path)[1] == 1
    assert not Figure.objects.exists()
    said, code = run(tmp_path, "--partly")
    assert (code, Figure.objects.count()) == (1, 7)
    assert "đã nhập, trừ những ô được nêu" in said


def test_the_accounts_posts_decide_what_may_be_written(office: Office, tmp_path: Path) -> None:
    said, _ = run(folder_of(office, tmp_path), "--by", "anphu.phongtrao", "--json")
    assert (json.loads(said)["saved"], json.loads(said)["refused"]) == (1, 3)
    assert set(Figure.objects.values_list("report_id", flat=True)) == {office.report().pk}
    assert set(Figure.objects.values_list("by_account", flat=True)) == {office.lan.account.pk}


@pytest.mark.parametrize(
    "options", [("--by", "khong.co"), ("--returned", "/khong/co")], ids=["no account", "no folder"]
)
def test_what_does_not_exist_ends_with_two_and_nothing_is_taken_in(
    office: Office, tmp_path: Path, options: tuple[str, str]
) -> None:
    (tmp_path / "a.xlsx").write_bytes(filled(office.report(), GOOD))
    assert run(tmp_path, *options)[1] == 2
    assert run(tmp_path / "khong-co")[1] == 2
    assert not Intake.objects.exists()


def test_it_needs_a_folder(office: Office) -> None:
    with pytest.raises(CommandError, match="Thiếu tham số"):
        call_command("import_workbooks")


def test_stopped_in_between_nothing_is_lost_and_the_rest_follows(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = [office.report(), office.report(office.land.elsewhere), *(office.report(one) for one in office.communes)]
    for number, report in enumerate(reports):
        (tmp_path / f"{number}.xlsx").write_bytes(filled(report, GOOD))
    monkeypatch.setattr(intake, "BATCH", 1)
    whole = intake._save
    saved: list[int] = []

    def stopping(*given: Any) -> Any:
        if len(saved) == 2:
            raise KeyboardInterrupt
        saved.append(1)
        return whole(*given)

    with monkeypatch.context() as patch:
        patch.setattr(intake, "_save", stopping)
        with pytest.raises(KeyboardInterrupt):
            run(tmp_path)
    assert (Intake.objects.count(), Figure.objects.count()) == (2, 16)
    said, code = run(tmp_path, "--json")
    assert (json.loads(said)["again"], json.loads(said)["saved"], code) == (2, 2, 0)
    assert Figure.objects.count() == 32
