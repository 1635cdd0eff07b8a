"""The weights that are shipped: of this catalogue, small, and good on texts that nothing was learned from."""

import json
from functools import cache

import pytest

from binhyen.indicators.rules.shelf import shipped_catalogue
from binhyen.narrative.reader import read
from binhyen.narrative.reader.gold import GoldText, gold_texts
from binhyen.narrative.reader.learned.model import MODEL, from_data, ranker, to_data
from binhyen.narrative.reader.learned.network import NONE
from binhyen.narrative.reader.learned.ranking import EMPTY
from binhyen.narrative.reader.scoring import value_of
from tests.narrative.lessons import HELD_BACK, held_back

SMALL = 5_000_000
LEAST_F1 = 0.86
LEAST_WHEN_SURE = 0.95


@cache
def unseen() -> tuple[GoldText, ...]:
    return tuple(gold_texts(json.dumps(row) for row in held_back()))


def f1() -> float:
    right = found = meant = 0
    for text in unseen():
        wanted = {(one.start, one.end): (one.indicator, one.value) for one in text.figures}
        figures = read(text.text, text.about).figures
        right += sum(wanted.get((one.start, one.end)) == (one.indicator, value_of(one)) for one in figures)
        found, meant = found + len(figures), meant + len(wanted)
    return 2 * right / (found + meant)


def test_every_class_is_an_indicator_of_the_catalogue() -> None:
    shipped = ranker()
    assert shipped is not None
    assert shipped.classes[NONE] == ""
    assert set(shipped.classes[1:]) == set(shipped_catalogue().indicators)


def test_every_weight_is_of_a_class_and_every_part_of_the_mix_has_its_weight() -> None:
    shipped = ranker()
    assert shipped is not None
    network = shipped.network
    assert sorted(network.names.values()) == list(range(len(network.inner.whole)))
    assert network.outer.whole.shape == (len(network.inner.worth), len(shipped.classes))
    assert {place for some in shipped.names.values() for place in some} <= set(range(len(shipped.classes)))
    assert len(shipped.mix) == len(EMPTY) + 2


def test_the_file_is_small_and_says_the_same_when_written_again() -> None:
    shipped = ranker()
    assert shipped is not None
    assert MODEL.stat().st_size < SMALL
    assert to_data(from_data(to_data(shipped))) == to_data(shipped)


def test_there_are_texts_that_nothing_was_learned_from() -> None:
    assert {text.code for text in unseen()} == HELD_BACK


def test_texts_that_nothing_was_learned_from_are_read_no_worse_than_this() -> None:
    assert f1() >= LEAST_F1


def test_what_looks_sure_in_them_is_seldom_wrong() -> None:
    sure = [
        ((one.start, one.end), one.indicator, {(gold.start, gold.end): gold.indicator for gold in text.figures})
        for text in unseen()
        for one in read(text.text, text.about).figures
        if one.confidence >= 0.9
    ]
    assert sum(wanted.get(span) == code for span, code, wanted in sure) >= LEAST_WHEN_SURE * len(sure)


@pytest.mark.parametrize("text", unseen(), ids=lambda text: text.code)
def test_a_text_is_read_alike_twice(text: GoldText) -> None:
    assert read(text.text, text.about) == read(text.text, text.about)
