"""The learned layer: from the features of numbers, through hidden units, to a chance for each class."""

import base64
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from typing import Any

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.int8]
Doubles = npt.NDArray[np.float64]

NONE = 0
"""The place of "no figure" among the classes."""
LEAST, DECIMALS = -10.0, 4
"""What is less likely is as unlikely as that; logarithms are rounded, so that every processor says the same."""
MOST = 15
"""Weights are kept as whole numbers up to this one, each column in steps of its own: finer ones change nothing. Those
of two thousand features add up to no more than sixteen bits hold."""


@dataclass(frozen=True, slots=True, eq=False)
class ByWords:
    """What the features of a number say: the logarithm of each class's chance, and the likeliest but "no figure"."""

    logs: Doubles
    likeliest: int

    def chance(self, place: int) -> float:
        """Return the logarithm of a class's chance."""
        return max(float(self.logs[place]), LEAST)

    def above(self, least: float) -> list[int]:
        """Return the classes whose chance is greater."""
        places: list[int] = np.flatnonzero(self.logs > least).tolist()
        return places


@dataclass(frozen=True, slots=True, eq=False)
class Steps:
    """A table of weights as whole numbers, and how much one is worth in each column."""

    whole: Bytes
    worth: Doubles

    @classmethod
    def of(cls, weights: npt.NDArray[np.floating[Any]]) -> "Steps":
        """Return weights in as many steps as a byte tells apart."""
        worth = np.maximum(np.abs(weights).max(axis=0, initial=0), 1e-9).astype(np.float64) / MOST
        return cls(np.rint(weights / worth).astype(np.int8), worth)

    def to_data(self) -> dict[str, Any]:
        """Return what is written to a file."""
        packed = base64.b64encode(np.ascontiguousarray(self.whole.T).tobytes()).decode()
        return {"rows": len(self.whole), "worth": [float(f"{one:.6g}") for one in self.worth], "whole": packed}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Steps":
        """Return the table of a file: its columns one after another."""
        worth = np.array(data["worth"], np.float64)
        flat = np.frombuffer(base64.b64decode(data["whole"]), np.int8)
        return cls(np.ascontiguousarray(flat.reshape(len(worth), data["rows"]).T), worth)


@dataclass(frozen=True, eq=False)
class Network:
    """One layer of hidden units. `names` gives each feature its row of `inner`; `outer` has a row for each unit.

    A unit is as strong as the features of a number add up to, divided by the square root of how many are known; below
    zero it is silent. The units' weights add up to the logarithms of chances.
    """

    names: Mapping[str, int]
    inner: Steps
    outer: Steps

    @classmethod
    def blank(cls, classes: int) -> "Network":
        """Return one that knows nothing: every class is as likely as any other."""
        return cls({}, Steps.of(np.zeros((0, 1))), Steps.of(np.zeros((1, classes))))

    def by_words(self, numbers: Sequence[Collection[str]]) -> list[ByWords]:
        """Return what the features of each number say."""
        if not numbers:
            return []
        logs = _logs(np.einsum("nu,uc->nc", self._units(numbers), self._weights))  # `@` would take every processor
        likeliest = logs[:, 1:].argmax(axis=1) + 1
        return [ByWords(row, int(first)) for row, first in zip(logs, likeliest, strict=True)]

    @cached_property
    def _weights(self) -> Doubles:
        return self.outer.whole * self.outer.worth

    def _units(self, numbers: Sequence[Collection[str]]) -> Doubles:
        """Return how strong each hidden unit is for each number. Whole numbers are added, so no order matters."""
        units = np.zeros((len(numbers), len(self.inner.worth)))
        place_of, inner = self.names.get, self.inner.whole
        for at, features in enumerate(numbers):
            rows = [row for row in map(place_of, features) if row is not None]
            if rows:
                units[at] = np.add.reduce(inner.take(rows, axis=0), axis=0, dtype=np.int16) / sqrt(len(rows))
        strong: Doubles = np.maximum(units * self.inner.worth, 0)
        return strong


def _logs(sums: Doubles) -> Doubles:
    sums = sums - sums.max(axis=1, keepdims=True)
    logs: Doubles = np.round(sums - np.log(np.exp(sums).sum(axis=1, keepdims=True)), DECIMALS)
    return logs
