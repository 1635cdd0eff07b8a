"""The language of templates, and the templates that are shipped: what is wrong is refused with its place."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from binhyen.indicators.rules.shelf import shipped_catalogue
from binhyen.kernel.findings import Refused
from binhyen.narrative.writer.language import read_blocks
from binhyen.narrative.writer.pieces import Look, plain_text
from binhyen.narrative.writer.plain_facts import facts_from_data, facts_to_data
from binhyen.narrative.writer.reports import Material, write_report
from binhyen.narrative.writer.shelf import faults, faults_of, templates
from binhyen.workshop.bench.narrative.drawn import drawn_facts

CODES = tuple(templates())
PERIODS = {"half": "2025-H1", "year": "2025", "years": "2019-2024"}


@pytest.mark.parametrize(
    "line",
    [
        "Có {models_total mô hình.",
        "Có models_total} mô hình.",
        "Có [{models_total} mô hình.",
        "Có {models_total} mô hình].",
        "Có {models_total} | mô hình.",
        "Có {} mô hình.",
        "Có {models_total|status} mô hình.",
        "Có {bao nhiêu: models_total} mô hình.",
        "{so với: models_total}.",
        "Có [{models_total} mô hình | gì đó].",
        "Có [].",
        "nếu không có: Không có.",
    ],
)
def test_a_line_that_cannot_be_read_is_refused_with_its_number(line: str) -> None:
    with pytest.raises(Refused) as refused:
        read_blocks(f"\n{line}")
    [finding] = refused.value.findings
    assert (finding.code, finding.where) == ("narrative.template", "2")
    assert finding.params["line"] == line


@given(st.text(alphabet="{}[]|:;ab_ ếnkhôg-\n", max_size=60))
def test_any_text_is_read_or_refused_by_line(source: str) -> None:
    try:
        blocks = read_blocks(source)
    except Refused as refused:
        assert all(one.code == "narrative.template" for one in refused.findings)  # noqa: PT017 - either way is right
    else:
        assert all(block.sentences for block in blocks)


def test_lines_are_sentences_blank_lines_end_paragraphs_dashes_begin_items() -> None:
    blocks = read_blocks("Một.\nHai.\n\nBa.\n- Bốn.\n- Năm.")
    assert [(len(block.sentences), block.look) for block in blocks] == [
        (2, Look.PARAGRAPH), (1, Look.PARAGRAPH), (1, Look.ITEM), (1, Look.ITEM),
    ]  # fmt: skip


def test_every_shipped_template_is_sound() -> None:
    assert list(faults()) == []
    assert {"year-end", "six-month", "programme-summary", "short", "address", "script", "lists"} == set(CODES)


def broken(tmp_path: Path, **changes: Any) -> Path:
    data: dict[str, Any] = {
        "code": "thu",
        "name": "Thử",
        "title": "BÁO CÁO",
        "periods": ["year"],
        "sections": [{"key": "mot", "parts": [{"key": "a", "text": "Có {models_total} mô hình."}]}],
    }
    path = tmp_path / "thu.yaml"
    path.write_text(yaml.safe_dump(data | changes, allow_unicode=True), encoding="utf-8")
    return path


def part(text: str, key: str = "a") -> list[Mapping[str, Any]]:
    return [{"key": "mot", "parts": [{"key": key, "text": text}]}]


@pytest.mark.parametrize(
    ("changes", "code", "where"),
    [
        ({"sections": part("Có {models_totl} mô hình.")}, "narrative.no_indicator", "thu.yaml:a"),
        ({"sections": part("Có {religions} tôn giáo.")}, "narrative.no_indicator", "thu.yaml:a"),
        ({"sections": part("Có {models_total|status=lớn} mô hình.")}, "narrative.no_split", "thu.yaml:a"),
        ({"sections": part("Đạt {tỷ lệ: models_total}.")}, "narrative.no_share", "thu.yaml:a"),
        ({"sections": part("Câu đúng.\nCó {models_total")}, "narrative.template", "thu.yaml:a:2"),
        ({"sections": part("A.") + part("B.")}, "narrative.same_key", "thu.yaml:a"),
        ({"annexes": [{"key": "x", "title": "Phụ lục", "table": "gì"}]}, "narrative.no_table", "thu.yaml:x"),
        ({"periods": ["ngày"]}, "narrative.template_shape", "thu.yaml:periods/0"),
        ({"sections": []}, "narrative.template_shape", "thu.yaml:sections"),
        ({"la": 1}, "narrative.template_shape", "thu.yaml:"),
    ],
)
def test_a_wrong_template_is_refused_with_file_part_and_line(
    tmp_path: Path, changes: Mapping[str, Any], code: str, where: str
) -> None:
    found = list(faults_of(broken(tmp_path, **changes)))
    assert (found[0].code, found[0].where) == (code, where)


def test_a_sound_file_has_no_faults(tmp_path: Path) -> None:
    assert list(faults_of(broken(tmp_path))) == []


@pytest.mark.parametrize("code", CODES)
@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**9), loose=st.sampled_from((0.0, 0.1, 0.6, 1.0)))
def test_whatever_is_drawn_makes_clean_sentences(code: str, seed: int, loose: float) -> None:
    template = templates()[code]
    known = drawn_facts(template, seed, PERIODS[template.periods[0]], loose=loose)
    text = plain_text(write_report(template, Material(known), shipped_catalogue()))
    for wrong in ("  ", " ,", " .", " ;", "..", ",,", "{", "}", "[", "|", "()", "None", " :", ",.", ";."):
        assert wrong not in text, text[max(0, text.index(wrong) - 60) : text.index(wrong) + 40]
    for line in text.splitlines()[3:]:
        assert line.removeprefix("- ")[:1] == line.removeprefix("- ")[:1].upper()


def test_a_year_end_report_of_a_full_year_has_at_least_150_numbers() -> None:
    template = templates()["year-end"]
    report = write_report(template, Material(drawn_facts(template, 1, loose=0.0)), shipped_catalogue())
    assert len(report.numbers) >= 150
    assert all(number.link for number in report.numbers)


def test_text_by_hand_stands_in_place_of_the_template_and_its_numbers_live() -> None:
    template = templates()["year-end"]
    material = Material(drawn_facts(template, 1, loose=0.0), {"danh-gia-chung": "Tốt hơn, có {models_total} mô hình."})
    report = write_report(template, material, shipped_catalogue())
    [mine] = [one for section in report.sections for one in section.parts if one.key == "danh-gia-chung"]
    assert mine.by_hand
    assert str(mine.lines[0]).startswith("Tốt hơn, có ")
    assert str(mine.numbers[0].cell) == "models_total"


@given(seed=st.integers(0, 10**6))
@settings(max_examples=10, deadline=None)
def test_facts_are_kept_exactly(seed: int) -> None:
    known = drawn_facts(templates()["year-end"], seed)
    assert facts_from_data(facts_to_data(known)) == known
