"""What the learned part looks at: words, places and neighbours of a number, as short names of features."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from binhyen.kernel.amounts import Bound
from binhyen.narrative.reader.clauses import Item
from binhyen.narrative.reader.learned.seen import Seen
from binhyen.narrative.reader.tokens import MARK, WORD, Kind, Tokens

CLOSE, PAIRED, WIDE = 4, 7, 13
"""So many words right and left are near by; so many are looked at in twos, so many are around."""
HEADING = 16
STRONG, NEAR, SAID = 33.0, 16.0, 7.0
PLACED = 3
"""So many words have their own place."""
BACK = 3
SCORES, SCORE, MARGINS, MARGIN = 5, 15.0, 3, 10.0
"""A rule's score and its distance to the next are told apart in so many steps of such a size."""


class Features(NamedTuple):
    """The features of a number, each once, in no order that matters: `all`, and among them those of its words.

    `beside` are those of the words beside it, `placed` those of their place and order. `near` and `far` are the words
    themselves: close by, and further away or in the heading.
    """

    all: Collection[str]
    beside: Collection[str]
    placed: Collection[str]
    near: frozenset[str]
    far: frozenset[str]


def features_of(tokens: Tokens, seen: Sequence[Seen], at: int, *, ruled: bool = True) -> Features:
    """Return the features of a number; what rules say of it where they may."""
    one = seen[at]
    right, left, heading = _right(tokens, one), _left(tokens, one), _heading(tokens, one)
    beside = {*_each("R", right[:CLOSE]), *_each("L", left[:CLOSE])}
    placed = {*_placed("R", right), *_placed("L", left)}
    found = {"", *beside, *placed, *_shape(one), *_neighbours(seen, at), *_evidence(one)}
    for side, words in (("r", right[CLOSE:]), ("l", left[CLOSE:]), ("H", heading)):
        found.update(_each(side, words))
    if ruled:
        found.update(_ruled(one))
    near = frozenset(right[:CLOSE] + left[:CLOSE])
    return Features(found, beside, placed, near, frozenset(right[CLOSE:] + left[CLOSE:] + heading) - near)


def _shape(one: Seen) -> Iterator[str]:
    item, number = one.item, one.item.number
    flags = {
        "percent": number.percent, "ratio": number.numerator is not None, "big": number.multiplied,
        "word": number.word, "vague": number.bound is Bound.VAGUE, "range": number.low is not None,
        "hedged": number.whole < number.first, "opened": item.opened, "behind": item.behind, "bare": item.bare,
        "part": item.part, "bullet": one.sentence.bullet, "row": one.sentence.row, "final": item.final,
        "strange": one.strange,
    }  # fmt: skip
    for name, holds in flags.items():
        if holds:
            yield f"#{name}"
    value = number.value
    if value is not None:
        yield f"#size{len(str(int(value)))}"
        if value != value.to_integral_value():
            yield "#broken"


def _neighbours(seen: Sequence[Seen], at: int) -> Iterator[str]:
    one = seen[at]
    for step in range(1, BACK + 1):
        if at < step:
            break
        before = seen[at - step]
        here = "" if before.sentence is one.sentence else "^"
        yield f"B{step}{here}:{before.ruled}"
        yield f"B:{before.ruled}"
        if step == 1:
            yield from (f"BN{here}:{label}" for label in before.item.labels)
    if at + 1 < len(seen) and seen[at + 1].sentence is one.sentence:
        yield f"X:{seen[at + 1].ruled}"
        yield from (f"XN:{label}" for label in seen[at + 1].item.labels)


def _right(tokens: Tokens, one: Seen) -> list[str]:
    """Return the words right of a number, the nearest first."""
    last = one.item.number.last
    return _words(tokens, range(last, min(last + WIDE, one.sentence.last)))


def _left(tokens: Tokens, one: Seen) -> list[str]:
    """Return the words left of a number, the nearest first."""
    first = one.item.number.whole - 1
    return _words(tokens, range(first, max(first - WIDE, one.sentence.first - 1), -1))


def _heading(tokens: Tokens, one: Seen) -> list[str]:
    """Return the first words of the heading that stands above a number."""
    first, end = one.sentence.heading
    return _words(tokens, range(first, min(end, first + HEADING))) if first < one.sentence.first else []


def _each(side: str, words: list[str]) -> list[str]:
    return [f"{side}:{word}" for word in words]


def _placed(side: str, words: list[str]) -> list[str]:
    """Return the words of a side that stand close by, the nearest with their place, all in twos."""
    found = [f"{side}{place}:{word}" for place, word in enumerate(words[:PLACED])]
    return found + [f"{side}{side}:{word} {after}" for word, after in pairwise(words[:PAIRED])]


def _words(tokens: Tokens, places: range) -> list[str]:
    return [_word(tokens.kinds[at], tokens.keys[at]) for at in places]


def _word(kind: Kind, key: str) -> str:
    """Return a word or a mark as it is, of other tokens the kind alone."""
    return key if kind is WORD or kind is MARK else f"<{kind:d}>"


def _evidence(one: Seen) -> Iterator[str]:
    labels = _labels(one.item)
    for label in labels:
        yield f"N:{label}"
    for label, strength in one.strengths.all.items():
        if strength >= NEAR:
            yield f"A:{label}"
            yield f"NA:{labels[0]} {label}"
        elif strength >= SAID:
            yield f"W:{label}"
    yield from _strong("O", one.strengths.own, STRONG)
    yield from _strong("F", one.strengths.left, NEAR)


def _ruled(one: Seen) -> Iterator[str]:
    """Yield what the rules say of a number itself, how surely, and what else they thought of."""
    match = one.found.match if one.found is not None else None
    if match is None:
        yield "Q:-"
        return
    margin = min(MARGINS, int(max(0.0, match.score - match.second) // MARGIN))
    yield f"Q:{match.indicator}"
    yield f"Q:{match.indicator} {margin}"
    yield f"QB:{min(SCORES, int(match.score // SCORE))} {margin}"
    yield f"QN:{match.indicator} {_labels(one.item)[0]}"
    yield from (f"q:{code}" for code in match.scores)


def _strong(name: str, strengths: Mapping[str, float], least: float) -> Iterator[str]:
    return (f"{name}:{label}" for label, strength in strengths.items() if strength >= least)


def _labels(item: Item) -> tuple[str, ...]:
    return tuple(label for label in item.labels if not label.startswith("k_")) or ("-",)
