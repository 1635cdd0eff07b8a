"""Layer 1: normalising never moves an offset, and reading never crashes."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from binhyen.narrative.reader import About, read
from binhyen.narrative.reader.tokens import tokenised
from binhyen.narrative.reader.vocabulary import key_of, vocabulary
from binhyen.narrative.reader.words import DROPPED, normalised

PIECES = st.sampled_from(
    [
        "12", "1.250", "5,4 tỷ", "102/105", "mô hình", "vụ", "tổ hòa giải", "hơn ", " ", "\u00a0", "\u200b", "\u202e",
        "\n", "- ", "|", "\t", "“", "”", "(", ")", ";", ", ", ". ", "tăng", "giảm", "năm 2022", "%", "đồng", "/", "Ô̂",
        unicodedata.normalize("NFD", "tổ tự quản về an ninh, trật tự"), "trong đó", "hàng trăm", "tặng giấy khen",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map("".join)


@given(st.one_of(TEXTS, st.text(max_size=200)))
@settings(max_examples=150, deadline=None)
def test_a_figure_s_offsets_point_at_its_words(text: str) -> None:
    for figure in read(text, About("2024-03-05", "xã A")).figures:
        assert text[figure.start : figure.end] == figure.text
        assert any(sign.isdigit() for sign in figure.text) or figure.bound == "vague" or figure.value is not None
        assert 0 < figure.confidence < 1


@given(st.one_of(TEXTS, st.text(max_size=200)))
@settings(max_examples=150, deadline=None)
def test_each_sign_knows_where_it_came_from(text: str) -> None:
    plain = normalised(text)
    assert DROPPED.isdisjoint(plain.text)
    starts = [plain.start(at) for at in range(len(plain.text))]
    assert starts == sorted(starts)
    assert all(0 <= start < len(text) for start in starts)
    assert all(plain.start(at) < plain.end(at + 1, text) <= len(text) for at in range(len(plain.text)))


@given(TEXTS)
@settings(max_examples=50, deadline=None)
def test_reading_is_the_same_twice(text: str) -> None:
    assert read(text) == read(text)


def test_composed_and_decomposed_texts_give_the_same_figures() -> None:
    text = "Toàn xã có 24 tổ liên gia tự quản, hòa giải 15 vụ mâu thuẫn."
    apart = unicodedata.normalize("NFD", text)
    read_whole = [(one.indicator, one.text) for one in read(text).figures]
    assert [(one.indicator, one.text) for one in read(apart).figures] == read_whole
    assert len(read_whole) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [("hoà", "hòa"), ("Thuỷ", "thủy"), ("tỷ", "tỉ"), ("Kỷ", "kỉ"), ("lý", "lí"), ("quý", "quý"), ("QUÁ", "quá")],
)
def test_spellings_of_a_word_have_one_key(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("ANTT", ["an", "ninh", "trật", "tự"]),
        ("an ninh, trật tự", ["an", "ninh", "trật", "tự"]),
        ("làm rõ05vụ", ["làm", "rõ", "05", "vụ"]),
        ("tuyêntruyền", ["tuyên", "truyền"]),
        ("6km", ["6", "km"]),
        ("52km2", ["52", "km2"]),
        ("PV05", ["PV05"]),
        ("5 vụ, 3 tổ", ["5", "vụ", ",", "3", "tổ"]),
    ],
)
def test_words_come_apart_and_abbreviations_are_written_out(text: str, keys: list[str]) -> None:
    assert tokenised(text, vocabulary()).keys == keys
