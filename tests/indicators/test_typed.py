"""What officers type: the table of what is read, of what is refused with its code, and the way back."""

import time
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.indicators.rules.catalogue import Indicator
from binhyen.indicators.rules.typed import CellValue, read_amount, read_cell, write_amount
from binhyen.indicators.rules.vocabulary import MAGNITUDES
from binhyen.kernel.amounts import EMPTY, NOTHING, Amount, Bound, Said, exactly, roughly, vaguely
from tests.indicators.cast import COUNT, LAND, MONEY, NEWS, PEOPLE, RATE, ROADS, SHARE

EVERY = [COUNT, PEOPLE, ROADS, LAND, MONEY, SHARE, RATE, NEWS]


def read(text: str, indicator: Indicator) -> Amount:
    amount, finding = read_amount(text, indicator)
    assert finding is None, str(finding)
    return amount


@pytest.mark.parametrize(
    ("text", "indicator", "value"),
    [
        ("0", COUNT, 0), ("7", COUNT, 7), ("05", COUNT, 5), ("1.234", COUNT, 1234), ("1.234.567", COUNT, 1234567),
        ("1 234", COUNT, 1234), ("1\u00a0234\u00a0567", COUNT, 1234567), ("1\u202f234", COUNT, 1234),
        ("  12\n", COUNT, 12), ("１２", COUNT, 12), ("１.２３４", COUNT, 1234), ("\u200b12\ufeff", COUNT, 12),
        ("5,0", COUNT, 5), ("1.234", ROADS, 1234), ("1.234,5", ROADS, "1234.5"), ("1,234", ROADS, "1.234"),
        ("1 234,5", ROADS, "1234.5"), ("0,78", ROADS, "0.78"), ("2,50000", ROADS, "2.5"), ("5km", ROADS, 5),
        ("5,4 km", ROADS, "5.4"), ("168,83 m²", LAND, "168.83"), ("5 m2", LAND, 5), ("5 mét vuông", LAND, 5),
        ("200 người", PEOPLE, 200), ("30 tin", NEWS, 30), ("30 tin, bài", NEWS, 30), ("30 tin bài", NEWS, 30),
        ("5,4 tỷ", MONEY, 5_400_000_000), ("5,4 tỉ đồng", MONEY, 5_400_000_000), ("310 triệu đ", MONEY, 310_000_000),
        ("310 TRIỆU ĐỒNG", MONEY, 310_000_000), ("1,234 tỷ", MONEY, 1_234_000_000), ("20 nghìn", PEOPLE, 20_000),
        ("20 ngàn người", PEOPLE, 20_000), ("2 trăm", PEOPLE, 200), ("3 vạn", PEOPLE, 30_000),
        ("5 tỷ 400 triệu", MONEY, 5_400_000_000), ("2 nghìn tỷ", MONEY, 2_000_000_000_000),
        ("1.500.000 VNĐ", MONEY, 1_500_000), ("97,6 %", RATE, "97.6"), ("97,6%", RATE, "97.6"), ("100", RATE, 100),
        ("97,6 phần trăm", RATE, "97.6"), ("99.999.999.999.999", MONEY, 99_999_999_999_999),
    ],
)  # fmt: skip
def test_a_number_is_read_as_vietnamese_write_it(text: str, indicator: Indicator, value: int | str) -> None:
    assert read(text, indicator) == exactly(Decimal(value))


@pytest.mark.parametrize("text", ["-", "–", "—", "KPS", "kps", "không phát sinh", "Không phát sinh", "k", " KPS "])
def test_nothing_to_report_is_not_zero_and_not_empty(text: str) -> None:
    assert read(text, COUNT) == NOTHING
    assert read(text, SHARE) == NOTHING
    assert read("0", COUNT) == exactly(0)


