"""The annotated texts are what they say they are: nothing is forgotten, misplaced or miscounted in them."""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Literal

import pytest

from binhyen.indicators.queries import catalogue, dims
from tests.narrative.annotated import (
    LESSONS,
    NATURAL,
    PASSAGES,
    Annotated,
    Marked,
    load_many,
    main,
    parse,
    row,
    rows,
    texts,
)
from tests.narrative.values import value_of

TEXTS = texts()
SHORT_TEXTS = texts(PASSAGES)
each = pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.name)

FREE = frozenset({"period", "place", "per", "detail", "who", "comparison_base"})
"""Qualifiers that hold words or periods instead of codes."""
MARKS = {
    "qualifier": {"over", "nearly", "about", "at_least"},
    "measure": {
        *("share_pct", "share_frac", "change_abs", "change_pct", "avg"),
        *("unit_price", "target", "of_target_pct", "part"),
    },
    "direction": {"up", "down"},
}
PRINTED_KINDS = frozenset({"unit_kind"})
"""Dimensions whose kinds beside those of the catalogue (hộ, huyện, trường hợp) stand as they are printed."""
PERIOD = re.compile(
    r"\d{4}(?:-(?:H[12]|Q[1-4]|\d{1,2}M|\d{2}(?:-\d{2})?))?|\d{4}-\d{4}|\d{4}-\d{2}(?:-\d{2})?\.\.\d{4}-\d{2}(?:-\d{2})?"
)
NUMBER_WORD = r"(?:hai|ba|bốn|sáu|bảy|tám|chín|mười|chục)"
COUNTED = r"(?:mô hình|vụ|tập thể|cá nhân|tổ|đội|điểm|khẩu|căn|suất|lớp|buổi|xã|thôn|phường)"
NUMBERS = re.compile(
    rf"(?<!km)(?<!\dm)(?<! m)\d+|hàng (?:chục|trăm|nghìn|ngàn|vạn|triệu|tỷ)|\b{NUMBER_WORD}\b(?![\u0300-\u036f])|\b(?:một|năm) {COUNTED}\b"
    r"|\b(?:thứ|quý|khóa) [IVX]+\b",
    re.IGNORECASE,
)
HEDGED = {
    "hơn": "over",
    "trên": "over",
    "gần": "nearly",
    "khoảng": "about",
    "chừng": "about",
    "ước": "about",
    "xỉ": "about",
    "nhất": "at_least",
    "thiểu": "at_least",
}


def covered(text: Annotated) -> list[tuple[int, int]]:
    return [(mark.start, mark.end) for mark in text.marks]


def composed(words: str) -> str:
    return unicodedata.normalize("NFC", words)


def numbers_of(text: str, form: Literal["NFC", "NFD"]) -> Iterator[tuple[int, int]]:
    """Yield where anything stands that might be a number: found with no cleverness, so that none escapes."""
    pattern = re.compile(unicodedata.normalize(form, NUMBERS.pattern), re.IGNORECASE)
    plain = re.sub(r"[\u00a0\u2009]", " ", text)
    for match in pattern.finditer(plain):
        yield match.span()


@each
def test_nothing_that_might_be_a_number_is_forgotten(text: Annotated) -> None:
    spans = covered(text)
    forgotten = [
        text.text[max(0, start - 30) : end + 20]
        for start, end in numbers_of(text.text, "NFD" if text.about.get("form") else "NFC")
        if not any(at < end and start < until for at, until in spans)
    ]
    assert forgotten == []


@each
def test_marks_stand_where_they_say_and_never_overlap(text: Annotated) -> None:
    for mark in text.marks:
        assert text.text[mark.start : mark.end] == mark.words
        assert mark.words == mark.words.strip()
    spans = covered(text)
    assert [late for early, late in pairwise(spans) if late[0] < early[1]] == []


@each
def test_a_span_is_the_number_expression_alone_and_worth_what_the_mark_says(text: Annotated) -> None:
    for figure in text.figures:
        assert figure.value == value_of(figure.words)
        assert (figure.value is None) == bool(figure.qualifiers.get("vague", False)), figure
        assert not re.match(r"(?:hơn|trên|gần|khoảng|ít nhất)\b", composed(figure.words)), figure


@each
def test_a_ratio_is_a_part_of_its_whole_and_a_range_goes_up(text: Annotated) -> None:
    for figure in text.figures:
        if isinstance(figure.value, dict):
            first, last = figure.value.values()
            assert first <= last, figure


@each
def test_percentages_have_a_measure_and_money_is_in_dong(text: Annotated) -> None:
    for figure in text.figures:
        if composed(figure.words).endswith("%"):
            assert figure.qualifiers["measure"] in {"share_pct", "change_pct", "of_target_pct", "target"}, figure
            assert figure.unit == "%", figure
        elif catalogue().indicators[figure.indicator].unit == "đồng":
            assert figure.unit == "đồng", figure


