"""The vocabulary of the reader: what words mean, from narrative/packs/reader, read once."""

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from binhyen.narrative.reader.rules import Rule, rules_from

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
PACKS = Path(__file__).parent.parent / "packs" / "reader"
_FOLDED = str.maketrans({"ỷ": "ỉ", "ý": "í", "ỳ": "ì", "ỹ": "ĩ", "ỵ": "ị"})
_TONES = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa", "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe",
    "oẹ": "ọe", "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
_LIGHT = frozenset("hklmst")
DENIALS = frozenset(("không", "chưa"))


@lru_cache(maxsize=65536)
def key_of(word: str) -> str:
    """Return the key of a word: small letters, the tone where it is written today, tỷ as tỉ, lý as lí."""
    lower = word.lower()
    for old, new in _TONES.items():
        if lower.endswith(old) and not lower.startswith("q"):
            lower = lower[: -len(old)] + new
            break
    if len(lower) == 2 and lower[0] in _LIGHT:
        lower = lower[0] + lower[1:].translate(_FOLDED)
    return lower


def keys_of(phrase: str) -> tuple[str, ...]:
    """Return the keys of a phrase of the vocabulary."""
    return tuple(key_of(word) for word in phrase.replace(",", " , ").split())


class Trie:
    """Phrases by their words: finds the longest that begins at a place."""

    __slots__ = ("root",)

    def __init__(self) -> None:
        self.root: dict[str, Any] = {}

    def add(self, keys: tuple[str, ...], label: str) -> None:
        node = self.root
        for key in keys:
            node = node.setdefault(key, {})
        node[""] = (*node.get("", ()), label)

    def longest(self, keys: list[str], at: int) -> tuple[tuple[str, ...], int]:
        """Return the labels of the longest phrase that begins at `at`, and where it ends; no labels if none does."""
        node = self.root
        found: tuple[tuple[str, ...], int] = ((), at)
        size = len(keys)
        while at < size:
            following = node.get(keys[at])
            if following is None:
                break
            node, at = following, at + 1
            labels = node.get("")
            if labels is not None:
                found = (labels, at)
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """All that the reader knows of words."""

    cues: Trie
    units: Trie
    rules: dict[str, tuple[Rule, ...]]
    """Rules by the class of the noun that is counted."""
    abbreviations: dict[str, tuple[str, ...]]
    glued: dict[str, tuple[tuple[str, ...], ...]]
    syllables: frozenset[str]


def _read(name: str) -> Any:  # noqa: ANN401 - what YAML holds
    return yaml.load((PACKS / name).read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - a safe loader


@cache
def vocabulary() -> Vocabulary:
    """Return the shipped vocabulary."""
    cues, units = Trie(), Trie()
    seen: set[str] = set()
    _fill(cues, _with_inner(_phrases("verbs.yaml", "nouns.yaml")), seen)
    _fill(units, _with_kinds(_phrases("units.yaml")), seen)
    frames: list[Any] = []
    for path in sorted((PACKS / "frames").glob("*.yaml")):
        frames.extend(_read(f"frames/{path.name}"))
    spelling = _read("spelling.yaml")
    return Vocabulary(
        cues=cues,
        units=units,
        rules=rules_from(frames),
        abbreviations={short: keys_of(long) for short, long in spelling["abbreviations"].items()},
        glued=_by_first(spelling["glued"]),
        syllables=frozenset(seen),
    )


def _phrases(*names: str) -> dict[tuple[str, ...], list[str]]:
    """Return the labels of each phrase of some files."""
    found: dict[tuple[str, ...], list[str]] = {}
    for name in names:
        for label, phrases in _read(name).items():
            for phrase in phrases:
                labels = found.setdefault(keys_of(str(phrase)), [])
                if label not in labels:
                    labels.append(label)
    return found


def _with_inner(phrases: dict[tuple[str, ...], list[str]]) -> dict[tuple[str, ...], list[str]]:
    """Give a long phrase the labels of the phrases of two words and more within it; a denial says the opposite."""
    found: dict[tuple[str, ...], list[str]] = {}
    for keys, labels in phrases.items():
        inner = [] if keys[0] in DENIALS else _inner(keys, phrases)
        found[keys] = list(dict.fromkeys((*labels, *inner)))
    return found


def _with_kinds(phrases: dict[tuple[str, ...], list[str]]) -> dict[tuple[str, ...], list[str]]:
    """Give a compound ("cơ quan, doanh nghiệp, trường học") the kinds of all its parts."""
    found = dict(phrases)
    for keys, labels in phrases.items():
        if "," in keys:
            parts = " ".join(keys).split(" , ")
            kinds = [
                label for part in parts for label in phrases.get(tuple(part.split()), ()) if label.startswith("k_")
            ]
            found[keys] = list(dict.fromkeys((*labels, *kinds)))
    return found


def _inner(keys: tuple[str, ...], phrases: dict[tuple[str, ...], list[str]]) -> list[str]:
    found: list[str] = []
    for first in range(len(keys) - 1):
        for last in range(first + 2, len(keys) + 1):
            found.extend(phrases.get(keys[first:last], ()))
    return found


def _fill(trie: Trie, phrases: dict[tuple[str, ...], list[str]], seen: set[str]) -> None:
    for keys, labels in phrases.items():
        for label in labels:
            trie.add(keys, label)
        seen.update(key for key in keys if len(key) > 1)


def _by_first(phrases: list[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        keys = keys_of(phrase)
        found.setdefault(keys[0], []).append(keys)
    return {first: tuple(sorted(some, key=len, reverse=True)) for first, some in found.items()}