@pytest.mark.parametrize("text", ["", " ", "\t\n", "\u00a0", "\u200b"])
def test_a_blank_cell_is_empty(text: str) -> None:
    assert read(text, COUNT) == EMPTY


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("hơn 200", Bound.OVER), ("trên 200", Bound.OVER), ("quá 200", Bound.OVER), (">200", Bound.OVER),
        ("Hơn 200 người", Bound.OVER), ("> 200", Bound.OVER), ("gần 200", Bound.NEARLY), ("ngót 200", Bound.NEARLY),
        ("xấp xỉ dưới 200", Bound.NEARLY), ("xấp xỉ 200", Bound.ABOUT), ("khoảng 200", Bound.ABOUT),
        ("chừng 200", Bound.ABOUT), ("ước 200", Bound.ABOUT), ("~200", Bound.ABOUT), ("≈ 200", Bound.ABOUT),
        ("ít nhất 200", Bound.AT_LEAST), ("tối thiểu 200", Bound.AT_LEAST), ("từ 200 trở lên", Bound.AT_LEAST),
        ("từ 200 người trở lên", Bound.AT_LEAST), ("200 trở lên", Bound.AT_LEAST), ("≥200", Bound.AT_LEAST),
        (">=200", Bound.AT_LEAST), ("không dưới 200", Bound.AT_LEAST), ("hơn 2 trăm", Bound.OVER),
    ],
)  # fmt: skip
def test_words_before_a_number_bound_it(text: str, bound: Bound) -> None:
    assert read(text, PEOPLE) == roughly(200, bound)


@pytest.mark.parametrize(
    "text",
    ["hàng trăm", "Hàng nghìn", "hàng chục", "hàng chục nghìn", "nhiều", "một số", "vài", "vài trăm", "hàng trăm người",
     "hàng trăm kg", "một vài"],
)  # fmt: skip
def test_vague_words_are_kept_as_they_were_said(text: str) -> None:
    assert read(f"  {text} ", PEOPLE) == vaguely(text)


@pytest.mark.parametrize(
    ("text", "numerator", "denominator"),
    [("194/213", 194, 213), ("194 / 213", 194, 213), ("1.194/1.213", 1194, 1213), ("194/213 đơn vị", 194, 213),
     ("213/194", 213, 194), ("0/0", 0, 0), ("0/12", 0, 12), ("5/11", 5, 11)],
)  # fmt: skip
def test_a_share_has_both_its_numbers(text: str, numerator: int, denominator: int) -> None:
    assert read(text, SHARE) == exactly(numerator, denominator)


def test_a_share_may_be_bounded() -> None:
    assert read("hơn 194/213", SHARE) == Amount(Said.NUMBER, Decimal(194), Decimal(213), Bound.OVER)


@pytest.mark.parametrize(
    ("text", "indicator", "code"),
    [
        ("1,234.5", ROADS, "ambiguous_number"), ("12,345.6", COUNT, "ambiguous_number"),
        ("1.5", ROADS, "decimal_point"), ("1.5", COUNT, "decimal_point"), ("1234567.89", MONEY, "decimal_point"),
        ("12.34", ROADS, "decimal_point"), ("0.005", ROADS, "decimal_point"), ("97.6%", RATE, "decimal_point"),
        ("1,234,567", COUNT, "english_thousands"), ("1,234,567.8", ROADS, "english_thousands"),
        ("1.23.456", COUNT, "bad_groups"), ("1.234,567.8", ROADS, "bad_groups"), ("5,", COUNT, "bad_groups"),
        ("1,234", COUNT, "comma_in_whole"), ("1,000", COUNT, "comma_in_whole"), ("1.234,567", COUNT, "comma_in_whole"),
        ("1,5", COUNT, "not_whole"), ("1,5/2", SHARE, "not_whole"), ("1,2345678912 tỷ", MONEY, "not_whole"),
        ("1,23456", ROADS, "too_many_decimals"), ("0," + "1" * 60, ROADS, "too_many_decimals"),
        ("100.000.000.000.000", MONEY, "too_large"), ("1" + "0" * 30, COUNT, "too_large"),
        ("100 nghìn tỷ", MONEY, "too_large"), ("1 tỷ tỷ tỷ", MONEY, "too_large"), ("9" * 120, ROADS, "too_large"),
        ("-5", COUNT, "negative"), ("−5", COUNT, "negative"), ("– 5", COUNT, "negative"), ("(5)", COUNT, "negative"),
        ("-1.234,5", ROADS, "negative"), ("12 13", COUNT, "two_numbers"), ("12\t13", COUNT, "two_numbers"),
        ("5-10", COUNT, "two_numbers"), ("từ 5 đến 10", COUNT, "two_numbers"), ("5 tỷ 400", MONEY, "two_numbers"),
        ("400 triệu 5 tỷ", MONEY, "two_numbers"), ("12; 13", COUNT, "two_numbers"), ("1/2/3", SHARE, "two_numbers"),
        ("NaN", COUNT, "not_a_number"), ("inf", COUNT, "not_a_number"), ("-Infinity", COUNT, "not_a_number"),
        ("1e5", COUNT, "exponent"), ("1,5E+05", COUNT, "exponent"), ("10^30", COUNT, "exponent"),
        ("10³⁰", COUNT, "exponent"), ("10**3", COUNT, "exponent"), ("0x1F", COUNT, "hex"), ("#N/A", COUNT, "sheet_error"),
        ("#DIV/0!", COUNT, "sheet_error"), ("=SUM(A1:A9)", COUNT, "formula"), ("SUM(A1)", COUNT, "formula"),
        ("05/11/2026", COUNT, "date"), ("5-11-2026", COUNT, "date"), ("5.11.2026", COUNT, "date"),
        ("2026-11-05", COUNT, "date"), ("2026-11-05 00:00:00", COUNT, "date"), ("5/11/2026", SHARE, "date"),
        ("11/2026", COUNT, "date"), ("194/213", COUNT, "no_share"), ("5/11", COUNT, "no_share"),
        ("194", SHARE, "needs_share"), ("97,6 %", SHARE, "needs_share"), ("194/", SHARE, "needs_share"),
        ("5/0", SHARE, "no_denominator"), ("97,6 %", PEOPLE, "percent"), ("200 kg", PEOPLE, "other_unit"),
        ("20k", MONEY, "other_unit"), ("5 tấn", ROADS, "other_unit"), ("200 (hai trăm)", COUNT, "other_unit"),
        ("200 lượt người", PEOPLE, "other_unit"), ("hàng trăm người tên A", PEOPLE, "vague_tail"),
        ("dưới 200", COUNT, "upper_bound"), ("<200", COUNT, "upper_bound"), ("không quá 200", COUNT, "upper_bound"),
        ("abc", COUNT, "letters"), ("hai trăm", COUNT, "letters"), ("hơn", COUNT, "letters"), ("O5", COUNT, "letters"),
        ("abc", SHARE, "letters"), ("???", COUNT, "unreadable"), ("½", COUNT, "unreadable"), ("5½", COUNT, "unreadable"),
        ("٣", COUNT, "unreadable"), ("+5", COUNT, "unreadable"), ("200+", COUNT, "unreadable"),
        ("x" * 121, COUNT, "too_long"),
    ],
)  # fmt: skip
def test_what_is_no_amount_is_refused_by_name(text: str, indicator: Indicator, code: str) -> None:
    amount, finding = read_amount(text, indicator)
    assert finding is not None
    assert finding.code == f"indicators.{code}"
    assert amount == EMPTY
    assert "%(" not in str(finding)


