"""`binhyen recognise`: what it prints, what it refuses, and with which exit code."""

import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from binhyen.recognition.rules import shelf

AREA = """\
as_of: 2024-10-31
facts:
  party_cell_resolution_date: 2024-01-15
  registration_date: 2024-03-31
  households_registered: 120
  households_residing: 120
  judgement.KDC-2: met
  judgement.KDC-3: met
  judgement.KDC-4: met
  judgement.KDC-5: met
"""


def run(tmp_path: Path, text: str | bytes, **options: Any) -> tuple[int, str, str]:
    path = tmp_path / "facts.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return call(str(path), **options)


def call(*arguments: str, **options: Any) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    chosen = {"pack": "tt124-2021", "kind": "residential_area", **options}
    try:
        call_command("recognise", *arguments, stdout=out, stderr=err, no_color=True, **chosen)
    except SystemExit as ending:
        return int(str(ending.code)), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_json_has_the_contracts_shape(tmp_path: Path) -> None:
    code, out, err = run(tmp_path, AREA, as_json=True)
    answer = json.loads(out)
    assert (code, err, answer["verdict"], answer["year"]) == (0, "", "met", 2024)
    assert [one["id"] for one in answer["criteria"]] == [
        "KDC-1a", "KDC-1b", "KDC-1c", "KDC-2", "KDC-3", "KDC-4", "KDC-5",
    ]  # fmt: skip
    assert all({"id", "verdict", "reason", "facts"} <= set(one) for one in answer["criteria"])
    assert answer["criteria"][2]["facts"] == {"households_registered": 120, "households_residing": 120}


def test_any_verdict_ends_with_zero(tmp_path: Path) -> None:
    late = AREA.replace("2024-03-31", "2024-04-01")
    unknown = AREA.replace("  judgement.KDC-5: met\n", "")
    assert [run(tmp_path, text)[0] for text in (AREA, late, unknown)] == [0, 0, 0]


def test_reasons_are_vietnamese_sentences(tmp_path: Path) -> None:
    _code, out, _err = run(tmp_path, AREA.replace("_registered: 120", "_registered: 119"), as_json=True)
    reason = json.loads(out)["criteria"][2]["reason"]
    assert reason == ("119 trên 120, dưới 100 %: cần ít nhất 120 (Số hộ đăng ký tham gia / Số hộ đang cư trú).")


def test_without_json_a_table_is_printed(tmp_path: Path) -> None:
    _code, out, _err = run(tmp_path, AREA)
    assert out.strip().endswith("Kết luận: đạt")
    assert "KDC-1c  đạt" in out


def test_auto_says_which_pack_it_took(tmp_path: Path) -> None:
    text = AREA.replace("2024", "2026")
    _code, out, _err = run(tmp_path, text, pack="auto", as_json=True)
    assert (json.loads(out)["pack"], json.loads(out)["year"]) == ("tt48-2025", 2026)


