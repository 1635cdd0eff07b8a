"""What speaks for each indicator that a number may be of: the rules and the learned words side by side."""

from collections.abc import Collection, Mapping, Sequence
from math import exp
from typing import NamedTuple

from binhyen.narrative.reader.frames import Match
from binhyen.narrative.reader.learned.features import Features
from binhyen.narrative.reader.learned.model import STEP, Ranker
from binhyen.narrative.reader.learned.network import NONE, ByWords
from binhyen.narrative.reader.learned.seen import Seen

POSSIBLE = -5.0
"""What the words alone make less likely than this is looked at only where a rule speaks for it."""
SCORE, MARGIN, WIDEST = 40.0, 30.0, 60.0
ADDED, KEPT, STRONGER = 0.15, 0.8, 2.0
"""Where rules found nothing, a number is proposed that is less likely than this to be none; what rules found stays
unless it is more likely than that to be none, and stays what they say unless another one is so much likelier."""
EMPTY = (0.0,) * 14


class Candidate(NamedTuple):
    """An indicator (or none) with what speaks for it, as numbers in one order."""

    place: int
    values: tuple[float, ...]


class Ranked(NamedTuple):
    """A candidate with its probability."""

    place: int
    chance: float


class Looked(NamedTuple):
    """What was seen of a number, with what the words alone say of each class, and the words that stand around it."""

    seen: Seen
    by_words: ByWords
    near: frozenset[str]
    far: frozenset[str]
    familiar: tuple[float, float] = (0.0, 0.0)
    """What part of the words beside the number was met in training, and of those with their place and order."""


def looked(ranker: Ranker, seen: Sequence[Seen], features: Sequence[Features]) -> list[Looked]:
    """Return numbers with what the learned words say of them."""
    by_words = ranker.network.by_words([one.all for one in features])
    return [
        Looked(one, said, some.near, some.far, (_known(ranker, some.beside), _known(ranker, some.placed)))
        for one, said, some in zip(seen, by_words, features, strict=True)
    ]


def _known(ranker: Ranker, some: Collection[str]) -> float:
    """Return what part of some features has a weight: new wordings have few."""
    return sum([one in ranker.network.names for one in some]) / max(1, len(some))


def candidates(ranker: Ranker, places: Mapping[str, int], one: Looked) -> list[Candidate]:
    """Return the indicators that a number may be of, and none, each with what speaks for it."""
    match = one.seen.found.match if one.seen.found is not None else None
    scores = dict(match.scores) if match is not None else {}
    if match is not None:
        scores.setdefault(match.indicator, 0.0)
    some = set(one.by_words.above(POSSIBLE))
    some.update(places[code] for code in scores if code in places)
    some.discard(NONE)
    near, far = ranker.named(one.near), ranker.named(one.far)
    found = [Candidate(NONE, (*_of_words(one, NONE), *_of_none(one, match), *EMPTY[:10]))]
    for place in sorted(some):
        names = (_weight(near, place), _weight(far, place))
        rules = _of_rules(ranker.classes[place], match, scores)
        found.append(Candidate(place, (*_of_words(one, place), *EMPTY[:4], *rules, *names)))
    return found


def _weight(words: Sequence[Mapping[int, int]], place: int) -> float:
    """Return what part of an indicator's name stands among the words."""
    return sum([one.get(place, 0) for one in words]) * STEP


def _of_words(one: Looked, place: int) -> tuple[float, float]:
    chance = one.by_words.chance(place)
    return chance / 3, exp(chance)


def _of_none(one: Looked, match: Match | None) -> tuple[float, ...]:
    score = match.score / SCORE if match is not None else 0.0
    return 1.0, float(match is None), score, float(not one.seen.item.labels)


def _of_rules(code: str, match: Match | None, scores: dict[str, float]) -> tuple[float, ...]:
    if match is None:
        return EMPTY[:8]
    scored = scores.get(code, 0.0)
    said = (scored / SCORE, float(scored > 0), (match.score - scored) / MARGIN if scored else 0.0)
    if code != match.indicator:
        return (*said, *EMPTY[:5])
    margin = match.score - match.second
    sure = min(match.score, WIDEST) / WIDEST * min(max(margin, 0.0), MARGIN) / MARGIN
    return (*said, 1.0, match.score / SCORE, min(margin, WIDEST) / MARGIN, float(scored == match.score), sure)


def ranked(mix: tuple[float, ...], some: list[Candidate]) -> list[Ranked]:
    """Return the candidates with their probabilities, none first, then the likeliest first."""
    sums = [sum(map(_times, mix, one.values)) for one in some]
    most = max(sums)
    powers = [exp(one - most) for one in sums]
    whole = sum(powers)
    chances = [Ranked(one.place, power / whole) for one, power in zip(some, powers, strict=True)]
    return [chances[0], *sorted(chances[1:], key=lambda one: (-one.chance, one.place))]


def decided(some: list[Ranked], ruled: int) -> list[Ranked]:
    """Return none and the candidates, the chosen one before the others; nothing where a number is no figure."""
    none, first = some[0], some[1] if len(some) > 1 else None
    if first is None or none.chance > (ADDED if ruled == NONE else KEPT):
        return []
    held = next((one for one in some[1:] if one.place == ruled), first)
    chosen = first if first.chance > STRONGER * held.chance else held
    return [none, chosen, *(one for one in some[1:] if one is not chosen)]


def _times(one: float, other: float) -> float:
    return one * other
