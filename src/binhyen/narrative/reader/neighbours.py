"""A number among its neighbours, and the words beside it that make it no figure."""

from dataclasses import dataclass
from functools import cache

import yaml

from binhyen.narrative.reader.tokens import Tokens
from binhyen.narrative.reader.vocabulary import PACKS, Trie, Vocabulary, keys_of

SHORTEST_NOUN, LONGEST_NOUN = 3, 6
FIRST_YEAR, LAST_YEAR = 1930, 2060
MAGNITUDES = frozenset(("nghìn", "ngàn", "triệu", "tỉ", "vạn", "trăm", "chục", "%", "tr", "trđ", "phần", "mươi"))


@dataclass(frozen=True, slots=True)
class Barriers:
    """The words that bar a number."""

    sets: dict[str, frozenset[str]]
    strong: Trie
    weak: Trie
    places: Trie
    after: Trie
    duration: Trie
    excepted: Trie
    furniture: Trie
    bordering: Trie


@cache
def barriers() -> Barriers:
    """Return the shipped barriers. What stands before a number is found backwards, so those phrases are reversed."""
    data = yaml.safe_load((PACKS / "barriers.yaml").read_text(encoding="utf-8"))
    names = ("days", "day_words", "per_day", "year_before", "not_after")
    return Barriers(
        sets={name: frozenset(str(word) for word in data[name]) for name in names},
        strong=_trie(data["strong_before"], backwards=True),
        weak=_trie(data["weak_before"], backwards=True),
        places=_trie(data["place_before"], backwards=True),
        after=_trie(data["after"]),
        duration=_trie(data["duration_after"]),
        excepted=_trie(data["not_durations"]),
        furniture=_trie(data["furniture"]),
        bordering=_trie(data["bordering"], backwards=True),
    )


def _trie(phrases: list[str], *, backwards: bool = False) -> Trie:
    trie = Trie()
    for phrase in phrases:
        keys = keys_of(str(phrase))
        trie.add(keys[::-1] if backwards else keys, "x")
    return trie


@dataclass(slots=True)
class Place:
    """A number token among its neighbours."""

    tokens: Tokens
    words: Vocabulary
    at: int

    def key(self, step: int) -> str:
        at, keys = self.at + step, self.tokens.keys
        return keys[at] if 0 <= at < len(keys) else ""

    def number(self, step: int = 0) -> int:
        """Return the plain number `step` tokens away, or -1."""
        raw = self.key(step)
        return int(raw) if raw.isdecimal() and len(raw) < 9 else -1

    def before(self, trie: Trie) -> bool:
        """Tell whether a phrase of the (reversed) trie stands right before."""
        keys = self.tokens.keys[max(0, self.at - 5) : self.at][::-1]
        return bool(trie.longest(keys, 0)[0])

    def counted(self, step: int) -> bool:
        """Tell whether a counted noun, a magnitude or % follows."""
        at = self.at + step
        return self.tokens.key(at) in MAGNITUDES or bool(self.words.units.longest(self.tokens.keys, at)[0])

    def named(self) -> bool:
        """Tell whether a counted noun of three words and more ends right before: "đội dân phòng 14"."""
        first = max(0, self.at - LONGEST_NOUN)
        return any(
            self.words.units.longest(self.tokens.keys, start)[1] == self.at
            for start in range(first, self.at - SHORTEST_NOUN + 1)
        )

    def close(self, step: int) -> bool:
        """Tell whether the tokens `step` and `step + 1` away touch."""
        at = self.at + step
        return 0 <= at < len(self.tokens) - 1 and self.tokens.ends[at] == self.tokens.starts[at + 1]

    def labels(self, step: int = 1) -> tuple[str, ...]:
        """Return the classes of the noun that begins `step` tokens away."""
        return self.words.units.longest(self.tokens.keys, self.at + step)[0]

    def percent(self) -> bool:
        """Tell whether it is a percentage."""
        return self.key(1) == "%" or (self.key(1) == "phần" and self.key(2) == "trăm")

    def said(self, keys: frozenset[str], words: int) -> bool:
        """Tell whether one of the words stands so close before."""
        return not keys.isdisjoint(self.tokens.keys[max(0, self.at - words) : self.at])


def is_year(number: int) -> bool:
    """Tell whether a number may be a year."""
    return FIRST_YEAR <= number <= LAST_YEAR