def test_out_of_scope_names_its_article_and_no_criteria(tmp_path: Path) -> None:
    text = "as_of: 2024-10-31\nfacts:\n  enterprise_size: small\n"
    code, out, _err = run(tmp_path, text, kind="enterprise", as_json=True)
    answer = json.loads(out)
    assert (code, answer["verdict"], answer["criteria"]) == (0, "out_of_scope", [])
    assert "Điều 1 khoản 2 điểm b" in answer["scope"]["reason"]


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        (AREA + "  houshold: 3\n", 11, "houshold"),
        (AREA + "".join(f"  x{number}: 1\n" for number in range(5000)), 2, "200"),
        (AREA + "  household_registered: 3\n", 11, "households_registered"),
        (AREA + "  police_disciplined: 0\n", 11, "commune"),
        (AREA.replace("_registered: 120", "_registered: 121"), 5, "121"),
        (AREA.replace("_registered: 120", "_registered: -1"), 5, "-1"),
        (AREA.replace("_registered: 120", "_registered: true"), 5, "true"),
        (AREA.replace("_registered: 120", "_registered: 120.0"), 5, "120.0"),
        (AREA.replace("_registered: 120", "_registered: '120'"), 5, "số nguyên"),
        (AREA.replace("_registered: 120", "_registered:"), 5, "số nguyên"),
        (AREA.replace("_registered: 120", "_registered: 0x10"), 5, "0x10"),
        (AREA.replace("_registered: 120", "_registered: " + "9" * 5000), 5, "số nguyên"),
        (AREA.replace("_registered: 120", "_registered: 99999999999"), 5, "1.000.000.000"),
        (AREA.replace("2024-03-31", "2024-02-30"), 4, "2024-02-30"),
        (AREA.replace("2024-03-31", "31/03/2024"), 4, "31/03/2024"),
        (AREA.replace("2024-03-31", "2024-03-31 08:00:00"), 4, "08:00"),
        (AREA.replace("KDC-2: met", "KDC-2: đạt"), 7, "not_met"),
        (AREA.replace("KDC-2: met", "KDC-2: true"), 7, "not_met"),
        (AREA + "  judgement.KDC-2: met\n", 11, "dòng 7"),
        (AREA.replace("2024-10-31", "2024-10-32"), 1, "2024-10-32"),
        (AREA.replace("2024-10-31", "yesterday"), 1, "yesterday"),
        (AREA.replace("2024-10-31", "2019-10-31"), 1, "01/11/2021"),
        (AREA.replace("2024-10-31", "2024-W44-4"), 1, "2024-W44-4"),
        (AREA.replace("2024-10-31", "9999-12-31"), 1, "31/12/9999"),
        (AREA.replace("2024-10-31", "0001-01-01"), 1, "01/01/0001"),
        (AREA.replace("as_of: 2024-10-31\n", ""), 1, "as_of"),
        (AREA.replace("as_of", "asof"), 1, "as_of"),
        (AREA.replace("facts:", "fact:"), 2, "facts"),
        ("as_of: 2024-10-31\n", 1, "facts"),
        ("as_of: 2024-10-31\nfacts: [1, 2]\n", 2, "facts: {}"),
        ("as_of: 2024-10-31\nfacts:\n\tx: 1\n", 3, "tab"),
        ("- 1\n- 2\n", 1, "as_of"),
        ("", 1, "as_of"),
        ("as_of: 2024-10-31\nfacts: {a: &a 1, b: *a}\n", 2, "tham chiếu"),
        ("as_of: 2024-10-31\nfacts: !!python/object/apply:os.system ['true']\n", 2, "facts"),
        ("as_of: 2024-10-31\nfacts: " + "[" * 5000, 2, "tầng"),
        ("as_of: 2024-10-31\nfacts: {}\n---\nas_of: 2024-10-31\n", 3, "tài liệu"),
        ("as_of: 2024-10-31\nfacts:\n  a: \x00\n", 3, "YAML"),
        ("as_of: 2024-10-31\nfacts:\n  ? [a, b]\n  : 1\n", 3, "YAML"),
    ],
)
def test_bad_input_names_line_and_mend(tmp_path: Path, text: str, line: int, word: str) -> None:
    code, out, err = run(tmp_path, text, as_json=True)
    assert (code, out) == (2, "")
    assert f"facts.yaml, dòng {line}: " in err
    assert word in err
    assert "Traceback" not in err


def test_all_faults_are_named_in_their_order(tmp_path: Path) -> None:
    text = AREA.replace("_registered: 120", "_registered: 121").replace("KDC-2: met", "KDC-2: maybe") + "  x: 1\n"
    _code, _out, err = run(tmp_path, text)
    assert [line.split(", dòng ")[1].split(":")[0] for line in err.strip().splitlines()] == ["5", "7", "11"]


