"""Lessons: the numbers of annotated texts as the reader sees them, each with what its annotator took it for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from binhyen.narrative.reader.amounts import Number
from binhyen.narrative.reader.gold import GoldText, Value
from binhyen.narrative.reader.learned.features import Features, features_of
from binhyen.narrative.reader.learned.seen import Seen
from binhyen.narrative.reader.reading import seen_in
from binhyen.narrative.reader.tokens import tokenised
from binhyen.narrative.reader.vocabulary import vocabulary
from binhyen.narrative.reader.words import normalised


@dataclass(frozen=True, slots=True)
class Lesson:
    """A number of a text: its features, and the indicator it is of, "" for none.

    `known` marks a text that the rules were written by: words are learned from it, but not how far to trust the rules,
    so that what the rules say of the number is no feature of it.
    """

    text: str
    seen: Seen
    features: Features
    meant: str
    value_right: bool
    distractor: bool
    known: bool


@dataclass(frozen=True, slots=True)
class Lessons:
    """Lessons, and how many figures and numbers that are none their texts have: some are not seen at all."""

    all: tuple[Lesson, ...]
    figures: int
    distractors: int


def lessons_of(texts: Iterable[GoldText], *, known: bool = False) -> Lessons:
    """Return the lessons of annotated texts, in order."""
    figures = distractors = 0
    found: list[Lesson] = []
    for gold in texts:
        figures += len(gold.figures)
        distractors += len(gold.distractors)
        found.extend(_of_text(gold, known=known))
    return Lessons(tuple(found), figures, distractors)


def _of_text(gold: GoldText, *, known: bool) -> Iterator[Lesson]:
    plain, words = normalised(gold.text), vocabulary()
    tokens = tokenised(plain.text, words)
    seen = seen_in(tokens, words)
    meant = {(figure.start, figure.end): figure for figure in gold.figures}
    for at, one in enumerate(seen):
        number = one.item.number
        start = plain.start(tokens.starts[number.first])
        end = plain.end(tokens.ends[number.last - 1], gold.text)
        figure = meant.get((start, end))
        yield Lesson(
            text=gold.code,
            seen=one,
            features=features_of(tokens, seen, at, ruled=not known),
            meant=figure.indicator if figure is not None else "",
            value_right=figure is not None and figure.value == _value(number),
            distractor=any(first < end and start < last for first, last in gold.distractors),
            known=known,
        )


def _value(number: Number) -> Value:
    numbers = (number.value, number.numerator, number.denominator, number.low, number.high)
    return tuple(float(one) if one is not None else None for one in numbers)