@pytest.mark.parametrize(
    ("text", "indicator", "params"),
    [
        ("1,234.5", ROADS, {"reading_one": "1.234,5", "reading_two": "1,2345"}),
        ("1.5", ROADS, {"right": "1,5"}),
        ("1234567.89", ROADS, {"right": "1.234.567,89"}),
        ("1,234,567.8", ROADS, {"right": "1.234.567,8"}),
        ("1,234", COUNT, {"before": "1", "after": "234", "right": "1.234"}),
        ("200 kg", PEOPLE, {"words": "kg", "unit": "người"}),
    ],
)
def test_a_refusal_shows_how_to_type_it(text: str, indicator: Indicator, params: dict[str, str]) -> None:
    _, finding = read_amount(text, indicator)
    assert finding is not None
    assert params.items() <= finding.params.items()


def test_both_readings_of_an_ambiguous_number_can_be_typed_as_they_are_shown() -> None:
    _, finding = read_amount("1,234.5", ROADS)
    assert finding is not None
    assert read(str(finding.params["reading_one"]), ROADS) == exactly(Decimal("1234.5"))
    assert read(str(finding.params["reading_two"]), ROADS) == exactly(Decimal("1.2345"))


whole_values = st.integers(0, 10**14 - 1).map(Decimal)
fine_values = st.integers(0, 10**18 - 1).map(lambda units: Decimal(units) / 10_000)
bounds = st.sampled_from([bound for bound in Bound if bound is not Bound.VAGUE])
vague_words = st.sampled_from(["hàng trăm", "nhiều", "một số", "vài", "vài chục", "Hàng nghìn kg"])


@st.composite
def said_amounts(draw: st.DrawFn) -> tuple[Amount, Indicator]:
    indicator = draw(st.sampled_from(EVERY))
    values = whole_values if indicator.whole else fine_values
    value, bound = draw(values), draw(bounds)
    denominator = draw(values.filter(bool)) if indicator.is_share else None
    number = Amount(Said.NUMBER, value, denominator, bound)
    amount = draw(st.sampled_from([number, number, NOTHING, EMPTY, vaguely(draw(vague_words))]))
    return amount, indicator