def test_a_cell_of_units_by_kind_has_its_line(tmp_path: Path) -> None:
    text = (
        "as_of: 2024-10-31\nfacts:\n  units_by_kind:\n    school:\n      eligible: 2\n"
        "      registered: 3\n      recognized: 1\n    temple: {eligible: 1}\n"
    )
    _code, _out, err = run(tmp_path, text, kind="commune")
    assert "dòng 7" in err
    assert "dòng 8" in err


@pytest.mark.parametrize(
    ("content", "word"),
    [(b"\xff\xfe\x00a", "UTF-8"), (b"a: " + b"x" * 300_000, "256 KB"), (b"x" * 2_000_000, "256 KB")],
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes, word: str) -> None:
    code, _out, err = run(tmp_path, content)
    assert code == 2
    assert word in err


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert call(str(tmp_path / "none.yaml"))[0] == 2
    assert call(str(tmp_path))[0] == 2
    assert call()[0] == 2


@pytest.mark.parametrize(
    ("options", "word"),
    [
        ({"pack": "tt124"}, "tt124-2021"),
        ({"pack": ""}, "--pack"),
        ({"kind": ""}, "--kind"),
        ({"kind": "village"}, "residential_area"),
        ({"pack": "auto", "kind": "comune"}, "commune"),
        ({"pack": "qd510-2022", "kind": "agency"}, "QĐ-BCA-V05"),
        ({"pack": "ntm-2021-2025"}, "commune"),
        ({"pooling": "some"}, "per_kind"),
    ],
)
def test_bad_options_are_refused(tmp_path: Path, options: dict[str, str], word: str) -> None:
    code, out, err = run(tmp_path, "as_of: 2024-10-31\nfacts: {}\n", **options)
    assert (code, out) == (2, "")
    assert word in err


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(AREA.encode())))
    assert call("-")[0] == 0


@pytest.mark.parametrize("pack", ["tt23-2012", "tt124-2021", "tt48-2025", "auto"])
@pytest.mark.parametrize("kind", ["residential_area", "commune", "agency", "enterprise", "school"])
def test_facts_are_listed(pack: str, kind: str) -> None:
    code, out, _err = call(pack=pack, kind=kind, list_facts=True)
    answer = json.loads(out)
    assert (code, set(answer), answer["kind"]) == (0, {"pack", "kind", "facts"}, kind)
    assert all({"name", "type", "criteria", "required"} <= set(one) for one in answer["facts"])


def test_the_facts_of_the_contract_are_the_facts_listed() -> None:
    names = {
        "residential_area": "party_cell_resolution_date registration_date households_registered households_residing "
        "judgement.KDC-2 judgement.KDC-3 judgement.KDC-4 judgement.KDC-5",
        "commune": "party_committee_resolution_date peoples_committee_plan_date registration_date effective_schemes "
        "police_disciplined units_eligible units_registered units_recognised units_by_kind judgement.KDC-2 "
        "judgement.KDC-3 judgement.KDC-4 judgement.XA-3a",
        "agency": "armed_forces enterprise_size has_party_organisation party_resolution_date plan_date "
        "registration_date rule_subjects staff_briefed staff_total effective_schemes judgement.CD-2 judgement.CD-3 "
        "judgement.CD-4",
        "school": "highest_level judgement.GD-1 judgement.GD-a judgement.GD-b judgement.GD-c judgement.GD-d "
        "judgement.GD-e judgement.GD-6",
    }
    for kind, expected in names.items():
        listed = json.loads(call(kind=kind, list_facts=True)[1])["facts"]
        assert {one["name"] for one in listed} == set(expected.split())


def test_a_broken_pack_is_named_with_file_and_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(str(shelf.packs_folder()), tmp_path / "packs")
    (tmp_path / "packs" / "tt23-2012" / "criteria.yaml").write_text("groups: [", encoding="utf-8")
    monkeypatch.setattr(shelf, "shipped", lambda: shelf.read_shelf(tmp_path / "packs"))
    code, _out, err = run(tmp_path, AREA)
    assert code == 2
    assert err.startswith("tt23-2012/criteria.yaml:1: ")
