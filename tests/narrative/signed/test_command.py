"""`binhyen open-report`: what it says, what it takes over, how it ends."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from pytest_django import Settings

from binhyen.kernel.amounts import exactly
from binhyen.narrative.management.commands.open_report import NOT_BELIEVED
from binhyen.narrative.models import TakenReport
from tests.documents.keys import authority
from tests.documents.tampering import flipped_byte
from tests.narrative.signed.files import report_of, signed_file
from tests.reports.desks import Desks
from tests.reports.factories import NOW, ReportTown


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("binhyen.narrative.management.commands.open_report.clock", lambda: NOW)


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    """Run the command; return how it ends and what it says."""
    try:
        call_command("open_report", *map(str, arguments))
    except SystemExit as end:
        said = capsys.readouterr()
        return int(end.code or 0), said.out + said.err
    return 0, capsys.readouterr().out


def kept(folder: Path, content: bytes) -> Path:
    path = folder / "bao-cao.pdf"
    path.write_bytes(content)
    return path


def test_figures_are_told_without_a_database(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    end, said = run(capsys, kept(tmp_path, signed_file(report_of("09175"), tmp_path)))
    assert end == 0
    assert "Người ký: Nguyễn Thị Mẫu, lúc 09:00 05/11/2026; chứng thư do CA Minh họa" in said
    assert "leaflets\t1.350" in said
    assert "propaganda_attendance\thơn 400" in said


def test_json_says_everything_exactly(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    end, said = run(capsys, kept(tmp_path, signed_file(report_of("09175"), tmp_path)), "--json")
    data: dict[str, Any] = json.loads(said)
    assert (end, data["believed"], data["taken"]) == (0, True, None)
    assert data["signatures"][0]["signer"] == "Nguyễn Thị Mẫu"
    assert [one["code"] for one in data["findings"]] == ["documents.revocation_unknown"]
    assert data["figures"]["figures"][2]["value"] == "1350"


def test_a_changed_file_ends_with_one_and_its_sentence(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = kept(tmp_path, flipped_byte(signed_file(report_of("09175"), tmp_path)))
    end, said = run(capsys, path)
    assert end == NOT_BELIEVED
    assert "[documents.signed_bytes_changed] Tệp đã bị sửa sau khi Nguyễn Thị Mẫu ký" in said
    end, said = run(capsys, path, "--json")
    assert (end, json.loads(said)["figures"]) == (NOT_BELIEVED, None)


def test_a_certificate_is_trusted_by_its_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, settings: Settings
) -> None:
    settings.TRUSTED_CERTIFICATES = []
    path = kept(tmp_path, signed_file(report_of("09175"), tmp_path))
    trusted = tmp_path / "nguoi-cap.pem"
    trusted.write_bytes(authority().pem)
    assert run(capsys, path)[0] == NOT_BELIEVED
    assert run(capsys, path, "--trust", trusted)[0] == 0


@pytest.mark.parametrize("arguments", [("/khong/co.pdf",), (__file__, "--trust", "/khong/co.pem")])
def test_what_is_not_there_ends_with_two(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]) -> None:
    end, said = run(capsys, *arguments)
    assert end == 2
    assert "Không có tệp" in said


def test_an_empty_file_ends_with_two(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    end, said = run(capsys, kept(tmp_path, b""))
    assert (end, said.strip()) == (2, "Tệp trống.")


@pytest.mark.django_db
def test_figures_are_taken_over_by_the_account_that_is_named(
    capsys: pytest.CaptureFixture[str], seats: Desks, tmp_path: Path
) -> None:
    report = seats.town.report()
    path = kept(tmp_path, signed_file(report_of(seats.town.land.an_phu.code), tmp_path))
    end, said = run(capsys, path, "--into-report", report.pk, "--by", seats.hung.account.username)
    taken = TakenReport.objects.get()
    assert (end, taken.cells, taken.by_account) == (0, 4, seats.hung.account.pk)
    assert "4 ô" in said


@pytest.mark.django_db
def test_other_values_are_kept_unless_over_is_said(
    capsys: pytest.CaptureFixture[str], asked: ReportTown, tmp_path: Path
) -> None:
    asked.save({"leaflets": 1300})
    report = asked.report()
    path = kept(tmp_path, signed_file(report_of(asked.land.an_phu.code), tmp_path))
    end, said = run(capsys, path, "--into-report", report.pk)
    assert end == NOT_BELIEVED
    assert "[narrative.cell_says_other]" in said
    assert not TakenReport.objects.exists()
    end, said = run(capsys, path, "--into-report", report.pk, "--over")
    assert end == 0, said
    assert asked.report().figures.filter(cell__indicator="leaflets").latest("version").amount == exactly(1350).value


@pytest.mark.django_db
def test_no_account_and_no_report_end_with_two(
    capsys: pytest.CaptureFixture[str], seats: Desks, tmp_path: Path
) -> None:
    path = kept(tmp_path, signed_file(report_of(seats.town.land.an_phu.code), tmp_path))
    assert run(capsys, path, "--into-report", 1, "--by", "khong-co")[0] == 2
    assert run(capsys, path, "--into-report", 999_999)[0] == 2
