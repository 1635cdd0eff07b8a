"""The learned weights, and what they say of a number: how likely each indicator is by the words alone."""

import gzip
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from binhyen.narrative.reader.learned.network import Network, Steps
from binhyen.narrative.reader.vocabulary import PACKS

MODEL = PACKS / "ranker.json.gz"
STEP = 0.01
"""Weights of names are kept as whole numbers of this size."""
Weights = Mapping[str, Mapping[int, int]]
"""For each name the places of classes with their weights, in whole steps: sums are the same in any order."""


@dataclass(frozen=True, slots=True)
class Sureness:
    """How a probability of being right is made of what speaks for a choice, and which confidence it is."""

    weights: tuple[float, ...]
    sure: float = 1.0
    """From this probability on the confidence is 0.9 and more."""
    sure_of_wide: float = 1.0
    """The same where the noun is one that many indicators count."""
    doubted: float = 1.0
    """What is no figure with this probability, or a greater one, stays below 0.5."""
    trusts: tuple[float, ...] = ()
    """For each class how often choosing it was right, in log-odds above or below all choices."""

    def limit(self, *, wide: bool) -> float:
        """Return the probability from which on the confidence is 0.9 and more."""
        return self.sure_of_wide if wide else self.sure

    def trust(self, place: int) -> float:
        """Return how often choosing a class was right."""
        return self.trusts[place] if self.trusts else 0.0


@dataclass(frozen=True, slots=True)
class Ranker:
    """What was learned. `names` gives classes their weights by a word of their name."""

    classes: tuple[str, ...]
    network: Network
    names: Weights = field(default_factory=dict)
    mix: tuple[float, ...] = ()
    sureness: Sureness | None = None

    def named(self, words: Iterable[str]) -> list[Mapping[int, int]]:
        """Return of the words that stand in indicators' names how much each weighs there, by the place of the class."""
        return [self.names[word] for word in words if word in self.names]


def to_data(ranker: Ranker) -> dict[str, Any]:
    """Return what is written to the file."""
    sureness = ranker.sureness or Sureness(())
    return {
        "classes": list(ranker.classes),
        "features": sorted(ranker.network.names, key=ranker.network.names.__getitem__),
        "inner": ranker.network.inner.to_data(),
        "outer": ranker.network.outer.to_data(),
        "names": {name: _packed(some.items()) for name, some in ranker.names.items()},
        "mix": list(ranker.mix),
        "sureness": {
            "weights": list(sureness.weights),
            "sure": sureness.sure,
            "sure_of_wide": sureness.sure_of_wide,
            "doubted": sureness.doubted,
            "trusts": list(sureness.trusts),
        },
    }


def from_data(data: Mapping[str, Any]) -> Ranker:
    """Return a ranker from what is written in its file."""
    sureness = data["sureness"]
    return Ranker(
        classes=tuple(data["classes"]),
        network=Network(
            {name: place for place, name in enumerate(data["features"])},
            Steps.from_data(data["inner"]),
            Steps.from_data(data["outer"]),
        ),
        names={name: _unpacked(some) for name, some in data["names"].items()},
        mix=tuple(data["mix"]),
        sureness=Sureness(
            weights=tuple(sureness["weights"]),
            sure=sureness["sure"],
            sure_of_wide=sureness["sure_of_wide"],
            doubted=sureness["doubted"],
            trusts=tuple(sureness["trusts"]),
        ),
    )


def _packed(weights: Iterable[tuple[int, int]]) -> list[int]:
    return [number for pair in weights for number in pair]


def _unpacked(numbers: list[int]) -> dict[int, int]:
    return dict(zip(numbers[::2], numbers[1::2], strict=True))


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
