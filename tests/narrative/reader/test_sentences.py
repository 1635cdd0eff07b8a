"""What the reader makes of sentences of our own for every group of the catalogue, and of the long texts."""

import json

import pytest

from binhyen.narrative.reader import read
from binhyen.narrative.reader.gold import gold_texts
from binhyen.narrative.reader.scoring import Score, score
from tests.narrative.annotated import rows
from tests.narrative.reader.marked import marked_sentences, unmarked

LEAST_F1 = 0.86
LEAST_WHEN_SURE = 0.95


@pytest.mark.parametrize("sentence", marked_sentences())
def test_a_sentence_is_read_as_it_is_marked(sentence: str) -> None:
    text, meant = unmarked(sentence)
    assert {(one.start, one.end): one.indicator for one in read(text).figures} == meant


@pytest.fixture(scope="module")
def long_texts() -> Score:
    return score(gold_texts(json.dumps(row) for row in rows(["shown"])))


def test_long_and_messy_texts_are_read_no_worse_than_this(long_texts: Score) -> None:
    assert long_texts.levels["strict"].f1 >= LEAST_F1


def test_what_looks_sure_is_seldom_wrong(long_texts: Score) -> None:
    assert long_texts.sure.precision >= LEAST_WHEN_SURE


def test_few_numbers_that_are_no_figures_are_believed(long_texts: Score) -> None:
    assert long_texts.distractors_believed <= long_texts.distractors * 0.05
