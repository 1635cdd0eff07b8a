"""The learned weights, and what they say of a number: how likely each indicator is by the words alone."""

import gzip
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from math import exp, log
from pathlib import Path
from typing import Any

from binhyen.narrative.reader.vocabulary import PACKS

MODEL = PACKS / "ranker.json.gz"
NONE = 0
"""The place of "no figure" among the classes."""
STEP = 0.01
"""Weights are kept as whole numbers of this size."""
LEAST, FAR = -10.0, 20.0
"""What is less likely is as unlikely as that; what lies so far behind adds nothing to a sum."""

Weights = Mapping[str, tuple[tuple[int, int], ...]]
"""For each name the places of classes with their weights, in whole steps: sums are the same in any order."""


@dataclass(frozen=True, slots=True)
class Sureness:
    """How a probability of being right is made of what speaks for a choice, and which confidence it is."""

    weights: tuple[float, ...]
    sure: float = 1.0
    """From this probability on the confidence is 0.9 and more."""
    doubted: float = 1.0
    """What is no figure with this probability, or a greater one, stays below 0.5."""


@dataclass(frozen=True, slots=True)
class ByWords:
    """What the features of a number say of each class: the logarithm of its chance is its sum less the whole."""

    sums: list[int]
    whole: float

    def chance(self, place: int) -> float:
        """Return the logarithm of a class's chance."""
        return max(self.sums[place] * STEP - self.whole, LEAST)

    def above(self, least: float) -> list[int]:
        """Return the classes whose chance is greater."""
        limit = (self.whole + least) / STEP
        return [place for place, one in enumerate(self.sums) if one > limit]


@dataclass(frozen=True, slots=True)
class Ranker:
    """What was learned. `words` and `names` give classes their weights by a feature and by a word of their name."""

    classes: tuple[str, ...]
    words: Weights
    names: Weights = field(default_factory=dict)
    mix: tuple[float, ...] = ()
    sureness: Sureness | None = None

    def by_words(self, features: Iterable[str]) -> ByWords:
        """Return what the features alone say of each class."""
        sums = [0] * len(self.classes)
        get = self.words.get
        for feature in features:
            some = get(feature)
            if some is not None:
                for place, weight in some:
                    sums[place] += weight
        most = max(sums)
        least = most - round(FAR / STEP)
        rest = sum([exp((one - most) * STEP) for one in sums if one > least])
        return ByWords(sums, most * STEP + log(rest))


def to_data(ranker: Ranker) -> dict[str, Any]:
    """Return what is written to the file."""
    sureness = ranker.sureness or Sureness(())
    return {
        "classes": list(ranker.classes),
        "words": {name: _packed(some) for name, some in ranker.words.items()},
        "names": {name: _packed(some) for name, some in ranker.names.items()},
        "mix": list(ranker.mix),
        "sureness": [list(sureness.weights), sureness.sure, sureness.doubted],
    }


def from_data(data: Mapping[str, Any]) -> Ranker:
    """Return a ranker from what is written in its file."""
    weights, sure, doubted = data["sureness"]
    return Ranker(
        classes=tuple(data["classes"]),
        words={name: _unpacked(some) for name, some in data["words"].items()},
        names={name: _unpacked(some) for name, some in data["names"].items()},
        mix=tuple(data["mix"]),
        sureness=Sureness(tuple(weights), sure, doubted),
    )


def _packed(weights: Iterable[tuple[int, int]]) -> list[int]:
    return [number for pair in weights for number in pair]


def _unpacked(numbers: list[int]) -> tuple[tuple[int, int], ...]:
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))


def written(ranker: Ranker) -> bytes:
    """Return the file of a ranker: the same bytes for the same ranker."""
    plain = json.dumps(to_data(ranker), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return gzip.compress(plain.encode(), mtime=0)


def load(path: Path) -> Ranker:
    """Return the ranker of a file."""
    return from_data(json.loads(gzip.decompress(path.read_bytes())))


@cache
def ranker() -> Ranker | None:
    """Return the shipped ranker, or None where none is shipped."""
    return load(MODEL) if MODEL.exists() else None
