"""Numbers whose noun no rule knows: rules pass them by, what was learned says what they are."""

import pytest

from binhyen.narrative.reader import read
from binhyen.narrative.reader.learned.seen import Seen
from binhyen.narrative.reader.reading import seen_in
from binhyen.narrative.reader.tokens import tokenised
from binhyen.narrative.reader.vocabulary import vocabulary
from binhyen.narrative.reader.words import normalised

REPORT = (
    "Xã có 12 tổ tự quản và 9 kệ tài liệu; các tổ góp 3 chuỗi hạt, hòa giải 15 vụ việc. "
    "Nhà văn hóa thôn treo 4 bức tranh và có 21 camera an ninh."
)


def seen(text: str) -> list[Seen]:
    return seen_in(tokenised(normalised(text).text, vocabulary()), vocabulary())


def test_they_stand_among_the_others_in_order_and_rules_say_nothing_of_them() -> None:
    numbers = seen(REPORT)
    assert [int(one.item.number.value or 0) for one in numbers] == [12, 9, 3, 15, 4, 21]
    assert [int(one.item.number.value or 0) for one in numbers if one.strange] == [9, 3, 4]
    assert not any(one.ruled for one in numbers if one.strange)


def test_what_rules_say_of_the_others_does_not_hang_on_them() -> None:
    told = [(one.text, one.indicator, one.dims, one.reason) for one in read(REPORT, learned=False).figures]
    assert [(words, code) for words, code, *_ in told] == [
        ("12", "selfgov_groups"),
        ("15", "mediation_cases"),
        ("21", "security_cameras"),
    ]


def test_rows_of_a_table_say_themselves_what_is_counted() -> None:
    table = "Thôn | Số tổ hòa giải | Ghi chú\nThôn Đông | 3 | 4 bức tranh\nThôn Đoài | 5 | 2 bức tranh\n"
    assert not any(one.strange for one in seen(table))


@pytest.mark.parametrize(
    ("words", "number", "indicator"),
    [
        ("Học sinh gửi 35 tranh dự thi tìm hiểu pháp luật.", "35", "contest_entries"),
        ("Vùng giáo có 1.700 tín hữu.", "1.700", "religious_followers"),
        ("Công an xã bắt 6 đối tượng, triệt xóa 4 ổ lô đề.", "4", "gambling_spots"),
    ],
)
def test_what_was_learned_says_what_they_are(words: str, number: str, indicator: str) -> None:
    assert not any(one.text == number for one in read(words, learned=False).figures), "rules know the noun by now"
    assert [one.indicator for one in read(words).figures if one.text == number] == [indicator]


def test_what_counts_nothing_of_the_catalogue_stays_nothing() -> None:
    assert [one.text for one in read("Nhà văn hóa thôn treo 4 bức tranh, kê 60 chiếc ghế nhựa.").figures] == []
