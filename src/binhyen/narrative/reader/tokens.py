"""Layer 2, tokens: words by their keys, numbers, marks and line ends, in one pass over the text."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache
from itertools import accumulate, compress, pairwise

from binhyen.narrative.reader.vocabulary import Vocabulary, key_of

_TOKEN = re.compile(
    r"(?P<link>(?:https?://|www\.)[^\s]{1,200}|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64})"
    r"|(?P<area>(?:km|cm|m)[23](?![0-9]))"
    r"|(?P<code>[A-ZĐ]{1,6}[0-9]+[A-Za-zĐ0-9]*)"
    r"|(?P<number>[0-9]+(?:[.,][0-9]+)*)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<line>\n)"
    r"|(?P<mark>[^\s\w]|_)"
)
LONGEST_SYLLABLE, LONGEST_KEPT = 7, 30
"""A longer word may be several that were glued; what was made of words that are no longer is remembered."""
COLUMN = 3
"""Spaces side by side that part columns."""


class Kind(IntEnum):
    """What a token is."""

    WORD = 0
    NUMBER = 1
    MARK = 2
    LINE = 3
    CODE = 4


WORD, NUMBER, MARK, LINE, CODE = Kind
"""The kinds by themselves: Python 3.11 takes long to look one up in its class, and texts have many tokens."""


@dataclass(slots=True)
class Tokens:
    """The tokens of a text as columns: what each is, its key in the vocabulary, its words and its place."""

    kinds: list[Kind] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    raws: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.kinds)

    def add(self, kind: Kind, key: str, raw: str, start: int, end: int) -> None:
        self.kinds.append(kind)
        self.keys.append(key)
        self.raws.append(raw)
        self.starts.append(start)
        self.ends.append(end)

    def without(self, dropped: Collection[int]) -> "Tokens":
        """Return the others."""
        kept = bytearray(b"\x01" * len(self))
        for at in dropped:
            kept[at] = 0
        return Tokens(
            list(compress(self.kinds, kept)),
            list(compress(self.keys, kept)),
            list(compress(self.raws, kept)),
            list(compress(self.starts, kept)),
            list(compress(self.ends, kept)),
        )

    def key(self, at: int) -> str:
        """Return the key at `at`, or nothing outside the text."""
        return self.keys[at] if 0 <= at < len(self.keys) else ""

    def capital(self, at: int) -> bool:
        """Tell whether the word at `at` begins with a capital letter."""
        return 0 <= at < len(self.raws) and self.kinds[at] is WORD and self.raws[at][0].isupper()


_KINDS = {"number": NUMBER, "line": LINE, "mark": MARK, "code": CODE, "link": CODE}


def tokenised(text: str, words: Vocabulary) -> Tokens:
    """Return the tokens of a normalised text: abbreviations written out, glued words taken apart."""
    tokens = Tokens()
    last = 0
    for match in _TOKEN.finditer(text):
        group = match.lastgroup or "mark"
        raw, start, end = match.group(), match.start(), match.end()
        if start - last >= COLUMN and _parts_columns(tokens, group):
            tokens.add(MARK, "|", "|", start, start)
        last = end
        if group == "word":
            _add_word(tokens, words, raw, start)
        elif group == "area":
            tokens.add(WORD, raw, raw, start, end)
        else:
            tokens.add(_KINDS[group], raw, raw, start, end)
    return _without_inner_commas(tokens, words)


def _parts_columns(tokens: Tokens, group: str) -> bool:
    """Tell whether wide space between two tokens parts the columns of a table that was typed with spaces."""
    return bool(tokens.kinds) and tokens.kinds[-1] is not LINE and (group == "number" or tokens.kinds[-1] is NUMBER)


def _add_word(tokens: Tokens, words: Vocabulary, raw: str, start: int) -> None:
    for key, first, last in _pieces(raw, words) if len(raw) <= LONGEST_KEPT else _read(raw, words):
        tokens.add(WORD, key, raw[first:last], start + first, start + last)


def _read(raw: str, words: Vocabulary) -> tuple[tuple[str, int, int], ...]:
    """Return the keys of a word, each with the signs it stands for: what it abbreviates, or what it was glued of."""
    size = len(raw)
    written_out = words.abbreviations.get(raw) or words.abbreviations.get(raw.upper() if size > 2 else raw)
    if written_out is not None:
        return tuple((key, 0, size) for key in written_out)
    if size <= LONGEST_SYLLABLE:
        return ((key_of(raw), 0, size),)
    ends = tuple(accumulate(_taken_apart(raw, words.syllables)))
    return tuple((key_of(raw[first:last]), first, last) for first, last in pairwise((0, *ends)))


_pieces = lru_cache(maxsize=16_384)(_read)


def _taken_apart(raw: str, known: frozenset[str]) -> tuple[int, ...]:
    """Return the lengths of the known syllables that a glued word is made of, or the whole word's alone."""
    size = len(raw)
    if size > 80:
        return (size,)
    lower = raw.lower()
    best: list[tuple[int, ...] | None] = [()] + [None] * size
    for end in range(1, size + 1):
        for start in range(max(0, end - LONGEST_SYLLABLE), end):
            before = best[start]
            if before is None or key_of(lower[start:end]) not in known:
                continue
            found = best[end]
            if found is None or len(before) + 1 < len(found):
                best[end] = (*before, end - start)
    return best[size] or (size,)


def _without_inner_commas(tokens: Tokens, words: Vocabulary) -> Tokens:
    """Drop commas that belong to a set phrase ("an ninh, trật tự"), so that a comma left over parts things."""
    if not words.glued:
        return tokens
    dropped: set[int] = set()
    for at, key in enumerate(tokens.keys):
        if key in words.glued:
            dropped.update(_commas_inside(tokens.keys, at, words.glued))
    if not dropped:
        return tokens
    return tokens.without(dropped)


def _commas_inside(keys: list[str], at: int, glued: dict[str, tuple[tuple[str, ...], ...]]) -> list[int]:
    for phrase in glued[keys[at]]:
        if tuple(keys[at : at + len(phrase)]) == phrase:
            return [at + place for place, key in enumerate(phrase) if key == ","]
    return []
