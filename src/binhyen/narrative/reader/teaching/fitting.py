"""Fits the weights: of words to classes, of what speaks for a candidate, and of what makes a choice sure."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from binhyen.narrative.reader.learned.model import STEP, Weights

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]

EPOCHS, RATE, SHRINK, SEED = 6, 0.25, 2e-3, 20
"""How often each lesson is gone through, how far a step goes, and how strongly weights are drawn to zero."""
AVERAGED = 4
"""Over so many rounds the weights are averaged: single rounds hang on their order."""
TEXTS_AT_LEAST = 2
"""A feature of fewer texts is no rule of anything."""
KEPT = 0.25
"""Smaller weights are left out of the file."""
RIDGE, TURNS, HALVINGS = 0.3, 15, 8


@dataclass(frozen=True, slots=True)
class Example:
    """The features of a number, the text it stands in, and the place of its class."""

    text: str
    features: tuple[str, ...]
    place: int


@dataclass(slots=True)
class Layer:
    """Weights under training, with the sums of squared slopes that make each step smaller (AdaGrad)."""

    weights: Floats
    squares: Floats

    def step(self, rows: npt.NDArray[np.int64], slope: Floats) -> None:
        slopes = slope[None, :] + SHRINK * self.weights[rows]
        self.squares[rows] += slopes * slopes
        self.weights[rows] -= RATE * slopes / np.sqrt(self.squares[rows] + 1)


def fit_words(examples: Sequence[Example], groups: Sequence[int]) -> Weights:
    """Return the weights of features to classes: a softmax whose classes share what they learn with their group."""
    names = _names(examples)
    rows = [np.array(sorted(names[one] for one in example.features if one in names)) for example in examples]
    kinds = np.array(groups)
    member = np.zeros((len(groups), int(kinds.max()) + 1), np.float32)
    member[np.arange(len(groups)), kinds] = 1
    own, shared = _layer(len(names), len(groups)), _layer(len(names), member.shape[1])
    mean = np.zeros_like(own.weights)
    order = np.random.default_rng(SEED)
    for turn in range(EPOCHS):
        for at in order.permutation(len(examples)):
            some = rows[at]
            chances = _softmax(own.weights[some].sum(0) + shared.weights[some].sum(0)[kinds])
            chances[examples[at].place] -= 1
            own.step(some, chances)
            shared.step(some, chances @ member)
        if turn >= EPOCHS - AVERAGED:
            mean += (own.weights + shared.weights[:, kinds]) / AVERAGED
    return _kept(names, mean)


def _names(examples: Sequence[Example]) -> dict[str, int]:
    texts: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        for feature in example.features:
            texts[feature].add(example.text)
    kept = sorted(feature for feature, some in texts.items() if len(some) >= TEXTS_AT_LEAST)
    return {feature: place for place, feature in enumerate(kept)}


def _layer(rows: int, columns: int) -> Layer:
    return Layer(np.zeros((rows, columns), np.float32), np.full((rows, columns), 0.01, np.float32))


def _softmax(sums: Floats) -> Floats:
    powers: Floats = np.exp(sums - sums.max())
    chances: Floats = powers / powers.sum()
    return chances


def _kept(names: dict[str, int], weights: Floats) -> Weights:
    """Return the weights that are not small, once what a feature says of most classes is taken off all of them."""
    weights = weights - np.median(weights, axis=1, keepdims=True)
    found: dict[str, tuple[tuple[int, int], ...]] = {}
    for name, row in names.items():
        places = np.flatnonzero(np.abs(weights[row]) >= KEPT)
        if len(places):
            found[name] = tuple((int(place), round(float(weights[row, place]) / STEP)) for place in places)
    return found


def fit_mix(choices: Sequence[Sequence[Sequence[float]]], right: Sequence[int]) -> tuple[float, ...]:
    """Return the weights of what speaks for candidates, given which of each choice is right."""
    most, size = max(map(len, choices)), len(choices[0][0])
    values = np.zeros((len(choices), most, size))
    absent = np.full((len(choices), most), -1e9)
    for at, some in enumerate(choices):
        values[at, : len(some)] = some
        absent[at, : len(some)] = 0
    truth = np.array(right)

    def look(weights: Doubles) -> Slopes:
        sums = values @ weights + absent
        sums -= sums.max(1, keepdims=True)
        chances = np.exp(sums)
        chances /= chances.sum(1, keepdims=True)
        at_truth = np.arange(len(truth)), truth
        means = np.einsum("nc,ncd->nd", chances, values)
        bend = np.einsum("nc,ncd,nce->de", chances, values, values, optimize=True) - means.T @ means
        return Slopes(-float(np.log(chances[at_truth] + 1e-12).sum()), (means - values[at_truth]).sum(0), bend)

    return _least(look, size)


def fit_sureness(signs: Sequence[Sequence[float]], right: Sequence[bool]) -> tuple[float, ...]:
    """Return the weights of what says that a choice is right: a logistic regression."""
    values, truth = np.array(signs), np.array(right, float)

    def look(weights: Doubles) -> Slopes:
        chances = 1 / (1 + np.exp(-np.clip(values @ weights, -30, 30)))
        loss = -float(np.log(np.where(truth > 0, chances, 1 - chances) + 1e-12).sum())
        return Slopes(loss, values.T @ (chances - truth), (values * (chances * (1 - chances))[:, None]).T @ values)

    return _least(look, values.shape[1])


@dataclass(frozen=True, slots=True)
class Slopes:
    """A loss with its slope and its bend."""

    loss: float
    slope: Doubles
    bend: Doubles


def _least(look: Callable[[Doubles], Slopes], size: int) -> tuple[float, ...]:
    """Return the weights of the least loss, drawn to zero a little: Newton's method, never a step uphill."""
    weights: Doubles = np.zeros(size)
    for _ in range(TURNS):
        here = look(weights)
        step = np.linalg.solve(here.bend + RIDGE * np.eye(size), here.slope + RIDGE * weights)
        for _ in range(HALVINGS):
            if _drawn(look(weights - step).loss, weights - step) <= _drawn(here.loss, weights):
                weights = weights - step
                break
            step = step / 2
    return tuple(round(float(one), 4) for one in weights)


def _drawn(loss: float, weights: Doubles) -> float:
    return loss + RIDGE / 2 * float(weights @ weights)
