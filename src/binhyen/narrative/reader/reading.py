"""The reader's layers, one on the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from operator import attrgetter

from binhyen.narrative.reader.amounts import numbers_of
from binhyen.narrative.reader.barriers import barred
from binhyen.narrative.reader.clauses import Sentence, sentences_of, with_items, with_strange
from binhyen.narrative.reader.comparing import (
    as_average,
    as_before,
    as_part,
    compared,
    of_bullet,
    parted_above,
    unnamed,
)
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
from binhyen.narrative.reader.frames import Match, best_match
from binhyen.narrative.reader.learned import Seen, judged, ruled
from binhyen.narrative.reader.members import (
    Group,
    Head,
    as_member,
    followed,
    group_of,
    heads_of,
    takes_part,
)
from binhyen.narrative.reader.nouns import named_before
from binhyen.narrative.reader.qualified import Found, Source, qualified
from binhyen.narrative.reader.subjects import Named, add_subjects, named_in
from binhyen.narrative.reader.tables import Table, next_table, row_items
from binhyen.narrative.reader.tokens import Tokens, tokenised
from binhyen.narrative.reader.vocabulary import Vocabulary, vocabulary
from binhyen.narrative.reader.words import normalised

TITLE_LINES, TITLE_WORDS = 8, 140
REMEMBERED, LONG = 6, 30
"""Figures further back, or before a sentence so long without a number, are not gone on with."""
_PLACE = attrgetter("item.number.first")


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
    sentences = sentences_of(tokens)
    with_items(tokens, words, sentences, numbers_of(tokens, barred(tokens, words)))
    cues = cues_of(tokens, words)
    walk = _Walk(tokens, words, cues, dict.fromkeys(_labels(_title(sentences, cues)), 1.0))
    return [one for sentence in sentences for one in walk.through(sentence)]


@dataclass(slots=True)
class _Walk:
    """A text that is gone through sentence by sentence, with what was told and found so far."""

    tokens: Tokens
    words: Vocabulary
    cues: list[Cue]
    title: dict[str, float]
    told: dict[str, float] = field(init=False)
    named: tuple[Named, ...] = field(init=False)
    found: list[Found] = field(default_factory=list)
    before: Sequence[str] = ()
    last: Sentence | None = None
    table: Table | None = None

    def __post_init__(self) -> None:
        """Begin with what the title tells."""
        self.told, self.named = dict(self.title), named_in(self.cues)

    def through(self, sentence: Sentence) -> list[Seen]:
        """Return the numbers of the next sentence, in order."""
        self.table = next_table(self.tokens, sentence, self.table)
        here: list[Seen] = []
        if sentence.items:
            here += self._known(sentence)
        elif sentence.last - sentence.first > LONG:
            self.before = ()
        if sentence.strange and self.table is None:
            here = sorted([*here, *self._strange(sentence)], key=_PLACE)
        self.told.update(dict.fromkeys(_labels(near(self.cues, sentence.first, sentence.last)), 1.0))
        self.last = sentence
        return here

    def _known(self, sentence: Sentence) -> Iterator[Seen]:
        """Return the numbers whose nouns rules know."""
        strengths = _strengths(self.tokens, self.words, sentence, self.table, self.cues)
        self._add_topics(strengths, sentence)
        add_subjects(strengths, sentence, self.named)
        for one in strengths:
            one.seen, one.title = self.told, self.title
        before = _before(self.before, self.found)
        some = _of_sentence(Told(self.tokens, self.words, sentence, strengths, self.cues, before))
        self.found.extend(one for one in some if one is not None)
        self.before = [one.match.indicator if one else "" for one in some]
        return map(Seen, sentence.items, strengths, repeat(sentence), some)

    def _strange(self, sentence: Sentence) -> Iterator[Seen]:
        """Yield the numbers whose nouns rules do not know: what was learned says alone whether they are figures."""
        whole = with_strange(self.tokens, self.words, sentence)
        strengths = strengths_of(whole, self.cues)
        self._add_topics(strengths, whole)
        strange = {number.first for number in sentence.strange}
        for item, one in zip(whole.items, strengths, strict=True):
            if item.number.first in strange:
                yield Seen(item, one, sentence, None, strange=True)

    def _add_topics(self, strengths: list[Strengths], sentence: Sentence) -> None:
        first, end = sentence.heading
        if end > first and first < sentence.first:
            with_topic(strengths, near(self.cues, first, end), TOPIC)
        last = self.last
        if last is not None:
            with_topic(strengths, near(self.cues, max(last.first, last.last - 60), last.last), BEFORE)


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


def _total(tokens: Tokens, sentence: Sentence, earlier: list[Found]) -> Found | None:
    """Return the last figure of the sentence before one that begins with "Trong đó"."""
    parts = tokens.key(sentence.first) == "trong" and tokens.key(sentence.first + 1) == "đó"
    return earlier[-1] if parts and earlier else None


@dataclass(frozen=True, slots=True)
class Before:
    """What was told before a sentence: the last indicators, with "" where a sentence begins, and the last figures."""

    indicators: list[str]
    found: list[Found]


def _before(indicators: Sequence[str], found: list[Found]) -> Before:
    return Before([*indicators[-3:], ""], found[-REMEMBERED:])


@dataclass(slots=True)
class Told:
    """A sentence whose numbers are told one after the other: what was found before it, and in it so far."""

    tokens: Tokens
    words: Vocabulary
    sentence: Sentence
    strengths: list[Strengths]
    cues: list[Cue]
    start: Before
    known: list[Found] = field(default_factory=list)
    group: Group | None = None
    heads: list[Head] = field(init=False)

    def __post_init__(self) -> None:
        self.heads = heads_of(self.tokens, self.words, self.sentence, self.cues)

    @property
    def before(self) -> list[str]:
        return self.start.indicators

    @property
    def earlier(self) -> list[Found]:
        return self.start.found

    @property
    def all(self) -> list[Found]:
        return [*self.earlier, *self.known]


def _of_sentence(so_far: Told) -> list[Found | None]:
    tokens, sentence, before = so_far.tokens, so_far.sentence, so_far.before
    found: list[Found | None] = []
    clause = sentence.last
    for place, (item, one) in enumerate(zip(sentence.items, so_far.strengths, strict=True)):
        if clause < item.number.first:
            before.append("")
        told = so_far.known[-1] if so_far.known else _total(tokens, sentence, so_far.earlier)
        measure, dims, match = compared(tokens, item, one, told)
        if match is None:
            match = _matched(so_far, place, told)
        elif told is not None and not item.labels:
            item.labels, item.behind = told.item.labels, True
        before.append(match.indicator if match else "")
        clause = item.clause
        made = Found(item, one, sentence, match, measure, dims) if match else None
        found.append(made)
        if made is not None:
            so_far.known.append(made)
    return found


def _matched(so_far: Told, place: int, told: Found | None) -> Match | None:
    """Return the frame of an item that is compared with nothing."""
    tokens, sentence, known = so_far.tokens, so_far.sentence, so_far.known
    item, one = sentence.items[place], so_far.strengths[place]
    so_far.group = group_of(tokens, sentence, place, so_far.heads, so_far.group, so_far.all)
    counted = next((other for other in reversed(known) if not other.item.number.percent), told)
    item.labels = item.labels or named_before(tokens, so_far.words, item.number)
    unnamed(tokens, item, one, counted or (so_far.earlier[-1] if so_far.earlier else None))
    beside = followed(one, so_far.group) or _attended(so_far, place)
    recent = [*so_far.before, beside] if beside else so_far.before
    match = as_member(item, one, best_match(so_far.words, item, one, recent), so_far.group)
    match = as_part(tokens, item, match, told) or as_before(
        item, so_far.all if sentence.bullet else known[-REMEMBERED:]
    )
    if sentence.bullet and parted_above(tokens, sentence):
        match = of_bullet(item, match, [one for one in so_far.earlier if not one.sentence.bullet])
    return as_average(tokens, item, match, told)


def _attended(so_far: Told, place: int) -> str:
    """Return what people take part in that are told before it: "300 người tham gia 5 lớp huấn luyện"."""
    items = so_far.sentence.items[place : place + 2]
    if len(items) < 2 or not takes_part(so_far.tokens, *items):
        return ""
    match = best_match(so_far.words, items[1], so_far.strengths[place + 1], so_far.before)
    return match.indicator if match else ""