@each
def test_hedges_beside_a_number_are_in_its_mark(text: Annotated) -> None:
    for figure in text.figures:
        before = composed(text.text[: figure.start]).split()[-1:] if text.text[: figure.start].strip() else []
        hedge = HEDGED.get(before[0].lower().strip("(-+“")) if before else None
        assert figure.qualifiers.get("qualifier") == hedge, (figure, before)


@each
def test_codes_are_those_of_the_catalogue(text: Annotated) -> None:
    known = dims()
    for figure in text.figures:
        assert figure.indicator in catalogue().indicators, figure
        for key, value in figure.qualifiers.items():
            if key in MARKS:
                assert value in MARKS[key], figure
            elif key in known and not known[key].open and key not in PRINTED_KINDS:
                assert set(str(value).split(", ")) <= set(known[key].values), figure
            else:
                assert key in {*known, *FREE, "vague", "magnitude", "duplicate"}, figure


@each
def test_dimensions_are_those_of_the_indicator_or_of_every_press_text(text: Annotated) -> None:
    for figure in text.figures:
        own = {"model_name", "unit_kind", "org", "status", "crime_type", *catalogue().indicators[figure.indicator].dims}
        assert {key for key in figure.qualifiers if key in dims()} <= own, figure


@each
def test_periods_are_written_as_codes(text: Annotated) -> None:
    for figure in text.figures:
        period = figure.qualifiers.get("period")
        assert period is None or PERIOD.fullmatch(str(period)), figure


@each
def test_a_part_stands_after_its_total_and_a_duplicate_after_its_first(text: Annotated) -> None:
    for at, figure in enumerate(text.figures):
        before = [other for other in text.figures[:at] if other.indicator == figure.indicator]
        if figure.qualifiers.get("measure") == "part":
            assert before, figure
        if figure.qualifiers.get("duplicate"):
            assert any(same_fact(other, figure) for other in before), figure


def same_fact(first: Marked, second: Marked) -> bool:
    return first.value == second.value and not first.qualifiers.get("duplicate")


SPAN_CHECKS: tuple[Callable[[Annotated], None], ...] = (
    test_nothing_that_might_be_a_number_is_forgotten,
    test_marks_stand_where_they_say_and_never_overlap,
    test_a_span_is_the_number_expression_alone_and_worth_what_the_mark_says,
    test_a_ratio_is_a_part_of_its_whole_and_a_range_goes_up,
    test_codes_are_those_of_the_catalogue,
)
CHECKS: tuple[Callable[[Annotated], None], ...] = (
    test_nothing_that_might_be_a_number_is_forgotten,
    test_marks_stand_where_they_say_and_never_overlap,
    test_a_span_is_the_number_expression_alone_and_worth_what_the_mark_says,
    test_a_ratio_is_a_part_of_its_whole_and_a_range_goes_up,
    test_percentages_have_a_measure_and_money_is_in_dong,
    test_hedges_beside_a_number_are_in_its_mark,
    test_codes_are_those_of_the_catalogue,
    test_dimensions_are_those_of_the_indicator_or_of_every_press_text,
    test_periods_are_written_as_codes,
    test_a_part_stands_after_its_total_and_a_duplicate_after_its_first,
)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__.removeprefix("test_"))
def test_of_every_passage_holds_what_holds_of_a_text(check: Callable[[Annotated], None]) -> None:
    for passage in SHORT_TEXTS:
        check(passage)


@pytest.mark.parametrize("check", SPAN_CHECKS, ids=lambda check: check.__name__.removeprefix("test_"))
def test_of_every_lesson_holds_what_it_says(check: Callable[[Annotated], None]) -> None:
    for lesson in texts(LESSONS, NATURAL):
        check(lesson)


def test_several_texts_of_a_file_have_their_own_heads_and_names(tmp_path: Path) -> None:
    path = tmp_path / "two.txt"
    path.write_text(f"{SOURCE}\n===\nperiod: 2019\n---\nCó [[3|clubs|câu lạc bộ]] CLB.\n", encoding="utf-8")
    first, second = load_many(path)
    assert (first.name, second.name) == ("two-01", "two-02")
    assert first.text == parse(SOURCE).text
    assert second.text == "Có 3 CLB.\n"
    assert second.figures[0].qualifiers == {"period": "2019"}


def test_there_are_enough_passages_about_everything() -> None:
    known = catalogue().indicators
    told = Counter(code for passage in SHORT_TEXTS for code in {figure.indicator for figure in passage.figures})
    assert len(SHORT_TEXTS) >= 300
    assert sum(len(passage.figures) for passage in SHORT_TEXTS) > 1300
    assert [code for code in known if told[code] < 4] == []
    assert [passage.name for passage in SHORT_TEXTS if not passage.distractors] == []


