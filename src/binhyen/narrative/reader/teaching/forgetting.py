"""Reads texts as if the rules had been written without them: with the words and rules that other texts support.

Whoever writes rules reads texts, so rules are better on those than on any other. What only one part of the texts
speaks for was most likely written by them; it is forgotten when that part is read, to learn how far rules can be
trusted where they are new.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TypeVar

from binhyen.narrative.reader.gold import GoldText
from binhyen.narrative.reader.reading import seen_in
from binhyen.narrative.reader.rules import Rule
from binhyen.narrative.reader.teaching.lessons import Lessons, lessons_of
from binhyen.narrative.reader.tokens import tokenised
from binhyen.narrative.reader.vocabulary import Trie, Vocabulary
from binhyen.narrative.reader.words import normalised

PARTS = 5
"""So many times a part of the texts is held back, and judged by what the others taught."""
SUPPORT = 2
"""A phrase or rule that so many texts of other parts do not use is forgotten."""

Phrase = tuple[str, ...]
Used = TypeVar("Used")


def part_of(text: str) -> int:
    """Return the part that a text is held back with: by its name, so that it does not hang on the order."""
    return sha256(text.encode()).digest()[0] % PARTS


class Noting(Trie):
    """A trie that notes which of its phrases are found."""

    __slots__ = ("found",)

    def __init__(self, trie: Trie) -> None:
        self.root = trie.root
        self.found: set[Phrase] = set()

    def longest(self, keys: list[str], at: int) -> tuple[tuple[str, ...], int]:
        labels, end = super().longest(keys, at)
        if labels:
            self.found.add(tuple(keys[at:end]))
        return labels, end


@dataclass(frozen=True, slots=True)
class Support:
    """Which texts use each phrase and each rule."""

    cues: dict[Phrase, set[str]] = field(default_factory=lambda: defaultdict(set))
    units: dict[Phrase, set[str]] = field(default_factory=lambda: defaultdict(set))
    rules: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))

    def note(self, text: GoldText, words: Vocabulary) -> None:
        """Note what a text uses."""
        cues, units = Noting(words.cues), Noting(words.units)
        noting = replace(words, cues=cues, units=units)
        for one in seen_in(tokenised(normalised(text.text).text, noting), noting):
            if one.found is not None:
                self.rules[id(one.found.match.rule)].add(text.code)
        for phrases, found in ((self.cues, cues.found), (self.units, units.found)):
            for phrase in found:
                phrases[phrase].add(text.code)

    def without(self, part: int, words: Vocabulary) -> Vocabulary:
        """Return the words and rules that enough texts of other parts speak for, and those that no text uses."""
        rules = _forgotten(self.rules, part)
        return replace(
            words,
            cues=words.cues.without(_forgotten(self.cues, part)),
            units=words.units.without(_forgotten(self.units, part)),
            rules={unit: _kept(some, rules) for unit, some in words.rules.items()},
        )


def _forgotten(used: Mapping[Used, Collection[str]], part: int) -> set[Used]:
    return {one for one, texts in used.items() if sum(part_of(text) != part for text in texts) < SUPPORT}


def _kept(rules: Iterable[Rule], forgotten: Collection[int]) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules if id(rule) not in forgotten)


def forgetful_lessons(texts: Collection[GoldText], words: Vocabulary) -> Lessons:
    """Return the lessons of texts, each read with what texts of other parts speak for."""
    support = Support()
    for text in texts:
        support.note(text, words)
    parts = [lessons_of(_of_part(texts, part), support.without(part, words)) for part in range(PARTS)]
    return Lessons(
        tuple(lesson for one in parts for lesson in one.all),
        sum(one.figures for one in parts),
        sum(one.distractors for one in parts),
    )


def _of_part(texts: Iterable[GoldText], part: int) -> list[GoldText]:
    return [text for text in texts if part_of(text.code) == part]
