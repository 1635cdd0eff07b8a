"""Texts that were made to hang a reader take time in step with their length."""

import time

import pytest

from binhyen.narrative.reader import About, read

SLOWEST = 20.0
BAIT = {
    "digits": "1" * 1_000_000,
    "numbers of forty digits": ("9" * 40 + " vụ ") * 4_000,
    "paragraphs": "1.1.1.1." * 60_000,
    "nested brackets": "5 vụ " + "(" * 150_000 + ")" * 150_000,
    "nested ratios": "1/2/3/4/" * 30_000,
    "and and and": "5 vụ " + "và " * 100_000,
    "commas": "1, " * 20_000,
    "one long list": "12 vụ trộm cắp, " * 4_000,
    "strange nouns": "12 blorp và " * 8_000,
    "quotes": '"' * 300_000,
    "hedges": "hơn " * 100_000 + "5 vụ",
    "vague words": "hàng trăm " * 30_000,
    "combining signs": "a" + "\u0301" * 200_000,
    "nothing to see": "1\u200b2 vụ " * 5_000,
    "links": "http://" + "a" * 500_000,
    "glued words": "hòagiảitựquản" * 20_000,
    "lines": "\n" * 300_000,
    "years ago": "năm ngoái " * 40_000,
    "years past": "5 năm qua " * 30_000,
    "years in passing": "đạt chuẩn của xã từ lâu là năm 2015 " * 10_000,
    "places": "Xã An Phú có 5 vụ. " * 3_000,
    "places in one sentence": "xã An Phú có 5 vụ; " * 3_000,
    "names": "mô hình “An Phú”: 5 tổ, " * 2_000,
    "doers": "Hội Phụ nữ tặng 5 suất quà, " * 2_000,
}


@pytest.mark.parametrize("name", BAIT)
def test_bait_is_read_in_linear_time(name: str) -> None:
    started = time.process_time()
    reading = read(BAIT[name], About("2024-04-01"))
    assert time.process_time() - started < SLOWEST, "seconds of processor"
    assert all(one.text == BAIT[name][one.start : one.end] for one in reading.figures)


def test_a_table_of_five_thousand_rows_is_read() -> None:
    rows = "".join(f"{at} | Tổ hòa giải thôn {at} | {at % 90 + 1}\n" for at in range(1, 5001))
    figures = read("STT | Tên tổ | Số thành viên\n" + rows).figures
    assert len(figures) == 5000
    assert {one.indicator for one in figures} == {"mediation_members"}
