"""`binhyen read` and `binhyen reader-score`: contracts, plain refusals, no database."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command

FIELDS = [
    "start", "end", "text", "indicator", "value", "numerator", "denominator", "low", "high", "bound", "unit", "dims",
    "period", "place", "measure", "confidence",
]  # fmt: skip
LINE = {"id": "a", "text": "Xã có hơn 12 mô hình; 9/9 thôn đạt chuẩn an toàn về ANTT.", "date": "2024-05-01"}


def said(*arguments: str) -> str:
    out = io.StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def test_lines_are_answered_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps(LINE) + "\n\n" + json.dumps({"id": 2, "text": ""}) + "\n", encoding="utf-8")
    first, second = [json.loads(line) for line in said("read", "--jsonl", str(path)).splitlines()]
    assert second == {"id": 2, "figures": []}
    models, units = first["figures"]
    assert list(models)[: len(FIELDS)] == FIELDS
    assert (models["value"], models["bound"], models["period"]) == (12, "over", "2024")
    assert (units["value"], units["numerator"], units["denominator"], units["low"]) == (None, 9, 9, None)
    assert units["dims"] == {"unit_kind": "residential_area"}


def test_what_is_piped_in_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(LINE) + "\n"))
    assert len(json.loads(said("read", "--jsonl", "-"))["figures"]) == 2


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.txt"
    path.write_text("Năm 2023, xã thu hồi 12 khẩu súng tự chế.", encoding="utf-8")
    (figure,) = json.loads(said("read", str(path), "--json"))["figures"]
    assert (figure["indicator"], figure["value"], figure["period"]) == ("guns", 12, "2023")
    assert "guns" in said("read", str(path))


@pytest.mark.parametrize("arguments", [(), ("khong-co.txt",), ("--jsonl", "khong-co.jsonl")])
def test_what_cannot_be_read_is_refused_with_two(arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as refusal:
        said("read", *arguments)
    assert refusal.value.code == 2


def test_a_line_that_is_no_json_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps(LINE) + "\n{\n", encoding="utf-8")
    with pytest.raises(SystemExit):
        said("read", "--jsonl", str(path))
    assert "Dòng 2" in capsys.readouterr().err


def test_the_reader_is_scored(tmp_path: Path) -> None:
    gold = {
        "id": "g",
        "date": "2024",
        "text": LINE["text"],
        "figures": [
            {
                "span_text": "12", "start": 10, "end": 12, "indicator": "models_total", "value": 12, "unit": "mô hình",
                "qualifiers": {"qualifier": "hơn", "period": "2024"},
            },
            {
                "span_text": "9/9", "start": 22, "end": 25, "indicator": "recognised_units",
                "value": {"numerator": 9, "denominator": 9}, "unit": "đơn vị", "qualifiers": {"unit_kind": "thôn"},
            },
        ],
        "distractors": [],
    }  # fmt: skip
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(gold) + "\n", encoding="utf-8")
    result = json.loads(said("reader_score", str(path), "--json"))
    assert result["scores"]["strict"]["f1"] == 1
    assert result["qualifiers"]["unit_kind"]["f1"] == 1
    assert "Số liệu" in said("reader_score", str(path))


def test_a_file_that_is_not_annotated_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"text": "x"}\n', encoding="utf-8")
    with pytest.raises(SystemExit):
        said("reader_score", str(path))
    assert "Dòng 1" in capsys.readouterr().err