@given(said_amounts())
def test_what_is_written_is_read_as_the_same_amount(case: tuple[Amount, Indicator]) -> None:
    amount, indicator = case
    assert read_amount(write_amount(amount), indicator) == (amount, None)


@given(st.text(), st.sampled_from(EVERY))
def test_any_text_is_read_or_refused_and_reads_the_same_once_it_is_written(text: str, indicator: Indicator) -> None:
    amount, finding = read_amount(text, indicator)
    assert finding is None or (amount == EMPTY and bool(str(finding)))
    assert read_amount(write_amount(amount), indicator) == (amount, None)


SCRAPS = [
    *"0123456789", ".", ",", " ", "/", "-", "%", "hơn ", "gần ", "trở lên", "hàng ", "từ ", "đồng", "m²", "tin, bài",
    *(f" {word}" for word in MAGNITUDES),
]  # fmt: skip


@given(st.lists(st.sampled_from(SCRAPS), max_size=14).map("".join), st.sampled_from(EVERY))
def test_scraps_of_numbers_are_read_the_same_again_once_they_are_written(text: str, indicator: Indicator) -> None:
    amount, _ = read_amount(text, indicator)
    assert read_amount(write_amount(amount), indicator) == (amount, None)


@given(st.integers(0, 10**9), st.sampled_from(["", " "]), st.sampled_from(["buổi", ""]))
def test_a_plain_count_is_read_with_and_without_its_unit(count: int, gap: str, unit: str) -> None:
    assert read(f"{count}{gap}{unit}", COUNT) == exactly(count)


@pytest.mark.parametrize(
    "text", [" " * 10**6, "1 " * 500_000, "9" * 10**6, "hơn " * 250_000, "(" * 10**6, "1," * 500_000]
)
def test_a_megabyte_in_a_cell_is_refused_at_once(text: str) -> None:
    begun = time.perf_counter()
    _, finding = read_amount(text, COUNT)
    assert finding is not None
    assert finding.code == "indicators.too_long"
    assert len(str(finding)) < 300
    assert time.perf_counter() - begun < 0.2


@pytest.mark.parametrize(
    ("value", "indicator", "amount"),
    [
        (None, COUNT, EMPTY), ("", COUNT, EMPTY), ("KPS", COUNT, NOTHING), ("1.234", COUNT, exactly(1234)),
        (0, COUNT, exactly(0)), (5, COUNT, exactly(5)), (5.0, COUNT, exactly(5)),
        (1234.5, ROADS, exactly(Decimal("1234.5"))), (0.1, ROADS, exactly(Decimal("0.1"))),
        (Decimal("2.50"), ROADS, exactly(Decimal("2.5"))), (1e13, MONEY, exactly(10**13)),
        ("194/213", SHARE, exactly(194, 213)),
    ],
)  # fmt: skip
def test_a_workbook_s_cell_is_read_as_it_stands(value: CellValue, indicator: Indicator, amount: Amount) -> None:
    assert read_cell(value, indicator) == (amount, None)


@pytest.mark.parametrize(
    ("value", "indicator", "code"),
    [
        (True, COUNT, "boolean"), (False, COUNT, "boolean"), (date(2026, 11, 5), COUNT, "date"),
        (datetime(2026, 11, 5, 7, 30), SHARE, "date"), (0.1 + 0.2, ROADS, "too_many_decimals"),  # noqa: DTZ001
        (1.5, COUNT, "not_whole"), (-3, COUNT, "negative"), (-0.5, ROADS, "negative"), (1e20, MONEY, "too_large"),
        (10**400, MONEY, "too_large"), (-1e300, MONEY, "too_large"), (float("nan"), COUNT, "not_a_number"),
        (float("inf"), COUNT, "not_a_number"), (194, SHARE, "needs_share"), (1e-9, ROADS, "too_many_decimals"),
        ("1.5", COUNT, "decimal_point"),
    ],
)  # fmt: skip
def test_a_workbook_s_cell_that_is_no_amount_is_refused_by_name(
    value: CellValue, indicator: Indicator, code: str
) -> None:
    amount, finding = read_cell(value, indicator)
    assert finding is not None
    assert (amount, finding.code) == (EMPTY, f"indicators.{code}")


@given(st.floats(), st.sampled_from(EVERY))
def test_any_float_is_read_exactly_or_refused(value: float, indicator: Indicator) -> None:
    amount, finding = read_cell(value, indicator)
    assert (finding is None) == (amount.value is not None)
    if amount.value is not None:
        assert float(amount.value) == value
