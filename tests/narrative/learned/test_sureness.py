"""How sure the reader may be: measured by texts that no rule was written by, and no more than few mistakes allow."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.narrative.reader.learned.model import Sureness, ranker
from binhyen.narrative.reader.learned.signs import is_wide
from binhyen.narrative.reader.teaching.training import PARTS, lower_end, part_of


@given(st.text(max_size=30))
def test_a_text_always_belongs_to_one_part(code: str) -> None:
    assert part_of(code) == part_of(code)
    assert 0 <= part_of(code) < PARTS


@pytest.mark.parametrize(
    ("hits", "count", "least", "most"), [(60, 60, 0.95, 0.96), (990, 1000, 0.98, 0.99), (0, 5, 0, 0.01)]
)
def test_few_choices_promise_little(hits: int, count: int, least: float, most: float) -> None:
    assert least <= lower_end(hits, count) <= most


@given(st.integers(1, 500), st.data())
def test_no_more_is_promised_than_was_right(count: int, data: st.DataObject) -> None:
    hits = data.draw(st.integers(0, count))
    assert lower_end(hits, count) <= hits / count + 1e-9
    assert lower_end(hits, count) <= lower_end(10 * hits, 10 * count) + 1e-9


def test_the_shipped_weights_know_every_class_and_every_sign() -> None:
    shipped = ranker()
    assert shipped is not None
    assert shipped.sureness is not None
    assert len(shipped.sureness.trusts) == len(shipped.classes)
    assert all(-5 < trust < 5 for trust in shipped.sureness.trusts)
    assert 0.9 <= shipped.sureness.sure < 1
    assert shipped.sureness.sure <= shipped.sureness.sure_of_wide


def test_what_many_indicators_count_is_known() -> None:
    assert is_wide(("case",))
    assert is_wide(("person",))
    assert not is_wide(("gun",))
    assert not is_wide(())


def test_without_what_was_learned_of_classes_all_are_trusted_alike() -> None:
    assert {Sureness((1.0,)).trust(place) for place in range(5)} == {0.0}
