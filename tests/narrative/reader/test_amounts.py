"""Layer 2: what is a number, and what only looks like one."""

from decimal import Decimal

import pytest

from binhyen.kernel.amounts import Bound
from binhyen.narrative.reader.amounts import Number, numbers_of
from binhyen.narrative.reader.barriers import barred
from binhyen.narrative.reader.tokens import tokenised
from binhyen.narrative.reader.vocabulary import vocabulary
from binhyen.narrative.reader.words import normalised


def numbers_in(text: str) -> list[Number]:
    words = vocabulary()
    tokens = tokenised(normalised(text).text, words)
    return numbers_of(tokens, barred(tokens, words))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("66 mô hình", "66"),
        ("462.789 lượt người", "462789"),
        ("46000 điểm", "46000"),
        ("07 cá nhân", "7"),
        ("14,44 gam", "14.44"),
        ("468,281 km", "468.281"),
        ("5,4 tỷ đồng", "5400000000"),
        ("1,2 triệu người", "1200000"),
        ("46 ngàn tờ rơi", "46000"),
        ("5 vạn cây", "50000"),
        ("2 triệu 500 nghìn đồng", "2500000"),
        ("1.234,5 ha", "1234.5"),
        ("1.5 tỷ đồng", "1500000000"),
        ("94%", "94"),
        ("94 phần trăm", "94"),
        ("tám mô hình", "8"),
        ("mười hai mô hình", "12"),
        ("hai mươi lăm mô hình", "25"),
    ],
)
def test_a_number_s_value(text: str, value: str) -> None:
    assert [one.value for one in numbers_in(text)] == [Decimal(value)]


def test_ratios_ranges_and_what_is_neither() -> None:
    (ratio,) = numbers_in("1.686/1.727 khu dân cư")
    assert (ratio.value, ratio.numerator, ratio.denominator) == (None, Decimal(1686), Decimal(1727))
    (span,) = numbers_in("mỗi tổ 5 - 7 thành viên")
    assert (span.value, span.low, span.high) == (None, Decimal(5), Decimal(7))
    assert [one.value for one in numbers_in("44 lần/704 lượt người")] == [44, 704]
    assert [one.value for one in numbers_in("252 - 1.764 người")] == [252, 1764]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("hơn 200 tin", Bound.OVER),
        ("trên 200 tin", Bound.OVER),
        ("gần 200 tin", Bound.NEARLY),
        ("khoảng 200 tin", Bound.ABOUT),
        ("ít nhất 5 mô hình", Bound.AT_LEAST),
        ("200 tin", Bound.EXACT),
    ],
)
def test_a_hedge_stays_with_its_number(text: str, bound: Bound) -> None:
    assert [one.bound for one in numbers_in(text)] == [bound]


@pytest.mark.parametrize(
    ("text", "size"), [("hàng trăm kg", 100), ("hàng trăm triệu đồng", 10**8), ("hàng nghìn", 1000)]
)
def test_a_vague_amount_has_a_size_and_no_number(text: str, size: int) -> None:
    (vague,) = numbers_in(text)
    assert (vague.value, vague.magnitude, vague.bound) == (None, size, Bound.VAGUE)


@pytest.mark.parametrize(
    "text",
    [
        "ngày 17/8/2024",
        "Sáng 1-7, tỉnh ra mắt",
        "Ngày 25.7",
        "từ 09/8/2024 đến 13/8/2024",
        "tháng 7/2025",
        "năm 2022",
        "giai đoạn 2019 - 2024",
        "các năm 2021, 2022 và 2023",
        "6 tháng đầu năm",
        "10 năm qua",
        "24/24 giờ",
        "lúc 14:45",
        "18h30 phút",
        "cứ 3 tuần/lần",
        "Chỉ thị số 09/CT-TTg",
        "Nghị định 36/CP",
        "Kế hoạch số: 15/KH-UBND",
        "Chỉ thị 9",
        "Điều 5, khoản 2",
        "Ban Chỉ đạo 138",
        "Ban Chỉ đạo 09",
        "phường 7",
        "thôn 9, thôn 10",
        "xã Tam Xuân 1",
        "COVID-19",
        "Đội PV05",
        "“3 trong 1”",
        "mô hình “5 không, 3 sạch”",
        "5 không, 3 sạch",
        "Quốc lộ 20",
        "cột mốc 289",
        "tiêu chí 19.2",
        "lần thứ 12",
        "Đường dây nóng: 0987083838",
        "Điện thoại 0987.083.838",
        "www.xa.gov.vn/12345",
        "739 lượt xem",
        "Lượt xem: 1.284",
        "Tin khác: Trao 100 suất quà",
        "Lưu VT (05 bản)",
        "9" * 40,
        "1.1.1.1",
        "(206/113)",
    ],
)
def test_what_is_no_number_of_anything(text: str) -> None:
    assert numbers_in(text) == []


@pytest.mark.parametrize(
    "text", ["tổng số 15 mô hình", "dân số 18.300 người", "trong số 20 tổ", "9/9 khu dân cư", "120 ngày công"]
)
def test_what_is_barred_elsewhere_but_counts_here(text: str) -> None:
    assert len(numbers_in(text)) == 1
