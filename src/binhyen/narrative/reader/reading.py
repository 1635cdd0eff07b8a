"""The reader's layers, one on the other."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from binhyen.narrative.reader.amounts import numbers_of
from binhyen.narrative.reader.barriers import barred
from binhyen.narrative.reader.clauses import Item, Sentence, sentences_of, with_items
from binhyen.narrative.reader.comparing import as_part, compared
from binhyen.narrative.reader.evidence import BEFORE, TOPIC, Cue, Strengths, cues_of, near, strengths_of, with_topic
from binhyen.narrative.reader.figures import About, Figure, Measure, Reading
from binhyen.narrative.reader.frames import Match, best_match, confidence
from binhyen.narrative.reader.tokens import Tokens, tokenised
from binhyen.narrative.reader.vocabulary import Vocabulary, vocabulary
from binhyen.narrative.reader.words import Words, normalised


@dataclass(slots=True)
class Found:
    """An item with what was found of it."""

    item: Item
    strengths: Strengths
    sentence: Sentence
    match: Match
    measure: Measure = Measure.LEVEL
    dims: dict[str, str] = field(default_factory=dict)


def read(text: str, about: About = About()) -> Reading:
    """Return the figures of a text."""
    words = vocabulary()
    plain = normalised(text)
    tokens = tokenised(plain.text, words)
    found = _found(tokens, words)
    figures = [_figure(text, plain, tokens, one) for one in found]
    return Reading(text, tuple(figures))


def _found(tokens: Tokens, words: Vocabulary) -> list[Found]:
    numbers = numbers_of(tokens, barred(tokens, words))
    sentences = sentences_of(tokens)
    with_items(tokens, words, sentences, numbers)
    cues = cues_of(tokens, words)
    found: list[Found] = []
    before: Sequence[str] = ()
    last: Sentence | None = None
    for sentence in sentences:
        if sentence.items:
            strengths = strengths_of(sentence, cues)
            _add_topics(strengths, sentence, last, cues)
            some = _of_sentence(tokens, words, sentence, strengths, [*before[-3:], ""])
            found.extend(one for one in some if one is not None)
            before = [one.match.indicator if one else "" for one in some]
        elif sentence.last - sentence.first > 30:
            before = ()
        last = sentence
    return found


def _add_topics(strengths: list[Strengths], sentence: Sentence, last: Sentence | None, cues: list[Cue]) -> None:
    first, end = sentence.heading
    if end > first and first < sentence.first:
        with_topic(strengths, near(cues, first, end), TOPIC)
    if last is not None:
        with_topic(strengths, near(cues, max(last.first, last.last - 60), last.last), BEFORE)


def _of_sentence(
    tokens: Tokens, words: Vocabulary, sentence: Sentence, strengths: list[Strengths], before: list[str]
) -> list[Found | None]:
    found: list[Found | None] = []
    for item, one in zip(sentence.items, strengths, strict=True):
        known = [some for some in found if some is not None]
        measure, dims, match = compared(tokens, item, one, known[-1] if known else None)
        if match is None:
            match = best_match(words, item, one, before)
            match = as_part(tokens, item, match, known[-1] if known else None)
        before.append(match.indicator if match else "")
        found.append(Found(item, one, sentence, match, measure, dims) if match else None)
    return found


def _figure(text: str, plain: Words, tokens: Tokens, found: Found) -> Figure:
    number = found.item.number
    start = plain.start(tokens.starts[number.first])
    end = plain.end(tokens.ends[number.last - 1], text)
    return Figure(
        start=start,
        end=end,
        text=text[start:end],
        indicator=found.match.indicator,
        value=number.value,
        numerator=number.numerator,
        denominator=number.denominator,
        low=number.low,
        high=number.high,
        bound=number.bound,
        dims=found.dims,
        measure=found.measure,
        confidence=confidence(found.match, found.item),
        reason=f"{found.match.score:.0f}/{found.match.second:.0f} {' '.join(found.match.words)}",
    )
