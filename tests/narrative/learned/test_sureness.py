"""How sure the reader may be: measured with rules that do not know the texts, and no more than few mistakes allow."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.narrative.reader.figures import About
from binhyen.narrative.reader.gold import GoldText
from binhyen.narrative.reader.learned.model import Sureness, ranker
from binhyen.narrative.reader.learned.signs import is_wide
from binhyen.narrative.reader.teaching.forgetting import PARTS, forgetful_lessons, part_of
from binhyen.narrative.reader.teaching.lessons import lessons_of
from binhyen.narrative.reader.teaching.training import lower_end
from binhyen.narrative.reader.vocabulary import Trie, vocabulary

COMMON = "Năm 2023, xã thu hồi 12 khẩu súng tự chế."
RARE = "Năm 2023, xã cắm 14 biển cảnh báo đuối nước, vận động giao nộp 9 mét dây cháy chậm."


def text(code: str, words: str) -> GoldText:
    return GoldText(code, words, About(), (), ())


def texts() -> list[GoldText]:
    return [*(text(f"common-{at}", COMMON) for at in range(30)), text("rare", RARE)]


def ruled(code: str) -> list[str]:
    lessons = forgetful_lessons(texts(), vocabulary())
    return [one.seen.ruled for one in lessons.all if one.text == code]


def test_what_many_texts_say_is_read_as_ever() -> None:
    known = [one.seen.ruled for one in lessons_of([text("common-0", COMMON)]).all]
    assert ruled("common-0") == known == ["guns"]


def test_what_one_text_alone_says_is_forgotten_when_it_is_read() -> None:
    known = [one.seen.ruled for one in lessons_of([text("rare", RARE)]).all]
    assert any(known)
    assert not any(ruled("rare"))


def test_the_vocabulary_forgets_nothing_for_good() -> None:
    before = [one.seen.ruled for one in lessons_of(texts()).all]
    forgetful_lessons(texts(), vocabulary())
    assert [one.seen.ruled for one in lessons_of(texts()).all] == before


@given(st.text(max_size=30))
def test_a_text_always_belongs_to_one_part(code: str) -> None:
    assert part_of(code) == part_of(code)
    assert 0 <= part_of(code) < PARTS


def test_a_trie_without_a_phrase_has_all_others() -> None:
    trie = Trie()
    for keys in (("mô", "hình"), ("mô", "hình", "điểm"), ("tổ",)):
        trie.add(keys, "x")
    kept = trie.without({("mô", "hình")})
    assert kept.longest(["mô", "hình", "mới"], 0) == ((), 0)
    assert kept.longest(["mô", "hình", "điểm"], 0) == (("x",), 3)
    assert kept.longest(["tổ"], 0) == (("x",), 1)
    assert trie.longest(["mô", "hình"], 0) == (("x",), 2)


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
