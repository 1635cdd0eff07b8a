"""Fits the weights: of features to classes, of what speaks for a candidate, and of what makes a choice sure."""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from binhyen.narrative.reader.learned.network import Network, Steps

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]

UNITS, EPOCHS, SEED = 200, 15, 20
"""How many hidden units there are, and how often each lesson is gone through."""
RATE, SHRINK, SMOOTH, SPREAD = 0.05, 1e-4, 1e-3, 0.1
"""How far a step goes, how strongly weights are drawn to zero, what keeps the first steps short, where they begin."""
SHOWN, AWAKE = 0.5, 0.5
"""Each time a lesson shows so many of its features, to so many of the units: no weight may rely on another's help."""
TEXTS_AT_LEAST, KEPT = 3, 0.6
"""A feature of fewer texts is no rule of anything; of the others the part is kept that learned most."""
RIDGE, TURNS, HALVINGS = 0.3, 15, 8


@dataclass(frozen=True, slots=True)
class Example:
    """The features of a number, the text it stands in, and the place of its class."""

    text: str
    features: Collection[str]
    place: int


class Layer:
    """Weights under training, with the sums of squared slopes that make each step smaller (AdaGrad)."""

    __slots__ = ("squares", "weights")

    def __init__(self, weights: Floats) -> None:
        self.weights = weights
        self.squares = np.zeros_like(weights)

    def step(self, rows: npt.NDArray[np.int64] | slice, slopes: Floats) -> None:
        """Go a step down from where some rows are."""
        slopes = slopes + SHRINK * self.weights[rows]
        self.squares[rows] += slopes * slopes
        self.weights[rows] -= RATE * slopes / np.sqrt(self.squares[rows] + SMOOTH)


def fit_network(examples: Sequence[Example], classes: int) -> Network:
    """Return a network that tells the classes of examples by their features. The same examples make the same one."""
    names = _names(examples)
    rows = [np.array(sorted(names[one] for one in example.features if one in names), int) for example in examples]
    chance = np.random.default_rng(SEED)
    inner = Layer(chance.normal(0, SPREAD, (len(names), UNITS)).astype(np.float32))
    outer = Layer(chance.normal(0, SPREAD, (UNITS, classes)).astype(np.float32))
    for _ in range(EPOCHS):
        for at in chance.permutation(len(examples)):
            shown = rows[at][chance.random(len(rows[at])) < SHOWN]
            awake = (chance.random(UNITS) < AWAKE).astype(np.float32) / np.float32(AWAKE)
            if len(shown):
                _learn(inner, outer, shown, awake, examples[at].place)
    learned = inner.squares.sum(1)
    kept = np.flatnonzero(learned >= np.quantile(learned, 1 - KEPT))
    features = list(names)
    rows_of = {features[at]: row for row, at in enumerate(kept)}
    return Network(rows_of, Steps.of(inner.weights[kept] * np.sqrt(SHOWN)), Steps.of(outer.weights))


def _names(examples: Sequence[Example]) -> dict[str, int]:
    texts: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        for feature in example.features:
            texts[feature].add(example.text)
    kept = sorted(feature for feature, some in texts.items() if len(some) >= TEXTS_AT_LEAST)
    return {feature: place for place, feature in enumerate(kept)}


def _learn(inner: Layer, outer: Layer, shown: npt.NDArray[np.int64], awake: Floats, place: int) -> None:
    """Go a step towards one example, as it shows some of its features to some of the units."""
    scale = np.float32(1 / np.sqrt(len(shown)))
    strength = inner.weights[shown].sum(0) * scale
    units = np.maximum(strength, 0) * awake
    slope = _softmax(units @ outer.weights)
    slope[place] -= 1
    back = (outer.weights @ slope) * awake * (strength > 0) * scale
    outer.step(slice(None), np.outer(units, slope))
    inner.step(shown, back[None, :])


def _softmax(sums: Floats) -> Floats:
    powers: Floats = np.exp(sums - sums.max())
    chances: Floats = powers / powers.sum()
    return chances


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
