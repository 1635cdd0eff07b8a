"""What the learned part looks at: words, places and neighbours of a number, as short names of features."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from binhyen.kernel.amounts import Bound
from binhyen.narrative.reader.clauses import Item
from binhyen.narrative.reader.learned.seen import Seen
from binhyen.narrative.reader.tokens import Kind, Tokens

CLOSE, WIDE = 4, 13
"""So many words right and left are near by; so many are around."""
HEADING = 16
STRONG, NEAR, SAID = 33.0, 16.0, 7.0
PLACED = 3
"""So many words have their own place."""
BACK = 3
SCORES, SCORE, MARGINS, MARGIN = 5, 15.0, 3, 10.0
"""A rule's score and its distance to the next are told apart in so many steps of such a size."""


def features_of(tokens: Tokens, seen: Sequence[Seen], at: int, *, ruled: bool = True) -> set[str]:
    """Return the features of a number, each once, in no order that matters; what rules say of it where they may."""
    one = seen[at]
    found = {"", *_shape(one), *_neighbours(seen, at)}
    found.update(_words(tokens, one))
    found.update(_evidence(one))
    if ruled:
        found.update(_ruled(one))
    return found


def _shape(one: Seen) -> Iterator[str]:
    item, number = one.item, one.item.number
    flags = {
        "percent": number.percent, "ratio": number.numerator is not None, "big": number.multiplied,
        "word": number.word, "vague": number.bound is Bound.VAGUE, "range": number.low is not None,
        "hedged": number.whole < number.first, "opened": item.opened, "behind": item.behind, "bare": item.bare,
        "part": item.part, "bullet": one.sentence.bullet, "row": one.sentence.row, "final": item.final,
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


def _words(tokens: Tokens, one: Seen) -> list[str]:
    number, sentence = one.item.number, one.sentence
    right = [_word(tokens, at) for at in range(number.last, min(number.last + WIDE, sentence.last))]
    left = [_word(tokens, at) for at in range(number.whole - 1, max(number.whole - 1 - WIDE, sentence.first - 1), -1)]
    found = [*_of_side("R", right), *_of_side("L", left)]
    first, end = sentence.heading
    if end > first and first < sentence.first:
        found += [f"H:{_word(tokens, at)}" for at in range(first, min(end, first + HEADING))]
    return found


def _of_side(side: str, words: list[str]) -> list[str]:
    """Return the words of a side: those close by with their place and in twos; the others as they are."""
    close = words[: CLOSE + 3]
    found = [f"{side}{place}:{word}" for place, word in enumerate(words[:PLACED])]
    found += [f"{side}:{word}" for word in words[:CLOSE]]
    found += [f"{side.lower()}:{word}" for word in words[CLOSE:]]
    found += [f"{side}{side}:{word} {after}" for word, after in pairwise(close)]
    return found


def _word(tokens: Tokens, at: int) -> str:
    kind = tokens.kinds[at]
    if kind is Kind.WORD:
        return tokens.keys[at]
    return tokens.keys[at] if kind is Kind.MARK else f"<{kind.value}>"


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


def strings_near(features: Collection[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words near by among the features, and those further away or in the heading."""
    words = [one for one in features if one[1:2] == ":"]
    near = frozenset([one[2:] for one in words if one[0] in "RL"])
    return near, frozenset([one[2:] for one in words if one[0] in "rlH"]) - near
