"""What the learned part looks at: words, places and neighbours of a number, as short names of features."""

from collections.abc import Iterator, Mapping, Sequence

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


def features_of(tokens: Tokens, seen: Sequence[Seen], at: int) -> list[str]:
    """Return the features of a number, each once, in no order that matters."""
    one = seen[at]
    found = {"", *_shape(one), *_neighbours(seen, at)}
    found.update(_words(tokens, one))
    found.update(_evidence(one))
    return list(found)


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


def _words(tokens: Tokens, one: Seen) -> Iterator[str]:
    number, sentence = one.item.number, one.sentence
    right = [_word(tokens, at) for at in range(number.last, min(number.last + WIDE, sentence.last))]
    left = [_word(tokens, at) for at in range(number.whole - 1, max(number.whole - 1 - WIDE, sentence.first - 1), -1)]
    for side, words in (("R", right), ("L", left)):
        for place, word in enumerate(words):
            if place < PLACED:
                yield f"{side}{place}:{word}"
            yield f"{side if place < CLOSE else side.lower()}:{word}"
        for place in range(min(len(words) - 1, CLOSE + 2)):
            yield f"{side}{side}:{words[place]} {words[place + 1]}"
        for place in range(min(len(words) - 2, CLOSE)):
            yield f"{side}3:{words[place]} {words[place + 1]} {words[place + 2]}"
    first, end = sentence.heading
    if end > first and first < sentence.first:
        yield from (f"H:{_word(tokens, at)}" for at in range(first, min(end, first + HEADING)))


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


def _strong(name: str, strengths: Mapping[str, float], least: float) -> Iterator[str]:
    return (f"{name}:{label}" for label, strength in strengths.items() if strength >= least)


def _labels(item: Item) -> tuple[str, ...]:
    return tuple(label for label in item.labels if not label.startswith("k_")) or ("-",)


def strings_near(features: list[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words near by among the features, and those further away or in the heading."""
    near = frozenset(one[2:] for one in features if one.startswith(("R:", "L:")))
    return near, frozenset(one[2:] for one in features if one.startswith(("r:", "l:", "H:"))) - near