def test_there_are_enough_texts_long_and_varied_enough() -> None:
    genres = {
        part: Counter(text.about["genre"] for text in TEXTS if text.part == part) for part in ("shown", "held-back")
    }
    figures = [figure for text in TEXTS for figure in text.figures]
    assert len(TEXTS) >= 30
    assert len(figures) > 1800
    assert len({figure.indicator for figure in figures}) >= 240
    assert genres["shown"] == genres["held-back"]
    assert sum(len(text.distractors) for text in TEXTS) > 400
    assert min(len(text.text.split()) for text in TEXTS) > 250


def test_every_phenomenon_of_a_number_occurs_often() -> None:
    figures = [figure for text in TEXTS for figure in text.figures]
    measures = Counter(figure.qualifiers.get("measure", "level") for figure in figures)
    assert min(measures[measure] for measure in MARKS["measure"] - {"share_frac"}) >= 5, measures
    assert sum(isinstance(figure.value, dict) and "min" in figure.value for figure in figures) >= 5
    assert sum(isinstance(figure.value, dict) and "numerator" in figure.value for figure in figures) >= 40
    assert sum(bool(figure.qualifiers.get("vague")) for figure in figures) >= 8
    assert sum(bool(figure.qualifiers.get("duplicate")) for figure in figures) >= 15
    assert sum("place" in figure.qualifiers for figure in figures) >= 20


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("02", Decimal(2)),
        ("1.250", Decimal(1250)),
        ("46000", Decimal(46000)),
        ("46,25", Decimal("46.25")),
        ("7,916", Decimal("7.916")),
        ("94%", Decimal(94)),
        ("99,2 %", Decimal("99.2")),
        ("5,4 tỷ", Decimal(5_400_000_000)),
        ("46 ngàn", Decimal(46_000)),
        ("3 vạn", Decimal(30_000)),
        ("1,2\u00a0triệu", Decimal(1_200_000)),
        ("tám", Decimal(8)),
        ("hai chục", Decimal(20)),
        ("mười hai", Decimal(12)),
        ("194/213", {"numerator": Decimal(194), "denominator": Decimal(213)}),
        ("20 - 35", {"min": Decimal(20), "max": Decimal(35)}),
        ("02 đến 03", {"min": Decimal(2), "max": Decimal(3)}),
        ("3 - 5 triệu", {"min": Decimal(3_000_000), "max": Decimal(5_000_000)}),
        ("hàng trăm", None),
    ],
)
def test_words_are_worth(words: str, value: object) -> None:
    assert value_of(words) == value
    assert value_of(unicodedata.normalize("NFD", words)) == value


def test_a_word_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="no number"):
        value_of("mô hình")


SOURCE = """date: 2026
period: 2026
---
1. Xã có hơn [[24|models_total|mô hình|over; status=maintained]] mô hình.
@ period=2025; place=xã Bên
Ngày <<3/4|date>>,{nbsp}giảm [[hàng trăm|tips_received|tin|down]] tin, [[5 %|crime_cases|%|down; place=]]."""


def test_a_marked_source_becomes_a_text_with_its_marks() -> None:
    text = parse(SOURCE)
    assert text.text == "1. Xã có hơn 24 mô hình.\nNgày 3/4,\u00a0giảm hàng trăm tin, 5 %.\n"
    first, second, third = (dict(figure.qualifiers) for figure in text.figures)
    assert first == {"period": "2026", "qualifier": "over", "status": "maintained"}
    assert second["vague"] is True
    assert second["magnitude"] == 100
    assert second["place"] == "xã Bên"
    assert third == {"period": "2025", "measure": "change_pct", "direction": "down"}
    assert [found.why for found in text.distractors] == ["enumeration", "date"]


def test_decomposed_letters_shift_no_mark() -> None:
    text = parse(SOURCE.replace("date: 2026", "form: NFD"))
    assert text.text != composed(text.text)
    assert all(text.text[figure.start : figure.end] == figure.words for figure in text.figures)


def test_a_mark_that_says_nothing_known_is_refused() -> None:
    with pytest.raises(ValueError, match="says nothing"):
        parse("period: 2026\n---\n[[3|models_total|mô hình|many]]")


def test_texts_are_printed_as_json_lines(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("sys.argv", ["annotated", "shown"])
    main()
    printed = capsys.readouterr().out
    assert [json.loads(line) for line in printed.splitlines()] == [row(text) for text in texts("shown")]
    (tmp_path / "again.jsonl").write_text(printed, encoding="utf-8")
    assert list(rows([str(tmp_path / "again.jsonl")])) == list(rows(["shown"]))
