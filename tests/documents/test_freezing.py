"""A letter as data and back, and the hash that binds its words."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.documents.rules import content
from binhyen.documents.rules.content import Letter
from binhyen.documents.rules.freezing import UnreadableLetter, check_code, content_hash, from_data, to_data
from tests.documents.letters import certificate, decision
from tests.documents.showcase import SHOWCASE

TEXT = st.text(max_size=30)
BLOCKS = st.one_of(
    st.builds(content.Paragraph, TEXT, st.sampled_from(content.Align), st.booleans(), st.booleans()),
    st.builds(content.Heading, TEXT, TEXT, st.booleans()),
    st.builds(content.Article, st.integers(1, 99), TEXT, TEXT),
    st.builds(content.NumberedItem, st.integers(1, 99), TEXT, TEXT),
    st.builds(content.LetteredItem, st.integers(1, 40), TEXT),
    st.builds(content.DashItem, TEXT),
    st.builds(content.PageBreak, TEXT),
    st.builds(
        lambda rows: content.Table((content.Column("A", 1), content.Column("B", 2)), tuple(rows)),
        st.lists(st.tuples(TEXT, TEXT), max_size=4),
    ),
)
LETTERS = st.builds(
    lambda blocks, subject, number, day, copies: replace(
        decision(), blocks=tuple(blocks), subject=subject, number=number, issued_on=day, copies=copies
    ),
    st.lists(BLOCKS, max_size=6),
    TEXT,
    st.none() | st.integers(1, 999),
    st.none() | st.dates(),
    st.none() | st.integers(1, 99),
)


@given(LETTERS)
def test_a_letter_comes_back_as_it_was(letter: Letter) -> None:
    data = to_data(letter)
    assert from_data(json.loads(json.dumps(data))) == letter


@pytest.mark.parametrize("kind", SHOWCASE)
def test_every_kind_comes_back_as_it_was(kind: str) -> None:
    letter = SHOWCASE[kind]()
    assert from_data(json.loads(json.dumps(to_data(letter)))) == letter


@given(LETTERS, LETTERS)
def test_equal_words_have_equal_hashes_and_others_not(one: Letter, other: Letter) -> None:
    same = content_hash(to_data(one), "nd30-2020") == content_hash(to_data(other), "nd30-2020")
    assert same is (one == other)


def test_the_hash_does_not_hang_on_the_order_of_fields() -> None:
    data = to_data(decision())
    backwards = dict(reversed(data.items()))
    assert content_hash(backwards, "nd30-2020") == content_hash(data, "nd30-2020")
    assert content_hash(data, "another") != content_hash(data, "nd30-2020")


def broken(**changes: Any) -> dict[str, Any]:
    return {**to_data(decision()), **changes}


@pytest.mark.parametrize(
    "data",
    [
        {},
        broken(secrecy="MẬT"),
        {name: value for name, value in to_data(decision()).items() if name != "subject"},
        broken(number="7"),
        broken(number=True),
        broken(issued_on="hôm nay"),
        broken(kind="XX"),
        broken(blocks="text"),
        broken(blocks=[{"block": "Script", "text": "x"}]),
        broken(blocks=[{"text": "x"}]),
        broken(blocks=[None]),
    ],
)
def test_data_that_is_no_letter_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises(UnreadableLetter):
        from_data(data)


def test_the_check_code_is_the_end_of_the_hash() -> None:
    assert check_code("4be190a7c3d57ce2") == "7C·E2"
    assert check_code("") == ""


def test_freezing_keeps_dates_as_days() -> None:
    assert to_data(replace(certificate(), issued_on=date(2026, 1, 5)))["issued_on"] == "2026-01-05"
