"""The reader's layers, one on the other."""

from collections.abc import Iterator, Sequence
from itertools import repeat

from binhyen.narrative.reader.amounts import numbers_of
from binhyen.narrative.reader.barriers import barred
from binhyen.narrative.reader.clauses import Sentence, sentences_of, with_items
from binhyen.narrative.reader.comparing import as_before, as_part, compared, of_bullet, parted_above, unnamed
from binhyen.narrative.reader.doers import house_of
from binhyen.narrative.reader.evidence import (
    BEFORE,
    TOPIC,
    Cue,
    Strengths,
    cues_of,
    near,
    strengths_of,
    with_topic,
)
from binhyen.narrative.reader.figures import About, Reading
from binhyen.narrative.reader.frames import best_match
from binhyen.narrative.reader.learned import Seen, judged, ruled
from binhyen.narrative.reader.qualified import Found, Source, qualified
from binhyen.narrative.reader.tables import Table, next_table, row_items
from binhyen.narrative.reader.tokens import Tokens, tokenised
from binhyen.narrative.reader.vocabulary import Vocabulary, vocabulary
from binhyen.narrative.reader.words import normalised

TITLE_LINES, TITLE_WORDS = 8, 140
REMEMBERED = 6
"""Figures further back are not gone on with."""


UNKNOWN = About()


def read(text: str, about: About = UNKNOWN, *, learned: bool = True) -> Reading:
    """Return the figures of a text, in its order. What is known of the text says which time and place are meant.

    Without what was `learned` the rules say alone what each figure is.
    """
    words = vocabulary()
    plain = normalised(text)
    tokens = tokenised(plain.text, words)
    seen = seen_in(tokens, words)
    found = judged(tokens, seen) if learned else ruled(seen)
    return Reading(text, qualified(Source(text, plain, tokens, about, house_of(tokens)), found))


def seen_in(tokens: Tokens, words: Vocabulary) -> list[Seen]:
    """Return the numbers that may be figures, with what the rules found of them."""
    numbers = numbers_of(tokens, barred(tokens, words))
    sentences = sentences_of(tokens)
    with_items(tokens, words, sentences, numbers)
    cues = cues_of(tokens, words)
    found: list[Found] = []
    seen: list[Seen] = []
    before: Sequence[str] = ()
    last: Sentence | None = None
    table: Table | None = None
    title = dict.fromkeys(_labels(_title(sentences, cues)), 1.0)
    told = dict(title)
    for sentence in sentences:
        table = next_table(tokens, sentence, table)
        if sentence.items:
            strengths = _strengths(tokens, words, sentence, table, cues)
            _add_topics(strengths, sentence, last, cues)
            for one in strengths:
                one.seen, one.title = told, title
            some = _of_sentence(tokens, words, sentence, strengths, [*before[-3:], ""], found[-REMEMBERED:])
            found.extend(one for one in some if one is not None)
            seen.extend(map(Seen, sentence.items, strengths, repeat(sentence), some))
            before = [one.match.indicator if one else "" for one in some]
        elif sentence.last - sentence.first > 30:
            before = ()
        told.update(dict.fromkeys(_labels(near(cues, sentence.first, sentence.last)), 1.0))
        last = sentence
    return seen


def _labels(cues: list[Cue]) -> Iterator[str]:
    return (label for cue in cues for label in cue.labels)


def _title(sentences: list[Sentence], cues: list[Cue]) -> list[Cue]:
    """Return the words of the text's beginning: its title and lead say what all of it is about."""
    end = sentences[min(TITLE_LINES, len(sentences)) - 1].last if sentences else 0
    return near(cues, 0, min(end, TITLE_WORDS))


def _strengths(
    tokens: Tokens, words: Vocabulary, sentence: Sentence, table: Table | None, cues: list[Cue]
) -> list[Strengths]:
    """Return what the words say of a sentence's items; of a row, what its label and the heads say."""
    if table is None:
        return strengths_of(sentence, cues)
    row = row_items(tokens, words, sentence, table, cues)
    others = {id(item) for item, _ in row}
    if len(row) < len(sentence.items):
        every = strengths_of(sentence, cues)
        rest = [(item, one) for item, one in zip(sentence.items, every, strict=True) if id(item) not in others]
        row = sorted([*row, *((item, one) for item, one in rest if item.labels)], key=lambda pair: pair[0].number.first)
    sentence.items = [item for item, _ in row]
    return [one for _, one in row]


def _add_topics(strengths: list[Strengths], sentence: Sentence, last: Sentence | None, cues: list[Cue]) -> None:
    first, end = sentence.heading
    if end > first and first < sentence.first:
        with_topic(strengths, near(cues, first, end), TOPIC)
    if last is not None:
        with_topic(strengths, near(cues, max(last.first, last.last - 60), last.last), BEFORE)


def _total(tokens: Tokens, sentence: Sentence, earlier: list[Found]) -> Found | None:
    """Return the last figure of the sentence before one that begins with "Trong đó"."""
    parts = tokens.key(sentence.first) == "trong" and tokens.key(sentence.first + 1) == "đó"
    return earlier[-1] if parts and earlier else None


def _of_sentence(
    tokens: Tokens,
    words: Vocabulary,
    sentence: Sentence,
    strengths: list[Strengths],
    before: list[str],
    earlier: list[Found],
) -> list[Found | None]:
    found: list[Found | None] = []
    known: list[Found] = []
    clause = sentence.last
    for item, one in zip(sentence.items, strengths, strict=True):
        if clause < item.number.first:
            before.append("")
        told = known[-1] if known else _total(tokens, sentence, earlier)
        measure, dims, match = compared(tokens, item, one, told)
        if match is None:
            counted = next((other for other in reversed(known) if not other.item.number.percent), told)
            unnamed(tokens, item, one, counted or (earlier[-1] if earlier else None))
            match = best_match(words, item, one, before)
            match = as_part(tokens, item, match, told) or as_before(
                item, [*earlier, *known[-REMEMBERED:]] if sentence.bullet else known[-REMEMBERED:]
            )
            if sentence.bullet and parted_above(tokens, sentence):
                match = of_bullet(item, match, [one for one in earlier if not one.sentence.bullet])
        elif told is not None and not item.labels:
            item.labels, item.behind = told.item.labels, True
        before.append(match.indicator if match else "")
        clause = item.clause
        made = Found(item, one, sentence, match, measure, dims) if match else None
        found.append(made)
        if made is not None:
            known.append(made)
    return found
