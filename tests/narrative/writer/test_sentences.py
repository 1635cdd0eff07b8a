"""Sentences that follow their numbers: zero, one, many, missing, bounded, vague, not comparable, targets."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.indicators.rules.cells import CellKey, parse_cell_key
from binhyen.indicators.rules.shelf import shipped_catalogue
from binhyen.kernel.amounts import EMPTY, NOTHING, Amount, Bound, exactly, roughly, vaguely
from binhyen.narrative.writer.facts import Facts, Measured
from binhyen.narrative.writer.language import read_blocks
from binhyen.narrative.writer.numerals import money, padded, percentage, share_of
from binhyen.narrative.writer.pieces import Number, Says, plain
from binhyen.narrative.writer.sentences import Writer
from binhyen.workshop.bench.narrative.drawn import names_of


def facts(
    now: Mapping[str, Amount],
    before: Mapping[str, Amount] | None = None,
    targets: Mapping[CellKey, Decimal] | None = None,
    unclear: Mapping[CellKey, str] | None = None,
) -> Facts:
    known = {parse_cell_key(cell): Measured(amount, f"/so/{cell}/") for cell, amount in now.items()}
    past = {parse_cell_key(cell): Measured(amount) for cell, amount in (before or {}).items()}
    return Facts("2025", names_of("2025"), known, past, targets or {}, unclear or {})


def said(source: str, known: Facts) -> str:
    lines = (Writer(known, shipped_catalogue()).block(block) for block in read_blocks(source))
    return "\n".join(str(line) for line in lines if line is not None)


MODELS = "{toàn} hiện có {models_total} mô hình[, {so với: models_total}][, {chỉ tiêu: models_total}]."
TARGET = {parse_cell_key("models_total"): Decimal(10)}


@pytest.mark.parametrize(
    ("amount", "wanted"),
    [
        (exactly(1), "Toàn tỉnh hiện có 01 mô hình."),
        (exactly(9), "Toàn tỉnh hiện có 09 mô hình."),
        (exactly(66), "Toàn tỉnh hiện có 66 mô hình."),
        (exactly(1_686), "Toàn tỉnh hiện có 1.686 mô hình."),
        (roughly(5_000, Bound.OVER), "Toàn tỉnh hiện có hơn 5.000 mô hình."),
        (roughly(90, Bound.NEARLY), "Toàn tỉnh hiện có gần 90 mô hình."),
        (roughly(90, Bound.ABOUT), "Toàn tỉnh hiện có khoảng 90 mô hình."),
        (roughly(60, Bound.AT_LEAST), "Toàn tỉnh hiện có ít nhất 60 mô hình."),
        (vaguely("hàng trăm mô hình"), "Toàn tỉnh hiện có hàng trăm mô hình."),
        (exactly(0), "Năm 2025, toàn tỉnh không có mô hình nào đang hoạt động."),
        (NOTHING, "Năm 2025, toàn tỉnh không có mô hình nào đang hoạt động."),
        (EMPTY, ""),
    ],
)
def test_a_sentence_is_right_for_every_amount(amount: Amount, wanted: str) -> None:
    assert said(MODELS, facts({"models_total": amount})) == wanted


@pytest.mark.parametrize(
    ("now", "before", "wanted"),
    [
        (exactly(66), exactly(54), "tăng 12 mô hình (22,22%) so với năm 2024"),
        (exactly(54), exactly(57), "giảm 03 mô hình (5,26%) so với năm 2024"),
        (exactly(54), exactly(54), "không thay đổi so với năm 2024"),
        (exactly(54), NOTHING, "tăng 54 mô hình so với năm 2024"),
        (roughly(60, Bound.OVER), exactly(54), "tăng so với năm 2024"),
        (exactly(50), roughly(54, Bound.OVER), "giảm so với năm 2024"),
    ],
)
def test_a_change_is_told_with_its_direction(now: Amount, before: Amount, wanted: str) -> None:
    assert wanted in said(MODELS, facts({"models_total": now}, {"models_total": before}))


@pytest.mark.parametrize(
    ("now", "before"),
    [
        (roughly(60, Bound.OVER), exactly(70)),
        (roughly(60, Bound.ABOUT), exactly(54)),
        (vaguely("hàng trăm"), exactly(54)),
        (exactly(60), vaguely("hàng trăm")),
        (exactly(60), EMPTY),
    ],
)
def test_what_bounds_leave_open_is_not_compared(now: Amount, before: Amount) -> None:
    assert "so với" not in said(MODELS, facts({"models_total": now}, {"models_total": before}))


def test_a_reorganised_place_says_why_it_is_not_compared() -> None:
    unclear = {parse_cell_key("models_total"): "sắp xếp đơn vị hành chính"}
    known = facts({"models_total": exactly(66)}, {"models_total": exactly(54)}, unclear=unclear)
    assert "không so sánh được với năm 2024 do sắp xếp đơn vị hành chính" in said(MODELS, known)


@pytest.mark.parametrize(
    ("amount", "wanted"),
    [
        (exactly(12), "đạt 120% chỉ tiêu kế hoạch, vượt chỉ tiêu đề ra"),
        (exactly(10), "đạt 100% chỉ tiêu kế hoạch."),
        (exactly(9), "đạt 90% chỉ tiêu kế hoạch, chưa đạt chỉ tiêu đề ra"),
        (roughly(9, Bound.OVER), "đạt hơn 90% chỉ tiêu kế hoạch."),
        (roughly(11, Bound.NEARLY), "đạt gần 110% chỉ tiêu kế hoạch."),
        (roughly(11, Bound.ABOUT), "đạt khoảng 110% chỉ tiêu kế hoạch."),
    ],
)
def test_a_target_is_reached_passed_or_missed(amount: Amount, wanted: str) -> None:
    assert wanted in said(MODELS, facts({"models_total": amount}, targets=TARGET))


SHARES = (
    "{toàn} có [{recognised_units|unit_kind=commune} xã | {recognised_units|unit_kind=ward} phường | "
    "{recognised_units|unit_kind=township} thị trấn] đạt."
)


@pytest.mark.parametrize(
    ("kinds", "wanted"),
    [
        ({"commune": (173, 181), "ward": (4, 5), "township": (14, 14)}, "có 173/181 xã, 4/5 phường và 14/14 thị trấn"),
        ({"commune": (173, 181), "township": (14, 14)}, "có 173/181 xã và 14/14 thị trấn"),
        ({"ward": (4, 5)}, "có 4/5 phường đạt."),
        ({"commune": (0, 181), "ward": (4, 5)}, "có 4/5 phường đạt."),
    ],
)
def test_a_list_names_what_there_is(kinds: Mapping[str, tuple[int, int]], wanted: str) -> None:
    known = {f"recognised_units|unit_kind={kind}": exactly(*share) for kind, share in kinds.items()}
    assert wanted in said(SHARES, facts(known))


def test_a_list_of_nothing_is_no_sentence() -> None:
    assert said(SHARES, facts({})) == ""
    assert said(SHARES, facts({"recognised_units|unit_kind=ward": exactly(0, 5)})) == ""


def test_a_sentence_says_something_else_for_zero_and_for_missing() -> None:
    source = "Có {fires} vụ cháy.\nnếu không có: Không xảy ra cháy.\nnếu thiếu: Chưa có số liệu về cháy."
    assert said(source, facts({"fires": NOTHING})) == "Không xảy ra cháy."
    assert said(source, facts({})) == "Chưa có số liệu về cháy."
    assert said(source, facts({"fires": exactly(3)})) == "Có 03 vụ cháy."


def test_a_sentence_begins_with_a_capital_whatever_comes_first() -> None:
    source = "[;phát {leaflets} tờ rơi | treo {banners} băng rôn]."
    assert said(source, facts({"banners": exactly(12)})) == "Treo 12 băng rôn."
    assert said("{fires} vụ cháy.", facts({"fires": roughly(20, Bound.OVER)})) == "Hơn 20 vụ cháy."


def test_shares_are_compared_in_words_alone() -> None:
    cell = "recognised_units|unit_kind=ward"
    source = f"Tỷ lệ đạt [{{so với: {cell}}}]."
    for before, way in ((exactly(3, 5), "cao hơn"), (exactly(5, 5), "thấp hơn"), (exactly(8, 10), "không thay đổi")):
        assert said(source, facts({cell: exactly(4, 5)}, {cell: before})) == f"Tỷ lệ đạt {way} so với năm 2024."


def test_every_number_keeps_its_cell_amount_period_and_link() -> None:
    known = facts({"models_total": exactly(66)}, {"models_total": exactly(54)}, targets=TARGET)
    [line] = [Writer(known, shipped_catalogue()).block(block) for block in read_blocks(MODELS)]
    assert line is not None
    level, change, share, target = line.numbers
    assert (level.amount, level.says, level.period, level.link) == (
        exactly(66),
        Says.LEVEL,
        "2025",
        "/so/models_total/",
    )
    assert (change.amount, change.says, change.direction) == (exactly(12), Says.CHANGE, "up")
    assert (share.text, share.says) == ("22,22%", Says.CHANGE_PERCENT)
    assert (target.text, target.says) == ("660%", Says.OF_TARGET)
    assert {str(number.cell) for number in line.numbers} == {"models_total"}
    assert plain(line.pieces) == str(line)


@pytest.mark.parametrize(
    ("amount", "wanted"),
    [
        (381, "381"),
        (45_500, "45.500"),
        (215_000_000, "215 triệu"),
        (5_400_000_000, "5,4 tỷ"),
        (303_700_000_000, "303,7 tỷ"),
        (1_234_500_000, "1.234,5 triệu"),
        (1_234_567_891, "1.234.567.891"),
    ],
)
def test_money_takes_the_largest_word_that_keeps_it_exact(amount: int, wanted: str) -> None:
    assert money(Decimal(amount)) == wanted


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_a_share_is_never_whole_while_something_is_missing(part: int, whole: int) -> None:
    share = share_of(Decimal(part), Decimal(whole))
    assert (share == 100) == (part == whole)
    assert share > 0
    assert len(percentage(share).partition(",")[2]) <= len("00%")


def test_small_counts_have_two_digits() -> None:
    assert [padded(Decimal(one)) for one in (0, 1, 9, 10)] == ["0", "01", "09", "10"]


def test_words_and_numbers_together_are_a_hundred_percent_of_the_line() -> None:
    known = facts({"models_total": exactly(66)})
    [line] = [Writer(known, shipped_catalogue()).block(block) for block in read_blocks(MODELS)]
    assert line is not None
    assert [isinstance(piece, Number) for piece in line.pieces] == [False, True, False]
